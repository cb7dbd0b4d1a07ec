"""What the database holds of an organisation, in canonical form."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from interchange.packages.fields import Table, Values
from interchange.packages.references import References, joined

AT_ONCE = 2_000


class Stored(NamedTuple):
    """A row: its id, version, canonical values, and its place where the list is in an order."""

    pk: int
    version: int
    order: int
    values: Values


def stored_rows(table: Table, organisation_key: str) -> Iterator[Stored]:
    """The organisation's rows of a table, a few thousand in memory at a time. One query, and one a part."""
    parts = {field.name: stored_parts(kind, table, organisation_key) for field, kind in table.parts}
    plan = []
    lookups = ["pk", "version", "order" if table.in_order else "version"]
    for field in table.fields:
        wanted = field.kind.lookups(field.column)
        plan.append((field.name, field.kind.stored, len(lookups), len(lookups) + len(wanted)))
        lookups += wanted
    rows = table.rows_of(organisation_key)
    ordering = ("order", "pk") if table.in_order else ("pk",)
    for found in rows.order_by(*ordering).values_list(*lookups).iterator(AT_ONCE):
        values = {name: canonical(found[start:end]) for name, canonical, start, end in plan}
        for name, children in parts.items():
            values[name] = tuple(sorted(children.get(found[0], ())))
        yield Stored(found[0], found[1], found[2], values)


def stored_parts(kind: References, table: Table, organisation_key: str) -> dict[int, list[str]]:
    """The names that each row has in a field of many references."""
    found: dict[int, list[str]] = defaultdict(list)
    owner = {f"{kind.parent}__{table.owner_key}": organisation_key}
    rows = kind.through._default_manager.filter(**owner)
    for parent, *child in rows.values_list(f"{kind.parent}_id", *kind.one.lookups(kind.child)).iterator(
        AT_ONCE
    ):
        found[parent].append(named(child))
    return found


def named(parts: list[Any]) -> str:
    """The absolute name of something that is there."""
    return joined(parts) or ""
