"""The public content of a report."""

from __future__ import annotations

from typing import Any

from alignment.engine import Finding, Reference, Report, as_document, publish, report
from alignment.engine.inputs import Framework
from tests.alignment.engine.builders import (
    clashes,
    conflict,
    feeds,
    findings,
    goal,
    measure,
    plan,
    position,
    says,
    target,
    world,
)

OPEN = (goal("a"), plan("p"), position("s"), says("position:s", "a", 2))
SECRET = (
    plan("secret", "review", supersedes=["p"]),
    position("secret-s", "secret"),
    measure("secret-m", "secret"),
    says("position:secret-s", "a", -3),
    says("measure:secret-m", "a", 3),
    measure("m", "p", implements=["secret-s"]),
)
NEW_GOALS = (
    Framework("o:new", "o"),
    plan("secret", "review", framework="o:new"),
    goal("o:new/1"),
    feeds("o:new/1", "a", 2),
    says("position:s", "o:new/1", 3),
)


def public(*objects: Any) -> Report:
    snapshot = world(*objects)
    return publish(report(snapshot), snapshot)


def test_nothing_of_a_proposed_plan_is_named() -> None:
    assert "secret" in repr(report(world(*OPEN, *SECRET)))
    assert "secret" not in repr(public(*OPEN, *SECRET))


def test_there_is_no_if_adopted_and_no_count_of_proposed_plans() -> None:
    document = as_document(public(*OPEN, *SECRET))

    assert "if_adopted" not in document["goals"]["o:f/a"]
    assert document["totals"]["plans"] == {"current": 1, "past": 0}


def test_the_figures_of_a_visible_goal_are_those_of_the_internal_content() -> None:
    internal, shown = report(world(*OPEN, *SECRET)), public(*OPEN, *SECRET)

    assert shown.goals[0].current == internal.goals[0].current
    assert shown.goals[0].stages == internal.goals[0].stages
    assert [(i.name, i.taken_from) for i in shown.goals[0].items] == [("o:m", ()), ("o:s", ())]


def test_goals_that_only_proposed_plans_lay_down_are_hidden_and_counted_nowhere() -> None:
    shown = public(*OPEN, *NEW_GOALS)

    assert [found.name for found in shown.goals] == ["o:f/a"]
    assert [cell.goal for cell in shown.matrix] == ["o:f/a"]
    assert (shown.totals.own.tracked_goals, shown.plans[0].goals_supported) == (1, 1)


def test_what_is_inherited_through_a_hidden_goal_does_not_name_it() -> None:
    unstated = tuple(o for o in OPEN if o != says("position:s", "a", 2))
    shown = public(*unstated, *NEW_GOALS)

    assert "o:new" not in repr(shown)
    assert (shown.goals[0].items[0].supporting, shown.goals[0].items[0].supporting_through) == (2, None)


def test_goals_that_a_decided_plan_lays_down_too_are_shown() -> None:
    assert len(public(*OPEN, *NEW_GOALS, plan("q", framework="o:new")).goals) == 2
    assert len(public(*OPEN, *NEW_GOALS, plan("q", "superseded", framework="o:new")).goals) == 2


def test_findings_with_a_hidden_subject_are_gone_and_the_others_counted_anew() -> None:
    internal, shown = report(world(*OPEN, *SECRET)), public(*OPEN, *SECRET)

    assert "goal_counteracted" in {found.code for found in internal.findings}
    assert {found.code for found in shown.findings} == {
        "funding_unknown",
        "goal_not_implemented",
        "goal_not_measurable",
    }
    assert dict(shown.totals.findings) == {"high": 1, "medium": 0, "low": 2}


def test_open_conflicts_are_working_material() -> None:
    assert len(findings("conflict_open", conflict())) == 1
    assert public(conflict()).findings == ()


def test_a_link_from_a_hidden_goal_is_not_named_even_if_its_other_end_is_superseded() -> None:
    old = goal("old", superseded_by="o:f/a")
    links = (clashes("o:new/1", "old"), target("t", "old"))

    found = [
        f for f in public(*OPEN, *NEW_GOALS, old, *links).findings if f.code == "link_to_superseded_goal"
    ]

    assert [f.subjects[0].kind for f in found] == ["target"]


def test_a_goal_superseded_by_a_hidden_one_does_not_name_its_successor() -> None:
    old = (goal("old", superseded_by="o:new/1"), target("t", "old"))
    inside, shown = report(world(*OPEN, *NEW_GOALS, *old)), public(*OPEN, *NEW_GOALS, *old)

    assert [f.detail("superseded_by") for f in inside.findings if f.details] == ["o:new/1"]
    assert "link_to_superseded_goal" in {f.code for f in shown.findings}
    assert "o:new" not in repr(shown)


def test_provided_findings_with_hidden_subjects_are_gone() -> None:
    provided = [
        Finding("strategy_overdue", "high", "politicians", (Reference("plan", f"o:{key}"),))
        for key in ("p", "secret")
    ]

    assert [f.subjects[0].name for f in public(*OPEN, *SECRET, *provided).provided_findings] == ["o:p"]


def test_without_anything_hidden_the_figures_are_the_same() -> None:
    internal, shown = as_document(report(world(*OPEN))), as_document(public(*OPEN))

    for part in ("plans", "matrix", "findings"):
        assert shown[part] == internal[part]
    assert shown["totals"]["own"] == internal["totals"]["own"]
