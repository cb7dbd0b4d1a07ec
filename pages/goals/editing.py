"""Changing the organisation's own frameworks and goals."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.models import Framework
from pages.editing import answer_create, answer_detail, answer_edit, answer_list, answer_remove
from pages.goals.desks import FrameworkDesk, GoalDesk
from pages.guards import Request, Viewer, for_members


@require_GET
@for_members
def framework_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's own frameworks."""
    return answer_list(request, FrameworkDesk(viewer))


@require_GET
@for_members
def framework_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A framework."""
    return answer_detail(request, FrameworkDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def framework_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make a framework."""
    return answer_create(request, FrameworkDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_members
def framework_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change a framework."""
    return answer_edit(request, FrameworkDesk(viewer), pk)


@require_POST
@for_members
def framework_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove a framework without goals."""
    return answer_remove(request, FrameworkDesk(viewer), pk)


@require_GET
@for_members
def own_goal_list(request: Request, viewer: Viewer, framework: int) -> HttpResponse:
    """The goals of an own framework, as a tree."""
    return answer_list(request, goal_desk(viewer, framework))


@require_GET
@for_members
def own_goal_detail(request: Request, viewer: Viewer, framework: int, pk: int) -> HttpResponse:
    """A goal's row."""
    return answer_detail(request, goal_desk(viewer, framework), pk)


@require_http_methods(["GET", "POST"])
@for_members
def own_goal_create(request: Request, viewer: Viewer, framework: int) -> HttpResponse:
    """Make a goal."""
    return answer_create(request, goal_desk(viewer, framework))


@require_http_methods(["GET", "POST"])
@for_members
def own_goal_edit(request: Request, viewer: Viewer, framework: int, pk: int) -> HttpResponse:
    """Change, move, end or supersede a goal."""
    return answer_edit(request, goal_desk(viewer, framework), pk)


@require_POST
@for_members
def own_goal_remove(request: Request, viewer: Viewer, framework: int, pk: int) -> HttpResponse:
    """Remove a goal that nothing refers to."""
    return answer_remove(request, goal_desk(viewer, framework), pk)


def goal_desk(viewer: Viewer, framework: int) -> GoalDesk:
    """The desk of the goals of an own framework; raises `Http404`."""
    own = Framework.objects.filter(organisation=viewer.organisation)
    return GoalDesk(viewer, get_object_or_404(own, pk=framework))
