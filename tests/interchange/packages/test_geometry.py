"""Geometries are GeoJSON in a named system; only their shape is looked at."""

from typing import Any

import pytest

from planning.models import Position
from tests.interchange.building import Document, bring, document, package, plans, positions, refused

pytestmark = pytest.mark.django_db

SWEREF: Document = {"type": "name", "properties": {"name": "EPSG:3006"}}
POINT: Document = {"type": "Point", "coordinates": [482000.5, 7002000], "crs": SWEREF}
RING = [[0, 0], [0, 1], [1, 1], [0, 0]]


def placed(geometry: Any) -> Document:
    """A package with a position in a place."""
    return package(**plans("p"), positions=positions("o", geometry=geometry))


@pytest.mark.parametrize(
    "geometry",
    [
        POINT,
        POINT | {"coordinates": [1, 2, 3]},
        {"type": "Polygon", "coordinates": [RING], "crs": SWEREF},
        {"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]], "crs": SWEREF},
        {
            "type": "GeometryCollection",
            "geometries": [{"type": "LineString", "coordinates": RING}],
            "crs": SWEREF,
        },
        None,
    ],
)
def test_a_geometry_comes_back_as_it_was(geometry: Any) -> None:
    bring(placed(geometry))
    assert Position.objects.get().geometry == geometry
    assert document()["positions"][0].get("geometry") == geometry
    assert bring(placed(geometry)).written == 0


@pytest.mark.parametrize(
    ("geometry", "path"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "/crs"),
        (POINT | {"crs": {"type": "name", "properties": {"name": "EPSG:9999"}}}, "/crs/properties/name"),
        (POINT | {"type": "Blob"}, "/type"),
        (POINT | {"coordinates": [1]}, ""),
        (POINT | {"coordinates": ["a", "b"]}, ""),
        (POINT | {"coordinates": [[1, 2]]}, ""),
        (POINT | {"coordinates": [True, False]}, ""),
        (POINT | {"geometries": []}, ""),
        ({"type": "Polygon", "coordinates": RING, "crs": SWEREF}, ""),
        ({"type": "GeometryCollection", "coordinates": [], "crs": SWEREF}, ""),
        (POINT | {"surprise": 1}, "/surprise"),
        ("Point(1 2)", ""),
        ({"type": "MultiPoint", "coordinates": [[1, 2]] * 100_001, "crs": SWEREF}, ""),
    ],
)
def test_another_shape_is_told_with_its_place(geometry: Any, path: str) -> None:
    [problem] = refused(placed(geometry))
    assert problem.partition(": ")[0] == f"/positions/0/geometry{path}"
