"""Values of indicators, year by year: what was measured, and what is foreseen."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy

from core.integrity import explained
from core.versions import locked, write
from goals.events import followup_changed
from goals.models import Indicator, Observation
from goals.policies import can_keep_indicator, check_allowed
from goals.services.values import check_value
from organisations.models import Organisation, User
from organisations.policies import standing

REFUSALS = {"observation_once": gettext_lazy("There is a value for that year already. Change that one.")}


@dataclass(frozen=True, slots=True)
class ObservationContent:
    """The value of a year; no value says that it is not known."""

    year: int
    kind: str
    value: Decimal | None
    note: str | None
    source: str


def record_observation(
    *, organisation: Organisation, by: User, indicator: Indicator, content: ObservationContent
) -> Observation:
    """Record a value of an own indicator for the organisation.

    Raises `NotAllowed`, or `DomainError` if the year has a value. Announces `followup_changed`.
    """
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, indicator))
    check_value(indicator, content.value, code="value")
    with explained(REFUSALS), transaction.atomic():
        observation = Observation.objects.create(
            recorded_by=organisation, organisation=organisation, indicator=indicator, **asdict(content)
        )
        followup_changed.send(sender=Observation, organisation=organisation)
    return observation


def change_observation(
    *,
    organisation: Organisation,
    by: User,
    observation: Observation,
    expected_version: int,
    content: ObservationContent,
) -> Observation:
    """Correct a value. Raises `NotAllowed`, `Changed`, `DomainError`. Announces `followup_changed`."""
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, observation.indicator))
    check_value(observation.indicator, content.value, code="value")
    with explained(REFUSALS), transaction.atomic():
        own = Observation.objects.filter(recorded_by=organisation)
        stored = locked(own, pk=observation.pk, expected_version=expected_version)
        if write(stored, asdict(content)):
            followup_changed.send(sender=Observation, organisation=organisation)
    return stored


@transaction.atomic
def remove_observation(
    *, organisation: Organisation, by: User, observation: Observation, expected_version: int
) -> None:
    """Take a value away. Raises `NotAllowed`, `Changed`. Announces `followup_changed`."""
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, observation.indicator))
    own = Observation.objects.filter(recorded_by=organisation)
    locked(own, pk=observation.pk, expected_version=expected_version).delete()
    followup_changed.send(sender=Observation, organisation=organisation)
