"""What is wrong with a package, each with the file and the place in it."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError, Problem

LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class PackageProblem(Problem):
    """A problem in a package. `path` is a JSON pointer, `source` the file's name."""

    source: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.source, self.path, self.message) if part)


class PackageError(DomainError):
    """The packages were not imported; `problems` say why, each with its place."""


class PackageConflict(PackageError):
    """The import would overwrite what was changed since the export; nothing was imported."""

    status = 412


class PruneRefused(PackageError):
    """Something that the package lacks cannot be removed, as other organisations refer to it."""

    status = 409


class Unusable:
    """A number in a package that no field can hold: NaN, Infinity, or one too large to keep."""

    def __init__(self, text: str) -> None:
        self.text = text if len(text) <= LONGEST_VALUE else text[:20] + "…"


def pointer(*steps: str | int) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def shown(value: Any) -> str:
    """An offending value, short enough for a message."""
    if isinstance(value, dict):
        return _("an object")
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, Unusable):
        return value.text
    text = str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
