"""The history of plans and their parts, contributions, goals …, and taking a wording back.

Members read all of it; everybody reads what became of adopted plans since their adoption.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Changed
from goals.models import Goal
from goals.policies import can_change_goal
from pages.addresses import item_ref
from pages.dialogue.views import subject_of
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.history.public import public_page, public_subject
from pages.history.selectors import history_of
from pages.positions.views import person, sent_version
from pages.rendering import render_page
from pages.things import Thing, things
from planning.models import Contribution, Plan, PlanLink, PositionLink
from planning.policies import can_change, can_state
from planning.services.restoring import WORDING, restore_version

#: Links are not talked about by themselves, but have a history.
LINKS: dict[str, type[PlanLink] | type[PositionLink]] = {"plan_link": PlanLink, "position_link": PositionLink}


@require_GET
@in_organisation
def history_detail(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """What changed, and when; to members also who did it, and what was before the adoption."""
    subject = None if viewer.is_member else public_subject(viewer, kind, pk)
    if subject is None:
        return whole_history(request, viewer.organisation.slug, kind, pk)
    return render_page(request, "history/public_detail.html", {"page": public_page(viewer, subject)})


@for_members
def whole_history(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Who changed what, and when."""
    return show(request, viewer, kind, kept_thing(viewer, kind, pk))


def kept_thing(viewer: Viewer, kind: str, pk: int) -> Any:
    """What is talked about, or one of the organisation's own links; raises `Http404`."""
    if kind not in LINKS:
        return subject_of(viewer, kind, pk)
    return get_object_or_404(LINKS[kind], recorded_by=viewer.organisation, pk=pk)


@require_POST
@for_members
def wording_restore(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Give a position, measure or section of a draft the wording that it had at a moment."""
    part = subject_of(viewer, kind, pk)
    if type(part) not in WORDING:
        raise Http404
    sent = request.POST.get("kept", "")
    try:
        restore_version(
            organisation=viewer.organisation,
            by=person(viewer),
            part=part,
            expected_version=sent_version(request),
            kept_id=int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0,
        )
    except Changed as changed:
        return show(request, viewer, kind, subject_of(viewer, kind, pk), warning=changed.message)
    messages.success(
        request, _("The earlier wording is back. The one that it replaced stays in the history.")
    )
    return HttpResponseRedirect(reverse("history:history_detail", args=[viewer.organisation.slug, kind, pk]))


def refill_url(viewer: Viewer, subject: Any) -> str:
    """For those who may: the form of a plan's front page, goal or contribution, to be filled in as it was."""
    organisation, standing = viewer.organisation, viewer.standing
    slug = organisation.slug
    if isinstance(subject, Plan) and can_change(standing, organisation, subject):
        return reverse("plans:plan_edit", args=[slug, item_ref(organisation, subject)])
    if isinstance(subject, Goal) and can_change_goal(standing, organisation, subject):
        return reverse("goals:own_goal_edit", args=[slug, subject.framework_id, subject.pk])
    if isinstance(subject, Contribution) and subject.recorded_by_id == organisation.pk:
        may = can_state(standing, organisation, subject.item)
        return reverse("positions:contribution_edit", args=[slug, subject.pk]) if may else ""
    return ""


def show(request: Request, viewer: Viewer, kind: str, subject: Any, *, warning: str = "") -> HttpResponse:
    """The page of the history; 409 with a warning if somebody was faster."""
    reference = (kind, subject.pk)
    context = {
        "kind": kind,
        "subject": subject,
        "thing": things(viewer.organisation, [reference]).get(reference, Thing(str(subject))),
        "history": history_of(viewer, subject, request.GET.get("page")),
        "refill_url": refill_url(viewer, subject),
        "warning": warning,
    }
    return render_page(
        request, "history/history_detail.html", context, partial="entries", status=409 if warning else 200
    )
