"""People: who works in the organisation, as what, and for which units.

Somebody always administers: the last administrator can neither leave nor become something else. One's
own role is only given up by somebody who says that they mean it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Changed, DomainError
from core.versions import locked, write
from organisations.events import organisation_changed
from organisations.models import Membership, Organisation, Unit, User
from organisations.policies import check_administers

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Place:
    """A role, and the units that the person works for; `is_own_meant`: gives up their own role knowingly."""

    role: str
    unit_ids: frozenset[int]
    is_own_meant: bool = False


def invite_person(*, organisation: Organisation, by: User, email: str, name: str, place: Place) -> Membership:
    """Take somebody into the organisation; makes the account, without a password, if there is none.

    Whoever asks sends the mail with which the person chooses a password. Raises `NotAllowed`, or
    `DomainError` (code `email`) if they are a member. Announces `organisation_changed`.
    """
    check_administers(by, organisation)
    with transaction.atomic():
        _lock(organisation)
        address = email.strip().lower()
        user = User.objects.filter(email__iexact=address).first()
        if user and user.memberships.filter(organisation=organisation).exists():
            raise DomainError(_("%(email)s is already here.") % {"email": address}, code="email")
        units = _units(organisation, place.unit_ids)
        if user is None:
            user = User.objects.create_user(address, None, name=name.strip(), language=organisation.language)
        membership = Membership.objects.create(user=user, organisation=organisation, role=place.role)
        for unit in units:
            membership.unit_rows.create(unit=unit)
        organisation_changed.send(sender=Membership, organisation=organisation)
    membership.refresh_from_db()
    return membership


@transaction.atomic
def change_membership(
    *, organisation: Organisation, by: User, membership: Membership, expected_version: int, place: Place
) -> Membership:
    """Give a person another role or other units.

    Raises `NotAllowed`; `Changed`; `DomainError`, code `last_administrator` if nobody would administer,
    `own_role` if it is one's own role and not meant. Announces `organisation_changed` if anything differs.
    """
    check_administers(by, organisation)
    _lock(organisation)
    stored = locked(_memberships(organisation), pk=membership.pk, expected_version=expected_version)
    if place.role != Role.ADMINISTRATOR:
        _check_leaves_administration(stored, by, is_meant=place.is_own_meant)
    wanted = {unit.pk for unit in _units(organisation, place.unit_ids)}
    present = set(stored.unit_rows.values_list("unit_id", flat=True))
    is_changed = write(stored, {"role": place.role})
    stored.unit_rows.filter(unit_id__in=present - wanted).delete()
    for pk in sorted(wanted - present):
        stored.unit_rows.create(unit_id=pk)
    if is_changed or wanted != present:
        organisation_changed.send(sender=Membership, organisation=organisation)
        stored.refresh_from_db(fields=["version"])
    return stored


@transaction.atomic
def end_membership(
    *,
    organisation: Organisation,
    by: User,
    membership: Membership,
    expected_version: int,
    is_own_meant: bool = False,
) -> None:
    """Let a person go from the organisation; what they wrote stays, and so does their account.

    Raises as `change_membership`. Announces `organisation_changed`.
    """
    check_administers(by, organisation)
    _lock(organisation)
    stored = locked(_memberships(organisation), pk=membership.pk, expected_version=expected_version)
    _check_leaves_administration(stored, by, is_meant=is_own_meant)
    stored.delete()
    organisation_changed.send(sender=Membership, organisation=organisation)


def _lock(organisation: Organisation) -> None:
    """One at a time: two administrators who let each other go at once would leave nobody."""
    if not Organisation.objects.select_for_update(no_key=True).filter(pk=organisation.pk).exists():
        raise Changed(_("Somebody has removed this since you opened it."))


def _check_leaves_administration(stored: Membership, by: User, *, is_meant: bool) -> None:
    if stored.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.filter(organisation_id=stored.organisation_id, role=Role.ADMINISTRATOR)
    if not others.exclude(pk=stored.pk).filter(user__is_active=True).exists():
        raise DomainError(
            _("%(person)s is the only administrator. Make somebody else administrator first.")
            % {"person": stored.user},
            code="last_administrator",
        )
    if stored.user_id == by.pk and not is_meant:
        raise DomainError(
            _("This is your own role: without it you can no longer administer. Say that you mean it."),
            code="own_role",
        )


def _memberships(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=organisation).select_related("user")


def _units(organisation: Organisation, ids: Collection[int]) -> list[Unit]:
    units = list(organisation.units.filter(pk__in=ids))
    if len(units) != len(set(ids)):
        raise DomainError(_("That unit is not the organisation's."), code="units")
    return units
