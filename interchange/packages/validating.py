"""Validation of a package against its schema, with the place and what was expected.

A package is checked part by part. What the schema says of an object is also compiled into one function
that only answers yes or no, a hundred times faster than the library; the library then says what is
wrong with the few objects that fail (a test holds both to the same answers).
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from interchange.packages.compiling import Check, compiled, exactly, is_day
from interchange.packages.kinds import Schema
from interchange.packages.problems import PackageProblem, Unusable, pointer, shown
from interchange.packages.schema import envelope, list_schema


def envelope_problems(document: Any, source: str) -> list[PackageProblem]:
    """What is wrong with everything but the contents of the lists."""
    return list(explain(envelope(), document, (), source))


def object_problems(name: str, place: int, value: Any, source: str) -> list[PackageProblem]:
    """What is wrong with an object of a list."""
    if compiled_list(name)(value):
        return []
    return list(explain(list_schema(name), value, (name, place), source))


@cache
def compiled_list(name: str) -> Check:
    """Whether something can stand in a list."""
    return compiled(list_schema(name))


def explain(
    schema: Schema, value: Any, steps: tuple[str | int, ...], source: str
) -> Iterator[PackageProblem]:
    """The problems that the library finds, in our words, the first of each place."""
    told: set[str] = set()
    for error in Validator(schema, format_checker=DATES).iter_errors(value):
        for problem in explained(error, (*steps, *error.absolute_path), source):
            if problem.path not in told:
                told.add(problem.path)
                yield problem


def explained(error: ValidationError, steps: tuple[str | int, ...], source: str) -> Iterator[PackageProblem]:
    """The problems that are in one error of the library."""
    schema: Any = error.schema
    instance: Any = error.instance
    if error.validator == "required":
        for name in sorted(set(schema["required"]) - set(instance)):
            yield PackageProblem(pointer(*steps, name), "missing", _("is missing"), source)
    elif error.validator == "additionalProperties":
        for name in sorted(set(instance) - set(schema["properties"])):
            yield PackageProblem(pointer(*steps, shortened(name)), "unknown_key", _("unknown key"), source)
    else:
        # Of 1e400 the range is wrong, not that it is a number.
        is_far = isinstance(instance, Unusable) and schema.keys() & {"minimum", "exclusiveMaximum"}
        keyword = "maximum" if is_far else str(error.validator)
        message = _("%(value)s is not %(expected)s") % {
            "value": shown(instance), "expected": expected(schema, keyword),
        }  # fmt: skip
        yield PackageProblem(pointer(*steps), str(error.validator), message, source)


def shortened(name: str) -> str:
    """An unknown key, short enough for a message."""
    return name if len(name) <= 100 else name[:99] + "…"


def expected(schema: Schema, keyword: str) -> str:
    """What a value should have been, in words."""
    if keyword in {"enum", "const"}:
        words = schema.get("enum") or [schema["const"]]
        return (
            _("one of %(words)s") % {"words": ", ".join(shown(word) for word in words)}
            if len(words) > 1
            else shown(words[0])
        )
    if keyword in {"maxLength", "maxItems"}:
        return _("at most %(most)d long") % {"most": schema[keyword]}
    if keyword in {"minLength", "minItems"}:
        return _("at least %(least)d long") % {"least": schema[keyword]}
    if keyword.lower().endswith(("minimum", "maximum")):
        return limits(schema)
    return str(schema.get("description") or in_words(schema))


def limits(schema: Schema) -> str:
    """The range of a number in words."""
    if "exclusiveMaximum" in schema:
        return _("a number below 10^20")
    return _("from %(least)s to %(most)s") % {"least": schema["minimum"], "most": schema["maximum"]}


def in_words(schema: Schema) -> str:
    """The type of a value in words."""
    names = {
        "string": _("a text"), "integer": _("a whole number"), "number": _("a number"), "null": _("null"),
        "boolean": _("true or false"), "array": _("a list"), "object": _("an object"),
    }  # fmt: skip
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return _(" or ").join(names[name] for name in types)


# The library, with numbers as packages read them and patterns that end where the text ends ---------------


def is_number(checker: Any, value: Any) -> bool:
    """An exact number; true and false are none."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_whole(checker: Any, value: Any) -> bool:
    """A whole number; packages are read so that whole numbers are `int`."""
    return isinstance(value, int) and not isinstance(value, bool)


def matches(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `pattern`; unlike in Python, `$` is the very end in JSON Schema."""
    if isinstance(value, str) and not exactly(pattern).match(value):
        yield ValidationError(f"does not match {pattern}")


DATES = FormatChecker(formats=())
DATES.checks("date")(lambda value: not isinstance(value, str) or is_day(value))
Validator = extend(  # type: ignore[no-untyped-call]  # the library's one untyped function
    Draft202012Validator,
    validators={"pattern": matches},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many({"number": is_number, "integer": is_whole}),
)
