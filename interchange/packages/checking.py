"""What is wrong between objects: references, loops, statements on what is not followed, values, plans."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from interchange.packages.contents import Contents, Entry
from interchange.packages.council import check_council
from interchange.packages.fields import Field, Table
from interchange.packages.names import Name, relative
from interchange.packages.problems import pointer, shown
from interchange.packages.references import SPOKEN, Referring, joined, paths
from interchange.packages.tables import (
    MEASURES,
    OBSERVATIONS,
    ORGANISATION,
    PLANS,
    POSITIONS,
    SECTIONS,
    TABLES,
    TARGETS,
)
from interchange.packages.world import World

#: Fields that name a section, which has to be one of the same plan.
IN_PLAN = ((SECTIONS, "parent"), (POSITIONS, "section"), (MEASURES, "section"))
#: How much of a loop is written out.
MOST_STEPS = 10
#: How deep trees are: no municipality needs as many, and what follows trees upwards has to end.
MOST_LEVELS = 100
#: Values that are to fit an indicator.
MEASURED = ((TARGETS, ("value", "baseline_value")), (OBSERVATIONS, ("value",)))


def check(world: World) -> None:
    """Notes in each package what is wrong between objects."""
    check_organisations(world)
    check_references(world)
    for contents in world.packages:
        check_follows(world, contents)
        check_recorders(contents)
        check_values(world, contents)
        check_plans(world, contents)
        check_council(world, contents)
    for table in TABLES:
        if "parent" in table.by_name:
            check_trees(world, table)


def check_organisations(world: World) -> None:
    """No two packages are of the same organisation."""
    first: dict[str, Contents] = {}
    for contents in world.packages:
        other = first.setdefault(contents.owner, contents)
        if other is not contents:
            message = _('the organisation "%(key)s" has a second package, %(file)s') % {
                "key": contents.owner, "file": other.source,
            }  # fmt: skip
            contents.report(contents.organisation, ("key",), "repeated", message)


def check_references(world: World) -> None:
    """Everything that is referred to is there."""
    for one in world.unresolved():
        name = one.mention.name
        world.unknown.add(name)
        message = _('no %(kind)s "%(name)s"')
        if world.will_be_gone(name):
            message = _('no %(kind)s "%(name)s" in the package, and what it lacks is to be removed')
        message %= {"kind": SPOKEN[name.kind], "name": one.mention.text}
        one.contents.report(one.entry, (one.field, *one.mention.suffix), "unknown_reference", message)


def check_follows(world: World, contents: Contents) -> None:
    """Statements are only on what is the organisation's, or of one that it has adopted from."""
    followed = world.adopted_from(contents)
    told = world.broken | world.unknown
    for table, field in fields_that_follow():
        for entry in contents.entries[table].values():
            for mention in field.mentions(entry.row):
                if mention.name.owner not in followed and mention.name not in told:
                    message = _('"%(organisation)s" has adopted nothing of "%(owner)s", whose "%(text)s" is')
                    words = {
                        "text": mention.text,
                        "owner": mention.name.owner,
                        "organisation": contents.owner,
                    }
                    contents.report(entry, (field.name, *mention.suffix), "not_adopted", message % words)


def fields_that_follow() -> Iterator[tuple[Table, Field]]:
    """The fields of statements that say what they are on."""
    for table in TABLES:
        for field in table.referring:
            if isinstance(field.kind, Referring) and field.kind.followed:
                yield table, field


def check_recorders(contents: Contents) -> None:
    """An observation is recorded by the organisation it is about, or by the indicator's owner."""
    for entry in contents.entries[OBSERVATIONS].values():
        about, indicator = entry.values["organisation"], Name("indicator", entry.values["indicator"])
        if contents.owner not in (about, indicator.owner):
            message = _('"%(organisation)s" can record "%(indicator)s" neither as its owner nor about itself')
            words = {"organisation": contents.owner, "indicator": indicator.text}
            contents.report(entry, ("organisation",), "not_recorder", message % words)


def check_values(world: World, contents: Contents) -> None:
    """Values of stages are places in their list, those of yes and no are 0 or 1."""
    for table, names in MEASURED:
        for entry in contents.entries[table].values():
            most = highest(world, Name("indicator", entry.values["indicator"]))
            if most is None:
                continue
            for name in names:
                value = entry.values[name]
                if value is not None and value not in range(most + 1):
                    message = _("%(value)s is not a whole number from 0 to %(most)d, as the indicator asks")
                    words = {"value": shown(value), "most": most}
                    contents.report(entry, (name,), "invalid", message % words)


def highest(world: World, indicator: Name) -> int | None:
    """The highest value of an indicator of stages or of yes and no, None of others."""
    return highest_of(world.fact(indicator, "value_type"), world.fact(indicator, "stages"))


def highest_of(value_type: object, stages: object) -> int | None:
    """The same, for what an indicator says of itself."""
    if value_type == "boolean":
        return 1
    return len(stages) - 1 if value_type == "stages" and isinstance(stages, Sequence) and stages else None


def check_plans(world: World, contents: Contents) -> None:
    """A part's section is a section of the same plan."""
    for table, field in IN_PLAN:
        for entry in contents.entries[table].values():
            section = entry.values[field]
            plan = world.fact(Name("section", section), "plan") if section else None
            if plan is not None and plan != entry.values["plan"]:
                message = _('section "%(section)s" is in another plan, "%(plan)s"') % {
                    "section": entry.row.raw[field], "plan": relative(str(plan), contents.owner),
                }  # fmt: skip
                contents.report(entry, (field,), "other_plan", message)


# Trees ----------------------------------------------------------------------------------------------------


def check_trees(world: World, table: Table) -> None:
    """Nothing is its own ancestor, also not by way of what is in the database, or below far too many."""
    parents = {
        name: entry.values["parent"]
        for name, entry in world.entries.items()
        if name.kind == table.kind and entry.values["parent"] is not None
    }
    if not parents:
        return
    chain = {name.text: parent for name, parent in parents.items()}
    above = stored_parents(world, table) | chain
    found = list(loops(above, chain))
    report_loops(world, table, found)
    if not found:
        world.levels[table.kind] = levels(above, chain)
        report_depth(world, table)


def report_loops(world: World, table: Table, found: Sequence[Sequence[str]]) -> None:
    """Notes each loop at every object of the packages that is in it."""
    for loop in found:
        places = [
            (text, *place(world, Name(table.kind, text)))
            for text in loop
            if Name(table.kind, text) in world.entries
        ]
        words = {"kind": SPOKEN[table.kind], "loop": in_words(loop, places)}
        for text, contents, entry in places:
            message = _('%(kind)s "%(name)s" would be its own ancestor: %(loop)s')
            message %= words | {"name": relative(text, contents.owner)}
            contents.report(entry, ("parent",), "loop", message)


def report_depth(world: World, table: Table) -> None:
    """Notes the objects that are the first to be too deep; what is below them need not be told."""
    for text, level in world.levels[table.kind].items():
        if level == MOST_LEVELS and Name(table.kind, text) in world.entries:
            contents, entry = place(world, Name(table.kind, text))
            message = _('%(kind)s "%(name)s" is below more than %(most)d others')
            words = {
                "kind": SPOKEN[table.kind],
                "name": relative(text, contents.owner),
                "most": MOST_LEVELS - 1,
            }
            contents.report(entry, ("parent",), "too_deep", message % words)


def stored_parents(world: World, table: Table) -> dict[str, str]:
    """What the database says of objects that are not in the packages."""
    own, above = paths(table.kind), paths(table.kind, "parent")
    has_parent = {"parent__isnull": False}
    rows = table.model._default_manager.filter(**has_parent).order_by("pk")
    if table not in (ORGANISATION, PLANS):  # the parents of these two may be another's
        rows = rows.filter(**{f"{table.owner_key}__in": sorted(world.owners)})
    names = ((joined(row[: len(own)]), joined(row[len(own) :])) for row in rows.values_list(*own, *above))
    kept = {name: parent for name, parent in names if name is not None and parent is not None}
    names_of = {Name(table.kind, name): parent for name, parent in kept.items()}
    return {
        name.text: parent
        for name, parent in names_of.items()
        if name not in world.entries and not world.will_be_gone(name)
    }


def loops(above: Mapping[str, str], starts: Mapping[str, str]) -> Iterator[list[str]]:
    """Each loop of parents once."""
    done: set[str] = set()
    for start in starts:
        way: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in way:
            way[at] = len(way)
            at = above.get(at)
        if at is not None and at in way:
            yield list(way)[way[at] :]
        done.update(way)


def levels(above: Mapping[str, str], starts: Mapping[str, str]) -> dict[str, int]:
    """How many ancestors each has; there are no loops."""
    found: dict[str, int] = {}
    for start in starts:
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in found:
            way.append(at)
            at = above.get(at)
        level = -1 if at is None else found[at]
        for name in reversed(way):
            level += 1
            found[name] = level
    return found


def place(world: World, name: Name) -> tuple[Contents, Entry]:
    """Where an object of a package is."""
    contents = next(contents for contents in world.packages if name in contents.names)
    return contents, contents.names[name]


def in_words(loop: Sequence[str], places: Sequence[tuple[str, Contents, Entry]]) -> str:
    """A loop with the places of its objects; of a very long one the beginning and the end."""
    steps = {text: pointer(*entry.steps) for text, _contents, entry in places}
    names = [f"{text} ({steps[text]})" if text in steps else text for text in [*loop, loop[0]]]
    if len(names) > MOST_STEPS:
        names = [*names[: MOST_STEPS - 1], "…", names[-1]]
    return " → ".join(names)
