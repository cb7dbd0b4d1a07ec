"""What a field of a package can hold: how it is described, read, compared, stored and written out.

A canonical value is an `int`, `Decimal`, `bool`, text, list or dictionary as JSON has them (days as ISO
texts), or an absolute name or a sorted tuple of them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext as _

from core.rich_text import cleaned
from goals.models.followup import DECIMALS, DIGITS
from goals.models.frameworks import TITLE_LANGUAGES

Schema = dict[str, Any]
Ids = Mapping[str, Mapping[str, int]]
ModelField: TypeAlias = "models.Field[Any, Any] | None"

TOO_LARGE = 10 ** (DIGITS - DECIMALS)


@dataclass(frozen=True, slots=True)
class Row:
    """An object of a package as it is given, and the key of the package's organisation."""

    owner: str
    raw: Mapping[str, Any]


class Kind(ABC):
    """Plain values that are the same in the package, the comparison and the database."""

    @abstractmethod
    def schema(self, field: ModelField) -> Schema:
        """What JSON Schema says of a value; `field` is the model field that will hold it."""

    def lookups(self, column: str) -> tuple[str, ...]:
        """What to read from the database."""
        return (column,)

    def given(self, value: Any, row: Row) -> Any:
        """The canonical form of a valid value of a package; ValueError says what no schema can."""
        return value

    def stored(self, values: Sequence[Any]) -> Any:
        """The canonical form of what `lookups` found."""
        return values[0]

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        """The model's attributes for a canonical value."""
        return {column: value}

    def shown(self, value: Any, owner: str) -> Any:
        """A canonical value as the owner's package writes it."""
        return value


class Text(Kind):
    """Text, not longer than the column, perhaps of a pattern."""

    def __init__(self, *, pattern: str = "", hint: str = "", required: bool = False) -> None:
        self.pattern, self.hint, self.required = pattern, hint, required

    def schema(self, field: ModelField) -> Schema:
        found: Schema = {"type": "string"}
        if self.pattern:
            return found | {"pattern": f"^{self.pattern}$", "description": self.hint}
        if self.required:
            found["minLength"] = 1
        if field is not None and field.max_length:
            found["maxLength"] = field.max_length
        return found


class Html(Kind):
    """Rich text; what is not among the allowed tags is taken out."""

    def schema(self, field: ModelField) -> Schema:
        return {"type": "string", "description": "HTML; tags beyond plain formatting are taken out"}

    def given(self, value: Any, row: Row) -> Any:
        return cleaned(value)

    def stored(self, values: Sequence[Any]) -> Any:
        return values[0] and cleaned(values[0])


class Choice(Kind):
    """One of the words that the model field has as its choices."""

    def schema(self, field: ModelField) -> Schema:
        return {"enum": [value for value, _label in field.flatchoices] if field else []}


class Constant(Kind):
    """A word that tells which sort of thing an object of a mixed list is; no column holds it."""

    def __init__(self, value: str) -> None:
        self.value = value

    def schema(self, field: ModelField) -> Schema:
        return {"enum": [self.value]}

    def lookups(self, column: str) -> tuple[str, ...]:
        return ()

    def stored(self, values: Sequence[Any]) -> Any:
        return self.value

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {}


class Flag(Kind):
    """True or false."""

    def schema(self, field: ModelField) -> Schema:
        return {"type": "boolean"}


class Integer(Kind):
    """A whole number."""

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum, self.maximum = minimum, maximum

    def schema(self, field: ModelField) -> Schema:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


class Number(Kind):
    """An exact number, whole if it is."""

    def schema(self, field: ModelField) -> Schema:
        return {"type": "number", "exclusiveMinimum": -TOO_LARGE, "exclusiveMaximum": TOO_LARGE}

    def given(self, value: Any, row: Row) -> Any:
        return exact(value)

    def stored(self, values: Sequence[Any]) -> Any:
        return None if values[0] is None else plain(values[0])

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {column: None if value is None else Decimal(value)}


def exact(value: int | Decimal) -> int | Decimal:
    """The number, if its decimals fit. Raises ValueError."""
    number = plain(value)
    if isinstance(number, Decimal) and -int(number.as_tuple().exponent) > DECIMALS:
        raise ValueError(_("%(value)s has more than %(most)d decimals") % {"value": value, "most": DECIMALS})
    return number


def plain(value: int | Decimal) -> int | Decimal:
    """An `int` if it is whole, else a `Decimal` without zeros at its end."""
    if isinstance(value, int):
        return value
    if value == value.to_integral_value():
        return int(value)
    sign, digits, exponent = value.as_tuple()
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Decimal((sign, digits[: len(digits) - trailing], int(exponent) + trailing))


class Band(Kind):
    """A closed band `[min, max]`, null for an open end."""

    def schema(self, field: ModelField) -> Schema:
        end = Number().schema(None) | {"type": ["number", "null"]}
        hint = "a band: [min, max], null for an open end"
        return {"type": "array", "items": end, "minItems": 2, "maxItems": 2, "description": hint}

    def given(self, value: Any, row: Row) -> Any:
        low, high = (None if end is None else exact(end) for end in value)
        if low is not None and high is not None and low > high:
            raise ValueError(_("%(low)s is above %(high)s") % {"low": low, "high": high})
        return [low, high]

    def stored(self, values: Sequence[Any]) -> Any:
        if values[0] is None:
            return None
        return [None if end is None else plain(end) for end in (values[0].lower, values[0].upper)]

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        if value is None:
            return {column: None}
        low, high = (None if end is None else Decimal(end) for end in value)
        return {column: NumericRange(low, high, "[]")}


class Day(Kind):
    """A day, ISO 8601."""

    def schema(self, field: ModelField) -> Schema:
        return {
            "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "a day, YYYY-MM-DD",
        }  # fmt: skip

    def stored(self, values: Sequence[Any]) -> Any:
        return values[0] and values[0].isoformat()

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {column: value and date.fromisoformat(value)}


class Words(Kind):
    """A list of texts, in order."""

    def schema(self, field: ModelField) -> Schema:
        word: Schema = {"type": "string", "minLength": 1}
        if isinstance(field, ArrayField):
            word["maxLength"] = field.base_field.max_length
        return {"type": "array", "items": word}

    def stored(self, values: Sequence[Any]) -> Any:
        return values[0] or ()

    def given(self, value: Any, row: Row) -> Any:
        return list(value) or ()

    def columns(self, column: str, value: Any, ids: Ids) -> dict[str, Any]:
        return {column: list(value)}


class Titles(Kind):
    """Titles by language code."""

    def schema(self, field: ModelField) -> Schema:
        title = {"type": "string", "minLength": 1, "maxLength": 500}
        languages: Schema = dict.fromkeys(TITLE_LANGUAGES, title)
        return {"type": "object", "properties": languages, "additionalProperties": False}

    def given(self, value: Any, row: Row) -> Any:
        return dict(value)


def numbers_as_stored(value: Any) -> Any:
    """Numbers as a JSON column keeps them: whole ones as `int`, others as `float`."""
    if isinstance(value, list):
        return [numbers_as_stored(inner) for inner in value]
    if isinstance(value, dict):
        return {key: numbers_as_stored(inner) for key, inner in value.items()}
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    return value
