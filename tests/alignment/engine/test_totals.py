"""The whole (alignment.md §8)."""

from __future__ import annotations

from decimal import Decimal

from alignment.engine import Framework, FrameworkAdoption, as_document, chain_totals, report
from tests.alignment.engine.builders import goal, plan, position, says, world


def test_own_and_adopted_goals_are_never_mixed() -> None:
    totals = report(world(goal("a"), goal("b"), goal("n:a/1"))).totals

    assert totals.own.tracked_goals == 2
    assert [(found.framework, found.tracked_goals) for found in totals.adopted] == [("n:a", 1)]


def test_untracked_goals_are_not_in_the_totals() -> None:
    assert report(world(goal("a"), goal("a.1", "a"))).totals.own.tracked_goals == 1


def test_an_adopted_framework_without_goals_has_an_entry_without_a_mean() -> None:
    (adopted,) = report(world()).totals.adopted

    assert (adopted.framework, adopted.tracked_goals, adopted.mean_chain_score) == ("n:a", 0, None)


def test_frameworks_of_strangers_have_no_entry() -> None:
    others = (Framework("x:f", "x"), FrameworkAdoption("y", "x:f"))

    assert [found.framework for found in report(world(*others)).totals.adopted] == ["n:a"]


def test_the_mean_is_that_of_the_scores_as_shown_with_one_decimal() -> None:
    stated = (plan(), position("s"), says("position:s", "a", 1), says("position:s", "b", 2))
    totals = report(world(goal("a"), goal("b"), goal("c"), *stated)).totals

    # Scores of 13, 25 and 0: a mean of 12.67.
    assert totals.own.mean_chain_score == Decimal("12.7")


def test_stages_are_counted_by_state() -> None:
    totals = report(world(goal("a"), goal("b"), plan(), position("s"), says("position:s", "a", 2))).totals
    planned = totals.own.stages[1]

    assert (planned.stage, planned.ok, planned.partial, planned.broken, planned.na) == ("planned", 1, 0, 1, 0)


def test_plans_are_counted_by_phase_and_findings_by_severity() -> None:
    made = report(world(goal("a"), plan("p"), plan("q", "idea"), plan("r", "repealed"), plan("x:p")))

    assert dict(made.totals.plans) == {"current": 1, "proposed": 1, "past": 1}
    # The goal is neither planned nor measurable, and the plans have no goals.
    assert dict(made.totals.findings) == {"high": 2, "medium": 1, "low": 1}


def test_a_plan_without_a_cell_is_not_in_the_document_of_the_matrix() -> None:
    assert as_document(report(world(goal("a"), plan())))["matrix"] == {}


def test_a_part_of_the_goals_is_reckoned_as_the_whole_is() -> None:
    whole = ("ok", "ok", "na", "ok", "ok", "partial")
    broken = ("ok", "partial", "na", "broken", "broken", "broken")

    totals = chain_totals(None, [(90, whole), (30, broken), (30, broken)])

    assert totals.tracked_goals == 3
    assert totals.mean_chain_score == Decimal("50.0")
    assert [(each.ok, each.partial, each.broken, each.na) for each in totals.stages][1] == (1, 2, 0, 0)
    assert chain_totals(None, []).mean_chain_score is None
