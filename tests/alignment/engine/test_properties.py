"""What holds for every report (alignment.md, all sections)."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alignment.engine import (
    Contribution,
    GoalLink,
    GoalReport,
    Measure,
    Numbers,
    Position,
    Reference,
    Report,
    Snapshot,
    as_document,
    publish,
    report,
)
from tests.alignment.engine.worlds import shuffled, snapshots, without_strangers

usual = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(min_value=0, max_value=10_000)


def by_name(made: Report) -> dict[str, GoalReport]:
    return {goal.name: goal for goal in made.goals}


def with_item(snapshot: Snapshot, item: Position | Measure, goal: str, strength: int) -> Snapshot:
    kind = "position" if isinstance(item, Position) else "measure"
    stated = Contribution("o", Reference(kind, item.name), goal, strength)
    changed: dict[str, Any] = {"contributions": (*snapshot.contributions, stated)}
    changed[f"{kind}s"] = (*getattr(snapshot, f"{kind}s"), item)
    return replace(snapshot, **changed)


@usual
@given(snapshots(), seeds)
def test_the_order_of_the_input_never_matters(snapshot: Snapshot, seed: int) -> None:
    assert report(shuffled(snapshot, seed)) == report(snapshot)
    assert repr(report(shuffled(snapshot, seed))) == repr(report(snapshot))


@usual
@given(snapshots())
def test_whoever_is_neither_owner_nor_adopted_moves_no_figure(snapshot: Snapshot) -> None:
    with_them, without_them = as_document(report(snapshot)), as_document(report(without_strangers(snapshot)))

    # A past plan that o's own is based on, and goals that o's contributions lead to, may be anyone's.
    moved = {"plan_based_on_past", "link_to_superseded_goal"}
    for part in ("goals", "plans", "matrix"):
        assert with_them[part] == without_them[part]
    for made in (with_them, without_them):
        made["findings"] = [row for row in made["findings"] if row[0] not in moved]
    assert with_them["findings"] == without_them["findings"]


@usual
@given(snapshots(), seeds, st.integers(min_value=1, max_value=3), st.booleans())
def test_another_supporting_item_never_lowers_the_support_where_the_plan_has_one(
    snapshot: Snapshot, seed: int, strength: int, is_position: bool
) -> None:
    before = by_name(report(snapshot))
    bearing = [
        (goal.name, i.plan)
        for goal in before.values()
        for i in goal.items
        if i.kind != "plan" and i.in_numbers
    ]
    assume(bearing)
    goal, plan = Random(seed).choice(bearing)
    item = Position("o:added", plan) if is_position else Measure("o:added", plan, "planned")

    after = by_name(report(with_item(snapshot, item, goal, strength)))

    own_lines = [i for i in before[goal].items if i.plan == plan and i.kind == "plan"]
    assume(not own_lines)
    assert after[goal].current.support >= before[goal].current.support


@usual
@given(snapshots(), seeds)
def test_a_planned_measure_for_a_goal_without_any_never_lowers_its_score(
    snapshot: Snapshot, seed: int
) -> None:
    made = report(snapshot)
    plans = [plan.name for plan in made.plans if plan.own and plan.phase == "current"]
    goals = [goal for goal in made.goals if goal.stages.implemented == "broken"]
    assume(plans and goals)
    goal, plan = Random(seed).choice(goals), Random(seed).choice(plans)
    assume(not any(i.kind == "plan" and i.plan == plan for i in goal.items))

    after = report(with_item(snapshot, Measure("o:added", plan, "planned"), goal.name, 1))

    assert by_name(after)[goal.name].chain_score >= goal.chain_score


@usual
@given(snapshots())
def test_loops_are_harmless_and_doubling_a_link_changes_nothing(snapshot: Snapshot) -> None:
    twice = tuple(replace(link, name=f"{link.name}-again") for link in snapshot.goal_links)
    selfish = tuple(GoalLink(f"o:self-{goal.name}", "o", goal.name, goal.name) for goal in snapshot.goals)

    changed = report(replace(snapshot, goal_links=(*snapshot.goal_links, *twice, *selfish)))

    assert [goal.current for goal in changed.goals] == [goal.current for goal in report(snapshot).goals]


@usual
@given(snapshots())
def test_the_lines_of_a_goal_add_up_to_its_numbers(snapshot: Snapshot) -> None:
    for goal in report(snapshot).goals:
        lines = [i for i in goal.items if i.in_numbers and i.phase == "current"]
        current = goal.current
        assert current.support == sum(i.supporting for i in lines)
        assert current.opposition == sum(i.opposing for i in lines)
        assert current.neutral_items == sum(i.is_neutral for i in lines)
        assert current.direct_items == sum(i.is_direct for i in lines)
        assert current.supporting_items == sum(i.supporting > 0 for i in lines)
        assert len(lines) == len({(i.kind, i.name) for i in lines})


@usual
@given(snapshots())
def test_the_matrix_adds_up_to_the_numbers_of_the_tracked_goals(snapshot: Snapshot) -> None:
    made = report(snapshot)
    current = {plan.name for plan in made.plans if plan.phase == "current"}
    for goal in made.goals:
        cells = [cell for cell in made.matrix if cell.goal == goal.name and cell.plan in current]
        if goal.tracked:
            assert sum(cell.support for cell in cells) == goal.current.support
            assert sum(cell.opposition for cell in cells) == goal.current.opposition
            assert sum(cell.net > 0 for cell in cells) == goal.current.supporting_plans
            assert sum(cell.net < 0 for cell in cells) == goal.current.opposing_plans


@usual
@given(snapshots())
def test_what_is_published_names_nothing_of_a_proposed_plan(snapshot: Snapshot) -> None:
    shown = publish(report(snapshot), snapshot)

    assert "secret" not in repr(shown)
    if {plan.framework for plan in snapshot.plans if "secret" not in plan.name}.isdisjoint({"o:laid"}):
        is_laid_down = any(plan.framework == "o:laid" for plan in snapshot.plans)
        assert not is_laid_down or "o:laid" not in repr(shown)
    assert all(goal.if_adopted is None for goal in shown.goals)


@usual
@given(snapshots())
def test_what_is_published_is_part_of_what_is_known_inside(snapshot: Snapshot) -> None:
    inside = report(snapshot)
    shown = publish(inside, snapshot)
    known = by_name(inside)

    subjects = {(found.code, found.subjects) for found in inside.findings}
    assert {(found.code, found.subjects) for found in shown.findings} <= subjects
    assert set(shown.matrix) <= set(inside.matrix)
    assert all(goal.current == known[goal.name].current for goal in shown.goals)
    assert sum(dict(shown.totals.findings).values()) == len(shown.findings)


@usual
@given(snapshots(), seeds)
def test_taking_something_away_and_putting_it_back_gives_the_same(snapshot: Snapshot, seed: int) -> None:
    assume(snapshot.contributions)
    gone = Random(seed).choice(snapshot.contributions)
    rest = tuple(stated for stated in snapshot.contributions if stated != gone)
    before = report(snapshot)

    report(replace(snapshot, contributions=rest))

    assert report(replace(snapshot, contributions=(*rest, gone))) == before


@usual
@given(snapshots())
def test_a_goal_without_lines_has_no_numbers(snapshot: Snapshot) -> None:
    for goal in report(snapshot).goals:
        if not goal.items:
            assert goal.current == goal.if_adopted == Numbers()
            assert goal.stages.planned == goal.stages.implemented == "broken"
