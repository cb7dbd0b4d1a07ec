"""Units: boards, committees, departments, companies, and actors outside that somebody answers for."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.events import organisation_changed
from organisations.models import Organisation, Unit, User
from organisations.policies import check_administers
from organisations.services.references import check_unused

REFUSALS = {
    "unit_key_unique": gettext_lazy("Somebody made a unit of that name just now. Look at the list again."),
    "unit_parent_no_loop": gettext_lazy("A unit cannot stand below itself or below a unit of its own."),
}


@dataclass(frozen=True, slots=True)
class UnitContent:
    """What a unit is called, what sort it is, and the unit that it stands below (none: at the top)."""

    name: str
    kind: str
    parent_id: int | None


def create_unit(*, organisation: Organisation, by: User, content: UnitContent) -> Unit:
    """Make a unit. Raises `NotAllowed`, `DomainError`. Announces `organisation_changed`."""
    check_administers(by, organisation)
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.units.values_list("key", flat=True))
        unit = Unit.objects.create(
            organisation=organisation,
            key=key_from(content.name, taken, otherwise="enhet"),
            name=content.name.strip(),
            kind=content.kind,
            parent_id=content.parent_id,
        )
        organisation_changed.send(sender=Unit, organisation=organisation)
    return unit


def change_unit(
    *, organisation: Organisation, by: User, unit: Unit, expected_version: int, content: UnitContent
) -> Unit:
    """Rename a unit, or move it in the tree with everything below it.

    Raises `NotAllowed`, `Changed`, `DomainError` (code `unit_parent_no_loop` if it would stand below
    itself). Announces `organisation_changed` if anything differs.
    """
    check_administers(by, organisation)
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        stored = locked(_units(organisation), pk=unit.pk, expected_version=expected_version)
        changes = {"name": content.name.strip(), "kind": content.kind, "parent_id": content.parent_id}
        if write(stored, changes):
            organisation_changed.send(sender=Unit, organisation=organisation)
    return stored


@transaction.atomic
def remove_unit(*, organisation: Organisation, by: User, unit: Unit, expected_version: int) -> None:
    """Close a unit that nothing refers to.

    Raises `NotAllowed`, `Changed`, or `InUse`, which names what refers to it and how much of it.
    Announces `organisation_changed`.
    """
    check_administers(by, organisation)
    stored = locked(_units(organisation), pk=unit.pk, expected_version=expected_version)
    check_unused(stored)
    stored.delete()
    organisation_changed.send(sender=Unit, organisation=organisation)


def _units(organisation: Organisation) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation=organisation)


def _check(organisation: Organisation, content: UnitContent) -> None:
    if not content.name.strip():
        raise DomainError(_("A unit has a name."), code="name")
    if content.parent_id and not _units(organisation).filter(pk=content.parent_id).exists():
        raise DomainError(_("That unit is not the organisation's."), code="parent_id")
