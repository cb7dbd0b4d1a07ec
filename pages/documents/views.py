"""Documents to download: a page's content as PDF, Word, spreadsheet or slides."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from organisations.policies import NOBODY
from pages.dashboard.comparing import Since
from pages.dashboard.views import since_asked
from pages.documents import slides
from pages.documents.content import Document
from pages.documents.formats import FORMS, SLIDES, SLIDES_ENDING, SLIDES_TYPE
from pages.documents.selectors.common import accent_of
from pages.documents.selectors.comparison import comparison_document
from pages.documents.selectors.goal import goal_document
from pages.documents.selectors.matrix import matrix_document
from pages.documents.selectors.overview import overview_document, overview_slides
from pages.documents.selectors.report import report_document
from pages.documents.selectors.statement import statement
from pages.documents.selectors.strategy import plan_list_document, strategy_document
from pages.documents.selectors.subject import Subject, organisation_subject, unit_subject
from pages.documents.sharing import share_svg
from pages.documents.typesetting import png
from pages.guards import Request, Viewer, in_organisation
from pages.keeping import kept_file
from pages.matrix.selectors.choosing import choice_of
from pages.plans.views import plan_of_ref
from pages.rendering import uncached
from pages.reporting.selectors import reports_of
from pages.reporting.views import numbers_asked, unit_asked
from pages.reports import latest_report, totals_of
from pages.strategy.reading import reading_asked

TWO = 2
#: Whoever shows the picture asks for it again after so long.
SHARED_SECONDS = 3600


@require_GET
@in_organisation
def overview_detail(request: Request, viewer: Viewer, form: str) -> HttpResponse:
    """The overview, compared with the same earlier report as the page; as slides too."""
    name = f"{viewer.organisation.slug}-oversikt"
    return overview_handed_out(
        request, viewer, form, name, lambda: organisation_subject(viewer, asked_since(request))
    )


@require_GET
@in_organisation
def unit_detail(request: Request, viewer: Viewer, unit: str, form: str) -> HttpResponse:
    """The overview of a unit with those under it, likewise."""
    return overview_handed_out(
        request, viewer, form, f"{unit}-oversikt", lambda: unit_subject(viewer, unit, asked_since(request))
    )


def asked_since(request: Request) -> Since:
    """Since when one compares, as the pages have it; a document tells what has changed."""
    return replace(since_asked(request), is_told=True)


def overview_handed_out(
    request: Request, viewer: Viewer, form: str, name: str, found: Callable[[], Subject]
) -> HttpResponse:
    """The overview of whatever is found, in that form or as slides; raises `Http404`."""
    if form != SLIDES:
        return handed_out(request, viewer, form, name, lambda: overview_document(viewer, found()))
    content = kept_file(
        request, viewer, f"document:{form}", lambda: slides.written(overview_slides(viewer, found()))
    )
    return as_file(viewer, f"{name}.{SLIDES_ENDING}", content, SLIDES_TYPE)


@require_GET
@in_organisation
def goal_detail(request: Request, viewer: Viewer, /, form: str, **names: str) -> HttpResponse:
    """A goal; `names` are the keys of its owner and framework, and its own."""
    owner, framework, key = names["owner"], names["framework"], names["goal"]
    return handed_out(
        request, viewer, form, f"mal-{key}", lambda: goal_document(viewer, owner, framework, key)
    )


@require_GET
@in_organisation
def statement_detail(
    request: Request, viewer: Viewer, ref: tuple[str | None, str], form: str
) -> HttpResponse:
    """How a plan bears on each goal and why, in the language that the plan is written in."""

    def made() -> Document:
        plan = plan_of_ref(viewer, ref)
        with translation.override(plan.organisation.language):
            return statement(viewer, plan)

    return handed_out(request, viewer, form, f"{ref[1]}-samstammighet", made)


@require_GET
@in_organisation
def report_detail(request: Request, viewer: Viewer, number: int, form: str) -> HttpResponse:
    """A numbered report as it was frozen, under the name of the meeting that it is pinned to."""
    pinned = reports_of(viewer).filter(number=number).values_list("pinned_as", flat=True).first()
    parts = (viewer.organisation.slug, "rapport", str(number), slugify(pinned or ""))
    name = "-".join(part for part in parts if part)
    return handed_out(request, viewer, form, name, lambda: report_document(viewer, number))


@require_GET
@in_organisation
def comparison_detail(request: Request, viewer: Viewer, form: str) -> HttpResponse:
    """What differs between two reports, the two latest ones if none are asked for."""
    numbers = numbers_asked(request) or list(reports_of(viewer).values_list("number", flat=True)[:TWO])
    unit = unit_asked(request)

    def made() -> Document:
        found = comparison_document(viewer, (numbers[-1], numbers[0]), unit) if numbers else None
        if found is None:
            raise Http404
        return found

    pair = "-".join(str(number) for number in sorted(numbers))
    whose = unit.key if unit else viewer.organisation.slug
    return handed_out(request, viewer, form, f"{whose}-rapporter-{pair}", made)


@require_GET
@in_organisation
def matrix_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """The matrix as a spreadsheet, all of what was chosen on the page: it is too wide for a document."""
    name = f"{viewer.organisation.slug}-matris"
    return handed_out(
        request,
        viewer,
        "kalkylark",
        name,
        lambda: matrix_document(viewer, choice_of(viewer, request.GET)),
    )


@require_GET
@in_organisation
def strategy_detail(request: Request, viewer: Viewer, strategy: int, form: str) -> HttpResponse:
    """A planning strategy, in the organisation's language."""
    reading = reading_asked(request, viewer, strategy)

    def made() -> Document:
        with translation.override(viewer.organisation.language):
            return strategy_document(viewer, reading)

    return handed_out(request, viewer, form, reading.strategy.key, made)


@require_GET
@in_organisation
def plan_list_detail(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """What becomes of each plan in a planning strategy, as a spreadsheet in the organisation's language."""
    reading = reading_asked(request, viewer, strategy)

    def made() -> Document:
        with translation.override(viewer.organisation.language):
            return plan_list_document(viewer, reading)

    return handed_out(request, viewer, "kalkylark", f"{reading.strategy.key}-planer", made)


@require_GET
@in_organisation
def share_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """The picture beside a link to the organisation's pages: what everybody may read, whoever asks."""
    organisation = viewer.organisation
    if not organisation.is_public:
        raise Http404
    everybody = Viewer(organisation, AnonymousUser(), NOBODY, viewer.today)

    def made() -> bytes:
        report = latest_report(everybody)
        with translation.override(organisation.language):
            own = totals_of(report, everybody)["own"] if report else None
            return png(share_svg(organisation.name, accent_of(organisation), own))

    response = HttpResponse(kept_file(request, everybody, "share", made), content_type="image/png")
    patch_cache_control(response, public=True, max_age=SHARED_SECONDS)
    return response


def handed_out(
    request: Request, viewer: Viewer, form: str, name: str, make: Callable[[], Document]
) -> HttpResponse:
    """The document in that form, kept or made now, under a name with the day; raises `Http404`.

    The name is part of what it is kept under: pinning a report moves nothing else.
    """
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    content = kept_file(request, viewer, f"document:{form}:{name}", lambda: chosen.write(make()))
    return as_file(viewer, f"{name}.{chosen.ending}", content, chosen.content_type)


def as_file(viewer: Viewer, name: str, content: bytes, content_type: str) -> HttpResponse:
    """A file to download, its name with the day."""
    start, _dot, ending = name.replace("/", "-").rpartition(".")
    full = f"{start}-{viewer.today.isoformat()}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{full}"'}
    return uncached(HttpResponse(content, content_type=content_type, headers=headers))
