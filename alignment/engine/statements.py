"""What items state for goals, and what measures take from the positions they implement (alignment.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from alignment.engine.inputs import Measure, Snapshot
from alignment.engine.outputs import Reference
from alignment.engine.scope import PAST, Scope

Strength = tuple[int, int]
"""A supporting and an opposing strength, both 0 to 3; both 0 is neutral."""

_NOTHING: dict[str, int] = {}


class Taking(NamedTuple):
    """What a measure takes for one goal, and the positions it comes from, by name."""

    strength: Strength
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Takings:
    """What a measure takes, by goal (in scope or not).

    ``from_all`` is for the stages, ``from_other_plans`` for the numbers too: what comes from the
    measure's own plan is in the numbers already, as the position.
    """

    from_all: dict[str, Taking]
    from_other_plans: dict[str, Taking]


class Statements:
    """The contributions that count, O's own before the owner's (§1 Statements)."""

    def __init__(self, scope: Scope, snapshot: Snapshot) -> None:
        """Keep the contributions of items in scope that O or the plan's owner has recorded."""
        self._scope = scope
        self._by_item: dict[Reference, dict[str, int]] = {}
        for contribution in snapshot.contributions:
            plan = scope.item_plans.get(contribution.item)
            if plan is None or contribution.recorded_by not in (scope.organisation, plan.owner):
                continue
            stated = self._by_item.setdefault(contribution.item, {})
            if contribution.recorded_by == scope.organisation:
                stated[contribution.goal] = contribution.strength
            else:
                stated.setdefault(contribution.goal, contribution.strength)
        self._takings = {
            name: self._read_takings(measure)
            for name, measure in scope.measures.items()
            if measure.implements and scope.phases[measure.plan] != PAST
        }

    def stated(self, item: Reference) -> dict[str, int]:
        """What an item in scope states itself: strength -3 to 3 by goal, in scope or not."""
        return self._by_item.get(item, _NOTHING)

    def takings(self, measure: str) -> Takings | None:
        """What a measure of a plan that is not past takes; None if it implements nothing."""
        return self._takings.get(measure)

    def number(self) -> int:
        """How many strengths items state or take in all, in scope or not."""
        stated = sum(map(len, self._by_item.values()))
        return stated + sum(len(takings.from_all) for takings in self._takings.values())

    def has_any(self, item: Reference) -> bool:
        """Whether an item states or takes a contribution for any goal."""
        takings = self._takings.get(item.name) if item.kind == "measure" else None
        return item in self._by_item or (takings is not None and bool(takings.from_all))

    def _read_takings(self, measure: Measure) -> Takings:
        stated_itself = self.stated(Reference("measure", measure.name))
        everything: dict[str, list[tuple[int, str]]] = {}
        from_others: dict[str, list[tuple[int, str]]] = {}
        for name in sorted(set(measure.implements)):
            position = self._scope.positions.get(name)
            if position is None or self._scope.phases[position.plan] == PAST:
                continue
            for goal, strength in self.stated(Reference("position", name)).items():
                if goal in stated_itself:
                    continue
                everything.setdefault(goal, []).append((strength, name))
                if position.plan != measure.plan:
                    from_others.setdefault(goal, []).append((strength, name))
        from_all = {goal: _taking(given) for goal, given in everything.items()}
        if from_others == everything:
            return Takings(from_all, from_other_plans=from_all)
        return Takings(from_all, {goal: _taking(given) for goal, given in from_others.items()})


def _taking(given: list[tuple[int, str]]) -> Taking:
    """The greatest positive and the greatest negative strength; 0 if there is nothing else."""
    if len(given) == 1:
        return Taking(STRENGTHS[given[0][0]], (given[0][1],))
    supporting = max(0, *(strength for strength, _ in given))
    opposing = max(0, *(-strength for strength, _ in given))
    taken = {strength for strength in (supporting, -opposing) if strength} or {0}
    return Taking((supporting, opposing), tuple(name for strength, name in given if strength in taken))


STRENGTHS: dict[int, Strength] = {stated: (max(stated, 0), max(-stated, 0)) for stated in range(-3, 4)}
"""A stated strength -3 to 3 as its supporting and its opposing part."""
