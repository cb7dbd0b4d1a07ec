"""Verdicts on what the law asks of the comprehensive plan: service, database, page, package."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, User
from strategy.models import LAW, OF_COUNTRY, PlanningStrategy, Requirement, RequirementVerdict
from strategy.services.strategies import StrategyContent, change_strategy
from strategy.services.verdicts import VerdictContent, change_verdict, create_verdict, remove_verdict
from tests import factories
from tests.interchange.building import bring, document, exported, package, refused
from tests.pages.strategy.test_strategy_list import HTMX, browser, text
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db
HOUSING = VerdictContent("se-3-5-1", "partly_current", " Behovet har ökat. ")


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    return made


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


def test_each_requirement_has_its_paragraph_and_its_country() -> None:
    assert set(LAW) == set(Requirement)
    assert sum(len(each) for each in OF_COUNTRY.values()) == len(Requirement)
    assert [len(OF_COUNTRY[country]) for country in ("SE", "NO")] == [9, 2]


def test_a_coordinator_judges_judges_otherwise_and_takes_back(
    own: dict[str, Any], strategy: PlanningStrategy, planner: User
) -> None:
    made = create_verdict(**own, strategy=strategy, content=HOUSING)
    assert made.reason == "Behovet har ökat."
    assert code_of(create_verdict, **own, strategy=strategy, content=HOUSING) == "verdict_once_a_requirement"
    otherwise = VerdictContent("se-3-5-1", "current", "Räcker.", "agreed")
    changed = change_verdict(**own, verdict=made, expected_version=1, content=otherwise)
    assert (changed.verdict, changed.version) == ("current", 2)
    with pytest.raises(Changed):
        remove_verdict(**own, verdict=made, expected_version=1)
    with pytest.raises(NotAllowed):
        remove_verdict(**own | {"by": planner}, verdict=made, expected_version=2)
    remove_verdict(**own, verdict=made, expected_version=2)
    assert not RequirementVerdict.objects.exists()


def test_what_makes_no_sense_is_refused_by_the_service_and_by_the_database(
    own: dict[str, Any], strategy: PlanningStrategy, neighbour: Organisation
) -> None:
    unit = factories.UnitFactory(organisation=neighbour)
    for content, code in (
        (VerdictContent("no-arealdel", "kept", "X"), "requirement"),
        (VerdictContent("se-3-3", "kept", "X"), "verdict"),
        (VerdictContent("se-3-3", "current", " "), "reason"),
        (VerdictContent("se-3-3", "current", "X", unit=unit), "unit_id"),
    ):
        assert code_of(create_verdict, **own, strategy=strategy, content=content) == code
    for values, name in (
        ({"requirement": "no-arealdel", "verdict": "kept"}, "verdict_of_country"),
        ({"verdict": "kept"}, "verdict_fits_requirement"),
        ({"reason": ""}, "verdict_has_reason"),
        ({}, ""),
        ({}, "verdict_once_a_requirement"),
    ):
        assert refusal(factories.RequirementVerdictFactory, strategy=strategy, **values) == name
    tomorrow = own["organisation"].today() + timedelta(days=1)
    asked = {"strategy": strategy, "expected_version": 1, "content": StrategyContent("X", None, tomorrow)}
    with pytest.raises(DomainError, match="inte kommit än"):
        change_strategy(**own, **asked)


def test_the_page_has_each_requirement_and_takes_a_verdict_with_and_without_htmx(
    strategy: PlanningStrategy, coordinator: User
) -> None:
    page, url = browser(coordinator), f"/ostersund/strategi/{strategy.pk}/"
    assert "Det långsiktiga behovet av bostäder PBL 3 kap. 5 § 1 Inte bedömt än" in text(page.get(url))
    create = f"{url}aktualitet/ny/"
    assert 'value="se-3-5-1" selected' in page.get(f"{create}?requirement=se-3-5-1").content.decode()
    said = {"requirement": "se-3-5-1", "verdict": "current", "reason": "", "state": "proposed"}
    for headers in ({}, HTMX):
        assert page.post(create, said, headers=headers).status_code == 422
    answer = page.post(create, said | {"reason": "Räcker till 2040."}, follow=True)
    assert "Bedömningen är registrerad." in text(answer)
    assert "PBL 3 kap. 5 § 1 Aktuell Föreslagen Räcker till 2040." in text(answer)
    made = RequirementVerdict.objects.get()
    edit = f"{url}aktualitet/{made.pk}/redigera/"
    changed = said | {"version": 1, "verdict": "not_current", "reason": "Räcker inte."}
    assert "Inte aktuell" in text(page.post(edit, changed, headers=HTMX))
    stale = page.post(edit, changed | {"reason": "Annat"}, headers=HTMX)
    assert (stale.status_code, "Räcker inte." in text(stale)) == (409, True)
    page.post(f"{url}aktualitet/{made.pk}/ta-bort/", {"version": 2})
    assert "Tillbakataget" in text(page.get(url))


def test_verdicts_come_out_of_packages_as_they_went_in() -> None:
    term = {"key": "2026", "elected_on": "2026-09-13"}
    draft = {"key": "d", "term": "2026", "title": "S", "status": "drafting", "county_basis_on": "2026-10-01"}
    row = {
        "strategy": "d", "requirement": "se-3-3", "verdict": "current", "reason": "Håller.",
        "state": "agreed",
    }  # fmt: skip
    whole = package(terms=[term], planning_strategies=[draft], requirement_verdicts=[row])
    bring(whole)
    assert bring(exported()).written == 0
    assert document()["requirement_verdicts"] == [row | {"version": 1}]
    for change, problem in (
        ({"verdict": "kept"}, "/0/verdict: kravet bedöms med andra ord"),
        (
            {"requirement": "no-arealdel", "verdict": "kept"},
            "/0/requirement: lagen i organisationens land",
        ),
    ):
        assert problem in refused(package(requirement_verdicts=[row | change]))[0]
