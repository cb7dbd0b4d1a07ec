"""Which strengths each item has for each goal, itself or inherited from goals below (alignment.md §3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from alignment.engine.inputs import Plan
from alignment.engine.limits import check_size
from alignment.engine.outputs import ItemReport, Reference
from alignment.engine.reach import Reach
from alignment.engine.scope import Scope
from alignment.engine.statements import Statements, Strength, Taking, strength_of

Strengths = dict[str, Strength]


class Bearing(NamedTuple):
    """The last fields of an ``ItemReport``: strengths, and the goals they are inherited through."""

    supporting: int
    opposing: int
    is_direct: bool
    supporting_through: str | None = None
    supporting_reach: int = 0
    opposing_through: str | None = None
    opposing_reach: int = 0


Bearings = dict[str, Bearing]
GoalItem = tuple[str, ItemReport]


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
                result[above] = bearing if known is None else _stronger(known, bearing)
        for goal, (supporting, opposing) in strengths.items():
            result[goal] = Bearing(supporting, opposing, is_direct=True)
        return result

    def _from_one(self, goal: str, strength: Strength) -> Bearings:
        """What one strength gives its goal and the goals above; the result is shared, not to be changed."""
        known = self._known.get((goal, strength))
        if known is None:
            supporting, opposing = strength
            known = {goal: Bearing(supporting, opposing, is_direct=True)}
            inherited = [_inherited(strength, goal, reach) for reach in range(4)]
            for above, reach in self._reach.above(goal):
                known[above] = inherited[reach]
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
    """The greater supporting and the greater opposing of two inherited bearings; the first if equal."""
    if other.supporting <= known.supporting and other.opposing <= known.opposing:
        return known
    if known.supporting <= other.supporting and known.opposing <= other.opposing:
        return other
    first, second = (known, other) if known.supporting > other.supporting else (other, known)
    return Bearing(
        first.supporting,
        second.opposing,
        False,
        first.supporting_through,
        first.supporting_reach,
        second.opposing_through,
        second.opposing_reach,
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

    def of_plan(self, plan: Plan) -> list[GoalItem]:
        """The (goal, item) pairs of a plan: its positions and measures, then the plan itself.

        The plan itself gives way for every goal for which one of its positions or measures has a
        supporting or opposing strength in the numbers: the detailed level prevails (§3).
        """
        pairs: list[GoalItem] = []
        phase = self._scope.phases[plan.name]
        for item in self._items[plan.name]:
            pairs.extend(self._of_item(item, plan.name, phase))
        itself = Reference("plan", plan.name)
        strengths = self._stated_in_scope(itself)
        if strengths:
            detailed = {goal for goal, item in pairs if (item[6] or item[7]) and item[4] != "stages"}
            head = ("plan", plan.name, plan.name, phase, "both", ())
            for goal, bearing in self._carrier.bearings(strengths).items():
                if goal not in detailed:
                    pairs.append((goal, ItemReport._make(head + bearing)))
        return pairs

    def _of_item(self, item: Reference, plan: str, phase: str) -> Iterator[GoalItem]:
        """The pairs of a position or measure."""
        stated = self._stated_in_scope(item)
        takings = self._statements.takings(item.name) if item.kind == "measure" else None
        if takings is None or not takings.from_all:
            if stated:
                head = (item.kind, item.name, plan, phase, "both", ())
                for goal, bearing in self._carrier.bearings(stated).items():
                    yield goal, ItemReport._make(head + bearing)
            return
        in_numbers = self._lines(item, plan, phase, takings.from_other_plans)
        in_stages = self._lines(item, plan, phase, takings.from_all)
        for goal, line in in_stages.items():
            other = in_numbers.pop(goal, None)
            if line == other:
                yield goal, line
                continue
            yield goal, line._replace(basis="stages")
            if other is not None:
                yield goal, other._replace(basis="numbers")

    def _lines(
        self, item: Reference, plan: str, phase: str, takings: dict[str, Taking]
    ) -> dict[str, ItemReport]:
        """What a measure with takings brings each goal; its statements and takings never meet."""
        strengths = self._stated_in_scope(item)
        for goal, taking in takings.items():
            if goal in self._scope.goals:
                strengths[goal] = taking.strength
        if not strengths:
            return {}
        head = (item.kind, item.name, plan, phase, "both")
        return {
            goal: ItemReport._make((*head, _sources(goal, bearing, takings), *bearing))
            for goal, bearing in self._carrier.bearings(strengths).items()
        }

    def _stated_in_scope(self, item: Reference) -> Strengths:
        goals = self._scope.goals
        return {
            goal: strength_of(stated)
            for goal, stated in self._statements.stated(item).items()
            if goal in goals
        }

    def _check_size(self, reach: Reach) -> None:
        """Refuse before anything is carried, not when memory has run out."""
        pairs = carried = 0
        items = [item for items in self._items.values() for item in items]
        for item in [*items, *(Reference("plan", plan) for plan in self._items)]:
            takings = self._statements.takings(item.name) if item.kind == "measure" else None
            taken = takings.from_all if takings else {}
            mask = 0
            for goal in (*self._statements.stated(item), *taken):
                if goal in self._scope.goals:
                    above = reach.mask_above(goal)
                    carried += 1 + above.bit_count()
                    mask |= above | reach.mask_of(goal)
            pairs += mask.bit_count()
        check_size(pairs=pairs, carried=carried)


def _sources(goal: str, bearing: Bearing, takings: dict[str, Taking]) -> tuple[str, ...]:
    """The positions that a bearing was taken from, by name; none if the measure states it itself."""
    if bearing.is_direct:
        return takings[goal].sources if goal in takings else ()
    through = {bearing.supporting_through, bearing.opposing_through}
    return tuple(sorted({name for h in through if h in takings for name in takings[h].sources}))
