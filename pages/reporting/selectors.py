"""Reports for the record: the list of them, one as it was frozen, and two beside each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404

from alignment import engine
from alignment.models import AlignmentReport, GoalAlignment
from alignment.selectors.comparing import Compared, Numbers, compared_asked
from alignment.selectors.reports import FrozenReport, frozen_asked
from core.asking import Asking, answered, ask_first, beside, known
from organisations.models import Unit
from pages.chains import GoalRow, goal_row
from pages.guards import Viewer
from pages.naming import Names
from pages.reporting.edits import MOST_CAUSES, Edit, causes_of, edits_shown_asked, fed_asked
from pages.reporting.naming import Name, ReportNames, report_names_asked, subjects_of
from pages.reporting.scoping import OfUnit, Scope, scope_asked
from pages.reports import reader
from pages.things import Thing
from pages.words import STAGES, finding_name, stage_name, state_name
from planning.selectors.edited import Edits, edits_asked, goals_of_asked

REPORTS_PER_PAGE = 40
PER_PAGE = 60
MOST_GOALS, MOST_PLANS, MOST_NAMED, MOST_EDITS = 30, 40, 12, 60
GRAVITY = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list, with the own goals' mean chain score and its findings by severity."""

    report: AlignmentReport
    mean: float | None
    findings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a report's goals and which of its plans are asked for, and how many are on each."""

    goals: str | None = None
    plans: str | None = None
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class FindingSort:
    """The findings of one code: the first of them by what they are about, and how many there are."""

    name: str
    subjects: tuple[tuple[Thing, ...], ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.subjects)


@dataclass(frozen=True, slots=True)
class Shown:
    """A frozen report as its page shows it: a page of tracked goals, one of plans, findings by code."""

    report: FrozenReport
    totals: dict[str, Any]
    rows: list[GoalRow]
    page: Page[Any]
    plans: list[tuple[Thing, dict[str, Any]]]
    plan_page: Page[Any]
    findings: list[tuple[str, int]]
    before: int | None
    """The report before it that is kept."""
    latest: int | None

    @property
    def pinned_as(self) -> str:
        """The meeting that it is pinned to."""
        return self.report.pinned_as


@dataclass(frozen=True, slots=True)
class StageMove:
    """A stage of a chain before and after, in words and as states."""

    name: str
    before: str
    after: str
    before_words: str
    after_words: str


@dataclass(frozen=True, slots=True)
class GoalMove:
    """A goal that differs, and the edits that may be why; `more_causes` are not named."""

    thing: Thing
    difference: engine.GoalDifference
    stages: tuple[StageMove, ...]
    causes: list[Edit]
    more_causes: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports beside each other, or what differs for a unit; no edits for those who are no members."""

    compared: Compared
    goals: list[GoalMove]
    more_goals: int
    broken: int
    mended: int
    plans: list[tuple[Thing, engine.PlanDifference]]
    more_plans: int
    new: list[FindingSort]
    gone: list[FindingSort]
    edits: list[Edit]
    more_edits: int
    is_cut: bool
    unit: Unit | None = None

    @property
    def query(self) -> str:
        """What asks for the same comparison again."""
        of_unit = f"&{urlencode({'enhet': self.unit.key})}" if self.unit else ""
        return f"fran={self.compared.before.number}&till={self.compared.after.number}{of_unit}"


def reports_of(viewer: Viewer) -> QuerySet[AlignmentReport]:
    """The organisation's reports, the latest first."""
    return AlignmentReport.objects.filter(organisation=viewer.organisation).order_by("-number")


def report_lines(viewer: Viewer, reports: Iterable[AlignmentReport]) -> list[ReportLine]:
    """Reports as lines of the list."""
    return [_line(report, report.totals if viewer.is_member else report.public_totals) for report in reports]


def _line(report: AlignmentReport, totals: Mapping[str, Any]) -> ReportLine:
    findings = tuple((severity, totals["findings"][severity]) for severity in GRAVITY)
    return ReportLine(report, totals["own"]["mean_chain_score"], findings)


def report_shown(viewer: Viewer, number: int, pages: Pages) -> Shown | None:
    """A report as it was frozen; None if there is none of that number. At most six queries."""
    return answered(_shown_asked(viewer, number, pages))


def _shown_asked(viewer: Viewer, number: int, pages: Pages) -> Asking[Shown | None]:
    found = yield from frozen_asked(reader(viewer), Q(number=number))
    if not found:
        return None
    [report] = found
    document = report.document()
    tracked = [(name, goal) for name, goal in document["goals"].items() if goal["tracked"]]
    tracked.sort(key=lambda named: (not named[1]["own"], named[1]["chain_score"], named[0]))
    goals = Paginator(tracked, pages.per_page).get_page(pages.goals)
    plans = Paginator(sorted(document["plans"].items()), pages.per_page).get_page(pages.plans)
    wanted: list[Name] = [("goal", name) for name, _goal in goals.object_list]
    wanted += [("plan", name) for name, _plan in plans.object_list]
    numbers = reports_of(viewer).values_list("number", flat=True)
    at_hand = Names(viewer.organisation)
    _around, before, latest = yield from beside(
        at_hand.around_asked(), ask_first(numbers.filter(number__lt=number)), ask_first(numbers)
    )
    names = yield from report_names_asked(viewer, at_hand, wanted)
    codes = Counter(row[0] for row in _findings_of(document))
    return Shown(
        report=report,
        totals=document["totals"],
        rows=[_row(viewer, names, name, goal) for name, goal in goals.object_list if name in names.goals],
        page=goals,
        plans=[(names.thing(("plan", name)), plan) for name, plan in plans.object_list],
        plan_page=plans,
        findings=[(finding_name(code), number) for code, number in codes.most_common()],
        before=before,
        latest=latest,
    )


def _row(viewer: Viewer, names: ReportNames, name: str, goal: Mapping[str, Any]) -> GoalRow:
    frozen = GoalAlignment(
        chain_score=goal["chain_score"],
        weakest_link=goal["weakest_link"],
        is_own=goal["own"],
        **goal["stages"],
    )
    return goal_row(viewer.organisation, names.goals[name], frozen)


def _findings_of(document: Mapping[str, Any]) -> list[list[str]]:
    return [*document["findings"], *document["provided_findings"]]


def comparison_of(
    viewer: Viewer, numbers: Numbers | None, unit: OfUnit | None = None, *, only_goal: str = ""
) -> Comparison | None:
    """Two reports beside each other, without numbers the two latest; None if one is not there.

    All of it, what a unit answers for (raises `Http404` if there is none), or one goal. Seven queries.
    """
    return answered(comparison_asked(viewer, numbers, unit, only_goal=only_goal))


def comparison_asked(
    viewer: Viewer, numbers: Numbers | None, unit: OfUnit | None = None, *, only_goal: str = ""
) -> Asking[Comparison | None]:
    """The same, asked for."""
    # Alone: as a part of a question the reports' contents would take twice as long.
    found = yield from compared_asked(reader(viewer), numbers)
    if found is None:
        return None
    told, edited = yield from beside(
        _told_asked(viewer, found, unit, only_goal),
        _edited_asked(viewer, found),
    )
    edits, bearing, fed = yield from beside(
        edits_shown_asked(viewer, edited),
        goals_of_asked(edited.things),
        fed_asked(viewer, [goal.pk for goal in told.names.goals.values()] if edited.things else []),
    )
    causes = causes_of(fed, bearing, edits)
    scope, names, differs = told.scope, told.names, told.differs
    # What moved the unit's goals may have been done by others: that is told with the goal.
    edits = scope.edited(edits) if scope else edits
    return Comparison(
        compared=told.compared,
        goals=[_move(names, goal, causes) for goal in told.goals],
        more_goals=len(differs.goals) - len(told.goals),
        broken=sum(goal.is_broken for goal in differs.goals),
        mended=sum(goal.is_mended for goal in differs.goals),
        plans=[(names.thing(("plan", plan.name)), plan) for plan in told.plans],
        more_plans=len(differs.plans) - len(told.plans),
        new=_sorts(names, told.new),
        gone=_sorts(names, told.gone),
        edits=edits[:MOST_EDITS],
        more_edits=max(0, len(edits) - MOST_EDITS),
        is_cut=edited.is_cut,
        unit=scope.unit if scope else None,
    )


ByCode = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What differs between two reports, as much of it as is shown, and what it is called."""

    scope: Scope | None
    compared: Compared
    differs: engine.Difference
    goals: Sequence[engine.GoalDifference]
    plans: Sequence[engine.PlanDifference]
    new: ByCode
    gone: ByCode
    names: ReportNames


def _told_asked(viewer: Viewer, found: Compared, unit: OfUnit | None, only_goal: str) -> Asking[_Told]:
    """All that differs, what a unit answers for (raises `Http404` if there is none), or one goal."""
    at_hand = Names(viewer.organisation)
    _around, scope = yield from beside(
        at_hand.around_asked(), scope_asked(viewer.organisation, unit) if unit else known(None)
    )
    if unit and scope is None:
        raise Http404
    found = scope.narrowed(found) if scope else found
    differs = found.difference
    if only_goal:
        differs = replace(differs, goals=tuple(goal for goal in differs.goals if goal.name == only_goal))
    goals = sorted(differs.goals, key=_order)[:MOST_GOALS]
    plans = differs.plans[:MOST_PLANS]
    new, gone = _by_code(differs.findings_new), _by_code(differs.findings_gone)
    wanted: list[Name] = [("goal", goal.name) for goal in goals]
    wanted += [("plan", plan.name) for plan in plans]
    for rows in (*new.values(), *gone.values()):
        wanted += [name for row in rows[:MOST_NAMED] for name in subjects_of(row)]
    names = yield from report_names_asked(viewer, at_hand, wanted)
    return _Told(scope, found, differs, goals, plans, new, gone, names)


def _edited_asked(viewer: Viewer, found: Compared) -> Asking[Edits]:
    """What was edited between the two, for members."""
    if not viewer.is_member:
        return Edits((), False)  # noqa: FBT003 - nothing was cut
    return (yield from edits_asked(viewer.organisation, found.before.computed_at, found.after.computed_at))


def _order(goal: engine.GoalDifference) -> tuple[bool, bool, bool, int, str]:
    """Own goals before others, chains that break before those that mend, the largest moves first."""
    moved = abs((goal.score.after or 0) - (goal.score.before or 0))
    return (not goal.is_own, not goal.is_broken, not goal.is_mended, -moved, goal.name)


def _move(names: ReportNames, goal: engine.GoalDifference, causes: Mapping[int, list[Edit]]) -> GoalMove:
    known = names.goals.get(goal.name)
    why = causes.get(known.pk, []) if known else []
    return GoalMove(
        thing=names.thing(("goal", goal.name)),
        difference=goal,
        stages=tuple(
            StageMove(
                name=stage_name(stage),
                before=change.before or "",
                after=change.after or "",
                before_words=state_name(change.before) if change.before else "",
                after_words=state_name(change.after) if change.after else "",
            )
            for stage, change in sorted(goal.stages, key=lambda pair: STAGES.index(pair[0]))
        ),
        causes=why[:MOST_CAUSES],
        more_causes=max(0, len(why) - MOST_CAUSES),
    )


def _by_code(rows: Iterable[tuple[str, ...]]) -> ByCode:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _sorts(names: ReportNames, by_code: ByCode) -> list[FindingSort]:
    return [
        FindingSort(
            name=finding_name(code),
            subjects=tuple(
                tuple(names.thing(name) for name in subjects_of(row)) for row in rows[:MOST_NAMED]
            ),
            total=len(rows),
        )
        for code, rows in sorted(by_code.items(), key=lambda pair: -len(pair[1]))
    ]
