"""Reading what somebody wants to write: its shape, what it names, and what nobody can say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.serializers import ErrorDetail

from organisations.api.finding import Problems, find_all
from organisations.api.inputs import ClosedSerializer, as_details, with_found
from organisations.api.reader import Reader

MOST_AT_ONCE = 1_000
Values = dict[str, Any]
#: Said of a change, not of a thing: which one, in which version.
ADDRESSED = ("id", "version")


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be sent: the serializer, the names that answers have, and which of them are said once only.

    `is_new`: of something that is made; `is_partial`: only what changes.
    """

    serializer: type[ClosedSerializer]
    answered: frozenset[str]
    is_new: bool
    is_partial: bool = False

    @property
    def fixed(self) -> tuple[str, ...]:
        """Names of what is said when the thing is made, and never again."""
        found: tuple[str, ...] = getattr(getattr(self.serializer, "Meta", None), "fixed", ())
        return found

    def made(self) -> ClosedSerializer:
        """The serializer as it reads."""
        serializer = self.serializer(partial=self.is_partial)
        if not self.is_new:
            for name in self.fixed:
                serializer.fields[name].required = False
        return serializer


def listed(content: Any) -> list[Any]:
    """The content of a bulk write. Raises `ParseError`, `ValidationError`."""
    if not isinstance(content, list):
        raise ParseError(_("Send a list."))
    if not 1 <= len(content) <= MOST_AT_ONCE:
        problem = _("Send between 1 and %(most)s things at a time.") % {"most": MOST_AT_ONCE}
        raise ValidationError({"": [problem]}, code="too_many" if content else "empty")
    return content


def read(
    reader: Reader, shape: Shape, sent: Sequence[Any], current: Sequence[Values] = (), *, is_many: bool
) -> list[Values]:
    """The values that were sent, things instead of names.

    `current` is what the things say now as they are answered: what nobody writes may be sent along as it is.
    Raises `ValidationError` with everything that is wrong, each with its path.
    """
    serializer, problems = shape.made(), Problems()
    values: list[Values] = []
    for place, one in enumerate(sent):
        written, wrong = _writable(shape, serializer.fields, one, current[place] if current else None)
        try:
            values.append(serializer.to_internal_value(written))
        except serializers.ValidationError as error:
            values.append({})
            wrong |= as_details(error)
        if wrong:
            problems[place] = wrong
    found, missing = find_all(reader, values)
    for place, wrong in missing.items():
        problems[place] = problems.get(place, {}) | wrong
    _check(problems, is_many=is_many)
    return [with_found(one, found) for one in values]


def check_fixed(shape: Shape, given: Sequence[Values], stored: Sequence[Values], *, is_many: bool) -> None:
    """Raises `ValidationError` where something would become another thing's: what is said once stays."""
    message = _("This is said when the thing is made, and stays.")
    problems: Problems = {}
    for place, (new, old) in enumerate(zip(given, stored, strict=True)):
        wrong = [name for name in shape.fixed if name in new and new[name] != old[name]]
        if wrong:
            problems[place] = {name: [ErrorDetail(message, "fixed")] for name in wrong}
    _check(problems, is_many=is_many)


def _writable(
    shape: Shape, known: Iterable[str], one: Any, current: Values | None
) -> tuple[Any, dict[str, Any]]:
    """What was sent without what only answers have, and what of that is not as it is answered."""
    if not isinstance(one, Mapping):
        return one, {}
    only_read = [name for name in one if name in shape.answered and name not in known]
    message = _("This is answered, not written.")
    wrong = [
        name
        for name in only_read
        if name not in ({} if shape.is_new else ADDRESSED) and not _is_same(current, name, one[name])
    ]
    written = {name: value for name, value in one.items() if name not in only_read}
    return written, {name: [ErrorDetail(message, "read_only")] for name in wrong}


def _is_same(current: Values | None, name: str, sent: Any) -> bool:
    return current is not None and name in current and current[name] == sent


def _check(problems: Problems, *, is_many: bool) -> None:
    if problems:
        raise ValidationError(dict(problems) if is_many else problems[0])  # type: ignore[arg-type]  # nested details
