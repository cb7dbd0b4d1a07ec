"""The shapes of organisations and their units."""

from rest_framework import serializers

from organisations.api.fields import RecordSerializer, Reference, References
from organisations.api.inputs import InputSerializer, Named
from organisations.models import Membership, MembershipUnit, Organisation, Unit


class OrganisationSerializer(RecordSerializer):
    """A municipality, a region, a state or an international body that owns goals and plans."""

    parent = Reference("organisations")  # type: ignore[assignment]  # the name that the thing has

    class Meta:
        model = Organisation
        fields = (
            *("id", "key", "url", "version", "slug", "name", "kind", "country", "code", "parent", "language"),
            *("time_zone", "note", "is_public", "contact_email", "open_data_licence", "created_at"),
            "updated_at",
        )


class UnitSerializer(RecordSerializer):
    """A council, board, committee, department or company of an organisation, or somebody outside it."""

    organisation = Reference("organisations")
    parent = Reference("units")  # type: ignore[assignment]  # the name that the thing has

    class Meta:
        model = Unit
        fields = (
            *("id", "key", "url", "version", "organisation", "name", "kind", "parent", "created_at"),
            "updated_at",
        )


class UnitInput(InputSerializer):
    """A unit, and the one that it stands below."""

    parent = Named("units", required=False)  # type: ignore[assignment]  # the name that the thing has

    class Meta(InputSerializer.Meta):
        model = Unit
        fields = ("name", "kind", "parent")


class MembershipSerializer(RecordSerializer):
    """Who works in an organisation, as what, and for which units."""

    organisation = Reference("organisations")
    person = serializers.IntegerField(source="user_id", read_only=True)
    name = serializers.CharField(source="person_name", read_only=True)
    email = serializers.EmailField(source="person_email", read_only=True)
    units = References("units", MembershipUnit, "membership", "unit")

    class Meta:
        model = Membership
        fields = (
            *("id", "url", "version", "organisation", "person", "name", "email", "role", "units"),
            *("created_at", "updated_at"),
        )


class MembershipInput(InputSerializer):
    """Somebody who works in the organisation; `is_own_meant` gives up one's own role knowingly."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(required=False, allow_blank=True, max_length=150)
    units = serializers.ListField(child=Named("units"), required=False, max_length=200)
    is_own_meant = serializers.BooleanField(required=False)

    class Meta(InputSerializer.Meta):
        model = Membership
        fields = ("email", "name", "role", "units", "is_own_meant")
        fixed = ("email", "name")
