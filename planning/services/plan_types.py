"""Plan types: what the organisation calls its sorts of plans."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import check_administers
from organisations.services.references import check_unused
from planning.events import plan_type_changed
from planning.models import PlanType

REFUSALS = {
    "plan_type_key_unique": gettext_lazy(
        "Somebody made a plan type of that name just now. Look at the list again."
    )
}


@dataclass(frozen=True, slots=True)
class PlanTypeContent:
    """The name, the family that rules look at, and how it steers (none: not said)."""

    name: str
    family: str
    steering: str | None


def create_plan_type(*, organisation: Organisation, by: User, content: PlanTypeContent) -> PlanType:
    """Make a plan type. Raises `NotAllowed`, `DomainError`. Announces `plan_type_changed`."""
    check_administers(by, organisation)
    _check(content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.plan_types.values_list("key", flat=True))
        key = key_from(content.name, taken, otherwise="plantyp")
        plan_type = PlanType.objects.create(organisation=organisation, key=key, **asdict(content))
        plan_type_changed.send(sender=PlanType, organisation=organisation, plan_type=plan_type)
    return plan_type


@transaction.atomic
def change_plan_type(
    *,
    organisation: Organisation,
    by: User,
    plan_type: PlanType,
    expected_version: int,
    content: PlanTypeContent,
) -> PlanType:
    """Change a plan type, and with it what all plans of that type are called.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `plan_type_changed` if anything differs.
    """
    check_administers(by, organisation)
    _check(content)
    own = PlanType.objects.filter(organisation=organisation)
    stored = locked(own, pk=plan_type.pk, expected_version=expected_version)
    if write(stored, asdict(content)):
        plan_type_changed.send(sender=PlanType, organisation=organisation, plan_type=stored)
    return stored


@transaction.atomic
def remove_plan_type(
    *, organisation: Organisation, by: User, plan_type: PlanType, expected_version: int
) -> None:
    """Remove a plan type that no plan is of.

    Raises `NotAllowed`, `Changed`, `InUse` with how many plans there are. Announces `plan_type_changed`.
    """
    check_administers(by, organisation)
    own = PlanType.objects.filter(organisation=organisation)
    stored = locked(own, pk=plan_type.pk, expected_version=expected_version)
    check_unused(stored)
    stored.delete()
    plan_type_changed.send(sender=PlanType, organisation=organisation, plan_type=stored)


def _check(content: PlanTypeContent) -> None:
    if not content.name.strip():
        raise DomainError(_("A plan type has a name."), code="name")
