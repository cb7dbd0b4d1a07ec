"""What links plans, positions and measures to others, both ends of it at once: a query for each page.

Written out in SQL, since a plan's page asks this each time that it is drawn, and to build the same union of
joins from querysets took longer than all of PostgreSQL's work.
"""

from collections.abc import Collection
from enum import IntEnum
from typing import Any, NamedTuple

from django.db import connection

from organisations.models import Organisation
from planning.models import Plan

LINKS = """
    SELECT 0, l.state, l.id, l.target_plan_id, l.recorded_by_id = %(organisation)s, l.rationale,
        s.id, s.key, s.code, s.statement, s.plan_id, t.id, t.key, t.code, t.statement, t.plan_id
    FROM planning_handover l
    JOIN planning_position s ON s.id = l.source_id
    LEFT JOIN planning_position t ON t.id = l.target_id
    WHERE (l.source_id = ANY(%(positions)s) OR l.target_id = ANY(%(positions)s))
        AND (l.recorded_by_id = %(organisation)s OR l.recorded_by_id = s.organisation_id)
    UNION ALL
    SELECT 1, l.relation, l.id, NULL, FALSE, l.rationale,
        s.id, s.key, s.code, s.statement, s.plan_id, t.id, t.key, t.code, t.statement, t.plan_id
    FROM planning_positionlink l
    JOIN planning_position s ON s.id = l.source_id
    JOIN planning_position t ON t.id = l.target_id
    WHERE (l.source_id = ANY(%(positions)s) OR l.target_id = ANY(%(positions)s))
        AND (l.recorded_by_id = %(organisation)s OR l.recorded_by_id = s.organisation_id)
    UNION ALL
    SELECT 2, '', l.id, NULL, FALSE, NULL,
        s.id, s.key, s.code, s.statement, s.plan_id, m.id, m.key, m.code, m.title, m.plan_id
    FROM planning_implementation l
    JOIN planning_position s ON s.id = l.position_id
    JOIN planning_measure m ON m.id = l.measure_id
    WHERE l.position_id = ANY(%(positions)s) OR l.measure_id = ANY(%(measures)s)
"""


PLANS = """
    SELECT 0, '', l.id, l.plan_id, l.superseded_id, NULL
    FROM planning_plansupersession l
    WHERE l.plan_id = %(plan)s OR l.superseded_id = %(plan)s
    UNION ALL
    SELECT 1, l.relation, l.id, l.source_id, l.target_id, l.rationale
    FROM planning_planlink l
    JOIN planning_plan s ON s.id = l.source_id
    WHERE (l.source_id = %(plan)s OR l.target_id = %(plan)s)
        AND (l.recorded_by_id = %(organisation)s OR l.recorded_by_id = s.organisation_id)
"""


class Sort(IntEnum):
    """What a link is, in the order in which documents tell of them."""

    HAND_OVER = 0
    POSITIONS = 1
    IMPLEMENTATION = 2


class End(NamedTuple):
    """A position, or a measure with its title as `words`; all None where a hand-over leads to a plan only."""

    pk: int
    key: str
    code: str | None
    words: str
    plan_id: int


class Linked(NamedTuple):
    """A link with both its ends.

    `word` is the state of a hand-over or the relation of two positions, `plan_id` the plan to which a
    position is offered that has not become one there. `target` is the measure of an implementation.
    """

    sort: Sort
    word: str
    pk: int
    plan_id: int | None
    is_own: bool
    rationale: str | None
    source: End
    target: End


def links_at(
    organisation: Organisation, positions: Collection[int], measures: Collection[int]
) -> list[Linked]:
    """The links with an end among the positions and measures, by sort, word and age. One query.

    Links of positions are what the organisation or the source's owner states; a stranger's are left out.
    """
    if not (positions or measures):
        return []
    parameters: dict[str, Any] = {
        "organisation": organisation.pk,
        "positions": [*positions],
        "measures": [*measures],
    }
    with connection.cursor() as cursor:
        cursor.execute(LINKS, parameters)
        found = [_linked(row) for row in cursor.fetchall()]
    return sorted(found, key=lambda link: link[:3])


def _linked(row: tuple[Any, ...]) -> Linked:
    sort, word, pk, plan_id, is_own, rationale, *ends = row
    return Linked(Sort(sort), word, pk, plan_id, is_own, rationale, End(*ends[:5]), End(*ends[5:]))


class LinkedPlan(NamedTuple):
    """A plan that supersedes another (`relation` is empty), or is linked to it."""

    is_link: int
    relation: str
    pk: int
    source_id: int
    target_id: int
    rationale: str | None


def plans_linked_to(organisation: Organisation, plan: Plan) -> list[LinkedPlan]:
    """What the plan supersedes, what supersedes it, and its links at both ends, in that order. One query.

    Links are what the organisation or the source's owner states.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLANS, {"organisation": organisation.pk, "plan": plan.pk})
        return sorted(LinkedPlan(*row) for row in cursor.fetchall())
