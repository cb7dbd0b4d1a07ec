"""The matrix of plans and goals, and a cell of it opened."""

import re
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from alignment.models import GoalAlignment, PlanAlignment
from core.converters import OwnedKeyConverter
from goals.models import Goal
from pages.guards import Request, Viewer, in_organisation
from pages.matrix.forms import MatrixForm
from pages.matrix.selectors.cell import opened_cell
from pages.matrix.selectors.table import (
    PLANS_PER_PAGE,
    Plans,
    frameworks_of,
    matrix_of,
    plans_in,
    tracked_goals,
)
from pages.rendering import render_kept, render_page
from pages.things import goal_thing, plan_thing
from planning.filters import PlanFilter
from planning.selectors.plans import frameworks_shown, plans_shown

GOALS_AT_FIRST = "level"


@require_GET
@in_organisation
def matrix_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """Plans at the side, goals above; at first the goals of the organisation's own level."""
    return render_kept(
        request, viewer, "matrix/matrix_detail.html", "table", lambda: matrix_shown(request, viewer)
    )


def matrix_shown(request: Request, viewer: Viewer) -> dict[str, Any]:
    """The chosen part of the matrix, with the form to choose by."""
    goals = tracked_goals(viewer)
    frameworks = frameworks_of(goals)
    data = request.GET.copy()
    if frameworks and not {"level", "framework"} & set(data):
        data["level"] = frameworks[0][0].level
    form = MatrixForm(data, organisation=viewer.organisation, frameworks=frameworks)
    which = Plans(form.chosen("plans")) if viewer.is_member else Plans.CURRENT
    ticked = refs_ticked(data.getlist("plan"))
    plans = plans_ticked(viewer, plans_chosen(viewer, plans_in(viewer, which), form), ticked)
    pages = (request.GET.get("page"), request.GET.get("goal_page"))
    return {
        "form": form,
        "which": which,
        "matrix": matrix_of(viewer, plans, goals_chosen(goals, form), pages, which),
        "query": without(data, "plans", "page", "goal_page"),
        "goal_query": without(data, "goal_page"),
        "ticked": bool(ticked),
        "all_query": without(data, "plan", "page"),
        "kept": [(name, value) for name, value in data.items() if name not in {"plan", "page"}],
    }


def refs_ticked(sent: list[str]) -> list[tuple[str | None, str]]:
    """Owner and key of the plans that were ticked; what is no plan's name is left out."""
    converter = OwnedKeyConverter()
    named = re.compile(converter.regex)
    return [converter.to_python(each) for each in sent[:PLANS_PER_PAGE] if named.fullmatch(each)]


def plans_ticked(
    viewer: Viewer, plans: QuerySet[PlanAlignment], ticked: list[tuple[str | None, str]]
) -> QuerySet[PlanAlignment]:
    """Those plans that were ticked; all of them if none was."""
    chosen = Q()
    for owner, key in ticked:
        chosen |= Q(plan__organisation__key=owner or viewer.organisation.key, plan__key=key)
    return plans.filter(chosen)


@require_GET
@in_organisation
def cell_detail(
    request: Request, viewer: Viewer, /, plan: tuple[str | None, str], **keys: str
) -> HttpResponse:
    """What one plan brings one goal (`owner`, `framework`, `goal`): its items and their reasons."""
    plan_owner, plan_key = plan
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member).select_related(
        "organisation", "type"
    )
    found_plan = get_object_or_404(
        shown, organisation__key=plan_owner or viewer.organisation.key, key=plan_key
    )
    goals = Goal.objects.filter(
        framework__in=frameworks_shown(viewer.organisation, to_member=viewer.is_member)
    ).select_related("framework__organisation")
    found_goal = get_object_or_404(
        goals,
        framework__organisation__key=keys["owner"],
        framework__key=keys["framework"],
        key=keys["goal"],
    )
    context = {
        "plan": found_plan,
        "goal": found_goal,
        "plan_thing": plan_thing(viewer.organisation, found_plan),
        "goal_thing": goal_thing(viewer.organisation, found_goal),
        "opened": opened_cell(viewer, found_plan, found_goal, request.GET.get("page")),
    }
    return render_page(request, "matrix/cell_detail.html", context, partial="cell")


def goals_chosen(goals: QuerySet[GoalAlignment], form: MatrixForm) -> QuerySet[GoalAlignment]:
    """The goals of the chosen framework, else of the chosen level."""
    framework, level = form.chosen("framework"), form.chosen("level")
    if framework:
        return goals.filter(framework=int(framework))
    return goals.filter(framework__level=level) if level else goals


def plans_chosen(viewer: Viewer, plans: QuerySet[PlanAlignment], form: MatrixForm) -> QuerySet[PlanAlignment]:
    """The plans of the chosen sort, unit and owner."""
    chosen = Q()
    if form.chosen("family"):
        chosen &= Q(plan__type__family=form.chosen("family"))
    if form.chosen("unit"):
        chosen &= Q(plan__unit__key=form.chosen("unit"), plan__unit__organisation=viewer.organisation)
    if form.chosen("origin"):
        own = Q(plan__organisation=viewer.organisation)
        chosen &= own if form.chosen("origin") == PlanFilter.Origin.OWN else ~own
    return plans.filter(chosen)


def without(data: QueryDict, *names: str) -> str:
    """The query without some of its parts, to add others to."""
    kept: Any = data.copy()
    for name in names:
        kept.pop(name, None)
    return str(kept.urlencode())
