"""Findings about goals and targets (alignment.md §9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alignment.engine import Framework, FrameworkAdoption
from tests.alignment.engine.builders import (
    adopts,
    conflict,
    findings,
    goal,
    indicator,
    measure,
    outcome,
    plan,
    position,
    says,
    subjects,
    target,
)

OWN = goal("a", unit="board")
AGAINST = (OWN, plan("p", unit="office"), position("s"), says("position:s", "a", -2))


def ranks(code: str, *objects: Any) -> list[tuple[str, str]]:
    return [(found.severity, found.decides) for found in findings(code, *objects)]


def test_a_goal_that_no_plan_takes_up_is_not_planned() -> None:
    assert ranks("goal_not_planned", OWN) == [("high", "politicians")]
    assert ranks("goal_not_planned", goal("n:a/1")) == [("medium", "politicians")]
    assert findings("goal_not_planned", OWN, goal("a.1", "a")) == findings("goal_not_planned", OWN)


def test_a_goal_that_is_planned_but_that_nobody_works_for_is_not_implemented() -> None:
    planned = (OWN, plan(), position("s"), says("position:s", "a", 1))

    assert ranks("goal_not_implemented", *planned) == [("high", "politicians")]
    assert findings("goal_not_planned", *planned) == []
    assert findings("goal_not_implemented", *planned, measure("m", implements=["s"])) == []


def test_a_goal_that_is_not_planned_is_not_reported_as_not_implemented_too() -> None:
    assert findings("goal_not_implemented", OWN) == []


def test_only_own_goals_can_be_not_measurable() -> None:
    assert ranks("goal_not_measurable", OWN) == [("low", "officers")]
    assert findings("goal_not_measurable", goal("n:a/1")) == []


def test_a_goal_with_a_late_target_is_behind_tracked_or_not_once() -> None:
    late = [target(key, "a.1", 2025, indicator=key) for key in "ij"]
    known = [indicator(key) for key in "ij"] + [outcome(2025, 1, indicator=key) for key in "ij"]
    (found,) = findings("goal_behind", OWN, goal("a.1", "a"), *late, *known)

    assert (found.severity, found.decides, found.subjects[0].name) == ("medium", "officers", "o:f/a.1")
    assert found.detail("targets") == ("o:i", "o:j")


def test_findings_about_own_goals_go_to_their_unit_and_about_others_to_the_coordinators() -> None:
    assert findings("goal_not_planned", OWN)[0].unit == "board"
    assert findings("goal_not_planned", goal("n:a/1", unit="theirs"))[0].unit is None


@pytest.mark.parametrize(
    ("about", "strength", "status", "expected"),
    [
        ("a", -2, "in_force", ("high", "politicians")),
        ("a", -3, "drafting", ("medium", "officers")),
        ("n:a/1", -2, "in_force", ("medium", "officers")),
        ("n:a/1", -3, "in_force", ("high", "politicians")),
        ("n:a/1", -3, "drafting", ("medium", "officers")),
    ],
)
def test_counteracting_is_high_for_own_goals_and_where_a_goal_is_cancelled(
    about: str, strength: int, status: str, expected: tuple[str, str]
) -> None:
    world = (OWN, goal("n:a/1"), plan("p", status), position("s"), says("position:s", about, strength))

    assert ranks("goal_counteracted", *world) == [expected]


@pytest.mark.parametrize(
    "harmless",
    [
        (says("position:t", "a", -1), position("t")),
        (says("position:t", "a", -3), position("t", status="withdrawn")),
        (says("position:t", "a", -3), position("t", "old"), plan("old", "repealed")),
        (says("position:t", "a", -3, by="x"), position("t")),
        (position("t", "q"), plan("q", "idea"), measure("m", implements=["t"])),
    ],
)
def test_what_is_weak_gone_or_not_stated_counteracts_nothing(harmless: tuple[Any, ...]) -> None:
    assert findings("goal_counteracted", OWN, plan(), *harmless) == []


def test_what_a_measure_takes_is_not_stated_by_its_plan() -> None:
    taking = (plan("q"), measure("m", "q", implements=["s"]))

    assert subjects("goal_counteracted", *AGAINST, *taking) == [("o:f/a", "o:p")]


def test_the_plan_itself_can_counteract_even_where_it_gives_way_in_the_numbers() -> None:
    giving_way = (says("plan:p", "a", -3), position("s"), says("position:s", "a", 1))

    assert subjects("goal_counteracted", OWN, plan(), *giving_way) == [("o:f/a", "o:p")]


def test_one_finding_a_goal_and_plan_has_the_strongest_strength_and_who_supports_it() -> None:
    more = (position("t"), says("position:t", "a", -3), plan("q"), plan("new", "idea"), plan("r"))
    support = [says(f"plan:{key}", "a", strength) for key, strength in (("q", 2), ("new", 3), ("r", 1))]
    (found,) = findings("goal_counteracted", *AGAINST, *more, *support)

    assert (found.detail("strength"), found.detail("supporting_plans"), found.unit) == (-3, ("o:q",), "board")


def test_what_counteracts_an_untracked_goal_counteracts_its_nearest_tracked_ancestor() -> None:
    tree = (OWN, goal("b", "a"), goal("c", "b"), plan(), position("s"), says("position:s", "c", -2))

    assert subjects("goal_counteracted", *tree) == [("o:f/a", "o:p")]
    assert subjects("goal_counteracted", *tree, Framework("o:f", "o", 2)) == [("o:f/b", "o:p")]


def test_a_goal_out_of_scope_between_cuts_an_untracked_goal_off() -> None:
    tree = (OWN, goal("b", "a", valid_to=date(2020, 1, 1)), goal("c", "b"), plan(), position("s"))

    assert findings("goal_counteracted", *tree, says("position:s", "c", -3)) == []
    assert findings("goal_counteracted", *tree, says("position:s", "b", -3)) == []


@pytest.mark.parametrize(
    ("weighed", "is_settled"),
    [
        (conflict(status="resolved", goal="a", plans=["p"]), True),
        (conflict(status="resolved", plans=["p"]), True),
        (conflict(status="resolved", goal="a", positions=["other"]), True),
        (conflict(status="resolved", goal="b", plans=["p"]), False),
        (conflict(status="resolved", goal="a", plans=["q"]), False),
        (conflict(status="resolved", goal="a"), False),
        (conflict(status="discussed", goal="a", plans=["p"]), False),
        (conflict(status="resolved", goal="a", plans=["p"], by="x"), False),
    ],
)
def test_a_conflict_that_o_has_resolved_settles_it(weighed: Any, is_settled: bool) -> None:
    assert (findings("goal_counteracted", *AGAINST, position("other"), weighed) == []) is is_settled


def test_of_a_counteracted_goal_and_its_plan_one_is_os_own() -> None:
    adopted = (plan("n:p"), adopts("n:p"), position("n:s", "n:p"), OWN, goal("n:a/1"))
    stated = (says("position:n:s", "a", -2, by="n"), says("position:n:s", "n:a/1", -3, by="n"))

    assert subjects("goal_counteracted", *adopted, *stated) == [("o:f/a", "n:p")]


@pytest.mark.parametrize(
    ("year", "value", "disagrees"), [(2030, 60, True), (2035, 50, True), (2035, 60, False), (2030, 50, False)]
)
def test_targets_disagree_in_value_or_year_but_not_in_both(year: int, value: int, disagrees: bool) -> None:
    pair = (target("t", "b", 2030, 50), target("u", "a", year, value))
    found = subjects("targets_disagree", goal("a"), goal("b"), *pair, indicator())

    assert found == ([("o:f/a", "o:f/b")] if disagrees else [])


def test_targets_disagree_once_for_a_pair_of_goals_counted_or_not_tracked_or_not() -> None:
    tree = (goal("a"), goal("b"), goal("b.1", "b"), indicator())
    several = [target(f"t{year}", "a", year, year) for year in (2030, 2031)]
    others = [target(f"u{year}", "b.1", year, 5) for year in (2030, 2031)]

    assert ranks("targets_disagree", *tree, *several, *others) == [("high", "politicians")]


@pytest.mark.parametrize(
    "other",
    [
        target("u", "b", 2030, 60, scope="organisation"),
        target("u", "b", 2030, 60, indicator="j"),
        target("u", "b", 2030, None, desired=(1, 2)),
        target("u", "b", 2030, 60, by="x"),
        target("u", "n:a/1", 2030, 60),
        target("u", "a", 2030, 60),
        target("u", "old", 2030, 60),
    ],
)
def test_targets_that_cannot_be_compared_do_not_disagree(other: Any) -> None:
    goals = (goal("a"), goal("b"), goal("n:a/1"), goal("old", superseded_by="o:f/a"))

    assert (
        findings("targets_disagree", *goals, target("t", "a", 2030, 50), other, indicator(), indicator("j"))
        == []
    )


@pytest.mark.parametrize(
    ("direction", "value", "year", "is_below"),
    [
        ("up", 49, 2030, True),
        ("up", 50, 2030, False),
        ("up", 50, 2031, True),
        ("up", 50, 2029, False),
        ("up", 49, 2029, False),
        ("up", 51, 2035, False),
        ("down", 51, 2030, True),
        ("down", 49, 2035, False),
        ("level", 1, 2035, False),
    ],
)
def test_an_own_target_that_asks_less_and_no_sooner_is_below_the_higher_level(
    direction: str, value: int, year: int, is_below: bool
) -> None:
    pair = (target("t", "a", year, value), target("u", "n:a/1", 2030, 50))
    found = subjects("target_below_higher_level", OWN, goal("n:a/1"), *pair, indicator(direction=direction))

    assert found == ([("o:f/a", "n:a/1")] if is_below else [])


def test_a_target_recorded_by_the_higher_level_is_compared_without_any_outcome() -> None:
    pair = (
        target("t", "a", 2030, 40, indicator="n:i"),
        target("u", "n:a/1", 2030, 50, by="n", indicator="n:i"),
    )
    (found,) = findings("target_below_higher_level", OWN, goal("n:a/1"), *pair, indicator("n:i"))

    assert (found.severity, found.decides, found.unit) == ("medium", "politicians", "board")


def test_excluded_goals_have_no_findings() -> None:
    adoption = FrameworkAdoption("o", "n:a", frozenset({"n:a/1"}))

    assert findings("goal_not_planned", goal("n:a/1"), adoption) == []
