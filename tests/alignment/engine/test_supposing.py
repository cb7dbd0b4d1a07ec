"""What would be, if other decisions were taken (alignment.md, §4 and the design's "what if")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings

from alignment.engine import (
    Contradiction,
    NothingToSuppose,
    Reference,
    Snapshot,
    Supposition,
    as_document,
    report,
    suppose,
)
from alignment.engine.scope import PROPOSED, scope_of
from tests.alignment.engine.worlds import snapshots

usual = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def proposed(snapshot: Snapshot) -> frozenset[str]:
    scope = scope_of(snapshot)
    return frozenset(name for name in scope.plans if scope.phases[name] == PROPOSED)


@usual
@given(snapshots())
def test_who_supposes_nothing_changes_nothing(snapshot: Snapshot) -> None:
    assert not Supposition()
    assert suppose(snapshot, Supposition()) == snapshot


@usual
@given(snapshots())
def test_adopting_every_proposed_plan_gives_the_numbers_that_the_report_foresees(snapshot: Snapshot) -> None:
    # What a measure takes from a plan that goes counts until it has gone (§3, §4).
    alone = tuple(replace(measure, implements=()) for measure in snapshot.measures)
    snapshot = replace(snapshot, measures=alone)
    plans = proposed(snapshot)
    assume(plans)

    before = {goal.name: goal.if_adopted for goal in report(snapshot).goals}
    after = report(suppose(snapshot, Supposition(adopt=plans)))

    assert {goal.name: goal.current for goal in after.goals} == before


@usual
@given(snapshots())
def test_dropped_measures_support_no_goal_any_more(snapshot: Snapshot) -> None:
    assume(snapshot.measures)
    dropped = frozenset(measure.name for measure in snapshot.measures)

    after = report(suppose(snapshot, Supposition(drop=dropped)))

    assert not [line for goal in after.goals for line in goal.items if line.kind == "measure"]
    assert all(plan.measures == 0 for plan in after.plans)


@usual
@given(snapshots())
def test_with_every_measure_paid_for_no_chain_breaks_at_the_money(snapshot: Snapshot) -> None:
    measures = frozenset(measure.name for measure in snapshot.measures)

    after = report(suppose(snapshot, Supposition(fund=measures)))

    assert {goal.stages.funded for goal in after.goals} <= {"ok", "na", "broken"}
    assert not [
        goal for goal in after.goals if goal.stages.funded == "broken" and goal.stages.implemented == "ok"
    ]
    assert not [one for one in after.findings if one.code in {"measure_not_funded", "funding_unknown"}]


@usual
@given(snapshots())
def test_a_measure_that_may_take_longer_is_not_overdue(snapshot: Snapshot) -> None:
    later = snapshot.date + timedelta(days=1)

    after = report(
        suppose(snapshot, Supposition(ends=tuple((each.name, later) for each in snapshot.measures)))
    )

    assert not [one for one in after.findings if one.code == "measure_overdue"]


@usual
@given(snapshots())
def test_a_repealed_plan_is_in_no_number(snapshot: Snapshot) -> None:
    repealed = frozenset(plan.name for plan in snapshot.plans)

    after = as_document(report(suppose(snapshot, Supposition(repeal=repealed))))

    assert after["plans"] == {}
    assert after["matrix"] == {}


def test_what_is_not_there_is_named() -> None:
    snapshot = Snapshot("o", date(2026, 11, 22))

    with pytest.raises(NothingToSuppose) as refused:
        suppose(snapshot, Supposition(drop=frozenset({"o:m"}), adopt=frozenset({"o:p"})))

    assert refused.value.unknown == (Reference("measure", "o:m"), Reference("plan", "o:p"))


@usual
@given(snapshots())
def test_a_plan_is_not_adopted_and_repealed_at_once(snapshot: Snapshot) -> None:
    assume(snapshot.plans)
    plans = frozenset({snapshot.plans[0].name})

    with pytest.raises(Contradiction) as refused:
        suppose(snapshot, Supposition(adopt=plans, repeal=plans))

    assert refused.value.both == (Reference("plan", snapshot.plans[0].name),)
