"""Supporting and opposing strengths of items (alignment.md §3)."""

from __future__ import annotations

import pytest

from alignment.engine import Framework, ItemReport
from tests.alignment.engine.builders import (
    adopts,
    feeds,
    goal,
    goal_report,
    measure,
    plan,
    plan_report,
    position,
    says,
)

PLANS = (goal("a"), plan("p"), plan("q"))


def lines(about: str, *objects: object) -> list[ItemReport]:
    return list(goal_report(about, *objects).items)


def strengths(about: str, *objects: object) -> list[tuple[str, int, int, bool, str]]:
    return [(i.name, i.supporting, i.opposing, i.is_direct, i.basis) for i in lines(about, *objects)]


@pytest.mark.parametrize(("stated", "supporting", "opposing"), [(3, 3, 0), (1, 1, 0), (0, 0, 0), (-2, 0, 2)])
def test_what_an_item_states_for_the_goal_itself_is_its_strength(
    stated: int, supporting: int, opposing: int
) -> None:
    found = strengths("a", *PLANS, position("s"), says("position:s", "a", stated))

    assert found == [("o:s", supporting, opposing, True, "both")]


def test_withdrawn_positions_and_cancelled_measures_are_no_items() -> None:
    gone = (position("s", status="withdrawn"), measure("m", status="cancelled"))

    assert lines("a", *PLANS, *gone, says("position:s", "a", 3), says("measure:m", "a", 3)) == []


def test_positions_and_measures_have_a_namespace_each() -> None:
    pair = (position("same"), measure("same"), says("position:same", "a", 3), says("measure:same", "a", -1))

    assert [(i.kind, i.supporting, i.opposing) for i in lines("a", *PLANS, *pair)] == [
        ("measure", 0, 1),
        ("position", 3, 0),
    ]


def test_an_inherited_strength_is_capped_by_what_arrives() -> None:
    below = (goal("b"), feeds("b", "a", 1), position("s"), says("position:s", "b", 3))

    (line,) = lines("a", *PLANS, *below)

    assert (line.supporting, line.is_direct, line.supporting_through, line.supporting_reach) == (
        1,
        False,
        "o:f/b",
        1,
    )


def test_the_greatest_of_each_sign_is_inherited_for_itself() -> None:
    goals = (goal("b", "a"), goal("c", "a"), goal("d", "a"), position("s"))
    stated = (says("position:s", "b", 1), says("position:s", "c", 2), says("position:s", "d", -3))

    (line,) = lines("a", *PLANS, *goals, *stated)

    assert (line.supporting, line.opposing) == (2, 3)
    assert (line.supporting_through, line.opposing_through) == ("o:f/c", "o:f/d")


def test_what_is_stated_for_the_goal_itself_prevails_over_what_is_inherited() -> None:
    below = (goal("b", "a"), position("s"), says("position:s", "b", 3), says("position:s", "a", 0))

    assert strengths("a", *PLANS, *below) == [("o:s", 0, 0, True, "both")]


def test_only_zeros_below_make_an_item_neutral() -> None:
    (line,) = lines("a", *PLANS, goal("b", "a"), position("s"), says("position:s", "b", 0))

    assert line.is_neutral
    assert line.supporting_through == "o:f/b"


def test_a_measure_takes_from_a_position_of_another_plan_for_numbers_and_stages() -> None:
    taking = (position("s", "q"), says("position:s", "a", 2), measure("m", "p", implements=["s"]))

    assert strengths("a", *PLANS, *taking) == [("o:m", 2, 0, True, "both"), ("o:s", 2, 0, True, "both")]
    assert lines("a", *PLANS, *taking)[0].taken_from == ("o:s",)


def test_what_a_measure_takes_from_its_own_plan_counts_for_the_stages_only() -> None:
    taking = (position("s"), says("position:s", "a", 2), measure("m", implements=["s"]))
    made = goal_report("a", *PLANS, *taking)

    assert made.current.support == 2
    assert [(i.name, i.basis) for i in made.items] == [("o:m", "stages"), ("o:s", "both")]
    assert made.stages.implemented == "partial"


def test_a_measure_that_states_something_for_a_goal_takes_nothing_for_it() -> None:
    taking = (
        position("s", "q"),
        says("position:s", "a", 3),
        measure("m", implements=["s"]),
        says("measure:m", "a", 0),
    )

    assert strengths("a", *PLANS, *taking)[0] == ("o:m", 0, 0, True, "both")


def test_a_strangers_statement_does_not_stop_a_measure_from_taking() -> None:
    taking = (position("s", "q"), says("position:s", "a", 3), measure("m", implements=["s"]))

    assert strengths("a", *PLANS, *taking, says("measure:m", "a", 0, by="x"))[0][1] == 3


def test_a_measure_takes_the_greatest_of_each_sign() -> None:
    positions = [position(key, "q") for key in "stuv"]
    stated = [says(f"position:{key}", "a", s) for key, s in zip("stuv", (1, 2, -1, -3), strict=True)]

    (line, *_) = lines("a", *PLANS, *positions, *stated, measure("m", implements=["s", "t", "u", "v"]))

    assert (line.supporting, line.opposing, line.taken_from) == (2, 3, ("o:t", "o:v"))


def test_a_measure_takes_zero_only_if_there_is_nothing_else() -> None:
    positions = (position("s", "q"), position("t", "q"), says("position:s", "a", 0))
    maker = measure("m", implements=["s", "t"])

    assert strengths("a", *PLANS, *positions, maker)[0] == ("o:m", 0, 0, True, "both")
    assert strengths("a", *PLANS, *positions, says("position:t", "a", 1), maker)[0][1:3] == (1, 0)


def test_a_mix_of_own_and_other_plans_positions_is_split() -> None:
    positions = (position("own"), position("other", "q"))
    stated = (says("position:own", "a", 3), says("position:other", "a", 1))

    found = strengths("a", *PLANS, *positions, *stated, measure("m", implements=["own", "other"]))

    assert found[:2] == [("o:m", 1, 0, True, "numbers"), ("o:m", 3, 0, True, "stages")]


def test_a_measure_can_inherit_in_the_numbers_what_it_has_directly_in_the_stages() -> None:
    positions = (goal("b", "a"), position("own"), position("other", "q"))
    stated = (says("position:own", "a", 1), says("position:other", "b", 3))

    found = strengths("a", *PLANS, *positions, *stated, measure("m", implements=["own", "other"]))

    assert found[:2] == [("o:m", 3, 0, False, "numbers"), ("o:m", 1, 0, True, "stages")]


def test_withdrawn_positions_and_those_of_past_plans_give_nothing() -> None:
    givers = (plan("old", "repealed"), position("s", "old"), position("t", "q", status="withdrawn"))
    stated = (says("position:s", "a", 2), says("position:t", "a", 2))

    assert lines("a", *PLANS, *givers, *stated, measure("m", implements=["s", "t"])) == []


def test_positions_of_plans_out_of_scope_give_nothing_until_their_plan_is_adopted() -> None:
    giver = (plan("n:p"), position("n:s", "n:p"), says("position:n:s", "a", 2, by="n"))
    maker = measure("m", implements=["n:s"])

    assert lines("a", *PLANS, *giver, maker) == []
    assert len(lines("a", *PLANS, *giver, maker, adopts("n:p"))) == 2


def test_positions_of_proposed_plans_give() -> None:
    giver = (plan("new", "drafting"), position("s", "new"), says("position:s", "a", 2))

    assert goal_report("a", *PLANS, *giver, measure("m", implements=["s"])).current.support == 2


def test_the_plan_itself_counts_while_none_of_its_items_bears_on_the_goal() -> None:
    assert strengths("a", *PLANS, says("plan:p", "a", 2)) == [("o:p", 2, 0, True, "both")]


@pytest.mark.parametrize("stated", [1, -1])
def test_the_plan_itself_gives_way_to_an_item_that_supports_or_opposes(stated: int) -> None:
    detail = (position("s"), says("position:s", "a", stated))

    assert [line.kind for line in lines("a", *PLANS, says("plan:p", "a", 2), *detail)] == ["position"]


def test_the_plan_itself_does_not_give_way_to_a_neutral_item() -> None:
    detail = (position("s"), says("position:s", "a", 0))

    assert [line.kind for line in lines("a", *PLANS, says("plan:p", "a", 2), *detail)] == ["position", "plan"]


def test_the_plan_itself_does_not_give_way_to_what_counts_for_the_stages_only() -> None:
    detail = (goal("b"), position("s"), says("position:s", "b", 2), measure("m", implements=["s"]))
    link = feeds("b", "a", 1)

    assert goal_report("a", *PLANS, says("plan:p", "a", 2), *detail).current.support == 2
    assert goal_report("a", *PLANS, says("plan:p", "a", 2), *detail, link).current.support == 1


def test_the_plan_gives_way_goal_by_goal() -> None:
    detail = (goal("b", "a"), position("s"), says("position:s", "b", 1), says("plan:p", "b", 3))
    more = (goal("c", "a"), says("plan:p", "c", 3))

    assert goal_report("b", *PLANS, *detail, *more).current.support == 1
    assert goal_report("c", *PLANS, *detail, *more).current.support == 3
    assert goal_report("a", *PLANS, *detail, *more).current.support == 1


def test_what_is_stated_for_a_goal_out_of_scope_is_not_inherited() -> None:
    old = goal("old", "a", superseded_by="o:f/a")

    assert lines("a", *PLANS, old, position("s"), says("position:s", "old", 3)) == []
    assert plan_report("p", *PLANS, old, position("s"), says("position:s", "old", 3)).positions_linked == 1


def test_items_of_past_plans_bear_on_nothing() -> None:
    old = (plan("old", "superseded"), position("s", "old"), says("position:s", "a", 3))

    assert lines("a", *PLANS, *old) == []


def test_untracked_goals_have_numbers_too() -> None:
    tree = (Framework("o:f", "o", 1), goal("b", "a"), position("s"), says("position:s", "b", 2))

    assert goal_report("b", *PLANS, *tree).current.support == 2
