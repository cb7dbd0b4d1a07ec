"""Where something new can be written in a plan, and what stands open there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from organisations.models import Organisation, Unit
from pages.addresses import item_url
from pages.guards import Viewer
from pages.positions.selectors.cards import Card
from planning.models import Plan, Section
from planning.policies import can_write_in


@dataclass(slots=True)
class Adding:
    """The end of a section of a plan, or of what stands in none: where the next thing is written.

    `kind` and `form` are what is open there; `card` is what has just been written. `is_first`: the
    plan is empty.
    """

    plan: Plan
    plan_url: str
    section: Section | None = None
    is_first: bool = False
    is_sections: bool = False
    kind: str = ""
    form: Any = None
    card: Card | None = None

    @property
    def id(self) -> str:
        """The id of the element."""
        if self.is_sections:
            return "new-section"
        return f"new-in-{self.section.pk if self.section else 0}"

    @property
    def position_url(self) -> str:
        """Where a position is written."""
        return self._url("nytt-stallningstagande")

    @property
    def measure_url(self) -> str:
        """Where a measure is written."""
        return self._url("ny-atgard")

    @property
    def section_url(self) -> str:
        """Where a section is written."""
        return self._url("nytt-avsnitt")

    @property
    def action(self) -> str:
        """Where the open form goes."""
        urls = {"position": self.position_url, "measure": self.measure_url}
        return urls.get(self.kind, self.section_url)

    def _url(self, noun: str) -> str:
        query = f"?section={self.section.pk}" if self.section else ""
        return f"{self.plan_url}{noun}/{query}"


def adding_of(viewer: Viewer, plan: Plan, section: Section | None = None) -> Adding | None:
    """The place where the viewer writes something new; None for those who may not."""
    if not can_write_in(viewer.standing, viewer.organisation, plan):
        return None
    return Adding(plan, item_url(viewer.organisation, plan), section)


def units_of(organisation: Organisation) -> Iterable[Unit]:
    """The units that can be named in the organisation's plans, by name. One query."""
    return Unit.objects.filter(organisation=organisation).order_by("name", "pk")
