"""Bringing the rows of the latest report up to date: only what differs is written.

Rows are compared as tuples. New ones come in by COPY, changed ones by one pipelined UPDATE each, so
that they keep their ids (somebody may have the finding open); cells of the matrix, which nobody refers
to, are replaced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from alignment.store.origins import packed

# Names of tables and columns come from this package alone.
SELECT = "SELECT {columns} FROM {table} WHERE organisation_id = %s"
UPDATE = "UPDATE {table} SET {assignments} WHERE id = %s"
DELETE = "DELETE FROM {table} WHERE id = ANY(%s)"
COPY = "COPY {table} ({columns}) FROM STDIN"

Key = tuple[Any, ...]
Values = tuple[Any, ...]
Wanted = dict[Key, Values]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows: what identifies a row of an organisation, and its other columns.

    In a digested table the last column tells whether anything differs; otherwise all of them do.
    `only_new` are columns that are written when the row first comes and never again, `packed` those
    that hold origins as JSON.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    is_digested: bool = True
    only_new: tuple[str, ...] = ()
    packed: tuple[str, ...] = ()

    def stored(self, values: Values) -> Values:
        """The values as they are kept; packing costs time, so only what is written is packed."""
        if not self.packed:
            return values
        pairs = zip(self.columns, values, strict=True)
        return tuple(packed(value) if column in self.packed else value for column, value in pairs)


@dataclass(frozen=True, slots=True)
class Differences:
    """What is to be written: new and changed keys, the ids of changed rows, and the ids of those gone."""

    new: list[Key]
    changed: list[tuple[int, Key]]
    gone: list[int]

    @property
    def number(self) -> int:
        """How many rows differ."""
        return len(self.new) + len(self.changed) + len(self.gone)


def write(table: Table, organisation_id: int, wanted: Wanted, *, new_values: Values = ()) -> int:
    """Make the organisation's rows what is wanted; returns how many were written or deleted.

    `new_values` are the values of the columns in `only_new`, for rows that come.
    """
    found = differences(table, organisation_id, wanted)
    gone, new = list(found.gone), list(found.new)
    if table.is_digested:
        _update(table, ((pk, wanted[key]) for pk, key in found.changed))
    else:
        gone += [pk for pk, _ in found.changed]
        new += [key for _, key in found.changed]
    _delete(table, gone)
    _insert(
        table,
        ((organisation_id, *key, *table.stored(wanted[key]), *new_values) for key in new),
        is_empty=not new,
    )
    return found.number


def differences(table: Table, organisation_id: int, wanted: Wanted) -> Differences:
    """What would have to be written to make the organisation's rows what is wanted."""
    compared = table.columns[-1:] if table.is_digested else table.columns
    columns = ", ".join((*table.key, "id", *compared))
    with connection.cursor() as cursor:
        cursor.execute(SELECT.format(columns=columns, table=table.name), [organisation_id])
        rows = cursor.fetchall()
    width = len(table.key)
    missing = dict.fromkeys(wanted)
    changed, gone = [], []
    for row in rows:
        key, pk = row[:width], row[width]
        values = wanted.get(key)
        if values is None:
            gone.append(pk)
            continue
        del missing[key]
        if row[width + 1 :] != (values[-1:] if table.is_digested else values):
            changed.append((pk, key))
    return Differences(list(missing), changed, gone)


def _update(table: Table, rows: Iterable[tuple[int, Values]]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in table.columns)
    parameters = [(*table.stored(values), pk) for pk, values in rows]
    if parameters:
        with connection.cursor() as cursor:
            cursor.executemany(UPDATE.format(table=table.name, assignments=assignments), parameters)


def _delete(table: Table, ids: list[int]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(DELETE.format(table=table.name), [ids])


def _insert(table: Table, rows: Iterable[Values], *, is_empty: bool) -> None:
    if is_empty:
        return
    columns = ", ".join(("organisation_id", *table.key, *table.columns, *table.only_new))
    statement = COPY.format(table=table.name, columns=columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
