"""Desired futures as a strategy's contents say them: scenarios, what holds under each, and inhabitants."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from core.asking import Asking, ask, beside
from goals.models import Observation
from strategy.models import PlanningStrategy, PopulationFigure, Robustness, Scenario


@dataclass(frozen=True, slots=True)
class Future:
    """A scenario: how many live here in which year, what leads there, how people reach what they need."""

    key: str
    title: str
    population: int | None
    year: int | None
    drivers: str
    nearness: str
    mobility: str
    digital: str
    unit: str


@dataclass(frozen=True, slots=True)
class Judged:
    """How a goal, or a direction in a plan (`position`, `plan`), fares under a scenario, and why.

    `scenario` is its key and `under` what it was called; `language` is that of `name`.
    """

    scenario: str
    under: str
    goal: int | None
    position: int | None
    plan: int | None
    name: str
    language: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """The goal, the forecast or the outcome; with an `indicator`, what that said last on the day."""

    sort: str
    number: float | None
    year: int | None
    source: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Futures:
    """All that a strategy says of what is to come."""

    scenarios: tuple[Future, ...] = ()
    robustness: tuple[Judged, ...] = ()
    population: tuple[Inhabitants, ...] = ()


#: What is said where nothing is.
NONE = Futures()


def futures_from(kept: dict[str, Any]) -> Futures:
    """Futures as they were kept."""
    return Futures(
        scenarios=tuple(Future(**each) for each in kept["scenarios"]),
        robustness=tuple(Judged(**each) for each in kept["robustness"]),
        population=tuple(Inhabitants(**each) for each in kept["population"]),
    )


def futures_asked(strategy: PlanningStrategy) -> Asking[Futures]:
    """What the strategy (with organisation) says of them now. Asked for in one step."""
    names = ("scenario", "goal__framework__organisation", "position__plan__organisation")
    verdicts = Robustness.objects.filter(scenario__strategy=strategy).select_related(*names)
    of_goals = ("goal__framework_id", "goal__code", "goal__title")
    in_order = (*of_goals, "position__plan_id", "position__order", "scenario__order", "pk")
    scenarios, judged, figures, latest = yield from beside(
        ask(strategy.scenarios.select_related("unit").order_by("order", "pk")),
        ask(verdicts.order_by(*in_order)),
        ask(strategy.population_figures.select_related("indicator").order_by("pk")),
        ask(latest_outcome(strategy)),
    )
    order = list(PopulationFigure.Sort.values)
    return Futures(
        scenarios=tuple(_future(each) for each in scenarios),
        robustness=tuple(_judged(each) for each in judged),
        population=tuple(
            _inhabitants(each, latest[0] if latest else None)
            for each in sorted(figures, key=lambda figure: order.index(figure.sort))
        ),
    )


def latest_outcome(strategy: PlanningStrategy) -> QuerySet[Observation]:
    """The latest value of the indicator that gives the outcome, if one does and it has any."""
    measured: QuerySet[Observation] = Observation.objects.outcomes().filter(
        organisation=strategy.organisation_id,
        indicator__population_figures__strategy=strategy,
        value__isnull=False,
    )
    return measured.order_by(F("year").desc(), "pk")[:1]


def _future(scenario: Scenario) -> Future:
    return Future(
        key=scenario.key,
        title=scenario.title,
        population=scenario.population,
        year=scenario.year,
        drivers=scenario.drivers or "",
        nearness=scenario.nearness or "",
        mobility=scenario.mobility or "",
        digital=scenario.digital or "",
        unit=scenario.unit.name if scenario.unit else "",
    )


def _judged(said: Robustness) -> Judged:
    plan = said.position.plan if said.position else None
    owner = said.goal.framework.organisation if said.goal else plan.organisation if plan else None
    return Judged(
        scenario=said.scenario.key,
        under=said.scenario.title,
        goal=said.goal_id,
        position=said.position_id,
        plan=plan.pk if plan else None,
        name=str(said.goal or said.position),
        language=owner.language if owner else "",
        verdict=said.verdict,
        reason=said.reason,
    )


def _inhabitants(figure: PopulationFigure, latest: Observation | None) -> Inhabitants:
    value: float | None = figure.number
    year = figure.year
    if figure.indicator is not None:
        value = float(latest.value) if latest and latest.value is not None else None
        year = latest.year if latest else None
    return Inhabitants(
        sort=figure.sort,
        number=value,
        year=year,
        source=figure.source or "",
        indicator=figure.indicator.title if figure.indicator else "",
    )
