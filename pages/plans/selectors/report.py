"""What the latest report says of a plan, opened into what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment.models import Finding
from alignment.selectors.latest import PlanLine, cells, findings, plan_lines
from goals.models import Goal
from pages.addresses import CellAddresses
from pages.bearing import net_tone, net_words
from pages.guards import Viewer
from pages.naming import Names
from pages.reports import reader
from pages.things import Thing, goal_thing
from pages.words import finding_name
from planning.models import Plan
from planning.selectors.counted import Counted, counted
from planning.selectors.document import Document, PartKind, document_of, narrowed


def findings_of(viewer: Viewer) -> QuerySet[Finding]:
    """The findings that the viewer may see and that nobody has acknowledged; the public sees its own."""
    rows = findings(reader(viewer))
    return rows.filter(acknowledged_at__isnull=True) if viewer.is_member else rows


MOST_GOALS = 12


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


def alignment_of(viewer: Viewer, plan: Plan) -> PlanLine | None:
    """The plan's score and numbers in the latest report; None if it has none there."""
    return next(iter(plan_lines(reader(viewer), [plan.pk])), None)


def goal_bearings(viewer: Viewer, names: Names, plan: Plan, *, most: int | None) -> Bearings:
    """The tracked goals that the plan bears on: what it opposes first, then the strongest support.

    With `most` no more than so many are read and shown.
    """
    organisation = viewer.organisation
    found = cells(reader(viewer), plans=[plan.pk])
    ordered = sorted(found, key=lambda cell: (cell.net >= 0, -abs(cell.net), cell.goal_id))[:most]
    wanted = [cell.goal_id for cell in ordered]
    found_goals = names.goals(Goal.objects.filter(pk__in=wanted).order_by()) if ordered else []
    goals = {goal.pk: goal for goal in found_goals}
    urls = dict(CellAddresses(organisation, goals.values()).of(plan))
    rows = tuple(
        GoalBearing(goal_thing(organisation, goals[pk]), cell.net, cell.items, urls[pk])
        for cell in ordered
        for pk in (cell.goal_id,)
    )
    return Bearings(rows, len(found))


def finding_counts(viewer: Viewer, plan: Plan) -> list[tuple[str, str, int]]:
    """How many findings of each code the plan has: code, heading, number."""
    rows: Any = findings_of(viewer).filter(plan=plan).order_by()
    rows = rows.values_list("code").annotate(Count("pk"))
    return sorted(((code, finding_name(code), number) for code, number in rows), key=lambda row: -row[2])


def shown_document(viewer: Viewer, plan: Plan, show: str) -> Document:
    """The plan's outline; with `show` only what that number of the plan counts."""
    document = document_of(plan)
    if show not in SHOWN:
        return document
    kind, ids = SHOWN[show][1](counted(plan, viewer.organisation))
    return narrowed(document, {(kind, pk) for pk in ids})
