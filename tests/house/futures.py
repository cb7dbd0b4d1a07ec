"""What scenarios and numbers of inhabitants add to the walk of all routes, services and writes of the API."""

from typing import Any

from goals.models import Goal
from organisations.models import User
from planning.models import Plan
from strategy.models import PlanningStrategy, PopulationFigure, Robustness, Scenario
from strategy.services import population, robustness, scenarios
from tests import factories


def build(adopted: PlanningStrategy, draft: PlanningStrategy, secret: Plan, secret_title: str) -> None:
    """An open scenario, under which what is secret is judged too, and a secret one."""
    opened = factories.ScenarioFactory(strategy=adopted, key="oppen-framtid", title="Öppen framtid")
    closed = factories.ScenarioFactory(strategy=draft, key="hemlig-framtid", title=secret_title)
    goals = {goal.key: goal for goal in Goal.objects.filter(framework__organisation=adopted.organisation)}
    shown = goals["g"]
    factories.RobustnessFactory(scenario=opened, goal=shown, reason="Öppet skäl.")
    factories.RobustnessFactory(scenario=opened, goal=goals["h"], reason=secret_title)
    direction = factories.PositionFactory(plan=secret, key="hemlig-riktning", aspect="direction")
    factories.RobustnessFactory(scenario=opened, goal=None, position=direction, reason=secret_title)
    factories.RobustnessFactory(scenario=closed, goal=shown, reason=secret_title)
    factories.PopulationFigureFactory(strategy=adopted)
    factories.PopulationFigureFactory(strategy=draft, sort="forecast", source=secret_title)


def ids_at(status: str) -> dict[str, int]:
    """The ids of a scenario, a verdict under it and a number of inhabitants, by the desks' kinds."""
    scenario = Scenario.objects.get(strategy__status=status)
    reason = "Öppet skäl." if status == "adopted" else scenario.title
    return {
        "scenario": scenario.pk,
        "robustness": scenario.robustness.get(reason=reason).pk,
        "population": PopulationFigure.objects.get(strategy__status=status).pk,
    }


def of_route(name: str) -> dict[str, Any]:
    """What is sent to the routes of the secret strategy."""
    if name.startswith("strategy:population"):
        sort = "outcome" if name.endswith("create") else "forecast"
        return {"sort": sort, "number": "65000", "year": 2025, "source": "SCB", "indicator_id": ""}
    if name.startswith("strategy:scenario"):
        return {"population": "65000"}
    if name.startswith("strategy:robustness"):
        goal = Goal.objects.get(key="h" if name.endswith("create") else "g")
        scenario = Scenario.objects.get(strategy__status="drafting")
        return {"subject": f"goal-{goal.pk}", "scenario_id": scenario.pk, "verdict": "fails"}
    return {}


def new(strategy: int) -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    opened = Scenario.objects.get(key="oppen-framtid").pk
    return {
        "scenarios": {"strategy": strategy, "title": "Stillastående", "population": 65_000, "year": 2040},
        "robustness-verdicts": {
            "scenario": opened,
            "goal": "ny",
            "verdict": "partly",
            "reason": "Till dels.",
        },
        "population-figures": {"strategy": strategy, "sort": "goal", "number": 75_000, "year": 2040},
    }


#: What changes of a thing of a kind of the API.
CHANGES: dict[str, dict[str, Any]] = {
    "scenarios": {"drivers": "Nya industrier."},
    "robustness-verdicts": {"reason": "Annat skäl."},
    "population-figures": {"year": 2041},
}


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def draft() -> PlanningStrategy:
    found: PlanningStrategy = PlanningStrategy.objects.get(status="drafting")
    return found


def scenario() -> dict[str, Any]:
    return {"scenario": Scenario.objects.get(strategy__status="drafting"), "expected_version": 1}


def judged() -> dict[str, Any]:
    found = Robustness.objects.get(scenario__strategy__status="drafting")
    return {"robustness": found, "expected_version": 1}


def holding() -> robustness.RobustnessContent:
    return robustness.RobustnessContent("fails", "Håller inte.", goal=Goal.objects.get(key="h"))


def figure() -> dict[str, Any]:
    found = PopulationFigure.objects.get(strategy__status="drafting")
    return {"figure": found, "expected_version": 1}


FORECAST = population.PopulationContent("forecast", 70_000, 2040, "SCB")
AIMED_AT = population.PopulationContent("goal", 75_000, 2040)
FUTURE = scenarios.ScenarioContent("75 000 invånare")
#: What coordinators do.
ACTS: dict[str, Any] = {
    "create_scenario": lambda w, user: scenarios.create_scenario(
        **by(w, user), strategy=draft(), content=FUTURE
    ),
    "change_scenario": lambda w, user: scenarios.change_scenario(**by(w, user), **scenario(), content=FUTURE),
    "remove_scenario": lambda w, user: scenarios.remove_scenario(**by(w, user), **scenario()),
    "create_robustness": lambda w, user: robustness.create_robustness(
        **by(w, user), scenario=scenario()["scenario"], content=holding()
    ),
    "change_robustness": lambda w, user: robustness.change_robustness(
        **by(w, user), **judged(), content=holding()
    ),
    "remove_robustness": lambda w, user: robustness.remove_robustness(**by(w, user), **judged()),
    "create_population": lambda w, user: population.create_population(
        **by(w, user), strategy=draft(), content=AIMED_AT
    ),
    "change_population": lambda w, user: population.change_population(
        **by(w, user), **figure(), content=FORECAST
    ),
    "remove_population": lambda w, user: population.remove_population(**by(w, user), **figure()),
}
