"""Where spatial positions are carried into comprehensive plans, and how those are implemented (§5, §7)."""

from __future__ import annotations

from alignment.engine.inputs import PositionLink, Snapshot
from alignment.engine.scope import CURRENT, PROPOSED, Scope

CARRIED, HALF_CARRIED, NOT_CARRIED, LEFT_OUT = "carried", "half_carried", "not_carried", "left_out"


def position_links(scope: Scope, snapshot: Snapshot, relation: str) -> list[PositionLink]:
    """The links of one relation that count: from positions in scope, O's or the plan's owner's (§1)."""
    return [
        link
        for link in snapshot.position_links
        if link.relation == relation
        and link.source in scope.positions
        and scope.counts_for_plan(link.recorded_by, scope.positions[link.source].plan)
    ]


def carried_states(scope: Scope, snapshot: Snapshot) -> dict[str, str]:
    """How each spatial position in scope outside comprehensive plans is carried into one (§5)."""
    accepted: dict[str, set[str]] = {}
    answers: dict[str, set[str]] = {}
    for link in position_links(scope, snapshot, "carried_into"):
        state = link.state or "accepted"
        answers.setdefault(link.source, set()).add(state)
        target = scope.positions.get(link.target)
        if state == "accepted" and target is not None and scope.is_comprehensive(target.plan):
            accepted.setdefault(link.source, set()).add(scope.phases[target.plan])
    return {
        name: _carried_state(accepted.get(name, set()), answers.get(name, set()))
        for name, position in scope.positions.items()
        if position.spatial and not scope.is_comprehensive(position.plan)
    }


def _carried_state(phases: set[str], answers: set[str]) -> str:
    """From the phases of the comprehensive plans that accepted it, and the states of all its links."""
    if CURRENT in phases:
        return CARRIED
    if PROPOSED in phases:
        return HALF_CARRIED
    # The letter looks at a position's links only, not at whether a returned or offered one's target counts.
    return LEFT_OUT if "returned" in answers and "offered" not in answers else NOT_CARRIED


def implemented_positions(scope: Scope, snapshot: Snapshot) -> frozenset[str]:
    """The positions in scope that a current plan implements (§7).

    By an ``implemented_by`` link to another plan's position, or by a measure of any current plan,
    their own included.
    """
    by_link = {
        link.source
        for link in position_links(scope, snapshot, "implemented_by")
        if link.target in scope.positions
        and scope.positions[link.target].plan != scope.positions[link.source].plan
        and scope.phases[scope.positions[link.target].plan] == CURRENT
    }
    by_measure = {
        position
        for measure in scope.measures.values()
        if scope.phases[measure.plan] == CURRENT
        for position in measure.implements
    }
    return frozenset((by_link | by_measure) & scope.positions.keys())


def expecting_positions(scope: Scope) -> frozenset[str]:
    """The positions of comprehensive plans that expect measures; by default those of direction (§7)."""
    return frozenset(
        name
        for name, position in scope.positions.items()
        if scope.is_comprehensive(position.plan)
        and (
            position.aspect == "direction" if position.expects_measures is None else position.expects_measures
        )
    )
