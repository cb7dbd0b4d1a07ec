"""Reports for the record: the list of them, one as it was frozen, and two beside each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from alignment import engine
from alignment.models import AlignmentReport, GoalAlignment
from alignment.selectors.comparing import Compared, compared
from alignment.selectors.reports import FrozenReport, numbered_report
from organisations.models import Unit
from pages.chains import GoalRow, goal_row
from pages.guards import Viewer
from pages.reporting.edits import MOST_CAUSES, Edit, causes_of, edits_shown
from pages.reporting.naming import Name, ReportNames, subjects_of
from pages.reporting.scoping import Scope
from pages.things import Thing
from pages.words import STAGES, finding_name, stage_name, state_name
from planning.selectors.edited import edits_between

REPORTS_PER_PAGE = 40
GOALS_PER_PAGE = 60
MOST_GOALS, MOST_PLANS, MOST_NAMED, MOST_EDITS = 30, 40, 12, 60
GRAVITY = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list, with the own goals' mean chain score and its findings by severity."""

    report: AlignmentReport
    mean: float | None
    findings: tuple[tuple[str, int], ...]


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
    """A frozen report as its page shows it: tracked goals (a page of them), plans, findings by code."""

    report: FrozenReport
    pinned_as: str
    totals: dict[str, Any]
    rows: list[GoalRow]
    page: Page[Any]
    plans: list[tuple[Thing, dict[str, Any]]]
    findings: list[tuple[str, int]]


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


def report_shown(
    viewer: Viewer, number: int, page: str | None, per_page: int = GOALS_PER_PAGE
) -> Shown | None:
    """A report as it was frozen; None if there is none of that number. At most 16 queries."""
    report = numbered_report(viewer.organisation, number, viewer.user)
    if report is None:
        return None
    document = orjson.loads(report.json())
    tracked = [(name, goal) for name, goal in document["goals"].items() if goal["tracked"]]
    tracked.sort(key=lambda named: (not named[1]["own"], named[1]["chain_score"], named[0]))
    goals = Paginator(tracked, per_page).get_page(page)
    plans = sorted(document["plans"].items())
    wanted: list[Name] = [("goal", name) for name, _goal in goals.object_list]
    names = ReportNames(viewer, wanted + [("plan", name) for name, _plan in plans])
    codes = Counter(row[0] for row in _findings_of(document))
    kept = reports_of(viewer).filter(number=number).values_list("pinned_as", flat=True)
    return Shown(
        report=report,
        pinned_as=kept[0] if kept else "",
        totals=document["totals"],
        rows=[_row(viewer, names, name, goal) for name, goal in goals.object_list if name in names.goals],
        page=goals,
        plans=[(names.thing(("plan", name)), plan) for name, plan in plans],
        findings=[(finding_name(code), number) for code, number in codes.most_common()],
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
    viewer: Viewer, numbers: tuple[int, int], scope: Scope | None = None, *, only_goal: str = ""
) -> Comparison | None:
    """Two reports beside each other: all, what a unit answers for, or one goal. None if one is not there.

    Queries: some twenty, and four for each sort of thing that was edited meanwhile.
    """
    found = compared(viewer.organisation, numbers, viewer.user)
    if found is None:
        return None
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
    names = ReportNames(viewer, wanted)
    moments = (found.before.computed_at, found.after.computed_at)
    edits, is_cut = _edits(viewer, *moments) if viewer.is_member else ([], False)
    causes = causes_of(viewer, [goal.pk for goal in names.goals.values()], edits) if edits else {}
    # What moved the unit's goals may have been done by others: that is told with the goal.
    edits = scope.edited(edits) if scope else edits
    return Comparison(
        compared=found,
        goals=[_move(names, goal, causes) for goal in goals],
        more_goals=len(differs.goals) - len(goals),
        broken=sum(goal.is_broken for goal in differs.goals),
        mended=sum(goal.is_mended for goal in differs.goals),
        plans=[(names.thing(("plan", plan.name)), plan) for plan in plans],
        more_plans=len(differs.plans) - len(plans),
        new=_sorts(names, new),
        gone=_sorts(names, gone),
        edits=edits[:MOST_EDITS],
        more_edits=max(0, len(edits) - MOST_EDITS),
        is_cut=is_cut,
        unit=scope.unit if scope else None,
    )


def _order(goal: engine.GoalDifference) -> tuple[bool, bool, bool, int, str]:
    """Own goals before others, chains that break before those that mend, the largest moves first."""
    moved = abs((goal.score.after or 0) - (goal.score.before or 0))
    return (not goal.is_own, not goal.is_broken, not goal.is_mended, -moved, goal.name)


def _edits(viewer: Viewer, after: datetime, until: datetime) -> tuple[list[Edit], bool]:
    found = edits_between(viewer.organisation, after, until)
    return edits_shown(viewer, found), found.is_cut


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


def _by_code(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _sorts(names: ReportNames, by_code: Mapping[str, list[tuple[str, ...]]]) -> list[FindingSort]:
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
