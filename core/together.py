"""Several small reads of one page as one question to the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from core.prepared import Filled

#: What a page reads of a thing, and a queryset of such, `.values(…)`.
Row = dict[str, Any]
Read = QuerySet[Any, Any]
Values = tuple[Any, ...]
NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Written:
    """A read that is written out in SQL, with named parameters; its columns have names."""

    sql: str
    parameters: Mapping[str, Any]

    def with_params(self) -> tuple[str, Values]:
        """The SQL and the parameters in their order."""
        names = NAMED.findall(self.sql)
        return NAMED.sub("%s", self.sql), tuple(self.parameters[name] for name in names)


Asked = Read | Written | Filled[Any]


def together(**reads: Asked) -> dict[str, list[Row]]:
    """The rows of each of the reads, which are querysets of `.values(…)`, such `Prepared`, or `Written`.

    By one query, for a page that asks many small questions of different tables: to go to the database and
    back for each takes longer than its answer. Rows come in the order of their read, and as JSON writes
    them: days as texts, decimals as numbers. `core.asking` has objects, and questions that need the answers
    of others.
    """
    found: dict[str, list[Row]] = {name: [] for name in reads}
    parts: list[str] = []
    parameters: list[Any] = []
    for name, read in reads.items():
        try:
            sql, values = _sql_of(read)
        except EmptyResultSet:
            continue
        parts.append(f"%s::text, (SELECT json_agg(each) FROM ({sql}) each)")  # noqa: S608 - the ORM or we wrote it
        parameters += [name, *values]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT json_build_object({', '.join(parts)})::text", parameters)
            answer: dict[str, list[Row] | None] = orjson.loads(cursor.fetchone()[0])
        found |= {name: rows for name, rows in answer.items() if rows is not None}
    return found


def _sql_of(read: Asked) -> tuple[str, Values]:
    return read.query.sql_with_params() if isinstance(read, QuerySet) else read.with_params()
