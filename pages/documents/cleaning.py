"""What no form of a document can hold, taken out of everything that people wrote."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

#: What no font shows and XML forbids: control characters, halves of a pair, and what is no character.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
T = TypeVar("T")


def cleaned(value: T) -> T:
    """The same value, texts in it without what cannot be shown: of texts, lists, mappings, dataclasses."""
    found: Any = value
    if isinstance(value, str):
        found = UNSHOWN.sub("", value)
    elif isinstance(value, list | tuple):
        found = type(value)(cleaned(each) for each in value)
    elif isinstance(value, dict):
        found = {name: cleaned(each) for name, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{each.name: cleaned(getattr(value, each.name)) for each in fields(value)})
    return found  # type: ignore[no-any-return]  # it is of the same type
