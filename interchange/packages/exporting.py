"""Writing packages: the inverse of importing them."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from core.asking import answered, each_of
from interchange.packages.fields import Table
from interchange.packages.reading import Document
from interchange.packages.schema import FORMAT, FORMAT_VERSION
from interchange.packages.stored import Stored, stored_asked, stored_rows
from interchange.packages.tables import LISTS, ORGANISATION
from organisations.models import Organisation

#: Lists of which there can be tens of thousands: each is read as it comes, a few thousand rows at a time.
LONG = frozenset({"goals", "observations", "sections", "positions", "measures", "contributions"})
#: So many of the others are one question: their rows are in memory as JSON, beside what is made of them.
TOGETHER = 4


def package_of(organisation: Organisation) -> Document:
    """The organisation's package, everything in a fixed order. A query for every few lists."""
    stored = next(stored_rows(ORGANISATION, organisation.key))
    described = written(ORGANISATION, stored, organisation.key)
    note = described.pop("note", None)
    for name in ("country", "code", "parent"):
        described.setdefault(name, None)
    package: Document = {"format": FORMAT, "version": FORMAT_VERSION}
    package |= {"note": note} if note else {}
    package["organisation"] = described | {"revision": organisation.revision}
    found = tables_of(organisation.key)
    for name, tables in LISTS.items():
        rows = [row for table in tables for row in found[table]]
        if rows:
            package[name] = rows
    return package


def tables_of(owner: str) -> dict[Table, list[Document]]:
    """Every table's rows as the package writes them."""
    tables = [table for several in LISTS.values() for table in several]
    found = {table: listed(table, stored_rows(table, owner), owner) for table in tables if table.name in LONG}
    short = [table for table in tables if table not in found]
    for start in range(0, len(short), TOGETHER):
        some = short[start : start + TOGETHER]
        several = answered(each_of(stored_asked(table, owner) for table in some))
        found |= {table: listed(table, rows, owner) for table, rows in zip(some, several, strict=True)}
    return found


def listed(table: Table, rows: Iterable[Stored], owner: str) -> list[Document]:
    """A table's rows as the package writes them: parts of plans in their order, others by identity."""
    if table.in_order:
        ordered = sorted(rows, key=lambda row: (row.values["plan"], row.order, row.pk))
    else:
        ordered = sorted(rows, key=lambda row: table.place_of(row.values))
    return [written(table, row, owner) for row in ordered]


def written(table: Table, stored: Stored, owner: str) -> Document:
    """A row as an object of a package; what is null or empty is left out."""
    shown = {field.name: field.shown(stored.values[field.name], owner) for field in table.fields}
    return {name: value for name, value in shown.items() if value is not None} | {
        table.version_key: stored.version
    }


def text_of(package: Document) -> Iterator[str]:
    """The package as text, piece by piece: an object a line, numbers exact."""
    separator = "{"
    for name, value in package.items():
        yield f"{separator}\n {json.dumps(name)}: "
        yield from listed_text(value) if isinstance(value, list) else (json_of(value),)
        separator = ","
    yield "\n}\n"


def listed_text(rows: list[Document]) -> Iterator[str]:
    """A list, an object a line."""
    separator = "["
    for row in rows:
        yield f"{separator}\n  {json_of(row)}"
        separator = ","
    yield "\n ]"


def json_of(value: Any) -> str:
    """JSON with exact decimals, which the standard library cannot write."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {json_of(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_of(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False)
