"""Places as GeoJSON has them: longitude and latitude in WGS 84 (RFC 7946), or SWEREF 99 TM if asked for."""

from functools import cache
from typing import Any

from pyproj import Transformer

#: How a geometry names SWEREF 99 TM; what names anything else is in WGS 84 already.
SWEREF_99_TM = ("EPSG:3006", "urn:ogc:def:crs:EPSG::3006")
WGS_84 = "EPSG:4326"
#: Decimals of a centimetre: in degrees, and in metres.
DECIMALS = {WGS_84: 7, SWEREF_99_TM[0]: 2}


def feature(geometry: dict[str, Any], properties: dict[str, Any], system: str = WGS_84) -> dict[str, Any]:
    """A feature of GeoJSON in that system, from a geometry as stored: with a named `crs`, easting first."""
    name = geometry.get("crs", {}).get("properties", {}).get("name")
    stored = SWEREF_99_TM[0] if name in SWEREF_99_TM else WGS_84
    shape = {key: value for key, value in geometry.items() if key != "crs"}
    return {
        "type": "Feature",
        "geometry": shape if stored == system else _carried(shape, stored, system),
        "properties": properties,
    }


def _carried(shape: dict[str, Any], start: str, end: str) -> dict[str, Any]:
    if shape["type"] == "GeometryCollection":
        return {**shape, "geometries": [_carried(part, start, end) for part in shape["geometries"]]}
    return {**shape, "coordinates": _moved(shape["coordinates"], start, end)}


def _moved(coordinates: list[Any], start: str, end: str) -> list[Any]:
    """The same nesting of positions, each in the other system; a height stays as it is."""
    if not coordinates or isinstance(coordinates[0], list):
        return [_moved(inner, start, end) for inner in coordinates]
    east, north, *height = coordinates
    moved = _transformer(start, end).transform(float(east), float(north))
    return [*(round(value, DECIMALS[end]) for value in moved), *height]


@cache
def _transformer(start: str, end: str) -> Transformer:
    return Transformer.from_crs(start, end, always_xy=True)
