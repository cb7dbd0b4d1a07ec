"""Which frameworks, goals, plans, items and statements count (alignment.md §1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alignment.engine.inputs import Framework, Goal, Measure, Plan, Position, Snapshot
from alignment.engine.outputs import Reference

CURRENT, PROPOSED, PAST = "current", "proposed", "past"
COMPREHENSIVE_FAMILIES = frozenset({"comprehensive", "comprehensive_part"})

_PAST_STATUSES = frozenset({"superseded", "repealed"})
_DECIDED_STATUSES = frozenset({"adopted", "in_force"})


def phase_of(plan: Plan, on: date) -> str:
    """The phase of a plan on a day: ``current``, ``proposed`` or ``past`` (§1)."""
    if plan.status in _PAST_STATUSES:
        return PAST
    if plan.status not in _DECIDED_STATUSES:
        return PROPOSED
    return PROPOSED if plan.valid_from is not None and plan.valid_from > on else CURRENT


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a snapshot that counts, by name.

    ``goals``, ``plans``, ``positions`` and ``measures`` are those in scope (positions not withdrawn,
    measures not cancelled; of past plans too). ``all_goals``, ``all_plans``, ``all_positions``
    are whatever the snapshot knows. ``adopted`` are the names of the adopted frameworks.
    ``phases`` has every known plan. ``item_plans`` maps items in scope to their plan.
    """

    organisation: str
    date: date
    frameworks: dict[str, Framework]
    adopted: tuple[str, ...]
    all_goals: dict[str, Goal]
    goals: dict[str, Goal]
    tracked: frozenset[str]
    all_plans: dict[str, Plan]
    plans: dict[str, Plan]
    phases: dict[str, str]
    all_positions: dict[str, Position]
    positions: dict[str, Position]
    measures: dict[str, Measure]
    item_plans: dict[Reference, Plan]

    def is_own_goal(self, name: str) -> bool:
        """Whether the goal's framework is O's (§1)."""
        goal = self.all_goals.get(name)
        framework = self.frameworks.get(goal.framework) if goal else None
        return framework is not None and framework.owner == self.organisation

    def is_own_plan(self, name: str) -> bool:
        """Whether O owns the plan."""
        plan = self.all_plans.get(name)
        return plan is not None and plan.owner == self.organisation

    def is_comprehensive(self, plan: str) -> bool:
        """Whether a plan in scope is a comprehensive plan (§1)."""
        return self.plans[plan].family in COMPREHENSIVE_FAMILIES

    def plans_not_past(self) -> list[Plan]:
        """The plans in scope that are current or proposed, by name."""
        return [self.plans[name] for name in sorted(self.plans) if self.phases[name] != PAST]

    def counts_for_goal(self, recorded_by: str, goal: str) -> bool:
        """Whether a statement about a goal in scope counts: O's, or its framework's owner's (§1)."""
        if recorded_by == self.organisation:
            return True
        return recorded_by == self.frameworks[self.goals[goal].framework].owner

    def counts_for_plan(self, recorded_by: str, plan: str) -> bool:
        """Whether a statement about a plan in scope, or an item of it, counts: O's or the owner's (§1)."""
        return recorded_by in (self.organisation, self.plans[plan].owner)


def scope_of(snapshot: Snapshot) -> Scope:
    """The part of the snapshot that is in scope for its organisation and date (§1)."""
    frameworks = _frameworks_in_scope(snapshot)
    all_goals = {goal.name: goal for goal in snapshot.goals}
    goals, tracked = _goals_in_scope(snapshot, frameworks, all_goals)
    all_plans = {plan.name: plan for plan in snapshot.plans}
    adopted_plans = {a.plan for a in snapshot.plan_adoptions if a.organisation == snapshot.organisation}
    plans = {
        plan.name: plan
        for plan in snapshot.plans
        if plan.owner == snapshot.organisation or plan.name in adopted_plans
    }
    positions = {p.name: p for p in snapshot.positions if p.plan in plans and p.status != "withdrawn"}
    measures = {m.name: m for m in snapshot.measures if m.plan in plans and m.status != "cancelled"}
    return Scope(
        organisation=snapshot.organisation,
        date=snapshot.date,
        frameworks=frameworks,
        adopted=tuple(sorted(name for name, f in frameworks.items() if f.owner != snapshot.organisation)),
        all_goals=all_goals,
        goals=goals,
        tracked=tracked,
        all_plans=all_plans,
        plans=plans,
        phases={plan.name: phase_of(plan, snapshot.date) for plan in snapshot.plans},
        all_positions={position.name: position for position in snapshot.positions},
        positions=positions,
        measures=measures,
        item_plans=_item_plans(plans, positions, measures),
    )


def _item_plans(
    plans: dict[str, Plan], positions: dict[str, Position], measures: dict[str, Measure]
) -> dict[Reference, Plan]:
    items = {Reference("plan", name): plan for name, plan in plans.items()}
    items.update((Reference("position", name), plans[p.plan]) for name, p in positions.items())
    items.update((Reference("measure", name), plans[m.plan]) for name, m in measures.items())
    return items


def _frameworks_in_scope(snapshot: Snapshot) -> dict[str, Framework]:
    """O's own frameworks and the adopted ones."""
    adopted = {a.framework for a in snapshot.framework_adoptions if a.organisation == snapshot.organisation}
    return {
        framework.name: framework
        for framework in snapshot.frameworks
        if framework.owner == snapshot.organisation or framework.name in adopted
    }


def _goals_in_scope(
    snapshot: Snapshot, frameworks: dict[str, Framework], all_goals: dict[str, Goal]
) -> tuple[dict[str, Goal], frozenset[str]]:
    """The goals in scope by name, and the names of those that are tracked."""
    depths = {f.name: f.tracked_depth for f in frameworks.values() if f.owner == snapshot.organisation}
    excluded: set[str] = set()
    for adoption in snapshot.framework_adoptions:
        # An organisation cannot adopt from itself: what it owns follows its own settings.
        if adoption.organisation == snapshot.organisation and adoption.framework not in depths:
            depths[adoption.framework] = adoption.tracked_depth
            excluded |= adoption.excluded
    goals: dict[str, Goal] = {}
    tracked: set[str] = set()
    for goal in snapshot.goals:
        if goal.framework not in frameworks or not _is_valid(goal, snapshot.date):
            continue
        line = [goal.name, *(ancestor.name for ancestor in ancestors(goal, all_goals))]
        if excluded.isdisjoint(line):
            goals[goal.name] = goal
            if len(line) <= depths[goal.framework]:
                tracked.add(goal.name)
    return goals, frozenset(tracked)


def _is_valid(goal: Goal, on: date) -> bool:
    """Whether a goal is in force on the day and not superseded."""
    if goal.superseded_by is not None:
        return False
    has_begun = goal.valid_from is None or goal.valid_from <= on
    return has_begun and (goal.valid_to is None or on <= goal.valid_to)


def ancestors(goal: Goal, all_goals: dict[str, Goal]) -> Iterator[Goal]:
    """The goal's parent, its parent and so on to the root, in scope or not."""
    seen = {goal.name}
    parent = goal.parent
    # Parents form no loops, but a broken import must not hang the report.
    while parent is not None and parent in all_goals and parent not in seen:
        seen.add(parent)
        yield all_goals[parent]
        parent = all_goals[parent].parent
