"""The goals around one: those right below it, those it is linked to, those that strengths come through."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from alignment.models import GoalAlignment
from core.asking import Asking
from core.functions import AmongRows
from core.prepared import written_once
from goals.models import Goal, GoalLink
from pages.chains import CHAIN, GoalRow, goal_row
from pages.goals.tree import natural
from pages.guards import Viewer
from pages.naming import Names, goals_alone
from pages.preparing import for_viewers
from pages.references import goal_keys_of
from pages.reports import goal_alignments
from pages.things import Thing, goal_thing


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
class Around:
    """A goal's links, and the chains of the goals around it."""

    links: list[GoalLink]
    alignments: list[GoalAlignment]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a goal; `through` by name, `owner:framework/key`."""

    children: list[GoalRow]
    links: list[LinkRow]
    through: dict[str, Goal]


@for_viewers
def alignments_around(viewer: Viewer, goal: int, ends: Collection[int]) -> QuerySet[GoalAlignment]:
    """The chains of the goals right below one and of those at the other ends of its links."""
    rows = goal_alignments(viewer).filter(Q(goal__parent=goal) | Q(goal__among=ends)).order_by()
    return rows.only(*CHAIN)


def neighbours_asked(
    viewer: Viewer, names: Names, goal: Goal, around: Around, ways: Iterable[str]
) -> Asking[Neighbours]:
    """The goals around one, and those that strengths come through, by name."""
    links, alignments = around.links, {row.goal_id: row for row in around.alignments}
    owners, frameworks, keys = goal_keys_of(names, ways)
    found = yield from names.goals_asked(
        _goals(ids=list(alignments), owners=owners, frameworks=frameworks, keys=keys)
    )
    known = {each.pk: each for each in found}
    shown = [known[pk] for pk in alignments]
    children = sorted(
        (each for each in shown if each.parent_id == goal.pk),
        key=lambda each: (natural(each.code or ""), natural(each.title)),
    )
    linked = [
        link_row(viewer, names, goal, link, known[end])
        for link in links
        if (end := other_end(link, goal)) in alignments
    ]
    return Neighbours(
        [goal_row(viewer.organisation, each, alignments[each.pk]) for each in children],
        sorted(linked, key=lambda row: (row.relation, not row.is_out, -row.strength, row.other.text)),
        {each.reference: each for each in known.values()},
    )


@written_once
def _goals(*, ids: list[int], owners: list[int], frameworks: list[str], keys: list[str]) -> QuerySet[Goal]:
    named = Q(AmongRows(framework__organisation=owners, framework__key=frameworks, key=keys))
    return goals_alone(Goal.objects.filter(Q(pk__among=ids) | named).order_by(), "parent_id")


@for_viewers
def links_of(viewer: Viewer, goal: int) -> QuerySet[GoalLink]:
    """A goal's links that count for the organisation: recorded by it, or by the owner of their source."""
    of_owner = Q(recorded_by=F("source__framework__organisation"))
    return (
        GoalLink.objects.filter(Q(source=goal) | Q(target=goal))
        .filter(Q(recorded_by=viewer.organisation) | of_owner)
        .order_by()
        .only("source_id", "target_id", "relation", "strength", "rationale", "recorded_by_id")
    )


def other_end(link: GoalLink, goal: Goal) -> int:
    """The id of the goal at the other end."""
    return link.target_id if link.source_id == goal.pk else link.source_id


def link_row(viewer: Viewer, names: Names, goal: Goal, link: GoalLink, other: Goal) -> LinkRow:
    """A link as the page of one of its goals shows it."""
    return LinkRow(
        goal_thing(viewer.organisation, other),
        link.source_id == goal.pk,
        link.relation,
        link.strength,
        link.rationale or "",
        names.organisation(link.recorded_by_id).language,
    )
