"""The organisation's own indicators."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from goals.events import followup_changed
from goals.models import Indicator
from goals.policies import can_keep_indicator, can_make_indicators, check_allowed
from organisations.models import Organisation, User
from organisations.policies import standing
from organisations.services.references import check_unused, references

REFUSALS = {
    "indicator_key_unique": gettext_lazy(
        "Somebody made an indicator of that name just now. Look at the list again."
    ),
    "indicator_stages_are_named": gettext_lazy("Name at least two stages, from the first to the last."),
}


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """What is measured, in what unit, which way is better, sort of value, how old it may be; its source."""

    title: str
    unit: str | None
    direction: str | None
    value_type: str
    stages: tuple[str, ...]
    max_age_years: int
    source: str = Indicator.Source.MANUAL
    external_id: str | None = None

    def as_stored(self) -> dict[str, Any]:
        """The fields of the row."""
        is_staged = self.value_type == Indicator.ValueType.STAGES
        return {
            "title": self.title.strip(),
            "unit": (self.unit or "").strip() or None,
            "direction": self.direction or None,
            "value_type": self.value_type,
            "stages": [stage.strip() for stage in self.stages if stage.strip()] if is_staged else [],
            "max_age_years": self.max_age_years,
            "source": self.source,
            "external_id": (self.external_id or "").strip() or None,
        }


def create_indicator(*, organisation: Organisation, by: User, content: IndicatorContent) -> Indicator:
    """Make an indicator. Raises `NotAllowed`, `DomainError`. Announces `followup_changed`."""
    check_allowed(can_make_indicators(standing(by, organisation)))
    _check(content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.indicators.values_list("key", flat=True))
        key = key_from(content.title, taken, otherwise="indikator")
        indicator = Indicator.objects.create(organisation=organisation, key=key, **content.as_stored())
        followup_changed.send(sender=Indicator, organisation=organisation)
    return indicator


def change_indicator(
    *,
    organisation: Organisation,
    by: User,
    indicator: Indicator,
    expected_version: int,
    content: IndicatorContent,
) -> Indicator:
    """Change an own indicator; its sort of value only while nothing has been measured or promised with it.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `followup_changed` if anything differs.
    """
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, indicator))
    _check(content)
    with explained(REFUSALS), transaction.atomic():
        own = Indicator.objects.filter(organisation=organisation)
        stored = locked(own, pk=indicator.pk, expected_version=expected_version)
        if content.value_type != stored.value_type and references(stored):
            raise DomainError(
                _("There are values or targets of this sort. Make another indicator."), code="value_type"
            )
        if stored.stages and len(content.as_stored()["stages"]) < len(stored.stages) and references(stored):
            raise DomainError(
                _("Values stand on these stages: rename them, but keep their number."), code="stages"
            )
        if write(stored, content.as_stored()):
            followup_changed.send(sender=Indicator, organisation=organisation)
    return stored


@transaction.atomic
def remove_indicator(
    *, organisation: Organisation, by: User, indicator: Indicator, expected_version: int
) -> None:
    """Remove an own indicator without targets and values.

    Raises `NotAllowed`, `Changed`, or `InUse` with what refers to it. Announces `followup_changed`.
    """
    check_allowed(can_keep_indicator(standing(by, organisation), organisation, indicator))
    own = Indicator.objects.filter(organisation=organisation)
    stored = locked(own, pk=indicator.pk, expected_version=expected_version)
    check_unused(stored)
    stored.delete()
    followup_changed.send(sender=Indicator, organisation=organisation)


def _check(content: IndicatorContent) -> None:
    if not content.title.strip():
        raise DomainError(_("An indicator has a name."), code="title")
    stored = content.as_stored()
    is_fetched = stored["source"] != Indicator.Source.MANUAL
    if is_fetched and not stored["external_id"]:
        raise DomainError(_("Say which number the indicator has at the source."), code="external_id")
    if stored["external_id"] and not is_fetched:
        raise DomainError(_("Say which source the number is from."), code="source")
