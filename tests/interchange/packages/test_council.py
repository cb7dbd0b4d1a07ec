"""Terms and planning strategies in packages."""

from typing import Any

import pytest

from strategy.models import PlanNeed, PlanningStrategy, Term
from tests.interchange.building import bring, document, exported, package, refused

pytestmark = pytest.mark.django_db
TERM = {"key": "2022", "elected_on": "2022-09-11", "begins_on": "2022-10-15", "ends_on": "2026-10-14"}
NEXT = {"key": "2026", "elected_on": "2026-09-13", "begins_on": "2026-10-15", "constituted_on": "2026-10-20"}
ADOPTED = {
    "key": "s",
    "term": "2022",
    "title": "Planeringsstrategi",
    "status": "adopted",
    "unit": "ks",
    "adopted_on": "2023-11-23",
    "decided_by": "KF",
    "reference": "KF § 12",
    "case_number": "KS 1/2023",
    "comprehensive_plan_judgement": "partly_current",
}
DRAFT = {"key": "d", "term": "2026", "title": "Nästa", "status": "drafting"}
UNITS = [{"key": "ks", "name": "KS", "kind": "board"}]


def council(*strategies: dict[str, Any], terms: Any = (TERM, NEXT), **country: str) -> dict[str, Any]:
    made = package(units=UNITS, terms=list(terms), planning_strategies=list(strategies))
    made["organisation"] |= country
    return made


def test_an_export_of_an_import_is_equal_and_a_second_import_changes_nothing() -> None:
    whole = council(ADOPTED, DRAFT)
    bring(whole)
    assert bring(whole).written == 0
    first = exported()
    assert bring(first).written == 0
    again = document()
    assert [row | {"is_extra": False, "version": 1} for row in whole["terms"]] == again["terms"]
    assert {row["key"]: row for row in again["planning_strategies"]}["s"] == ADOPTED | {"version": 1}
    bring(council(ADOPTED | {"title": "Annat namn"}, DRAFT))
    assert PlanningStrategy.objects.get(key="s").title == "Annat namn"
    assert Term.objects.count() == 2


def test_a_package_without_them_stays_readable_and_leaves_them_alone() -> None:
    bring(council(ADOPTED))
    bring(package(units=UNITS))
    assert PlanningStrategy.objects.count() == 1


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"terms": [TERM | {"elected_on": "2022-09-12"}]}, "/terms/0/elected_on: 2022-09-12 is no day of an"),
        (
            {"terms": [TERM, NEXT | {"begins_on": "2026-10-14"}]},
            '/terms/1/elected_on: overlaps the term "2022"',
        ),
        (
            {"terms": [TERM | {"constituted_on": "2022-09-01"}]},
            "/terms/0/constituted_on: 2022-09-01 is before",
        ),
        ({"terms": [TERM | {"elected_on": "9022-09-11", "is_extra": True}]}, "/terms/0/elected_on: is not"),
        (
            {"planning_strategies": [ADOPTED | {"adopted_on": "2022-09-10"}]},
            "_strategies/0/adopted_on: 2022-09",
        ),
        ({"planning_strategies": [ADOPTED | {"reference": None}]}, "_strategies/0/reference: is missing"),
        (
            {"planning_strategies": [DRAFT | {"adopted_on": "2026-10-01"}]},
            "/0/adopted_on: only what is adopted",
        ),
        (
            {"planning_strategies": [DRAFT, DRAFT | {"key": "e"}]},
            "_strategies/1/term: the term has a strategy",
        ),
        ({"planning_strategies": [DRAFT | {"term": "2030"}]}, "_strategies/0/term: no term of the council"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(parts: dict[str, Any], problem: str) -> None:
    found = refused(council() | parts)
    assert any(problem in each for each in found), found
    assert not Term.objects.exists()


def test_a_strategy_alone_is_checked_against_the_term_on_record() -> None:
    bring(council())
    early = ADOPTED | {"adopted_on": "2022-09-10"}
    assert "before the election" in refused(package(planning_strategies=[early]))[0]


KIND = {"key": "program", "name": "Program", "family": "programme"}
PLAN = {"key": "klimat", "title": "Klimatprogram", "type": "program", "status": "in_force"}
ON_PLAN = {
    "key": "klimat", "strategy": "d", "stance": "revise", "plan": "klimat", "state": "agreed", "unit": "ks",
    "reason": "Nytt.", "priority": "high", "start": "2027-Q1", "decision": "2028-Q2", "person_months": 6,
    "cost": 400_000, "actors": "several", "others": "Regionen",
}  # fmt: skip
NEW = {
    "key": "avfall", "strategy": "d", "stance": "new", "title": "Avfallsplan", "type": "program",
    "statutory_basis": "MB 15 kap.", "state": "proposed",
}  # fmt: skip


def portfolio(*needs: dict[str, Any]) -> dict[str, Any]:
    return council(ADOPTED, DRAFT) | {"plan_types": [KIND], "plans": [PLAN], "plan_needs": list(needs)}


def test_stances_come_out_as_they_went_in() -> None:
    bring(portfolio(ON_PLAN, NEW))
    assert bring(portfolio(ON_PLAN, NEW)).written == 0
    assert bring(exported()).written == 0
    found = {row["key"]: row for row in document()["plan_needs"]}
    assert found == {row["key"]: row | {"version": 1} for row in (ON_PLAN, NEW)}
    alone = {"actors": "alone", "others": None}
    bring(package(plan_needs=[ON_PLAN | alone]))
    assert PlanNeed.objects.get(key="klimat").actors == "alone"


def test_what_is_wrong_with_stances_is_told_with_its_place() -> None:
    for need, problem in (
        (ON_PLAN | {"plan": None}, "/plan_needs/0/plan: is missing"),
        (ON_PLAN | {"title": "X"}, "/plan_needs/0/title: a stance is on a plan"),
        (NEW | {"type": None}, "/plan_needs/0/type: is missing"),
        (ON_PLAN | {"decision": "2026-Q4"}, "/plan_needs/0/decision: 2026-Q4 is before start"),
        (ON_PLAN | {"start": "2026-Q2"}, "/plan_needs/0/start: 2026-Q2 is outside the term, 2026-Q3"),
        (ON_PLAN | {"start": "hösten"}, "/plan_needs/0/start"),
        (ON_PLAN | {"others": None}, "/plan_needs/0/others: is missing"),
        (ON_PLAN | {"actors": "alone"}, "/plan_needs/0/others: only where several"),
        (ON_PLAN | {"strategy": "x"}, "/plan_needs/0/strategy: no planning strategy"),
    ):
        found = refused(portfolio(need))
        assert any(problem in each for each in found), (problem, found)
    found = refused(portfolio(ON_PLAN, ON_PLAN | {"key": "igen"}))
    assert "/plan_needs/1/plan: the strategy has a stance on this plan already" in found[0]
    bring(portfolio())
    found = refused(package(plan_needs=[ON_PLAN | {"decision": "2031-Q1"}]))
    assert "outside the term" in found[0]
