"""Findings about links (alignment.md §9)."""

from __future__ import annotations

from typing import Any

import pytest

from alignment.engine import as_document, report
from tests.alignment.engine.builders import (
    adopts,
    clashes,
    conflict,
    feeds,
    findings,
    goal,
    linked,
    measure,
    plan,
    plans_linked,
    position,
    says,
    subjects,
    target,
    world,
)

GOALS = (goal("a"), goal("b"), goal("old", superseded_by="o:f/a"))
PLANS = (plan("p"), plan("q"), plan("past", "repealed"))
POSITIONS = (*PLANS, position("s", "p"), position("t", "q"), position("gone", "q", status="withdrawn"))


def test_a_plan_based_on_a_past_one_is_found_in_scope_or_not() -> None:
    past = (plan("x:past", "superseded"), plan("p", unit="office"))
    (found,) = findings("plan_based_on_past", *past, plans_linked("p", "x:past", "based_on"))

    assert [s.name for s in found.subjects] == ["o:p", "x:past"]
    assert (found.severity, found.decides, found.unit) == ("medium", "officers", "office")


@pytest.mark.parametrize(
    "link",
    [
        plans_linked("p", "q", "based_on"),
        plans_linked("p", "past", "details"),
        plans_linked("past", "past", "based_on"),
        plans_linked("p", "past", "based_on", by="x"),
        plans_linked("p", "x:unknown", "based_on"),
        plans_linked("x:p", "past", "based_on"),
    ],
)
def test_other_links_between_plans_are_not_based_on_the_past(link: Any) -> None:
    assert findings("plan_based_on_past", *PLANS, plan("x:p"), link) == []


def test_of_a_plan_and_the_past_one_that_it_is_based_on_one_is_os_own() -> None:
    adopted = (*PLANS, plan("n:p"), adopts("n:p"), plan("n:past", "repealed"))
    links = (
        plans_linked("n:p", "past", "based_on", by="n"),
        plans_linked("n:p", "n:past", "based_on", by="n"),
    )

    assert subjects("plan_based_on_past", *adopted, *links) == [("n:p", "o:past")]


def test_goals_in_conflict_are_found_once_for_a_pair_in_alphabetical_order() -> None:
    assert subjects("link_conflict", *GOALS, clashes("b", "a"), clashes("a", "b")) == [("o:f/a", "o:f/b")]


def test_a_conflict_about_one_of_two_goals_settles_their_link() -> None:
    assert findings("link_conflict", *GOALS, clashes("a", "b"), conflict(goal="b")) == []
    assert (
        len(
            findings(
                "link_conflict", *GOALS, clashes("a", "b"), conflict(goal="old"), conflict(goal="b", by="x")
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    "link", [clashes("a", "old"), clashes("a", "a"), clashes("a", "b", by="x"), feeds("a", "b")]
)
def test_other_links_between_goals_are_no_conflict(link: Any) -> None:
    assert findings("link_conflict", *GOALS, link) == []


def test_other_levels_goals_can_be_in_conflict_for_the_coordinators() -> None:
    goals = (goal("n:a/1", unit="theirs"), goal("n:a/2"))
    (found,) = findings("link_conflict", *goals, clashes("n:a/1", "n:a/2", by="n"))

    assert (found.severity, found.decides, found.unit) == ("medium", "officers", None)


def test_plans_in_conflict_are_found_unless_a_conflict_names_both() -> None:
    link = plans_linked("q", "p", "conflicts")

    assert subjects("link_conflict", *PLANS, link) == [("o:p", "o:q")]
    assert (
        findings("link_conflict", *PLANS, link, conflict(plans=["p", "q", "past"], status="resolved")) == []
    )
    assert (
        len(findings("link_conflict", *PLANS, link, conflict("c", plans=["p"]), conflict("d", plans=["q"])))
        == 1
    )


@pytest.mark.parametrize(
    "link", [plans_linked("p", "past", "conflicts"), plans_linked("p", "x:p", "conflicts")]
)
def test_plans_past_or_out_of_scope_are_in_no_conflict(link: Any) -> None:
    assert findings("link_conflict", *PLANS, plan("x:p"), link) == []


def test_of_two_plans_in_conflict_one_is_os_own() -> None:
    adopted = (*PLANS, plan("n:p"), plan("n:q"), adopts("n:p"), adopts("n:q"))
    links = (plans_linked("n:p", "n:q", "conflicts", by="n"), plans_linked("n:p", "p", "conflicts", by="n"))

    assert subjects("link_conflict", *adopted, *links) == [("n:p", "o:p")]


@pytest.mark.parametrize(
    ("named", "is_settled"),
    [
        ({"positions": ["s", "t"]}, True),
        ({"plans": ["p", "q"]}, True),
        ({"positions": ["s"], "plans": ["q"]}, False),
        ({"positions": ["s"], "plans": ["p"]}, False),
    ],
)
def test_positions_in_conflict_are_settled_by_both_or_by_both_their_plans(
    named: Any, is_settled: bool
) -> None:
    found = subjects("link_conflict", *POSITIONS, linked("t", "s", "conflicts"), conflict(**named))

    assert found == ([] if is_settled else [("o:s", "o:t")])


def test_positions_of_one_plan_are_settled_by_a_conflict_that_names_it() -> None:
    pair = (*POSITIONS, position("u", "p"), linked("s", "u", "conflicts"))

    assert len(findings("link_conflict", *pair)) == 1
    assert findings("link_conflict", *pair, conflict(plans=["p"])) == []


@pytest.mark.parametrize("end", ["gone", "of-past"])
def test_positions_withdrawn_or_of_past_plans_are_in_no_conflict(end: str) -> None:
    assert (
        findings("link_conflict", *POSITIONS, position("of-past", "past"), linked("s", end, "conflicts"))
        == []
    )


def test_an_outdated_contribution_of_os_is_found_with_its_item_and_goal() -> None:
    outdated = (*GOALS, *POSITIONS, says("position:s", "a", 1, is_outdated=True))
    made = report(world(*outdated, says("position:t", "a", 1, by="x", is_outdated=True)))

    assert ["link_outdated", "low", "officers", "position:o:s", "o:f/a"] in as_document(made)["findings"]
    assert [f.code for f in made.findings].count("link_outdated") == 1


@pytest.mark.parametrize(
    ("item", "is_found"),
    [
        ("position:s", True),
        ("plan:q", True),
        ("position:gone", False),
        ("position:of-past", False),
        ("position:n:s", True),
        ("position:x:s", False),
    ],
)
def test_contributions_to_a_superseded_goal_are_found_for_items_in_scope(item: str, is_found: bool) -> None:
    theirs = (plan("n:p"), adopts("n:p"), position("n:s", "n:p"), plan("x:p"), position("x:s", "x:p"))
    base = (*GOALS, *POSITIONS, position("of-past", "past"), *theirs)

    assert len(findings("link_to_superseded_goal", *base, says(item, "old", 1))) == is_found


def test_goal_links_and_targets_to_a_superseded_goal_are_named_with_their_kind() -> None:
    links = (feeds("old", "a"), clashes("b", "old"), target("t", "old"), feeds("old", "b", by="x"))
    made = as_document(report(world(*GOALS, *links)))["findings"]

    assert [row[3:] for row in made if row[0] == "link_to_superseded_goal"] == [
        ["goal_link:o:b-old", "o:f/old"],
        ["goal_link:o:old-a", "o:f/old"],
        ["target:o:t", "o:f/old"],
    ]


def test_each_superseded_end_of_a_goal_link_is_found() -> None:
    link = feeds("old", "older")

    assert len(findings("link_to_superseded_goal", *GOALS, goal("older", superseded_by="o:f/old"), link)) == 2


def test_a_statement_of_the_plans_owner_about_a_superseded_goal_is_the_owners_affair() -> None:
    theirs = (plan("n:p"), adopts("n:p"), measure("n:m", "n:p"), says("measure:n:m", "old", 1, by="n"))

    assert findings("link_to_superseded_goal", *GOALS, *theirs) == []
