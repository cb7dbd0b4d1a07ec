"""The latest report as rows, as each reader may see them: the only way of pages and API to them.

A `Reader` is a person's view of one organisation's report. Members read the internal content. For
everybody else `if_adopted`, items of proposed plans, what others would let them guess at, notes of
acknowledgement and hidden successors of goals are not there at all: what is returned has no place for
what the person may not see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from alignment.engine import STAGES, ItemReport, Numbers, lines_of
from alignment.models import Finding, GoalAlignment, MatrixCell, PlanAlignment, ReportState
from alignment.policies import can_read_report
from alignment.store.origins import PLAN, unpacked
from core.asking import Asking, answered, ask
from core.prepared import Filled, Given, Prepared, written_once
from organisations.models import Organisation
from organisations.policies import can_see_internal

#: A target whose indicator does not go the way that it should: `target_status` of the engine.
OFF_TRACK = ("behind", "missed")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: an organisation's member, or somebody of the public. Made by `reader_of` only."""

    organisation: Organisation
    is_member: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The latest report as a whole: its number, section 8 of the rules, and when it was found to hold."""

    number: int
    totals: dict[str, Any]
    computed_at: datetime


class TargetLine(NamedTuple):
    """A counted target of a goal; `expected` is what the path from the baseline says (six decimals)."""

    name: str
    indicator: str
    recorded_by: str
    scope: str
    year: int
    value: Decimal | None
    status: str
    latest_year: int | None
    latest_value: Decimal | None
    expected: Decimal | None
    is_baseline_missing: bool


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in scope: `stages` by name in the order of the chain; `if_adopted` is None for the public."""

    goal_id: int
    framework_id: int
    is_own: bool
    is_tracked: bool
    chain_score: int
    weakest_link: str | None
    stages: dict[str, str]
    current: Numbers
    if_adopted: Numbers | None
    targets: tuple[TargetLine, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan that is not past; `numbers` are section 7's, those that apply to it."""

    plan_id: int
    is_own: bool
    phase: str
    score: int | None
    numbers: dict[str, Any]


class Cell(NamedTuple):
    """What a plan brings a tracked goal."""

    plan_id: int
    goal_id: int
    support: int
    opposition: int
    net: int
    items: int


class Subject(NamedTuple):
    """What a finding is about; `id` is None for what the database does not hold (any more)."""

    kind: str
    name: str
    id: int | None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who has seen a finding and lets it be, when and why: for members only."""

    at: datetime
    by_id: int | None
    because: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding; `unit_id` is the unit that should act, None the coordinators."""

    id: int
    code: str
    severity: str
    decides: str
    is_provided: bool
    unit_id: int | None
    goal_id: int | None
    plan_id: int | None
    subjects: tuple[Subject, ...]
    details: dict[str, Any]
    first_seen_at: datetime
    acknowledgement: Acknowledgement | None


def reader_of(organisation: Organisation, viewer: Any) -> Reader | None:
    """The person's view of the organisation's report; None if they may not read it at all."""
    if not can_read_report(viewer, organisation):
        return None
    return Reader(organisation, can_see_internal(viewer, organisation))


def summary(reader: Reader) -> Summary | None:
    """The latest report as a whole; None as long as there is none."""
    state = ReportState.objects.filter(pk=reader.organisation.pk).select_related("latest").first()
    if state is None:
        return None
    totals = state.latest.totals if reader.is_member else state.latest.public_totals
    return Summary(state.latest.number, totals, state.checked_at)


def goals(reader: Reader) -> QuerySet[GoalAlignment]:
    """The goals of the report by id, to be filtered and cut into pages; show them by `lines_of_goals`.

    They come without what the lines behind the numbers are made of.
    """
    rows: QuerySet[GoalAlignment] = _of(reader, GoalAlignment.objects.all())
    return rows.order_by("goal_id").defer("below", "origins")


def lines_of_goals(reader: Reader, rows: Iterable[GoalAlignment]) -> list[GoalLine]:
    """Goals of `goals` as they are shown."""
    return [_goal_line(row, reader) for row in rows]


def goal_lines(reader: Reader, pks: Iterable[int] | None = None) -> list[GoalLine]:
    """The goals of the report by id, all or those asked for, without the lines behind the numbers."""
    rows = goals(reader)
    return lines_of_goals(reader, rows if pks is None else rows.filter(goal_id__in=list(pks)))


def breaking_at(reader: Reader, stage: str | None) -> QuerySet[Any, Any]:
    """Ids of the goals of the report whose chain breaks first at that stage; at none where it is whole."""
    rows = _of(reader, GoalAlignment.objects.filter(weakest_link=stage))
    found: QuerySet[Any, Any] = rows.order_by().values("goal_id")
    return found


def rows_off_track(reader: Reader) -> QuerySet[Any, Any]:
    """Goals of the report of which a target is behind or missed, as `targets_off_track` takes them."""
    off = Q()
    for status in OFF_TRACK:
        off |= Q(targets__contains=[{"status": status}])
    rows: QuerySet[Any, Any] = _of(reader, GoalAlignment.objects.filter(off))
    return rows.order_by("goal_id").values("goal_id", "targets")


def targets_off_track(rows: Iterable[dict[str, Any]]) -> list[tuple[int, TargetLine]]:
    """Those targets, each with its goal."""
    found = ((row["goal_id"], _target(target)) for row in rows for target in row["targets"])
    return [(goal, target) for goal, target in found if target.status in OFF_TRACK]


def item_lines(reader: Reader, goal: int, plan: str = "") -> list[ItemReport]:
    """The lines behind a goal's numbers that the reader may see, by kind and name. Two queries.

    All of them, or those of one plan (`owner:key`).
    """
    row = _of(reader, GoalAlignment.objects.filter(goal_id=goal)).only("goal_id", "below").first()
    return [] if row is None else lines_behind(reader, row, plan)


def lines_behind(reader: Reader, row: GoalAlignment, plan: str = "") -> list[ItemReport]:
    """The same for a goal of the report that the reader may see, with its `below`. One query."""
    return answered(lines_behind_asked(reader, row, plan))


def lines_behind_asked(reader: Reader, row: GoalAlignment, plan: str = "") -> Asking[list[ItemReport]]:
    """The same, asked for."""
    goal, reach = row.goal_id, dict(row.below)
    # What is inherited through a goal that the public may not know of counts, but is not named.
    names, origins, hidden = {}, {}, set()
    found = yield from ask(FEEDING.given(organisation=reader.organisation.pk, goals=[goal, *reach]))
    for pk, is_public, kept, owner, framework, key in found:
        names[pk] = f"{owner}:{framework}/{key}"
        said = unpacked(kept)
        origins[names[pk]] = [each for each in said if each[PLAN] == plan] if plan else said
        if not is_public:
            hidden.add(names[pk])
    ways = [(names[pk], reach[pk]) for pk in names if pk != goal]
    lines = lines_of(names[goal], origins, ways, None if reader.is_member else hidden)
    return sorted(lines, key=lambda line: (line.kind, line.name, line.basis))


#: What items say of some goals, for the lines behind the numbers of one.
FEEDING = Prepared(
    lambda: (
        GoalAlignment.objects.filter(organisation=Given("organisation"), goal__among=Given("goals"))
        .order_by()
        .values_list(
            *("goal_id", "is_public", "origins"),
            *("goal__framework__organisation__key", "goal__framework__key", "goal__key"),
        )
    )
)


def plan_lines(reader: Reader, plans: Iterable[int] | None = None) -> list[PlanLine]:
    """The plans of the report by id, all or those asked for; the public has no proposed ones."""
    rows = plan_rows(reader) if plans is None else rows_of_plans(reader, plans).rows()
    return [plan_line(row) for row in rows]


def plan_rows(reader: Reader) -> QuerySet[Any, Any]:
    """The same as they are read, for `plan_line`: all of them."""
    return _plan_values(_of(reader, PlanAlignment.objects.all()).order_by("plan_id"), reader)


def rows_of_plans(reader: Reader, plans: Iterable[int]) -> Filled[Any]:
    """Those of some plans."""
    return _rows_of_plans(reader.is_member, organisation=reader.organisation.pk, plans=list(plans))


@written_once
def _rows_of_plans(is_member: Any, *, organisation: Any, plans: list[int]) -> QuerySet[Any, Any]:
    reader = Reader(organisation, is_member)
    rows = _of(reader, PlanAlignment.objects.filter(plan__among=plans)).order_by("plan_id")
    return _plan_values(rows, reader)


def cells(reader: Reader, *, plans: Iterable[int], goals: Iterable[int] | None = None) -> list[Cell]:
    """The cells of a part of the matrix: of some plans, for some goals or for all."""
    return [Cell(**row) for row in cell_rows(reader, plans=plans, goals=goals).rows()]


def cell_rows(reader: Reader, *, plans: Iterable[int], goals: Iterable[int] | None = None) -> Filled[Any]:
    """The same as they are read: the values of a `Cell`."""
    of_goals = None if goals is None else list(goals)
    home = reader.organisation.pk
    return _cell_rows(reader.is_member, organisation=home, plans=list(plans), goals=of_goals)


@written_once
def _cell_rows(
    is_member: Any, *, organisation: Any, plans: list[int], goals: list[int] | None
) -> QuerySet[Any, Any]:
    rows = _of(Reader(organisation, is_member), MatrixCell.objects.filter(plan__among=plans))
    if goals is not None:
        rows = rows.filter(goal__among=goals)
    found: QuerySet[Any, Any] = rows.order_by("plan_id", "goal_id").values(*Cell._fields)
    return found


def matrix(reader: Reader) -> QuerySet[MatrixCell]:
    """The cells that the reader may see, to be filtered and cut into pages; show them by `lines_of_cells`."""
    rows: QuerySet[MatrixCell] = _of(reader, MatrixCell.objects.all())
    return rows


def lines_of_cells(rows: QuerySet[MatrixCell]) -> list[Cell]:
    """Cells of `matrix` as they are shown."""
    return [Cell._make(row) for row in rows.values_list(*Cell._fields)]


def findings(reader: Reader) -> QuerySet[Finding]:
    """The findings that the reader may see, to be filtered and cut into pages; show them by `finding_lines`.

    For the public the rows come without what only members read.
    """
    rows: QuerySet[Finding] = _of(reader, Finding.objects.all())
    if reader.is_member:
        return rows
    return rows.defer("acknowledged_at", "acknowledged_by", "acknowledged_because")


def finding_lines(reader: Reader, rows: Iterable[Finding]) -> list[FindingLine]:
    """Findings of `findings` as they are shown."""
    return [_finding_line(row, reader) for row in rows if row.is_public or reader.is_member]


def _of(reader: Reader, rows: Any) -> Any:
    rows = rows.filter(organisation=reader.organisation)
    return rows if reader.is_member else rows.public()


def plan_line(row: dict[str, Any]) -> PlanLine:
    """A row of `plan_rows`."""
    return PlanLine(*row.values())


def _plan_values(rows: Any, reader: Reader) -> QuerySet[Any, Any]:
    numbers = "numbers" if reader.is_member else "public_numbers"
    found: QuerySet[Any, Any] = rows.values("plan_id", "is_own", "phase", "score", numbers)
    return found


def _goal_line(row: GoalAlignment, reader: Reader) -> GoalLine:
    return GoalLine(
        goal_id=row.goal_id,
        framework_id=row.framework_id,
        is_own=row.is_own,
        is_tracked=row.is_tracked,
        chain_score=row.chain_score,
        weakest_link=row.weakest_link,
        stages={stage: getattr(row, stage) for stage in STAGES},
        current=_numbers(row.current),
        if_adopted=_numbers(row.if_adopted) if reader.is_member else None,
        targets=tuple(_target(target) for target in row.targets),
    )


def _numbers(stored: dict[str, int]) -> Numbers:
    return Numbers(**{name: value for name, value in stored.items() if name != "net"})


def _target(stored: dict[str, Any]) -> TargetLine:
    exact = {name: _decimal(stored[name]) for name in ("value", "latest_value", "expected")}
    return TargetLine(**stored | exact)


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


def _finding_line(row: Finding, reader: Reader) -> FindingLine:
    return FindingLine(
        id=row.pk,
        code=row.code,
        severity=row.severity,
        decides=row.decides,
        is_provided=row.is_provided,
        unit_id=row.unit_id,
        goal_id=row.goal_id,
        plan_id=row.plan_id,
        subjects=tuple(Subject(**subject) for subject in row.subjects),
        details=row.details if reader.is_member else row.public_details,
        first_seen_at=row.first_seen_at,
        acknowledgement=_acknowledgement(row) if reader.is_member else None,
    )


def _acknowledgement(row: Finding) -> Acknowledgement | None:
    if row.acknowledged_at is None:
        return None
    return Acknowledgement(row.acknowledged_at, row.acknowledged_by_id, row.acknowledged_because)
