"""A JSON Schema as one fast function that answers yes or no, for the keywords that packages' schema uses."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

Check = Callable[[Any], bool]
Schema = dict[str, Any]

TYPES: dict[str, Check] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) is int or isinstance(value, Decimal),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def compiled(schema: Schema) -> Check:
    """A function that says whether a value is valid. Raises KeyError for an unknown keyword."""
    checks = [KEYWORDS[keyword](schema) for keyword in schema if keyword not in IGNORED]
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def has_type(schema: Schema) -> Check:
    """`type`: one, or several."""
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if len(names) == 1:
        return TYPES[names[0]]
    kinds = [TYPES[name] for name in names]
    return lambda value: any(kind(value) for kind in kinds)


def is_among(schema: Schema) -> Check:
    """`enum`, of texts and null."""
    words = frozenset(schema["enum"])
    return lambda value: (isinstance(value, str) or value is None) and value in words


def is_constant(schema: Schema) -> Check:
    """`const`, which tells true from 1."""
    constant = schema["const"]
    return lambda value: type(value) is type(constant) and bool(value == constant)


def fits_pattern(schema: Schema) -> Check:
    """`pattern`."""
    match = exactly(schema["pattern"]).match
    return lambda value: not isinstance(value, str) or match(value) is not None


def is_of_format(schema: Schema) -> Check:
    """`format`, of days; the schema of packages has no other."""
    return lambda value: not isinstance(value, str) or is_day(value)


def in_range(schema: Schema) -> Check:
    """`minimum`, `maximum` and their exclusive forms."""
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")

    def check(value: Any) -> bool:
        if not TYPES["number"](value):
            return True
        within = (low is None or value >= low) and (high is None or value <= high)
        return within and (above is None or value > above) and (below is None or value < below)

    return check


def is_long(kind: type[str] | type[list[Any]], least: str, most: str) -> Callable[[Schema], Check]:
    """The length of texts or lists."""

    def compile_length(schema: Schema) -> Check:
        low, high = schema.get(least, 0), schema.get(most, float("inf"))
        return lambda value: not isinstance(value, kind) or low <= len(value) <= high

    return compile_length


def has_items(schema: Schema) -> Check:
    """`items`."""
    check = compiled(schema["items"])
    return lambda value: not isinstance(value, list) or all(check(item) for item in value)


def has_properties(schema: Schema) -> Check:
    """`properties`, `required` and that there are no others."""
    checks = {name: compiled(inner) for name, inner in schema["properties"].items()}
    required = frozenset(schema.get("required", ()))

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        if not required <= value.keys():
            return False
        return all(name in checks and checks[name](inner) for name, inner in value.items())

    return check


@cache
def exactly(pattern: str) -> "re.Pattern[str]":
    """An anchored pattern whose end is the very end of the text, unlike Python's `$`."""
    return re.compile(pattern.removesuffix("$") + r"\Z")


def is_day(text: str) -> bool:
    """Whether a text is a day that there is; its form is for a pattern to say."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


IGNORED = {
    "$schema",
    "title",
    "description",
    "additionalProperties",
    "required",
    "maximum",
    "exclusiveMaximum",
}
KEYWORDS: dict[str, Callable[[Schema], Check]] = {
    "type": has_type,
    "enum": is_among,
    "const": is_constant,
    "pattern": fits_pattern,
    "format": is_of_format,
    "minimum": in_range,
    "exclusiveMinimum": in_range,
    "minLength": is_long(str, "minLength", "maxLength"),
    "maxLength": is_long(str, "minLength", "maxLength"),
    "minItems": is_long(list, "minItems", "maxItems"),
    "maxItems": is_long(list, "minItems", "maxItems"),
    "items": has_items,
    "properties": has_properties,
}
