"""A list as a map has it: the things that have a place, as features of GeoJSON (RFC 7946)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from core.api.answers import answer
from core.api.parameters import Asked
from core.api.schema import GEO_JSON
from core.geography import SWEREF_99_TM, WGS_84, feature
from organisations.api.reader import Reader
from organisations.api.representing import Fields
from organisations.api.resources import Names, Parameters, Resource

#: What the parameter is called that chooses the reference system, and what it can be.
SYSTEM, SYSTEMS = "crs", (WGS_84, SWEREF_99_TM[0])
GEOMETRY = "geometry"


class GeoJSONRenderer(JSONRenderer):
    """So that GeoJSON can be asked for by its media type."""

    media_type = GEO_JSON
    format = "geojson"


class FeatureSerializer(serializers.Serializer[Any]):
    """A thing with a place: what is told of it, but for its geometry."""

    type = serializers.ChoiceField(choices=["Feature"])
    id = serializers.IntegerField()
    geometry = serializers.DictField()
    properties = serializers.DictField()


@extend_schema_field(OpenApiTypes.OBJECT)
class SystemField(serializers.DictField):
    """The reference system by its name, as GeoJSON named it in 2008."""


@extend_schema_serializer(many=False)
class FeatureCollectionSerializer(serializers.Serializer[Any]):
    """A page of things with places; `crs` is missing in WGS 84, `next` is the address of the next page."""

    type = serializers.ChoiceField(choices=["FeatureCollection"])
    crs = SystemField(required=False)
    next = serializers.URLField(allow_null=True)
    features = FeatureSerializer(many=True)


class OnMap(Resource):
    """A resource whose list can be asked for as GeoJSON, with the same filters and for the same readers."""

    features = FeatureCollectionSerializer

    def get_renderers(self) -> Sequence[Any]:  # type: ignore[override]  # DRF's list is only read
        """The list as GeoJSON too."""
        found = [*super().get_renderers()]
        return [*found, GeoJSONRenderer()] if getattr(self, "action", "") == "list" else found

    def filter_parameters(self) -> Parameters:
        """With the reference system."""
        about = "With `Accept: application/geo+json`: the reference system of the coordinates."
        system = OpenApiParameter(SYSTEM, OpenApiTypes.STR, enum=SYSTEMS, default=WGS_84, description=about)
        return [*super().filter_parameters(), system]

    def narrowing(self, request: Request) -> Names:
        """With the reference system, where it means something."""
        return [*super().narrowing(request), *([SYSTEM] if is_map(request) else [])]

    def chosen(self, request: Request, reader: Reader, asked: Asked) -> Fields:
        """With the id and the place, which no feature lacks."""
        found = super().chosen(request, reader, asked)
        shown = self.shape(reader)
        return {**found, **{name: shown[name] for name in ("id", GEOMETRY)}} if is_map(request) else found

    def filtered(self, request: Request, reader: Reader, rows: Any) -> Any:
        """On a map only what has a place."""
        found = super().filtered(request, reader, rows)
        return found.filter(**{f"{GEOMETRY}__isnull": False}) if is_map(request) else found

    def told(self, request: Request, page: dict[str, Any], tag: str | None) -> HttpResponseBase:
        """As features, if they are asked for; which of both, caches have to know."""
        if not is_map(request):
            told = super().told(request, page, tag)
        else:
            told = answer(request, collection(page, system_in(request)), tag=tag)
            if "Content-Type" in told.headers:
                told.headers["Content-Type"] = GEO_JSON
        patch_vary_headers(told, ["Accept"])
        return told


def is_map(request: Request) -> bool:
    """Whether GeoJSON is asked for."""
    return isinstance(request.accepted_renderer, GeoJSONRenderer)


def system_in(request: Request) -> str:
    """The reference system that is asked for."""
    said = request.query_params.get(SYSTEM) or WGS_84
    if said not in SYSTEMS:
        problem = _("Coordinates are given in %(systems)s.") % {"systems": ", ".join(SYSTEMS)}
        raise ValidationError({SYSTEM: [problem]}, code="crs")
    return said


def collection(page: dict[str, Any], system: str) -> dict[str, Any]:
    """A page of a list as features."""
    named = {"crs": {"type": "name", "properties": {"name": system}}} if system != WGS_84 else {}
    features = [{"id": row["id"]} | feature(row.pop(GEOMETRY), row, system) for row in page["results"]]
    return {"type": "FeatureCollection", **named, "next": page["next"], "features": features}
