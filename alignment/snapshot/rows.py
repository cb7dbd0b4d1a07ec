"""The rows of a snapshot as the database gives them, before they become the engine's objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from alignment.snapshot import sql

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What each query of `alignment.snapshot.sql` has found."""

    units: list[Row]
    frameworks: list[Row]
    goals: list[Row]
    goals_elsewhere: list[Row]
    goal_links: list[Row]
    targets: list[Row]
    observations: list[Row]
    plans: list[Row]
    positions: list[Row]
    measures: list[Row]
    implementations: list[Row]
    contributions: list[Row]
    plan_links: list[Row]
    position_links: list[Row]
    conflicts: list[Row]


def fetch(query: str, **parameters: Any) -> list[Row]:
    """The rows of one query as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[Row] = cursor.fetchall()
    return found


def fetch_all(o: int) -> Rows:
    """All rows of an organisation's snapshot, in 15 queries or 16."""
    frameworks = fetch(sql.FRAMEWORKS, o=o)
    scope: dict[str, Any] = {
        "o": o,
        "frameworks": [row[0] for row in frameworks],
        "owners": sorted({o, *(row[1] for row in frameworks)}),
    }
    targets = fetch(sql.TARGETS, **scope)
    plans = fetch(sql.PLANS, o=o)
    of_plans: dict[str, Any] = {"o": o, "plans": [row[0] for row in plans if row[10]]}
    goals = fetch(sql.GOALS, **scope)
    goal_links = fetch(sql.GOAL_LINKS, **scope)
    contributions = fetch(sql.CONTRIBUTIONS, **of_plans)
    conflicts = fetch(sql.CONFLICTS, o=o)
    referred = {
        *(row[7] for row in goals),
        *(row[3] for row in targets),
        *(end for row in goal_links for end in row[3:5]),
        *(row[3] for row in contributions),
        *(row[3] for row in conflicts),
    }
    return Rows(
        units=fetch(sql.UNITS, o=o),
        frameworks=frameworks,
        goals=goals,
        goals_elsewhere=_goals_elsewhere(referred, goals),
        goal_links=goal_links,
        targets=targets,
        observations=fetch(sql.OBSERVATIONS, o=o, indicators=list({row[15] for row in targets})),
        plans=plans,
        positions=fetch(sql.POSITIONS, **of_plans),
        measures=fetch(sql.MEASURES, **of_plans),
        implementations=fetch(sql.IMPLEMENTATIONS, **of_plans),
        contributions=contributions,
        plan_links=fetch(sql.PLAN_LINKS, **of_plans),
        position_links=fetch(sql.POSITION_LINKS, **of_plans),
        conflicts=conflicts,
    )


def _goals_elsewhere(referred: Iterable[int | None], known: Iterable[Row]) -> list[Row]:
    """Goals that something refers to and whose frameworks are not followed; no query if there are none."""
    missing = set(_present(referred)) - {row[0] for row in known}
    return fetch(sql.GOALS_ELSEWHERE, goals=list(missing)) if missing else []


def _present(ids: Iterable[int | None]) -> Iterator[int]:
    return (pk for pk in ids if pk is not None)
