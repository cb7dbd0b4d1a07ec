"""Parts of a page that ask the database side by side, so that each of their steps is one query.

A page asks many small questions of different tables, and to go to the database and back for each takes
longer than its answer. Where later questions need the answers of earlier ones, each part of a page is
written as an `Asking`: a generator that reads like straight code, with `yield from ask(…)` where it asks.
`beside` runs several such parts step by step next to each other, so that what they ask for at the same time
is one query; `answered` runs one to its end. Where there are twins, the one that asks is called `…_asked`.

What comes back is what iterating the queryset would have given, instances with their relations included:
the rows travel as JSON, and Django makes of them what it makes of rows that it has fetched itself. What is
written out in SQL (`Written`), or is asked for by `ask_rows`, comes as JSON has it.

For half of the questions of a page, to put them together and write their SQL takes longer than to answer
them: what pages ask again and again is `Prepared`, and asked for with its values (`Prepared.given`).
"""

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Protocol, TypeVar, overload

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, QuerySet
from psycopg.adapt import AdaptersMap, Transformer
from psycopg.pq import Format
from psycopg.types.datetime import TimestamptzLoader

from core.prepared import Answered, Filled, Prepared, filled_in
from core.together import Row, Written, together


@dataclass(frozen=True, slots=True)
class AsRows:
    """A queryset of `.values(…)` of which the rows come as JSON has them, as `core.together` gives them."""

    read: "QuerySet[Any, Any] | Filled[Any]"


Read = QuerySet[Any, Any] | Filled[Any] | Written | AsRows
T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")
#: A part of a page that asks for rows, is given them, and in the end returns what it makes of them.
Asking = Generator[Sequence[Read], Sequence[list[Any]], T]
Convert = Callable[[str], Any]
#: Types that are the same in JSON; all others come as texts, and are read as psycopg reads them.
PLAIN = {"smallint", "integer", "bigint", "boolean", "varchar", "text", "double precision"}
#: PostgreSQL's functions take a hundred; a row with all of its relations has more columns.
MOST_ARGUMENTS = 100


def ask(read: "QuerySet[Any, T] | Filled[T]") -> Asking[list[T]]:
    """Asks for what iterating the queryset would give."""
    [found] = yield [read]
    return found


def ask_sql(read: Written) -> Asking[list[Row]]:
    """Asks for what is written out in SQL."""
    [found] = yield [read]
    return found


def ask_rows(read: "QuerySet[Any, Any] | Filled[Any]") -> Asking[list[Row]]:
    """Asks for the rows of a queryset of `.values(…)` as `together` would give them."""
    [found] = yield [AsRows(read)]
    return found


def ask_each(**reads: "QuerySet[Any, Any] | Filled[Any]") -> Asking[dict[str, list[Row]]]:
    """The same of several, by their names."""
    found = yield from each_of(ask_rows(read) for read in reads.values())
    return dict(zip(reads, found, strict=True))


def ask_first(read: "QuerySet[Any, T]") -> Asking[T | None]:
    """Asks for the first row of a queryset that is in order."""
    found = yield from ask(read[:1])
    return found[0] if found else None


def known(value: T) -> Asking[T]:
    """A part that is known without asking."""
    return value
    yield []


@overload
def beside(a: Asking[A], b: Asking[B], /) -> Asking[tuple[A, B]]: ...
@overload
def beside(a: Asking[A], b: Asking[B], c: Asking[C], /) -> Asking[tuple[A, B, C]]: ...
@overload
def beside(a: Asking[A], b: Asking[B], c: Asking[C], d: Asking[D], /) -> Asking[tuple[A, B, C, D]]: ...
@overload
def beside(
    a: Asking[A], b: Asking[B], c: Asking[C], d: Asking[D], e: Asking[E], /
) -> Asking[tuple[A, B, C, D, E]]: ...
@overload
def beside(
    a: Asking[A], b: Asking[B], c: Asking[C], d: Asking[D], e: Asking[E], f: Asking[F], /
) -> Asking[tuple[A, B, C, D, E, F]]: ...
def beside(*parts: Asking[Any]) -> Asking[tuple[Any, ...]]:
    """What the parts return. What they ask for in the same step is asked for together."""
    return tuple((yield from each_of(parts)))


def each_of(parts: Iterable[Asking[T]]) -> Asking[list[T]]:
    """The same of parts that are alike."""
    running = dict(enumerate(parts))
    made: dict[int, T] = {}
    answers: dict[int, Sequence[list[Any]] | None] = dict.fromkeys(running)
    while running:
        asked: dict[int, Sequence[Read]] = {}
        for place, part in list(running.items()):
            try:
                answer = answers[place]
                asked[place] = next(part) if answer is None else part.send(answer)
            except StopIteration as end:
                made[place] = end.value
                del running[place]
        if asked:
            given = iter((yield [read for reads in asked.values() for read in reads]))
            answers = {place: [next(given) for _read in reads] for place, reads in asked.items()}
    return [made[place] for place in sorted(made)]


def answered(part: Asking[T]) -> T:
    """What the part returns; each of its steps is one query."""
    try:
        reads = next(part)
        while True:
            reads = part.send(_answers(reads))
    except StopIteration as end:
        value: T = end.value
        return value


# How it is done ----------------------------------------------------------------------------------


class _Part(Protocol):
    """A read as a part of a question."""

    part: str
    parameters: Sequence[Any]

    def made(self, found: list[Any]) -> list[Any]:
        """What becomes of its rows as JSON has them."""


@dataclass(slots=True)
class _Wrote:
    """A part that is written out in SQL."""

    part: str
    parameters: Sequence[Any]

    def made(self, found: list[Any]) -> list[Any]:
        """Nothing becomes of them."""
        return found


class _Compiled(Answered):
    """A part that Django has compiled."""

    part: str
    in_pieces: bool
    converters: Sequence[Convert | None]
    read: "QuerySet[Any, Any]"

    def made(self, found: list[Any]) -> list[Any]:
        """What the queryset makes of the rows, which come in pieces if they are long."""
        rows = [list(chain.from_iterable(pieces)) for pieces in found] if self.in_pieces else found
        for place, convert in enumerate(self.converters):
            if convert is not None:
                for row in rows:
                    row[place] = None if row[place] is None else convert(row[place])
        return self.objects(self.read, rows)


def _answers(reads: Sequence[Read]) -> list[list[Any]]:
    """The rows of each of the reads."""
    if len(reads) == 1:
        [alone] = reads
        if isinstance(alone, Written):
            return [together(alone=alone)["alone"]]
        if isinstance(alone, AsRows):
            return [together(alone=alone.read)["alone"]]
        return [alone.rows() if isinstance(alone, Filled) else list(alone)]
    parts = {place: part for place, read in enumerate(reads) if (part := _part(read))}
    if not parts:
        return [[] for _read in reads]
    with connection.cursor() as cursor:
        sql = ", ".join(part.part for part in parts.values())
        parameters = [value for part in parts.values() for value in part.parameters]
        cursor.execute(f"SELECT json_build_array({sql})::text", parameters)
        answer = orjson.loads(cursor.fetchone()[0])
    found = dict(zip(parts, answer, strict=True))
    return [parts[place].made(found[place] or []) if place in parts else [] for place in range(len(reads))]


def _part(read: Read) -> _Part | None:
    """The read as a part of a question; None if it cannot have any rows."""
    try:
        if isinstance(read, Written):
            return _as_rows(*read.with_params())
        if isinstance(read, AsRows):
            return _as_rows(*_sql_of(read.read))
        return _filled(read) if isinstance(read, Filled) else _compiled(read)
    except EmptyResultSet:
        return None


def _sql_of(read: "QuerySet[Any, Any] | Filled[Any]") -> tuple[str, Sequence[Any]]:
    return read.with_params() if isinstance(read, Filled) else read.query.sql_with_params()


def _as_rows(sql: str, parameters: Sequence[Any]) -> _Wrote:
    return _Wrote(f"(SELECT json_agg(each) FROM ({sql}) each)", parameters)  # noqa: S608 - the ORM or we wrote it


def _filled(read: Filled[Any]) -> _Compiled:
    part = copy(_compiled_once(read.prepared))
    part.parameters = filled_in(part.parameters, read.values)
    return part


@lru_cache(maxsize=4096)
def _compiled_once(prepared: Prepared[Any]) -> _Compiled:
    part = _compiled(prepared.compiled[0])
    part.get_converters([column for column, *_named in part.select[: part.col_count]])
    return part


def _compiled(read: "QuerySet[Any, Any]") -> _Compiled:
    compiler = _Compiled(read.query.clone(), connection, read.db)
    compiler.read = read
    sql, compiler.parameters = compiler.as_sql()
    kinds = [_kind(column[0].output_field) for column in compiler.select[: compiler.col_count]]
    compiler.converters = [None if kind is None else _converter(kind) for kind in kinds]
    names = [f"c{number}" for number in range(len(kinds))]
    shown = [
        name if convert is None else f"{name}::text"
        for name, convert in zip(names, compiler.converters, strict=True)
    ]
    pieces = [shown[start : start + MOST_ARGUMENTS] for start in range(0, len(shown), MOST_ARGUMENTS)]
    arrays = ", ".join(f"json_build_array({', '.join(piece)})" for piece in pieces)
    compiler.in_pieces = len(pieces) > 1
    row = f"json_build_array({arrays})" if compiler.in_pieces else arrays
    compiler.part = f"(SELECT json_agg({row}) FROM ({sql}) each({', '.join(names)}))"  # noqa: S608 - the ORM wrote it
    return compiler


@lru_cache(maxsize=4096)
def _kind(field: "Field[Any, Any]") -> int | None:
    """The number of the type by which psycopg knows what a field holds; None where JSON has its value."""
    db_type = field.db_type(connection) or "text"
    name, is_array, _rest = re.sub(r"\(.*?\)", "", db_type).partition("[]")
    if not is_array and name in PLAIN:
        return None
    connection.ensure_connection()
    kind = connection.connection.adapters.types[name]
    return int(kind.array_oid if is_array else kind.oid)


@lru_cache(maxsize=256)
def _converter(kind: int) -> Convert:
    """How the text of a column is read: as on a connection, but for instants, which are read in C."""
    connection.ensure_connection()
    adapters = AdaptersMap(connection.connection.adapters)
    adapters.register_loader("timestamptz", TimestamptzLoader)
    load = Transformer(adapters).get_loader(kind, Format.TEXT).load
    return lambda text: load(text.encode())
