"""A goal's own page: its chain, what is done, whether it works, what it costs, what is linked to it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404

from alignment.models import GoalAlignment
from goals.models import Framework, Goal
from pages.chains import GoalRow
from pages.dashboard.units import OF_UNIT
from pages.goals.selectors.costs import MOST_MEASURES, Costs, costs
from pages.goals.selectors.followup import IndicatorPart, indicator_parts
from pages.goals.selectors.items import Known, Line, PlanPart, lines_of, plan_parts, ways_of
from pages.goals.selectors.neighbours import LinkRow, neighbours
from pages.guards import Viewer
from pages.naming import Names, only_names, with_names
from pages.reports import goal_alignments, open_findings
from pages.sentences import FindingRow, finding_rows, only_spoken
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
    """Everything that the page shows. `alignment` is None for a goal that is not in the report."""

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


def goal_page(viewer: Viewer, owner: str, framework: str, key: str, query: dict[str, str]) -> GoalPage:
    """The page of a goal; raises `Http404` for one that the viewer may not see or that is not followed."""
    return goal_shown(viewer, goal_seen(viewer, owner, framework, key), query)


def goal_shown(
    viewer: Viewer,
    goal: Goal,
    query: dict[str, str],
    *,
    lines_per_page: int = LINES_PER_PAGE,
    most_measures: int = MOST_MEASURES,
) -> GoalPage:
    """What the page of a goal shows, and a document of it more of: `goal` as `goal_seen` has it."""
    organisation = viewer.organisation
    names = Names(organisation)
    names.know_framework(goal.framework)
    alignment = goal_alignments(viewer).filter(goal=goal).order_by("pk").defer("origins").first()
    if_adopted = viewer.is_member and query.get("visa") == IF_ADOPTED
    lines = lines_of(alignment, viewer, if_adopted=if_adopted) if alignment else []
    page = Paginator(lines, lines_per_page).get_page(query.get("page"))
    shown = list(page.object_list)
    around = neighbours(viewer, names, goal, ways_of(shown))
    known = Known(names, goal, lines, shown, around.through)
    return GoalPage(
        goal=goal,
        thing=goal_thing(organisation, goal),
        alignment=alignment,
        is_own=goal.framework.organisation_id == organisation.pk,
        parent=goal_thing(organisation, goal.parent) if goal.parent else None,
        successor=successor_of(viewer, goal),
        if_adopted=if_adopted,
        numbers=numbers_of(alignment, if_adopted=if_adopted),
        parts=plan_parts(known, lines, shown),
        lines=page,
        indicators=indicator_parts(viewer, goal, alignment),
        costs=costs(viewer, known.supporting(lines), most_measures),
        children=around.children,
        links=around.links,
        findings=findings_about(viewer, goal),
    )


def goal_seen(viewer: Viewer, owner: str, framework: str, key: str) -> Goal:
    """The goal with its framework, owner, parent and unit."""
    followed = Framework.objects.followed_by(viewer.organisation)
    goals = Goal.objects.filter(
        framework__in=followed, framework__organisation__key=owner, framework__key=framework, key=key
    ).order_by()
    goal = with_names(goals, *FRAMEWORK, *OF_UNIT).first()
    if goal is None or not can_see(viewer, goal):
        raise Http404
    read_relatives(goal)
    return goal


def read_relatives(goal: Goal) -> None:
    """Names the goal's parent and successor; one query, none without either."""
    ids = [pk for pk in (goal.parent_id, goal.superseded_by_id) if pk]
    known = {each.pk: each for each in only_names(Goal.objects.filter(pk__in=ids).order_by())} if ids else {}
    if goal.parent_id:
        goal.parent = known[goal.parent_id]
    if goal.superseded_by_id:
        goal.superseded_by = known[goal.superseded_by_id]


def can_see(viewer: Viewer, goal: Goal) -> bool:
    """Members see every goal that is followed; others none of an own framework that only drafts lay down."""
    if viewer.is_member or goal.framework.organisation_id != viewer.organisation.pk:
        return True
    laid_down_by = Plan.objects.filter(framework=goal.framework)
    is_open = laid_down_by.decided().filter(Q(valid_from__isnull=True) | Q(valid_from__lte=viewer.today))
    return is_open.exists() or not laid_down_by.exists()


def successor_of(viewer: Viewer, goal: Goal) -> Thing | None:
    """What replaced the goal, if the viewer may see it."""
    successor = goal.superseded_by
    if successor is None or not can_see(viewer, successor):
        return None
    return goal_thing(viewer.organisation, successor)


def numbers_of(alignment: GoalAlignment | None, *, if_adopted: bool) -> dict[str, int]:
    """The numbers of section 4, of the plans in effect or as if the proposed ones were adopted."""
    if alignment is None:
        return {}
    numbers: dict[str, int] = (if_adopted and alignment.if_adopted) or alignment.current
    return numbers


def findings_about(viewer: Viewer, goal: Goal) -> list[FindingRow]:
    """Findings that have the goal as a subject."""
    subject: list[dict[str, Any]] = [{"kind": "goal", "id": goal.pk}]
    found = open_findings(viewer).filter(subjects__contains=subject)
    ordered = list(only_spoken(found).order_by("severity_order", "code", "pk")[:MOST_FINDINGS])
    at_hand = {("goal", goal.pk): goal_thing(viewer.organisation, goal)}
    return finding_rows(ordered, viewer.organisation, at_hand)
