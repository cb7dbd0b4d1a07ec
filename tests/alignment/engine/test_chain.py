"""The goal chain (alignment.md §5)."""

from __future__ import annotations

from datetime import date

import pytest

from alignment.engine import Stages
from alignment.engine.chain import chain_score, weakest_link
from tests.alignment.engine.builders import (
    TODAY,
    carried,
    comprehensive,
    feeds,
    goal,
    goal_report,
    indicator,
    measure,
    outcome,
    plan,
    position,
    says,
    target,
)

YESTERDAY = date(2026, 11, 21)
BASE = (goal("a"), plan("p"), comprehensive("op"), indicator())
SPATIAL = (
    *BASE,
    position("s", spatial=True),
    says("position:s", "a", 2),
    position("o", "op"),
    position("o2", "op"),
)


def stages(*objects: object, about: str = "a") -> Stages:
    return goal_report(about, *BASE, *(o for o in objects if o not in BASE)).stages


def doing(*measures: object) -> Stages:
    """The stages of a goal that each of these measures supports."""
    return stages(*measures, *(says(f"measure:{m.name}", "a", 1) for m in measures))  # type: ignore[attr-defined]


def test_an_own_goal_without_targets_at_or_below_it_is_not_measurable() -> None:
    assert stages().measurable == "broken"
    assert stages(goal("b", "a"), target("t", "b")).measurable == "ok"
    assert stages(goal("b"), target("t", "b")).measurable == "broken"


def test_another_levels_goal_without_targets_is_left_out_of_account() -> None:
    assert stages(goal("n:a/1"), about="n:a/1").measurable == "na"
    assert stages(goal("n:a/1"), feeds("a", "n:a/1"), target("t", "a"), about="n:a/1").measurable == "ok"


@pytest.mark.parametrize(
    ("strength", "state"), [(3, "ok"), (2, "ok"), (1, "partial"), (0, "broken"), (-3, "broken")]
)
def test_planned_looks_for_an_item_that_supports_clearly(strength: int, state: str) -> None:
    assert stages(position("s"), says("position:s", "a", strength)).planned == state


def test_what_a_proposed_plan_says_is_not_planned() -> None:
    assert stages(plan("new", "draft"), position("s", "new"), says("position:s", "a", 3)).planned == "broken"


def test_what_a_measure_takes_from_its_own_plan_is_not_planned_by_it() -> None:
    taking = (goal("b", "a"), position("s"), says("position:s", "b", 3), measure("m", implements=["s"]))

    assert stages(*taking, says("position:s", "a", 1)).planned == "partial"


@pytest.mark.parametrize(
    ("links", "state"),
    [
        ([], "broken"),
        ([carried("s", "o")], "ok"),
        ([carried("s", "o", None)], "ok"),
        ([carried("s", "o", "offered")], "broken"),
        ([carried("s", "o", "returned")], "na"),
        ([carried("s", "", "offered")], "broken"),
        ([carried("s", "", "returned")], "na"),
        ([carried("s", "", "returned"), carried("s", "", "offered")], "broken"),
        ([carried("s", "o", "returned"), carried("s", "o2", "offered")], "broken"),
        ([carried("s", "o", "returned"), carried("s", "o2", "accepted")], "ok"),
        ([carried("s", "o", by="x")], "broken"),
    ],
)
def test_a_spatial_position_is_anchored_as_its_links_into_the_comprehensive_plan_say(
    links: list[object], state: str
) -> None:
    assert stages(*SPATIAL, *links).anchored == state


def test_a_position_carried_into_a_proposed_comprehensive_plan_is_half_carried() -> None:
    new = (comprehensive("new", "consultation"), position("n", "new"), carried("s", "n"))

    assert stages(*SPATIAL, *new).anchored == "partial"
    assert stages(*SPATIAL, *new, carried("s", "o")).anchored == "ok"


def test_a_returned_position_that_is_half_carried_stays_in_account() -> None:
    new = (comprehensive("new", "consultation"), position("n", "new"), carried("s", "n"))

    assert stages(*SPATIAL, *new, carried("s", "o", "returned")).anchored == "partial"


@pytest.mark.parametrize(
    "end",
    [
        (position("e", "p"),),
        (position("e", "op", status="withdrawn"),),
        (comprehensive("old", "superseded"), position("e", "old")),
        (comprehensive("x:op"), position("e", "x:op")),
    ],
)
def test_an_accepted_link_carries_only_into_a_position_of_a_comprehensive_plan_in_force(
    end: tuple[object],
) -> None:
    assert stages(*SPATIAL, *end, carried("s", "e")).anchored == "broken"


def test_some_carried_is_partial() -> None:
    other = (position("t", spatial=True), says("position:t", "a", 1))

    assert stages(*SPATIAL, *other, carried("s", "o")).anchored == "partial"


def test_without_spatial_positions_the_comprehensive_plan_itself_anchors() -> None:
    assert stages(position("s"), says("position:s", "a", 2)).anchored == "na"
    assert stages(position("o", "op"), says("position:o", "a", 1)).anchored == "ok"
    assert stages(position("o", "op"), says("position:o", "a", -1)).anchored == "na"


def test_spatial_positions_that_do_not_support_the_goal_need_no_anchor() -> None:
    assert stages(position("s", spatial=True), says("position:s", "a", -1)).anchored == "na"


@pytest.mark.parametrize(
    ("measures", "implemented", "funded"),
    [
        ([], "broken", "broken"),
        ([measure("m", status="planned", funding="applied")], "partial", "broken"),
        ([measure("m", status="ongoing", funding="decided")], "ok", "ok"),
        ([measure("m", status="ongoing", end=TODAY)], "ok", "broken"),
        ([measure("m", status="ongoing", end=YESTERDAY)], "partial", "broken"),
        ([measure("m", status="done", end=YESTERDAY)], "ok", "ok"),
        (
            [measure("m", status="done"), measure("n", status="planned", funding="unfunded")],
            "partial",
            "partial",
        ),
        ([measure("m", status="paused", funding="decided")], "broken", "broken"),
        ([measure("m", status="cancelled", funding="decided")], "broken", "broken"),
        ([measure("m", status="planned", funding="within_budget")], "partial", "ok"),
    ],
)
def test_implemented_and_funded_look_at_the_measures_at_work(
    measures: list[object], implemented: str, funded: str
) -> None:
    found = doing(*measures)

    assert (found.implemented, found.funded) == (implemented, funded)


def test_a_measure_that_implements_a_position_of_its_own_plan_is_at_work_for_its_goals() -> None:
    taking = (position("s"), says("position:s", "a", 2), measure("m", status="ongoing", implements=["s"]))

    assert stages(*taking).implemented == "ok"


def test_measures_of_proposed_plans_are_not_at_work() -> None:
    new = (plan("new", "idea"), measure("m", "new", "ongoing"), says("measure:m", "a", 3))

    assert stages(*new).implemented == "broken"


def test_on_track_looks_at_the_targets_at_or_below_the_goal() -> None:
    tree = (goal("b", "a"), indicator("j"), outcome(2026, 5), outcome(2026, 5, indicator="j"))
    reached, behind = target("t", "a", value=5), target("u", "b", value=9, indicator="j", accepted=(9, None))

    assert stages(*tree, reached).on_track == "ok"
    assert stages(*tree, reached, behind).on_track == "partial"
    assert stages(*tree, behind).on_track == "broken"


def test_open_targets_are_left_out_of_on_track() -> None:
    assert stages(target("t", "a", value=9), outcome(2026, 5)).on_track == "na"


def test_a_target_without_data_is_not_on_track() -> None:
    assert stages(target("t", "a", value=9)).on_track == "broken"


@pytest.mark.parametrize(
    ("states", "score", "weakest"),
    [
        ("ok ok ok ok ok ok", 100, None),
        ("ok ok na ok ok partial", 90, "on_track"),
        ("partial broken na broken broken na", 13, "planned"),
        ("na ok partial ok partial na", 75, "anchored"),
        ("na ok ok ok partial partial", 80, "funded"),
    ],
)
def test_the_score_is_the_mean_of_the_stages_that_apply(states: str, score: int, weakest: str | None) -> None:
    found = Stages(*states.split())

    assert (chain_score(found), weakest_link(found)) == (score, weakest)
