"""What a plan's page asks the database: in two questions, first by the plan's id, then by what was found."""

from dataclasses import dataclass

from alignment.selectors.latest import Cell, PlanLine, cell_rows, plan_line, plan_rows
from core.together import Asked, columns, instances, together
from goals.models import Goal
from pages.guards import Viewer
from pages.naming import GOAL_ALONE, Names
from pages.plans.selectors.relatives import Related, related_reads
from pages.plans.selectors.report import FindingCount, counted_findings, finding_rows
from pages.positions.selectors.cards import Beside, beside_reads
from pages.reports import reader
from planning.models import Measure, Plan, Position, Section
from planning.selectors.document import Document, PartPlace, outline_reads, outlined

POSITION = [*columns(Position, "geometry"), "unit__name"]
MEASURE = [*columns(Measure), "unit__name"]
Part = Position | Measure


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a plan by its id."""

    alignment: PlanLine | None
    findings: list[FindingCount]
    cells: list[Cell]
    related: Related
    document: Document


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands on one page of a plan: the parts, the texts of sections that begin there, goals."""

    parts: dict[PartPlace, Part]
    bodies: dict[int, str | None]
    goals: list[Goal]
    beside: Beside


def known_of(viewer: Viewer, names: Names, plan: Plan) -> Known:
    """What is known of the plan, and to `names` what the organisation follows. One query."""
    read = together(
        followed=names.followed_read(),
        alignment=plan_rows(reader(viewer), [plan.pk]),
        findings=finding_rows(viewer, plan),
        cells=cell_rows(reader(viewer), plans=[plan.pk]),
        **related_reads(viewer, plan),
        **outline_reads(plan),
    )
    names.know_followed(read["followed"])
    return Known(
        next(map(plan_line, read["alignment"]), None),
        counted_findings(read["findings"]),
        [Cell(**row) for row in read["cells"]],
        Related.read(read),
        outlined(read),
    )


def opened(
    viewer: Viewer, names: Names, places: list[PartPlace], sections: list[int], goals: list[int]
) -> Opened:
    """What stands on a page: parts, sections and goals of those ids. One query, and one for frameworks."""
    ids = {kind: [place.pk for place in places if place.kind == kind] for kind in ("position", "measure")}
    reads: dict[str, Asked] = {
        "positions": Position.objects.filter(pk__in=ids["position"]).order_by().values(*POSITION),
        "measures": Measure.objects.filter(pk__in=ids["measure"]).order_by().values(*MEASURE),
        "bodies": Section.objects.filter(pk__in=sections).order_by().values("id", "body"),
        "goals": Goal.objects.filter(pk__in=goals).order_by().values("id", *GOAL_ALONE),
        **beside_reads(viewer, ids["position"], ids["measure"]),
    }
    read = together(**reads)
    found = instances(Goal, read["goals"])
    names.name_goals(found)
    parts: dict[tuple[str, int], Part] = {
        **{("position", each.pk): each for each in instances(Position, read["positions"])},
        **{("measure", each.pk): each for each in instances(Measure, read["measures"])},
    }
    return Opened(
        {place: parts[place.kind, place.pk] for place in places if (place.kind, place.pk) in parts},
        {row["id"]: row["body"] for row in read["bodies"]},
        found,
        Beside.read(read),
    )
