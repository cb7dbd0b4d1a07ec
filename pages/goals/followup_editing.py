"""Changing indicators, their values, and the targets of goals."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.models import Framework, Goal, Indicator
from pages.editing import answer_create, answer_detail, answer_edit, answer_list, answer_remove
from pages.goals.followup_desks import IndicatorDesk, ObservationDesk, TargetDesk
from pages.goals.previewing import observation_preview, target_preview
from pages.guards import Request, Viewer, for_members
from pages.rendering import render_page


@require_GET
@for_members
def indicator_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's own indicators."""
    return answer_list(request, IndicatorDesk(viewer))


@require_GET
@for_members
def indicator_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """An indicator."""
    return answer_detail(request, IndicatorDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def indicator_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make an indicator."""
    return answer_create(request, IndicatorDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_members
def indicator_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change an indicator."""
    return answer_edit(request, IndicatorDesk(viewer), pk)


@require_POST
@for_members
def indicator_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove an indicator without targets and values."""
    return answer_remove(request, IndicatorDesk(viewer), pk)


@require_GET
@for_members
def observation_list(request: Request, viewer: Viewer, indicator: int) -> HttpResponse:
    """The values of an own indicator."""
    return answer_list(request, observation_desk(viewer, indicator))


@require_GET
@for_members
def observation_detail(request: Request, viewer: Viewer, indicator: int, pk: int) -> HttpResponse:
    """A value."""
    return answer_detail(request, observation_desk(viewer, indicator), pk)


@require_http_methods(["GET", "POST"])
@for_members
def observation_create(request: Request, viewer: Viewer, indicator: int) -> HttpResponse:
    """Record a value."""
    return answer_create(request, observation_desk(viewer, indicator))


@require_http_methods(["GET", "POST"])
@for_members
def observation_edit(request: Request, viewer: Viewer, indicator: int, pk: int) -> HttpResponse:
    """Correct a value."""
    return answer_edit(request, observation_desk(viewer, indicator), pk)


@require_POST
@for_members
def observation_remove(request: Request, viewer: Viewer, indicator: int, pk: int) -> HttpResponse:
    """Take a value away."""
    return answer_remove(request, observation_desk(viewer, indicator), pk)


@require_GET
@for_members
def target_list(request: Request, viewer: Viewer, goal: int) -> HttpResponse:
    """The organisation's targets for a goal."""
    return answer_list(request, target_desk(viewer, goal))


@require_GET
@for_members
def target_detail(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """A target."""
    return answer_detail(request, target_desk(viewer, goal), pk)


@require_http_methods(["GET", "POST"])
@for_members
def target_create(request: Request, viewer: Viewer, goal: int) -> HttpResponse:
    """Set a target."""
    return answer_create(request, target_desk(viewer, goal))


@require_http_methods(["GET", "POST"])
@for_members
def target_edit(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """Change a target."""
    return answer_edit(request, target_desk(viewer, goal), pk)


@require_POST
@for_members
def target_remove(request: Request, viewer: Viewer, goal: int, pk: int) -> HttpResponse:
    """Take a target away."""
    return answer_remove(request, target_desk(viewer, goal), pk)


@require_GET
@for_members
def observation_preview_detail(request: Request, viewer: Viewer, indicator: int) -> HttpResponse:
    """The indicator drawn with a value that is being written."""
    preview = observation_preview(observation_desk(viewer, indicator), request.GET)
    return render_page(request, "goals/preview_detail.html", {"preview": preview}, partial="preview")


@require_GET
@for_members
def target_preview_detail(request: Request, viewer: Viewer, goal: int) -> HttpResponse:
    """The indicator drawn with a target that is being written."""
    preview = target_preview(target_desk(viewer, goal), request.GET)
    return render_page(request, "goals/preview_detail.html", {"preview": preview}, partial="preview")


def observation_desk(viewer: Viewer, indicator: int) -> ObservationDesk:
    """The desk of an own indicator's values; raises `Http404`."""
    own = Indicator.objects.filter(organisation=viewer.organisation)
    return ObservationDesk(viewer, get_object_or_404(own, pk=indicator))


def target_desk(viewer: Viewer, goal: int) -> TargetDesk:
    """The desk of the targets of a goal that the organisation has or follows; raises `Http404`."""
    followed = Framework.objects.followed_by(viewer.organisation)
    goals = Goal.objects.filter(framework__in=followed).select_related("framework__organisation")
    return TargetDesk(viewer, get_object_or_404(goals, pk=goal))
