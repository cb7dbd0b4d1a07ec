"""Places of positions as GeoJSON has them: longitude and latitude in WGS 84 (RFC 7946)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pyproj import Transformer

#: How a geometry names SWEREF 99 TM; what names anything else is in WGS 84 already.
SWEREF_99_TM = ("EPSG:3006", "urn:ogc:def:crs:EPSG::3006")
#: Seven decimals of a degree are a centimetre.
DECIMALS = 7


def feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """A feature of GeoJSON from a geometry as it is stored, with a named `crs` and easting first."""
    name = geometry.get("crs", {}).get("properties", {}).get("name")
    shape = {key: value for key, value in geometry.items() if key != "crs"}
    return {
        "type": "Feature",
        "geometry": _in_degrees(shape) if name in SWEREF_99_TM else shape,
        "properties": properties,
    }


def _in_degrees(shape: dict[str, Any]) -> dict[str, Any]:
    if shape["type"] == "GeometryCollection":
        return {**shape, "geometries": [_in_degrees(part) for part in shape["geometries"]]}
    return {**shape, "coordinates": _moved(shape["coordinates"])}


def _moved(coordinates: list[Any]) -> list[Any]:
    """The same nesting of positions, each in degrees; a height stays as it is."""
    if not coordinates or isinstance(coordinates[0], list):
        return [_moved(inner) for inner in coordinates]
    east, north, *height = coordinates
    return [*_degrees(float(east), float(north)), *height]


def _degrees(east: float, north: float) -> Iterator[float]:
    longitude, latitude = _transformer().transform(east, north)
    return (round(value, DECIMALS) for value in (longitude, latitude))


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:3006", "EPSG:4326", always_xy=True)
