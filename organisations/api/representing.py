"""Rows as answers: the columns that are asked for, and references to what the caller may see.

All that the rows name is read with one query a kind, through the same rows as its own list.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any, ClassVar, Protocol

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from organisations.api.fields import AddressField, Reference, References
from organisations.api.reader import Reader

Fields = Mapping[str, serializers.Field[Any, Any, Any, Any]]
Answer = dict[str, Any]
Read = Callable[[Any], Any]


class Kind(Protocol):
    """A resource as far as others refer to it."""

    kind: ClassVar[str]
    is_of_organisation: ClassVar[bool]

    def pk_of(self, row: Any) -> int:
        """The id of a row."""

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those that the reader may see."""

    def shape(self, reader: Reader) -> Fields:
        """The fields that the reader may see."""

    def prepared(self, rows: QuerySet[Any], fields: Fields, reader: Reader) -> QuerySet[Any]:
        """The rows with what these fields need and no more."""


KINDS: dict[str, Kind] = {}


@dataclass
class Representing:
    """Makes answers of rows, for one request."""

    request: Request
    reader: Reader
    expand: frozenset[str] = frozenset()
    _named: dict[str, dict[int, Answer]] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)

    def answers(self, kind: str, rows: Iterable[Any], fields: Fields) -> list[Answer]:
        """The rows as answers with these fields. One query a kind of things that they name."""
        found = list(rows)
        self._find(found, fields)
        reads = [(name, self._read(kind, name, one)) for name, one in fields.items()]
        return [{name: read(row) for name, read in reads} for row in found]

    def url(self, kind: str, pk: int) -> str:
        """The address of a thing."""
        if kind not in self._bases:
            listed = reverse(f"api:{kind.replace('/', '_').replace('-', '_')}_list")
            self._bases[kind] = self.request.build_absolute_uri(listed)
        ending = f"?organisation={self.reader.organisation.key}" if KINDS[kind].is_of_organisation else ""
        return f"{self._bases[kind]}{pk}/{ending}"

    def _find(self, rows: list[Any], fields: Fields) -> None:
        ids: dict[str, set[int]] = defaultdict(set)
        whole: set[str] = set()
        for name, one in fields.items():
            if isinstance(one, Reference | References):
                ids[one.kind].update(pk for row in rows for pk in one.ids(row))
                whole |= {one.kind} if name in self.expand else set()
        for kind, wanted in ids.items():
            if wanted:
                self._named[kind] = self._whole(kind, wanted) if kind in whole else self._names(kind, wanted)

    def _names(self, kind: str, ids: set[int]) -> dict[int, Answer]:
        rows = KINDS[kind].rows(self.reader).filter(pk__in=ids).order_by()
        if any(column.name == "key" for column in rows.model._meta.concrete_fields):
            named = rows.values_list("pk", "key")
            return {pk: {"id": pk, "key": key, "url": self.url(kind, pk)} for pk, key in named}
        return {pk: {"id": pk, "url": self.url(kind, pk)} for pk in rows.values_list("pk", flat=True)}

    def _whole(self, kind: str, ids: set[int]) -> dict[int, Answer]:
        """The things themselves, but for what they name in turn: one level, and no more queries."""
        known = KINDS[kind]
        plain = {
            name: one
            for name, one in known.shape(self.reader).items()
            if not isinstance(one, Reference | References)
        }
        rows = known.prepared(known.rows(self.reader).filter(pk__in=ids).order_by(), plain, self.reader)
        reads = [(name, self._read(kind, name, one)) for name, one in plain.items()]
        return {row.pk: {name: read(row) for name, read in reads} for row in rows}

    def _read(self, kind: str, name: str, one: Any) -> Read:
        if isinstance(one, Reference):
            return self._one(name, one)
        if isinstance(one, References):
            return self._many(name, one)
        if isinstance(one, AddressField):
            pk_of = KINDS[kind].pk_of
            return lambda row: self.url(kind, pk_of(row))
        source = one.source
        if isinstance(one, serializers.DecimalField):
            return lambda row: decimal_text(getattr(row, source))
        if isinstance(one, serializers.BaseSerializer) or getattr(one, "is_made", False):
            return lambda row: _made(one, getattr(row, source))
        return attrgetter(source)

    def _shown(self, name: str, kind: str, pk: int) -> Answer | None:
        found = self._named.get(kind, {}).get(pk)
        if found is None or name in self.expand:
            return found
        return {key: found[key] for key in ("id", "key", "url") if key in found}

    def _one(self, name: str, one: Reference) -> Read:
        def read(row: Any) -> Answer | None:
            ids = one.ids(row)
            return self._shown(name, one.kind, ids[0]) if ids else None

        return read

    def _many(self, name: str, one: References) -> Read:
        def read(row: Any) -> list[Answer]:
            shown = (self._shown(name, one.kind, pk) for pk in one.ids(row))
            return [answer for answer in shown if answer is not None]

        return read


def _made(one: Any, value: Any) -> Any:
    return None if value is None else one.to_representation(value)


def decimal_text(value: Decimal | None) -> str | None:
    """An exact number without the zeros that its column fills up with."""
    return None if value is None else format(value.normalize(), "f")
