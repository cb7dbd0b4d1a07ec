"""The rows of a snapshot as the database gives them, before they become the engine's objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from alignment.snapshot import sql

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What the organisation has by itself, and the frameworks and plans that are in scope."""

    units: list[Row]
    frameworks: list[Row]
    plans: list[Row]
    conflicts: list[Row]


@dataclass(frozen=True, slots=True)
class Rows:
    """What each query of `alignment.snapshot.sql` has found."""

    followed: Followed
    goals_elsewhere: list[Row]
    goals: list[Row]
    goal_links: list[Row]
    targets: list[Row]
    observations: list[Row]
    positions: list[Row]
    measures: list[Row]
    implementations: list[Row]
    contributions: list[Row]
    plan_links: list[Row]
    position_links: list[Row]


def fetch(*queries: str, **parameters: Any) -> list[list[Row]]:
    """The rows of each of the queries as tuples.

    They are sent at once and answered one after the other: a way to the database and back for all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(";".join(queries), parameters)
        return [cursor.set_result(place - len(queries)).fetchall() for place in range(len(queries))]


def fetch_owner(o: int) -> tuple[list[Row], Followed]:
    """The organisation's own row, none if it is gone, and what it has and follows. One query."""
    found, *followed = fetch(sql.ORGANISATION, sql.UNITS, sql.FRAMEWORKS, sql.PLANS, sql.CONFLICTS, o=o)
    return found, Followed(*followed)


def fetch_rest(o: int, followed: Followed) -> Rows:
    """All other rows of an organisation's snapshot. One query or two."""
    found = fetch(
        *(sql.GOALS, sql.GOAL_LINKS, sql.TARGETS, sql.OBSERVATIONS),
        *(sql.POSITIONS, sql.MEASURES, sql.IMPLEMENTATIONS),
        *(sql.CONTRIBUTIONS, sql.PLAN_LINKS, sql.POSITION_LINKS),
        o=o,
        frameworks=[row[0] for row in followed.frameworks],
        owners=sorted({o, *(row[1] for row in followed.frameworks)}),
        plans=[row[0] for row in followed.plans if row[10]],
    )
    goals, goal_links, targets, *_items, contributions, _plan_links, _position_links = found
    referred = {
        *(row[7] for row in goals),
        *(row[3] for row in targets),
        *(end for row in goal_links for end in row[3:5]),
        *(row[3] for row in contributions),
        *(row[3] for row in followed.conflicts),
    }
    return Rows(followed, _goals_elsewhere(referred, goals), *found)


def _goals_elsewhere(referred: Iterable[int | None], known: Iterable[Row]) -> list[Row]:
    """Goals that something refers to and whose frameworks are not followed; no query if there are none."""
    missing = set(_present(referred)) - {row[0] for row in known}
    return fetch(sql.GOALS_ELSEWHERE, goals=list(missing))[0] if missing else []


def _present(ids: Iterable[int | None]) -> Iterator[int]:
    return (pk for pk in ids if pk is not None)
