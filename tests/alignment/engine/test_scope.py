"""What is in scope (alignment.md §1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alignment.engine import Framework, FrameworkAdoption, report
from tests.alignment.engine.builders import (
    TODAY,
    adopts,
    feeds,
    goal,
    goal_report,
    goals_in_scope,
    plan,
    position,
    says,
    target,
    world,
)


def phases(*plans: object) -> dict[str, str]:
    return {found.name: found.phase for found in report(world(*plans)).plans}


def test_own_and_adopted_goals_are_in_scope_and_a_strangers_are_not() -> None:
    stranger = Framework("x:f", "x")

    assert goals_in_scope(goal("a"), goal("n:a/1"), stranger, goal("x:f/1")) == {"o:f/a", "n:a/1"}


def test_an_adoption_by_somebody_else_brings_nothing() -> None:
    others = (Framework("x:f", "x"), FrameworkAdoption("y", "x:f"))

    assert goals_in_scope(*others, goal("x:f/1")) == set()


def test_an_excluded_goal_takes_its_subtree_along() -> None:
    adoption = FrameworkAdoption("o", "n:a", frozenset({"n:a/1"}))
    tree = (goal("n:a/1"), goal("n:a/1.1", "n:a/1"), goal("n:a/1.1.1", "n:a/1.1"), goal("n:a/2"))

    assert goals_in_scope(adoption, *tree) == {"n:a/2"}


def test_an_excluded_goal_takes_its_subtree_along_past_an_expired_one() -> None:
    adoption = FrameworkAdoption("o", "n:a", frozenset({"n:a/1"}))
    expired = goal("n:a/1.1", "n:a/1", valid_to=date(2020, 1, 1))

    assert goals_in_scope(adoption, goal("n:a/1"), expired, goal("n:a/1.1.1", "n:a/1.1")) == set()


@pytest.mark.parametrize(
    ("validity", "is_in_scope"),
    [
        ({}, True),
        ({"valid_from": TODAY}, True),
        ({"valid_to": TODAY}, True),
        ({"valid_from": date(2026, 11, 23)}, False),
        ({"valid_to": date(2026, 11, 21)}, False),
        ({"superseded_by": "o:f/b"}, False),
    ],
)
def test_a_goal_is_in_scope_on_the_days_that_it_is_valid(validity: dict[str, Any], is_in_scope: bool) -> None:
    assert ("o:f/a" in goals_in_scope(goal("a", **validity))) is is_in_scope


def test_expiry_and_supersession_do_not_pass_to_the_children() -> None:
    tree = (
        goal("a", superseded_by="o:f/b"),
        goal("a.1", "a"),
        goal("c", valid_to=date(2020, 1, 1)),
        goal("c.1", "c"),
    )

    assert goals_in_scope(*tree) == {"o:f/a.1", "o:f/c.1"}


def test_depth_counts_ancestors_that_are_out_of_scope() -> None:
    tree = (
        Framework("o:f", "o", 2),
        goal("a", superseded_by="o:f/b"),
        goal("a.1", "a"),
        goal("a.1.1", "a.1"),
    )

    assert goal_report("a.1", *tree).tracked
    assert not goal_report("a.1.1", *tree).tracked


def test_an_adopted_framework_is_tracked_to_the_depth_of_its_adoption() -> None:
    tree = (Framework("n:a", "n", 9), goal("n:a/1"), goal("n:a/1.1", "n:a/1"))

    assert not goal_report("n:a/1.1", *tree).tracked
    assert goal_report("n:a/1.1", *tree, FrameworkAdoption("o", "n:a", tracked_depth=2)).tracked


def test_what_o_owns_follows_its_own_settings_even_if_it_adopts_from_itself() -> None:
    itself = FrameworkAdoption("o", "o:f", frozenset({"o:f/b"}), tracked_depth=2)
    made = report(world(itself, goal("a"), goal("b", "a"), goal("c", "a")))

    assert {found.name: found.tracked for found in made.goals} == {
        "o:f/a": True,
        "o:f/b": False,
        "o:f/c": False,
    }
    assert [totals.framework for totals in made.totals.adopted] == ["n:a"]


def test_parents_in_a_loop_do_not_hang_the_report() -> None:
    assert goals_in_scope(goal("a", "b"), goal("b", "a")) == {"o:f/a", "o:f/b"}


@pytest.mark.parametrize(
    "status", ["idea", "commissioned", "drafting", "consultation", "reworking", "review"]
)
def test_a_plan_under_way_is_proposed(status: str) -> None:
    assert phases(plan(status=status)) == {"o:p": "proposed"}


@pytest.mark.parametrize("status", ["adopted", "in_force"])
def test_a_decided_plan_is_current_from_its_first_day(status: str) -> None:
    assert phases(plan(status=status)) == {"o:p": "current"}
    assert phases(plan(status=status, valid_from=TODAY)) == {"o:p": "current"}
    assert phases(plan(status=status, valid_from=date(2026, 11, 23))) == {"o:p": "proposed"}


@pytest.mark.parametrize("status", ["superseded", "repealed"])
def test_a_past_plan_gets_no_numbers_but_is_counted(status: str) -> None:
    made = report(world(plan(status=status)))

    assert made.plans == ()
    assert dict(made.totals.plans) == {"current": 0, "proposed": 0, "past": 1}


def test_an_expired_plan_stays_current() -> None:
    assert phases(plan(valid_to=date(2020, 1, 1))) == {"o:p": "current"}


def test_a_plan_of_another_is_in_scope_only_if_adopted() -> None:
    assert phases(plan("n:p")) == {}
    assert phases(plan("n:p"), adopts("n:p", by="x")) == {}
    assert phases(plan("n:p"), adopts("n:p")) == {"n:p": "current"}


def test_contributions_count_if_o_or_the_plans_owner_has_recorded_them() -> None:
    base = (goal("a"), plan("n:p"), adopts("n:p"), position("n:s", "n:p"))

    assert goal_report("a", *base, says("position:n:s", "a", 2, by="n")).current.support == 2
    assert goal_report("a", *base, says("position:n:s", "a", 2, by="o")).current.support == 2
    assert goal_report("a", *base, says("position:n:s", "a", 2, by="x")).current.support == 0


@pytest.mark.parametrize("order", [1, -1])
def test_os_own_contribution_prevails_over_the_owners(order: int) -> None:
    both = [says("position:n:s", "a", 3, by="n"), says("position:n:s", "a", 1, by="o")]
    base = (goal("a"), plan("n:p"), adopts("n:p"), position("n:s", "n:p"))

    assert goal_report("a", *base, *both[::order]).current.support == 1


def test_goal_links_count_if_o_or_the_owner_of_the_sources_framework_has_recorded_them() -> None:
    base = (goal("n:a/1"), goal("n:a/2"), plan(), position("s"), says("position:s", "n:a/1", 2))

    for by, support in (("n", 2), ("o", 2), ("x", 0)):
        assert goal_report("n:a/2", *base, feeds("n:a/1", "n:a/2", by=by)).current.support == support


def test_the_owner_of_the_goal_that_a_link_leads_to_has_no_say() -> None:
    base = (goal("a"), goal("n:a/2"), plan(), position("s"), says("position:s", "a", 2))

    assert goal_report("n:a/2", *base, feeds("a", "n:a/2", by="n")).current.support == 0


def test_targets_count_if_o_or_the_owner_of_the_framework_has_recorded_them() -> None:
    goals = (goal("a"),)

    assert len(goal_report("a", *goals, target("t", "a")).targets) == 1
    assert goal_report("a", *goals, target("t", "a", by="x")).targets == ()
