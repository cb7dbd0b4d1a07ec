"""The freshness badge: is what the page shows up to date (alignment rules, section 10)."""

from dataclasses import dataclass
from datetime import datetime

from alignment.selectors.freshness import freshness
from alignment.services.requesting import request_if_overdue
from pages.guards import Viewer


@dataclass(frozen=True, slots=True)
class Badge:
    """The state of the latest report; `is_news` if its number is another than the one that was seen."""

    is_current: bool
    number: int | None
    computed_at: datetime | None
    is_news: bool


def badge(viewer: Viewer, *, seen: str) -> Badge:
    """The badge for the viewer; `seen` is the number that the page shows, empty on the first look."""
    found = freshness(viewer.organisation, viewer.user)
    if found is None:
        return Badge(is_current=False, number=None, computed_at=None, is_news=False)
    request_if_overdue(organisation=viewer.organisation, known=found)
    is_news = seen.isdigit() and found.number is not None and found.number != int(seen)
    return Badge(found.is_current, found.number, found.computed_at, is_news)
