"""Places of positions as the map draws them: in its own projection, no finer than it can show.

The map's projection is SWEREF 99 TM (EPSG:3006), and in Norway EUREF89 UTM zone 33 (EPSG:25833). Both are UTM
zone 33 on the same ellipsoid and the same European frame: the numbers of a place are the same to the
centimetres that the plates have moved since, so that one conversion serves both.
"""

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from typing import Any

from pyproj import Transformer

from core.geography import SWEREF_99_TM

#: Metres between the points of the grid that a place is laid on; a coarser one is for very long outlines.
GRIDS = (1, 10, 100)
MOST_POINTS = 2_000
#: A ring that has fewer points encloses nothing.
LEAST_POINTS = 4
Shape = dict[str, Any]
#: What is made of a point: its place on the grid.
Move = Callable[[list[Any]], list[int]]


def drawn(geometry: Shape) -> Shape | None:
    """A stored geometry (GeoJSON with a named `crs`, easting or longitude first) as the map draws it.

    None where there is nothing to draw: no points, or points that are nowhere in the projection.
    """
    name = geometry.get("crs", {}).get("properties", {}).get("name")
    found = None
    for grid in GRIDS:
        found = _shape(geometry, partial(_on_grid, name in SWEREF_99_TM, grid))
        if found is None or _count(found) <= MOST_POINTS:
            break
    return found


def _shape(geometry: Shape, move: Move) -> Shape | None:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        parts = [part for each in geometry["geometries"] if (part := _shape(each, move))]
        return {"type": kind, "geometries": parts} if parts else None
    try:
        coordinates = _moved(geometry["coordinates"], move)
    except (OverflowError, ValueError):  # what lies outside the projection becomes infinite
        return None
    return {"type": kind, "coordinates": coordinates} if coordinates else None


def _moved(coordinates: list[Any], move: Move) -> list[Any]:
    """The same nesting of points, each on the grid; of points that fall together the first one is kept."""
    if coordinates and not isinstance(coordinates[0], list):
        return move(coordinates)
    moved = [inner for each in coordinates if (inner := _moved(each, move))]
    apart = moved[:1] + [here for before, here in pairwise(moved) if here != before]
    return apart if len(apart) >= LEAST_POINTS else moved


def _on_grid(is_projected: bool, grid: int, point: list[Any]) -> list[int]:  # noqa: FBT001  # bound by `partial`
    east, north = float(point[0]), float(point[1])
    if not is_projected:
        east, north = _transformer().transform(east, north)
    return [round(east / grid) * grid, round(north / grid) * grid]


def _count(shape: Shape) -> int:
    if shape["type"] == "GeometryCollection":
        return sum(_count(part) for part in shape["geometries"])
    return _points(shape["coordinates"])


def _points(coordinates: list[Any]) -> int:
    return 1 if not isinstance(coordinates[0], list) else sum(_points(each) for each in coordinates)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
