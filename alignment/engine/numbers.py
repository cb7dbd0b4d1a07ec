"""The numbers for goals, the matrix and the items behind them (alignment.md §3, §4, §8)."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.engine.bearing import PlanBearings
from alignment.engine.outputs import GoalItems, ItemLines, MatrixCell, Numbers
from alignment.engine.scope import CURRENT, PROPOSED, Scope
from alignment.engine.tally import FIELD_BITS, FIELD_MASK, count_in, tally

# The fields of Numbers in their order; then how many items there are (one can support and oppose).
_SUPPORT, _OPPOSITION, _SUPPORTING, _OPPOSING, _NEUTRAL, _DIRECT, _PLANS_FOR, _PLANS_AGAINST, _ITEMS = range(
    9
)
_ONE_PLAN_FOR = tally({_PLANS_FOR: 1})
_ONE_PLAN_AGAINST = tally({_PLANS_AGAINST: 1})

# What a line adds, by its supporting and opposing strength and whether it is direct.
_TALLIES = {
    (supporting, opposing, is_direct): tally(
        {
            _SUPPORT: supporting,
            _OPPOSITION: opposing,
            _SUPPORTING: int(supporting > 0),
            _OPPOSING: int(opposing > 0),
            _NEUTRAL: int(supporting == opposing == 0),
            _DIRECT: int(is_direct),
            _ITEMS: 1,
        }
    )
    for supporting in range(4)
    for opposing in range(4)
    for is_direct in (False, True)
}

# Three groups of plans that do not overlap: those of both sets, and those of one.
_KEPT, _REPLACED, _PROPOSED = range(3)


@dataclass(frozen=True, slots=True)
class GoalNumbers:
    """A goal's numbers for the current plans, for those if adopted, and the items behind them."""

    current: Numbers
    if_adopted: Numbers
    items: GoalItems


@dataclass(frozen=True, slots=True)
class AllNumbers:
    """Every goal's numbers by name, the matrix by plan and goal, and the lines of all items."""

    goals: dict[str, GoalNumbers]
    matrix: tuple[MatrixCell, ...]
    lines: list[ItemLines]


def all_numbers(scope: Scope, bearings: PlanBearings) -> AllNumbers:
    """Add up what the items of each plan bring each goal."""
    names = sorted(scope.goals)
    ranks = {goal: rank for rank, goal in enumerate(names)}
    by_goal: dict[str, list[ItemLines]] = {goal: [] for goal in names}
    groups = [dict.fromkeys(names, 0) for _ in (_KEPT, _REPLACED, _PROPOSED)]
    every_line: list[ItemLines] = []
    matrix: list[MatrixCell] = []
    replaced = replaced_plans(scope)
    for plan in scope.plans_not_past():
        lines = bearings.of_plan(plan)
        cells = _cells(lines, by_goal)
        _add_plan(groups[_group(scope.phases[plan.name], is_replaced=plan.name in replaced)], cells)
        tracked = sorted(scope.tracked & cells.keys(), key=ranks.__getitem__)
        matrix.extend(_matrix_cell(plan.name, goal, cells[goal]) for goal in tracked)
        every_line.extend(lines)
    kept, dropped, proposed = groups
    goals = {
        goal: GoalNumbers(
            current=_numbers(kept[goal] + dropped[goal]),
            if_adopted=_numbers(kept[goal] + proposed[goal]),
            items=GoalItems(goal, by_goal[goal]),
        )
        for goal in names
    }
    return AllNumbers(goals, tuple(matrix), every_line)


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


def _cells(lines: list[ItemLines], by_goal: dict[str, list[ItemLines]]) -> dict[str, int]:
    """One plan's tallies by goal; every line goes to the goal's lines, those of the stages only too."""
    cells: dict[str, int] = {}
    tallies = _TALLIES
    for line in lines:
        counts = line.head.basis != "stages"
        for goal, bearing in line.bearings.items():
            by_goal[goal].append(line)
            if counts:
                cells[goal] = cells.get(goal, 0) + tallies[bearing[:3]]
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
