"""Scenarios, what holds under them, and numbers of inhabitants, written over the API."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, User
from strategy.models import PlanningStrategy, Robustness
from tests import factories
from tests.planning.api.test_writing import problems, send
from tests.strategy.api.test_writing import API, here, made


@pytest.fixture
def client(log_in: Any, coordinator: User) -> Client:
    found: Client = log_in(coordinator)
    return found


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    found: PlanningStrategy = factories.PlanningStrategyFactory(term__organisation=municipality)
    return found


def test_a_future_is_described_judged_and_taken_back(
    client: Client, strategy: PlanningStrategy, municipality: Organisation
) -> None:
    goal = factories.GoalFactory(framework__organisation=municipality)
    comprehensive = {"plan__organisation": municipality, "plan__type__family": "comprehensive"}
    direction = factories.PositionFactory(**comprehensive, aspect="direction")
    growth = {"strategy": strategy.key, "title": "Tillväxt", "population": 75_000, "year": 2040}

    scenario = made(client, "scenarios", growth | {"drivers": "Nya industrier."})
    judged = {"scenario": scenario["id"], "reason": "Plats finns."}
    holds = made(client, "robustness-verdicts", judged | {"goal": goal.pk, "verdict": "holds"})
    fails = made(client, "robustness-verdicts", judged | {"position": direction.pk, "verdict": "fails"})
    partly = send(client, "patch", here(holds), {"version": 1, "verdict": "partly"})
    emptied = {"version": 1, "population": None, "year": None, "drivers": None}
    no_number = send(client, "patch", here(scenario), emptied)

    assert (partly.json()["verdict"], partly.json()["goal"]["id"]) == ("partly", goal.pk)
    assert fails["position"]["id"] == direction.pk
    assert [no_number.json()[name] for name in ("population", "drivers", "order")] == [None, None, 0]
    assert send(client, "delete", here(fails), {"version": 1}).status_code == 204
    assert send(client, "delete", here(scenario), {"version": 2}).status_code == 204
    assert not Robustness.objects.exists()


def test_the_outcome_goes_from_a_number_to_an_indicator(
    client: Client, strategy: PlanningStrategy, municipality: Organisation
) -> None:
    indicator = factories.IndicatorFactory(organisation=municipality)
    counted = {"strategy": strategy.pk, "sort": "outcome", "number": 64_700, "year": 2025, "source": "SCB"}
    figure = made(client, "population-figures", counted)

    both = send(client, "patch", here(figure), {"version": 1, "indicator": indicator.pk})
    shown = {"version": 1, "indicator": indicator.pk, "number": None, "year": None}
    moved = send(client, "patch", here(figure), shown)
    other = send(client, "patch", here(figure), {"version": 2, "sort": "goal"})

    assert problems(both) == [("/number", "population_number_or_indicator")]
    assert (moved.json()["indicator"]["id"], moved.json()["number"]) == (indicator.pk, None)
    assert problems(other) == [("/sort", "fixed")]


def test_what_no_council_can_mean_is_told_with_its_field(
    client: Client, strategy: PlanningStrategy, municipality: Organisation
) -> None:
    scenario = factories.ScenarioFactory(strategy=strategy)
    goal = factories.GoalFactory(framework__organisation=municipality)
    use = factories.PositionFactory(plan__organisation=municipality, aspect="use")
    judged = {"scenario": scenario.pk, "verdict": "holds", "reason": "Ja."}
    factories.RobustnessFactory(scenario=scenario, goal=goal)
    forecast = {"strategy": strategy.pk, "sort": "forecast", "number": 66_000, "year": 2040}

    told = [
        problems(send(client, "post", f"{API}{kind}/", content))
        for kind, content in (
            ("scenarios", {"strategy": strategy.pk, "title": "A", "population": 75_000}),
            ("robustness-verdicts", judged),
            ("robustness-verdicts", judged | {"position": use.pk}),
            ("robustness-verdicts", judged | {"goal": goal.pk}),
            ("population-figures", forecast),
            ("population-figures", forecast | {"source": "SCB", "sort": "guess"}),
        )
    ]

    assert told == [
        [("/year", "year")],
        [("/", "robustness_of_goal_or_position")],
        [("/", "robustness_of_own_position")],
        [("/", "robustness_once_a_goal")],
        [("/source", "population_has_source")],
        [("/sort", "invalid_choice")],
    ]
