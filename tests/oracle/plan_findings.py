"""Findings about plans, their items and the links between them (section 9)."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from tests.oracle.plan_numbers import is_implemented, is_linked
from tests.oracle.scope import Scope
from tests.oracle.stages import carriage, is_overdue
from tests.oracle.strengths import Strengths
from tests.oracle.world import Conflict, Measure

Finding: TypeAlias = tuple[str, ...]


class PlanFindings:
    """The findings whose first subject is a plan, a position, a measure or a conflict."""

    def __init__(self, strengths: Strengths) -> None:
        self.scope: Scope = strengths.scope
        self.strengths = strengths
        self.plans = self.scope.world.plans
        self.conflicts = [c for c in self.scope.world.conflicts if c.recorder == self.scope.organisation]

    def found(self) -> Iterator[Finding]:
        """Every one of them."""
        yield from self.plan_without_goals()
        yield from self.position_not_linked()
        yield from self.position_not_in_comprehensive_plan()
        yield from self.position_not_implemented()
        yield from self.plan_expired()
        yield from self.plan_based_on_past()
        yield from self.measures()
        yield from self.conflict_open()
        yield from self.link_conflict_of_plans()
        yield from self.link_conflict_of_positions()

    def own(self, plans: list[str]) -> list[str]:
        """Findings about plans and their items are about O's own plans."""
        return [plan for plan in plans if self.scope.is_own_plan(plan)]

    def is_without_goals(self, plan: str) -> bool:
        """Neither the plan nor an item of it states or takes a contribution."""
        items = [*self.strengths.items_within(plan), f"plan:{plan}"]
        return not any(self.strengths.said_in_stages[item] for item in items)

    def plan_without_goals(self) -> Iterator[Finding]:
        """No contribution at all in a plan that is not past."""
        for plan in self.own(self.scope.live_plans):
            if self.is_without_goals(plan):
                severity = "high" if plan in self.scope.current_plans else "medium"
                yield "plan_without_goals", severity, "officers", plan

    def position_not_linked(self) -> Iterator[Finding]:
        """No contribution, in a plan that is not `plan_without_goals`."""
        plans = [plan for plan in self.own(self.scope.live_plans) if not self.is_without_goals(plan)]
        for position in self.scope.positions_of(plans):
            if not is_linked(self.scope, position):
                yield "position_not_linked", "low", "officers", position.name

    def position_not_in_comprehensive_plan(self) -> Iterator[Finding]:
        """A spatial position neither carried nor half carried nor left out of account."""
        plans = [p for p in self.own(self.scope.current_plans) if not self.plans[p].is_comprehensive]
        for position in self.scope.positions_of(plans):
            if position.is_spatial and carriage(self.scope, position) == "none":
                yield "position_not_in_comprehensive_plan", "medium", "officers", position.name

    def position_not_implemented(self) -> Iterator[Finding]:
        """A position of a current comprehensive plan expects measures and has none."""
        plans = [p for p in self.own(self.scope.current_plans) if self.plans[p].is_comprehensive]
        for position in self.scope.positions_of(plans):
            if position.expects_measures and not is_implemented(self.scope, position):
                yield "position_not_implemented", "medium", "officers", position.name

    def plan_expired(self) -> Iterator[Finding]:
        """`valid_to` of a current plan is before D."""
        for name in self.own(self.scope.current_plans):
            valid_to = self.plans[name].valid_to
            if valid_to is not None and valid_to < self.scope.on:
                yield "plan_expired", "medium", "officers", name

    def plan_based_on_past(self) -> Iterator[Finding]:
        """A plan link `based_on` leads to a past plan, in scope or not; one of the two is O's own."""
        for link in self.scope.plan_links:
            is_past = self.scope.phase(self.plans[link.target]) == "past"
            if link.relation != "based_on" or link.source not in self.scope.live_plans or not is_past:
                continue
            if self.own([link.source, link.target]):
                yield "plan_based_on_past", "medium", "officers", link.source, link.target

    def measures(self) -> Iterator[Finding]:
        """`measure_overdue`, `measure_not_funded`, `funding_unknown`."""
        for measure in self.scope.measures_of(self.own(self.scope.current_plans)):
            if is_overdue(self.scope, measure):
                yield "measure_overdue", self.overdue_severity(measure), "officers", measure.name
            if measure.status not in ("planned", "ongoing"):
                continue
            if measure.funding in ("applied", "unfunded"):
                yield "measure_not_funded", "medium", "officers", measure.name
            if measure.funding == "unknown":
                yield "funding_unknown", "low", "officers", measure.name

    def overdue_severity(self, measure: Measure) -> str:
        """High if statutory or its end is more than a year before D."""
        is_long = measure.end is not None and measure.end < a_year_before(self.scope.on)
        return "high" if measure.is_statutory or is_long else "medium"

    def conflict_open(self) -> Iterator[Finding]:
        """A conflict registered by O is not resolved."""
        for conflict in self.conflicts:
            if conflict.status != "resolved":
                yield "conflict_open", "medium", "politicians", conflict.name

    def link_conflict_of_plans(self) -> Iterator[Finding]:
        """A link `conflicts` between two plans not past, and no conflict of O names both."""
        for link in self.scope.plan_links:
            pair = sorted((link.source, link.target))
            if link.relation != "conflicts" or not all(plan in self.scope.live_plans for plan in pair):
                continue
            if self.own(pair) and not any(set(pair) <= set(c.plans) for c in self.conflicts):
                yield "link_conflict", "medium", "officers", *pair

    def link_conflict_of_positions(self) -> Iterator[Finding]:
        """Likewise two positions of such plans; a conflict of O may name both, or both their plans."""
        live = {position.name: position.plan for position in self.scope.positions_of(self.scope.live_plans)}
        for link in self.scope.position_links:
            pair = sorted((link.source, link.target))
            if link.relation != "conflicts" or not all(position in live for position in pair):
                continue
            plans = [live[position] for position in pair]
            if self.own(plans) and not any(names_both(c, pair, plans) for c in self.conflicts):
                yield "link_conflict", "medium", "officers", *pair


def names_both(conflict: Conflict, positions: list[str], plans: list[str]) -> bool:
    """The conflict names both positions, or both their plans."""
    return set(positions) <= set(conflict.positions) or set(plans) <= set(conflict.plans)


def a_year_before(on: dt.date) -> dt.date:
    """The same day a year earlier; 28 February of the year before a 29 February."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return dt.date(on.year - 1, on.month, day)
