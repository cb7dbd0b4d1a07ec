"""Targets: the value that an indicator shall have in a year, for one goal."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from goals.events import followup_changed
from goals.models import Goal, Indicator, Target
from goals.policies import can_state_of_goal, check_allowed
from goals.services.values import check_value
from organisations.models import Organisation, User
from organisations.policies import standing

REFUSALS = {
    "target_key_unique": gettext_lazy("Somebody set such a target just now. Look at the list again."),
    "target_has_value_or_band": gettext_lazy("Give a value, or from and to."),
    "target_baseline_before_year": gettext_lazy("The baseline is a year before the target's."),
    "target_goal_adopted": gettext_lazy("The organisation does not follow that goal."),
}
Band = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class TargetContent:
    """An indicator, a year, and a value with perhaps a baseline; or bands, whose ends may be open."""

    indicator_id: int
    scope: str
    year: int
    value: Decimal | None = None
    baseline_year: int | None = None
    baseline_value: Decimal | None = None
    desired: Band = (None, None)
    accepted: Band = (None, None)

    def as_stored(self) -> dict[str, Any]:
        """The fields of the row."""
        plain = ("indicator_id", "scope", "year", "value", "baseline_year", "baseline_value")
        return {name: getattr(self, name) for name in plain} | {
            "desired": _interval(self.desired),
            "accepted": _interval(self.accepted),
        }


def create_target(*, organisation: Organisation, by: User, goal: Goal, content: TargetContent) -> Target:
    """Set a target for a goal that the organisation has or follows.

    Raises `NotAllowed`, `DomainError`. Announces `followup_changed`.
    """
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, goal))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.targets.values_list("key", flat=True))
        key = key_from(f"{goal.key}-{content.year}", taken, otherwise="malvarde")
        target = Target.objects.create(recorded_by=organisation, goal=goal, key=key, **content.as_stored())
        followup_changed.send(sender=Target, organisation=organisation)
    return target


def change_target(
    *, organisation: Organisation, by: User, target: Target, expected_version: int, content: TargetContent
) -> Target:
    """Change one of the organisation's targets.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `followup_changed` if anything differs.
    """
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, target.goal))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        own = Target.objects.filter(recorded_by=organisation)
        stored = locked(own, pk=target.pk, expected_version=expected_version)
        if write(stored, content.as_stored()):
            followup_changed.send(sender=Target, organisation=organisation)
    return stored


@transaction.atomic
def remove_target(*, organisation: Organisation, by: User, target: Target, expected_version: int) -> None:
    """Take a target away. Raises `NotAllowed`, `Changed`. Announces `followup_changed`."""
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, target.goal))
    own = Target.objects.filter(recorded_by=organisation)
    locked(own, pk=target.pk, expected_version=expected_version).delete()
    followup_changed.send(sender=Target, organisation=organisation)


def _interval(band: Band) -> NumericRange | None:
    """A closed interval; none where both ends are open."""
    return None if band == (None, None) else NumericRange(*band, bounds="[]")


def _check(organisation: Organisation, content: TargetContent) -> None:
    adopted = organisation.framework_adoptions.values_list("framework__organisation_id", flat=True)
    indicators = Indicator.objects.filter(organisation__in=[organisation.pk, *adopted])
    indicator = indicators.filter(pk=content.indicator_id).first()
    if indicator is None:
        raise DomainError(_("That indicator is not the organisation's."), code="indicator_id")
    for name in ("value", "baseline_value"):
        check_value(indicator, getattr(content, name), code=name)
    for name, (low, high) in (("desired_to", content.desired), ("accepted_to", content.accepted)):
        if low is not None and high is not None and low > high:
            raise DomainError(_("It ends below where it begins."), code=name)
