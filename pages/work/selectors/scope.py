"""Whose work the page shows: the person's units, one of them, or for coordinators the whole organisation."""

from dataclasses import dataclass
from urllib.parse import urlencode

from core.functions import SortKey
from organisations.models import Unit
from organisations.policies import EDITING
from pages.guards import Viewer
from planning.selectors.owned import Units


@dataclass(frozen=True, slots=True)
class Scope:
    """The units that can be chosen, the one that is, and the ids of those that count (None: all there is)."""

    choices: tuple[Unit, ...]
    chosen: Unit | None
    units: Units
    can_edit: bool
    """Whether the person edits what the units answer for."""

    @property
    def query(self) -> str:
        """What an address carries on of the choice."""
        return f"?{urlencode({'unit': self.chosen.key})}" if self.chosen else ""

    @property
    def is_empty(self) -> bool:
        """Whether the person works for no unit, and the page can show nothing that is theirs."""
        return self.units is not None and not self.units


def scope_of(viewer: Viewer, asked: str | None) -> Scope:
    """What the viewer sees as theirs; `asked` is the key of one unit. One query."""
    units = Unit.objects.filter(organisation=viewer.organisation)
    if not viewer.standing.is_coordinator:
        units = units.filter(pk__in=viewer.standing.unit_ids)
    choices = tuple(units.order_by(SortKey("name", viewer.organisation.language), "pk"))
    chosen = next((unit for unit in choices if unit.key == asked), None)
    if chosen is not None:
        counted: Units = frozenset({chosen.pk})
    else:
        counted = None if viewer.standing.is_coordinator else viewer.standing.unit_ids
    return Scope(choices, chosen, counted, viewer.standing.role in EDITING)
