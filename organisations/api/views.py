"""Organisations and their units over the API."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from organisations.api.serializers import OrganisationSerializer, UnitSerializer
from organisations.filters import OrganisationFilter, UnitFilter
from organisations.models import Organisation, Unit


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


class Units(Resource):
    """Units of an organisation; those of others can be referred to."""

    kind = "units"
    serializer_class = UnitSerializer
    filterset_class = UnitFilter
    orderings = ("id", "key", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Its own, and those of public organisations, which answer for what it follows."""
        return Unit.objects.filter(Q(organisation=reader.organisation) | Q(organisation__is_public=True))

    def listed(self, reader: Reader) -> QuerySet[Any]:
        """Its own."""
        return Unit.objects.filter(organisation=reader.organisation)
