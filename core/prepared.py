"""Questions that are asked all the time, compiled once.

To put a queryset together and write its SQL takes Django ten times as long as PostgreSQL takes to answer it,
where the answer is one row. What every request asks is prepared: `Prepared` calls its function once, with
`Given` where values come later, and keeps what Django made of it. Each asking fills in the values.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from core.postgresql.base import planned_once

One = TypeVar("One")
P = ParamSpec("P")


class Given(Expression):
    """A value that is told when the question is asked, by its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place for the value, and itself in its stead."""
        return "%s", [self]


class Answered(SQLCompiler):
    """A compiler that is handed the rows: Django makes of them what it makes of rows that it fetched."""

    parameters: Sequence[Any]
    given: list[Any]
    converters_of_rows: Any = None

    def get_converters(self, expressions: Any) -> Any:
        """How columns are converted is the same each time."""
        if self.converters_of_rows is None:
            self.converters_of_rows = super().get_converters(expressions)
        return self.converters_of_rows

    def execute_sql(self, *_how: Any, **_named: Any) -> Any:
        """The rows, in one piece."""
        return [self.given]

    def objects(self, read: "QuerySet[Any, One]", rows: list[Any]) -> list[One]:
        """What the queryset, which is the one that was compiled, makes of the rows."""
        self.given = rows
        answered: Any = read.all()
        answered.query.__class__ = _Question
        answered.query.compiled = self
        return list(answered)


class _Question(Query):
    """A query that is compiled already."""

    compiled: Answered

    def get_compiler(self, *_how: Any, **_named: Any) -> Answered:
        """The compiler that has the rows."""
        return self.compiled


class Prepared(Generic[One]):
    """A question with places for values. One query each time that it is asked; nothing is kept of answers."""

    def __init__(self, write: "Callable[[], QuerySet[Any, One]]") -> None:
        """`write` gives the queryset, the same each time; it is called when first asked."""
        self._write = write

    def ask(self, **given: Any) -> list[One]:
        """What iterating the queryset with these values would give."""
        read, compiled, sql = self.compiled
        with planned_once(), connection.cursor() as cursor:
            cursor.execute(sql, filled_in(compiled.parameters, given))
            rows = cursor.fetchall()
        # What is handed the rows is this asking's own: others may ask at the same time.
        return copy(compiled).objects(read, rows)

    def given(self, **values: Any) -> "Filled[One]":
        """The question with these values, to be asked beside others (`core.asking`, `core.together`)."""
        return Filled(self, values)

    @cached_property
    def compiled(self) -> "tuple[QuerySet[Any, One], Answered, str]":
        """The queryset, what Django made of it, and its SQL. `EmptyResultSet` if it never has rows."""
        read = self._write()
        compiled = Answered(read.query.clone(), connection, DEFAULT_DB_ALIAS)
        sql, compiled.parameters = compiled.as_sql()
        compiled.get_converters([column for column, *_named in compiled.select[: compiled.col_count]])
        return read, compiled, sql


@dataclass(frozen=True, slots=True)
class Filled(Generic[One]):
    """A prepared question with its values."""

    prepared: Prepared[One]
    values: Mapping[str, Any]

    def with_params(self) -> tuple[str, tuple[Any, ...]]:
        """The SQL and the parameters in their order."""
        _read, compiled, sql = self.prepared.compiled
        return sql, filled_in(compiled.parameters, self.values)

    def rows(self) -> list[One]:
        """What iterating the queryset with the values would give. One query."""
        try:
            return self.prepared.ask(**self.values)
        except EmptyResultSet:
            return []


def written_once(write: "Callable[P, QuerySet[Any, One]]") -> "Callable[P, Filled[One]]":
    """A question that is the same each time but for values: written and compiled once.

    Values are told by name, and are `Given` where the question is written: something that the database
    compares with, several for `__among`. None is none there too. What the SQL depends on is told in order;
    nothing else may decide how the question is written, such as the reader's language.
    """

    @cache
    def prepared(given: frozenset[str], absent: frozenset[str], *settled: Any) -> Prepared[One]:
        told: Any = {**{name: Given(name) for name in given}, **dict.fromkeys(absent)}
        return Prepared(lambda: cast("Any", write)(*settled, **told))

    def filled(*settled: Any, **told: Any) -> Filled[One]:
        given = {name: _listed(value) for name, value in told.items() if value is not None}
        return prepared(frozenset(given), frozenset(told.keys() - given.keys()), *settled).given(**given)

    return cast("Callable[P, Filled[One]]", update_wrapper(filled, write))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, Set) else value


def filled_in(parameters: Sequence[Any], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The parameters of a question with the values in their places."""
    return tuple(values[each.name] if isinstance(each, Given) else each for each in parameters)
