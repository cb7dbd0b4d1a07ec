"""The numbers for a plan (alignment.md §7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alignment.engine import PlanReport
from tests.alignment.engine.builders import (
    adopts,
    carried,
    comprehensive,
    goal,
    linked,
    measure,
    plan,
    plan_report,
    position,
    says,
)

BASE = (goal("a"), plan("p"), plan("q"), comprehensive("op"), position("o", "op", aspect="direction"))


def numbers(*objects: Any, of: str = "p") -> PlanReport:
    return plan_report(of, *BASE, *objects)


def test_positions_are_linked_by_any_contribution_of_their_own() -> None:
    positions = [position(key) for key in "stuv"] + [position("w", status="withdrawn")]
    unknown = says("position:u", "x:f/9", 1)
    stated = (says("position:s", "a", 0), says("position:t", "gone", 1), unknown, says("position:w", "a", 1))
    found = numbers(*positions, *stated, says("position:v", "a", 1, by="x"))

    assert (found.positions, found.positions_linked) == (4, 3)


def test_spatial_positions_are_counted_without_those_returned() -> None:
    positions = [position(key, spatial=True) for key in "stu"] + [position("v")]
    links = (carried("s", "o"), carried("t", "o", "returned"), carried("u", "o", "offered"))
    found = numbers(*positions, *links)

    assert (found.spatial, found.spatial_carried, found.positions_expecting) == (2, 1, None)


def test_half_carried_positions_are_spatial_but_not_carried() -> None:
    new = (
        comprehensive("new", "review"),
        position("n", "new"),
        position("s", spatial=True),
        carried("s", "n"),
    )
    found = numbers(*new)

    assert (found.spatial, found.spatial_carried) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "expects"),
    [
        ({"aspect": "direction"}, True),
        ({"aspect": "use"}, False),
        ({}, False),
        ({"aspect": "direction", "expects_measures": False}, False),
        ({"aspect": "use", "expects_measures": True}, True),
    ],
)
def test_positions_of_direction_expect_measures_unless_said_otherwise(
    fields: dict[str, Any], expects: bool
) -> None:
    assert numbers(position("e", "op", **fields), of="op").positions_expecting == 1 + expects


@pytest.mark.parametrize(
    ("objects", "is_implemented"),
    [
        ((position("s"), linked("o", "s", "implemented_by")), True),
        ((position("s", "op"), linked("o", "s", "implemented_by")), False),
        ((position("s", status="withdrawn"), linked("o", "s", "implemented_by")), False),
        ((position("s"), linked("o", "s", "implemented_by", by="x")), False),
        ((position("s"), linked("o", "s", "supports")), False),
        ((plan("new", "idea"), position("s", "new"), linked("o", "s", "implemented_by")), False),
        ((plan("x:p"), position("s", "x:p"), linked("o", "s", "implemented_by")), False),
        ((plan("x:p"), position("s", "x:p"), linked("o", "s", "implemented_by"), adopts("x:p")), True),
        ((measure("m", implements=["o"]),), True),
        ((measure("m", "op", implements=["o"]),), True),
        ((measure("m", status="paused", implements=["o"]),), True),
        ((measure("m", status="cancelled", implements=["o"]),), False),
        ((plan("old", "repealed"), measure("m", "old", implements=["o"])), False),
    ],
)
def test_a_position_is_implemented_by_a_current_plan(objects: tuple[Any, ...], is_implemented: bool) -> None:
    assert numbers(*objects, of="op").positions_implemented == is_implemented


def test_measures_are_counted_as_done_overdue_and_funded() -> None:
    before = date(2026, 11, 21)
    found = numbers(
        measure("a", status="done", end=before),
        measure("b", status="paused", end=before),
        measure("c", funding="within_budget"),
        measure("d", funding="applied"),
        measure("e", status="cancelled", end=before),
    )

    assert (found.measures, found.measures_done, found.measures_overdue, found.measures_funded) == (
        4,
        1,
        1,
        2,
    )


def test_goals_are_supported_or_opposed_by_the_plans_own_net() -> None:
    goals = (goal("b"), goal("c"), goal("c.1", "c"), position("s"), position("t"))
    stated = (says("position:s", "a", 2), says("position:t", "a", -1), says("position:s", "b", -1))
    found = numbers(*goals, *stated, says("position:s", "c.1", 1))

    assert (found.goals_supported, found.goals_opposed) == (2, 1)


def test_the_score_is_the_mean_of_the_ratios_that_exist() -> None:
    positions = (position("s"), position("t"), says("position:s", "a", 1))

    assert numbers(*positions).score == 50
    assert numbers(*positions, measure("m", funding="decided")).score == 83
    assert numbers().score is None


def test_the_score_of_a_comprehensive_plan_has_what_is_implemented() -> None:
    assert numbers(says("position:o", "a", 1), of="op").score == 50
    assert numbers(says("position:o", "a", 1), measure("m", implements=["o"]), of="op").score == 100


def test_proposed_plans_get_numbers_too() -> None:
    found = numbers(plan("new", "idea"), position("s", "new"), says("position:s", "a", 2), of="new")

    assert (found.phase, found.goals_supported, found.score) == ("proposed", 1, 100)
