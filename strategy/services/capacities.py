"""Resources: what units can put into planning, quarter by quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from strategy.events import capacity_changed
from strategy.models import Capacity, PlanningStrategy
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first
from strategy.services.needs import MOST_MONEY, MOST_MONTHS

_OVERLAP = gettext_lazy("The unit's capacity is said for some of these quarters already. Change that.")
REFUSALS = {"capacity_no_overlap": _OVERLAP, "capacity_once_a_quarter": _OVERLAP}


@dataclass(frozen=True, slots=True)
class CapacityContent:
    """Whose capacity, from which quarter to which, and how much in each; no money: nobody has said."""

    unit: Unit
    first: str
    last: str
    person_months: int
    money: int | None = None


def create_capacity(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: CapacityContent
) -> Capacity:
    """Say what a unit can put into planning in each quarter of a period.

    Raises `NotAllowed`; `DomainError` for quarters outside the term or in the wrong order, for some that the
    unit's capacity is said for already, or for another organisation's unit. Announces `capacity_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    raise_first(_problems(organisation, strategy, content))
    with explained(REFUSALS), transaction.atomic():
        made = Capacity.objects.create(strategy=strategy, **_columns(content))
        capacity_changed.send(sender=Capacity, organisation=organisation, capacity=made)
    return made


def change_capacity(
    *,
    organisation: Organisation,
    by: User,
    capacity: Capacity,
    expected_version: int,
    content: CapacityContent,
) -> Capacity:
    """Say it otherwise.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `capacity_changed` if anything
    differs.
    """
    check_can_run_strategy(standing(by, organisation))
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(organisation, capacity, expected_version)
        raise_first(_problems(organisation, stored.strategy, content))
        if write(stored, _columns(content)):
            capacity_changed.send(sender=Capacity, organisation=organisation, capacity=stored)
    return stored


@transaction.atomic
def remove_capacity(
    *, organisation: Organisation, by: User, capacity: Capacity, expected_version: int
) -> None:
    """Take it back: nobody has said then.

    Raises `NotAllowed`, `Changed`. Announces `capacity_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, capacity, expected_version)
    stored.delete()
    capacity_changed.send(sender=Capacity, organisation=organisation, capacity=stored)


def _locked(organisation: Organisation, capacity: Capacity, expected_version: int) -> Capacity:
    own = Capacity.objects.filter(strategy__organisation=organisation).select_related("strategy__term")
    return locked(own, pk=capacity.pk, expected_version=expected_version)


def _columns(content: CapacityContent) -> dict[str, Any]:
    return {
        "unit_id": content.unit.pk,
        "first": content.first,
        "last": content.last,
        "person_months": content.person_months,
        "money": content.money,
    }


def _problems(
    organisation: Organisation, strategy: PlanningStrategy, content: CapacityContent
) -> Iterator[Problem]:
    if content.unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "capacity_of_own_unit", _("Choose a unit of the organisation."))
    for name in ("first", "last"):
        if getattr(content, name) not in strategy.term.quarters:
            message = _("This is not a quarter of the term %(years)s.") % {"years": strategy.term}
            yield Problem(name, "capacity_in_term", message)
    if content.last < content.first:
        yield Problem("last", "capacity_quarters_ordered", _("The last quarter is before the first."))
    for name, most in (("person_months", MOST_MONTHS), ("money", MOST_MONEY)):
        amount = getattr(content, name)
        if amount is not None and not 0 <= amount <= most:
            yield Problem(name, "capacity_money_not_negative", _("Write a number from 0 on."))
