"""A goal's own page: its chain, what is done, whether it works, what it costs, what is linked to it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.http import Http404

from alignment.models import GoalAlignment
from goals.models import Framework, Goal, GoalLink
from pages.chains import HEAVY, GoalRow, goal_row
from pages.goals.selectors.costs import Costs, costs
from pages.goals.selectors.followup import IndicatorPart, indicator_parts
from pages.goals.selectors.items import Line, PlanPart, lines_of, plan_parts
from pages.goals.tree import natural
from pages.guards import Viewer
from pages.naming import only_names, with_names
from pages.reports import goal_alignments, open_findings
from pages.sentences import FindingRow, finding_rows
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
class LinkRow:
    """A link to or from another goal. `is_out`: from this goal."""

    other: Thing
    is_out: bool
    relation: str
    strength: int
    reason: str
    language: str


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
    goal = goal_seen(viewer, owner, framework, key)
    organisation = viewer.organisation
    alignment = goal_alignments(viewer).filter(goal=goal).order_by("pk").defer("below", "origins").first()
    if_adopted = viewer.is_member and query.get("visa") == IF_ADOPTED
    lines = lines_of(goal, viewer, if_adopted=if_adopted) if alignment else []
    page = Paginator(lines, LINES_PER_PAGE).get_page(query.get("page"))
    return GoalPage(
        goal=goal,
        thing=goal_thing(organisation, goal),
        alignment=alignment,
        is_own=goal.framework.organisation_id == organisation.pk,
        parent=goal_thing(organisation, goal.parent) if goal.parent else None,
        successor=successor_of(viewer, goal),
        if_adopted=if_adopted,
        numbers=numbers_of(alignment, if_adopted=if_adopted),
        parts=plan_parts(viewer, goal, lines, list(page.object_list)),
        lines=page,
        indicators=indicator_parts(viewer, goal, alignment),
        costs=costs(viewer, lines),
        children=children_of(viewer, goal),
        links=links_of(viewer, goal),
        findings=findings_about(viewer, goal),
    )


def goal_seen(viewer: Viewer, owner: str, framework: str, key: str) -> Goal:
    """The goal with its framework, owner, parent and unit."""
    followed = Framework.objects.followed_by(viewer.organisation)
    goals = Goal.objects.filter(
        framework__in=followed, framework__organisation__key=owner, framework__key=framework, key=key
    ).order_by()
    goal = with_names(goals, *FRAMEWORK, "unit__name").first()
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


def children_of(viewer: Viewer, goal: Goal) -> list[GoalRow]:
    """The goals right below, in order."""
    found = goal_alignments(viewer).filter(goal__parent=goal).order_by()
    found = with_names(found, goal=Goal).defer(*HEAVY, "targets")
    ordered = sorted(found, key=lambda each: (natural(each.goal.code or ""), natural(each.goal.title)))
    return [goal_row(viewer.organisation, each.goal, each) for each in ordered]


def links_of(viewer: Viewer, goal: Goal) -> list[LinkRow]:
    """Links between this goal and others in the report that count for the organisation. Two queries.

    A link counts if it was recorded by the organisation or by the owner of the source's framework.
    """
    of_owner = Q(recorded_by=F("source__framework__organisation"))
    found = (
        GoalLink.objects.filter(Q(source=goal) | Q(target=goal))
        .filter(Q(recorded_by=viewer.organisation) | of_owner)
        .order_by()
        .only("source_id", "target_id", "relation", "strength", "rationale", "recorded_by__language")
        .select_related("recorded_by")
    )
    ends = {link.pk: link.target_id if link.source_id == goal.pk else link.source_id for link in found}
    seen = goal_alignments(viewer).filter(goal__in=set(ends.values())).order_by().values("goal_id")
    others = only_names(Goal.objects.filter(pk__in=seen).order_by()) if ends else ()
    known = {other.pk: other for other in others}
    rows = [link_row(viewer, goal, link, known[ends[link.pk]]) for link in found if ends[link.pk] in known]
    return sorted(rows, key=lambda row: (row.relation, not row.is_out, -row.strength, row.other.text))


def link_row(viewer: Viewer, goal: Goal, link: GoalLink, other: Goal) -> LinkRow:
    """A link as the page of one of its goals shows it."""
    return LinkRow(
        goal_thing(viewer.organisation, other),
        link.source_id == goal.pk,
        link.relation,
        link.strength,
        link.rationale or "",
        link.recorded_by.language,
    )


def findings_about(viewer: Viewer, goal: Goal) -> list[FindingRow]:
    """Findings that have the goal as a subject."""
    subject: list[dict[str, Any]] = [{"kind": "goal", "id": goal.pk}]
    found = open_findings(viewer).filter(subjects__contains=subject)
    ordered = list(with_names(found, "unit__name").order_by("severity_order", "code", "pk")[:MOST_FINDINGS])
    return finding_rows(ordered, viewer.organisation)
