"""How many inhabitants the council aims at, is forecast to get, and has: kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.versions import locked, write
from goals.models import Indicator
from organisations.models import Organisation, User
from organisations.policies import standing
from strategy.events import population_changed
from strategy.models import PlanningStrategy, PopulationFigure
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first
from strategy.services.scenarios import number_problems

REFUSALS = {
    "population_once_a_sort": gettext_lazy("This number is said already. Change that."),
    "population_of_followed": gettext_lazy("Choose an indicator that the organisation follows."),
}


@dataclass(frozen=True, slots=True)
class PopulationContent:
    """Which of the three it is, and the number with its year and source, or the indicator that has it."""

    sort: str
    number: int | None = None
    year: int | None = None
    source: str = ""
    indicator: Indicator | None = None


def create_population(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: PopulationContent
) -> PopulationFigure:
    """Say the goal, the forecast or the outcome.

    Raises `NotAllowed`; `DomainError` for a number without a year or a source that it needs, for what is said
    already, or is another organisation's. Announces `population_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    raise_first(_problems(content))
    with explained(REFUSALS), transaction.atomic():
        made = PopulationFigure.objects.create(strategy=strategy, sort=content.sort, **_columns(content))
        population_changed.send(sender=PopulationFigure, organisation=organisation, figure=made)
    return made


def change_population(
    *,
    organisation: Organisation,
    by: User,
    figure: PopulationFigure,
    expected_version: int,
    content: PopulationContent,
) -> PopulationFigure:
    """Say it otherwise; which of the three it is stays.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `population_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first(_problems(replace(content, sort=figure.sort)))
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(organisation, figure, expected_version)
        if write(stored, _columns(content)):
            population_changed.send(sender=PopulationFigure, organisation=organisation, figure=stored)
    return stored


@transaction.atomic
def remove_population(
    *, organisation: Organisation, by: User, figure: PopulationFigure, expected_version: int
) -> None:
    """Take the number back.

    Raises `NotAllowed`, `Changed`. Announces `population_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, figure, expected_version)
    stored.delete()
    population_changed.send(sender=PopulationFigure, organisation=organisation, figure=stored)


def _locked(organisation: Organisation, figure: PopulationFigure, expected_version: int) -> PopulationFigure:
    own = PopulationFigure.objects.filter(strategy__organisation=organisation)
    return locked(own, pk=figure.pk, expected_version=expected_version)


def _columns(content: PopulationContent) -> dict[str, Any]:
    return {
        "number": content.number,
        "year": content.year,
        "source": content.source.strip() or None,
        "indicator": content.indicator,
    }


def _problems(content: PopulationContent) -> Iterator[Problem]:
    if content.sort not in PopulationFigure.Sort.values:
        yield Problem("sort", "sort", _("Choose goal, forecast or outcome."))
    yield from number_problems(content.number, content.year, "number")
    is_outcome = content.sort == PopulationFigure.Sort.OUTCOME
    if content.indicator is not None and not is_outcome:
        message = _("Only the outcome comes from an indicator.")
        yield Problem("indicator_id", "population_indicator_of_outcome", message)
    if (content.number is None) == (content.indicator is None):
        yield Problem("number", "population_number_or_indicator", _number_words(is_outcome=is_outcome))
    is_sourced = content.sort in PopulationFigure.SOURCED and content.indicator is None
    if is_sourced and not content.source.strip():
        yield Problem("source", "population_has_source", _("Say who has reckoned or counted this."))


def _number_words(*, is_outcome: bool) -> str:
    return _("Enter a number or choose an indicator, not both.") if is_outcome else _("Enter a number.")
