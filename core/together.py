"""Several small reads of one page as one question to the database."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateField, DecimalField, ForeignKey, Model, QuerySet

#: What a page reads of a thing, and a queryset of such, `.values(…)`.
Row = dict[str, Any]
Read = QuerySet[Any, Any]
T = TypeVar("T", bound=Model)
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


Asked = Read | Written


def together(**reads: Asked) -> dict[str, list[Row]]:
    """The rows of each of the reads, which are querysets of `.values(…)` or `Written`, by one query.

    For a page that asks many small questions of different tables: to go to the database and back for each
    takes longer than its answer. Rows come in the order of their read, and as JSON writes them: days as
    texts, decimals as numbers; `instances` makes objects of them.
    """
    found: dict[str, list[Row]] = {name: [] for name in reads}
    parts: list[str] = []
    parameters: list[Any] = []
    for name, read in reads.items():
        try:
            sql, values = _sql_of(read)
        except EmptyResultSet:
            continue
        parts.append(f"%s, (SELECT json_agg(each) FROM ({sql}) each)")  # noqa: S608 - the ORM or we wrote it
        parameters += [name, *values]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT json_build_object({', '.join(parts)})::text", parameters)
            answer: dict[str, list[Row] | None] = orjson.loads(cursor.fetchone()[0])
        found |= {name: rows for name, rows in answer.items() if rows is not None}
    return found


def _sql_of(read: Asked) -> tuple[str, Values]:
    return read.with_params() if isinstance(read, Written) else read.query.sql_with_params()


def columns(model: type[Model], *without: str) -> list[str]:
    """The columns of a model for `.values(…)`, without some, and without who wrote it when."""
    left_out = {*without, "created_at", "created_by", "updated_at", "updated_by"}
    return [column.attname for column in model._meta.concrete_fields if column.name not in left_out]


def instances(model: type[T], rows: Iterable[Row]) -> list[T]:
    """Rows of `together` as objects, as the ORM would have made them.

    A column that was not read is deferred. `unit__name` gives an object its unit with that name; the row
    has `unit_id` then.
    """
    made: list[T] = []
    for row in rows:
        plan = _plan(model, tuple(row))
        made.append(plan(row))
    return made


@cache
def _plan(model: type[T], names: tuple[str, ...]) -> Callable[[Row], T]:
    """How rows of those columns become objects."""
    own = [column for column in model._meta.concrete_fields if column.attname in names]
    attributes = [column.attname for column in own]
    exact = [
        (column.attname, column.to_python) for column in own if isinstance(column, DateField | DecimalField)
    ]
    there = {name.partition("__")[0] for name in names if "__" in name}
    related = [_related(model, name, names) for name in sorted(there)]

    def make(row: Row) -> T:
        for attribute, to_python in exact:
            row[attribute] = to_python(row[attribute])
        one = model.from_db(DEFAULT_DB_ALIAS, attributes, [row[attribute] for attribute in attributes])
        for relate in related:
            relate(one, row)
        return one

    return make


def _related(model: type[Model], name: str, names: tuple[str, ...]) -> Callable[[Any, Row], None]:
    """Gives an object what its foreign key leads to, by the columns `name__…`."""
    key = model._meta.get_field(name)
    if not isinstance(key, ForeignKey):
        raise TypeError(f"{name} of {model.__name__} leads to no one thing")
    other: Any = key.related_model
    inner = {f"{name}__{column.attname}": column.attname for column in other._meta.concrete_fields}
    read = {outer: attribute for outer, attribute in inner.items() if outer in names}
    pk = other._meta.pk.attname

    def relate(one: Any, row: Row) -> None:
        if row[key.attname] is None:
            setattr(one, name, None)
            return
        values = {pk: row[key.attname], **{attribute: row[outer] for outer, attribute in read.items()}}
        setattr(one, name, _plan(other, tuple(values))(values))

    return relate
