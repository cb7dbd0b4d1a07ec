"""A goal's own page: its chain, what is done, whether it works, what it costs, what is linked to it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from psycopg.types.json import Jsonb

from alignment.models import Finding, GoalAlignment
from core.asking import Asking, answered, ask, beside
from goals.models import Framework, Goal
from pages.chains import GoalRow
from pages.dashboard.units import OF_UNIT
from pages.goals.selectors.costs import MOST_MEASURES, Costs, costs_asked
from pages.goals.selectors.followup import IndicatorPart, followed_asked, indicator_parts
from pages.goals.selectors.items import Items, Line, PlanPart, lines_asked, plan_parts, ways_of
from pages.goals.selectors.neighbours import (
    Around,
    LinkRow,
    Neighbours,
    alignments_around,
    links_of,
    neighbours_asked,
    other_end,
)
from pages.goals.selectors.taken_up import TakenUp, broken_stages, taken_up_asked
from pages.guards import Viewer
from pages.naming import Names, only_names, with_names
from pages.preparing import for_viewers
from pages.reports import goal_alignments, open_findings
from pages.sentences import FindingRow, finding_rows_asked, only_spoken
from pages.things import Thing, goal_thing
from planning.models import Plan

LINES_PER_PAGE = 25
MOST_FINDINGS = 20
IF_ADOPTED = "om-antagna"
FRAMEWORK = (
    *("framework__key", "framework__title", "framework__version_label"),
    *(f"framework__organisation__{name}" for name in ("key", "language", "name")),
)


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything that the page shows. `alignment` is None for a goal that is not in the report.

    `breaks`: where its chain is broken; `taken_up`: what the planning strategies do about it.
    """

    goal: Goal
    thing: Thing
    alignment: GoalAlignment | None
    is_own: bool
    parent: Thing | None
    successor: Thing | None
    if_adopted: bool
    numbers: dict[str, int]
    parts: list[PlanPart]
    lines: Page[Line]
    indicators: list[IndicatorPart]
    costs: Costs
    children: list[GoalRow]
    links: list[LinkRow]
    findings: list[FindingRow]
    breaks: list[str]
    taken_up: list[TakenUp]


def goal_page(viewer: Viewer, owner: str, framework: str, key: str, query: dict[str, str]) -> GoalPage:
    """The page of a goal; raises `Http404` for one that the viewer may not see or that is not followed."""
    return goal_shown(viewer, goal_seen(viewer, owner, framework, key), query)


def goal_shown(
    viewer: Viewer,
    goal: Goal,
    query: dict[str, str],
    *,
    lines: int = LINES_PER_PAGE,
    measures: int = MOST_MEASURES,
) -> GoalPage:
    """What the page of a goal shows, and a document of it more of: `goal` as `goal_seen` has it.

    Four queries; one or two more where the organisation follows the owner of an item no longer.
    """
    organisation, names = viewer.organisation, Names(viewer.organisation)
    names.know_framework(goal.framework)
    if_adopted = viewer.is_member and query.get("visa") == IF_ADOPTED
    done, followed, findings, relatives, taken_up, _around = answered(
        beside(
            done_asked(viewer, names, goal, Wanted(if_adopted, query.get("page"), lines, measures)),
            followed_asked(viewer, goal),
            findings_asked(viewer, goal),
            relatives_asked(viewer, goal),
            taken_up_asked(viewer, goal),
            names.around_asked(),
        )
    )
    parent, successor = relatives
    return GoalPage(
        goal=goal,
        thing=goal_thing(organisation, goal),
        alignment=done.alignment,
        is_own=goal.framework.organisation_id == organisation.pk,
        parent=parent,
        successor=successor,
        if_adopted=if_adopted,
        numbers=numbers_of(done.alignment, if_adopted=if_adopted),
        parts=done.parts,
        lines=done.lines,
        indicators=indicator_parts(viewer, followed, done.alignment),
        costs=done.costs,
        children=done.around.children,
        links=done.around.links,
        findings=findings,
        breaks=broken_stages(done.alignment),
        taken_up=taken_up,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a goal's lines is shown: of which plans, which page, and how many of them and of measures."""

    if_adopted: bool
    page: str | None
    lines: int
    measures: int


@dataclass(frozen=True, slots=True)
class Done:
    """What is done for a goal, what that costs, and what stands around it."""

    alignment: GoalAlignment | None
    lines: Page[Line]
    parts: list[PlanPart]
    costs: Costs
    around: Neighbours


def done_asked(viewer: Viewer, names: Names, goal: Goal, wanted: Wanted) -> Asking[Done]:
    """From the goal's place in the report over its lines to what they are called. Four steps."""
    found, links = yield from beside(
        ask(_alignment(viewer, goal=goal.pk)), ask(links_of(viewer, goal=goal.pk))
    )
    alignment = found[0] if found else None
    lines, alignments = yield from beside(
        lines_asked(alignment, viewer, if_adopted=wanted.if_adopted),
        ask(alignments_around(viewer, goal=goal.pk, ends={other_end(link, goal) for link in links})),
    )
    page = Paginator(lines, wanted.lines).get_page(wanted.page)
    shown = list(page.object_list)
    items = Items(names, goal, lines, shown)
    around, _parts = yield from beside(
        neighbours_asked(viewer, names, goal, Around(links, alignments), ways_of(shown)), items.parts_asked()
    )
    costs, _reasons = yield from beside(
        costs_asked(viewer, items.supporting(), wanted.measures), items.reasons_asked(around.through)
    )
    return Done(alignment, page, plan_parts(items, lines, shown), costs, around)


@for_viewers
def _alignment(viewer: Viewer, goal: int) -> QuerySet[GoalAlignment]:
    return goal_alignments(viewer).filter(goal=goal).order_by("pk").defer("origins", "bearers")


def goal_seen(viewer: Viewer, owner: str, framework: str, key: str) -> Goal:
    """The goal with its framework, owner and unit. One query."""
    found = _goal(viewer, owner=owner, framework=framework, key=key).rows()
    if not found:
        raise Http404
    return found[0]


@for_viewers
def _goal(viewer: Viewer, owner: str, framework: str, key: str) -> QuerySet[Goal]:
    followed = Framework.objects.followed_by(viewer.organisation)
    goals = Goal.objects.filter(
        framework__in=followed, framework__organisation__key=owner, framework__key=framework, key=key
    ).order_by("pk")
    return with_names(shown_to(viewer, goals), *FRAMEWORK, *OF_UNIT)


def relatives_asked(viewer: Viewer, goal: Goal) -> Asking[tuple[Thing | None, Thing | None]]:
    """What the goal lies below, and what replaced it, as far as the viewer may see them."""
    ids = {pk for pk in (goal.parent_id, goal.superseded_by_id) if pk}
    found = (yield from ask(_relatives(viewer, ids=ids))) if ids else []
    things = {each.pk: goal_thing(viewer.organisation, each) for each in found}
    return things.get(goal.parent_id or 0), things.get(goal.superseded_by_id or 0)


@for_viewers
def _relatives(viewer: Viewer, ids: Collection[int]) -> QuerySet[Goal]:
    return only_names(shown_to(viewer, Goal.objects.filter(pk__among=ids).order_by()))


def shown_to(viewer: Viewer, goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Members see every goal that is followed; others none of an own framework that only drafts lay down."""
    if viewer.is_member:
        return goals
    laid_down_by = Plan.objects.filter(framework=OuterRef("framework"))
    is_open = laid_down_by.decided().filter(Q(valid_from__isnull=True) | Q(valid_from__lte=viewer.today))
    is_others = ~Q(framework__organisation=viewer.organisation)
    return goals.filter(is_others | Exists(is_open) | ~Exists(laid_down_by))


def numbers_of(alignment: GoalAlignment | None, *, if_adopted: bool) -> dict[str, int]:
    """The numbers of section 4, of the plans in effect or as if the proposed ones were adopted."""
    if alignment is None:
        return {}
    numbers: dict[str, int] = (if_adopted and alignment.if_adopted) or alignment.current
    return numbers


def findings_asked(viewer: Viewer, goal: Goal) -> Asking[list[FindingRow]]:
    """Findings that have the goal as a subject."""
    found = yield from ask(_findings(viewer, subject=Jsonb([{"kind": "goal", "id": goal.pk}])))
    at_hand = {("goal", goal.pk): goal_thing(viewer.organisation, goal)}
    return (yield from finding_rows_asked(found, viewer.organisation, at_hand))


@for_viewers
def _findings(viewer: Viewer, subject: Any) -> QuerySet[Finding]:
    rows = open_findings(viewer).filter(subjects__contains=subject)
    return only_spoken(rows).order_by("severity_order", "code", "pk")[:MOST_FINDINGS]
