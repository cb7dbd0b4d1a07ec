"""What feeds what, what items state and take, and the numbers of a goal (sections 2 to 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from tests.oracle.scope import Scope
from tests.oracle.world import Measure

CHILD_CAPACITY = 3

Said: TypeAlias = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Bearing:
    """How an item bears on a goal (section 3); neither supporting nor opposing is neutral."""

    supporting: int
    opposing: int
    is_direct: bool


@dataclass(frozen=True)
class Numbers:
    """Section 4: numbers for a goal over the items of a set of plans."""

    support: int
    opposition: int
    supporting_items: int
    opposing_items: int
    neutral_items: int
    direct_items: int
    items: int

    @property
    def net(self) -> int:
        """Support less opposition."""
        return self.support - self.opposition


def strongest(strengths: Iterable[int]) -> tuple[int, ...]:
    """Section 3: the greatest positive and the greatest negative; 0 if there is nothing else."""
    values = list(strengths)
    ends = [max((s for s in values if s > 0), default=0), min((s for s in values if s < 0), default=0)]
    return tuple(end for end in ends if end != 0) or ((0,) if values else ())


class Strengths:
    """Sections 2 to 4 over a scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._bearings: dict[tuple[str, str, bool], Bearing | None] = {}

    # Section 2

    @cached_property
    def feeds(self) -> dict[tuple[str, str], int]:
        """Section 2: the greatest capacity with which one goal in scope feeds another directly."""
        goals, world = set(self.scope.goals), self.scope.world
        edges = [(name, world.goals[name].parent, CHILD_CAPACITY) for name in self.scope.goals]
        links = [link for link in self.scope.goal_links if link.relation == "contributes"]
        edges += [(link.source, link.target, link.strength) for link in links]
        feeds: dict[tuple[str, str], int] = {}
        for source, target, capacity in edges:
            if target is not None and source in goals and target in goals:
                feeds[source, target] = max(capacity, feeds.get((source, target), 0))
        return feeds

    @cached_property
    def reach(self) -> dict[tuple[str, str], int]:
        """Section 2: over all ways, the greatest of the smallest capacities; absent without a way."""
        reach = dict(self.feeds)
        has_changed = True
        while has_changed:
            has_changed = False
            for (first, middle), start in list(reach.items()):
                for (source, last), step in self.feeds.items():
                    value = min(start, step)
                    if source == middle and value > reach.get((first, last), 0):
                        reach[first, last] = value
                        has_changed = True
        return reach

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """Section 2: every other goal with a way to the goal."""
        ways = sorted(self.reach)
        return {g: [a for a, b in ways if b == g and a != g] for g in self.scope.goals}

    # Section 3

    def takes(self, measure: Measure, *, from_own_plan: bool) -> Said:
        """Section 3: what a measure takes from the positions that it implements."""
        scope, stated = self.scope, self.scope.stated
        givers = [
            position
            for position in scope.positions_of(scope.live_plans)
            if position.name in measure.implements and (from_own_plan or position.plan != measure.plan)
        ]
        given: dict[str, list[int]] = {}
        for position in givers:
            for goal, strength in stated.get(f"position:{position.name}", {}).items():
                given.setdefault(goal, []).append(strength)
        itself = stated.get(f"measure:{measure.name}", {})
        return {goal: strongest(values) for goal, values in given.items() if goal not in itself}

    def said(self, item: str, *, in_stages: bool) -> Said:
        """Section 3: what an item states or takes, per goal, in the stages or in the numbers."""
        said: Said = {goal: (strength,) for goal, strength in self.scope.stated.get(item, {}).items()}
        kind, _, name = item.partition(":")
        if kind == "measure":
            said |= self.takes(self.scope.world.measures[name], from_own_plan=in_stages)
        return said

    @cached_property
    def said_in_numbers(self) -> dict[str, Said]:
        """What each item of a plan not past states or takes, as in the numbers."""
        return {item: self.said(item, in_stages=False) for item in self.all_items}

    @cached_property
    def said_in_stages(self) -> dict[str, Said]:
        """What each item of a plan not past states or takes, as in the stages."""
        return {item: self.said(item, in_stages=True) for item in self.all_items}

    @cached_property
    def all_items(self) -> list[str]:
        """Section 1, items: those of the plans in scope that are not past."""
        plans = self.scope.live_plans
        return [item for plan in plans for item in (*self.items_within(plan), f"plan:{plan}")]

    def items_within(self, plan: str) -> list[str]:
        """Section 1: the plan's positions that are not withdrawn and its measures not cancelled."""
        positions = [f"position:{position.name}" for position in self.scope.positions_of([plan])]
        return positions + [f"measure:{measure.name}" for measure in self.scope.measures_of([plan])]

    def bearing(self, item: str, goal: str, *, in_stages: bool = False) -> Bearing | None:
        """Section 3: the supporting and the opposing strength of an item for a goal, if it has any."""
        key = (item, goal, in_stages)
        if key not in self._bearings:
            said = (self.said_in_stages if in_stages else self.said_in_numbers)[item]
            self._bearings[key] = self._direct(said, goal) or self._inherited(said, goal)
        return self._bearings[key]

    def _direct(self, said: Said, goal: str) -> Bearing | None:
        """Section 3, rule 1."""
        if goal not in said:
            return None
        supporting = max(0, *said[goal])
        opposing = max(0, *(-strength for strength in said[goal]))
        return Bearing(supporting, opposing, is_direct=True)

    def _inherited(self, said: Said, goal: str) -> Bearing | None:
        """Section 3, rules 2 and 3."""
        arriving = [(s, self.reach[lower, goal]) for lower in self.below[goal] for s in said.get(lower, ())]
        if not arriving:
            return None
        supporting = max((min(s, capacity) for s, capacity in arriving if s > 0), default=0)
        opposing = max((min(-s, capacity) for s, capacity in arriving if s < 0), default=0)
        return Bearing(supporting, opposing, is_direct=False)

    # Section 4

    def bearings_of(self, plan: str, goal: str) -> list[Bearing]:
        """Section 3, last paragraph: the bearings of a plan's items on a goal, as in the numbers."""
        within = [self.bearing(item, goal) for item in self.items_within(plan)]
        bearings = [bearing for bearing in within if bearing is not None]
        whole = self.bearing(f"plan:{plan}", goal)
        has_detail = any(bearing.supporting or bearing.opposing for bearing in bearings)
        return bearings if whole is None or has_detail else [*bearings, whole]

    def numbers(self, plans: Iterable[str], goal: str) -> Numbers:
        """Section 4: the numbers for a goal over the items of the plans."""
        bearings = [bearing for plan in plans for bearing in self.bearings_of(plan, goal)]
        return Numbers(
            support=sum(b.supporting for b in bearings),
            opposition=sum(b.opposing for b in bearings),
            supporting_items=sum(b.supporting > 0 for b in bearings),
            opposing_items=sum(b.opposing > 0 for b in bearings),
            neutral_items=sum(b.supporting == 0 and b.opposing == 0 for b in bearings),
            direct_items=sum(b.is_direct for b in bearings),
            items=len(bearings),
        )

    @cached_property
    def plans_if_adopted(self) -> list[str]:
        """Section 4: current plans without those that a proposed plan supersedes, and the proposed."""
        scope = self.scope
        replaced = {old for new in scope.proposed_plans for old in scope.world.plans[new].supersedes}
        return [plan for plan in scope.current_plans if plan not in replaced] + scope.proposed_plans
