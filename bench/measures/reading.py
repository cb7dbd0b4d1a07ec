"""Reading a snapshot, compared with the same queries by psycopg alone, which is the least it can cost."""

import os
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

from alignment.snapshot import read
from bench import worlds
from bench.table import Line, duration
from bench.timing import median, repeated
from organisations.models import Organisation

TITLE = "Reading the snapshot, compared with a bare psycopg read of the same rows (medians)"
RUNS = {"S": 15, "M": 15, "L": 5}

Query = tuple[str, Any]


def lines(sizes: list[str]) -> list[Line]:
    """For each size both times and their ratio."""
    return [_line(size, worlds.ensure(size)[0]) for size in sizes]


def _line(size: str, organisation: Organisation) -> Line:
    queries = recorded(lambda: read(organisation.pk))
    product = median(repeated(lambda: read(organisation.pk), times=RUNS[size]))
    # Several queries are sent at once, as Django's own cursors can.
    with psycopg.connect(os.environ["DATABASE_URL"], cursor_factory=psycopg.ClientCursor) as bare:
        rows = replay(bare, queries)
        least = median(repeated(lambda: replay(bare, queries), times=RUNS[size]))
    note = f"{product / least:.2f} × the {duration(least)} of psycopg; {len(queries)} queries, {rows:,} rows"
    return Line(f"{size}: snapshot", duration(product), note=note)


def recorded(action: Callable[[], object]) -> list[Query]:
    """The queries that an action makes, with their parameters."""
    queries: list[Query] = []

    def record(execute: Any, sql: str, parameters: Any, many: Any, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            queries.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(record):
        action()
    return queries


def replay(bare: "psycopg.Connection[Any]", queries: list[Query]) -> int:
    """Run the queries in one read-only REPEATABLE READ transaction; the number of rows that they give."""
    with bare.transaction():
        bare.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return sum(
            len(answer.fetchall())
            for sql, parameters in queries
            for answer in bare.execute(sql, parameters).results()
        )
