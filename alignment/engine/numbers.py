"""The numbers for goals, the matrix and the items behind them (alignment.md §3, §4, §8)."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.engine.bearing import PlanBearings
from alignment.engine.outputs import GoalItems, ItemLines, MatrixCell, Numbers
from alignment.engine.scope import CURRENT, PROPOSED, Scope

# Sums are tallied in one whole number, a field of 32 bits for each of these: one addition a line
# instead of seven. No field can run over: the limit on pairs keeps sums of strengths below 2 ** 24.
_BITS = 32
_FIELDS = 9
_SUPPORT, _OPPOSITION, _SUPPORTING, _OPPOSING, _NEUTRAL, _DIRECT, _PLANS_FOR, _PLANS_AGAINST, _ITEMS = range(
    _FIELDS
)
_FIELD_MASK = (1 << _BITS) - 1


def _tally(supporting: int, opposing: int, is_direct: bool) -> int:
    """What a line adds to the sums: its strengths, and one of each kind of item that it is."""
    counts = {
        _SUPPORT: supporting,
        _OPPOSITION: opposing,
        _SUPPORTING: supporting > 0,
        _OPPOSING: opposing > 0,
        _NEUTRAL: supporting == opposing == 0,
        _DIRECT: is_direct,
        _ITEMS: 1,
    }
    return sum(int(count) << _BITS * place for place, count in counts.items())


_TALLIES = {
    (supporting, opposing, is_direct): _tally(supporting, opposing, is_direct)
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
    """Every goal's numbers by name, and the matrix by plan and goal."""

    goals: dict[str, GoalNumbers]
    matrix: tuple[MatrixCell, ...]


def all_numbers(scope: Scope, bearings: PlanBearings) -> AllNumbers:
    """Add up what the items of each plan bring each goal."""
    ranks = {goal: rank for rank, goal in enumerate(sorted(scope.goals))}
    lines: dict[str, list[ItemLines]] = {}
    sums: tuple[dict[str, int], ...] = ({}, {}, {})
    matrix: list[MatrixCell] = []
    replaced = replaced_plans(scope)
    for plan in scope.plans_not_past():
        of_group = sums[_group(scope.phases[plan.name], plan.name in replaced)]
        cells = _cells(bearings.of_plan(plan), lines)
        for goal, tally in cells.items():
            of_group[goal] = of_group.get(goal, 0) + _with_net(tally)
        for goal in sorted(scope.tracked & cells.keys(), key=ranks.__getitem__):
            matrix.append(_matrix_cell(plan.name, goal, cells[goal]))
    kept, dropped, proposed = sums
    return AllNumbers(
        goals={
            goal: GoalNumbers(
                current=_numbers(kept.get(goal, 0) + dropped.get(goal, 0)),
                if_adopted=_numbers(kept.get(goal, 0) + proposed.get(goal, 0)),
                items=GoalItems(goal, lines.get(goal, ())),
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


def _cells(lines: list[ItemLines], by_goal: dict[str, list[ItemLines]]) -> dict[str, int]:
    """One plan's tallies by goal; every line goes to the goal's lines, those of the stages only too."""
    cells: dict[str, int] = {}
    for line in lines:
        counts = line.head.basis != "stages"
        for goal, bearing in line.bearings.items():
            if goal in by_goal:
                by_goal[goal].append(line)
            else:
                by_goal[goal] = [line]
            if counts:
                cells[goal] = cells.get(goal, 0) + _TALLIES[bearing[:3]]
    return cells


def _field(tally: int, place: int) -> int:
    return tally >> _BITS * place & _FIELD_MASK


def _with_net(tally: int) -> int:
    """A plan's tally with the plan itself counted by its net."""
    net = _field(tally, _SUPPORT) - _field(tally, _OPPOSITION)
    if net == 0:
        return tally
    return tally + (1 << _BITS * (_PLANS_FOR if net > 0 else _PLANS_AGAINST))


def _matrix_cell(plan: str, goal: str, tally: int) -> MatrixCell:
    return MatrixCell(plan, goal, _field(tally, _SUPPORT), _field(tally, _OPPOSITION), _field(tally, _ITEMS))


def _numbers(tally: int) -> Numbers:
    return Numbers(*(_field(tally, place) for place in range(_ITEMS)))
