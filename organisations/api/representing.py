"""Rows as answers: the columns that are asked for, and references to what the caller may see.

All that the rows name is read with one query, of each kind through the same rows as its own list.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any, ClassVar, Protocol

from django.db.models import F, QuerySet
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from core.asking import Asking, answered, ask, ask_rows, each_of
from core.functions import Among
from core.postgresql.base import planned_once
from organisations.api.fields import AddressField, Reference, References
from organisations.api.reader import Reader

Fields = Mapping[str, serializers.Field[Any, Any, Any, Any]]
Answer = dict[str, Any]
Read = Callable[[Any], Any]
#: What names a thing: all that is told of one that is not expanded.
NAMED_BY = ("id", "key", "url")


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
    _named: dict[str, Mapping[int | None, Answer]] = field(default_factory=dict)
    #: Kinds of which something is expanded.
    _whole: set[str] = field(default_factory=set)
    _bases: dict[str, tuple[str, str]] = field(default_factory=dict)

    def answers(self, kind: str, rows: Iterable[Any], fields: Fields) -> list[Answer]:
        """The rows as answers with these fields. All that they name is read by one query."""
        found = list(rows)
        self._find(found, fields)
        return self._answered(kind, found, fields)

    def url(self, kind: str, pk: int) -> str:
        """The address of a thing."""
        start, end = self._around(kind)
        return f"{start}{pk}{end}"

    def _around(self, kind: str) -> tuple[str, str]:
        """What stands before and after the id in the addresses of a kind."""
        if kind not in self._bases:
            listed = reverse(f"api:{kind.replace('/', '_').replace('-', '_')}_list")
            key = self.reader.organisation.key
            ending = f"/?organisation={key}" if KINDS[kind].is_of_organisation else "/"
            self._bases[kind] = self.request.build_absolute_uri(listed), ending
        return self._bases[kind]

    def _find(self, rows: list[Any], fields: Fields) -> None:
        ids: dict[str, set[int]] = defaultdict(set)
        for name, one in fields.items():
            if isinstance(one, Reference | References):
                ids[one.kind].update(one.ids_in(rows))
                self._whole |= {one.kind} if name in self.expand else set()
        wanted = {kind: sorted(named) for kind, named in ids.items() if named}
        parts = [
            self._expanded(kind, named) if kind in self._whole else self._names(kind, named)
            for kind, named in wanted.items()
        ]
        with nullcontext() if self._whole else planned_once():
            self._named |= zip(wanted, answered(each_of(parts)), strict=True)

    def _names(self, kind: str, ids: list[int]) -> Asking[dict[int | None, Answer]]:
        rows = KINDS[kind].rows(self.reader).filter(Among(F("pk"), ids)).order_by()
        has_key = any(column.name == "key" for column in rows.model._meta.concrete_fields)
        found = yield from ask_rows(rows.values("pk", "key") if has_key else rows.values("pk"))
        start, end = self._around(kind)
        if has_key:
            return {
                row["pk"]: {"id": row["pk"], "key": row["key"], "url": f"{start}{row['pk']}{end}"}
                for row in found
            }
        return {row["pk"]: {"id": row["pk"], "url": f"{start}{row['pk']}{end}"} for row in found}

    def _expanded(self, kind: str, ids: list[int]) -> Asking[dict[int | None, Answer]]:
        """The things themselves, but for what they name in turn: one level, and no more queries."""
        known = KINDS[kind]
        plain = {
            name: one
            for name, one in known.shape(self.reader).items()
            if not isinstance(one, Reference | References)
        }
        rows = known.rows(self.reader).filter(Among(F("pk"), ids)).order_by()
        found = yield from ask(known.prepared(rows, plain, self.reader))
        return {row.pk: answer for row, answer in zip(found, self._answered(kind, found, plain), strict=True)}

    def _answered(self, kind: str, rows: list[Any], fields: Fields) -> list[Answer]:
        """The rows as answers: what is answered as it is stored at once, the rest one by one."""
        reads = {name: self._read(kind, name, one) for name, one in fields.items()}
        made = {name: read for name, read in reads.items() if read is not None}
        stored = {name: str(fields[name].source) for name in reads if name not in made}
        if len(stored) < 2:  # of one alone, attrgetter gives no tuple
            made |= {name: attrgetter(source) for name, source in stored.items()}
            stored = {}
        values: Read = attrgetter(*stored.values()) if stored else lambda _row: ()
        answers = []
        for row in rows:
            answer = dict.fromkeys(reads)
            answer.update(zip(stored, values(row), strict=True))
            for name, read in made.items():
                answer[name] = read(row)
            answers.append(answer)
        return answers

    def _read(self, kind: str, name: str, one: Any) -> Read | None:
        """How a field is read of a row; None if it is answered as it is stored."""
        if isinstance(one, Reference):
            return self._one(name, one)
        if isinstance(one, References):
            return self._many(name, one)
        if isinstance(one, AddressField):
            pk_of, (start, end) = KINDS[kind].pk_of, self._around(kind)
            return lambda row: f"{start}{pk_of(row)}{end}"
        source = one.source
        if isinstance(one, serializers.DecimalField):
            return lambda row: decimal_text(getattr(row, source))
        if isinstance(one, serializers.BaseSerializer) or getattr(one, "is_made", False):
            return lambda row: _made(one, getattr(row, source))
        return None

    def _shown(self, name: str, kind: str) -> Mapping[int | None, Answer]:
        """The things of a kind, as a field shows them: whole, or as what they are named by."""
        found = self._named.get(kind, {})
        if name in self.expand or kind not in self._whole:
            return found
        return {pk: {key: one[key] for key in NAMED_BY if key in one} for pk, one in found.items()}

    def _one(self, name: str, one: Reference) -> Read:
        shown, pk_in = self._shown(name, one.kind), attrgetter(one.attribute)
        return lambda row: shown.get(pk_in(row))

    def _many(self, name: str, one: References) -> Read:
        shown, ids_in = self._shown(name, one.kind), attrgetter(one.attribute)
        return lambda row: [shown[pk] for pk in ids_in(row) if pk in shown]


def _made(one: Any, value: Any) -> Any:
    return None if value is None else one.to_representation(value)


def decimal_text(value: Decimal | None) -> str | None:
    """An exact number without the zeros that its column fills up with."""
    if value is None:
        return None
    text = format(value, "f")  # `normalize` would round to the 28 digits of the context
    return text.rstrip("0").rstrip(".") if "." in text else text
