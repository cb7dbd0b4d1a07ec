"""One consistent reading of everything that an organisation's report depends on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from alignment import engine
from alignment.snapshot.days import today_in
from alignment.snapshot.goals import goal_parts, learn_goal_names
from alignment.snapshot.names import Names
from alignment.snapshot.plans import learn_plan_names, plan_parts
from alignment.snapshot.providers import provided_findings
from alignment.snapshot.rows import Row, Rows, fetch_owner, fetch_rest
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Reading:
    """A snapshot, whose it is, the ids behind its names, and the revision that it holds for."""

    organisation_id: int
    revision: int
    snapshot: engine.Snapshot
    names: Names


def snapshot(organisation: Organisation, on: date | None = None) -> engine.Snapshot:
    """Everything that the organisation's report for a day depends on; without a day, for today."""
    return read(organisation.pk, on).snapshot


def read(organisation_id: int, on: date | None = None) -> Reading:
    """The snapshot for a day, or for today in the organisation's time zone, with revision and ids.

    Three queries at most, at any size, beside those of providers. Raises `Organisation.DoesNotExist`.
    """
    with consistent():
        found, followed = fetch_owner(organisation_id)
        if not found:
            raise Organisation.DoesNotExist
        day = on or today_in(found[0][1])
        rows = fetch_rest(organisation_id, followed)
        provided = provided_findings(organisation_id, day)
    key, _, revision = found[0]
    names = _names(key, rows)
    made = engine.Snapshot(
        organisation=key,
        date=day,
        provided_findings=provided,
        **goal_parts(key, names, rows),
        **plan_parts(key, names, rows),
    )
    return Reading(organisation_id, revision, made, names)


@contextmanager
def consistent() -> Iterator[None]:
    """A read-only REPEATABLE READ transaction; one that is open already is used as it is."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _names(organisation: str, rows: Rows) -> Names:
    names = Names()
    names.learn("unit", dict(_pairs(rows.followed.units)))
    learn_goal_names(names, rows)
    learn_plan_names(organisation, names, rows)
    return names


def _pairs(rows: list[Row]) -> Iterator[tuple[int, str]]:
    return ((pk, name) for pk, name in rows)
