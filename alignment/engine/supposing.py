"""What if: the same snapshot with other decisions in it. Nothing is stored anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from alignment.engine.inputs import Measure, Plan, Snapshot
from alignment.engine.outputs import Reference


@dataclass(frozen=True, slots=True)
class Supposition:
    """Decisions that are supposed, by the names of measures and plans.

    ``drop``: measures that nobody carries out; ``fund``: measures that are paid for; ``ends``: measures
    with the day on which they would be ready; ``adopt``: plans that hold from the report's day, so that
    those they supersede no longer do; ``repeal``: plans that no longer hold; ``on``: another day.
    """

    drop: frozenset[str] = frozenset()
    fund: frozenset[str] = frozenset()
    ends: tuple[tuple[str, date], ...] = ()
    adopt: frozenset[str] = frozenset()
    repeal: frozenset[str] = frozenset()
    on: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is supposed at all."""
        return self != Supposition()


class NothingToSuppose(ValueError):
    """The snapshot has no such measures and plans: ``unknown``."""

    def __init__(self, unknown: Iterable[Reference]) -> None:
        self.unknown = tuple(sorted(unknown))
        super().__init__(", ".join(f"{kind} {name}" for kind, name in self.unknown))


class Contradiction(ValueError):
    """The same plan is both adopted and repealed, or a measure both dropped and paid for: ``both``."""

    def __init__(self, both: Iterable[Reference]) -> None:
        self.both = tuple(sorted(both))
        super().__init__(", ".join(f"{kind} {name}" for kind, name in self.both))


def suppose(snapshot: Snapshot, supposed: Supposition) -> Snapshot:
    """The snapshot as it would be; raises ``NothingToSuppose`` and ``Contradiction``."""
    _check(snapshot, supposed)
    day = supposed.on or snapshot.date
    adopted = [plan for plan in snapshot.plans if plan.name in supposed.adopt]
    left = {name for plan in adopted for name in plan.supersedes} - supposed.adopt
    ends = dict(supposed.ends)
    return replace(
        snapshot,
        date=day,
        plans=tuple(_plan(plan, supposed, left, day) for plan in snapshot.plans),
        measures=tuple(_measure(measure, supposed, ends) for measure in snapshot.measures),
    )


def _plan(plan: Plan, supposed: Supposition, left: set[str], day: date) -> Plan:
    if plan.name in supposed.adopt:
        begins = None if plan.valid_from is None else min(plan.valid_from, day)
        return replace(plan, status="adopted", valid_from=begins)
    if plan.name in supposed.repeal:
        return replace(plan, status="repealed")
    return replace(plan, status="superseded") if plan.name in left else plan


def _measure(measure: Measure, supposed: Supposition, ends: dict[str, date]) -> Measure:
    return replace(
        measure,
        status="cancelled" if measure.name in supposed.drop else measure.status,
        funding="decided" if measure.name in supposed.fund else measure.funding,
        end=ends.get(measure.name, measure.end),
    )


def _check(snapshot: Snapshot, supposed: Supposition) -> None:
    plans = supposed.adopt | supposed.repeal
    measures = supposed.drop | supposed.fund | {name for name, _day in supposed.ends}
    unknown = {Reference("plan", name) for name in plans - {plan.name for plan in snapshot.plans}}
    unknown |= {Reference("measure", name) for name in measures - {each.name for each in snapshot.measures}}
    if unknown:
        raise NothingToSuppose(unknown)
    both = {Reference("plan", name) for name in supposed.adopt & supposed.repeal}
    both |= {Reference("measure", name) for name in supposed.drop & supposed.fund}
    if both:
        raise Contradiction(both)
