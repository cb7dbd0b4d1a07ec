"""A package's objects in canonical form, by table and identity."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from interchange.packages.fields import Table, Values
from interchange.packages.kinds import Row
from interchange.packages.names import Name
from interchange.packages.problems import PackageProblem, pointer
from interchange.packages.reading import Document
from interchange.packages.references import Mention
from interchange.packages.tables import LISTS, ORGANISATION, TABLES
from interchange.packages.validating import envelope_problems, object_problems

Identity = tuple[Any, ...]
#: From then on a package is not looked at further: nobody reads more, and each costs time and memory.
MOST_PROBLEMS = 10_000


@dataclass(slots=True)
class Entry:
    """An object of a package. `steps`: its place; `version`: of which stored version it was exported."""

    steps: tuple[str | int, ...]
    row: Row
    values: Values
    version: int | None
    order: int = 0
    pk: int = 0


@dataclass
class Contents:
    """One package.

    `digest` tells its text from others, `revision` is the organisation's at the export, `broken` are the
    names of objects that are there but wrong in themselves.
    """

    source: str
    digest: str
    owner: str = ""
    revision: int | None = None
    entries: dict[Table, dict[Identity, Entry]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    names: dict[Name, Entry] = field(default_factory=dict)
    broken: set[Name] = field(default_factory=set)
    problems: list[PackageProblem] = field(default_factory=list)

    @property
    def organisation(self) -> Entry:
        """The organisation itself."""
        return self.entries[ORGANISATION][self.owner,]

    def __iter__(self) -> Iterator[tuple[Table, Entry]]:
        for table, entries in self.entries.items():
            for entry in entries.values():
                yield table, entry

    def mentions(self) -> Iterator[tuple[Entry, str, Mention]]:
        """Every reference, with its object and field."""
        for table, entry in self:
            for referring in table.referring:
                for mention in referring.mentions(entry.row):
                    yield entry, referring.name, mention

    def report(self, entry: Entry, steps: tuple[str | int, ...], code: str, message: str) -> None:
        """Notes what is wrong with a part of an object."""
        self.problems.append(PackageProblem(pointer(*entry.steps, *steps), code, message, self.source))


def read_contents(document: Document, source: str, digest: str = "") -> Contents:
    """Checks a document against the schema and the rules of single objects. Problems are in the result.

    A package whose organisation is wrong yields no entries.
    """
    problems = envelope_problems(document, source)
    if problems:
        return Contents(source, digest, problems=problems)
    organisation = document["organisation"]
    contents = Contents(source, digest, organisation["key"], organisation.get("revision"))
    raw = {**organisation, "note": document.get("note")}
    add(contents, ORGANISATION, ("organisation",), raw)
    for name in LISTS:
        add_list(contents, name, document.get(name, ()))
    return contents


def add_list(contents: Contents, name: str, rows: Sequence[Any]) -> None:
    """Adds the objects of a list, or what is wrong with them, as long as there is some use in it."""
    for place, value in enumerate(rows):
        if len(contents.problems) > MOST_PROBLEMS:
            return
        add_object(contents, name, place, value)


def add_object(contents: Contents, name: str, place: int, value: Any) -> None:
    """Adds an object of a list, or what is wrong with it."""
    problems = object_problems(name, place, value, contents.source)
    if not problems:
        table = next((table for table in LISTS[name] if table.holds(value)), LISTS[name][-1])
        add(contents, table, (name, place), value)
        return
    contents.problems += problems
    if isinstance(value, dict):
        remember_broken(contents, LISTS[name][0], value)


def remember_broken(contents: Contents, table: Table, raw: Mapping[str, Any]) -> None:
    """So that references to a wrong object are not faults of their own."""
    parts = {name: raw.get(name) for name in table.identity}
    if table.kind and all(isinstance(part, str) for part in parts.values()):
        values = {
            name: table.by_name[name].kind.given(part, Row(contents.owner, raw))
            for name, part in parts.items()
        }
        contents.broken.add(table.name_of(values, contents.owner))


def add(contents: Contents, table: Table, steps: tuple[str | int, ...], raw: Mapping[str, Any]) -> None:
    """Adds a valid object, unless its identity is there already."""
    row = Row(contents.owner, raw)
    entry = Entry(steps, row, {}, raw.get(table.version_key))
    count = len(contents.problems)
    for column in table.fields:
        try:
            entry.values[column.name] = column.given(row)
        except ValueError as error:
            contents.report(entry, (column.name,), "invalid", str(error))
            entry.values[column.name] = column.default
    if len(contents.problems) == count:
        check_rules(contents, table, entry)
    identity = table.identity_of(entry.values)
    first = contents.entries[table].setdefault(identity, entry)
    if first is not entry:
        message = _("the same %(identity)s as %(first)s") % {
            "identity": ", ".join(name for name in table.identity if entry.values[name] is not None),
            "first": pointer(*first.steps),
        }  # fmt: skip
        contents.report(entry, (table.identity[-1],) if len(table.identity) == 1 else (), "repeated", message)
    elif table.kind:
        contents.names[table.name_of(entry.values, contents.owner)] = entry


def check_rules(contents: Contents, table: Table, entry: Entry) -> None:
    """Notes what the rules of the table say of an object, and fields of the other sort in a mixed list."""
    known = {*table.by_name, table.version_key, "revision"}
    for name in entry.row.raw:
        if name not in known and entry.row.raw[name] is not None:
            contents.report(entry, (name,), "unfit", _("only hand-overs (carried_into) have this"))
    for rule in table.rules:
        for name, message in rule(entry.values):
            contents.report(entry, (name,), "invalid", message)
