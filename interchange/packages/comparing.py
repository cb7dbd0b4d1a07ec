"""What an import would create, change and leave alone, and what the packages lack."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from interchange.packages.contents import Contents, Entry
from interchange.packages.fields import Table
from interchange.packages.problems import PackageProblem, pointer
from interchange.packages.stored import Stored, stored_rows
from interchange.packages.tables import TABLES
from interchange.packages.world import World
from organisations.models import Organisation


@dataclass
class Difference:
    """What one package changes in one table. `absent`: rows that the package lacks, id and identity."""

    contents: Contents
    table: Table
    created: list[Entry] = field(default_factory=list)
    changed: list[tuple[Entry, Stored]] = field(default_factory=list)
    unchanged: int = 0
    absent: list[tuple[int, str]] = field(default_factory=list)


def differences(world: World) -> list[Difference]:
    """The differences, table by table in the order of writing. Learns the ids of what is there."""
    found = [compare(world, contents, table) for table in TABLES for contents in world.packages]
    return [one for one in found if one.created or one.changed or one.unchanged or one.absent]


def compare(world: World, contents: Contents, table: Table) -> Difference:
    """Compares a package's objects of a table with the rows that the organisation has."""
    found = Difference(contents, table)
    entries = contents.entries[table]
    orders = Orders(world, table)
    missing = dict(entries)
    same: list[tuple[Entry, Stored]] = []
    for stored in stored_rows(table, contents.owner):
        identity = table.identity_of(stored.values)
        entry = missing.pop(identity, None)
        if entry is None:
            found.absent.append((stored.pk, table.label(stored.values)))
            orders.see_absent(stored)
            continue
        entry.pk, entry.order = stored.pk, stored.order
        if table.kind:
            world.ids[table.kind][table.name_of(entry.values, contents.owner).text] = stored.pk
        orders.see(entry, stored)
        (same if entry.values == stored.values else found.changed).append((entry, stored))
    found.created += missing.values()
    if table.in_order:
        orders.arrange(entries.values())
        found.changed += [(entry, stored) for entry, stored in same if entry.order != stored.order]
        same = [(entry, stored) for entry, stored in same if entry.order == stored.order]
    found.unchanged = len(same)
    return found


class Orders:
    """The order of sections, positions and measures within their plan is that of the package.

    Where the package has the parts of a plan in the order in which they are, only new ones at the end
    get a place. Else a plan that the package has wholly is numbered anew; of one that it has in part,
    the parts that are there keep their places and new ones come last.
    """

    def __init__(self, world: World, table: Table) -> None:
        self.is_pruned = world.is_pruned
        self.table = table
        self.seen: dict[str, list[Entry]] = defaultdict(list)
        self.last: dict[str, int] = defaultdict(lambda: -1)
        self.is_partial: set[str] = set()

    def see(self, entry: Entry, stored: Stored) -> None:
        """Notes a part that is there; those of a plan come in their order."""
        if self.table.in_order and entry.values["plan"] == stored.values["plan"]:
            self.seen[entry.values["plan"]].append(entry)
            self.last[entry.values["plan"]] = stored.order

    def see_absent(self, stored: Stored) -> None:
        """Notes a part that the package lacks."""
        if self.table.in_order and not self.is_pruned:
            self.is_partial.add(stored.values["plan"])
            self.last[stored.values["plan"]] = stored.order

    def arrange(self, entries: Iterable[Entry]) -> None:
        """Gives the parts their places."""
        plans: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            plans[entry.values["plan"]].append(entry)
        for plan, wanted in plans.items():
            self.arrange_plan(plan, wanted)

    def arrange_plan(self, plan: str, wanted: list[Entry]) -> None:
        """Gives a plan's parts their places."""
        seen = self.seen[plan]
        if [id(entry) for entry in wanted[: len(seen)]] == [
            id(entry) for entry in seen
        ] or plan in self.is_partial:
            known = {id(entry) for entry in seen}
            new = [entry for entry in wanted if id(entry) not in known]
            start = self.last[plan] + 1
        else:
            new, start = wanted, 0
        for place, entry in enumerate(new):
            entry.order = start + place


# Conflicts and the token of what is to be removed ---------------------------------------------------------


def conflicts(found: list[Difference]) -> list[PackageProblem]:
    """Objects that would be overwritten though they were changed since the export."""
    revisions = dict(
        Organisation.objects.filter(key__in={one.contents.owner for one in found}).values_list(
            "key", "revision"
        )
    )
    return [
        problem
        for one in found
        for entry, stored in one.changed
        if (problem := conflict(one, entry, stored, revisions.get(one.contents.owner, 0))) is not None
    ]


def conflict(one: Difference, entry: Entry, stored: Stored, revision: int) -> PackageProblem | None:
    """The conflict that an object is in, if it is.

    The row has moved on, or it was removed and made anew: its version is lower although the
    organisation has moved on. A lower version alone means that the package comes from a system that is
    ahead, of which this one keeps a copy.
    """
    if entry.version is None or entry.version == stored.version:
        return None
    is_older = one.contents.revision is not None and one.contents.revision <= revision
    if stored.version < entry.version and not is_older:
        return None
    message = _("changed since the export: it is version %(now)d here, the package has %(then)d") % {
        "now": stored.version, "then": entry.version,
    }  # fmt: skip
    return PackageProblem(pointer(*entry.steps), "changed", message, one.contents.source)


def prune_token(found: list[Difference]) -> str:
    """Stands for the packages, the organisations as they are and everything that would be removed."""
    owners = {one.contents.owner: one.contents.digest for one in found}
    revisions = dict(Organisation.objects.filter(key__in=owners).values_list("key", "revision"))
    lines = [f"{owner} {owners[owner]} {revisions.get(owner)}" for owner in sorted(owners)]
    for one in found:
        lines += [f"{one.contents.owner} {one.table.model.__name__} {pk}" for pk, _label in one.absent]
    return sha256("\n".join(lines).encode()).hexdigest()[:20]
