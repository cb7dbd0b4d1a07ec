"""The numbers for goals, the matrix and the items behind them (alignment.md §3, §4, §8)."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.engine.bearing import GoalItem, PlanBearings
from alignment.engine.outputs import ItemReport, MatrixCell, Numbers
from alignment.engine.scope import CURRENT, PROPOSED, Scope

_FIELDS = 8
_NO_ITEMS: list[ItemReport] = []
_NO_SUMS = [0] * _FIELDS
# Places in a list of sums: the fields of Numbers in their order.
_SUPPORT, _OPPOSITION, _SUPPORTING, _OPPOSING, _NEUTRAL, _DIRECT, _PLANS_FOR, _PLANS_AGAINST = range(_FIELDS)

# A plan's sums have the first six, and then how many items there are (one can support and oppose).
_ITEMS = _DIRECT + 1

# Three groups of plans that do not overlap: those of both sets, and those of one.
_KEPT, _REPLACED, _PROPOSED = range(3)


@dataclass(frozen=True, slots=True)
class GoalNumbers:
    """A goal's numbers for the current plans, for those if adopted, and the items behind them."""

    current: Numbers
    if_adopted: Numbers
    items: list[ItemReport]


@dataclass(frozen=True, slots=True)
class AllNumbers:
    """Every goal's numbers by name, and the matrix by plan and goal."""

    goals: dict[str, GoalNumbers]
    matrix: tuple[MatrixCell, ...]


def all_numbers(scope: Scope, bearings: PlanBearings) -> AllNumbers:
    """Add up what the items of each plan bring each goal."""
    ranks = {goal: rank for rank, goal in enumerate(sorted(scope.goals))}
    tracked = scope.tracked
    items: dict[str, list[ItemReport]] = {}
    sums: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    matrix: list[MatrixCell] = []
    replaced = replaced_plans(scope)
    for plan in scope.plans_not_past():
        group = _group(scope.phases[plan.name], plan.name in replaced)
        cells = _cells(bearings.of_plan(plan), items)
        for goal in sorted(cells, key=ranks.__getitem__):
            cell = cells[goal]
            if goal in tracked:
                matrix.append(_matrix_cell(plan.name, goal, cell))
            _add(sums[group], goal, cell)
    return AllNumbers(
        goals={
            goal: GoalNumbers(
                current=_total(sums[_KEPT].get(goal), sums[_REPLACED].get(goal)),
                if_adopted=_total(sums[_KEPT].get(goal), sums[_PROPOSED].get(goal)),
                items=items.get(goal, _NO_ITEMS),
            )
            for goal in ranks
        },
        matrix=tuple(matrix),
    )


def replaced_plans(scope: Scope) -> frozenset[str]:
    """The plans that a proposed plan in scope supersedes (§4)."""
    return frozenset(
        old
        for plan in scope.plans_not_past()
        if scope.phases[plan.name] == PROPOSED
        for old in plan.supersedes
    )


def _group(phase: str, is_replaced: bool) -> int:
    if phase != CURRENT:
        return _PROPOSED
    return _REPLACED if is_replaced else _KEPT


def _cells(pairs: list[GoalItem], items: dict[str, list[ItemReport]]) -> dict[str, list[int]]:
    """One plan's sums by goal; every line goes to the goal's items, those of the stages only too."""
    cells: dict[str, list[int]] = {}
    for goal, line in pairs:
        known = items.get(goal)
        if known is None:
            items[goal] = [line]
        else:
            known.append(line)
        if line[4] != "stages":
            cell = cells.get(goal)
            if cell is None:
                cell = cells[goal] = [0] * (_ITEMS + 1)
            _count(cell, line)
    return cells


def _count(cell: list[int], line: ItemReport) -> None:
    supporting, opposing = line[6], line[7]
    cell[_ITEMS] += 1
    if supporting:
        cell[_SUPPORT] += supporting
        cell[_SUPPORTING] += 1
    if opposing:
        cell[_OPPOSITION] += opposing
        cell[_OPPOSING] += 1
    elif not supporting:
        cell[_NEUTRAL] += 1
    if line[8]:
        cell[_DIRECT] += 1


def _matrix_cell(plan: str, goal: str, cell: list[int]) -> MatrixCell:
    return MatrixCell(plan, goal, cell[_SUPPORT], cell[_OPPOSITION], cell[_ITEMS])


def _add(sums: dict[str, list[int]], goal: str, cell: list[int]) -> None:
    """Add a plan's sums to those of its group of plans."""
    total = sums.get(goal)
    if total is None:
        total = sums[goal] = [0] * _FIELDS
    for place in range(_ITEMS):
        total[place] += cell[place]
    net = cell[_SUPPORT] - cell[_OPPOSITION]
    if net > 0:
        total[_PLANS_FOR] += 1
    elif net < 0:
        total[_PLANS_AGAINST] += 1


def _total(first: list[int] | None, second: list[int] | None) -> Numbers:
    return Numbers(*(a + b for a, b in zip(first or _NO_SUMS, second or _NO_SUMS, strict=True)))
