"""Writing the differences, a few thousand rows a statement; everything within the caller's transaction."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from core.models import Record
from interchange.packages.comparing import Difference
from interchange.packages.contents import Entry
from interchange.packages.fields import Table
from interchange.packages.problems import PackageConflict, PackageProblem, pointer
from interchange.packages.references import References
from interchange.packages.stored import Stored
from interchange.packages.tables import ORGANISATION
from interchange.packages.world import World
from organisations.models import RESERVED_SLUGS, Organisation

AT_ONCE = 1_000
#: From how many new rows on a table is counted anew for the planner.
MANY = 1_000
#: What tells an update from an insert.
UNIQUE = ["id"]
#: Language and time zone of a new organisation, by its country.
HOMES = {"NO": ("nb", "Europe/Oslo")}
HOME = ("sv", "Europe/Stockholm")

Thing = TypeVar("Thing")
Changed: TypeAlias = tuple[Entry, Stored]
Progress = Callable[[str, int], None]


def write(world: World, found: Sequence[Difference], progress: Progress) -> None:
    """Creates and changes rows, then what belongs to them. Raises `PackageConflict`."""
    for one in found:
        number_new_rows(world, one)
    for table, same in groupby(found, key=lambda one: one.table):
        ones = list(same)
        for one in ones:
            create(world, one, progress)
        for one, batch in parents_first(world, table, ones):
            change(world, one, batch, progress)
    for one in found:
        for field, kind in one.table.parts:
            write_parts(world, one, field.name, kind)
    for one in found:
        keep_versions(one)


def number_new_rows(world: World, one: Difference) -> None:
    """Takes ids for new rows, so that rows can refer to each other before any is written."""
    if not one.created:
        return
    with connection.cursor() as cursor:
        table = one.table.model._meta.db_table
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(one.created)],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    for entry, number in zip(one.created, numbers, strict=True):
        entry.pk = number
        if one.table.kind:
            world.ids[one.table.kind][one.table.name_of(entry.values, one.contents.owner).text] = number


def create(world: World, one: Difference, progress: Progress) -> None:
    """Inserts the new rows."""
    for batch in batches(one.created):
        rows = [instance(world, one.table, entry) for entry in batch]
        one.table.model._default_manager.bulk_create(rows)
        progress(one.table.name, len(batch))
    if len(one.created) >= MANY:
        count_anew(one)


def count_anew(one: Difference) -> None:
    """Tells the planner that a table has grown to more than twice its size.

    Else it takes the table for empty while triggers join it, and loops over all of it for each row.
    """
    name = one.table.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [name])
        if cursor.fetchone()[0] < len(one.created):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")


def parents_first(
    world: World, table: Table, ones: Sequence[Difference]
) -> Iterator[tuple[Difference, Sequence[Changed]]]:
    """The changed rows of a table, some at a time.

    Who gets a new parent comes after that parent: rows that change places in a tree would else be each
    other's ancestors for a moment, which the database refuses.
    """
    levels = world.levels.get(table.kind, {})

    def level(item: tuple[Difference, Changed]) -> int:
        one, (entry, _stored) = item
        return levels.get(table.name_of(entry.values, one.contents.owner).text, 0)

    moves = [(one, pair) for one in ones for pair in one.changed]
    if levels:
        moves.sort(key=level)
    for _id, group in groupby(moves, key=lambda move: id(move[0])):
        owners, pairs = zip(*group, strict=True)
        for batch in batches(pairs):
            yield owners[0], batch


def change(world: World, one: Difference, batch: Sequence[Changed], progress: Progress) -> None:
    """Updates rows that differ, if they are still as they were compared."""
    lock(one, batch)
    one.table.model._default_manager.bulk_create(
        [instance(world, one.table, entry) for entry, _stored in batch],
        update_conflicts=True,
        update_fields=one.table.columns,
        unique_fields=UNIQUE,
    )
    progress(one.table.name, len(batch))


def lock(one: Difference, batch: Sequence[Changed]) -> None:
    """Locks rows; raises `PackageConflict` if somebody has changed one since it was read."""
    rows = one.table.model._default_manager.select_for_update(of=("self",), no_key=True)
    wanted = [stored.pk for _entry, stored in batch]
    versions = dict(rows.filter(pk__in=wanted).order_by("pk").values_list("pk", "version"))
    moved = [entry for entry, stored in batch if versions.get(stored.pk) != stored.version]
    if moved:
        message = _("somebody changed this while the package was being imported")
        raise PackageConflict(
            _("Nothing was imported: somebody works on the same things. Try again."),
            code="changed",
            problems=[
                PackageProblem(pointer(*e.steps), "changed", message, one.contents.source) for e in moved
            ],
        )


def instance(world: World, table: Table, entry: Entry) -> Record:
    """An object of a package as a row.

    With times given instead of defaults the rows go to the database as arrays, several times faster.
    """
    attributes: dict[str, Any] = {"pk": entry.pk, "created_at": world.now, "updated_at": world.now}
    for field in table.fields:
        attributes |= field.kind.columns(field.column, entry.values[field.name], world.ids)
    if table.owner_column:
        attributes[table.owner_column] = world.ids["organisation"][entry.row.owner]
    if table.in_order:
        attributes["order"] = entry.order
    if table is ORGANISATION:
        attributes |= home(entry)
    return table.model(**attributes)


def home(entry: Entry) -> dict[str, str]:
    """What a new organisation gets that no package says; an update leaves these alone."""
    language, time_zone = HOMES.get(entry.values["country"], HOME)
    return {"slug": free_slug(entry.values["key"]), "language": language, "time_zone": time_zone}


def free_slug(key: str) -> str:
    """The key as a part of an address, with a number if that is taken by another organisation or by us."""
    slug = key.replace("/", "-").replace(".", "-")
    taken = set(
        Organisation.objects.exclude(key=key)
        .filter(slug__startswith=slug[:90])
        .values_list("slug", flat=True)
    )
    taken |= RESERVED_SLUGS
    numbered = (f"{slug[:90]}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (slug, *numbered) if name not in taken)


def write_parts(world: World, one: Difference, name: str, kind: References) -> None:
    """Adds and removes the rows of a field of many references."""
    added: list[tuple[int, int]] = []
    removed: list[tuple[int, str]] = []
    for entry, before in rows_with_before(one, name):
        now = entry.values[name]
        added += [(entry.pk, world.ids[kind.target][text]) for text in now if text not in before]
        removed += [(entry.pk, text) for text in before if text not in now]
    remove_parts(kind, removed)
    for batch in batches(added):
        rows = [
            kind.through(**{f"{kind.parent}_id": parent, f"{kind.child}_id": child})
            for parent, child in batch
        ]
        kind.through._default_manager.bulk_create(rows)


def rows_with_before(one: Difference, name: str) -> Iterator[tuple[Entry, Sequence[str]]]:
    """The written objects with the references that they had."""
    for entry in one.created:
        yield entry, ()
    for entry, stored in one.changed:
        yield entry, stored.values[name]


def remove_parts(kind: References, removed: Sequence[tuple[int, str]]) -> None:
    """Removes rows by their parent's id and their child's name."""
    for batch in batches(removed):
        wanted = set(batch)
        rows = kind.through._default_manager.filter(
            **{f"{kind.parent}__in": {parent for parent, _text in batch}}
        )
        found = rows.values_list("pk", f"{kind.parent}_id", *kind.one.lookups(kind.child))
        gone = [pk for pk, parent, *child in found if (parent, kind.one.stored(child)) in wanted]
        kind.through._default_manager.filter(pk__in=gone).delete()


def keep_versions(one: Difference) -> None:
    """Gives copies the version that they have where they come from, so that both keep in step."""
    kept = [(entry.pk, entry.version) for entry in one.created if entry.version is not None]
    kept += [
        (entry.pk, entry.version)
        for entry, stored in one.changed
        if entry.version is not None and entry.version > stored.version
    ]
    if not kept:
        return
    table = connection.ops.quote_name(one.table.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS t SET version = kept.version "  # noqa: S608  # a table's own name, quoted
            "FROM unnest(%s::bigint[], %s::integer[]) AS kept (id, version) "
            "WHERE t.id = kept.id AND t.version <> kept.version",
            [[pk for pk, _version in kept], [version for _pk, version in kept]],
        )


def batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """The things, some at a time."""
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))
