"""Reports for the record: their list, each as it was frozen, two compared, and pinning one to a meeting."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alignment.policies import can_pin
from alignment.selectors.comparing import Numbers
from alignment.selectors.reports import numbered_report
from alignment.services.pinning import pin_report
from core.errors import DomainError, NotAllowed
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.positions.views import person
from pages.rendering import render_page, uncached
from pages.reporting.forms import CompareForm, PinForm
from pages.reporting.scoping import OfUnit
from pages.reporting.selectors import (
    REPORTS_PER_PAGE,
    Pages,
    comparison_of,
    report_lines,
    report_shown,
    reports_of,
)
from pages.reporting.sentences import sentences_of
from pages.reporting.unit_sentences import unit_sentences

DETAIL = "reporting/report_detail.html"
#: Which page of its plans.
PLANS = "planer"


@require_GET
@in_organisation
def report_list(request: Request, viewer: Viewer) -> HttpResponse:
    """Every report that is kept, the latest first, and those that are pinned to meetings."""
    reports = reports_of(viewer)
    page = Paginator(reports, REPORTS_PER_PAGE).get_page(request.GET.get("page"))
    lines = report_lines(viewer, page.object_list)
    numbers = [line.report.number for line in lines]
    context = {
        "page": page,
        "lines": lines,
        "pinned": report_lines(viewer, reports.exclude(pinned_as="")),
        "first": numbers[min(1, len(numbers) - 1)] if numbers else 0,
        "last": numbers[0] if numbers else 0,
    }
    return render_page(request, "reporting/report_list.html", context)


@require_GET
@in_organisation
def report_detail(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """A report as it was frozen."""
    return show(request, viewer, number)


@require_GET
@in_organisation
def content_detail(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The frozen content itself, as the viewer may see it."""
    report = numbered_report(viewer.organisation, number, viewer.user)
    if report is None:
        raise Http404
    response = HttpResponse(report.json(), content_type="application/json")
    name = f"samplan-{viewer.organisation.slug}-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return uncached(response)


@require_http_methods(["GET", "POST"])
@for_members
def report_pin(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Name the meeting that a report was made for, or let go of it."""
    if not can_pin(viewer.standing):
        raise NotAllowed(_("Coordinators and administrators pin reports."))
    if request.method == "GET":
        return show(request, viewer, number)
    form = PinForm(request.POST)
    if not form.is_valid():
        return show(request, viewer, number, form=form, status=422)
    try:
        report = pin_report(
            organisation=viewer.organisation, by=person(viewer), number=number, **form.cleaned_data
        )
    except DomainError as error:
        form.add_error("name", error.message)
        return show(request, viewer, number, form=form, status=error.status)
    said = (
        _("The report is pinned and will be kept.")
        if report.pinned_as
        else _("The report is no longer pinned.")
    )
    messages.success(request, said)
    return HttpResponseRedirect(reverse("reporting:report_detail", args=[viewer.organisation.slug, number]))


@require_GET
@in_organisation
def comparison_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """Two reports beside each other: what differs, and for members because of which edits.

    The two latest ones, if none are asked for or those asked for are not kept any more. For htmx only
    what has changed in sentences. `enhet` is a unit: then it is about what that answers for.
    """
    asked, unit = numbers_asked(request), unit_asked(request)
    found = comparison_of(viewer, asked, unit) if asked else None
    context: dict[str, Any] = {"is_other": found is None and bool(request.GET)}
    if found is None:
        found = comparison_of(viewer, None, unit)
    told = unit_sentences if unit else sentences_of
    context |= {"comparison": found, "sentences": told(found) if found else []}
    return render_page(request, "reporting/comparison_detail.html", context, partial="summary")


def numbers_asked(request: Request) -> Numbers | None:
    """The numbers of the two reports that the address asks for, if it does."""
    form = CompareForm(request.GET or None)
    return (form.cleaned_data["fran"], form.cleaned_data["till"]) if form.is_valid() else None


def unit_asked(request: Request) -> OfUnit | None:
    """The unit that the address asks for, if it does."""
    key = request.GET.get("enhet", "")
    return OfUnit(key) if key else None


def show(
    request: Request, viewer: Viewer, number: int, *, form: PinForm | None = None, status: int = 200
) -> HttpResponse:
    """The report's page; raises `Http404`."""
    shown = report_shown(viewer, number, Pages(request.GET.get("page"), request.GET.get(PLANS)))
    if shown is None:
        raise Http404
    if form is None and can_pin(viewer.standing):
        form = PinForm(initial={"name": shown.pinned_as, "expected_name": shown.pinned_as})
    context = {"shown": shown, "form": form, "before": shown.before, "latest": shown.latest, "plans": PLANS}
    return render_page(request, DETAIL, context, status=status)
