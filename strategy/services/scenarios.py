"""Desired futures: the scenarios that a strategy plans for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from strategy.events import scenario_changed
from strategy.models import FUTURE_YEARS, PlanningStrategy, Scenario
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first

MOST_PEOPLE = 2**31 - 1
MOST_ORDER = 2**15 - 1
TEXTS = ("drivers", "nearness", "mobility", "digital")
REFUSALS = {
    "scenario_key_unique": gettext_lazy("Somebody wrote one down just now. Look at the list again."),
}


@dataclass(frozen=True, slots=True)
class ScenarioContent:
    """A future: how many live here in which year, what leads there, and how people reach what they need."""

    title: str
    population: int | None = None
    year: int | None = None
    drivers: str = ""
    nearness: str = ""
    mobility: str = ""
    digital: str = ""
    state: str = Scenario.State.PROPOSED
    unit: Unit | None = None
    order: int = 0


def create_scenario(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: ScenarioContent
) -> Scenario:
    """Describe a future that the strategy plans for.

    Raises `NotAllowed`; `DomainError` without a title, for a population without its year, or for what is
    another organisation's. Announces `scenario_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    raise_first(_problems(organisation, content))
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.scenarios.values_list("key", flat=True))
        key = key_from(content.title, taken, otherwise="scenario")
        made = Scenario.objects.create(
            organisation=organisation, strategy=strategy, key=key, **_columns(content)
        )
        scenario_changed.send(sender=Scenario, organisation=organisation, scenario=made)
    return made


@transaction.atomic
def change_scenario(
    *,
    organisation: Organisation,
    by: User,
    scenario: Scenario,
    expected_version: int,
    content: ScenarioContent,
) -> Scenario:
    """Describe it otherwise, whatever of it.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `scenario_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first(_problems(organisation, content))
    stored = _locked(organisation, scenario, expected_version)
    if write(stored, _columns(content)):
        scenario_changed.send(sender=Scenario, organisation=organisation, scenario=stored)
    return stored


@transaction.atomic
def remove_scenario(
    *, organisation: Organisation, by: User, scenario: Scenario, expected_version: int
) -> None:
    """Plan for it no longer; what was judged under it goes with it.

    Raises `NotAllowed`, `Changed`. Announces `scenario_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, scenario, expected_version)
    stored.delete()
    scenario_changed.send(sender=Scenario, organisation=organisation, scenario=stored)


def _locked(organisation: Organisation, scenario: Scenario, expected_version: int) -> Scenario:
    own = Scenario.objects.filter(organisation=organisation)
    return locked(own, pk=scenario.pk, expected_version=expected_version)


def _columns(content: ScenarioContent) -> dict[str, Any]:
    return {
        "title": content.title.strip(),
        "population": content.population,
        "year": content.year,
        **{name: getattr(content, name).strip() or None for name in TEXTS},
        "state": content.state,
        "unit_id": content.unit.pk if content.unit else None,
        "order": content.order,
    }


def _problems(organisation: Organisation, content: ScenarioContent) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "scenario_says_what", _("Give the scenario a title."))
    yield from number_problems(content.population, content.year, "population")
    if not 0 <= content.order <= MOST_ORDER:
        yield Problem("order", "order", _("Enter a whole number that is not negative."))
    if content.unit is not None and content.unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "unit", _("Choose a unit of the organisation."))


def number_problems(number: int | None, year: int | None, name: str) -> Iterator[Problem]:
    """What is wrong with a number of inhabitants in a year; `name` is the number's field."""
    if number is not None and not 0 <= number <= MOST_PEOPLE:
        yield Problem(name, name, _("Enter a whole number that is not negative."))
    if number is not None and year is None:
        yield Problem("year", "year", _("Say in which year that is."))
    if number is None and year is not None:
        yield Problem(name, name, _("Say how many inhabitants there are that year."))
    if year is not None and not FUTURE_YEARS[0] <= year <= FUTURE_YEARS[1]:
        words = {"first": FUTURE_YEARS[0], "last": FUTURE_YEARS[1]}
        yield Problem("year", "year", _("Enter a year from %(first)s to %(last)s.") % words)
