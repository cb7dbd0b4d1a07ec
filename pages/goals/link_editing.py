"""Changing a goal's links to other goals, and which frameworks of others are followed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.models import Framework, Goal
from pages.editing import answer_create, answer_detail, answer_edit, answer_list, answer_remove
from pages.goals.link_desks import AdoptionDesk, GoalLinkDesk, NewAdoptionDesk
from pages.guards import Request, Viewer, for_members


@require_GET
@for_members
def goal_link_list(request: Request, viewer: Viewer, goal: int) -> HttpResponse:
    """A goal's links to other goals."""
    return answer_list(request, link_desk(viewer, goal))


@require_GET
@for_members
def goal_link_detail(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """A link."""
    return answer_detail(request, link_desk(viewer, goal), pk)


@require_http_methods(["GET", "POST"])
@for_members
def goal_link_create(request: Request, viewer: Viewer, goal: int) -> HttpResponse:
    """Link the goal to another."""
    return answer_create(request, link_desk(viewer, goal))


@require_http_methods(["GET", "POST"])
@for_members
def goal_link_edit(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """Change how two goals are linked, or why."""
    return answer_edit(request, link_desk(viewer, goal), pk)


@require_POST
@for_members
def goal_link_remove(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """Take a link back."""
    return answer_remove(request, link_desk(viewer, goal), pk)


@require_GET
@for_members
def adoption_list(request: Request, viewer: Viewer) -> HttpResponse:
    """Frameworks of others that are followed."""
    return answer_list(request, AdoptionDesk(viewer))


@require_GET
@for_members
def adoption_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A framework that is followed."""
    return answer_detail(request, AdoptionDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def adoption_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Follow a framework."""
    return answer_create(request, NewAdoptionDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_members
def adoption_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say which goals of it are left out, and how deep it is followed up."""
    return answer_edit(request, AdoptionDesk(viewer), pk)


@require_POST
@for_members
def adoption_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Follow a framework no longer."""
    return answer_remove(request, AdoptionDesk(viewer), pk)


def link_desk(viewer: Viewer, goal: int) -> GoalLinkDesk:
    """The desk of the links of a goal that the organisation has or follows; raises `Http404`."""
    followed = Framework.objects.followed_by(viewer.organisation)
    goals = Goal.objects.filter(framework__in=followed).select_related("framework__organisation")
    return GoalLinkDesk(viewer, get_object_or_404(goals, pk=goal))
