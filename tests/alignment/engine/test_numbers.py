"""The numbers for a goal and the matrix (alignment.md §4, §8)."""

from __future__ import annotations

from alignment.engine import Numbers, report
from tests.alignment.engine.builders import (
    feeds,
    goal,
    goal_report,
    measure,
    plan,
    position,
    says,
    world,
)

TWO_PLANS = (goal("a"), plan("p"), plan("q"), position("s", "p"), position("t", "p"), position("u", "q"))


def test_support_opposition_items_and_plans_are_counted() -> None:
    stated = (says("position:s", "a", 3), says("position:t", "a", -1), says("position:u", "a", -2))

    assert goal_report("a", *TWO_PLANS, *stated).current == Numbers(
        support=3,
        opposition=3,
        supporting_items=1,
        opposing_items=2,
        direct_items=3,
        supporting_plans=1,
        opposing_plans=1,
    )


def test_net_is_support_less_opposition() -> None:
    stated = (says("position:s", "a", 1), says("position:t", "a", -3))

    assert goal_report("a", *TWO_PLANS, *stated).current.net == -2


def test_neutral_items_are_assessed_but_neither_supporting_nor_opposing() -> None:
    numbers = goal_report("a", *TWO_PLANS, says("position:s", "a", 0)).current

    assert (numbers.neutral_items, numbers.direct_items, numbers.supporting_plans) == (1, 1, 0)


def test_one_item_can_both_support_and_oppose() -> None:
    stated = (goal("b", "a"), goal("c", "a"), says("position:s", "b", 2), says("position:s", "c", -1))
    numbers = goal_report("a", *TWO_PLANS, *stated).current

    assert (numbers.supporting_items, numbers.opposing_items, numbers.direct_items) == (1, 1, 0)
    assert report(world(*TWO_PLANS, *stated)).matrix[0].items == 1


def test_a_plan_whose_net_is_zero_neither_supports_nor_opposes() -> None:
    stated = (says("position:s", "a", 2), says("position:t", "a", -2))
    numbers = goal_report("a", *TWO_PLANS, *stated).current

    assert (numbers.supporting_plans, numbers.opposing_plans) == (0, 0)


def test_proposed_plans_count_only_if_adopted() -> None:
    made = goal_report(
        "a", goal("a"), plan("new", "review"), position("s", "new"), says("position:s", "a", 2)
    )

    assert (made.current.support, made.if_adopted and made.if_adopted.support) == (0, 2)


def test_plans_that_a_proposed_one_supersedes_are_gone_if_adopted() -> None:
    new = (plan("new", "review", supersedes=["p"]), position("n", "new"), says("position:n", "a", 1))
    stated = (says("position:s", "a", 3), says("position:u", "a", 2))
    made = goal_report("a", *TWO_PLANS, *new, *stated)

    assert (made.current.support, made.if_adopted and made.if_adopted.support) == (5, 3)


def test_a_strangers_proposal_supersedes_nothing() -> None:
    new = plan("x:new", "review", supersedes=["p"])
    made = goal_report("a", *TWO_PLANS, new, says("position:s", "a", 3))

    assert made.if_adopted == made.current


def test_a_plan_in_force_that_supersedes_another_changes_nothing_by_itself() -> None:
    made = goal_report("a", *TWO_PLANS, plan("new", supersedes=["p"]), says("position:s", "a", 3))

    assert made.if_adopted == made.current


def test_the_matrix_has_a_cell_for_each_plan_not_past_and_tracked_goal_with_an_item() -> None:
    tree = (
        goal("b", "a"),
        plan("new", "idea"),
        plan("old", "repealed"),
        position("n", "new"),
        position("o", "old"),
    )
    stated = (says("position:s", "b", 2), says("position:n", "a", 0), says("position:o", "a", 3))
    cells = report(world(*TWO_PLANS, *tree, *stated)).matrix

    assert [(cell.plan, cell.goal, cell.net, cell.items) for cell in cells] == [
        ("o:new", "o:f/a", 0, 1),
        ("o:p", "o:f/a", 2, 1),
    ]


def test_what_counts_for_the_stages_only_is_not_in_the_matrix() -> None:
    taking = (
        says("position:s", "a", 2),
        measure("m", "p", implements=["s"]),
        feeds("a", "n:a/1"),
        goal("n:a/1"),
    )
    cells = report(world(*TWO_PLANS, *taking)).matrix

    assert [(cell.goal, cell.support, cell.items) for cell in cells] == [("n:a/1", 2, 1), ("o:f/a", 2, 1)]
