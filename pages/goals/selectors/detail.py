"""A goal's own page: its chain, what is done, whether it works, what it costs, what is linked to it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404

from alignment.models import GoalAlignment
from goals.models import Framework, Goal, GoalLink
from pages.chains import HEAVY, GoalRow, goal_row
from pages.goals.selectors.costs import Costs, costs
from pages.goals.selectors.followup import IndicatorPart, indicator_parts
from pages.goals.selectors.items import Line, PlanPart, lines_of, plan_parts
from pages.goals.tree import natural
from pages.guards import Viewer
from pages.reports import goal_alignments, open_findings
from pages.sentences import FindingRow, finding_rows
from pages.things import Thing, goal_thing
from planning.models import Plan

LINES_PER_PAGE = 25
MOST_FINDINGS = 20
IF_ADOPTED = "om-antagna"


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
    goal = (
        Goal.objects.filter(
            framework__in=followed, framework__organisation__key=owner, framework__key=framework, key=key
        )
        .select_related(
            "framework__organisation",
            "unit",
            "parent__framework__organisation",
            "superseded_by__framework__organisation",
        )
        .order_by("pk")
        .first()
    )
    if goal is None or not can_see(viewer, goal):
        raise Http404
    return goal


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
    found = (
        goal_alignments(viewer)
        .filter(goal__parent=goal)
        .order_by()
        .select_related("goal__framework__organisation")
        .defer(*HEAVY, "targets", "goal__text")
    )
    ordered = sorted(found, key=lambda each: (natural(each.goal.code or ""), natural(each.goal.title)))
    return [goal_row(viewer.organisation, each.goal, each) for each in ordered]


def links_of(viewer: Viewer, goal: Goal) -> list[LinkRow]:
    """Links between this goal and others in the report that count for the organisation."""
    whole = ("source__framework__organisation", "target__framework__organisation", "recorded_by")
    found = GoalLink.objects.filter(Q(source=goal) | Q(target=goal)).select_related(*whole).order_by()
    counting = [link for link in found if counts(viewer, link)]
    others = {link.target_id if link.source_id == goal.pk else link.source_id for link in counting}
    seen = set(goal_alignments(viewer).filter(goal__in=others).order_by().values_list("goal_id", flat=True))
    rows = [
        link_row(viewer, goal, link)
        for link in counting
        if {link.source_id, link.target_id} - {goal.pk} <= seen
    ]
    return sorted(rows, key=lambda row: (row.relation, not row.is_out, -row.strength, row.other.text))


def counts(viewer: Viewer, link: GoalLink) -> bool:
    """Whether a link counts: recorded by the organisation or by the owner of the source's framework."""
    return link.recorded_by_id in (viewer.organisation.pk, link.source.framework.organisation_id)


def link_row(viewer: Viewer, goal: Goal, link: GoalLink) -> LinkRow:
    """A link as the page of one of its goals shows it."""
    is_out = link.source_id == goal.pk
    other = link.target if is_out else link.source
    return LinkRow(
        goal_thing(viewer.organisation, other),
        is_out,
        link.relation,
        link.strength,
        link.rationale or "",
        link.recorded_by.language,
    )


def findings_about(viewer: Viewer, goal: Goal) -> list[FindingRow]:
    """Findings that have the goal as a subject."""
    subject: list[dict[str, Any]] = [{"kind": "goal", "id": goal.pk}]
    found = open_findings(viewer).filter(subjects__contains=subject).select_related("unit")
    ordered = list(found.order_by("severity_order", "code", "pk")[:MOST_FINDINGS])
    return finding_rows(ordered, viewer.organisation)
