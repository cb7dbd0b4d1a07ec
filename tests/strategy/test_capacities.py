"""Resources: what units can do beside what the stances need; service, database, page, package, API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.errors import Changed, NotAllowed
from organisations.models import Organisation, Unit, User
from strategy.models import Capacity, PlanningStrategy
from strategy.services.capacities import CapacityContent, change_capacity, create_capacity, remove_capacity
from strategy.services.terms import TermContent, change_term
from tests import factories
from tests.interchange.building import bring, document, exported, package, refused
from tests.pages.strategy.test_strategy_list import HTMX, browser, text
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    made.refresh_from_db()
    return made


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def test_a_coordinator_says_says_otherwise_and_takes_back_what_a_unit_can_do(
    own: dict[str, Any], strategy: PlanningStrategy, department: Unit, planner: User
) -> None:
    made = create_capacity(
        **own, strategy=strategy, content=CapacityContent(department, "2027-Q1", "2027-Q4", 3)
    )
    more = CapacityContent(department, "2027-Q1", "2028-Q4", 4, 100_000)
    changed = change_capacity(**own, capacity=made, expected_version=1, content=more)
    assert (changed.version, changed.last, changed.money) == (2, "2028-Q4", 100_000)
    with pytest.raises(Changed):
        remove_capacity(**own, capacity=made, expected_version=1)
    with pytest.raises(NotAllowed):
        remove_capacity(**own | {"by": planner}, capacity=made, expected_version=2)
    remove_capacity(**own, capacity=made, expected_version=2)
    assert not Capacity.objects.exists()


def test_what_makes_no_sense_is_refused_by_the_service_and_by_the_database(
    own: dict[str, Any], strategy: PlanningStrategy, department: Unit, neighbour: Organisation
) -> None:
    theirs = factories.UnitFactory(organisation=neighbour)
    said = {"strategy": strategy, "unit": department}
    factories.CapacityFactory(**said, first="2027-Q1", last="2027-Q4")
    for content, code in (
        (CapacityContent(theirs, "2028-Q1", "2028-Q2", 1), "unit_id"),
        (CapacityContent(department, "2026-Q2", "2026-Q4", 1), "first"),
        (CapacityContent(department, "2028-Q1", "2031-Q1", 1), "last"),
        (CapacityContent(department, "2028-Q2", "2028-Q1", 1), "last"),
        (CapacityContent(department, "2028-Q1", "2028-Q2", -1), "person_months"),
        (CapacityContent(department, "2028-Q1", "2028-Q2", 1, -1), "money"),
        (CapacityContent(department, "2027-Q4", "2028-Q2", 1), "capacity_no_overlap"),
    ):
        assert code_of(create_capacity, **own, strategy=strategy, content=content) == code, content
    for values, name in (
        ({"first": "2026-Q1", "last": "2026-Q4"}, "capacity_in_term"),
        ({"first": "2027-Q4", "last": "2028-Q1"}, "capacity_no_overlap"),
        ({"first": "2028-Q2", "last": "2028-Q1"}, "capacity_quarters_ordered"),
        ({"first": "hösten", "last": "2028-Q1"}, "capacity_first_quarter"),
        ({"unit": theirs, "first": "2028-Q1", "last": "2028-Q1"}, "capacity_of_own_unit"),
    ):
        assert refusal(factories.CapacityFactory, **said | values) == name
    shorter = TermContent(date(2026, 9, 13), ends_on=date(2027, 6, 30))
    asked = {"term": strategy.term, "expected_version": 1, "content": shorter}
    assert code_of(change_term, **own, **asked) == "term_around_capacities"


def test_the_page_marks_over_booking_in_words_and_says_what_has_no_quarter(
    strategy: PlanningStrategy, department: Unit, coordinator: User, client: Client
) -> None:
    page, create = browser(coordinator), url_of(strategy, "resurser/ny/")
    assert "Ingen enhets kapacitet är angiven" in text(page.get(url_of(strategy)))
    busy = {"strategy": strategy, "unit": department, "start": "2027-Q1", "decision": "2027-Q2"}
    factories.PlanNeedFactory(**busy, person_months=7, cost=1001)
    factories.PlanNeedFactory(strategy=strategy, person_months=2)
    said = {"unit_id": department.pk, "first": "2027-Q1", "last": "2027-Q1", "person_months": ""}
    for headers in ({}, HTMX):
        assert page.post(create, said, headers=headers).status_code == 422
    shown = text(page.post(create, said | {"person_months": "3", "money": "1 000"}, follow=True))
    assert (
        f"{department.name} Personmånader kvartal 1 2027 3,5 av 3 överbokat med 0,5 kvartal 2 2027 3,5"
        in shown
    )
    assert "Mer planeras än vad som är realistiskt: överbokat 1 gång i ett kvartal." in shown
    assert "Personmånader för inriktningar utan kvartal: 2." in shown
    again = page.post(create, said | {"person_months": "3"}, headers=HTMX)
    assert (again.status_code, "redan angiven" in text(again)) == (422, True)
    made = Capacity.objects.get()
    edit = url_of(strategy, f"resurser/{made.pk}/redigera/")
    page.post(edit, said | {"version": 1, "person_months": "4", "last": "2027-Q2"})
    assert "Ingen enhet är överbokad i något kvartal" in text(page.get(url_of(strategy)))
    asked = "/api/v1/capacities/?organisation=ostersund"
    assert client.get(asked).json()["results"] == []
    assert page.get(asked).json()["results"][0]["person_months"] == 4


def test_capacities_come_out_of_packages_as_they_went_in() -> None:
    council = {
        "terms": [{"key": "2026", "elected_on": "2026-09-13"}],
        "planning_strategies": [{"key": "d", "term": "2026", "title": "S", "status": "drafting"}],
        "units": [{"key": "sam", "name": "SAM", "kind": "department"}],
    }
    row = {
        "strategy": "d", "unit": "sam", "first": "2027-Q1", "last": "2027-Q4", "person_months": 3, "money": 5,
    }  # fmt: skip
    bring(package(**council, capacities=[row]))
    assert bring(exported()).written == 0
    assert document()["capacities"] == [row | {"version": 1}]
    for further, place in (
        ({"first": "2027-Q4", "last": "2028-Q1"}, "/1/first"),
        ({"first": "2031-Q1", "last": "2031-Q1"}, "/1/first"),
        ({"first": "2028-Q2", "last": "2028-Q1"}, "/1/last"),
    ):
        found = refused(package(capacities=[row, row | further]))
        assert found[0].startswith(f"/capacities{place}: "), found
