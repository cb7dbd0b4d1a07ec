"""Which of the organisation's units bear on a goal: for the overview of a unit.

No part of the report's content: whose an item is changes nothing in what the items bring. Sets of units
are whole numbers with a bit for each unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from alignment.engine.inputs import Snapshot
from alignment.engine.lines import Origin
from alignment.engine.outputs import Report
from alignment.engine.scope import CURRENT, phase_of

#: Where an origin has its item, kind and name, and the phase of its plan.
ITEM = slice(Origin._fields.index("kind"), Origin._fields.index("name") + 1)
PHASE = Origin._fields.index("phase")


def bearers(report: Report, snapshot: Snapshot) -> Iterator[tuple[str, list[str]]]:
    """For each goal of a report the keys of the units that bear on it now, for better or worse, in order.

    They do by plans, positions and measures of theirs in plans in effect, whosever the plans are, and by
    positions that measures of theirs carry out. As strengths do (§3), this comes from goals below too.
    ``report`` is that of the snapshot, not its public content.
    """
    bits = _bits(snapshot)
    units = _units_of_items(snapshot, bits)
    directly = {}
    for goal in report.goals:
        found = 0
        for origin in goal.items.origins.get(goal.name, ()):
            if origin[PHASE] == CURRENT:
                found |= units.get(origin[ITEM], 0)  # type: ignore[call-overload]  # a pair: the slice has two
        directly[goal.name] = found
    for goal in report.goals:
        found = directly[goal.name]
        for below, _reach in goal.items.below:
            found |= directly[below]
        yield goal.name, [unit for unit, bit in bits.items() if unit and found & bit]


def _bits(snapshot: Snapshot) -> dict[str | None, int]:
    """A bit for each unit that answers for something; none for what no unit of the organisation's does."""
    kinds = (snapshot.plans, snapshot.positions, snapshot.measures)
    named = {thing.unit for things in kinds for thing in things if thing.unit}
    return {None: 0, **{unit: 1 << place for place, unit in enumerate(sorted(named))}}


def _units_of_items(snapshot: Snapshot, bits: dict[str | None, int]) -> dict[tuple[str, str], int]:
    """The units that answer for items, by kind and name."""
    of_plans = {plan.name: bits[plan.unit] for plan in snapshot.plans}
    current = {plan.name for plan in snapshot.plans if phase_of(plan, snapshot.date) == CURRENT}
    units = {("plan", name): theirs for name, theirs in of_plans.items()}
    for position in snapshot.positions:
        units["position", position.name] = of_plans[position.plan] | bits[position.unit]
    for measure in snapshot.measures:
        theirs = units["measure", measure.name] = of_plans[measure.plan] | bits[measure.unit]
        if measure.plan in current and measure.status != "cancelled":
            for carried in measure.implements:
                units["position", carried] = units.get(("position", carried), 0) | theirs
    return units
