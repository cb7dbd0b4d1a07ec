"""The overview of one unit with the units under it: the same questions, asked of what they answer for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.urls import reverse

from alignment.engine import STAGES, GoalTotals, chain_totals, mean_chain_score
from alignment.models import AlignmentReport, GoalAlignment, PlanAlignment
from core.asking import Asking, answered, ask, ask_each, beside
from core.together import Read, Row
from goals.models import Goal
from organisations.models import Unit
from pages.chains import CHAIN, GoalRow, rows_with_change
from pages.dashboard.clock import LAWFUL, Clock, clock_asked, clock_reads
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
from pages.naming import only_names
from pages.preparing import for_viewers
from pages.reporting.scoping import OfUnit
from pages.reports import goal_alignments, latest_report_asked
from pages.sentences import FindingRow, finding_rows_asked
from pages.things import NAMED, Thing, plan_thing
from planning.models import Conflict, ConflictPlan, ConflictPosition, Plan
from planning.selectors.plans import Phase, plans_shown, with_phase

MOST_CONFLICTS = 8
PLANS_AT_ONCE = 12
#: The keys of a goal and its framework, its chain's score and its six stages.
Chain = Sequence[Any]
#: Groups of goals: those that count in the unit's score, its goals on lower levels, those of others.
COUNTED, LOWER, BORNE_ON = 1, 2, 3
#: How many of each are shown; the list of goals has them all.
MOST_SHOWN = {COUNTED: MOST_GOALS, LOWER: 5, BORNE_ON: 10}


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
            conflicts=conflict_rows(viewer, units=units),
            findings=finding_counts(viewer, units=units),
            **clock_reads(viewer, units),
        ),
        concerned_asked(viewer, units),
        plans_asked(viewer, units, most_plans),
        measures_asked(viewer, units),
        ask(decision_rows(viewer, units=units)),
    )
    if report is None:
        return UnitOverview(unit, inner)
    compared, decisions, clock, _named = yield from beside(
        comparison_asked(viewer, reports_there(viewer, read), since, OfUnit(unit.key, tree)),
        finding_rows_asked(
            deciding, viewer.organisation, {("plan", each.plan.pk): each.thing for each in plans}
        ),
        clock_asked(viewer, read, lawful=unit.kind in LAWFUL),
        named_asked(found.groups),
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
        clock=clock,
    )


@dataclass(frozen=True, slots=True)
class Concerned:
    """The goals that concern some units: those that are shown by group, and what the score is made of."""

    groups: dict[int, list[Any]]
    counted: list[Chain]
    statuses: dict[str, int]


def concerned_asked(viewer: Viewer, units: Collection[int]) -> Asking[Concerned]:
    """The goals of the latest report that concern the units, the weakest chains first. One step.

    They have no names yet (`named_asked`).
    """
    rows, scored = yield from beside(ask(weakest_of(viewer, units=units)), ask(_scored(viewer, units=units)))
    groups: dict[int, list[Any]] = {}
    each: Any
    for each in sorted(rows, key=attrgetter("place")):
        groups.setdefault(each.group, []).append(each)
    counted, statuses = [row[:-1] for row in scored], Counter(chain.from_iterable(row[-1] for row in scored))
    return Concerned(groups, counted, statuses)


@for_viewers
def weakest_of(viewer: Viewer, units: Collection[int]) -> QuerySet[GoalAlignment]:
    """The weakest chains of each group, as many as are shown, each with the number of all (`of_group`).

    Without their goals: to put thousands in order with their names takes twice as long.
    """
    is_own = Q(goal__unit__among=units)
    group = Case(
        When(is_own & Q(is_tracked=True), then=COUNTED),
        When(is_own, then=LOWER),
        default=BORNE_ON,
        output_field=IntegerField(),
    )
    order = ("chain_score", "framework_id", "goal__code", "goal_id")
    place = Window(RowNumber(), partition_by=F("group"), order_by=order)
    of_group = Window(Count("pk"), partition_by=F("group"))
    concerned: Any = goal_alignments(viewer).filter(is_own | Q(is_tracked=True, bearers__overlap=units))
    placed = concerned.annotate(group=group).annotate(place=place, of_group=of_group)
    is_shown = Q(*(Q(group=group, place__lte=most) for group, most in MOST_SHOWN.items()), _connector=Q.OR)
    shown: QuerySet[GoalAlignment] = placed.filter(is_shown).only(*CHAIN).order_by()
    return shown


def named_asked(groups: Mapping[int, Sequence[GoalAlignment]]) -> Asking[None]:
    """Gives the chains their goals. One step."""
    rows = [row for group in groups.values() for row in group]
    goals = {goal.pk: goal for goal in (yield from ask(NAMED[Goal].given(ids=[row.goal_id for row in rows])))}
    for row in rows:
        row.goal = goals[row.goal_id]


@for_viewers
def _scored(viewer: Viewer, units: Collection[int]) -> QuerySet[Any, Any]:
    """The goals that are counted, by their keys, with their chains and the statuses of their targets."""
    counted = goal_alignments(viewer).filter(is_tracked=True, goal__unit__among=units).order_by()
    path = Value("$[*].status")
    template = "%(function)s(%(expressions)s::jsonpath)"
    # As a text it comes as JSON has it, a list: nobody reads it a second time.
    statuses = Func(
        F("targets"), path, function="jsonb_path_query_array", template=template, output_field=TextField()
    )
    return counted.values_list("goal__framework__key", "goal__key", "chain_score", *STAGES, statuses)


def goal_group(viewer: Viewer, found: list[Any], before: Mapping[str, int]) -> GoalGroup:
    """Goals of one group as rows."""
    rows = rows_with_change(viewer.organisation, found, before)
    return GoalGroup(rows[:GOALS_AT_ONCE], rows[GOALS_AT_ONCE:], max(0, found[0].of_group - len(rows)))


def score_of(viewer: Viewer, counted: Sequence[Chain], before: Mapping[str, int]) -> UnitScore:
    """The score of those goals by the engine's rule (alignment rules, section 8), and how it has moved.

    They are the organisation's own, as the unit is.
    """
    totals = chain_totals(None, [(score, tuple(stages)) for _framework, _goal, score, *stages in counted])
    owner = viewer.organisation.key
    then = [before.get(f"{owner}:{framework}/{goal}") for framework, goal, *_chain in counted]
    both = [(row[2], score) for row, score in zip(counted, then, strict=True) if score is not None]
    counts = {
        each.stage: {"ok": each.ok, "partial": each.partial, "broken": each.broken, "na": each.na}
        for each in totals.stages
    }
    return UnitScore(
        totals,
        stage_lines(counts),
        mean_chain_score([now for now, _ in both]),
        mean_chain_score([then for _, then in both]),
    )


@for_viewers
def conflict_rows(viewer: Viewer, units: Collection[int]) -> Read:
    """Conflicts that are not decided and concern the units, for members: they are working material."""
    if not viewer.is_member:
        return Conflict.objects.none().values("pk")
    plans = ConflictPlan.objects.filter(plan__unit__among=units)
    positions = ConflictPosition.objects.filter(
        Q(position__unit__among=units) | Q(position__plan__unit__among=units)
    )
    found = Conflict.objects.filter(
        Q(unit__among=units)
        | Q(goal__unit__among=units)
        | Q(pk__in=plans.values("conflict"))
        | Q(pk__in=positions.values("conflict")),
        organisation=viewer.organisation,
    ).exclude(status=Conflict.Status.RESOLVED)
    rows: Read = found.order_by("-updated_at", "pk").values("pk", "title", "status", "updated_at")
    return rows[:MOST_CONFLICTS]


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
    found: list[Any] = yield from ask(_plans(viewer, most, units=units))
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


@for_viewers
def _plans(viewer: Viewer, most: int | None, units: Collection[int]) -> QuerySet[Plan]:
    scores = PlanAlignment.objects.filter(organisation=viewer.organisation, plan=OuterRef("pk")).order_by()
    if not viewer.is_member:
        scores = scores.filter(is_public=True)
    shown: Any = with_phase(plans_shown(viewer.organisation, to_member=viewer.is_member), viewer.today)
    own = shown.filter(organisation=viewer.organisation, unit__among=units).exclude(phase=Phase.PAST)
    rated = own.annotate(score=Subquery(scores.values("score")[:1]), of_all=Window(Count("pk")))
    ordered = rated.order_by("phase", F("score").asc(nulls_last=True), "title", "pk")[:most]
    return only_names(ordered, "status", "valid_to", "next_check_on", "unit__name")
