"""All packages of one import together, and what they refer to in the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from interchange.packages.contents import Contents, Entry
from interchange.packages.fields import Table, Values, by_paths
from interchange.packages.hiding import hidden
from interchange.packages.names import Name
from interchange.packages.references import Mention, joined, paths
from interchange.packages.tables import ADOPTIONS, BY_KIND, PLAN_ADOPTIONS
from organisations.models import Organisation

#: What has to be known of things that are referred to.
FACTS = {
    "section": ("plan",),
    "indicator": ("value_type", "stages"),
    "term": ("elected_on", "ends_on"),
    "planning_strategy": ("term", "adopted_on"),
    "situation_report": ("unit",),
}
AT_ONCE = 5_000


class Unresolved(NamedTuple):
    """A reference to something that is in no package of the import."""

    contents: Contents
    entry: Entry
    field: str
    mention: Mention


class World:
    """The packages of an import. `ids` of all that is referred to and exists, by kind and absolute name.

    `home`: whose package alone it is; then nothing of others is there that its members may not read.
    """

    def __init__(
        self, packages: Sequence[Contents], *, is_pruned: bool = False, home: Organisation | None = None
    ) -> None:
        self.packages = packages
        self.home = home
        self.now = timezone.now()
        self.is_pruned = is_pruned
        self.ids: dict[str, dict[str, int]] = defaultdict(dict)
        self.facts: dict[Name, Values] = {}
        self.entries = {name: entry for contents in packages for name, entry in contents.names.items()}
        self.unknown: set[Name] = set()
        #: By kind: how many ancestors each object of the packages that has a parent will have.
        self.levels: dict[str, dict[str, int]] = {}
        self.broken = {name for contents in packages for name in contents.broken}
        self.owners = frozenset(contents.owner for contents in packages)

    def unresolved(self) -> list[Unresolved]:
        """References to what neither the packages nor the database have. A query or more for each kind."""
        open_ones = [
            Unresolved(contents, entry, field, mention)
            for contents in self.packages
            for entry, field, mention in contents.mentions()
            if mention.name not in self.entries and mention.name not in self.broken
        ]
        self.look_up({one.mention.name for one in open_ones if not self.will_be_gone(one.mention.name)})
        for name in hidden(self.home, self.ids) if self.home else ():
            del self.ids[name.kind][name.text]
            self.facts.pop(name, None)
        return [one for one in open_ones if one.mention.name.text not in self.ids[one.mention.name.kind]]

    def will_be_gone(self, name: Name) -> bool:
        """Whether pruning removes the thing, as it is of an imported organisation but in no package."""
        return self.is_pruned and name.kind != "organisation" and name.owner in self.owners

    def look_up(self, names: Iterable[Name]) -> None:
        """Finds the ids, and what has to be known, of things in the database."""
        for kind, group in groupby(sorted(names), key=lambda name: name.kind):
            wanted = list(group)
            for start in range(0, len(wanted), AT_ONCE):
                self.look_up_some(BY_KIND[kind], wanted[start : start + AT_ONCE])

    def look_up_some(self, table: Table, names: Sequence[Name]) -> None:
        """The same for some things of one kind, in one query."""
        wanted = {name.text for name in names}
        lookups = paths(table.kind)
        facts = [table.by_name[name] for name in FACTS.get(table.kind, ())]
        further = [path for fact in facts for path in fact.kind.lookups(fact.column)]
        for pk, *found in by_paths(table.kind, table.model, names).values_list("pk", *lookups, *further):
            text = joined(found[: len(lookups)])
            if text not in wanted:
                continue
            self.ids[table.kind][text] = pk
            rest = iter(found[len(lookups) :])
            self.facts[Name(table.kind, text)] = {
                fact.name: fact.kind.stored([next(rest) for _path in fact.kind.lookups(fact.column)])
                for fact in facts
            }

    def fact(self, name: Name, field: str) -> object:
        """What is known of a thing; None if the thing is wrong itself."""
        if name in self.entries:
            return self.entries[name].values[field]
        return self.facts.get(name, {}).get(field)

    def adopted_from(self, contents: Contents) -> set[str]:
        """The organisations whose frameworks or plans a package's organisation follows, itself included."""
        found = {contents.owner}
        for table, field in ((ADOPTIONS, "framework"), (PLAN_ADOPTIONS, "plan")):
            found |= {Name(field, entry.values[field]).owner for entry in contents.entries[table].values()}
            if not self.is_pruned:
                rows = table.rows_of(contents.owner).values_list(paths(field, field)[0], flat=True)
                found.update(rows)
        return found
