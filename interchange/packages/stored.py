"""What the database holds of an organisation, in canonical form."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.asking import Asking, ask, beside, each_of
from interchange.packages.fields import Field, Table, Values
from interchange.packages.references import joined

AT_ONCE = 2_000
#: Of each field its name, what makes its canonical value, and from which columns of a row to which.
Plan = list[tuple[str, Callable[[Sequence[Any]], Any], int, int]]


class Stored(NamedTuple):
    """A row: its id, version, canonical values, and its place where the list is in an order."""

    pk: int
    version: int
    order: int
    values: Values


def stored_rows(table: Table, organisation_key: str) -> Iterator[Stored]:
    """The organisation's rows of a table, a few thousand in memory at a time. One query, and one a part."""
    parts = {
        field.name: named_by_parent(part.iterator(AT_ONCE)) for field, part in _parts(table, organisation_key)
    }
    plan, lookups = _plan(table)
    for found in _rows(table, organisation_key, lookups).iterator(AT_ONCE):
        yield _stored(found, plan, parts)


def stored_asked(table: Table, organisation_key: str) -> Asking[list[Stored]]:
    """The same, all of them, asked for together with their parts."""
    plan, lookups = _plan(table)
    fields = _parts(table, organisation_key)
    rows = ask(_rows(table, organisation_key, lookups))
    found, of_parts = yield from beside(rows, each_of(ask(part) for _field, part in fields))
    parts = {field.name: named_by_parent(part) for (field, _read), part in zip(fields, of_parts, strict=True)}
    return [_stored(row, plan, parts) for row in found]


def named_by_parent(rows: Iterable[Sequence[Any]]) -> dict[int, list[str]]:
    """The names that each row has in a field of many references."""
    found: dict[int, list[str]] = defaultdict(list)
    for parent, *child in rows:
        found[parent].append(joined(child) or "")
    return found


def _plan(table: Table) -> tuple[Plan, list[str]]:
    """How each field is made of a row of the lookups, and the lookups."""
    plan: Plan = []
    lookups = ["pk", "version", "order" if table.in_order else "version"]
    for field in table.fields:
        wanted = field.kind.lookups(field.column)
        plan.append((field.name, field.kind.stored, len(lookups), len(lookups) + len(wanted)))
        lookups += wanted
    return plan, lookups


def _rows(table: Table, organisation_key: str, lookups: Sequence[str]) -> "QuerySet[Any, Any]":
    ordering = ("order", "pk") if table.in_order else ("pk",)
    return table.rows_of(organisation_key).order_by(*ordering).values_list(*lookups)


def _parts(table: Table, organisation_key: str) -> "list[tuple[Field, QuerySet[Any, Any]]]":
    """The fields that have rows of their own, and these: the id of what they belong to, and a name."""
    found = []
    for field, kind in table.parts:
        rows = kind.through._default_manager.filter(**{f"{kind.parent}__{table.owner_key}": organisation_key})
        found.append((field, rows.values_list(f"{kind.parent}_id", *kind.one.lookups(kind.child))))
    return found


def _stored(row: Sequence[Any], plan: Plan, parts: Mapping[str, Mapping[int, list[str]]]) -> Stored:
    values = {name: canonical(row[start:end]) for name, canonical, start, end in plan}
    for name, children in parts.items():
        values[name] = tuple(sorted(children.get(row[0], ())))
    return Stored(row[0], row[1], row[2], values)
