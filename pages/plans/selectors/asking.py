"""What a plan's page asks the database, in steps: by the plan's id, then by what stands there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from alignment.selectors.latest import Cell, PlanLine, cell_rows, plan_line, rows_of_plans
from core.asking import Asking, ask, beside
from core.prepared import written_once
from goals.models import Goal
from pages.guards import Viewer
from pages.naming import Names, goals_alone, with_names
from pages.plans.selectors.relatives import Related, related_asked
from pages.plans.selectors.report import FindingCount, counted_findings, finding_rows
from pages.positions.selectors.cards import Beside, beside_asked
from pages.reports import reader
from planning.models import Measure, Plan, Position, Section
from planning.selectors.document import Document, PartPlace, document_asked

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
    at_hand: Beside


def known_asked(viewer: Viewer, names: Names, plan: Plan) -> Asking[Known]:
    """What is known of the plan, and to `names` what the organisation follows. One step."""
    _followed, lines, findings, cells, related, document = yield from beside(
        names.followed_frameworks_asked(),
        ask(rows_of_plans(reader(viewer), [plan.pk])),
        ask(finding_rows(viewer, plan=plan.pk)),
        ask(cell_rows(reader(viewer), plans=[plan.pk])),
        related_asked(viewer, plan),
        document_asked(plan),
    )
    alignment = next(map(plan_line, lines), None)
    return Known(alignment, counted_findings(findings), [Cell(**row) for row in cells], related, document)


def opened_asked(
    viewer: Viewer,
    names: Names,
    places: Iterable[PartPlace],
    sections: Collection[int],
    goals: Collection[int],
) -> Asking[Opened]:
    """What stands on a page: parts, sections and goals of those ids. One step, and one for frameworks."""
    ids = {kind: [place.pk for place in places if place.kind == kind] for kind in ("position", "measure")}
    stands, acts, bodies, named, at_hand = yield from beside(
        ask(_positions(ids=ids["position"])),
        ask(_measures(ids=ids["measure"])),
        ask(_bodies(ids=list(sections))),
        names.goals_asked(_goals(ids=list(goals))),
        beside_asked(viewer, ids["position"], ids["measure"]),
    )
    parts: dict[tuple[str, int], Part] = {("position", each.pk): each for each in stands}
    parts |= {("measure", each.pk): each for each in acts}
    return Opened(
        {place: parts[place.kind, place.pk] for place in places if (place.kind, place.pk) in parts},
        dict(bodies),
        named,
        at_hand,
    )


@written_once
def _positions(*, ids: list[int]) -> QuerySet[Position]:
    return with_names(Position.objects.filter(pk__among=ids), "unit__name").defer("geometry").order_by()


@written_once
def _measures(*, ids: list[int]) -> QuerySet[Measure]:
    return with_names(Measure.objects.filter(pk__among=ids), "unit__name").order_by()


@written_once
def _bodies(*, ids: list[int]) -> QuerySet[Section, tuple[int, str | None]]:
    return Section.objects.filter(pk__among=ids).order_by().values_list("pk", "body")


@written_once
def _goals(*, ids: list[int]) -> QuerySet[Goal]:
    return goals_alone(Goal.objects.filter(pk__among=ids).order_by())
