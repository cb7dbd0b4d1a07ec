"""Terms and planning strategies in packages."""

from typing import Any

import pytest

from strategy.models import PlanningStrategy, Term
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
