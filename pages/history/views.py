"""The history of plans and their parts, contributions, goals …, and taking a wording back.

Members read all of it; everybody reads what became of adopted plans since their adoption.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Changed
from dialogue.policies import check_can_read_history
from dialogue.selectors.discussions import subject_named
from pages.dialogue.views import comment_of, subject_of
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.history.public import public_page, public_subject
from pages.history.removed import SORTS, name_of, there_or_gone, way_back
from pages.history.selectors import history_of
from pages.history.ways import ways_of
from pages.positions.views import person
from pages.rendering import render_page
from pages.things import Thing, things
from pages.versioned import sent_version
from planning.services.restoring import WORDING, restore_version

#: Nobody talks about comments, so that no app registers them as a kind; their history is read all the same.
COMMENT = "comment"


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
    """Who changed what, and when; also of links, and of what is there no longer."""
    if kind == COMMENT:
        comment, _kind = comment_of(viewer, pk)
        check_can_read_history(viewer.standing, person(viewer), comment)
        return show(request, viewer, kind, comment)
    found = subject_named(viewer.organisation, kind, pk)
    if found is not None or kind not in SORTS:
        return show(request, viewer, kind, found or subject_of(viewer, kind, pk))
    subject = there_or_gone(viewer, kind, pk)
    if subject is None:
        raise Http404
    return show(request, viewer, kind, subject)


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


def show(request: Request, viewer: Viewer, kind: str, subject: Any, *, warning: str = "") -> HttpResponse:
    """The page of the history; 409 with a warning if somebody was faster."""
    is_gone = subject._state.adding
    ways = (way_back(viewer, kind, subject),) if is_gone else ways_of(viewer, subject)
    context = {
        "kind": kind,
        "subject": subject,
        "thing": named(viewer, kind, subject),
        "history": history_of(subject, request.GET.get("page"), ways, viewer.organisation),
        "is_gone": is_gone,
        "warning": warning,
    }
    return render_page(
        request, "history/history_detail.html", context, partial="entries", status=409 if warning else 200
    )


def named(viewer: Viewer, kind: str, subject: Any) -> Thing:
    """What the thing is called, and where it is; links and what is gone by what they hold together."""
    reference = (kind, subject.pk)
    found = things(viewer.organisation, [reference]).get(reference)
    return found or (name_of(viewer, kind, subject) if kind in SORTS else Thing(str(subject)))
