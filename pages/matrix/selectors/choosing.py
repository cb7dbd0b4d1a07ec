"""Which plans and goals of the matrix are asked for."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from alignment.filters import of_plans
from alignment.models import GoalAlignment, PlanAlignment
from core.asking import answered, ask, beside
from core.converters import OwnedKeyConverter
from organisations.models import Unit
from pages.guards import Viewer
from pages.matrix.forms import MatrixForm
from pages.matrix.selectors.table import (
    PLANS_PER_PAGE,
    FrameworkChoice,
    Plans,
    Selected,
    framework_rows,
    plans_in,
    tracked_goals,
)

Ref = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: the form as it was filled in, and the plans and goals that it leaves."""

    form: MatrixForm
    data: QueryDict
    is_ticked: bool
    selected: Selected


def choice_of(viewer: Viewer, query: QueryDict) -> Choice:
    """What a query asks for; without a level at first the goals of the organisation's own."""
    goals = tracked_goals(viewer)
    found, units = answered(beside(ask(framework_rows(goals)), ask(unit_names(viewer))))
    frameworks = [FrameworkChoice(*row[:3]) for row in found]
    data = query.copy()
    if frameworks and not {"level", "framework"} & set(data):
        data["level"] = frameworks[0].level
    form = MatrixForm(data, units=units, frameworks=frameworks)
    which = Plans(form.chosen("plans")) if viewer.is_member else Plans.CURRENT
    ticked = refs_ticked(data.getlist("plan"))
    plans = plans_ticked(viewer, plans_chosen(viewer, plans_in(viewer, which), form), ticked)
    return Choice(form, data, bool(ticked), Selected(plans, goals_chosen(goals, form), which))


def unit_names(viewer: Viewer) -> QuerySet[Any, Any]:
    """Keys and names of the units."""
    return Unit.objects.filter(organisation=viewer.organisation).values_list("key", "name")


def refs_ticked(sent: list[str]) -> list[Ref]:
    """Owner and key of the plans that were ticked; what is no plan's name is left out."""
    converter = OwnedKeyConverter()
    named = re.compile(converter.regex)
    return [converter.to_python(each) for each in sent[:PLANS_PER_PAGE] if named.fullmatch(each)]


def plans_ticked(
    viewer: Viewer, plans: QuerySet[PlanAlignment], ticked: list[Ref]
) -> QuerySet[PlanAlignment]:
    """Those plans that were ticked; all of them if none was."""
    chosen = Q()
    for owner, key in ticked:
        chosen |= Q(plan__organisation__key=owner or viewer.organisation.key, plan__key=key)
    return plans.filter(chosen)


def goals_chosen(goals: QuerySet[GoalAlignment], form: MatrixForm) -> QuerySet[GoalAlignment]:
    """The goals of the chosen framework, else of the chosen level."""
    framework, level = form.chosen("framework"), form.chosen("level")
    if framework:
        return goals.filter(framework=int(framework))
    return goals.filter(framework__level=level) if level else goals


def plans_chosen(viewer: Viewer, plans: QuerySet[PlanAlignment], form: MatrixForm) -> QuerySet[PlanAlignment]:
    """The plans of the chosen sort, unit and owner."""
    asked = {name: form.chosen(name) for name in ("family", "unit", "origin")}
    return plans.filter(of_plans(viewer.organisation, **asked))
