"""How a list of a package and a table of the database belong together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core.models import Record
from interchange.packages.kinds import Constant, Kind, ModelField, Row
from interchange.packages.names import Name
from interchange.packages.references import Mention, References, Referring, paths

Values: TypeAlias = dict[str, Any]
Faults: TypeAlias = Iterable[tuple[str, str]]

#: Default of a field that, if absent, means the package's organisation.
OWN_ORGANISATION = object()


class Field:
    """A field of a package's objects, and the column that holds it.

    A required field can be neither absent nor null; the canonical value of another that is absent or
    null is its default.
    """

    def __init__(
        self, name: str, kind: Kind, *, column: str = "", required: bool = False, default: Any = None
    ) -> None:
        self.name, self.kind, self.column = name, kind, column or name
        self.required, self.default = required, default

    def given(self, row: Row) -> Any:
        """The canonical value in an object of a package. Raises ValueError."""
        value = row.raw.get(self.name)
        if value is None:
            return row.owner if self.default is OWN_ORGANISATION else self.default
        return self.kind.given(value, row)

    def shown(self, value: Any, owner: str) -> Any:
        """The value as the owner's package writes it, None if it is left out."""
        if value is None or value in ((), {}) or (self.default is OWN_ORGANISATION and value == owner):
            return None
        return self.kind.shown(value, owner)

    def mentions(self, row: Row) -> Iterator[Mention]:
        """What the field of a package's object refers to."""
        value = row.raw.get(self.name)
        if value is not None and isinstance(self.kind, Referring):
            yield from self.kind.mentions(value, row)


@dataclass(frozen=True, eq=False)
class Table:
    """A list of a package (or the part of a mixed list) that one model stores.

    `kind`: what references call its rows, empty if nothing refers to them. `owner`: the way from a row
    to its organisation. `identity`: the fields that tell rows of an organisation apart. `rules` say
    what is wrong with the canonical values of one object. `version_key`: where an export carries the
    row's version. `in_order`: the list's order is kept within each plan.
    """

    name: str
    model: type[Record]
    fields: tuple[Field, ...]
    kind: str = ""
    owner: str = "organisation"
    identity: tuple[str, ...] = ("key",)
    rules: tuple[Callable[[Values], Faults], ...] = ()
    version_key: str = "version"
    in_order: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names in the package."""
        return {field.name: field for field in self.fields}

    @cached_property
    def parts(self) -> tuple[tuple[Field, References], ...]:
        """The fields that have rows of their own."""
        return tuple((field, field.kind) for field in self.fields if isinstance(field.kind, References))

    @cached_property
    def referring(self) -> tuple[Field, ...]:
        """The fields that refer to something."""
        return tuple(field for field in self.fields if isinstance(field.kind, Referring))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The model's fields that a package decides about."""
        names = {field.name for field in self.model._meta.concrete_fields}
        columns = [field.column for field in self.fields if field.column in names]
        columns += [column for column in ("plan", "position", "measure") if "item" in self.by_name]
        return (*columns, "order") if self.in_order else tuple(columns)

    @cached_property
    def owner_key(self) -> str:
        """The lookup of the key of the owning organisation."""
        return f"{self.owner}__key" if self.owner else "key"

    @cached_property
    def owner_column(self) -> str:
        """The attribute that holds the owner's id, empty if the row has none of its own."""
        return "" if not self.owner or "__" in self.owner else f"{self.owner}_id"

    def model_field(self, field: Field) -> ModelField:
        """The model field that holds a field of the package."""
        try:
            found = self.model._meta.get_field(field.column)
        except FieldDoesNotExist:
            return None
        return found if isinstance(found, models.Field) else None

    def holds(self, raw: Mapping[str, Any]) -> bool:
        """Whether an object of a mixed list belongs to this table."""
        return all(raw.get(f.name) == f.kind.value for f in self.fields if isinstance(f.kind, Constant))

    def identity_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What tells an object from the others of its organisation."""
        return tuple(values[name] for name in self.identity)

    def name_of(self, values: Mapping[str, Any], owner: str) -> Name:
        """What others call the object."""
        if self.kind == "goal":
            return Name("goal", f"{values['framework']}/{values['key']}")
        return Name(self.kind, values["key"] if self.kind == "organisation" else f"{owner}:{values['key']}")

    def label(self, values: Mapping[str, Any]) -> str:
        """The object's identity in words."""
        return " ".join(str(part) for part in self.identity_of(values) if part is not None)

    def place_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What a list is sorted by: the identity, with what is absent first."""
        return tuple((part is not None, part) for part in self.identity_of(values))

    def rows_of(self, organisation_key: str) -> "models.QuerySet[Any]":
        """The organisation's rows."""
        return self.model._default_manager.filter(**{self.owner_key: organisation_key}).order_by("pk")


def by_paths(kind: str, model: type[models.Model], names: Iterable[Name]) -> "models.QuerySet[Any]":
    """Rows of a model that may be called by one of the names: too many rather than too few."""
    lookups = paths(kind)
    found = [(name.owner, name.key) for name in names]
    conditions = {f"{lookups[-1]}__in": sorted({key for _owner, key in found})}
    if len(lookups) > 1:
        conditions[f"{lookups[0]}__in"] = sorted({owner for owner, _key in found})
    return model._default_manager.filter(**conditions).order_by("pk")
