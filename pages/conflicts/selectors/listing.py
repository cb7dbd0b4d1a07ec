"""The list of conflicts of interest: those that are registered, and those that findings speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse

from alignment.models import Finding
from core.asking import Asking, answered, ask, beside
from core.functions import SortKey
from organisations.models import Unit
from pages.conflicts.selectors.detected import without_conflict
from pages.findings.selectors import Shown, findings_shown, shown_findings_asked
from pages.guards import Viewer
from pages.things import Reference, Thing, things_asked
from planning.models import Conflict, ConflictPlan, ConflictPosition

CONFLICTS_PER_PAGE = 30
MOST_DETECTED = 30


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


def listed(viewer: Viewer, conflicts: Any, found: QuerySet[Finding]) -> tuple[list[ConflictRow], list[Shown]]:
    """A page of `conflicts_of`, and of what is `detected` as much as is shown. Three queries at most.

    `conflicts` is the part of the queryset that the page shows.
    """
    return answered(beside(_registered_asked(viewer, conflicts), _detected_asked(viewer, found)))


def _registered_asked(viewer: Viewer, conflicts: QuerySet[Conflict]) -> Asking[list[ConflictRow]]:
    read = yield from ask(conflicts.select_related("unit"))
    return (yield from _conflict_rows_asked(viewer, read))


def _detected_asked(viewer: Viewer, found: QuerySet[Finding]) -> Asking[list[Shown]]:
    read = yield from ask(found[:MOST_DETECTED])
    return (yield from shown_findings_asked(viewer, read))


def _conflict_rows_asked(viewer: Viewer, conflicts: Iterable[Conflict]) -> Asking[list[ConflictRow]]:
    """Some of `conflicts_of` with what they are about. Two steps, however many there are."""
    shown = list(conflicts)
    ids = [conflict.pk for conflict in shown]
    of_plans: Any = ConflictPlan.objects.filter(conflict__in=ids).order_by("pk")
    of_positions: Any = ConflictPosition.objects.filter(conflict__in=ids).order_by("pk")
    plans, through = yield from beside(
        ask(of_plans.values_list("conflict_id", "plan_id")),
        ask(of_positions.values_list("conflict_id", "position__plan_id")),
    )
    of: dict[int, dict[Reference, None]] = defaultdict(dict)
    for conflict, plan in (*plans, *through):
        of[conflict]["plan", plan] = None
    named = {reference for references in of.values() for reference in references}
    goals: set[Reference] = {("goal", each.goal_id) for each in shown if each.goal_id}
    known = yield from things_asked(viewer.organisation, named | goals)
    return [_row(viewer, conflict, of[conflict.pk], known) for conflict in shown]


def _row(
    viewer: Viewer, conflict: Conflict, plans: Iterable[Reference], known: Mapping[Reference, Thing]
) -> ConflictRow:
    organisation = viewer.organisation
    address = reverse("conflicts:conflict_detail", args=[organisation.slug, conflict.pk])
    return ConflictRow(
        conflict=conflict,
        thing=Thing(conflict.title, address, organisation.language),
        goal=known.get(("goal", conflict.goal_id or 0)),
        plans=tuple(known[plan] for plan in plans if plan in known),
    )


def detected(viewer: Viewer, unit: Unit | None) -> QuerySet[Finding]:
    """Findings that speak of a conflict that nobody has registered, perhaps of one unit only."""
    found = without_conflict(viewer, findings_shown(viewer))
    return found.filter(unit=unit) if unit else found
