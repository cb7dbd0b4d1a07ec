"""What a strategy says of desired futures is kept with its decisions, and stands in its document."""

import io
from typing import Any

import docx
import pytest
from django.test import Client

from organisations.models import Organisation, User
from strategy.models import PlanningStrategy
from strategy.selectors.contents import contents_from, contents_of
from strategy.services.keeping import keep_contents
from tests import factories
from tests.pages.documents.test_downloads import words
from tests.pages.strategy.test_document_detail import out_of_order, url_of
from tests.pages.strategy.test_strategy_list import browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    """Adopted, with two scenarios, verdicts on an open goal, a hidden direction, and inhabitants."""
    term = factories.TermFactory(organisation=municipality, elected_on="2022-09-11")
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term, title="Planeringsstrategi 2022")
    growing = factories.ScenarioFactory(
        strategy=made, title="Tillväxt", population=75_000, year=2040, drivers="Nya industrier.",
        nearness="Skola i byn.", digital="Vård på skärm.",
    )  # fmt: skip
    still = factories.ScenarioFactory(strategy=made, title="Stillastående", order=1)
    goal = factories.GoalFactory(framework__organisation=municipality, title="Bo bra")
    hidden = factories.PlanFactory(
        organisation=municipality, status="drafting", type__family="comprehensive", title="Dold plan"
    )
    direction = factories.PositionFactory(plan=hidden, aspect="direction", statement="Dold riktning.")
    factories.RobustnessFactory(scenario=growing, goal=goal, verdict="partly", reason="Marken räcker inte.")
    factories.RobustnessFactory(scenario=still, goal=goal, verdict="holds", reason="Plats finns.")
    factories.RobustnessFactory(scenario=growing, goal=None, position=direction, reason="Dolt skäl.")
    factories.PopulationFigureFactory(strategy=made, sort="goal", number=75_000, year=2040)
    forecast = {"sort": "forecast", "number": 66_000, "year": 2040, "source": "SCB 2025"}
    factories.PopulationFigureFactory(strategy=made, **forecast)
    made.refresh_from_db()
    return made


def test_the_document_says_what_is_desired_between_what_has_changed_and_what_is_judged(
    client: Client, strategy: PlanningStrategy, politician: User, django_assert_max_num_queries: Any
) -> None:
    keep_contents(strategy)
    with django_assert_max_num_queries(10):
        page = text(client.get(url_of(strategy, "dokument/")))
    wrong = out_of_order(
        page,
        "Ändrade planeringsförutsättningar",
        "Önskade framtider och osäkerheter",
        "Mål 75 000 2040",
        "Prognos 66 000 2040 SCB 2025",
        "Tillväxt 75 000 2040 Nya industrier. Närhet: Skola i byn. Digital tillgång: Vård på skärm.",
        "Bo bra Håller delvis: Marken räcker inte. Håller: Plats finns.",
        "Översiktsplanens aktualitet",
    )
    assert wrong == []
    assert "Dol" not in page
    file = client.get(url_of(strategy, "ladda-ner/word/")).content
    assert "Håller delvis: Marken räcker inte." in words(docx.Document(io.BytesIO(file)))
    assert "Dolt skäl." in text(browser(politician).get(url_of(strategy, "dokument/")))


def test_futures_are_changed_by_a_decision_too(
    client: Client, strategy: PlanningStrategy, coordinator: User
) -> None:
    keep_contents(strategy)
    growing = strategy.scenarios.get(title="Tillväxt")
    growing.robustness.filter(goal__isnull=False).update(verdict="fails")
    strategy.scenarios.get(title="Stillastående").delete()
    strategy.population_figures.filter(sort="goal").update(number=70_000)
    shown = text(client.get(url_of(strategy, "dokument/")))
    assert "Stillastående" in shown
    assert "70 000" not in shown
    page = text(browser(coordinator).get(url_of(strategy, "beslut/")))
    for line in (
        "Stillastående: borttaget: scenario",
        "Bo bra, i scenariot Tillväxt: ändrat från håller delvis till håller inte",
        "Invånare, mål: ändrat från 75 000 år 2040 till 70 000 år 2040",
    ):
        assert line in page


def test_what_an_indicator_says_later_is_no_change_of_the_strategy(
    client: Client, strategy: PlanningStrategy, municipality: Organisation, coordinator: User
) -> None:
    indicator = factories.IndicatorFactory(organisation=municipality, title="Folkmängd")
    counted = {"indicator": indicator, "organisation": municipality}
    factories.ObservationFactory(**counted, year=2023, value=64_000)
    outcome = {"sort": "outcome", "indicator": indicator, "number": None, "year": None}
    factories.PopulationFigureFactory(strategy=strategy, **outcome)
    keep_contents(strategy)
    said = contents_of(strategy)
    assert contents_from(strategy.kept.get().content) == said
    factories.ObservationFactory(**counted, year=2024, value=64_500)
    page = text(client.get(url_of(strategy, "dokument/")))
    assert "Utfall 64 000 2023 Folkmängd" in page
    member = text(browser(coordinator).get(url_of(strategy, "beslut/")))
    assert "inte beslutat" not in member


API_OF_FUTURES = ("scenarios", "robustness-verdicts", "population-figures")


def test_futures_that_nobody_has_decided_are_marked_for_members_and_not_shown_to_others(
    client: Client, strategy: PlanningStrategy, coordinator: User
) -> None:
    keep_contents(strategy)
    member = browser(coordinator)
    assert "Ej beslutat" not in text(member.get(url_of(strategy)))
    strategy.scenarios.filter(title="Tillväxt").update(drivers="HEMLIGT regemente")
    strategy.population_figures.filter(sort="goal").update(number=77_777)
    strategy.scenarios.get(title="Stillastående").robustness.update(verdict="fails")
    assert text(member.get(url_of(strategy))).count("Ej beslutat") == 3
    assert _listed(client) == dict.fromkeys(API_OF_FUTURES, 1)
    shown = text(client.get(url_of(strategy)))
    assert "HEMLIGT" not in shown
    assert "77 777" not in shown


def _listed(client: Client) -> dict[str, int]:
    """How many of each the public finds over the API."""
    address = "/api/v1/{}/?organisation=ostersund"
    return {kind: len(client.get(address.format(kind)).json()["results"]) for kind in API_OF_FUTURES}
