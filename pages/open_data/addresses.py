"""Whole addresses of the pages about the things in the files."""

from django.urls import reverse

from core.converters import KeyConverter
from organisations.models import Organisation
from pages.guards import Request

NOUNS = {
    "plan": "plans:plan_detail",
    "position": "positions:position_detail",
    "measure": "positions:measure_detail",
}


def absolute(request: Request, path: str) -> str:
    """A path as it is reached from outside."""
    return request.build_absolute_uri(path)


class PageAddresses:
    """Where an organisation's things are shown; reversed once each sort, for files have thousands."""

    def __init__(self, request: Request, organisation: Organisation) -> None:
        slug, self._write = organisation.slug, KeyConverter().to_url
        self._starts = {
            kind: absolute(request, reverse(route, args=[slug, (None, "x")])).removesuffix("x/")
            for kind, route in NOUNS.items()
        }
        goal = reverse("goals:goal_detail", args=[slug, "x", "x", "x"])
        self._goals = absolute(request, goal).removesuffix("x/x/x/")

    def plan(self, key: str) -> str:
        """The page of an own plan."""
        return f"{self._starts['plan']}{self._write(key)}/"

    def position(self, key: str) -> str:
        """The page of an own position."""
        return f"{self._starts['position']}{self._write(key)}/"

    def measure(self, key: str) -> str:
        """The page of an own measure."""
        return f"{self._starts['measure']}{self._write(key)}/"

    def goal(self, owner: str, framework: str, key: str) -> str:
        """The page of a goal."""
        return f"{self._goals}{'/'.join(self._write(part) for part in (owner, framework, key))}/"
