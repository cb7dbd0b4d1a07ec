"""What differs between two reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from alignment.engine import (
    STAGES,
    Change,
    Difference,
    Snapshot,
    Supposition,
    as_document,
    difference,
    report,
    suppose,
)
from tests.alignment.engine.worlds import snapshots

usual = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def both(first: Snapshot, second: Snapshot) -> tuple[dict[str, Any], dict[str, Any]]:
    return as_document(report(first)), as_document(report(second))


def turned(change: Change[Any]) -> Change[Any]:
    return Change(change.after, change.before)


@usual
@given(snapshots())
def test_a_report_differs_in_nothing_from_itself(snapshot: Snapshot) -> None:
    first, second = both(snapshot, snapshot)

    assert not difference(first, second)


@usual
@given(snapshots(), snapshots())
def test_backwards_everything_is_turned(one: Snapshot, other: Snapshot) -> None:
    first, second = both(one, other)

    there, back = difference(first, second), difference(second, first)

    assert back.findings_new == there.findings_gone
    assert back.mean_chain_score == turned(there.mean_chain_score)
    assert {goal.name: goal.score for goal in back.goals} == {
        goal.name: turned(goal.score) for goal in there.goals
    }
    assert {(cell.plan, cell.goal): cell.net for cell in back.cells} == {
        (cell.plan, cell.goal): turned(cell.net) for cell in there.cells
    }


@usual
@given(snapshots())
def test_the_difference_leads_from_one_report_to_the_other(snapshot: Snapshot) -> None:
    dropped = frozenset(measure.name for measure in snapshot.measures)
    first, second = both(snapshot, suppose(snapshot, Supposition(drop=dropped)))

    found = difference(first, second)

    assert applied(first, found) == {
        name: ({stage: goal["stages"][stage] for stage in STAGES}, goal["chain_score"])
        for name, goal in second["goals"].items()
    }


def applied(document: dict[str, Any], found: Difference) -> dict[str, tuple[dict[str, str], int]]:
    """Stages and score of each goal of the first report, with what the difference says of them."""
    made = {name: (dict(goal["stages"]), goal["chain_score"]) for name, goal in document["goals"].items()}
    for goal in found.goals:
        stages = made[goal.name][0] | {stage: str(change.after) for stage, change in goal.stages}
        made[goal.name] = (stages, goal.score.after or 0)
    return made


@usual
@given(snapshots())
def test_goals_that_only_one_report_has_come_and_go_whole(snapshot: Snapshot) -> None:
    first, second = both(snapshot, replace(snapshot, goals=(), frameworks=(), framework_adoptions=()))

    found = difference(first, second)

    assert {goal.name for goal in found.goals} == set(first["goals"])
    assert all(goal.score.after is None and len(goal.stages) == len(STAGES) for goal in found.goals)


def test_a_chain_breaks_where_a_stage_does_and_is_mended_where_none_is_broken_any_more() -> None:
    def document(funded: str) -> dict[str, Any]:
        stages = dict.fromkeys(STAGES, "ok") | {"funded": funded}
        goal = {"own": True, "tracked": True, "stages": stages, "chain_score": 83, "current": {"net": 2}}
        totals = {"own": {"mean_chain_score": 83.0}}
        rest: dict[str, Any] = {"plans": {}, "matrix": {}, "findings": [], "provided_findings": []}
        return {"goals": {"o:f/g": goal}, "totals": totals, **rest}

    [breaks] = difference(document("ok"), document("broken")).goals
    [mends] = difference(document("broken"), document("partial")).goals

    assert (breaks.is_broken, breaks.is_mended) == (True, False)
    assert (mends.is_broken, mends.is_mended) == (False, True)
    assert mends.stages == (("funded", Change("broken", "partial")),)
