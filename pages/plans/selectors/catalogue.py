"""What the catalogue of plans shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment.selectors.latest import plan_lines
from core.ordering import sort_key
from pages.guards import Viewer
from pages.paging import Ordered
from pages.reports import open_findings, reader
from pages.things import Thing, plan_thing
from planning.models import Measure, Plan, Position
from planning.selectors.plans import ORDER, Phase, plans_shown, with_phase

PLANS_PER_PAGE = 40
PHASE_NOTES: dict[str, Promise] = {
    Phase.CURRENT: _("Adopted, and to be followed today."),
    Phase.PROPOSED: _("Under way: nothing here is decided, or it does not hold yet."),
    Phase.PAST: _("Superseded or repealed; kept for the record."),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the catalogue. `score` is None for plans that the latest report does not rate."""

    plan: Plan
    thing: Thing
    phase: str
    is_own: bool
    is_expired: bool
    is_check_due: bool
    score: int | None
    positions: int
    measures: int
    findings: int


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The plans of one phase on a page, and how many there are on all pages."""

    phase: Phase
    note: Promise
    total: int
    rows: tuple[PlanRow, ...]


def catalogue(viewer: Viewer) -> QuerySet[Plan]:
    """The plans that the viewer is shown."""
    plans = with_phase(plans_shown(viewer.organisation, to_member=viewer.is_member), viewer.today)
    return plans.select_related("organisation", "type", "unit")


def in_order(viewer: Viewer, plans: QuerySet[Plan]) -> Ordered[Plan]:
    """Plans in the order of the catalogue: in effect, proposed, past; each by title."""
    language = viewer.organisation.language

    def place(row: tuple[Any, ...]) -> tuple[int, str, int]:
        pk, phase, title = row
        return ORDER[phase], sort_key(title, language), pk

    return Ordered(plans, ("phase", "title"), place)


def plan_groups(viewer: Viewer, found: Ordered[Plan], page: Page[Plan]) -> list[PlanGroup]:
    """The plans of a page by phase. Four queries."""
    totals = Counter(phase for _pk, phase, _title in found.about)
    rows = plan_rows(viewer, list(page.object_list))
    groups = []
    for phase in Phase:
        of_phase = tuple(row for row in rows if row.phase == phase)
        if of_phase:
            groups.append(PlanGroup(phase, PHASE_NOTES[phase], totals[phase], of_phase))
    return groups


def plan_rows(viewer: Viewer, plans: Sequence[Plan]) -> list[PlanRow]:
    """The plans with what is counted in them. Four queries, however many plans."""
    ids = [plan.pk for plan in plans]
    findings: Any = open_findings(viewer).filter(plan__in=ids).order_by()
    scores = {line.plan_id: line.score for line in plan_lines(reader(viewer), ids)}
    positions, measures = parts_by_plan(Position, ids), parts_by_plan(Measure, ids)
    by_plan = dict(findings.values_list("plan").annotate(Count("pk")))
    return [
        PlanRow(
            plan=plan,
            thing=plan_thing(viewer.organisation, plan),
            phase=getattr(plan, "phase", ""),
            is_own=plan.organisation_id == viewer.organisation.pk,
            is_expired=getattr(plan, "is_expired", False),
            is_check_due=getattr(plan, "is_check_due", False),
            score=scores.get(plan.pk),
            positions=positions.get(plan.pk, 0),
            measures=measures.get(plan.pk, 0),
            findings=by_plan.get(plan.pk, 0),
        )
        for plan in plans
    ]


def parts_by_plan(model: type[Position] | type[Measure], plans: Iterable[int]) -> dict[int, int]:
    """How many parts each plan has, without those that are withdrawn or cancelled."""
    over = (Position.Status.WITHDRAWN, Measure.Status.CANCELLED)
    rows = model.objects.filter(plan__in=plans).exclude(status__in=over).order_by()
    return dict(rows.values_list("plan").annotate(Count("pk")))
