"""What all services of a strategy's parts check alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from organisations.models import Organisation
from strategy.models import PlanningStrategy


def check_own_strategy(organisation: Organisation, strategy: PlanningStrategy) -> None:
    """Raises `DomainError` for another organisation's strategy."""
    if strategy.organisation_id != organisation.pk:
        raise DomainError(_("Choose a strategy of the organisation."), code="not_own_strategy")


def raise_first(problems: Iterable[Problem]) -> None:
    """Raises `DomainError` with every problem, if there are any; its code is the field of the first."""
    found = list(problems)
    if found:
        raise DomainError(found[0].message, code=found[0].path, problems=found)
