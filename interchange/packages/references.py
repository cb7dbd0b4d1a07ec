"""Fields that refer to other things: one reference, many, or the item of a contribution."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from interchange.packages.kinds import Ids, Kind, ModelField, Row, Schema
from interchange.packages.names import KEY, KEY_WITHOUT_SLASH, Name, absolute, relative

#: What finds the name of a thing: from the organisation's key to its own.
PATHS: dict[str, tuple[str, ...]] = {
    "organisation": ("key",),
    "goal": ("framework__organisation__key", "framework__key", "key"),
}
OWNED_PATH = ("organisation__key", "key")

OWN = {
    "goal": (KEY, "the key of a goal"),
    "framework": (KEY_WITHOUT_SLASH, "the key of a framework of this package"),
}
ANY = {
    "organisation": (KEY, "the key of an organisation"),
    "goal": (f"({KEY}:)?{KEY_WITHOUT_SLASH}/{KEY}", "a goal: framework/goal or organisation:framework/goal"),
    "framework": (f"({KEY}:)?{KEY_WITHOUT_SLASH}", "a framework: its key or organisation:key"),
}


def paths(kind: str, column: str = "") -> tuple[str, ...]:
    """The lookups that give the parts of a thing's absolute name."""
    prefix = f"{column}__" if column else ""
    return tuple(prefix + path for path in PATHS.get(kind, OWNED_PATH))


def joined(parts: Sequence[str | None]) -> str | None:
    """An absolute name of the parts that `paths` found; None if there is no such thing."""
    if parts[-1] is None:
        return None
    first, *rest = (str(part) for part in parts)
    return f"{first}:{'/'.join(rest)}" if rest else first


class Mention(NamedTuple):
    """A reference as it stands in an object: what of the field it is, its text, and what it names."""

    suffix: tuple[str | int, ...]
    text: str
    name: Name


class Referring(Kind):
    """A field that refers to something. `followed`: to record it, one must have adopted from the owner."""

    target = ""
    followed = False

    @abstractmethod
    def mentions(self, value: Any, row: Row) -> Iterator[Mention]:
        """The references in a valid value of a package."""


class Reference(Referring):
    """One thing. `own`: of this organisation only; `within`: the field that names a goal's framework."""

    def __init__(self, target: str, *, own: bool = False, within: str = "", followed: bool = False) -> None:
        self.target, self.own, self.within, self.followed = target, own, within, followed

    def schema(self, field: ModelField) -> Schema:
        if self.own or self.within:
            pattern, hint = OWN.get(
                self.target, (KEY, f"the key of a {self.target.replace('_', ' ')} of this package")
            )
        else:
            general = (f"({KEY}:)?{KEY}", f"a {self.target.replace('_', ' ')}: its key or organisation:key")
            pattern, hint = ANY.get(self.target, general)
        return {"type": "string", "pattern": f"^{pattern}$", "description": hint}

    def lookups(self, column: str) -> tuple[str, ...]:
        return paths(self.target, column)

    def given(self, value: Any, row: Row) -> Any:
        if self.within:
            return f"{absolute(row.raw[self.within], row.owner)}/{value}"
        return value if self.target == "organisation" else absolute(value, row.owner)

    def stored(self, values: Sequence[Any]) -> Any:
        return joined(values)

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {f"{column}_id": value and ids[self.target][value]}

    def shown(self, value: Any, owner: str) -> Any:
        if self.within:
            return Name("goal", value).key
        return value if self.target == "organisation" else relative(value, owner)

    def mentions(self, value: Any, row: Row) -> Iterator[Mention]:
        yield Mention((), value, Name(self.target, self.given(value, row)))


class References(Referring):
    """Several things, as a set. `through` has a row for each, joined by its fields `parent` and `child`."""

    def __init__(self, one: Reference, through: type[models.Model], parent: str, child: str) -> None:
        self.one, self.target, self.followed = one, one.target, one.followed
        self.through, self.parent, self.child = through, parent, child

    def schema(self, field: ModelField) -> Schema:
        return {"type": "array", "items": self.one.schema(None)}

    def lookups(self, column: str) -> tuple[str, ...]:
        return ()

    def given(self, value: Any, row: Row) -> Any:
        return tuple(sorted({self.one.given(inner, row) for inner in value}))

    def stored(self, values: Sequence[Any]) -> Any:
        return tuple(sorted(values))

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {}

    def shown(self, value: Any, owner: str) -> Any:
        return [self.one.shown(name, owner) for name in value]

    def mentions(self, value: Any, row: Row) -> Iterator[Mention]:
        for place, inner in enumerate(value):
            yield Mention((place,), inner, Name(self.target, self.one.given(inner, row)))


class Item(Referring):
    """The plan, position or measure of a contribution: "position:region-x:p4"; a column for each sort."""

    sorts = ("plan", "position", "measure")
    followed = True

    def schema(self, field: ModelField) -> Schema:
        hint = "plan:, position: or measure: and a key or organisation:key"
        return {
            "type": "string",
            "pattern": f"^({'|'.join(self.sorts)}):({KEY}:)?{KEY}$",
            "description": hint,
        }

    def lookups(self, column: str) -> tuple[str, ...]:
        return tuple(path for sort in self.sorts for path in paths(sort, sort))

    def given(self, value: Any, row: Row) -> Any:
        sort, _colon, rest = value.partition(":")
        return f"{sort}:{absolute(rest, row.owner)}"

    def stored(self, values: Sequence[Any]) -> Any:
        for place, sort in enumerate(self.sorts):
            name = joined(values[2 * place : 2 * place + 2])
            if name is not None:
                return f"{sort}:{name}"
        return None

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        chosen, _colon, name = value.partition(":")
        return {f"{sort}_id": ids[sort][name] if sort == chosen else None for sort in self.sorts}

    def shown(self, value: Any, owner: str) -> Any:
        sort, _colon, name = value.partition(":")
        return f"{sort}:{relative(name, owner)}"

    def mentions(self, value: Any, row: Row) -> Iterator[Mention]:
        sort, _colon, name = self.given(value, row).partition(":")
        yield Mention((), value.partition(":")[2], Name(sort, name))


#: What a person calls the sorts of things that references name.
SPOKEN = {
    "organisation": _("organisation"),
    "unit": _("unit"),
    "framework": _("framework"),
    "goal": _("goal"),
    "indicator": _("indicator"),
    "plan_type": _("plan type"),
    "plan": _("plan"),
    "section": _("section"),
    "position": _("position"),
    "measure": _("measure"),
    "term": _("term of the council"),
    "planning_strategy": _("planning strategy"),
    "situation_report": _("situation report"),
    "cooperation": _("cooperation"),
    "scenario": _("scenario"),
}
