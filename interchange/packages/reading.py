"""From bytes to a JSON document, whatever the bytes are: one clear error instead of a crash."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from interchange.packages.problems import LONGEST_VALUE, PackageProblem, Unusable, pointer

Document = dict[str, Any]

#: More digits than a column holds; the longest numerals are not even computed.
LONGEST_NUMERAL = 60
#: Only documents with such an escape can hold a NUL or half of a surrogate pair.
SUSPICIOUS_ESCAPE = re.compile(r"\\u(0000|[dD][89a-fA-F])")


class Unreadable(Exception):
    """The file is no JSON document that can be imported; the problem says why."""

    def __init__(self, problem: PackageProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Repeated(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def read_file(path: Path) -> bytes:
    """A file's bytes, at most `settings.MAX_PACKAGE_BYTES` of them. Raises `Unreadable`."""
    try:
        with path.open("rb") as stream:
            if path.is_file() and path.stat().st_size > settings.MAX_PACKAGE_BYTES:
                raise too_large(path.name)
            return read_stream(stream, path.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise unreadable(path.name, _("cannot be read: %(reason)s") % {"reason": reason}) from error


def read_stream(stream: BinaryIO, source: str) -> bytes:
    """At most `settings.MAX_PACKAGE_BYTES` bytes of a stream. Raises `Unreadable`."""
    data = stream.read(settings.MAX_PACKAGE_BYTES + 1)
    if len(data) > settings.MAX_PACKAGE_BYTES:
        raise too_large(source)
    return data


def parse(data: bytes, source: str) -> Document:
    """The document in `data`; numbers are `int` or `Decimal`. Raises `Unreadable`."""
    if not data.strip():
        raise unreadable(source, _("is empty"))
    text = decoded(data, source)
    repeated: list[Repeated] = []
    document = parsed(text, source, repeated)
    if not isinstance(document, dict):
        raise unreadable(source, _("a package is a JSON object, but this is something else"))
    if repeated:
        raise unreadable(
            source, _('the key "%(key)s" stands twice in one object'), *place_of(document, repeated[0])
        )
    if SUSPICIOUS_ESCAPE.search(text):
        check_texts(document, source)
    return document


def decoded(data: bytes, source: str) -> str:
    """UTF-8 as text; a byte order mark is let go."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("is not UTF-8: byte %(place)d cannot be read") % {"place": error.start}
        raise unreadable(source, message) from error


def parsed(text: str, source: str, repeated: list[Repeated]) -> Any:
    """Any JSON value; the first object that repeats a key is added to `repeated`."""

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if repeated or len(found) == len(pairs):
            return found
        counts = Counter(key for key, _value in pairs)
        marked = Repeated(found)
        marked.key = next(key for key, count in counts.items() if count > 1)
        repeated.append(marked)
        return marked

    decoder = json.JSONDecoder(
        object_pairs_hook=collect, parse_float=numeral, parse_int=numeral, parse_constant=Unusable
    )
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno, "reason": error.msg}
        message = _("is not JSON: line %(line)d, column %(column)d: %(reason)s") % where
        raise unreadable(source, message) from error
    except RecursionError:
        raise unreadable(source, _("is nested too deeply to be a package")) from None


def numeral(text: str) -> int | Decimal | Unusable:
    """A number, whole if it is; far too long or large ones are unusable."""
    if len(text) > LONGEST_NUMERAL:
        return Unusable(text)
    number = Decimal(text)
    if not number:
        return 0
    if abs(number.adjusted()) > LONGEST_NUMERAL:
        return Unusable(text)
    return int(number) if number == number.to_integral_value() else number


def check_texts(document: Document, source: str) -> None:
    """Raises `Unreadable` for a text that no database can hold."""
    for steps, value in walk(document):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            message = _("has a character that is none (a NUL or half of a surrogate pair)")
            raise unreadable(source, message, pointer(*steps))


def walk(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text and every key in the document with its place, without recursion."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), document)]
    while waiting:
        steps, value = waiting.pop()
        if isinstance(value, str):
            yield steps, value
        elif isinstance(value, dict):
            yield from ((steps, key) for key in value)
            waiting += [((*steps, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*steps, place), inner) for place, inner in enumerate(value)]


def place_of(document: Document, wanted: Repeated) -> tuple[str, dict[str, str]]:
    """Where an object is, and the key that it repeats."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), document)]
    found: tuple[str | int, ...] = ()
    while waiting:
        steps, value = waiting.pop()
        if value is wanted:
            found = steps
            break
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        waiting += [((*steps, step), item) for step, item in inner]
    return pointer(*found), {"key": wanted.key[:LONGEST_VALUE]}


def too_large(source: str) -> Unreadable:
    """The file is above the limit."""
    megabytes = settings.MAX_PACKAGE_BYTES / 1024 / 1024
    return unreadable(
        source, _("is larger than %(limit)g MB, the most that is read") % {"limit": round(megabytes, 3)}
    )


def unreadable(source: str, message: str, path: str = "", values: dict[str, str] | None = None) -> Unreadable:
    """An error about a whole file."""
    return Unreadable(
        PackageProblem(
            path=path, code="unreadable", message=message % values if values else message, source=source
        )
    )
