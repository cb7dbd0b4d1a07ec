"""The matrix: what each plan brings each tracked goal, a readable piece at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, When

from alignment.models import GoalAlignment, MatrixCell, PlanAlignment
from alignment.selectors.latest import cell_rows
from core.asking import Asking, answered, ask, beside, known
from core.converters import OwnedKeyConverter
from core.ordering import sort_key
from goals.models import Framework, Goal
from pages.addresses import CellAddresses, item_ref
from pages.bearing import change_words, net_tone, net_words
from pages.chains import HEAVY
from pages.guards import Viewer
from pages.naming import with_names
from pages.paging import Ordered
from pages.reports import goal_alignments, reader
from pages.things import Thing, goal_thing, plan_thing
from planning.models import Plan, PlanSupersession


class Plans(StrEnum):
    """Which plans stand in the matrix: those in effect, as if the proposed were adopted, or what differs."""

    CURRENT = ""
    IF_ADOPTED = "if-adopted"
    DIFFERENCE = "difference"


PLANS_PER_PAGE = 40
GOALS_PER_PAGE = 60


@dataclass(frozen=True, slots=True)
class GoalHead:
    """A goal above its column: its code or the first words of its title, and the whole title."""

    goal: Goal
    thing: Thing
    short: str


@dataclass(frozen=True, slots=True)
class FrameworkHead:
    """A framework above its goals."""

    title: str
    language: str
    goals: tuple[GoalHead, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a plan brings a goal; without items there is no cell."""

    net: int
    tone: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A plan with its cells in the order of the columns."""

    thing: Thing
    note: str
    ref: str
    is_proposed: bool
    is_leaving: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A page of the matrix: at most 40 plans and 60 goals.

    `changes` is what the proposed plans would bring each goal, less what they supersede brings it now: over
    all plans of the difference, those of other pages too.
    """

    heads: tuple[FrameworkHead, ...]
    rows: tuple[Row, ...]
    changes: tuple[Cell | None, ...]
    plans: Page[Any]
    goals: Page[Any]


@dataclass(frozen=True, slots=True)
class Selected:
    """The plans and goals of a matrix; `which` says how the plans were taken."""

    plans: QuerySet[PlanAlignment]
    goals: QuerySet[GoalAlignment]
    which: Plans = Plans.CURRENT


def tracked_goals(viewer: Viewer) -> QuerySet[GoalAlignment]:
    """The tracked goals of the latest report that the viewer may see, own frameworks first."""
    found = goal_alignments(viewer).filter(is_tracked=True)
    return found.order_by("-is_own", "framework_id", F("goal__code").asc(nulls_last=True), "goal__key")


def plans_in(viewer: Viewer, which: Plans) -> QuerySet[PlanAlignment]:
    """Plans in effect; those that would be if the proposed were adopted; or what comes and what leaves then.

    The public has only those in effect.
    """
    rows: Any = PlanAlignment.objects.filter(organisation=viewer.organisation)
    shown: QuerySet[PlanAlignment] = rows if viewer.is_member else rows.public()
    current = Q(phase=PlanAlignment.Phase.CURRENT)
    if not viewer.is_member or which == Plans.CURRENT:
        return shown.filter(current)
    proposed = rows.filter(phase=PlanAlignment.Phase.PROPOSED).values("plan_id")
    superseded = PlanSupersession.objects.filter(plan__in=proposed).values("superseded_id")
    leaving = current & Q(plan__in=superseded)
    return shown.filter(~current | leaving) if which == Plans.DIFFERENCE else shown.exclude(leaving)


def changes_asked(
    viewer: Viewer, plans: QuerySet[PlanAlignment], goals: Sequence[Goal]
) -> Asking[list[Cell | None]]:
    """What the plans of a difference change for each goal: what comes less what leaves. One step."""
    coming = plans.filter(phase=PlanAlignment.Phase.PROPOSED).values("plan_id")
    sign = Case(When(plan__in=coming, then=1), default=-1, output_field=IntegerField())
    rows = MatrixCell.objects.filter(
        organisation=viewer.organisation, plan__in=plans.order_by().values("plan_id"), goal__in=goals
    )
    changed: Any = rows.order_by().values_list("goal_id").annotate(change=Sum(F("net") * sign))
    by_goal: dict[int, int] = dict((yield from ask(changed)))
    found = (by_goal.get(goal.pk) for goal in goals)
    return [None if net is None else Cell(net, net_tone(net), change_words(net), "") for net in found]


def in_order(viewer: Viewer, plans: QuerySet[PlanAlignment]) -> Ordered[PlanAlignment]:
    """Plans in effect before proposed ones; each by title."""
    language = viewer.organisation.language

    def place(row: tuple[Any, ...]) -> tuple[str, str, int]:
        _pk, phase, title, plan = row
        return phase, sort_key(title, language), plan

    return Ordered(plans, ("phase", "plan__title", "plan_id"), place)


class FrameworkChoice(NamedTuple):
    """A framework whose goals the matrix can show."""

    pk: int
    title: str
    level: str


def framework_rows(goals: QuerySet[GoalAlignment]) -> QuerySet[Any, Any]:
    """The frameworks that have tracked goals, own first, as they are read: what a `FrameworkChoice` has."""
    rows = goals.order_by("-is_own", "framework_id").distinct()
    return rows.values_list("framework_id", "framework__title", "framework__level", "is_own")


def matrix_of(
    viewer: Viewer,
    selected: Selected,
    pages: tuple[str | None, str | None] = (None, None),
    sizes: tuple[int, int] = (PLANS_PER_PAGE, GOALS_PER_PAGE),
) -> Matrix:
    """The page of the matrix that the two numbers name, with so many plans and goals at most.

    Six queries at most, whatever its size.
    """
    which = selected.which
    plans: Any = with_names(selected.plans, "plan__type__name", "plan__organisation__name", plan=Plan)
    goals = with_names(selected.goals, "goal__framework__title", goal=Goal)
    plan_page = in_order(viewer, plans.defer("numbers", "public_numbers")).page(pages[0], sizes[0])
    goal_page = Paginator(goals.defer(*HEAVY, "targets"), sizes[1]).get_page(pages[1])
    columns = [row.goal for row in goal_page.object_list]
    plan_ids = [row.plan_id for row in plan_page.object_list]
    is_difference = which == Plans.DIFFERENCE and plan_ids
    found, changes = answered(
        beside(
            ask(cell_rows(reader(viewer), plans=plan_ids, goals=[goal.pk for goal in columns])),
            changes_asked(viewer, selected.plans, columns) if is_difference else known([]),
        )
    )
    nets = {(cell["plan_id"], cell["goal_id"]): (cell["net"], cell["items"]) for cell in found}
    addresses = CellAddresses(viewer.organisation, columns)
    rows = tuple(plan_row(viewer, row, addresses, nets, which) for row in plan_page.object_list)
    return Matrix(tuple(heads(viewer, columns)), rows, tuple(changes), plan_page, goal_page)


def heads(viewer: Viewer, columns: Sequence[Goal]) -> Iterable[FrameworkHead]:
    """The goals by framework, in the order of the columns."""
    groups: dict[int, list[GoalHead]] = {}
    frameworks: dict[int, Framework] = {}
    for goal in columns:
        frameworks[goal.framework_id] = goal.framework
        thing = goal_thing(viewer.organisation, goal)
        groups.setdefault(goal.framework_id, []).append(GoalHead(goal, thing, thing.text))
    for pk, inside in groups.items():
        yield FrameworkHead(frameworks[pk].title, frameworks[pk].organisation.language, tuple(inside))


def plan_row(
    viewer: Viewer,
    row: PlanAlignment,
    addresses: CellAddresses,
    nets: dict[tuple[int, int], tuple[int, int]],
    which: Plans,
) -> Row:
    """A plan's row; in a difference what is in effect is what leaves."""
    plan: Plan = row.plan
    is_adopted = plan.organisation_id != viewer.organisation.pk
    return Row(
        thing=plan_thing(viewer.organisation, plan),
        note=plan.organisation.name if is_adopted else plan.type.name,
        ref=OwnedKeyConverter().to_url(item_ref(viewer.organisation, plan)),
        is_proposed=row.phase == PlanAlignment.Phase.PROPOSED,
        is_leaving=which == Plans.DIFFERENCE and row.phase == PlanAlignment.Phase.CURRENT,
        cells=tuple(cell_of(nets.get((plan.pk, goal)), url) for goal, url in addresses.of(plan)),
    )


def cell_of(found: tuple[int, int] | None, url: str) -> Cell | None:
    """A cell, if the plan has an item for the goal."""
    if found is None:
        return None
    net, items = found
    return Cell(net, net_tone(net), net_words(net, items), url)
