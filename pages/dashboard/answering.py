"""The overview of one unit with the units under it: the same questions, asked of what they answer for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.urls import reverse

from alignment.engine import STAGES, GoalTotals, chain_totals
from alignment.models import AlignmentReport, GoalAlignment, MatrixCell, PlanAlignment
from core.asking import Asking, answered, ask, ask_each, beside
from core.together import Read, Row
from goals.models import Goal
from organisations.models import Unit
from pages.chains import HEAVY, GoalRow, rows_with_change
from pages.dashboard.clock import LAWFUL, Clock, clock_of, clock_reads
from pages.dashboard.comparing import Comparison, Since, comparison_asked, report_rows, reports_there
from pages.dashboard.measuring import LateMeasure, MeasureFigures, measures_asked
from pages.dashboard.selectors import (
    GOALS_AT_ONCE,
    MOST_GOALS,
    StageLine,
    TargetFigures,
    UnitFindings,
    decision_rows,
    finding_counts,
    more_of,
    stage_lines,
    unit_findings,
)
from pages.dashboard.units import UnitTree
from pages.guards import Viewer
from pages.naming import only_names, with_names
from pages.reporting.scoping import OfUnit
from pages.reports import goal_alignments, latest_report_asked
from pages.sentences import FindingRow, finding_rows_asked
from pages.things import Reference, Thing, goal_thing, plan_thing
from planning.models import Conflict, Plan
from planning.selectors.owned import statements_in_effect
from planning.selectors.plans import Phase, plans_shown, with_phase

MOST_CONFLICTS = 8
PLANS_AT_ONCE = 12
#: Groups of goals: those that count in the unit's score, its goals on lower levels, those of others.
COUNTED, LOWER, BORNE_ON = 1, 2, 3


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """Goals with their chains, the weakest first; `more` are not shown."""

    rows: list[GoalRow] = field(default_factory=list)
    stronger: list[GoalRow] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class UnitScore:
    """The chain of the unit's goals: the engine's mean and counts of stages, over those goals alone.

    The trend compares the goals that the earlier report had too: `now` and `before` are their means.
    """

    totals: GoalTotals
    stages: list[StageLine]
    now: Decimal | None
    before: Decimal | None

    @property
    def mean(self) -> Decimal | None:
        """0 to 100 with one decimal; none without goals."""
        return self.totals.mean_chain_score

    @property
    def goals(self) -> int:
        """How many goals are counted."""
        return self.totals.tracked_goals


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A plan that the unit answers for; without a score where the latest report rates nothing in it."""

    plan: Plan
    thing: Thing
    phase: Phase
    score: int | None
    is_expired: bool


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict of interest that is not decided, and concerns the unit or its plans."""

    conflict: Conflict
    thing: Thing


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """Everything that the page of a unit shows; without a report only what the unit is."""

    unit: Unit
    inner: list[Unit]
    report: AlignmentReport | None = None
    comparison: Comparison | None = None
    score: UnitScore | None = None
    targets: TargetFigures | None = None
    measures: MeasureFigures | None = None
    goals: dict[int, GoalGroup] = field(default_factory=dict)
    decisions: list[FindingRow] = field(default_factory=list)
    more_decisions: int = 0
    conflicts: list[OpenConflict] = field(default_factory=list)
    units: list[UnitFindings] = field(default_factory=list)
    plans: list[UnitPlan] = field(default_factory=list)
    late_measures: list[LateMeasure] = field(default_factory=list)
    clock: Clock | None = None

    @property
    def first_plans(self) -> list[UnitPlan]:
        """The plans that are shown at once."""
        return self.plans[:PLANS_AT_ONCE]

    @property
    def further_plans(self) -> list[UnitPlan]:
        """The others."""
        return self.plans[PLANS_AT_ONCE:]

    @property
    def own_goals(self) -> GoalGroup:
        """The unit's goals that its score counts."""
        return self.goals.get(COUNTED, GoalGroup())

    @property
    def lower_goals(self) -> GoalGroup:
        """The unit's goals on levels that no score counts."""
        return self.goals.get(LOWER, GoalGroup())

    @property
    def borne_on(self) -> GoalGroup:
        """Others' goals that its plans, positions and measures bear on."""
        return self.goals.get(BORNE_ON, GoalGroup())


def unit_overview(viewer: Viewer, tree: UnitTree, unit: Unit, since: Since) -> UnitOverview:
    """The unit's overview as the viewer may see it, compared with an earlier report. Two queries."""
    return answered(_unit_overview_asked(viewer, tree, unit, since))


def _unit_overview_asked(viewer: Viewer, tree: UnitTree, unit: Unit, since: Since) -> Asking[UnitOverview]:
    inner = tree.under(unit)
    units = frozenset({unit.pk, *(each.pk for each in inner)})
    report, read, found, plans, (measures, late), deciding = yield from beside(
        latest_report_asked(viewer),
        ask_each(
            reports=report_rows(viewer),
            conflicts=conflict_rows(viewer, units),
            findings=finding_counts(viewer, units),
            **clock_reads(viewer, units),
        ),
        alignments_asked(viewer, units),
        plans_asked(viewer, units),
        measures_asked(viewer, units),
        ask(decision_rows(viewer, units)),
    )
    if report is None:
        return UnitOverview(unit, inner)
    compared, decisions = yield from beside(
        comparison_asked(viewer, reports_there(viewer, read), since, OfUnit(unit.key, tree)),
        finding_rows_asked(deciding, viewer.organisation, things_of(viewer, found, plans)),
    )
    counted = found.get(COUNTED, [])
    return UnitOverview(
        unit=unit,
        inner=inner,
        report=report,
        comparison=compared,
        score=score_of(counted, compared.scores),
        targets=targets_of(counted),
        measures=measures,
        goals={group: goal_group(viewer, rows, compared.scores) for group, rows in found.items()},
        decisions=decisions,
        more_decisions=more_of(deciding),
        conflicts=open_conflicts(viewer, read["conflicts"]),
        units=unit_findings(viewer, tree, read["findings"]),
        plans=plans,
        late_measures=late,
        clock=clock_of(viewer, units, lawful=unit.kind in LAWFUL, read=read),
    )


def things_of(
    viewer: Viewer, found: Mapping[int, Sequence[GoalAlignment]], plans: Iterable[UnitPlan]
) -> dict[Reference, Thing]:
    """The goals and plans that are shown anyway, as findings refer to them."""
    rows = [row for group in found.values() for row in group[:MOST_GOALS]]
    named = {("goal", row.goal_id): goal_thing(viewer.organisation, row.goal) for row in rows}
    return named | {("plan", each.plan.pk): each.thing for each in plans}


def alignments_asked(viewer: Viewer, units: Collection[int]) -> Asking[dict[int, list[Any]]]:
    """The goals of the latest report that concern the units, by group, weakest chain first. One step.

    All that the units' score counts, and the first of the others. What plans bear on is in the matrix; what
    positions and measures of theirs state in others' plans counts for the goal and two levels above it.
    """
    plans = Plan.objects.filter(organisation=viewer.organisation, unit__in=units).current(viewer.today)
    cells = MatrixCell.objects.filter(organisation=viewer.organisation, plan__in=plans)
    stated = statements_in_effect(viewer.organisation, units, viewer.today).order_by()
    borne_on = Q(goal__in=cells.values("goal")) | Q(goal__in=stated.values("goal"))
    for above in ("goal__parent", "goal__parent__parent"):
        borne_on |= Q(goal__in=stated.values(above))
    is_theirs = Q(goal__unit__in=units)
    group = Case(
        When(is_theirs & Q(is_tracked=True), then=Value(COUNTED)),
        When(is_theirs, then=Value(LOWER)),
        When(borne_on & Q(is_tracked=True), then=Value(BORNE_ON)),
        default=Value(0),
        output_field=IntegerField(),
    )
    order = ("chain_score", "framework_id", "goal__code", "goal_id")
    rows = goal_alignments(viewer).annotate(group=group).filter(group__gt=0)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by=F("group"), order_by=order),
        of_group=Window(Count("pk"), partition_by=F("group")),
    ).filter(Q(group=COUNTED) | Q(place__lte=MOST_GOALS))
    found: dict[int, list[Any]] = {}
    read: Any = with_names(rows.order_by(*order), goal=Goal).defer(*HEAVY)
    for row in (yield from ask(read)):
        found.setdefault(row.group, []).append(row)
    return found


def goal_group(viewer: Viewer, found: list[Any], before: Mapping[str, int]) -> GoalGroup:
    """Goals of one group as rows."""
    rows = rows_with_change(viewer.organisation, found[:MOST_GOALS], before)
    return GoalGroup(rows[:GOALS_AT_ONCE], rows[GOALS_AT_ONCE:], max(0, found[0].of_group - len(rows)))


def score_of(counted: Sequence[GoalAlignment], before: Mapping[str, int]) -> UnitScore:
    """The score of those goals by the engine's rule (alignment rules, section 8), and how it has moved."""
    chains = [(row.chain_score, tuple(getattr(row, stage) for stage in STAGES)) for row in counted]
    totals = chain_totals(None, chains)
    both = [(row.chain_score, before[name]) for row in counted if (name := row.goal.reference) in before]
    counts = {
        each.stage: {"ok": each.ok, "partial": each.partial, "broken": each.broken, "na": each.na}
        for each in totals.stages
    }
    return UnitScore(
        totals, stage_lines(counts), mean_of(now for now, _ in both), mean_of(then for _, then in both)
    )


def mean_of(scores: Iterable[int]) -> Decimal | None:
    """The engine's mean of chain scores."""
    return chain_totals(None, [(score, ("na",) * len(STAGES)) for score in scores]).mean_chain_score


def targets_of(counted: Sequence[GoalAlignment]) -> TargetFigures:
    """How the counted targets of those goals stand."""
    statuses: dict[str, int] = {}
    for row in counted:
        for target in row.targets:
            statuses[target["status"]] = statuses.get(target["status"], 0) + 1
    return TargetFigures(statuses)


def conflict_rows(viewer: Viewer, units: Collection[int]) -> Read:
    """Conflicts that are not decided and concern the units, for members: they are working material."""
    if not viewer.is_member:
        return Conflict.objects.none().values("pk")
    concerned = (
        Q(unit__in=units)
        | Q(goal__unit__in=units)
        | Q(plans__unit__in=units)
        | Q(positions__unit__in=units)
        | Q(positions__plan__unit__in=units)
    )
    own = Conflict.objects.filter(organisation=viewer.organisation).exclude(status=Conflict.Status.RESOLVED)
    found = own.filter(concerned).distinct().order_by("-updated_at", "pk")
    return found.values("pk", "title", "status", "updated_at")[:MOST_CONFLICTS]


def open_conflicts(viewer: Viewer, rows: Iterable[Row]) -> list[OpenConflict]:
    """The same as conflicts, by name."""
    found = [Conflict(pk=row["pk"], title=row["title"], status=row["status"]) for row in rows]
    return [OpenConflict(conflict, conflict_thing(viewer, conflict)) for conflict in found]


def conflict_thing(viewer: Viewer, conflict: Conflict) -> Thing:
    """A conflict by its title, with its page."""
    address = reverse("conflicts:conflict_detail", args=[viewer.organisation.slug, conflict.pk])
    return Thing(conflict.title, address, viewer.organisation.language)


def plans_asked(viewer: Viewer, units: Collection[int]) -> Asking[list[UnitPlan]]:
    """The units' plans that are not past: those in effect first, the lowest score first."""
    scores = PlanAlignment.objects.filter(organisation=viewer.organisation, plan=OuterRef("pk"))
    if not viewer.is_member:
        scores = scores.filter(is_public=True)
    shown: Any = with_phase(plans_shown(viewer.organisation, to_member=viewer.is_member), viewer.today)
    own = shown.filter(organisation=viewer.organisation, unit__in=units).exclude(phase=Phase.PAST)
    rated = own.annotate(score=Subquery(scores.values("score")[:1]))
    ordered = rated.order_by("phase", F("score").asc(nulls_last=True), "title", "pk")
    found = yield from ask(only_names(ordered, "status", "valid_to", "next_check_on", "unit__name"))
    return [
        UnitPlan(plan, plan_thing(viewer.organisation, plan), Phase(plan.phase), plan.score, plan.is_expired)
        for plan in found
    ]
