"""The shapes of organisations and their units."""

from organisations.api.fields import RecordSerializer, Reference
from organisations.api.inputs import InputSerializer, Named
from organisations.models import Organisation, Unit


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
