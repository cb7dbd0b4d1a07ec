"""The front page, the overview of an organisation, and what the frame of its pages asks for."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from core.colours import from_hex, readable_on_dark, readable_on_white, text_on, to_hex
from core.functions import SortKey
from organisations.models import Organisation
from pages.dashboard import selectors
from pages.dashboard.answering import unit_overview
from pages.dashboard.clock import LAWFUL, all_days, deadline_of
from pages.dashboard.comparing import Since
from pages.dashboard.freshness import badge
from pages.dashboard.units import UnitTree, unit_url
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_kept, render_page

DAYS_PER_PAGE = 100
#: Of a unit's plans, the weakest first; the others are a click away.
MOST_PLANS = 20


@require_GET
def organisation_list(request: Request) -> HttpResponse:
    """The organisations that the person may see; straight to it if there is one, or one of their own."""
    seen = Organisation.objects.visible_to(request.user).municipalities()
    organisations = list(seen.annotate(name_key=SortKey("name", "sv")).order_by("name_key", "pk"))
    own = [each for each in organisations if each.pk in member_of(request)]
    wanted = own or organisations
    if len(wanted) == 1 and "alla" not in request.GET:
        return redirect(wanted[0])
    others = [each for each in organisations if each not in own]
    return render_page(request, "dashboard/organisation_list.html", {"own": own, "others": others})


@require_GET
@in_organisation
def overview(request: Request, viewer: Viewer) -> HttpResponse:
    """What a politician reads in two minutes; straight to the unit's if one was chosen."""
    if chosen := request.GET.get("enhet"):
        unit = UnitTree(viewer.organisation).by_key.get(chosen)
        if unit is not None:
            return redirect(unit_url(viewer.organisation, unit))

    def shown() -> dict[str, Any]:
        overview = selectors.overview(viewer, since_asked(request))
        return {"overview": overview, "choices": overview.choices}

    return render_kept(request, viewer, "dashboard/overview.html", "live", shown)


@require_GET
@in_organisation
def unit_detail(request: Request, viewer: Viewer, unit: str) -> HttpResponse:
    """The same for a board or another unit, with the units under it; `planer=alla`: with all of its plans."""

    def shown() -> dict[str, Any]:
        tree = UnitTree(viewer.organisation)
        found = tree.by_key.get(unit)
        if found is None:
            raise Http404
        most = None if request.GET.get("planer") == "alla" else MOST_PLANS
        overview = unit_overview(viewer, tree, found, since_asked(request), most_plans=most)
        return {"overview": overview, "choices": tree.choices(found)}

    return render_kept(request, viewer, "dashboard/unit_detail.html", "live", shown)


@require_GET
@in_organisation
def clock_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """All days that the law and the plans set, for the whole organisation or a unit with those under it."""

    def shown() -> dict[str, Any]:
        tree = UnitTree(viewer.organisation)
        unit = tree.by_key.get(request.GET.get("enhet", ""))
        units = None if unit is None else frozenset({unit.pk, *(each.pk for each in tree.under(unit))})
        lawful, planned = all_days(viewer, units, lawful=unit is None or unit.kind in LAWFUL)
        page: Page[Any] = Paginator(planned, DAYS_PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = [deadline_of(viewer, each) for each in page.object_list]
        return {"unit": unit, "lawful": lawful, "page": page}

    return render_kept(request, viewer, "dashboard/clock_detail.html", "content", shown)


@require_GET
@in_organisation
def freshness(request: Request, viewer: Viewer) -> HttpResponse:
    """The badge in the header; tells the page when there is a newer report than the one it shows."""
    shown = badge(viewer, seen=request.GET.get("nummer", ""))
    response = render_page(request, "components/freshness_state.html", {"badge": shown})
    if shown.is_news:
        response["HX-Trigger"] = "report-changed"
    return response


@require_GET
@in_organisation
@cache_control(private=True, max_age=86400)
def accent(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's colour as a stylesheet: itself, as text, as text on dark, and what stands on it."""
    colour = from_hex(viewer.organisation.accent)
    values = {"accent": colour, "accent-text": readable_on_white(colour), "accent-contrast": text_on(colour)}
    lines = "".join(f"--{name}:{to_hex(value)};" for name, value in values.items())
    dark = f"--accent-text:{to_hex(readable_on_dark(colour))};"
    rules = f":root{{{lines}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return HttpResponse(rules, content_type="text/css")


def since_asked(request: Request) -> Since:
    """The earlier report that the address asks for: by a word, or by a day."""
    return Since(request.GET.get("sedan", ""), request.GET.get("dag", ""))


def member_of(request: Request) -> set[int]:
    """The ids of the organisations that the person is a member of."""
    if not request.user.is_authenticated:
        return set()
    return set(request.user.memberships.values_list("organisation_id", flat=True))
