"""Where on the map that lies which a box of hand-overs or assignments is about."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from pages.guards import Viewer
from pages.handovers.selectors.sent import Line
from pages.maps.selectors import places_named

L = TypeVar("L", bound=Line)


def with_places(viewer: Viewer, lines: Iterable[L]) -> tuple[list[L], str]:
    """The lines with their numbers on the map, and where the map gets it; nothing if none has a place.

    One query.
    """
    known = list(lines)
    found = places_named(viewer, [line.position_id for line in known])
    numbers = {position.pk: number for number, position in found}
    if not numbers:
        return known, ""
    places = reverse("maps:place_list", args=[viewer.organisation.slug])
    placed = [replace(line, number=numbers.get(line.position_id, 0)) for line in known]
    return placed, f"{places}?{urlencode([('id', pk) for pk in numbers])}"
