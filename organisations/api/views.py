"""Organisations and their units over the API."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Resource
from organisations.api.serializers import OrganisationSerializer, UnitInput, UnitSerializer
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from organisations.filters import OrganisationFilter, UnitFilter
from organisations.models import Organisation, Unit
from organisations.services.units import UnitContent, change_unit, create_unit, remove_unit


class Organisations(Resource):
    """Organisations that are public, and those that the caller is a member of."""

    kind = "organisations"
    serializer_class = OrganisationSerializer
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
