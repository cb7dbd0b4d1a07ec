"""What the overview shows: the headline, the three questions, the goals, and what needs a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Func, IntegerField, JSONField, Min, Q, QuerySet, When, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from alignment.models import AlignmentReport, Finding, GoalAlignment
from core.asking import Asking, answered, ask, ask_each, beside
from core.ordering import sort_key
from core.together import Read, Row
from goals.models import Framework
from organisations.models import Organisation, Unit
from pages.chains import CHAIN, GoalRow, rows_with_change
from pages.dashboard.clock import Clock, clock_asked, clock_reads
from pages.dashboard.comparing import Comparison, Since, comparison_asked, report_rows, reports_there
from pages.dashboard.measuring import MeasureFigures, measure_figures, measure_rows
from pages.dashboard.units import UnitChoice, UnitTree, unit_rows
from pages.guards import Viewer
from pages.naming import GOAL_ALONE, OF_ORGANISATION, Names
from pages.preparing import for_viewers
from pages.reports import goal_alignments, latest_report_asked, open_findings, totals_of
from pages.sentences import FindingRow, finding_rows_asked, only_spoken
from pages.things import goal_thing, url_or_nothing
from pages.words import STAGES, finding_name, stage_name
from planning.selectors.owned import Units

MOST_GOALS = 25
MOST_OF_A_FRAMEWORK = 5
GOALS_AT_ONCE = 15
MOST_DECISIONS = 12
STRIP_WIDTH = 240
#: The own goals among groups of goals, that else go by their framework's id.
OWN = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a strip: how many, and where it is drawn."""

    name: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the chain over all own goals, as counts and as a strip."""

    name: str
    counts: dict[str, int]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """An adopted framework with its own score; it is never mixed with the own goals'."""

    title: str
    owner: str
    language: str
    score: float | None
    tracked_goals: int
    rows: list[GoalRow]
    pk: int

    @property
    def more(self) -> int:
        """How many of its tracked goals are not among the rows."""
        return self.tracked_goals - len(self.rows)


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """How the counted targets of the own goals stand."""

    statuses: dict[str, int]

    @property
    def all(self) -> int:
        """All counted targets."""
        return sum(self.statuses.values())

    @property
    def good(self) -> int:
        """Targets that are reached or on track."""
        return self.statuses.get("reached", 0) + self.statuses.get("on_track", 0)

    @property
    def bad(self) -> int:
        """Targets that are behind or missed."""
        return self.statuses.get("behind", 0) + self.statuses.get("missed", 0)

    @property
    def unknown(self) -> int:
        """Targets that nobody can judge: no data, or no path."""
        return self.all - self.good - self.bad


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What one unit has to put right: findings by code, with a link to each list."""

    unit: str
    count: int
    codes: list[tuple[str, int, str]]
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page shows of the latest report; without a report only the question of when."""

    report: AlignmentReport | None
    own: dict[str, Any] = field(default_factory=dict)
    comparison: Comparison | None = None
    stages: list[StageLine] = field(default_factory=list)
    measures: MeasureFigures | None = None
    targets: TargetFigures | None = None
    goals: list[GoalRow] = field(default_factory=list)
    stronger_goals: list[GoalRow] = field(default_factory=list)
    more_goals: int = 0
    frameworks: list[FrameworkPart] = field(default_factory=list)
    decisions: list[FindingRow] = field(default_factory=list)
    more_decisions: int = 0
    units: list[UnitFindings] = field(default_factory=list)
    clock: Clock | None = None
    choices: list[UnitChoice] = field(default_factory=list)


def overview(viewer: Viewer, since: Since) -> Overview:
    """The overview as the viewer may see it, compared with an earlier report. Two queries or three."""
    return answered(_overview_asked(viewer, since))


def _overview_asked(viewer: Viewer, since: Since) -> Asking[Overview]:
    report, read, weakest, deciding = yield from beside(
        latest_report_asked(viewer),
        ask_each(
            reports=report_rows(viewer),
            frameworks=framework_rows(viewer),
            measures=measure_rows(viewer),
            targets=target_rows(viewer),
            findings=finding_counts(viewer),
            **clock_reads(viewer, None),
            units=unit_rows(viewer.organisation),
        ),
        ask(weakest_rows(viewer)),
        ask(decision_rows(viewer)),
    )
    if report is None:
        return Overview(None)
    totals = totals_of(report, viewer)
    names, tree = Names(viewer.organisation), UnitTree(viewer.organisation, read["units"])
    frameworks = frameworks_read(names, read["frameworks"])
    yield from names.name_goals_asked(alignment.goal for alignment in weakest)
    groups = grouped(weakest)
    own = groups.get(OWN, [])
    at_hand = {("goal", row.goal_id): goal_thing(viewer.organisation, row.goal) for row in own}
    compared, decisions, clock = yield from beside(
        comparison_asked(viewer, reports_there(viewer, read), since),
        finding_rows_asked(deciding, viewer.organisation, at_hand),
        clock_asked(viewer, read),
    )
    rows = rows_with_change(viewer.organisation, own, compared.scores)
    return Overview(
        report=report,
        own=totals["own"],
        comparison=compared,
        stages=stage_lines(totals["own"]["stages"]),
        measures=measure_figures(read["measures"]),
        targets=TargetFigures({row["status"]: row["number"] for row in read["targets"]}),
        goals=rows[:GOALS_AT_ONCE],
        stronger_goals=rows[GOALS_AT_ONCE:],
        more_goals=max(0, totals["own"]["tracked_goals"] - MOST_GOALS),
        frameworks=framework_parts(viewer, frameworks, totals["adopted"], groups, compared),
        decisions=decisions,
        more_decisions=more_of(deciding),
        units=unit_findings(viewer, tree, read["findings"]),
        clock=clock,
        choices=tree.choices(),
    )


@for_viewers
def framework_rows(viewer: Viewer) -> Read:
    """The frameworks that the organisation follows, as `frameworks_read` takes them."""
    owner = {f"owner_{name}": F(f"organisation__{name}") for name in (*OF_ORGANISATION, "name")}
    followed = Framework.objects.followed_by(viewer.organisation).order_by()
    return followed.values("pk", "key", "title", "level", "organisation_id", **owner)


def frameworks_read(names: Names, rows: Iterable[Row]) -> list[Framework]:
    """The same, nearest level first; `names` knows them from then on."""
    found, levels, language = [], list(reversed(Framework.Level.values)), names.home.language
    for row in rows:
        owner = {name: row.pop(f"owner_{name}") for name in (*OF_ORGANISATION, "name")}
        organisation = Organisation(pk=row["organisation_id"], **owner)
        found.append(Framework(**row, organisation=organisation))
        names.know_framework(found[-1])
    return sorted(found, key=lambda each: (levels.index(each.level), sort_key(each.title, language), each.pk))


@for_viewers
def weakest_rows(viewer: Viewer) -> QuerySet[GoalAlignment]:
    """The tracked goals with the weakest chains, weakest first: the own ones, and those of each framework.

    The goals without their frameworks, for `Names.name_goals_asked`.
    """
    group = Case(When(is_own=True, then=OWN), default=F("framework_id"), output_field=IntegerField())
    order = ("chain_score", "framework_id", "goal__code", "goal_id")
    return (
        goal_alignments(viewer)
        .filter(is_tracked=True)
        .annotate(group=group)
        .annotate(place=Window(RowNumber(), partition_by=F("group"), order_by=order))
        .filter(Q(is_own=True, place__lte=MOST_GOALS) | Q(place__lte=MOST_OF_A_FRAMEWORK))
        .select_related("goal")
        .only(*CHAIN, *(f"goal__{name}" for name in GOAL_ALONE))
        .order_by(*order)
    )


def grouped(weakest: Iterable[GoalAlignment]) -> dict[int, list[GoalAlignment]]:
    """The same by framework, and the own ones under `OWN`."""
    groups: dict[int, list[GoalAlignment]] = {}
    for alignment in weakest:
        groups.setdefault(OWN if alignment.is_own else alignment.framework_id, []).append(alignment)
    return groups


def stage_lines(stages: dict[str, dict[str, int]]) -> list[StageLine]:
    """The six stages in their order, each with a strip that is as long as there are goals."""
    lines = []
    for stage in STAGES:
        counts = stages[stage]
        whole, x, parts = sum(counts.values()) or 1, 0.0, []
        for state in ("ok", "partial", "broken", "na"):
            width = round(STRIP_WIDTH * counts[state] / whole, 1)
            parts.append(Part(state, counts[state], round(x, 1), width))
            x += width
        lines.append(StageLine(stage_name(stage), counts, parts))
    return lines


@for_viewers
def target_rows(viewer: Viewer) -> Read:
    """How many counted targets of the own goals have each status."""
    target = Func(F("targets"), function="jsonb_array_elements", output_field=JSONField())
    own: Any = goal_alignments(viewer).filter(is_own=True).order_by().annotate(target=target)
    found: Read = own.values(status=KeyTextTransform("status", "target")).annotate(number=Count("pk"))
    return found


def framework_parts(
    viewer: Viewer,
    frameworks: Iterable[Framework],
    totals: dict[str, Any],
    weakest: dict[int, list[GoalAlignment]],
    compared: Comparison,
) -> list[FrameworkPart]:
    """Each of the adopted frameworks that has tracked goals."""
    parts = []
    for framework in frameworks:
        found = totals.get(f"{framework.organisation.key}:{framework.key}")
        if not found or not found["tracked_goals"]:
            continue
        parts.append(
            FrameworkPart(
                title=framework.title,
                owner=framework.organisation.name,
                language=framework.organisation.language,
                score=found["mean_chain_score"],
                tracked_goals=found["tracked_goals"],
                rows=rows_with_change(viewer.organisation, weakest.get(framework.pk, []), compared.scores),
                pk=framework.pk,
            )
        )
    return parts


@for_viewers
def decision_rows(viewer: Viewer, units: Units = None) -> QuerySet[Finding]:
    """What politicians decide, worst first: the first of it, each with the number of all (`more_of`).

    Of some units only without open conflicts, if the viewer is a member: these have a part of their own.
    """
    findings = open_findings(viewer).filter(decides=Finding.Decides.POLITICIANS)
    if units is not None:
        findings = findings.filter(unit__among=units)
        if viewer.is_member:
            findings = findings.exclude(code="conflict_open")
    counted: Any = only_spoken(findings).annotate(of_all=Window(Count("pk")))
    first: QuerySet[Finding] = counted.order_by("severity_order", "code", "pk")[:MOST_DECISIONS]
    return first


def more_of(found: Sequence[Any]) -> int:
    """How many there are beside those of `decision_rows`."""
    return found[0].of_all - len(found) if found else 0


@for_viewers
def finding_counts(viewer: Viewer, units: Units = None) -> Read:
    """What officers put right, counted by unit and code."""
    findings = open_findings(viewer).filter(decides=Finding.Decides.OFFICERS)
    if units is not None:
        findings = findings.filter(unit__among=units)
    # Ids alone: to carry names and keys of units through thousands of rows takes twice as long.
    rows = findings.values("code", "unit_id").annotate(count=Count("pk"), gravest=Min("severity_order"))
    return rows.order_by("gravest", "code")


def unit_findings(viewer: Viewer, tree: UnitTree, rows: Iterable[Row]) -> list[UnitFindings]:
    """The same by unit; the most burdened unit first."""
    named = {unit.pk: unit for unit in tree.by_key.values()}
    grouped: dict[int | None, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["unit_id"], []).append(row)
    base = url_or_nothing("findings:finding_list", viewer.organisation.slug)
    found = [unit_group(named.get(pk or 0), group, base) for pk, group in grouped.items()]
    return sorted(found, key=lambda unit: (-unit.count, unit.unit))


def unit_group(unit: Unit | None, rows: Iterable[Row], base: str) -> UnitFindings:
    """One unit's findings by code, the gravest first."""
    name, key = (unit.name, unit.key) if unit else (_("The coordinators"), "-")
    counts: dict[str, int] = {row["code"]: row["count"] for row in rows}
    of_unit = f"{base}?unit={key}&decides=officers"
    codes = [(finding_name(code), count, f"{of_unit}&code={code}") for code, count in counts.items()]
    return UnitFindings(name, sum(counts.values()), codes, of_unit)
