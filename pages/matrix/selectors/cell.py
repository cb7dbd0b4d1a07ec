"""A cell of the matrix opened: the items of one plan that bear on one goal, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from alignment.engine import ItemReport
from alignment.selectors.latest import Cell, cells, item_lines
from core.asking import Asking, answered, ask, beside
from core.functions import AmongRows
from core.prepared import Filled, written_once
from goals.models import Goal
from pages.addresses import item_url
from pages.guards import Viewer
from pages.naming import only_names
from pages.reports import reader
from pages.things import Thing, goal_thing
from planning.models import Contribution, Measure, Plan, Position
from planning.policies import Item, plan_of

Key = tuple[str, str]
LINES_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Why:
    """A statement that a line rests on: about which goal, of what if not the item itself, how strong, why."""

    goal: Thing
    said_of: Thing | None
    strength: int
    rationale: str | None
    language: str
    reach: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """What one item brings the goal."""

    item: Thing
    kind: str
    supporting: int
    opposing: int
    is_direct: bool
    whys: tuple[Why, ...]

    @property
    def minus_opposing(self) -> int:
        """The opposing strength with its sign."""
        return -self.opposing


@dataclass(frozen=True, slots=True)
class OpenedCell:
    """A plan's bearing on a goal, with a page of its lines."""

    cell: Cell | None
    lines: tuple[Line, ...]
    page: Page[ItemReport]


def opened_cell(viewer: Viewer, plan: Plan, goal: Goal, number: str | None) -> OpenedCell:
    """The cell and its lines in the latest report, as the viewer may see them. Six queries at most.

    The strongest support comes first; a page that does not exist is the nearest one that does.
    """
    cell = next(iter(cells(reader(viewer), plans=[plan.pk], goals=[goal.pk])), None)
    page = Paginator(_reports(viewer, plan, goal), LINES_PER_PAGE).get_page(number)
    reports = list(page.object_list)
    if not reports:
        return OpenedCell(cell, (), page)
    known = _Known(viewer, plan, goal, reports)
    return OpenedCell(cell, tuple(known.line(report) for report in reports), page)


def _reports(viewer: Viewer, plan: Plan, goal: Goal) -> list[ItemReport]:
    """The lines behind the goal's numbers that are about the plan's items."""
    name = f"{plan.organisation.key}:{plan.key}"
    found = [line for line in item_lines(reader(viewer), goal.pk, name) if line.in_numbers]
    return sorted(found, key=lambda line: (line.opposing - line.supporting, line.kind, line.name))


class _Known:
    """Everything that some lines name: items, goals and statements."""

    def __init__(self, viewer: Viewer, plan: Plan, goal: Goal, reports: Sequence[ItemReport]) -> None:
        self.viewer = viewer
        self.plan = plan
        self.goal = goal
        goals, self.items = answered(beside(self._goals_asked(reports), self._items_asked(reports)))
        self.goals = goals | {goal.reference: goal}
        self.stated = self._stated()

    def line(self, report: ItemReport) -> Line:
        item = self.items.get((report.kind, report.name))
        whys = [] if item is None else [*self._whys(report, item)]
        return Line(
            item=self._thing(report, item),
            kind=report.kind,
            supporting=report.supporting,
            opposing=report.opposing,
            is_direct=report.is_direct,
            whys=tuple(whys),
        )

    def _thing(self, report: ItemReport, item: Item | None) -> Thing:
        if item is None:
            return Thing(report.name)
        url = item_url(self.viewer.organisation, item)
        return Thing(str(item), url, self.plan.organisation.language)

    def _whys(self, report: ItemReport, item: Item) -> Iterable[Why]:
        """The statements behind a line: the item's own, or those of the positions that it takes from."""
        ways = {
            report.supporting_through: report.supporting_reach,
            report.opposing_through: report.opposing_reach,
        }
        sources = [self.items[key] for name in report.taken_from if (key := ("position", name)) in self.items]
        for name, reach in ways.items():
            if name is None and not report.is_direct:
                continue
            goal = self.goals.get(name) if name else self.goal
            if goal is None:
                continue
            for source in sources or [item]:
                stated = self.stated.get((source, goal.pk))
                if stated is not None:
                    yield self._why(stated, goal, source if sources else None, reach if name else None)

    def _why(self, stated: Contribution, goal: Goal, source: Item | None, reach: int | None) -> Why:
        organisation = self.viewer.organisation
        said_of: Thing | None = None
        if source is not None:
            url, language = item_url(organisation, source), plan_of(source).organisation.language
            said_of = Thing(str(source), url, language)
        return Why(
            goal=goal_thing(organisation, goal),
            said_of=said_of,
            strength=stated.strength,
            rationale=stated.rationale,
            language=stated.recorded_by.language,
            reach=reach,
        )

    def _goals_asked(self, reports: Iterable[ItemReport]) -> Asking[dict[str, Goal]]:
        names = {name for report in reports for name in (report.supporting_through, report.opposing_through)}
        owners, rest = _split(filter(None, names), ":")
        frameworks, keys = _split(rest, "/")
        found = yield from ask(_goals(owners=owners, frameworks=frameworks, keys=keys))
        return {goal.reference: goal for goal in found}

    def _items_asked(self, reports: Iterable[ItemReport]) -> Asking[dict[Key, Item]]:
        names: dict[str, set[str]] = {"position": set(), "measure": set()}
        for report in reports:
            names["position"] |= set(report.taken_from)
            if report.kind in names:
                names[report.kind].add(report.name)
        found: dict[Key, Item] = {("plan", f"{self.plan.organisation.key}:{self.plan.key}"): self.plan}
        positions, measures = yield from beside(
            ask(_named(Position, names["position"])), ask(_named(Measure, names["measure"]))
        )
        for kind, items in (("position", positions), ("measure", measures)):
            for item in items:
                found[kind, f"{item.plan.organisation.key}:{item.key}"] = item
        return found

    def _stated(self) -> dict[tuple[Item, int], Contribution]:
        """By item and goal what counts: the organisation's own word before the owner's."""
        items = list(self.items.values())
        rows = _statements(
            plans=_ids(items, Plan),
            positions=_ids(items, Position),
            measures=_ids(items, Measure),
            goals=[goal.pk for goal in self.goals.values()],
        )
        found: dict[tuple[Item, int], Contribution] = {}
        by_id = {(type(item), item.pk): item for item in items}
        for row in rows.rows():
            item = by_id[_item_of(row)]
            owner = plan_of(item).organisation_id
            is_ours = row.recorded_by_id == self.viewer.organisation.pk
            if is_ours or (row.recorded_by_id == owner and (item, row.goal_id) not in found):
                found[item, row.goal_id] = row
        return found


def _ids(items: Iterable[Item], model: type) -> list[int]:
    return [item.pk for item in items if isinstance(item, model)]


def _item_of(row: Contribution) -> tuple[type, int]:
    if row.plan_id is not None:
        return Plan, row.plan_id
    if row.position_id is not None:
        return Position, row.position_id
    return Measure, row.measure_id or 0


def _named(model: type[Position | Measure], names: Iterable[str]) -> Filled[Any]:
    """Parts of plans by the names that reports use (owner, colon, key), with what names them."""
    owners, keys = _split(names, ":")
    return _parts(model, owners=owners, keys=keys)


def _split(names: Iterable[str], between: str) -> tuple[list[str], list[str]]:
    """What stands before the sign in each name, and what stands after it."""
    parts = [name.partition(between) for name in names]
    return [before for before, _sign, _after in parts], [after for _before, _sign, after in parts]


@written_once
def _parts(model: type[Position | Measure], *, owners: list[str], keys: list[str]) -> QuerySet[Any]:
    parts: Any = model._default_manager.filter(AmongRows(organisation__key=owners, key=keys))
    return only_names(parts.order_by())


@written_once
def _goals(*, owners: list[str], frameworks: list[str], keys: list[str]) -> QuerySet[Goal]:
    of_frameworks = {"framework__organisation__key": owners, "framework__key": frameworks}
    return only_names(Goal.objects.filter(AmongRows(**of_frameworks, key=keys)).order_by())


@written_once
def _statements(
    *, plans: list[int], positions: list[int], measures: list[int], goals: list[int]
) -> QuerySet[Contribution]:
    about = Q(plan__among=plans) | Q(position__among=positions) | Q(measure__among=measures)
    rows = Contribution.objects.filter(about, goal__among=goals)
    return rows.select_related("recorded_by").order_by()
