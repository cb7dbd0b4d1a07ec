"""What is written over the API: its shape, and how it names other things."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

LONGEST_TEXT = 10_000
#: Larger numbers are no ids of ours.
MOST = 2**63 - 1
#: Beyond this, JSON's numbers are whole and some are left out (RFC 8259, section 6).
MOST_EXACT = 2**53 - 1
#: Whether a text is a decimal; how many digits it may have is said by the field.
PLAIN_DECIMAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
LONGEST_NAME = 300
Content = TypeVar("Content")
#: What a value is in JSON, by the sort of its field.
SORTS: Mapping[type[Any], Any] = {
    serializers.CharField: str,
    serializers.IntegerField: (int, float),
    serializers.BooleanField: bool,
}
NAMED = {"$ref": "#/components/schemas/Name"}


@dataclass(frozen=True, slots=True)
class Name:
    """Another thing as somebody has named it: by its id, or by its key.

    `is_of_others`: it is looked for among what other organisations offer, too.
    """

    kind: str
    pk: int | None = None
    key: str = ""
    is_of_others: bool = False


@extend_schema_field(NAMED)
class Named(serializers.Field[Any, Any, Any, Any]):
    """Names another thing. `kind` is its resource; `writing` finds it once the shape of all is known."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "name": _("Name it by its id, by its key, or as it is answered.")
    }

    def __init__(self, kind: str, *, of_others: bool = False, **kwargs: Any) -> None:
        """`kind` as in addresses. Without `required=False` one has to be named."""
        if kwargs.get("required") is False:
            kwargs.setdefault("allow_null", True)
        super().__init__(**kwargs)
        self.kind, self.is_of_others = kind, of_others

    def to_internal_value(self, data: Any) -> Name:
        """What was sent, as a name."""
        if isinstance(data, Mapping):
            data = data["id"] if data.get("id") is not None else data.get("key")
        if isinstance(data, float) and data.is_integer():  # a whole number in JSON, however it is written
            data = int(data)
        if isinstance(data, int) and not isinstance(data, bool) and 0 < data <= MOST:
            return Name(self.kind, pk=data, is_of_others=self.is_of_others)
        if isinstance(data, str) and 0 < len(data) <= LONGEST_NAME and "\0" not in data:
            return Name(self.kind, key=data, is_of_others=self.is_of_others)
        return self.fail("name")


class ClosedSerializer(serializers.Serializer[Any]):
    """The shape of what is sent: what it does not name is a problem."""

    #: Nothing else can be sent.
    is_closed: ClassVar = True
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("There is no such field here. There are: %(known)s."),
        "sort": _("This is of another sort than it has to be: a text, a number, or yes or no."),
    }

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The values by name; a field that is not known is a problem of its own."""
        known: Mapping[str, Any] = self.fields
        problems = {}
        if isinstance(data, Mapping):
            message = str(self.error_messages["unknown"]) % {"known": ", ".join(known)}
            unknown = [name for name in data if name not in known]
            problems = {name[:100]: [serializers.ErrorDetail(message, "unknown")] for name in unknown}
            problems |= {
                name: [serializers.ErrorDetail(str(self.error_messages["sort"]), "invalid")]
                for name, field in known.items()
                if name in data and is_of_other_sort(field, data[name])
            }
        try:
            values: dict[str, Any] = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**problems, **as_details(error)}) from error
        if problems:
            raise serializers.ValidationError(problems)
        return values


class NothingInput(ClosedSerializer):
    """There is nothing to say but, of what has versions, which one was read."""


class AmountField(serializers.DecimalField):
    """A decimal, sent as a text or as a number; where there may be none, null says so, and "" is none.

    A number of JSON is seldom exact: it is rounded to the places that are kept, and where it is so large that
    not even whole numbers are told apart it has to be a text.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "inexact": _("Numbers of this size are not exact. Send it as a text."),
    }

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        """As other fields, without what Django REST framework reads into forms."""
        return super(serializers.DecimalField, self).validate_empty_values(data)

    def to_internal_value(self, data: Any) -> Decimal:
        """The decimal; texts have no exponent and no spaces."""
        if isinstance(data, int | float) and not isinstance(data, bool):
            if abs(data) > MOST_EXACT:
                self.fail("inexact")
            return self.quantize(Decimal(str(data)))
        if not isinstance(data, str) or not PLAIN_DECIMAL.fullmatch(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class AmountDescribed(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]  # registers itself
    """How an amount is sent, for the description."""

    target_class = AmountField

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """A text of as many digits as are kept, or a number."""
        whole, places = self.target.max_whole_digits, self.target.decimal_places
        pattern = rf"^-?(?:[0-9]{{1,{whole}}}(?:\.[0-9]{{0,{places}}})?|\.[0-9]{{1,{places}}})$"
        text = {"type": "string", "format": "decimal", "pattern": pattern}
        number = {"type": "number", "minimum": -MOST_EXACT, "maximum": MOST_EXACT}
        return {"anyOf": [text, number]}


class InputSerializer(ClosedSerializer, serializers.ModelSerializer[Any]):
    """The shape of what is written; lengths, ranges and choices are those of the model.

    Meta says more than Django REST framework does: `fixed` names fields that are said once, when the
    thing is made.
    """

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DecimalField: AmountField,
    }

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Texts have an end, as in the forms of the pages."""
        made, kwargs = super().build_standard_field(field_name, model_field)
        if isinstance(model_field, models.TextField):
            kwargs.setdefault("max_length", LONGEST_TEXT)
        return made, kwargs

    class Meta:
        validators: ClassVar[list[Any]] = []
        fixed: ClassVar[tuple[str, ...]] = ()


def is_of_other_sort(field: Any, value: Any) -> bool:
    """Whether a number stands for a text, a text for a number: the schema says one, and JSON has both."""
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        return any(is_of_other_sort(field.child, each) for each in value)
    if value is None or not isinstance(field, tuple(SORTS)):
        return False
    wanted = next(sorts for sort, sorts in SORTS.items() if isinstance(field, sort))
    return not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)


def as_details(error: serializers.ValidationError) -> dict[str, Any]:
    """The details of an error of a serializer."""
    found: dict[str, Any] = error.detail if isinstance(error.detail, dict) else {"": error.detail}
    return found


def content_of(sort: type[Content], given: Mapping[str, Any], model: type[models.Model]) -> Content:
    """The content of a service, of what was given: things, or their ids where it wants `<name>_id`.

    What was not given is as the content has it, else as the model has it.
    """
    found = {}
    for each in fields(sort):  # type: ignore[arg-type]  # contents are dataclasses
        plain = each.name.removesuffix("_id")
        if each.name in given:
            found[each.name] = given[each.name]
        elif plain in given:
            found[each.name] = given[plain].pk if given[plain] is not None else None
        elif each.default is MISSING and each.default_factory is MISSING:
            found[each.name] = model._meta.get_field(plain).get_default()  # type: ignore[union-attr]  # of columns
    return sort(**found)


def names_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Name]]:
    """All names in the value, each with where it stands."""
    if isinstance(value, Name):
        yield path, value
    elif isinstance(value, dict | list):
        for place, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from names_in(each, (*path, str(place)))


def with_found(value: Any, found: Mapping[Name, Any]) -> Any:
    """The value with the things instead of their names."""
    if isinstance(value, dict):
        return {field: with_found(each, found) for field, each in value.items()}
    if isinstance(value, list):
        return [with_found(each, found) for each in value]
    return found[value] if isinstance(value, Name) else value
