"""Organisations and their units over the API."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.representing import Fields
from organisations.api.resources import Resource
from organisations.api.serializers import (
    MembershipInput,
    MembershipSerializer,
    OrganisationSerializer,
    UnitInput,
    UnitSerializer,
)
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from organisations.filters import MembershipFilter, OrganisationFilter, UnitFilter
from organisations.models import Membership, Organisation, Unit
from organisations.policies import can_read_administration
from organisations.services.people import Place, change_membership, end_membership, invite_person
from organisations.services.units import UnitContent, change_unit, create_unit, remove_unit


class Organisations(Resource):
    """Organisations that are public, and those that the caller is a member of."""

    kind = "organisations"
    serializer_class = OrganisationSerializer
    owner = "id"
    filterset_class = OrganisationFilter
    orderings = ("id", "key", "name", "updated_at")
    is_of_organisation = False

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Public ones and the caller's own; by a token of these only the token's."""
        found = Organisation.objects.visible_to(reader.user)
        if reader.token is None:
            return found
        return found.filter(Q(is_public=True) | Q(pk=reader.token.organisation_id))

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Nothing: they belong to nobody."""
        return {}


class Units(Writable):
    """Units of an organisation; those of others can be referred to."""

    kind = "units"
    serializer_class = UnitSerializer
    input_class = UnitInput
    related = ("parent",)
    filterset_class = UnitFilter
    orderings = ("id", "key", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Its own, and those of public organisations, which answer for what it follows."""
        return Unit.objects.filter(Q(organisation=reader.organisation) | Q(organisation__is_public=True))

    def listed(self, reader: Reader) -> QuerySet[Any]:
        """Its own."""
        return Unit.objects.filter(organisation=reader.organisation)

    def make(self, writer: Writer, given: Values) -> Unit:
        """By administrators."""
        return create_unit(**writer.by, content=content_of(UnitContent, given, Unit))

    def change(self, writer: Writer, row: Unit, version: int, given: Values) -> None:
        """By administrators."""
        content = content_of(UnitContent, given, Unit)
        change_unit(**writer.by, unit=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Unit, version: int) -> None:
        """If nothing refers to it."""
        remove_unit(**writer.by, unit=row, expected_version=version)


class Memberships(Writable):
    """Who works in the organisation: for members; administrators take people in and let them go.

    Nobody is sent a mail: who has no password yet chooses one by “forgotten password”.
    """

    kind = "memberships"
    serializer_class = MembershipSerializer
    input_class = MembershipInput
    related = ("user",)
    filterset_class = MembershipFilter
    orderings = ("id", "role", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's."""
        found: QuerySet[Membership] = Membership.objects.filter(organisation=reader.organisation)
        return found

    def shape(self, reader: Reader) -> Fields:
        """Addresses are for those who read the administration, as on its pages."""
        found = super().shape(reader)
        if can_read_administration(reader.standing):
            return found
        return {name: one for name, one in found.items() if name != "email"}

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """What the person is called, and where they are written to."""
        return {"person_name": F("user__name"), "person_email": F("user__email")}

    def said(self, row: Membership) -> Values:
        """Their role and units; that one means it is said anew each time."""
        person = {"email": row.user.email, "name": row.user.name}
        return person | {"role": row.role, "units": list(row.units.all()), "is_own_meant": False}

    def make(self, writer: Writer, given: Values) -> Membership:
        """By administrators."""
        name = given.get("name", "")
        return invite_person(**writer.by, email=given["email"], name=name, place=_place(given))

    def change(self, writer: Writer, row: Membership, version: int, given: Values) -> None:
        """Another role, other units; the last administrator stays one."""
        place = _place(given)
        change_membership(**writer.by, membership=row, expected_version=version, place=place)

    def remove(self, writer: Writer, row: Membership, version: int) -> None:
        """The person leaves; what they wrote stays."""
        end_membership(**writer.by, membership=row, expected_version=version)


def _place(given: Values) -> Place:
    units = frozenset(unit.pk for unit in given.get("units", ()))
    return Place(given["role"], units, bool(given.get("is_own_meant")))
