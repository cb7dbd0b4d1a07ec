"""The list of goals: the trees of all frameworks, page by page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from alignment.models import GoalAlignment
from goals.models import Framework, Goal
from pages.chains import HEAVY, GoalRow, goal_row
from pages.goals.tree import Node, Placed, in_tree_order
from pages.guards import Viewer
from pages.naming import with_names
from pages.reports import goal_alignments, latest_report, totals_of

GOALS_PER_PAGE = 80


@dataclass(frozen=True, slots=True)
class FrameworkGroup:
    """A framework's goals on this page, with its score; `is_own`: the headline's goals are among them."""

    framework: Framework
    is_own: bool
    score: float | None
    count: int
    rows: list[GoalRow]


@dataclass(frozen=True, slots=True)
class GoalListing:
    """A page of the goals."""

    has_report: bool
    groups: list[FrameworkGroup]
    page: Page[int] | None
    count: int


def goal_listing(viewer: Viewer, goals: QuerySet[Goal] | None, number: str | None) -> GoalListing:
    """A page of the goals that the viewer may see; `goals` narrows them, and then trees are flat.

    Six queries at most, however many goals there are.
    """
    report = latest_report(viewer)
    if report is None:
        return GoalListing(has_report=False, groups=[], page=None, count=0)
    shown_goals = goal_alignments(viewer).order_by()
    if goals is not None:
        shown_goals = shown_goals.filter(goal__in=goals)
    numbers: dict[int, int] = dict(shown_goals.values_list("framework_id").annotate(Count("pk")))
    frameworks = frameworks_in_order(viewer, numbers)
    counts = {pk: numbers[pk] for pk in frameworks}
    page = Paginator(range(sum(counts.values())), GOALS_PER_PAGE).get_page(number)
    here = placed_there(shown_goals, counts, list(page.object_list), flat=goals is not None)
    totals = totals_of(report, viewer)
    rows = rows_of(viewer, here)
    groups = []
    for framework, found in groupby(here, key=lambda each: each.framework):
        shown = frameworks[framework]
        of_framework = totals["adopted"].get(f"{shown.organisation.key}:{shown.key}", {})
        is_own = shown.organisation_id == viewer.organisation.pk
        groups.append(
            FrameworkGroup(
                framework=shown,
                is_own=is_own,
                score=of_framework.get("mean_chain_score"),
                count=counts[framework],
                rows=[rows[each.pk] for each in found if each.pk in rows],
            )
        )
    return GoalListing(has_report=True, groups=groups, page=page, count=page.paginator.count)


def frameworks_in_order(viewer: Viewer, ids: Iterable[int]) -> dict[int, Framework]:
    """Frameworks by id: own first, then from the nearest level up."""
    found = Framework.objects.filter(pk__in=list(ids)).select_related("organisation").order_by()
    levels = list(reversed(Framework.Level.values))
    ordered = sorted(
        found,
        key=lambda each: (
            each.organisation_id != viewer.organisation.pk,
            levels.index(each.level),
            each.title,
            each.pk,
        ),
    )
    return {framework.pk: framework for framework in ordered}


def placed_there(
    goals: QuerySet[GoalAlignment], counts: Mapping[int, int], places: Sequence[int], *, flat: bool
) -> list[Placed]:
    """The goals at some places, one after the other, of the list of all.

    Only the frameworks that stand there are read, whole, since a tree is put in order as a whole.
    """
    touched: list[int] = []
    first = before = 0
    for framework, count in counts.items():
        if places and before <= places[-1] and before + count > places[0]:
            first = first if touched else before
            touched.append(framework)
        before += count
    placed = in_tree_order(nodes(goals.filter(framework__in=touched)), touched, flat=flat) if touched else []
    return [placed[place - first] for place in places if place - first < len(placed)]


def nodes(goals: QuerySet[GoalAlignment]) -> list[Node]:
    """Goals of the report, as much of each as its place asks for."""
    found = goals.values_list("goal_id", "goal__parent_id", "framework_id", "goal__code", "goal__title")
    return [Node(pk, parent, framework, code or "", title) for pk, parent, framework, code, title in found]


def rows_of(viewer: Viewer, placed: Sequence[Placed]) -> dict[int, GoalRow]:
    """The rows of a page by the goals' ids."""
    levels = {each.pk: each.level for each in placed}
    rows = goal_alignments(viewer).filter(goal__in=list(levels)).order_by()
    found = with_names(rows, goal=Goal).defer(*HEAVY, "targets")
    return {each.goal_id: row_of(viewer, each, levels[each.goal_id]) for each in found}


def row_of(viewer: Viewer, alignment: GoalAlignment, level: int) -> GoalRow:
    """A goal as a row at its level."""
    return goal_row(viewer.organisation, alignment.goal, alignment, level=min(level, 4))
