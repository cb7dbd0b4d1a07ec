"""What the files hold: what the public may read of the organisation's own, from the latest report and today.

Everything here is for everybody: whoever asks, members too, gets the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import orjson
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from alignment.engine import STAGES
from alignment.selectors.latest import Reader, goal_lines, plan_lines
from alignment.selectors.reports import LATEST, whole_asked
from core.asking import answered
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Contribution, Implementation, Measure, MeasurePartner, Plan, Position

Row = tuple[Any, ...]
GOAL = ("framework__organisation__key", "framework__key", "key", "code")


class Addresses(Protocol):
    """Where the things are shown; who serves the files knows."""

    def plan(self, key: str) -> str:
        """The page of an own plan."""

    def position(self, key: str) -> str:
        """The page of an own position."""

    def measure(self, key: str) -> str:
        """The page of an own measure."""

    def goal(self, owner: str, framework: str, key: str) -> str:
        """The page of a goal that the organisation follows."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose data, and where they are shown."""

    organisation: Organisation
    addresses: Addresses

    @property
    def reader(self) -> Reader:
        """Everybody, as a reader of the report."""
        return Reader(self.organisation, is_member=False)

    @property
    def plans(self) -> QuerySet[Plan]:
        """The organisation's plans that everybody may read: decided ones, those that are past too."""
        return Plan.objects.filter(organisation=self.organisation).visible_to(AnonymousUser())


def none(source: Source) -> Iterator[Row]:
    """No rows: what is no table has none."""
    return iter(())


def report_content(source: Source) -> bytes:
    """The latest public report as it was frozen, with its number and day; both null while there is none."""
    found = answered(whole_asked(source.reader, LATEST))
    facts: dict[str, Any] = {"organisation": source.organisation.key, "number": None, "date": None}
    if not found:
        return orjson.dumps(facts)
    [report] = found
    facts |= {"number": report.number, "date": report.on, "rules_version": report.rules_version}
    # The frozen content is JSON already.
    return orjson.dumps(facts)[:-1] + b"," + report.json()[1:]


def goal_rows(source: Source) -> Iterator[Row]:
    """Every goal of the public report with its chain. Two queries."""
    report = {line.goal_id: line for line in goal_lines(source.reader)}
    own = NullIf(KeyTextTransform(source.organisation.language, "titles"), Value(""))
    title = Coalesce(own, "title", output_field=TextField())
    found = Goal.objects.filter(pk__in=list(report)).order_by(
        "framework__organisation__key", "framework__key", "key"
    )
    above = Case(When(parent__in=list(report), then=F("parent__key")))
    said = found.annotate(shown_title=title, shown_parent=above).values_list(
        *("pk", *GOAL, "shown_title", "text", "framework__level", "shown_parent", "unit__name"),
        *("valid_from", "valid_to"),
    )
    for pk, *row in said:
        line = report[pk]
        stages = (line.stages[stage] for stage in STAGES)
        figures = (line.is_tracked, line.chain_score, line.weakest_link, *stages)
        yield (*row, *figures, source.addresses.goal(*row[:3]))


def plan_rows(source: Source) -> Iterator[Row]:
    """The plans. Two queries."""
    scores = {line.plan_id: line.score for line in plan_lines(source.reader)}
    fields = (
        *("key", "title", "type__name", "type__family", "status", "summary", "unit__name", "decided_by"),
        *("reference", "adopted_on", "in_force_on", "valid_from", "valid_to", "next_check_on"),
        *("statutory_basis", "parent__key"),
    )
    shown = set(source.plans.values_list("key", flat=True))
    for pk, *row in source.plans.order_by("key").values_list("pk", *fields):
        parent = row.pop()
        url = source.addresses.plan(row[0])
        yield (*row, parent if parent in shown else None, scores.get(pk), url)


def position_rows(source: Source) -> Iterator[Row]:
    """The positions of those plans. One query."""
    for row in _positions(source).values_list(*POSITION):
        yield (*row, source.addresses.position(row[0]))


def measure_rows(source: Source) -> Iterator[Row]:
    """The measures of those plans. One query."""
    own = {"measure": OuterRef("pk")}
    partners = MeasurePartner.objects.filter(**own).order_by("unit__name").values("unit__name")
    shown = Implementation.objects.filter(**own, position__plan__in=source.plans)
    implements = shown.order_by("position__key").values("position__key")
    fields = (
        *("key", "plan__key", "code", "title", "text", "unit__name", "shown_partners", "start", "end"),
        *("status", "funding", "cost", "shown_implements"),
    )
    found = Measure.objects.filter(plan__in=source.plans).order_by("plan__key", "order", "pk")
    found = found.annotate(shown_partners=ArraySubquery(partners), shown_implements=ArraySubquery(implements))
    for row in found.values_list(*fields):
        yield (*row, source.addresses.measure(row[0]))


def contribution_rows(source: Source) -> Iterator[Row]:
    """What the organisation says of how its plans bear on goals of the public report. Two queries."""
    goals = [line.goal_id for line in goal_lines(source.reader)]
    said = Contribution.objects.filter(recorded_by=source.organisation, goal__in=goals)
    name = ("goal__framework__organisation__key", "goal__framework__key", "goal__key")
    for kind, plan in (("plan", "plan"), ("position", "position__plan"), ("measure", "measure__plan")):
        rows = said.filter(**{f"{plan}__in": source.plans}).order_by(f"{kind}__key", *name)
        for row in rows.values_list(f"{kind}__key", *name, "strength", "rationale"):
            yield (kind, *row)


POSITION = (
    *("key", "plan__key", "code", "statement", "rationale", "spatial", "aspect", "land_use", "unit__name"),
    "status",
)


def placed_positions(source: Source) -> Iterator[tuple[dict[str, Any], Row]]:
    """The positions that have a place on the map: the geometry as stored, and the row. One query."""
    found = _positions(source).filter(geometry__isnull=False)
    for geometry, *row in found.values_list("geometry", *POSITION):
        yield geometry, (*row, source.addresses.position(row[0]))


def _positions(source: Source) -> QuerySet[Position]:
    return Position.objects.filter(plan__in=source.plans).order_by(F("plan__key"), "order", "pk")
