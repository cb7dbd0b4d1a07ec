"""The matrix of plans and goals, and a cell of it opened."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from goals.models import Goal
from pages.guards import Request, Viewer, in_organisation
from pages.matrix.selectors.cell import opened_cell
from pages.matrix.selectors.choosing import choice_of
from pages.matrix.selectors.table import matrix_of
from pages.rendering import render_kept
from pages.things import goal_thing, plan_thing
from planning.models import Plan
from planning.selectors.plans import frameworks_seen, plans_shown


@require_GET
@in_organisation
def matrix_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """Plans at the side, goals above; at first the goals of the organisation's own level."""
    return render_kept(
        request, viewer, "matrix/matrix_detail.html", "table", lambda: matrix_shown(request, viewer)
    )


def matrix_shown(request: Request, viewer: Viewer) -> dict[str, Any]:
    """The chosen part of the matrix, with the form to choose by."""
    chosen, data = choice_of(viewer, request.GET), request.GET
    pages = (data.get("page"), data.get("goal_page"))
    return {
        "form": chosen.form,
        "which": chosen.selected.which,
        "matrix": matrix_of(viewer, chosen.selected, pages),
        "query": without(chosen.data, "plans", "page", "goal_page"),
        "goal_query": without(chosen.data, "goal_page"),
        "ticked": chosen.is_ticked,
        "all_query": without(chosen.data, "plan", "page"),
        "whole_query": without(chosen.data, "page", "goal_page"),
        "kept": [(name, value) for name, value in chosen.data.items() if name not in {"plan", "page"}],
    }


@require_GET
@in_organisation
def cell_detail(
    request: Request, viewer: Viewer, /, plan: tuple[str | None, str], **keys: str
) -> HttpResponse:
    """What one plan brings one goal (`owner`, `framework`, `goal`): its items and their reasons."""

    def shown() -> dict[str, Any]:
        found_plan, found_goal = seen(viewer, plan, keys)
        return {
            "plan": found_plan,
            "goal": found_goal,
            "plan_thing": plan_thing(viewer.organisation, found_plan),
            "goal_thing": goal_thing(viewer.organisation, found_goal),
            "opened": opened_cell(viewer, found_plan, found_goal, request.GET.get("page")),
        }

    return render_kept(request, viewer, "matrix/cell_detail.html", "cell", shown)


def seen(viewer: Viewer, plan: tuple[str | None, str], keys: Mapping[str, str]) -> tuple[Plan, Goal]:
    """The plan and the goal that an address names, if the viewer may see them; raises `Http404` else."""
    owner, key = plan
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member).select_related(
        "organisation", "type"
    )
    goals = Goal.objects.filter(
        framework__in=frameworks_seen(viewer.organisation, to_member=viewer.is_member)
    ).select_related("framework__organisation")
    found_plan = get_object_or_404(plans, organisation__key=owner or viewer.organisation.key, key=key)
    found_goal = get_object_or_404(
        goals,
        framework__organisation__key=keys["owner"],
        framework__key=keys["framework"],
        key=keys["goal"],
    )
    return found_plan, found_goal


def without(data: QueryDict, *names: str) -> str:
    """The query without some of its parts, to add others to."""
    kept: Any = data.copy()
    for name in names:
        kept.pop(name, None)
    return str(kept.urlencode())
