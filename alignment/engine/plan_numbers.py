"""The numbers for each plan that is not past (alignment.md §7)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from alignment.engine.carrying import CARRIED, LEFT_OUT
from alignment.engine.chain import is_funded, is_overdue
from alignment.engine.inputs import Measure, Plan, Position
from alignment.engine.outputs import MatrixCell, PlanReport, Reference
from alignment.engine.rounding import half_up
from alignment.engine.scope import Scope
from alignment.engine.statements import Statements


class Implementation(NamedTuple):
    """What is known of positions: carried state, which expect measures, which are implemented."""

    carried: dict[str, str]
    expecting: frozenset[str]
    implemented: frozenset[str]


class _PositionCounts(NamedTuple):
    positions: int
    linked: int
    spatial: int | None
    carried: int | None
    expecting: int | None
    implemented: int | None


class _MeasureCounts(NamedTuple):
    measures: int
    done: int
    overdue: int
    funded: int


def plan_reports(
    scope: Scope, statements: Statements, known: Implementation, matrix: Iterable[MatrixCell]
) -> tuple[PlanReport, ...]:
    """The numbers of every plan in scope that is not past, by name."""
    positions: dict[str, list[Position]] = {}
    measures: dict[str, list[Measure]] = {}
    for position in scope.positions.values():
        positions.setdefault(position.plan, []).append(position)
    for measure in scope.measures.values():
        measures.setdefault(measure.plan, []).append(measure)
    supported, opposed = goals_by_plan(matrix)
    reports = []
    for plan in scope.plans_not_past():
        of_positions = _count_positions(scope, statements, known, positions.get(plan.name, []), plan)
        of_measures = _count_measures(scope, measures.get(plan.name, []))
        reports.append(
            PlanReport(
                name=plan.name,
                own=scope.is_own_plan(plan.name),
                phase=scope.phases[plan.name],
                is_comprehensive=scope.is_comprehensive(plan.name),
                positions=of_positions.positions,
                positions_linked=of_positions.linked,
                spatial=of_positions.spatial,
                spatial_carried=of_positions.carried,
                positions_expecting=of_positions.expecting,
                positions_implemented=of_positions.implemented,
                measures=of_measures.measures,
                measures_done=of_measures.done,
                measures_overdue=of_measures.overdue,
                measures_funded=of_measures.funded,
                goals_supported=supported.get(plan.name, 0),
                goals_opposed=opposed.get(plan.name, 0),
                score=_score(of_positions, of_measures),
            )
        )
    return tuple(reports)


def goals_by_plan(matrix: Iterable[MatrixCell]) -> tuple[dict[str, int], dict[str, int]]:
    """How many tracked goals each plan supports, and how many it opposes, by its net."""
    supported: dict[str, int] = {}
    opposed: dict[str, int] = {}
    for cell in matrix:
        if cell.support > cell.opposition:
            supported[cell.plan] = supported.get(cell.plan, 0) + 1
        elif cell.support < cell.opposition:
            opposed[cell.plan] = opposed.get(cell.plan, 0) + 1
    return supported, opposed


def _count_positions(
    scope: Scope, statements: Statements, known: Implementation, positions: list[Position], plan: Plan
) -> _PositionCounts:
    names = {position.name for position in positions}
    linked = sum(bool(statements.stated(Reference("position", name))) for name in names)
    if scope.is_comprehensive(plan.name):
        expecting = names & known.expecting
        implemented = len(expecting & known.implemented)
        return _PositionCounts(len(names), linked, None, None, len(expecting), implemented)
    states = [known.carried[name] for name in names if name in known.carried]
    spatial = len(states) - states.count(LEFT_OUT)
    return _PositionCounts(len(names), linked, spatial, states.count(CARRIED), None, None)


def _count_measures(scope: Scope, measures: list[Measure]) -> _MeasureCounts:
    return _MeasureCounts(
        measures=len(measures),
        done=sum(measure.status == "done" for measure in measures),
        overdue=sum(is_overdue(measure, scope.date) for measure in measures),
        funded=sum(is_funded(measure) for measure in measures),
    )


def _score(positions: _PositionCounts, measures: _MeasureCounts) -> int | None:
    """100 times the mean of the ratios that have a denominator; None if none has."""
    ratios = [
        (positions.linked, positions.positions),
        (positions.carried or 0, positions.spatial or 0),
        (positions.implemented or 0, positions.expecting or 0),
        (measures.measures - measures.overdue, measures.measures),
        (measures.funded, measures.measures),
    ]
    known = [Fraction(part, whole) for part, whole in ratios if whole]
    return half_up(100 * sum(known, Fraction(0)) / len(known)) if known else None
