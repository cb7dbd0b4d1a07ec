"""A whole plan as a document to read, on a page and in print: plain values, however long it is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.templatetags.ui import money
from goals.models import Goal
from pages.guards import Viewer
from pages.naming import Names, only_names
from pages.plans.selectors.facts import Facts, plan_facts, related_facts
from pages.plans.selectors.relatives import relatives_of
from pages.positions.selectors.cards import period
from pages.things import goal_thing
from planning.models import Contribution, Measure, MeasurePartner, Plan, Position, Section
from planning.selectors.document import Document, PartKind, PartPlace, document_of
from planning.selectors.plans import frameworks_shown

WORDS_OF_A_GOAL = 12
#: With more sections than this, a printed plan begins with a page of its own.
SHORT = 4
POSITION = ("pk", "code", "statement", "rationale", "aspect", "status")
MEASURE = ("pk", "code", "title", "text", "unit__name", "start", "end", "status", "cost")
Name = tuple[PartKind, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a part contributes to, and what it makes harder: goals in a few words."""

    towards: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """A position as it is read. `is_over`: it is withdrawn from the draft."""

    pk: int
    code: str
    statement: str
    rationale: str
    aspect: str
    is_over: bool
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure as it is read."""

    pk: int
    code: str
    title: str
    text: str
    responsible: str
    time: str
    cost: str
    status: str
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section with what stands directly in it; without a heading: what stands in none."""

    pk: int
    number: str
    depth: int
    heading: str
    body: str
    positions: tuple[ReadPosition, ...] = ()
    measures: tuple[ReadMeasure, ...] = ()

    @property
    def level(self) -> int:
        """The level of its heading on a page, under the plan's title."""
        return min(self.depth + 1, 6)


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan from the front page to the last section."""

    plan: Plan
    facts: Facts
    sections: tuple[ReadSection, ...] = field(default=())

    @property
    def contents(self) -> list[ReadSection]:
        """The sections that have a heading."""
        return [section for section in self.sections if section.heading]

    @property
    def is_long(self) -> bool:
        """Whether it begins with a page of its own."""
        return len(self.contents) > SHORT


def reading_of(viewer: Viewer, plan: Plan) -> Reading:
    """The plan as it reads for the viewer. Sixteen queries at most, however long it is."""
    document = document_of(plan)
    parts = _parts(viewer, plan)
    names = Names(viewer.organisation)
    names.know(plan)
    relatives = relatives_of(viewer, names, plan)
    facts = [
        (_("Status"), plan.get_status_display()),
        *plan_facts(plan, relatives),
        *related_facts(relatives),
    ]
    return Reading(plan, facts, tuple(_sections(document, parts)))


def _sections(document: Document, parts: dict[Name, ReadPosition | ReadMeasure]) -> Iterator[ReadSection]:
    if document.loose:
        yield ReadSection(0, "", 1, "", "", *_inside(document.loose, parts))
    ids = [place.section.pk for place in document.sections]
    bodies = dict(Section.objects.filter(pk__in=ids).order_by().values_list("pk", "body"))
    numbers = _numbers(document)
    for place in document.sections:
        section = place.section
        yield ReadSection(
            section.pk,
            numbers.get(section.pk, ""),
            place.depth,
            section.heading,
            bodies.get(section.pk) or "",
            *_inside(place.parts, parts),
        )


def _inside(
    places: Iterable[PartPlace], parts: dict[Name, ReadPosition | ReadMeasure]
) -> tuple[tuple[ReadPosition, ...], tuple[ReadMeasure, ...]]:
    """The parts there that are read, positions and measures apart."""
    found = [part for place in places if (part := parts.get((place.kind, place.pk)))]
    return (
        tuple(part for part in found if isinstance(part, ReadPosition)),
        tuple(part for part in found if isinstance(part, ReadMeasure)),
    )


def _numbers(document: Document) -> dict[int, str]:
    """1, 1.1, 1.2, 2 …; none if the plan numbers its headings by itself."""
    if any(re.match(r"\d", place.section.heading) for place in document.sections):
        return {}
    found: dict[int, str] = {}
    at: list[int] = []
    for place in document.sections:
        at = [*at[: place.depth], *[0] * (place.depth - len(at))]
        at[-1] += 1
        found[place.section.pk] = ".".join(map(str, at))
    return found


def _parts(viewer: Viewer, plan: Plan) -> dict[Name, ReadPosition | ReadMeasure]:
    """Positions and measures by kind and id; what was withdrawn is not part of a decided plan."""
    positions = Position.objects.filter(plan=plan).order_by()
    if plan.is_decided:
        positions = positions.exclude(status=Position.Status.WITHDRAWN)
    position_rows: list[Row] = list(positions.values(*POSITION))
    measure_rows: list[Row] = list(Measure.objects.filter(plan=plan).order_by().values(*MEASURE))
    bearings = _bearings(viewer, plan, position_rows, measure_rows)
    partners = _partners(plan)
    found: dict[Name, ReadPosition | ReadMeasure] = {}
    aspects = {value: str(label) for value, label in Position.Aspect.choices}
    statuses = {value: str(label) for value, label in Measure.Status.choices}
    for row in position_rows:
        name: Name = ("position", row["pk"])
        found[name] = ReadPosition(
            row["pk"],
            row["code"] or "",
            row["statement"],
            row["rationale"] or "",
            aspects.get(row["aspect"], ""),
            row["status"] == Position.Status.WITHDRAWN,
            bearings.get(name, Bearing()),
        )
    for row in measure_rows:
        name = ("measure", row["pk"])
        responsible = row["unit__name"] or (plan.unit.name if plan.unit else "")
        found[name] = ReadMeasure(
            row["pk"],
            row["code"] or "",
            row["title"],
            row["text"] or "",
            ", ".join([*filter(None, [responsible]), *partners.get(row["pk"], ())]),
            period(row["start"], row["end"]),
            "" if row["cost"] is None else money(row["cost"], plan.organisation.country),
            statuses[row["status"]],
            bearings.get(name, Bearing()),
        )
    return found


def _partners(plan: Plan) -> dict[int, list[str]]:
    """The names of the units that take part in each measure."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = MeasurePartner.objects.filter(measure__plan=plan).order_by("unit__name", "pk")
    for measure, name in rows.values_list("measure_id", "unit__name"):
        found[measure].append(name)
    return found


def _bearings(
    viewer: Viewer, plan: Plan, positions: Iterable[Row], measures: Iterable[Row]
) -> dict[Name, Bearing]:
    """What the organisation, else the plan's owner, says that each part bears on; strongest first."""
    strengths = _strengths(viewer, plan, [row["pk"] for row in positions], [row["pk"] for row in measures])
    wanted = {goal for stated in strengths.values() for goal in stated}
    frameworks = frameworks_shown(viewer.organisation, to_member=viewer.is_member) if wanted else set()
    goals = only_names(Goal.objects.filter(pk__in=wanted, framework__in=frameworks).order_by())
    words = {
        goal.pk: Truncator(goal_thing(viewer.organisation, goal).text).words(WORDS_OF_A_GOAL, truncate=" …")
        for goal in (goals if wanted else ())
    }
    found: dict[Name, Bearing] = {}
    for name, stated in strengths.items():
        shown = sorted(
            (-abs(strength), words[pk], strength) for pk, strength in stated.items() if pk in words
        )
        found[name] = Bearing(
            tuple(text for _order, text, strength in shown if strength > 0),
            tuple(text for _order, text, strength in shown if strength < 0),
        )
    return found


def _strengths(
    viewer: Viewer, plan: Plan, positions: list[int], measures: list[int]
) -> dict[Name, dict[int, int]]:
    """Strength by part and goal. What the organisation itself says counts before the owner's word."""
    ours = viewer.organisation.pk
    rows = Contribution.objects.filter(
        Q(position__in=positions) | Q(measure__in=measures), recorded_by__in={ours, plan.organisation_id}
    )
    stated = rows.order_by().values_list("recorded_by_id", "position_id", "measure_id", "goal_id", "strength")
    found: dict[Name, dict[int, int]] = defaultdict(dict)
    for _recorder, position, measure, goal, strength in sorted(stated, key=lambda row: row[0] == ours):
        name: Name = ("measure", measure) if position is None else ("position", position)
        found[name][goal] = strength
    return found
