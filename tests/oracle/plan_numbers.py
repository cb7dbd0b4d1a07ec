"""Numbers for a plan (section 7)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.oracle.scope import Scope
from tests.oracle.stages import carriage, half_up, is_funded, is_overdue
from tests.oracle.strengths import Strengths
from tests.oracle.world import Position


def is_linked(scope: Scope, position: Position) -> bool:
    """Section 7: at least one contribution of its own, 0 included, to any goal."""
    return bool(scope.stated.get(f"position:{position.name}"))


def is_implemented(scope: Scope, position: Position) -> bool:
    """Section 7: another plan's position, or a measure, of a current plan carries it out."""
    current = scope.current_plans
    receivers = {
        link.target
        for link in scope.position_links
        if link.source == position.name and link.relation == "implemented_by"
    }
    is_taken_up = any(p.name in receivers and p.plan != position.plan for p in scope.positions_of(current))
    return is_taken_up or any(position.name in m.implements for m in scope.measures_of(current))


def plan_numbers(strengths: Strengths, name: str) -> dict[str, Any]:
    """Section 7 for one plan."""
    scope = strengths.scope
    plan = scope.world.plans[name]
    positions, measures = scope.positions_of([name]), scope.measures_of([name])
    nets = [strengths.numbers([name], goal).net for goal in scope.tracked_goals]
    numbers: dict[str, Any] = {
        "phase": scope.phase(plan),
        "positions": len(positions),
        "positions_linked": sum(is_linked(scope, position) for position in positions),
        "measures": len(measures),
        "measures_done": sum(measure.status == "done" for measure in measures),
        "measures_overdue": sum(is_overdue(scope, measure) for measure in measures),
        "measures_funded": sum(is_funded(measure) for measure in measures),
        "goals_supported": sum(net > 0 for net in nets),
        "goals_opposed": sum(net < 0 for net in nets),
    }
    part = expectations(scope, positions) if plan.is_comprehensive else carriages(scope, positions)
    numbers |= part
    numbers["score"] = score(numbers)
    return numbers


def carriages(scope: Scope, positions: Iterable[Position]) -> dict[str, int]:
    """Section 7, outside comprehensive plans."""
    states = [carriage(scope, position) for position in positions if position.is_spatial]
    remaining = [state for state in states if state != "out"]
    return {"spatial": len(remaining), "spatial_carried": remaining.count("carried")}


def expectations(scope: Scope, positions: Iterable[Position]) -> dict[str, int]:
    """Section 7, in comprehensive plans."""
    expecting = [position for position in positions if position.expects_measures]
    implemented = sum(is_implemented(scope, position) for position in expecting)
    return {"positions_expecting": len(expecting), "positions_implemented": implemented}


def score(numbers: dict[str, Any]) -> int | None:
    """Section 7: 100 times the mean of the ratios whose denominator is not zero."""
    measures = numbers["measures"]
    ratios = [
        (numbers["positions_linked"], numbers["positions"]),
        (numbers.get("spatial_carried", 0), numbers.get("spatial", 0)),
        (numbers.get("positions_implemented", 0), numbers.get("positions_expecting", 0)),
        (measures - numbers["measures_overdue"], measures),
        (numbers["measures_funded"], measures),
    ]
    values = [Fraction(part, whole) for part, whole in ratios if whole]
    return half_up(100 * sum(values, Fraction(0)) / len(values)) if values else None
