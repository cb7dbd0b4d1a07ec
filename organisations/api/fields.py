"""Fields of answers that name other things, and the base of all serializers of records."""

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.serializers import ReferenceSerializer


@extend_schema_field(ReferenceSerializer)
class Reference(serializers.Field[Any, Any, Any, Any]):
    """Another thing; null if there is none or the caller may not see it. `kind` is the resource's name."""

    def __init__(self, kind: str, column: str | None = None, **kwargs: Any) -> None:
        """`column` holds its id, else `<name>_id`."""
        super().__init__(read_only=True, allow_null=True, **kwargs)
        self.kind, self.column = kind, column

    @property
    def attribute(self) -> str:
        """What of a row holds its id."""
        return self.column or f"{self.field_name}_id"

    def ids_in(self, rows: Sequence[Any]) -> set[int]:
        """Ids of what the rows name."""
        return set(map(attrgetter(self.attribute), rows)) - {None}


@extend_schema_field(ReferenceSerializer(many=True))
class References(serializers.Field[Any, Any, Any, Any]):
    """Other things, those that the caller may see: the rows of a table in between lead to them."""

    def __init__(self, kind: str, through: type[models.Model], here: str, there: str) -> None:
        """`here` and `there` are the foreign keys of the table in between."""
        super().__init__(read_only=True)
        self.kind, self.through, self.here, self.there = kind, through, here, there

    @property
    def attribute(self) -> str:
        """What of a row holds their ids, which were read with it."""
        return f"ids_of_{self.field_name}"

    def ids_in(self, rows: Sequence[Any]) -> set[int]:
        """Ids of what the rows name."""
        return set(chain.from_iterable(map(attrgetter(self.attribute), rows)))


class AddressField(serializers.URLField):
    """Where the thing itself is read."""

    def __init__(self) -> None:
        super().__init__(read_only=True)


class RecordSerializer(serializers.ModelSerializer[Any]):
    """A record as it is answered. Meta says more than Django REST framework does:

    `internal` names fields that members alone read.
    """

    #: An answer may have fewer fields than described.
    has_chosen_fields: ClassVar = True
    url = AddressField()
