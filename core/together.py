"""Several small reads of one page as one question to the database."""

from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: What a page reads of a thing, and a queryset of such, `.values(…)`.
Row = dict[str, Any]
Read = QuerySet[Any, Any]


def together(**reads: Read) -> dict[str, list[Row]]:
    """The rows of each of the reads, which are querysets of `.values(…)`, in their order, by one query.

    For a page that asks many small questions of different tables: to go to the database and back for each
    takes longer than its answer. Rows come as JSON writes them: days as texts, decimals as numbers.
    """
    found: dict[str, list[Row]] = {name: [] for name in reads}
    parts, parameters = [], []
    for name, rows in reads.items():
        try:
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"%s, (SELECT json_agg(each) FROM ({sql}) each)")  # noqa: S608 - the ORM wrote it
        parameters += [name, *values]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT json_build_object({', '.join(parts)})::text", parameters)
            answer: dict[str, list[Row] | None] = orjson.loads(cursor.fetchone()[0])
        found |= {name: rows for name, rows in answer.items() if rows is not None}
    return found
