"""Which strengths each item has for each goal, itself or inherited from goals below (alignment.md §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alignment.engine import limits
from alignment.engine.inputs import Plan
from alignment.engine.outputs import Bearing, ItemHead, ItemLines, Reference
from alignment.engine.reach import Reach
from alignment.engine.scope import Scope
from alignment.engine.statements import Statements, Strength, Taking, Takings, strength_of

Strengths = dict[str, Strength]
Bearings = dict[str, Bearing]


class Carrier:
    """Carries strengths upward along ``Reach``; each (goal, strength) is worked out once."""

    def __init__(self, reach: Reach) -> None:
        """Start with nothing carried."""
        self._reach = reach
        self._known: dict[tuple[str, Strength], Bearings] = {}

    def bearings(self, strengths: Strengths) -> Bearings:
        """What an item that states or takes these strengths for goals in scope has for every goal."""
        if len(strengths) == 1:
            return self._from_one(*next(iter(strengths.items())))
        result: Bearings = {}
        for goal in sorted(strengths):
            carried = self._from_one(goal, strengths[goal])
            if not result:
                result = dict(carried)
                continue
            for above, bearing in carried.items():
                known = result.get(above)
                if known is None:
                    result[above] = bearing
                elif bearing.supporting > known.supporting or bearing.opposing > known.opposing:
                    result[above] = _stronger(known, bearing)
        for goal, (supporting, opposing) in strengths.items():
            result[goal] = Bearing(supporting, opposing, is_direct=True)
        return result

    def _from_one(self, goal: str, strength: Strength) -> Bearings:
        """What one strength gives its goal and the goals above; the result is shared, not to be changed."""
        known = self._known.get((goal, strength))
        if known is None:
            supporting, opposing = strength
            known = {goal: Bearing(supporting, opposing, is_direct=True)}
            by_reach: dict[int, Bearing] = {}
            for above, reach in self._reach.above(goal):
                if reach not in by_reach:
                    by_reach[reach] = _inherited(strength, goal, reach)
                known[above] = by_reach[reach]
            self._known[(goal, strength)] = known
        return known


def _inherited(strength: Strength, through: str, reach: int) -> Bearing:
    supporting, opposing = strength
    # A neutral item names the goal it was assessed for where a supporting one names its source.
    names_first = bool(supporting) or not opposing
    return Bearing(
        supporting=min(supporting, reach),
        opposing=min(opposing, reach),
        is_direct=False,
        supporting_through=through if names_first else None,
        supporting_reach=reach if names_first else 0,
        opposing_through=through if opposing else None,
        opposing_reach=reach if opposing else 0,
    )


def _stronger(known: Bearing, other: Bearing) -> Bearing:
    """The greater strengths of two inherited bearings, of which ``other`` has one greater than ``known``."""
    if known.supporting <= other.supporting and known.opposing <= other.opposing:
        return other
    first, second = (known, other) if known.supporting > other.supporting else (other, known)
    return Bearing(
        first.supporting,
        second.opposing,
        is_direct=False,
        supporting_through=first.supporting_through,
        supporting_reach=first.supporting_reach,
        opposing_through=second.opposing_through,
        opposing_reach=second.opposing_reach,
    )


class PlanBearings:
    """What the items of the plans that are not past bring the goals in scope."""

    def __init__(self, scope: Scope, statements: Statements, reach: Reach) -> None:
        """Sort the items by plan; nothing is carried yet."""
        self._scope = scope
        self._statements = statements
        self._carrier = Carrier(reach)
        self._items: dict[str, list[Reference]] = {plan.name: [] for plan in scope.plans_not_past()}
        for item in sorted(scope.item_plans):
            plan = scope.item_plans[item].name
            if item.kind != "plan" and plan in self._items:
                self._items[plan].append(item)
        self._check_size(reach)

    def of_plan(self, plan: Plan) -> list[ItemLines]:
        """What each position and measure of a plan brings, by goal, and then the plan itself.

        The plan itself gives way for every goal for which one of its positions or measures has a
        supporting or opposing strength in the numbers: the detailed level prevails (§3).
        """
        lines: list[ItemLines] = []
        phase = self._scope.phases[plan.name]
        for item in self._items[plan.name]:
            head = ItemHead(item.kind, item.name, plan.name, phase, "both")
            takings = self._statements.takings(item.name) if item.kind == "measure" else None
            if takings is not None and takings.from_all:
                lines.extend(self._of_taking_measure(item, head, takings))
            else:
                lines.append(ItemLines(head, self._stated(item), {}))
        of_plan = self._stated(Reference("plan", plan.name))
        if of_plan:
            detailed = _goals_in_detail(lines)
            head = ItemHead("plan", plan.name, plan.name, phase, "both")
            left = {goal: bearing for goal, bearing in of_plan.items() if goal not in detailed}
            lines.append(ItemLines(head, left, {}))
        return lines

    def _stated(self, item: Reference) -> Bearings:
        """What an item has for every goal by its own statements."""
        strengths = self._stated_in_scope(item)
        return self._carrier.bearings(strengths) if strengths else {}

    def _of_taking_measure(self, item: Reference, head: ItemHead, takings: Takings) -> list[ItemLines]:
        """The lines of a measure with takings: one a goal, or two where numbers and stages differ."""
        in_stages = ItemLines(head, self._with_takings(item, takings.from_all), _sources(takings.from_all))
        if takings.from_other_plans is takings.from_all:
            return [in_stages]
        in_numbers = ItemLines(
            head, self._with_takings(item, takings.from_other_plans), _sources(takings.from_other_plans)
        )
        same = {
            goal
            for goal, bearing in in_numbers.bearings.items()
            if in_stages.bearings[goal] == bearing
            and in_stages.taken_from(goal) == in_numbers.taken_from(goal)
        }
        return [
            _part(in_numbers, "both", same),
            _part(in_numbers, "numbers", in_numbers.bearings.keys() - same),
            _part(in_stages, "stages", in_stages.bearings.keys() - same),
        ]

    def _with_takings(self, item: Reference, takings: dict[str, Taking]) -> Bearings:
        """What a measure has for each goal; its statements and its takings never meet."""
        strengths = self._stated_in_scope(item)
        goals = self._scope.goals
        strengths.update((goal, taking.strength) for goal, taking in takings.items() if goal in goals)
        return self._carrier.bearings(strengths) if strengths else {}

    def _stated_in_scope(self, item: Reference) -> Strengths:
        goals = self._scope.goals
        return {
            goal: strength_of(stated)
            for goal, stated in self._statements.stated(item).items()
            if goal in goals
        }

    def _check_size(self, reach: Reach) -> None:
        """Refuse before anything is carried, not when memory has run out."""
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


def _goals_in_detail(lines: list[ItemLines]) -> set[str]:
    """The goals for which some line has a supporting or opposing strength in the numbers."""
    return {
        goal
        for line in lines
        if line.head.basis != "stages"
        for goal, bearing in line.bearings.items()
        if bearing.supporting or bearing.opposing
    }


def _sources(takings: dict[str, Taking]) -> dict[str, tuple[str, ...]]:
    return {goal: taking.sources for goal, taking in takings.items()}


def _part(lines: ItemLines, basis: str, goals: set[str]) -> ItemLines:
    """The lines for some of the goals, with what they count for."""
    bearings = {goal: lines.bearings[goal] for goal in goals}
    return ItemLines(lines.head._replace(basis=basis), bearings, lines.sources)
