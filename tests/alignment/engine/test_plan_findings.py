"""Findings about plans, positions, measures and conflicts (alignment.md §9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alignment.engine import Finding, report
from tests.alignment.engine.builders import (
    TODAY,
    adopts,
    carried,
    comprehensive,
    conflict,
    findings,
    goal,
    measure,
    plan,
    position,
    says,
    subjects,
    world,
)

A = goal("a")


def ranks(code: str, *objects: Any) -> list[tuple[str, str]]:
    return [(found.severity, found.decides) for found in findings(code, *objects)]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("in_force", [("high", "officers")]), ("idea", [("medium", "officers")]), ("repealed", [])],
)
def test_a_plan_without_goals(status: str, expected: list[tuple[str, str]]) -> None:
    assert ranks("plan_without_goals", plan(status=status), position("s")) == expected


@pytest.mark.parametrize(
    ("objects", "has_goals"),
    [
        ((says("plan:p", "a", 0),), True),
        ((position("s"), says("position:s", "gone", 1)), True),
        ((measure("m"), says("measure:m", "a", 1)), True),
        ((position("s", status="withdrawn"), says("position:s", "a", 1)), False),
        ((position("s"), says("position:s", "a", 1, by="x")), False),
        ((plan("q"), position("t", "q"), says("position:t", "a", 0), measure("m", implements=["t"])), True),
        (
            (
                plan("q", "repealed"),
                position("t", "q"),
                says("position:t", "a", 1),
                measure("m", implements=["t"]),
            ),
            False,
        ),
    ],
)
def test_a_plan_has_goals_if_it_or_an_item_of_it_states_or_takes_something(
    objects: tuple[Any, ...], has_goals: bool
) -> None:
    assert (("o:p",) not in subjects("plan_without_goals", A, plan(), *objects)) is has_goals


def test_a_position_without_contributions_is_not_linked_unless_its_whole_plan_is_not() -> None:
    base = (A, plan(), position("s"), position("t"), position("w", status="withdrawn"))

    assert subjects("position_not_linked", *base) == []
    assert subjects("position_not_linked", *base, says("position:s", "a", 0)) == [("o:t",)]
    assert ranks("position_not_linked", *base, says("plan:p", "a", 1)) == [("low", "officers")] * 2


def test_positions_of_proposed_plans_should_be_linked_and_those_of_past_ones_need_not() -> None:
    for status, expected in (("idea", [("o:s",)]), ("repealed", [])):
        base = (A, plan(status=status), position("s"), says("plan:p", "a", 1))
        assert subjects("position_not_linked", *base) == expected


@pytest.mark.parametrize(
    ("links", "is_missing"),
    [
        ((), True),
        ((carried("s", "o"),), False),
        ((carried("s", "n"),), False),
        ((carried("s", "o", "returned"),), False),
        ((carried("s", "o", "offered"),), True),
    ],
)
def test_a_spatial_position_belongs_in_the_comprehensive_plan(
    links: tuple[Any, ...], is_missing: bool
) -> None:
    new = (comprehensive("new", "review"), position("n", "new", spatial=True))
    base = (plan(), position("s", spatial=True), comprehensive(), position("o", "op", spatial=True), *new)
    found = subjects("position_not_in_comprehensive_plan", *base, *links)

    assert found == ([("o:s",)] if is_missing else [])


def test_only_spatial_positions_of_plans_in_force_must_be_carried() -> None:
    positions = (plan(), position("s"), plan("new", "idea"), position("n", "new", spatial=True))

    assert findings("position_not_in_comprehensive_plan", *positions) == []


def test_a_position_of_the_comprehensive_plan_in_force_should_be_implemented() -> None:
    plans = (comprehensive(), comprehensive("new", "review"), plan())
    positions = [
        position(key, of, expects_measures=True) for key, of in (("o", "op"), ("n", "new"), ("s", "p"))
    ]

    assert subjects("position_not_implemented", *plans, *positions) == [("o:o",)]
    assert findings("position_not_implemented", *plans, *positions, measure("m", implements=["o"])) == []


@pytest.mark.parametrize(
    ("last_day", "status", "is_expired"),
    [
        (TODAY, "in_force", False),
        (date(2026, 11, 21), "in_force", True),
        (date(2026, 11, 21), "review", False),
    ],
)
def test_a_plan_in_force_expires_after_its_last_day(last_day: date, status: str, is_expired: bool) -> None:
    found = findings("plan_expired", plan(status=status, valid_to=last_day, unit="office"))

    assert [(f.unit, f.detail("valid_to")) for f in found] == ([("office", last_day)] if is_expired else [])


@pytest.mark.parametrize(
    ("end", "fields", "severity"),
    [
        (TODAY, {}, None),
        (date(2026, 11, 21), {}, "medium"),
        (date(2026, 11, 21), {"statutory": True}, "high"),
        (date(2025, 11, 22), {}, "medium"),
        (date(2025, 11, 21), {}, "high"),
        (date(2020, 1, 1), {"status": "done"}, None),
        (date(2020, 1, 1), {"status": "cancelled"}, None),
        (date(2020, 1, 1), {"status": "paused"}, "high"),
    ],
)
def test_a_measure_is_overdue_after_its_end(end: date, fields: dict[str, Any], severity: str | None) -> None:
    found = findings("measure_overdue", plan(), measure("m", end=end, **fields))

    assert [f.severity for f in found] == ([severity] if severity else [])


def test_a_leap_day_is_more_than_a_year_before_the_first_of_march_next_year() -> None:
    late = (plan(), measure("m", end=date(2024, 2, 29)))

    assert [f.severity for f in findings("measure_overdue", *late, on=date(2025, 2, 28))] == ["medium"]
    assert [f.severity for f in findings("measure_overdue", *late, on=date(2025, 3, 1))] == ["high"]


@pytest.mark.parametrize(
    ("status", "funding", "code"),
    [
        ("planned", "applied", "measure_not_funded"),
        ("ongoing", "unfunded", "measure_not_funded"),
        ("ongoing", "unknown", "funding_unknown"),
        ("planned", "decided", None),
        ("done", "unfunded", None),
        ("paused", "unknown", None),
    ],
)
def test_measures_at_work_should_be_paid_for(status: str, funding: str, code: str | None) -> None:
    made = report(world(plan(), measure("m", status=status, funding=funding)))

    assert [f.code for f in made.findings if f.subjects[0].kind == "measure"] == ([code] if code else [])


def test_measures_of_proposed_plans_have_no_findings() -> None:
    made = report(world(plan(status="idea"), measure("m", funding="unknown", end=date(2020, 1, 1))))

    assert [f.code for f in made.findings] == ["plan_without_goals"]


def test_findings_about_an_adopted_plan_belong_to_its_owners_report() -> None:
    theirs = (plan("n:p", valid_to=date(2020, 1, 1)), comprehensive("n:op"), adopts("n:p"), adopts("n:op"))
    items = (position("n:s", "n:p", spatial=True), position("n:o", "n:op", expects_measures=True))

    assert report(world(*theirs, *items, measure("n:m", "n:p", end=date(2020, 1, 1)))).findings == ()


def test_a_finding_goes_to_the_unit_of_its_item_or_else_of_its_plan() -> None:
    measures = (measure("m", unit="team"), measure("n"))
    found = findings("funding_unknown", plan(unit="office"), *measures)

    assert [f.unit for f in found] == ["team", "office"]


def test_a_conflict_of_os_own_is_open_until_it_is_resolved() -> None:
    conflicts = [
        conflict("c", unit="board"),
        conflict("d", "discussed"),
        conflict("e", "resolved"),
        conflict("f", by="x"),
    ]
    found = findings("conflict_open", *conflicts)

    assert [(f.subjects[0].name, f.severity, f.decides, f.unit) for f in found] == [
        ("o:c", "medium", "politicians", "board"),
        ("o:d", "medium", "politicians", None),
    ]


def test_provided_findings_go_out_beside_and_are_not_counted() -> None:
    provided = Finding("strategy_overdue", "high", "politicians", ())
    made = report(world(provided))

    assert made.provided_findings == (provided,)
    assert dict(made.totals.findings) == {"high": 0, "medium": 0, "low": 0}
