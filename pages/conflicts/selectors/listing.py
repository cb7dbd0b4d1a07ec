"""The list of conflicts of interest: those that are registered, and those that findings speak of."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse

from alignment.models import Finding
from core.functions import SortKey
from organisations.models import Unit
from pages.conflicts.selectors.detected import without_conflict
from pages.findings.selectors import findings_shown
from pages.guards import Viewer
from pages.things import Thing, goal_thing, plan_thing
from planning.models import Conflict

CONFLICTS_PER_PAGE = 50
MOST_DETECTED = 50


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as the list shows it."""

    conflict: Conflict
    thing: Thing
    goal: Thing | None
    plans: tuple[Thing, ...]


def conflicts_of(viewer: Viewer) -> QuerySet[Conflict]:
    """The organisation's conflicts: open ones first, each by title."""
    order = Case(
        When(status=Conflict.Status.RESOLVED, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    title = SortKey("title", viewer.organisation.language)
    own = Conflict.objects.filter(organisation=viewer.organisation)
    return own.order_by(order, title, "pk")


def conflict_rows(viewer: Viewer, conflicts: Any) -> list[ConflictRow]:
    """A page of `conflicts_of` with what they are about. Six queries, however many there are."""
    read = conflicts.select_related("unit", "goal__framework__organisation").prefetch_related(
        "plans__organisation", "positions__plan__organisation"
    )
    return [_row(viewer, conflict) for conflict in read]


def _row(viewer: Viewer, conflict: Conflict) -> ConflictRow:
    organisation = viewer.organisation
    plans = {plan.pk: plan for plan in conflict.plans.all()}
    plans |= {position.plan_id: position.plan for position in conflict.positions.all()}
    address = reverse("conflicts:conflict_detail", args=[organisation.slug, conflict.pk])
    return ConflictRow(
        conflict=conflict,
        thing=Thing(conflict.title, address, organisation.language),
        goal=goal_thing(organisation, conflict.goal) if conflict.goal else None,
        plans=tuple(plan_thing(organisation, plan) for plan in plans.values()),
    )


def detected(viewer: Viewer, unit: Unit | None) -> QuerySet[Finding]:
    """Findings that speak of a conflict that nobody has registered, perhaps of one unit only."""
    found = without_conflict(viewer, findings_shown(viewer))
    return found.filter(unit=unit) if unit else found
