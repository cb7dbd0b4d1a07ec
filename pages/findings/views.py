"""Findings (brister) by unit, sort, severity and who decides, and acknowledging them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alignment.filters import FindingFilter
from alignment.models import Finding
from alignment.services.findings import acknowledge_finding, can_acknowledge, reopen_finding
from core.errors import NotAllowed
from organisations.models import User
from pages.findings.forms import AcknowledgeForm
from pages.findings.selectors import (
    FINDINGS_PER_PAGE,
    codes_named,
    counted_by_code,
    finding_groups,
    findings_shown,
    shown_findings,
)
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_kept, render_page, wants_fragment
from pages.things import Thing, plan_thing

DETAIL = "findings/finding_detail.html"


@require_GET
@in_organisation
def finding_list(request: Request, viewer: Viewer) -> HttpResponse:
    """What should be put right, grouped by what it is about; members see the open ones at first."""

    def shown() -> dict[str, Any]:
        data = asked_for(request, viewer)
        filterset = FindingFilter(
            data,
            queryset=findings_shown(viewer),
            organisation=viewer.organisation,
            codes=codes_named(),
        )
        totals = counted_by_code(filterset.qs)
        found = Paginator(filterset.qs, FINDINGS_PER_PAGE)
        found.count = sum(totals.values())
        page = found.get_page(request.GET.get("page"))
        return {
            "filterset": filterset,
            "page": page,
            "groups": finding_groups(viewer, page, totals),
            "about": plan_asked_for(viewer, filterset),
        }

    return render_kept(request, viewer, "findings/finding_list.html", "results", shown)


@require_GET
@in_organisation
def finding_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """One finding."""
    return show(request, viewer, finding_of(viewer, pk))


@require_http_methods(["GET", "POST"])
@for_members
def finding_acknowledge(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Put a finding aside with a reason."""
    finding = finding_of(viewer, pk)
    if not can_acknowledge(viewer.standing, finding):
        raise NotAllowed(
            _("Only those who work for the unit that should act, and coordinators, can do this.")
        )
    if request.method == "GET":
        return show(request, viewer, finding, form=AcknowledgeForm())
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        return show(request, viewer, finding, form=form, status=422)
    stored = acknowledge_finding(
        organisation=viewer.organisation,
        by=person(viewer),
        finding=finding,
        because=form.cleaned_data["because"],
    )
    return done(request, viewer, stored, _("The finding is acknowledged."))


@require_POST
@for_members
def finding_reopen(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take an acknowledgement back."""
    stored = reopen_finding(
        organisation=viewer.organisation, by=person(viewer), finding=finding_of(viewer, pk)
    )
    return done(request, viewer, stored, _("The finding is open again."))


def asked_for(request: Request, viewer: Viewer) -> QueryDict:
    """The filters: members start with open findings; the public knows nothing of acknowledgements."""
    data = request.GET.copy()
    if not viewer.is_member:
        data.pop("state", None)
    elif "state" not in data:
        data["state"] = FindingFilter.State.OPEN
    return data


def plan_asked_for(viewer: Viewer, filterset: FindingFilter) -> Thing | None:
    """The plan that the list is narrowed to."""
    plan = filterset.form.cleaned_data.get("plan") if filterset.form.is_valid() else None
    return plan_thing(viewer.organisation, plan) if plan else None


def finding_of(viewer: Viewer, pk: int) -> Finding:
    """The finding; raises `Http404` if the viewer may not see it, or the latest report does not have it."""
    found = findings_shown(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


def done(request: Request, viewer: Viewer, finding: Finding, message: str) -> HttpResponse:
    """The finding with its new state; without htmx back to the list."""
    if wants_fragment(request):
        return show(request, viewer, finding_of(viewer, finding.pk), said=message)
    messages.success(request, message)
    return HttpResponseRedirect(reverse("findings:finding_list", args=[viewer.organisation.slug]))


def show(
    request: Request, viewer: Viewer, finding: Finding, *, status: int = 200, **parts: Any
) -> HttpResponse:
    """The finding's page; for htmx its row."""
    context = {"shown": shown_findings(viewer, [finding])[0], **parts}
    return render_page(request, DETAIL, context, partial="row", status=status)
