"""The overview of one unit with the units under it: the same questions, asked of what they answer for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Window
from django.urls import reverse

from alignment.engine import STAGES, GoalTotals, chain_totals
from alignment.models import AlignmentReport, GoalAlignment, MatrixCell, PlanAlignment
from core.asking import Asking, answered, ask, ask_each, beside, each_of
from core.together import Read, Row
from organisations.models import Unit
from pages.chains import CHAIN, GoalRow, rows_with_change
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
    status_rows,
    unit_findings,
)
from pages.dashboard.units import UnitTree
from pages.guards import Viewer
from pages.naming import OF_GOAL, only_names
from pages.reporting.scoping import OfUnit
from pages.reports import goal_alignments, latest_report_asked
from pages.sentences import FindingRow, finding_rows_asked
from pages.things import Reference, Thing, goal_thing, plan_thing
from planning.models import Conflict, Plan
from planning.selectors.owned import statements_elsewhere
from planning.selectors.plans import Phase, plans_shown, with_phase

MOST_CONFLICTS = 8
PLANS_AT_ONCE = 12
#: Groups of goals: those that count in the unit's score, its goals on lower levels, those of others.
COUNTED, LOWER, BORNE_ON = 1, 2, 3
#: How many of each are shown; the list of goals has them all.
MOST_SHOWN = {COUNTED: MOST_GOALS, LOWER: 10, BORNE_ON: 15}


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
    of_all: int
    """How many plans of the units there are."""


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
    all_plans: int = 0
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
    def more_plans(self) -> int:
        """How many plans are not shown."""
        return self.all_plans - len(self.plans)

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


def unit_overview(
    viewer: Viewer, tree: UnitTree, unit: Unit, since: Since, *, most_plans: int | None = None
) -> UnitOverview:
    """The unit's overview as the viewer may see it, compared with an earlier report. Two queries.

    With all of its plans, or so many at most.
    """
    return answered(_unit_overview_asked(viewer, tree, unit, since, most_plans))


def _unit_overview_asked(
    viewer: Viewer, tree: UnitTree, unit: Unit, since: Since, most_plans: int | None
) -> Asking[UnitOverview]:
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
        concerned_asked(viewer, units),
        plans_asked(viewer, units, most_plans),
        measures_asked(viewer, units),
        ask(decision_rows(viewer, units)),
    )
    if report is None:
        return UnitOverview(unit, inner)
    compared, decisions = yield from beside(
        comparison_asked(viewer, reports_there(viewer, read), since, OfUnit(unit.key, tree)),
        finding_rows_asked(deciding, viewer.organisation, things_of(viewer, found.groups, plans)),
    )
    return UnitOverview(
        unit=unit,
        inner=inner,
        report=report,
        comparison=compared,
        score=score_of(viewer, found.counted, compared.scores),
        targets=TargetFigures(found.statuses),
        measures=measures,
        goals={group: goal_group(viewer, rows, compared.scores) for group, rows in found.groups.items()},
        decisions=decisions,
        more_decisions=more_of(deciding),
        conflicts=open_conflicts(viewer, read["conflicts"]),
        units=unit_findings(viewer, tree, read["findings"]),
        plans=plans,
        all_plans=plans[0].of_all if plans else 0,
        late_measures=late,
        clock=clock_of(viewer, units, lawful=unit.kind in LAWFUL, read=read),
    )


def things_of(
    viewer: Viewer, found: Mapping[int, Sequence[GoalAlignment]], plans: Iterable[UnitPlan]
) -> dict[Reference, Thing]:
    """The goals and plans that are shown anyway, as findings refer to them."""
    rows = [row for group in found.values() for row in group]
    named = {("goal", row.goal_id): goal_thing(viewer.organisation, row.goal) for row in rows}
    return named | {("plan", each.plan.pk): each.thing for each in plans}


@dataclass(frozen=True, slots=True)
class Concerned:
    """The goals that concern some units: those that are shown by group, and what the score is made of."""

    groups: dict[int, list[Any]]
    counted: list[Row]
    statuses: dict[str, int]


def concerned_asked(viewer: Viewer, units: Collection[int]) -> Asking[Concerned]:
    """The goals of the latest report that concern the units, the weakest chains first. One step."""
    theirs = goal_alignments(viewer).filter(goal__unit__in=units)
    counted = theirs.filter(is_tracked=True)
    others = goal_alignments(viewer).filter(is_tracked=True).exclude(goal__unit__in=units)
    groups = {
        COUNTED: counted,
        LOWER: theirs.filter(is_tracked=False),
        BORNE_ON: others.filter(borne_on_by(viewer, units)),
    }
    rows, read = yield from beside(
        each_of(ask(weakest_of(goals, MOST_SHOWN[group])) for group, goals in groups.items()),
        ask_each(
            scored=counted.order_by().values("chain_score", *STAGES, "goal__key", "framework__key"),
            statuses=status_rows(counted),
        ),
    )
    statuses = {row["status"]: row["number"] for row in read["statuses"]}
    return Concerned(
        {group: found for group, found in zip(groups, rows, strict=True) if found}, read["scored"], statuses
    )


def borne_on_by(viewer: Viewer, units: Collection[int]) -> Q:
    """Goals that plans in effect of the units bear on, or positions and measures of theirs in others' plans.

    What plans bring each goal is in the matrix; what is stated in others' plans counts for the goal and two
    levels above it.
    """
    plans = Plan.objects.filter(organisation=viewer.organisation, unit__in=units).current(viewer.today)
    cells = MatrixCell.objects.filter(organisation=viewer.organisation, plan__in=plans).order_by()
    stated = statements_elsewhere(viewer.organisation, units, viewer.today).order_by()
    levels = Func(
        *(F(f"goal{above}_id") for above in ("", "__parent", "__parent__parent")),
        template="unnest(ARRAY[%(expressions)s])",
        output_field=BigIntegerField(),
    )
    return Q(goal__in=cells.values("goal")) | Q(goal__in=stated.values(level=levels))


def weakest_of(goals: QuerySet[GoalAlignment], most: int) -> QuerySet[GoalAlignment]:
    """The weakest chains among some goals, so many at most, each with the number of all (`of_group`)."""
    counted: Any = goals.annotate(of_group=Window(Count("pk")))
    named = [f"goal__{name}" for name in OF_GOAL]
    first: QuerySet[GoalAlignment] = (
        counted.select_related("goal__framework__organisation")
        .only(*CHAIN, *named)
        .order_by("chain_score", "framework_id", "goal__code", "goal_id")[:most]
    )
    return first


def goal_group(viewer: Viewer, found: list[Any], before: Mapping[str, int]) -> GoalGroup:
    """Goals of one group as rows."""
    rows = rows_with_change(viewer.organisation, found, before)
    return GoalGroup(rows[:GOALS_AT_ONCE], rows[GOALS_AT_ONCE:], max(0, found[0].of_group - len(rows)))


def score_of(viewer: Viewer, counted: Sequence[Row], before: Mapping[str, int]) -> UnitScore:
    """The score of those goals by the engine's rule (alignment rules, section 8), and how it has moved.

    They are the organisation's own, as the unit is.
    """
    chains = [(row["chain_score"], tuple(row[stage] for stage in STAGES)) for row in counted]
    totals = chain_totals(None, chains)
    owner = viewer.organisation.key
    names = [f"{owner}:{row['framework__key']}/{row['goal__key']}" for row in counted]
    both = [
        (row["chain_score"], before[name]) for name, row in zip(names, counted, strict=True) if name in before
    ]
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


def plans_asked(viewer: Viewer, units: Collection[int], most: int | None) -> Asking[list[UnitPlan]]:
    """The units' plans that are not past: those in effect first, the lowest score first; so many at most."""
    scores = PlanAlignment.objects.filter(organisation=viewer.organisation, plan=OuterRef("pk"))
    if not viewer.is_member:
        scores = scores.filter(is_public=True)
    shown: Any = with_phase(plans_shown(viewer.organisation, to_member=viewer.is_member), viewer.today)
    own = shown.filter(organisation=viewer.organisation, unit__in=units).exclude(phase=Phase.PAST)
    rated = own.annotate(score=Subquery(scores.values("score")[:1]), of_all=Window(Count("pk")))
    ordered = rated.order_by("phase", F("score").asc(nulls_last=True), "title", "pk")[:most]
    found = yield from ask(only_names(ordered, "status", "valid_to", "next_check_on", "unit__name"))
    return [
        UnitPlan(
            plan=plan,
            thing=plan_thing(viewer.organisation, plan),
            phase=Phase(plan.phase),
            score=plan.score,
            is_expired=plan.is_expired,
            of_all=plan.of_all,
        )
        for plan in found
    ]
