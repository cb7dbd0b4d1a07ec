"""What every page's frame shows."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.things import url_or_nothing

if TYPE_CHECKING:
    from pages.guards import Viewer

#: The places of the main navigation, in their order; later screens take theirs between these.
PLACES = (
    ("dashboard:overview", _("Overview")),
    ("goals:goal_list", _("Goals")),
    ("matrix:matrix_detail", _("Matrix")),
    ("plans:plan_list", _("Plans")),
    ("findings:finding_list", _("Findings")),
    ("strategy:strategy_list", pgettext_lazy("main navigation", "Strategy")),
    ("reporting:report_list", _("Reports")),
)
#: Further places for those who work in the organisation.
MEMBERS_PLACES = (
    ("conflicts:conflict_list", _("Conflicts of interest")),
    ("handovers:hand_over_list", _("Handovers")),
    ("work:work_detail", _("My work")),
)
#: Families of pages, and single pages, below those of another place.
BELONGING = {
    "flow": "goals",
    "flow:item_detail": "plans",
    "positions": "plans",
    "links": "plans",
    "editions": "plans",
    "maps": "plans",
}
LANGUAGE_NAMES = (("sv", "Svenska"), ("nb", "Norsk bokmål"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the main navigation."""

    name: str
    url: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The viewer of the page, the main navigation and the languages; no query.

    What only the frame shows is reckoned when it asks: parts of pages are drawn with the same context.
    """
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "places": SimpleLazyObject(partial(places, request, viewer)) if viewer else (),
        "whole_address": partial(request.build_absolute_uri, request.path),
        "share_address": partial(share_address, request, viewer) if viewer else "",
        "language_names": LANGUAGE_NAMES,
        "is_demo": settings.DEMO,
    }


def share_address(request: HttpRequest, viewer: "Viewer") -> str:
    """The whole address of the picture that links to the page show."""
    return request.build_absolute_uri(url_or_nothing("documents:share_detail", viewer.organisation.slug))


def places(request: HttpRequest, viewer: "Viewer") -> list[Place]:
    """The main navigation of an organisation, with the family of the present page marked."""
    slug, shown = viewer.organisation.slug, PLACES + (MEMBERS_PLACES if viewer.is_member else ())
    match = request.resolver_match
    here = match.namespace if match else ""
    family = BELONGING.get(match.view_name if match else "") or BELONGING.get(here, here)
    addresses = [(name, text, url_or_nothing(name, slug)) for name, text in shown]
    return [Place(str(text), url, name.split(":")[0] == family) for name, text, url in addresses if url]
