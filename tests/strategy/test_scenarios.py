"""Desired futures and uncertainties: scenarios, what holds under them, and numbers of inhabitants."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.errors import Changed, NotAllowed
from goals.models import Goal
from organisations.models import Organisation, User
from planning.models import Position
from strategy.models import PlanningStrategy, PopulationFigure, Robustness, Scenario
from strategy.services.population import PopulationContent, change_population, create_population
from strategy.services.robustness import RobustnessContent, create_robustness
from strategy.services.scenarios import ScenarioContent, change_scenario, create_scenario, remove_scenario
from tests import factories
from tests.interchange.building import bring, document, exported, goals, package, plans, refused
from tests.pages.strategy.test_strategy_list import HTMX, browser, text
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db
GROWING = ScenarioContent("Tillväxt", 75_000, 2040, drivers="Nya industrier.", nearness="Skola i byn.")


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    made.refresh_from_db()
    return made


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    made: Goal = factories.GoalFactory(framework__organisation=municipality, title="Bo bra")
    return made


@pytest.fixture
def direction(municipality: Organisation) -> Position:
    comprehensive = {"plan__organisation": municipality, "plan__type__family": "comprehensive"}
    made: Position = factories.PositionFactory(**comprehensive, aspect="direction", statement="Längs banan.")
    return made


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def test_a_coordinator_describes_changes_and_removes_a_scenario_with_its_verdicts(
    own: dict[str, Any], strategy: PlanningStrategy, goal: Goal, planner: User
) -> None:
    made = create_scenario(**own, strategy=strategy, content=GROWING)
    create_robustness(**own, scenario=made, content=RobustnessContent("holds", "Plats finns.", goal=goal))
    asked = {"scenario": made, "content": ScenarioContent("Stillastående", order=1)}
    changed = change_scenario(**own, **asked, expected_version=1)
    assert (changed.version, changed.population, changed.nearness) == (2, None, None)
    with pytest.raises(Changed):
        remove_scenario(**own, scenario=made, expected_version=1)
    with pytest.raises(NotAllowed):
        remove_scenario(**own | {"by": planner}, scenario=made, expected_version=2)
    remove_scenario(**own, scenario=made, expected_version=2)
    assert not Robustness.objects.exists()


def test_what_makes_no_sense_is_refused_by_the_services(
    own: dict[str, Any], strategy: PlanningStrategy, goal: Goal, direction: Position, neighbour: Organisation
) -> None:
    theirs = factories.GoalFactory(framework__organisation=neighbour)
    use = factories.PositionFactory(plan=direction.plan, aspect="use")
    for content, code in (
        (ScenarioContent(" "), "title"),
        (ScenarioContent("A", population=75_000), "year"),
        (ScenarioContent("A", year=2040), "population"),
        (ScenarioContent("A", 75_000, 2400), "year"),
        (ScenarioContent("A", unit=factories.UnitFactory(organisation=neighbour)), "unit_id"),
    ):
        assert code_of(create_scenario, **own, strategy=strategy, content=content) == code, content
    scenario = factories.ScenarioFactory(strategy=strategy)
    factories.RobustnessFactory(scenario=scenario, goal=goal)
    for judged, code in (
        (RobustnessContent("holds", " ", goal=goal), "reason"),
        (RobustnessContent("perhaps", "Skäl.", goal=goal), "verdict"),
        (RobustnessContent("holds", "Skäl."), "subject"),
        (RobustnessContent("holds", "Skäl.", goal=goal, position=direction), "subject"),
        (RobustnessContent("holds", "Skäl.", goal=theirs), "subject"),
        (RobustnessContent("holds", "Skäl.", position=use), "subject"),
        (RobustnessContent("holds", "Skäl.", goal=goal), "robustness_once_a_goal"),
    ):
        assert code_of(create_robustness, **own, scenario=scenario, content=judged) == code, judged


def test_goal_forecast_and_outcome_are_three_facts_each_with_what_it_needs(
    own: dict[str, Any], strategy: PlanningStrategy, municipality: Organisation, neighbour: Organisation
) -> None:
    indicator = factories.IndicatorFactory(organisation=municipality)
    theirs = factories.IndicatorFactory(organisation=neighbour)
    for content, code in (
        (PopulationContent("wish", 75_000, 2040), "sort"),
        (PopulationContent("goal", 75_000), "year"),
        (PopulationContent("goal"), "number"),
        (PopulationContent("goal", indicator=indicator), "indicator_id"),
        (PopulationContent("forecast", 70_000, 2040), "source"),
        (PopulationContent("outcome", 64_000, 2025, indicator=indicator), "number"),
        (PopulationContent("outcome", indicator=theirs), "population_of_followed"),
    ):
        assert code_of(create_population, **own, strategy=strategy, content=content) == code, content
    goal = create_population(**own, strategy=strategy, content=PopulationContent("goal", 75_000, 2040))
    create_population(**own, strategy=strategy, content=PopulationContent("outcome", indicator=indicator))
    again = PopulationContent("goal", 80_000, 2045)
    asked = {"strategy": strategy, "content": again}
    assert code_of(create_population, **own, **asked) == "population_once_a_sort"
    changed = change_population(**own, figure=goal, expected_version=1, content=again)
    assert (changed.number, changed.year, PopulationFigure.objects.count()) == (80_000, 2045, 2)


def test_the_database_refuses_the_same(
    strategy: PlanningStrategy, goal: Goal, direction: Position, neighbour: Organisation
) -> None:
    scenario = factories.ScenarioFactory(strategy=strategy)
    theirs = factories.GoalFactory(framework__organisation=neighbour)
    elsewhere = factories.PositionFactory(plan__organisation=neighbour, aspect="direction")
    for making, values, name in (
        (factories.ScenarioFactory, {"title": ""}, "scenario_says_what"),
        (factories.ScenarioFactory, {"population": 5}, "scenario_population_in_a_year"),
        (factories.ScenarioFactory, {"organisation": neighbour}, "scenario_of_own"),
        (factories.PopulationFigureFactory, {"sort": "forecast"}, "population_has_source"),
        (factories.PopulationFigureFactory, {"number": None}, "population_number_in_a_year"),
    ):
        assert refusal(making, strategy=strategy, **values) == name
    for values, name in (
        ({"goal": theirs}, "robustness_of_followed"),
        ({"goal": None, "position": elsewhere}, "robustness_of_own_position"),
        ({"goal": goal, "position": direction}, "robustness_of_goal_or_position"),
        ({"goal": goal, "reason": ""}, "robustness_has_reason"),
    ):
        assert refusal(factories.RobustnessFactory, scenario=scenario, **values) == name


def test_the_matrix_says_in_words_what_holds_under_each_scenario_and_each_cell_is_edited_in_place(
    strategy: PlanningStrategy, goal: Goal, direction: Position, coordinator: User
) -> None:
    page = browser(coordinator)
    assert "Inget scenario är beskrivet" in text(page.get(url_of(strategy)))
    said = {
        "title": "Tillväxt", "population": "75 000", "year": "2040", "drivers": "Nya industrier.",
        "nearness": "Skola i byn.", "digital": "Vård på nätet.", "state": "agreed", "order": "1",
    }  # fmt: skip
    assert page.post(url_of(strategy, "framtider/ny/"), said | {"year": ""}).status_code == 422
    shown = text(page.post(url_of(strategy, "framtider/ny/"), said, follow=True))
    assert "Tillväxt 75 000 invånare 2040 Nya industrier. Närhet: Skola i byn. Digital tillgång:" in shown
    untouched = "Mål och utvecklingsinriktningar som ingen har bedömt i något scenario"
    assert untouched in shown.split("Längs banan.")[0]
    still = factories.ScenarioFactory(strategy=strategy, title="Stillastående", order=2)
    asked = {"subject": f"goal-{goal.pk}", "scenario_id": still.pk}
    opened = page.get(url_of(strategy, "robusthet/ny/"), asked, headers=HTMX).content.decode()
    assert f'id="robustness-goal-{goal.pk}"' in opened
    assert f'<option value="{still.pk}" selected>' in opened
    answer = page.post(
        url_of(strategy, "robusthet/ny/"),
        asked | {"verdict": "partly", "reason": "Byggandet dröjer."},
        headers=HTMX,
    )
    assert "Bo bra" in text(answer)
    assert "Inte bedömt än" in text(answer)
    assert "Håller delvis Byggandet dröjer." in text(answer)
    judged, rest = text(page.get(url_of(strategy))).split(untouched)
    assert ("Bo bra" in judged, "Längs banan." in judged, "Längs banan." in rest) == (True, False, True)
    made = Robustness.objects.get()
    edit = url_of(strategy, f"robusthet/{made.pk}/redigera/")
    otherwise = asked | {"version": 1, "verdict": "fails", "reason": "Ingen bygger."}
    assert "Håller inte Ingen bygger." in text(page.post(edit, otherwise, follow=True))
    assert "samtal/robustness" in page.get(url_of(strategy, f"robusthet/{made.pk}/")).content.decode()
    page.post(url_of(strategy, f"robusthet/{made.pk}/ta-bort/"), {"version": 2})
    assert "Tillbakataget" in text(page.get(url_of(strategy)))


def test_the_page_keeps_goal_forecast_and_outcome_apart_and_reads_the_latest_observation(
    strategy: PlanningStrategy, municipality: Organisation, coordinator: User
) -> None:
    page, create = browser(coordinator), url_of(strategy, "befolkning/ny/")
    indicator = factories.IndicatorFactory(organisation=municipality, title="Folkmängd")
    for year, value in ((2024, 64_100), (2025, 64_300)):
        values = {"indicator": indicator, "organisation": municipality, "year": year, "value": value}
        factories.ObservationFactory(recorded_by=municipality, **values)
    assert "Folkmängd" not in text(page.get(create, {"sort": "goal"}))
    page.post(create, {"sort": "goal", "number": "75 000", "year": "2040"})
    page.post(create, {"sort": "outcome", "indicator_id": indicator.pk})
    assert page.post(create, {"sort": "forecast", "number": "1", "year": "2040"}).status_code == 422
    shown = text(page.get(url_of(strategy))).split("Invånare: mål, prognos och utfall")[-1]
    assert "Mål 75 000 2040" in shown
    assert "Prognos Inte angivet än" in shown
    assert "Utfall 64 300 2025 Folkmängd" in shown


def test_the_public_reads_of_adopted_strategies_what_it_may_see(
    strategy: PlanningStrategy, goal: Goal, direction: Position, client: Client
) -> None:
    scenario = factories.ScenarioFactory(strategy=strategy, title="Tillväxt")
    factories.RobustnessFactory(scenario=scenario, goal=goal, reason="Öppet skäl.")
    factories.RobustnessFactory(scenario=scenario, goal=None, position=direction, reason="Dolt skäl.")
    type(direction.plan).objects.filter(pk=direction.plan_id).update(status="drafting")
    asked = "/api/v1/robustness-verdicts/?organisation=ostersund"
    assert client.get(asked).json()["results"] == []
    decided = {"status": "adopted", "adopted_on": "2026-10-20", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=strategy.pk).update(**decided)
    public = text(client.get(url_of(strategy)))
    assert "Håller Öppet skäl." in public
    assert "Dolt skäl." not in public
    assert [each["reason"] for each in client.get(asked).json()["results"]] == ["Öppet skäl."]
    assert client.get("/api/v1/scenarios/?organisation=ostersund").json()["results"][0]["title"] == "Tillväxt"


def test_what_is_wrong_in_a_package_is_told_with_its_place() -> None:
    council: dict[str, Any] = {
        "terms": [{"key": "2026", "elected_on": "2026-09-13"}],
        "planning_strategies": [{"key": "d", "term": "2026", "title": "S", "status": "drafting"}],
        **goals("a"),
        **plans("p"),
    }
    scenario = {"key": "v", "strategy": "d", "title": "Växer"}
    verdict = {"scenario": "v", "goal": "f/a", "verdict": "holds", "reason": "Skäl."}
    figure = {"strategy": "d", "sort": "forecast", "number": 1, "year": 2040, "source": "SCB"}
    bring(
        package(**council, scenarios=[scenario], robustness_verdicts=[verdict], population_figures=[figure])
    )
    assert bring(exported()).written == 0
    assert document()["robustness_verdicts"] == [verdict | {"version": 1}]
    assert Scenario.objects.get().key == "v"
    for name, row, place in (
        ("scenarios", scenario | {"year": 2040}, "population"),
        ("robustness_verdicts", {k: v for k, v in verdict.items() if k != "goal"}, "goal"),
        ("robustness_verdicts", verdict | {"scenario": "x"}, "scenario"),
        ("population_figures", figure | {"source": None}, "source"),
        ("population_figures", figure | {"year": None}, "year"),
    ):
        found = refused(package(**{name: [row]}))
        assert found[0].startswith(f"/{name}/0/{place}: "), found
