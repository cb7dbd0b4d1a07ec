"""Which units bear on a goal: by plans, positions and measures of theirs, now, and through goals below."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.engine import Measure, Snapshot, bearers, report
from alignment.engine.scope import phase_of
from tests.alignment.engine.builders import feeds, goal, measure, plan, position, says, world
from tests.alignment.engine.worlds import snapshots

UNITS = (None, "board", "school", "water")
BY_PARK = (goal("a"), plan("p", unit="park"))


def bearing_on(about: str, *objects: object) -> list[str]:
    snapshot = world(*objects)
    return dict(bearers(report(snapshot), snapshot))[f"o:f/{about}"]


def test_a_unit_bears_on_a_goal_by_its_plan_and_by_items_of_its_own_in_others_plans() -> None:
    items = (position("s", unit="water"), measure("m", unit="school"))

    assert bearing_on("a", *BY_PARK, says("plan:p", "a", 1)) == ["park"]
    assert bearing_on("a", *BY_PARK, *items, says("position:s", "a", -2)) == ["park", "water"]
    assert bearing_on("a", *BY_PARK, *items, says("measure:m", "a", 0)) == ["park", "school"]


def test_who_carries_out_a_position_bears_on_its_goals() -> None:
    carried_out = (*BY_PARK, position("s"), says("position:s", "a", 2), plan("q", unit="school"))

    assert bearing_on("a", *carried_out, measure("m", "q", implements=["s"])) == ["park", "school"]
    assert bearing_on("a", *carried_out, measure("m", "q", "cancelled", implements=["s"])) == ["park"]


def test_only_plans_in_effect_count() -> None:
    draft = (goal("a"), plan("d", "draft", unit="park"), position("s", "d"), says("position:s", "a", 3))

    assert bearing_on("a", *draft) == []


def test_what_bears_on_a_goal_below_bears_on_the_goal() -> None:
    below = (*BY_PARK, goal("b"), feeds("b", "a", 1), position("s"), says("position:s", "b", 3))

    assert bearing_on("a", *below) == ["park"]
    assert bearing_on("b", *below, goal("c"), feeds("c", "b")) == ["park"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshots(), st.integers(min_value=0, max_value=10_000))
def test_they_are_the_units_of_the_lines_behind_the_numbers(snapshot: Snapshot, seed: int) -> None:
    answering = answered_for(snapshot, Random(seed))
    made = report(answering)
    plans = {each.name: each.unit for each in answering.plans}
    positions = {each.name: each.unit for each in answering.positions}
    measures = {each.name: each for each in answering.measures}
    found = dict(bearers(made, answering))

    for each in made.goals:
        now = [line for line in each.items if line.phase == "current"]
        named = {plans[line.plan] for line in now}
        named |= {positions[line.name] for line in now if line.kind == "position"}
        acting = [measures[line.name] for line in now if line.kind == "measure"]
        acting += carrying({line.name for line in now if line.kind == "position"}, answering)
        named |= {unit for measure in acting for unit in (measure.unit, plans[measure.plan])}
        assert found[each.name] == sorted(unit for unit in named if unit)


def answered_for(snapshot: Snapshot, random: Random) -> Snapshot:
    """The snapshot with units that answer for what is the organisation's."""

    def owned(things: Any) -> Any:
        return tuple(replace(each, unit=unit_of(each.name)) for each in things)

    def unit_of(name: str) -> str | None:
        return random.choice(UNITS) if name.startswith("o:") else None

    return replace(
        snapshot,
        plans=owned(snapshot.plans),
        positions=owned(snapshot.positions),
        measures=owned(snapshot.measures),
    )


def carrying(positions: set[str], snapshot: Snapshot) -> list[Measure]:
    """The measures of plans in effect that carry out one of the positions."""
    current = {each.name for each in snapshot.plans if phase_of(each, snapshot.date) == "current"}
    return [
        each
        for each in snapshot.measures
        if each.plan in current and each.status != "cancelled" and not positions.isdisjoint(each.implements)
    ]
