"""Geometries of positions: GeoJSON in a named coordinate system, checked in shape only."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interchange.packages.kinds import Kind, ModelField, Row, Schema, numbers_as_stored

#: How deep the coordinates of each type are nested.
DEPTHS = {
    "Point": 1,
    "MultiPoint": 2,
    "LineString": 2,
    "MultiLineString": 3,
    "Polygon": 3,
    "MultiPolygon": 4,
}
#: SWEREF 99 TM and WGS 84 as GeoJSON names them.
SYSTEMS = (
    "EPSG:3006",
    "urn:ogc:def:crs:EPSG::3006",
    "EPSG:4326",
    "urn:ogc:def:crs:EPSG::4326",
    "urn:ogc:def:crs:OGC:1.3:CRS84",
)
MOST_COORDINATES = 200_000
MOST_GEOMETRIES = 1_000


class Geometry(Kind):
    """A GeoJSON geometry with a named `crs`, or null."""

    def schema(self, field: ModelField) -> Schema:
        simple = {"type": {"enum": [*DEPTHS]}, "coordinates": {"type": "array"}}
        part = {
            "type": "object",
            "properties": simple,
            "required": ["type", "coordinates"],
            "additionalProperties": False,
        }
        name = {"enum": [*SYSTEMS], "description": "SWEREF 99 TM or WGS 84"}
        properties = {
            "type": "object",
            "properties": {"name": name},
            "required": ["name"],
            "additionalProperties": False,
        }
        crs = {
            "type": "object",
            "properties": {"type": {"enum": ["name"]}, "properties": properties},
            "required": ["type", "properties"],
            "additionalProperties": False,
        }
        whole = {
            "type": {"enum": [*DEPTHS, "GeometryCollection"]},
            "coordinates": {"type": "array"},
            "geometries": {"type": "array", "items": part, "maxItems": MOST_GEOMETRIES},
            "crs": crs,
        }
        return {
            "type": "object", "properties": whole, "required": ["type", "crs"], "additionalProperties": False,
            "description": "GeoJSON with a named coordinate system",
        }  # fmt: skip

    def given(self, value: Any, row: Row) -> Any:
        is_collection = value["type"] == "GeometryCollection"
        simple: list[Any] = value.get("geometries", []) if is_collection else [value]
        if ("geometries" in value) != is_collection or ("coordinates" in value) == is_collection:
            raise ValueError(_("a %(type)s does not look like this") % {"type": value["type"]})
        count = sum(1 for part in simple for _number in numbers(part))
        if count > MOST_COORDINATES:
            raise ValueError(_("has more than %(most)d coordinates") % {"most": MOST_COORDINATES})
        return numbers_as_stored(value)

    def stored(self, values: Sequence[Any]) -> Any:
        return numbers_as_stored(values[0])


def numbers(geometry: dict[str, Any]) -> Iterator[Any]:
    """Every coordinate of a simple geometry. Raises ValueError where the shape is another."""
    level: list[Any] = [geometry.get("coordinates")]
    last: list[Any] = []
    for _depth in range(DEPTHS[geometry["type"]]):
        if not all(isinstance(inner, list) for inner in level):
            raise ValueError(
                _("the coordinates of a %(type)s are nested in another way") % {"type": geometry["type"]}
            )
        last, level = level, [item for inner in level for item in inner]
    if any(len(position) not in {2, 3} for position in last):
        raise ValueError(_("a position has two or three numbers"))
    for number in level:
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            message = _("a coordinate is no number")
            raise ValueError(message)  # noqa: TRY004  # every fault of a value is a ValueError
        yield number
