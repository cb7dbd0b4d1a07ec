"""What the latest report says of a plan, opened into what it counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment.selectors.latest import Cell
from core.together import Row
from goals.models import Goal
from pages.addresses import CellAddresses
from pages.bearing import net_tone, net_words
from pages.guards import Viewer
from pages.preparing import for_viewers
from pages.reports import open_findings
from pages.things import Thing, goal_thing
from pages.words import finding_name
from planning.models import Plan
from planning.selectors.counted import Counted, counted
from planning.selectors.document import Document, PartKind, narrowed

MOST_GOALS = 12
#: Code, heading, number.
FindingCount = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """One number of a plan, opened into what it counts: `part` of `whole`, and where to see each."""

    heading: Promise
    part: int
    whole: int
    show: str
    rest: int
    rest_heading: Promise
    rest_show: str


@dataclass(frozen=True, slots=True)
class GoalBearing:
    """What the plan brings one tracked goal, according to the latest report."""

    goal: Thing
    net: int
    items: int
    url: str

    @property
    def tone(self) -> str:
        """Colour of the net."""
        return net_tone(self.net)

    @property
    def words(self) -> str:
        """The net as a screen reader says it."""
        return net_words(self.net, self.items)


@dataclass(frozen=True, slots=True)
class Bearings:
    """The first of the goals that a plan bears on, and how many there are."""

    rows: tuple[GoalBearing, ...]
    total: int


#: What the numbers of a plan can be opened into: name, heading, ids by kind.
Picked = Callable[[Counted], tuple[PartKind, frozenset[int]]]
SHOWN: dict[str, tuple[Promise, Picked]] = {
    "linked": (_("Positions linked to a goal"), lambda c: ("position", c.positions_linked)),
    "unlinked": (
        _("Positions not linked to any goal"),
        lambda c: ("position", c.positions - c.positions_linked),
    ),
    "carried": (
        _("Spatial positions in the comprehensive plan"),
        lambda c: ("position", c.spatial_carried),
    ),
    "uncarried": (
        _("Spatial positions missing in the comprehensive plan"),
        lambda c: ("position", c.spatial - c.spatial_carried),
    ),
    "implemented": (
        _("Positions that somebody carries out"),
        lambda c: ("position", c.positions_implemented),
    ),
    "unimplemented": (
        _("Positions that nobody carries out"),
        lambda c: ("position", c.positions_expecting - c.positions_implemented),
    ),
    "on-time": (_("Measures that are not overdue"), lambda c: ("measure", c.measures - c.measures_overdue)),
    "overdue": (_("Overdue measures"), lambda c: ("measure", c.measures_overdue)),
    "funded": (_("Measures that are paid for"), lambda c: ("measure", c.measures_funded)),
    "unfunded": (_("Measures that are not paid for"), lambda c: ("measure", c.measures - c.measures_funded)),
}


def shares(numbers: dict[str, Any]) -> list[Share]:
    """The ratios that a plan's score is the mean of (alignment rules, section 7), those that apply."""
    overdue, measures = numbers.get("measures_overdue") or 0, numbers.get("measures") or 0
    rows = (
        ("linked", "unlinked", numbers.get("positions_linked"), numbers.get("positions")),
        ("carried", "uncarried", numbers.get("spatial_carried"), numbers.get("spatial")),
        (
            "implemented",
            "unimplemented",
            numbers.get("positions_implemented"),
            numbers.get("positions_expecting"),
        ),
        ("on-time", "overdue", measures - overdue, measures),
        ("funded", "unfunded", numbers.get("measures_funded"), measures),
    )
    return [
        Share(SHOWN[show][0], part or 0, whole, show, whole - (part or 0), SHOWN[rest][0], rest)
        for show, rest, part, whole in rows
        if whole
    ]


def heaviest(cells: Iterable[Cell], most: int | None) -> list[Cell]:
    """What a plan brings goals: what it opposes first, then the strongest support; with `most` so many."""
    return sorted(cells, key=lambda cell: (cell.net >= 0, -abs(cell.net), cell.goal_id))[:most]


def goal_bearings(viewer: Viewer, plan: Plan, cells: Sequence[Cell], goals: Iterable[Goal]) -> Bearings:
    """How the plan bears on those of the tracked goals, which are named; `cells` are all of the plan's."""
    organisation = viewer.organisation
    named = {goal.pk: goal for goal in goals}
    urls = dict(CellAddresses(organisation, named.values()).of(plan))
    rows = tuple(
        GoalBearing(goal_thing(organisation, named[pk]), cell.net, cell.items, urls[pk])
        for cell in heaviest(cells, None)
        for pk in (cell.goal_id,)
        if pk in named
    )
    return Bearings(rows, len(cells))


@for_viewers
def finding_rows(viewer: Viewer, plan: int) -> QuerySet[Any, Any]:
    """How many findings of each code the plan has, as they are read."""
    rows: Any = open_findings(viewer).filter(plan=plan).order_by()
    found: QuerySet[Any, Any] = rows.values("code").annotate(number=Count("pk"))
    return found


def counted_findings(rows: Iterable[Row]) -> list[FindingCount]:
    """The same: code, heading, number; the most frequent first."""
    found = ((row["code"], finding_name(row["code"]), row["number"]) for row in rows)
    return sorted(found, key=lambda row: -row[2])


def shown_document(viewer: Viewer, plan: Plan, document: Document, show: str) -> Document:
    """The plan's outline; with `show` only what that number of the plan counts."""
    if show not in SHOWN:
        return document
    kind, ids = SHOWN[show][1](counted(plan, viewer.organisation))
    return narrowed(document, {(kind, pk) for pk in ids})
