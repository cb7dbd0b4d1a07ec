"""What links plans, positions and measures to others, both ends of it at once: a query for each page.

Written out in SQL, since a plan's page asks this each time that it is drawn, and to build the same union of
joins from querysets took longer than all of PostgreSQL's work.
"""

from collections.abc import Collection
from enum import IntEnum
from typing import Any, NamedTuple

from core.asking import Asking, ask_sql
from core.together import Written
from organisations.models import Organisation
from planning.models import Plan

LINKS = """
    SELECT 0 AS sort, l.state AS word, l.id AS pk, l.target_plan_id AS plan_id,
        l.recorded_by_id = %(organisation)s AS is_own, l.rationale,
        json_build_array(s.id, s.key, s.code, s.statement, s.plan_id) AS source,
        json_build_array(t.id, t.key, t.code, t.statement, t.plan_id) AS target
    FROM planning_handover l
    JOIN planning_position s ON s.id = l.source_id
    LEFT JOIN planning_position t ON t.id = l.target_id
    WHERE (l.source_id = ANY(%(positions)s) OR l.target_id = ANY(%(positions)s))
        AND (l.recorded_by_id = %(organisation)s OR l.recorded_by_id = s.organisation_id)
    UNION ALL
    SELECT 1, l.relation, l.id, NULL, FALSE, l.rationale,
        json_build_array(s.id, s.key, s.code, s.statement, s.plan_id),
        json_build_array(t.id, t.key, t.code, t.statement, t.plan_id)
    FROM planning_positionlink l
    JOIN planning_position s ON s.id = l.source_id
    JOIN planning_position t ON t.id = l.target_id
    WHERE (l.source_id = ANY(%(positions)s) OR l.target_id = ANY(%(positions)s))
        AND (l.recorded_by_id = %(organisation)s OR l.recorded_by_id = s.organisation_id)
    UNION ALL
    SELECT 2, '', l.id, NULL, FALSE, NULL,
        json_build_array(s.id, s.key, s.code, s.statement, s.plan_id),
        json_build_array(m.id, m.key, m.code, m.title, m.plan_id)
    FROM planning_implementation l
    JOIN planning_position s ON s.id = l.position_id
    JOIN planning_measure m ON m.id = l.measure_id
    WHERE l.position_id = ANY(%(positions)s) OR l.measure_id = ANY(%(measures)s)
"""


PLANS = """
    SELECT 0 AS is_link, '' AS relation, l.id AS pk, l.plan_id AS source_id,
        l.superseded_id AS target_id, NULL AS rationale
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
) -> Asking[list[Linked]]:
    """Asks for the links with an end among the positions and measures, by sort, word and age.

    Links of positions are what the organisation or the source's owner states; a stranger's are left out.
    """
    if not (positions or measures):
        return []
    named = {"organisation": organisation.pk, "positions": [*positions], "measures": [*measures]}
    rows = yield from ask_sql(Written(LINKS, named))
    return sorted((_linked(**row) for row in rows), key=lambda link: link[:3])


def _linked(*, sort: int, source: list[Any], target: list[Any], **said: Any) -> Linked:
    return Linked(sort=Sort(sort), source=End(*source), target=End(*target), **said)


class LinkedPlan(NamedTuple):
    """A plan that supersedes another (`relation` is empty), or is linked to it."""

    is_link: int
    relation: str
    pk: int
    source_id: int
    target_id: int
    rationale: str | None


def plans_linked_to(organisation: Organisation, plan: Plan) -> Asking[list[LinkedPlan]]:
    """Asks for what the plan supersedes, what supersedes it, and its links at both ends, in that order.

    Links are what the organisation or the source's owner states.
    """
    rows = yield from ask_sql(Written(PLANS, {"organisation": organisation.pk, "plan": plan.pk}))
    return sorted(LinkedPlan(**row) for row in rows)
