"""Values that were fetched from a source: written where nobody has put them otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.versions import locked, write
from goals.events import followup_changed
from goals.models import Indicator, Observation
from goals.policies import can_keep_indicator, check_allowed
from goals.services.values import check_value
from organisations.models import Organisation, User
from organisations.policies import standing

FIELDS = ("value", "fetched_value", "fetched_at", "source")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the source says of an organisation in a year. None: not known; `is_withdrawn`: no more there."""

    organisation_id: int
    year: int
    gender: str
    value: Decimal | None
    is_withdrawn: bool = False

    @property
    def place(self) -> tuple[int, int, str]:
        """What there is one value of."""
        return self.organisation_id, self.year, self.gender


@dataclass(slots=True)
class Written:
    """What became of the values: how many are new, others, gone; and which stay as somebody here put them."""

    created: list[Observation] = field(default_factory=list)
    changed: list[Observation] = field(default_factory=list)
    removed: list[Observation] = field(default_factory=list)
    noted: list[Observation] = field(default_factory=list)
    differing: list[Observation] = field(default_factory=list)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.created or self.changed or self.removed or self.noted)


@transaction.atomic
def write_fetched(*, indicator: Indicator, fetched: Sequence[Fetched], at: datetime) -> Written:
    """Write what the source of an organisation's own indicator says, in bulk.

    A value that somebody here has entered or corrected stays; what the source says is noted beside it. What
    the source has withdrawn goes, if it came from there. Raises `DomainError` for a value that the indicator
    cannot have. Announces `followup_changed` if anything is written.
    """
    for each in fetched:
        check_value(indicator, each.value, code="value")
    stored = Observation.objects.filter(
        recorded_by=indicator.organisation_id,
        indicator=indicator,
        kind=Observation.Kind.OUTCOME,
        organisation__in={each.organisation_id for each in fetched},
    ).select_for_update(of=("self",), no_key=True)
    known = {(each.organisation_id, each.year, each.gender): each for each in stored.order_by("pk")}
    written = Written()
    for each in fetched:
        _settle(written, known.get(each.place), each, (indicator, at))
    if written.has_any:
        Observation.objects.bulk_create(written.created)
        Observation.objects.bulk_update([*written.changed, *written.noted], FIELDS, batch_size=500)
        Observation.objects.filter(pk__in=[each.pk for each in written.removed]).delete()
        followup_changed.send(sender=Observation, organisation=indicator.organisation)
    return written


def take_fetched(
    *, organisation: Organisation, by: User, observation: Observation, expected_version: int
) -> Observation:
    """Put what the source says in place of what was entered here.

    Raises `NotAllowed`, `Changed`, `DomainError` if it was not fetched. Announces `followup_changed`.
    """
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, observation.indicator))
    with transaction.atomic():
        own = Observation.objects.filter(recorded_by=organisation).select_related("indicator")
        stored = locked(own, pk=observation.pk, expected_version=expected_version)
        if stored.fetched_at is None:
            raise DomainError(_("The value was not fetched from anywhere."), code="not_fetched")
        if write(stored, {"value": stored.fetched_value, "source": stored.indicator.source_name}):
            followup_changed.send(sender=Observation, organisation=organisation)
    return stored


def _settle(
    written: Written, stored: Observation | None, said: Fetched, context: tuple[Indicator, datetime]
) -> None:
    """Puts the value where it belongs in `written`."""
    if stored is None:
        if said.value is not None:
            written.created.append(_new(said, *context))
        return
    if stored.is_as_fetched and said.is_withdrawn:
        written.removed.append(stored)
    elif stored.is_as_fetched and stored.value != said.value:
        written.changed.append(_renewed(stored, said, *context, is_taken=True))
    elif not stored.is_as_fetched and (stored.fetched_at is not None or said.value is not None):
        _note(written, stored, said, context)


def _note(written: Written, stored: Observation, said: Fetched, context: tuple[Indicator, datetime]) -> None:
    """Puts down what the source says beside what somebody here has entered."""
    if stored.fetched_at is None or stored.fetched_value != said.value:
        written.noted.append(_renewed(stored, said, *context, is_taken=False))
    if stored.value != stored.fetched_value:
        written.differing.append(stored)


def _new(said: Fetched, indicator: Indicator, at: datetime) -> Observation:
    return Observation(
        recorded_by_id=indicator.organisation_id,
        organisation_id=said.organisation_id,
        indicator=indicator,
        year=said.year,
        gender=said.gender,
        value=said.value,
        fetched_value=said.value,
        fetched_at=at,
        source=indicator.source_name,
    )


def _renewed(
    stored: Observation, said: Fetched, indicator: Indicator, at: datetime, *, is_taken: bool
) -> Observation:
    stored.fetched_value, stored.fetched_at = said.value, at
    if is_taken:
        stored.value = said.value
    if is_taken or (stored.value == said.value and not stored.source):
        stored.source = indicator.source_name
    return stored
