"""Which strengths each item has for each goal, itself or inherited from goals below (alignment.md §3).

A large municipality has hundreds of thousands of pairs of an item and a goal. What an item has for a
goal is a small whole number, its code; where the strengths come from is told by ``lines``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from alignment.engine import limits
from alignment.engine.inputs import Plan
from alignment.engine.outputs import Reference
from alignment.engine.reach import Reach
from alignment.engine.scope import Scope
from alignment.engine.statements import STRENGTHS, Statements, Strength, Taking

Strengths = dict[str, Strength]

Bearings = dict[str, int]
"""By goal the code: the supporting strength, four times the opposing one, and ``DIRECT``."""

SUPPORTING = 3
"""The bits of a code that are not all zero for an item that supports the goal."""

DIRECT = 16
CODES = range(2 * DIRECT)


class ItemBearings(NamedTuple):
    """What one position or measure brings the goals: in the numbers (§4), and in the stages (§5).

    They differ for a measure that takes from positions of its own plan only.
    """

    item: Reference
    in_numbers: Bearings
    in_stages: Bearings


def supporting(code: int) -> int:
    """The supporting strength in a code, 0 to 3."""
    return code & SUPPORTING


def opposing(code: int) -> int:
    """The opposing strength in a code, 0 to 3, without its sign."""
    return code >> 2 & 3


# The codes of what arrives of a strength, by how much can (``reach``; 3 is all of it).
_ARRIVING = {
    (first, second): [min(first, reach) + 4 * min(second, reach) for reach in range(4)]
    for first in range(4)
    for second in range(4)
}

# The greater strengths of two inherited bearings, by their codes.
_GREATER = [
    [max(supporting(one), supporting(other)) + 4 * max(opposing(one), opposing(other)) for other in CODES]
    for one in CODES
]


class Carrier:
    """Carries strengths upward along ``Reach``; each (goal, strength) is worked out once."""

    def __init__(self, reach: Reach) -> None:
        """Start with nothing carried."""
        self._reach = reach
        self._known: dict[tuple[str, Strength], Bearings] = {}

    def bearings(self, strengths: Strengths) -> Bearings:
        """What an item that states or takes these strengths for goals in scope has for every goal.

        The result may be shared with other items; it is not to be changed.
        """
        each = iter(strengths.items())
        first = self._from_one(*next(each))
        if len(strengths) == 1:
            return first
        result = first.copy()
        for goal, strength in each:
            carried = self._from_one(goal, strength)
            met = {above: _GREATER[result[above]][carried[above]] for above in result.keys() & carried.keys()}
            result.update(carried)
            result.update(met)
        for goal, strength in strengths.items():
            result[goal] = DIRECT + _ARRIVING[strength][-1]
        return result

    def _from_one(self, goal: str, strength: Strength) -> Bearings:
        """What one strength gives its goal and the goals above."""
        known = self._known.get((goal, strength))
        if known is None:
            arriving = _ARRIVING[strength]
            known = {above: arriving[reach] for above, reach in self._reach.above(goal)}
            known[goal] = DIRECT + arriving[-1]
            self._known[(goal, strength)] = known
        return known


class PlanBearings:
    """What the items of the plans that are not past bring the goals in scope."""

    def __init__(self, scope: Scope, statements: Statements, reach: Reach) -> None:
        """Sort the items by plan; nothing is carried yet."""
        self._scope = scope
        self._statements = statements
        self._carrier = Carrier(reach)
        self._items: dict[str, list[Reference]] = {plan.name: [] for plan in scope.plans_not_past()}
        for item, plan in scope.item_plans.items():
            if item.kind != "plan" and plan.name in self._items:
                self._items[plan.name].append(item)
        self._check_size(reach)

    def of_items(self, plan: Plan) -> list[ItemBearings]:
        """What each position and measure of a plan brings."""
        return [self._of_item(item) for item in self._items[plan.name]]

    def of_plan_itself(self, plan: Plan) -> Bearings:
        """What the plan brings by its own statements, before it gives way to its items."""
        return self._bearings(Reference("plan", plan.name), {})

    def _of_item(self, item: Reference) -> ItemBearings:
        takings = self._statements.takings(item.name) if item.kind == "measure" else None
        if takings is None:
            stated = self._bearings(item, {})
            return ItemBearings(item, stated, stated)
        in_stages = self._bearings(item, takings.from_all)
        if takings.from_other_plans is takings.from_all:
            return ItemBearings(item, in_stages, in_stages)
        return ItemBearings(item, self._bearings(item, takings.from_other_plans), in_stages)

    def _bearings(self, item: Reference, takings: dict[str, Taking]) -> Bearings:
        """What an item has for each goal; a measure's statements and takings never meet."""
        goals = self._scope.goals
        stated = self._statements.stated(item)
        strengths = {goal: STRENGTHS[strength] for goal, strength in stated.items() if goal in goals}
        for goal, taking in takings.items():
            if goal in goals:
                strengths[goal] = taking.strength
        return self._carrier.bearings(strengths) if strengths else {}

    def _check_size(self, reach: Reach) -> None:
        """Refuse before anything is carried, not when memory has run out."""
        most_above = max((reach.mask_above(goal).bit_count() for goal in self._scope.goals), default=0)
        most_carried = self._statements.number() * (1 + most_above)
        if most_carried <= min(limits.MAX_ITEM_GOAL_PAIRS, limits.MAX_STRENGTHS_CARRIED):
            return
        uses = Counter(goal for goals in self._goals_by_item() for goal in goals)
        carried = sum(number * (1 + reach.mask_above(goal).bit_count()) for goal, number in uses.items())
        pairs = carried
        if carried > limits.MAX_ITEM_GOAL_PAIRS:
            # Only now is it worth while to see how often an item reaches a goal in several ways.
            pairs = sum(self._reached(goals, reach).bit_count() for goals in self._goals_by_item())
        limits.check_size(pairs=pairs, carried=carried)

    def _goals_by_item(self) -> Iterator[list[str]]:
        """The goals in scope that each item states or takes something for."""
        goals = self._scope.goals
        for plan, items in self._items.items():
            for item in (*items, Reference("plan", plan)):
                takings = self._statements.takings(item.name) if item.kind == "measure" else None
                taken = takings.from_all if takings else ()
                yield [goal for goal in (*self._statements.stated(item), *taken) if goal in goals]

    def _reached(self, goals: list[str], reach: Reach) -> int:
        mask = 0
        for goal in goals:
            mask |= reach.mask_above(goal) | reach.mask_of(goal)
        return mask
