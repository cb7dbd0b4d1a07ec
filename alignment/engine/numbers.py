"""The numbers for goals and the matrix (alignment.md §3, §4, §8)."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.engine.bearing import CODES, DIRECT, Bearings, ItemBearings, PlanBearings, opposing, supporting
from alignment.engine.outputs import MatrixCell, Numbers
from alignment.engine.scope import CURRENT, PROPOSED, Scope
from alignment.engine.tally import FIELD_BITS, FIELD_MASK, count_in, tally

# The fields of Numbers in their order; then how many items there are (one can support and oppose), and
# how many support with 2 or more.
_SUPPORT, _OPPOSITION, _SUPPORTING, _OPPOSING, _NEUTRAL, _DIRECT, _PLANS_FOR, _PLANS_AGAINST = range(8)
_ITEMS, _SUPPORTING_CLEARLY = 8, 9
_CLEAR = 2
_ONE_PLAN_FOR = tally({_PLANS_FOR: 1})
_ONE_PLAN_AGAINST = tally({_PLANS_AGAINST: 1})
_SUPPORT_AND_OPPOSITION = tally({_SUPPORT: FIELD_MASK, _OPPOSITION: FIELD_MASK})

# What an item adds for a goal, by the code of its bearing.
_TALLIES = [
    tally(
        {
            _SUPPORT: supporting(code),
            _OPPOSITION: opposing(code),
            _SUPPORTING: int(supporting(code) > 0),
            _OPPOSING: int(opposing(code) > 0),
            _NEUTRAL: int(supporting(code) == opposing(code) == 0),
            _DIRECT: int(code >= DIRECT),
            _ITEMS: 1,
            _SUPPORTING_CLEARLY: int(supporting(code) >= _CLEAR),
        }
    )
    for code in CODES
]

# Three groups of plans that do not overlap: those of both sets, and those of one.
_KEPT, _REPLACED, _PROPOSED = range(3)


@dataclass(frozen=True, slots=True)
class GoalNumbers:
    """A goal's numbers for the current plans, and for those if adopted.

    ``supporting_clearly``: how many current items support it with 2 or more.
    """

    current: Numbers
    if_adopted: Numbers
    supporting_clearly: int


@dataclass(frozen=True, slots=True)
class AllNumbers:
    """Every goal's numbers by name, the matrix by plan and goal, and what the current items bring.

    ``pairs``: of an item of a plan that is not past and a goal that it bears on.
    """

    goals: dict[str, GoalNumbers]
    matrix: tuple[MatrixCell, ...]
    current_items: list[ItemBearings]
    pairs: int


def all_numbers(scope: Scope, bearings: PlanBearings) -> AllNumbers:
    """Add up what the items of each plan bring each goal."""
    names = sorted(scope.goals)
    ranks = {goal: rank for rank, goal in enumerate(names)}
    groups = [dict.fromkeys(names, 0) for _ in (_KEPT, _REPLACED, _PROPOSED)]
    current_items: list[ItemBearings] = []
    matrix: list[MatrixCell] = []
    replaced = replaced_plans(scope)
    for plan in scope.plans_not_past():
        items, phase = bearings.of_items(plan), scope.phases[plan.name]
        cells = _cells(items, bearings.of_plan_itself(plan))
        _add_plan(groups[_group(phase, is_replaced=plan.name in replaced)], cells)
        tracked = sorted(scope.tracked & cells.keys(), key=ranks.__getitem__)
        matrix.extend(_matrix_cell(plan.name, goal, cells[goal]) for goal in tracked)
        current_items.extend(items if phase == CURRENT else ())
    kept, dropped, proposed = groups
    goals = {
        goal: GoalNumbers(
            current=_numbers(kept[goal] + dropped[goal]),
            if_adopted=_numbers(kept[goal] + proposed[goal]),
            supporting_clearly=count_in(kept[goal] + dropped[goal], _SUPPORTING_CLEARLY),
        )
        for goal in names
    }
    pairs = sum(count_in(total, _ITEMS) for group in groups for total in group.values())
    return AllNumbers(goals, tuple(matrix), current_items, pairs)


def replaced_plans(scope: Scope) -> frozenset[str]:
    """The plans that a proposed plan in scope supersedes (§4)."""
    return frozenset(
        old
        for plan in scope.plans_not_past()
        if scope.phases[plan.name] == PROPOSED
        for old in plan.supersedes
    )


def _group(phase: str, *, is_replaced: bool) -> int:
    if phase != CURRENT:
        return _PROPOSED
    return _REPLACED if is_replaced else _KEPT


def _cells(items: list[ItemBearings], of_plan_itself: Bearings) -> dict[str, int]:
    """One plan's tallies by goal.

    The plan itself gives way for every goal for which one of its positions or measures has a
    supporting or opposing strength: the detailed level prevails (§3).
    """
    cells: dict[str, int] = {}
    tallies, known = _TALLIES, cells.get
    for item in items:
        for goal, code in item.in_numbers.items():
            cells[goal] = known(goal, 0) + tallies[code]
    left = {g: code for g, code in of_plan_itself.items() if not known(g, 0) & _SUPPORT_AND_OPPOSITION}
    for goal, code in left.items():
        cells[goal] = known(goal, 0) + tallies[code]
    return cells


def _add_plan(group: dict[str, int], cells: dict[str, int]) -> None:
    """Add a plan's tallies to those of its group, and the plan itself by its net."""
    for goal, cell in cells.items():
        # The first two fields, as count_in() reads them.
        net = (cell & FIELD_MASK) - (cell >> FIELD_BITS & FIELD_MASK)
        if net > 0:
            group[goal] += cell + _ONE_PLAN_FOR
        elif net < 0:
            group[goal] += cell + _ONE_PLAN_AGAINST
        else:
            group[goal] += cell


def _matrix_cell(plan: str, goal: str, cell: int) -> MatrixCell:
    return MatrixCell(
        plan, goal, count_in(cell, _SUPPORT), count_in(cell, _OPPOSITION), count_in(cell, _ITEMS)
    )


def _numbers(total: int) -> Numbers:
    return Numbers(*(count_in(total, place) for place in range(_ITEMS)))
