"""The frozen content of a report, kept once however many reports say the same.

A content is JSON. It is kept in lines: the parts of it under their names, each goal, plan and finding in a
line of its own. Two contents of one organisation have most lines in common, and what differs between them is
found without reading those as JSON (`apart`). The matrix, two thirds of it all, and the goals' scores stand
beside the rest, since most readers want the rest alone, and the overview the scores alone.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from core.compressed import compressed, decompressed

#: Parts of a document whose entries have names, and parts that are lists. Others are one entry each.
NAMED, LISTED = ("goals", "plans", "matrix"), ("findings", "provided_findings")
MATRIX = "matrix"
#: How much of two contents is compared at a time.
BLOCK = 4096
#: The entries of each part of a document, each a line of JSON; named ones as `"name":value`.
Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Content:
    """A document in parts, its goals' scores, and the SHA-256 of it as JSON, in hexadecimal."""

    parts: Parts
    scores: Mapping[str, int]
    sha256: str

    def columns(self) -> dict[str, bytes]:
        """As it is stored."""
        return {
            "body": _packed({**self.parts, MATRIX: b""}),
            "matrix": _packed({MATRIX: self.parts[MATRIX]}),
            "scores": compressed(orjson.dumps(self.scores)),
        }


def freeze(document: Mapping[str, Any]) -> Content:
    """A report's document without its date: the same result on another day is the same content."""
    parts = {name: _lines(name, part) for name, part in document.items() if name != "date"}
    scores = {name: goal["chain_score"] for name, goal in document["goals"].items()}
    return Content(parts, scores, hashlib.sha256(json_of(parts)).hexdigest())


def thaw(body: bytes | memoryview, matrix: bytes | memoryview | None = None) -> Parts:
    """The parts of a stored content; a report's date stands beside it.

    With the matrix where that is given, else empty; what was frozen before it was kept apart has it anyhow.
    """
    text = decompressed(body)
    if text.startswith(b"{"):
        return {name: _lines(name, part) for name, part in orjson.loads(text).items()}
    parts = _unpacked(text)
    return parts if matrix is None else {**parts, **_unpacked(decompressed(matrix))}


def thaw_scores(scores: bytes | memoryview | None, body: bytes | memoryview | None) -> dict[str, int]:
    """The goals' chain scores by name; from the body, if they were not kept apart yet."""
    if scores is not None:
        kept: dict[str, int] = orjson.loads(decompressed(scores))
        return kept
    goals = orjson.loads(decompressed(body))["goals"] if body is not None else {}
    return {name: goal["chain_score"] for name, goal in goals.items()}


def apart(before: Parts, after: Parts) -> tuple[Parts, Parts]:
    """Two contents without the goals, plans, cells and findings that both have alike."""
    old, new = dict(before), dict(after)
    for name in (*NAMED, *LISTED):
        old[name], new[name] = _unlike(old.get(name, b""), new.get(name, b""), are_named=name in NAMED)
    return old, new


def json_of(parts: Parts) -> bytes:
    """The parts as one JSON document: of a whole content byte by byte what its SHA-256 was taken of."""
    return b"{" + b",".join(b'"%b":%b' % (name.encode(), _json(name, parts[name])) for name in parts) + b"}"


def document_of(parts: Parts) -> dict[str, Any]:
    """The parts as a document."""
    document: dict[str, Any] = orjson.loads(json_of(parts))
    return document


def _lines(name: str, part: Any) -> bytes:
    if name in NAMED:
        return b"\n".join(orjson.dumps({key: value})[1:-1] for key, value in part.items())
    return b"\n".join(orjson.dumps(entry) for entry in (part if name in LISTED else [part]))


def _json(name: str, lines: bytes) -> bytes:
    """JSON writes a line break in a text otherwise: those here part the entries."""
    if name in NAMED:
        return b"{" + lines.replace(b"\n", b",") + b"}"
    return b"[" + lines.replace(b"\n", b",") + b"]" if name in LISTED else lines


def _unlike(old: bytes, new: bytes, *, are_named: bool, block: int = BLOCK) -> tuple[bytes, bytes]:
    """The lines that only one of two texts has.

    Most texts are alike, and of two that are not most lines stand in the same order. What is alike is passed
    over in blocks: to part thousands of lines takes longer than all else that is done with them.
    """
    if old == new:
        return b"", b""
    left, right = (_named_unlike if are_named else _listed_unlike)(old, new, block)
    return b"\n".join(left), b"\n".join(right)


def _listed_unlike(old: bytes, new: bytes, _block: int) -> tuple[Iterable[bytes], Iterable[bytes]]:
    left, right = ({line for line in text.split(b"\n") if line} for text in (old, new))
    return left - right, right - left


def _named_unlike(old: bytes, new: bytes, block: int) -> tuple[Iterable[bytes], Iterable[bytes]]:
    """The same of lines with names, each of which a text has once."""
    left: list[bytes] = []
    right: list[bytes] = []
    i = j = since = 0  # Where both are read, and from where on the one has been read without a difference.
    while i < len(old) or j < len(new):
        if old[i : i + block] == new[j : j + block]:
            i, j = i + block, j + block
            continue
        back = i - max(since, old.rfind(b"\n", 0, i) + 1)
        i, j = i - back, j - back
        line, other = _line(old, i), _line(new, j)
        while line and line == other:
            i, j = i + len(line) + 1, j + len(line) + 1
            line, other = _line(old, i), _line(new, j)
        if _name(line) != _name(other):
            # Something has come or gone: what follows does not stand in its place any more.
            rest_of_old, rest_of_new = _listed_unlike(old[i:], new[j:], block)
            return [*left, *rest_of_old], [*right, *rest_of_new]
        left.append(line)
        right.append(other)
        i = since = i + len(line) + 1
        j += len(other) + 1
    return left, right


def _line(text: bytes, start: int) -> bytes:
    end = text.find(b"\n", start)
    return text[start:] if end < 0 else text[start:end]


def _name(line: bytes) -> bytes:
    return line.partition(b'":')[0]


def _packed(parts: Parts) -> bytes:
    """A paragraph for each part: its name, and a line for each entry."""
    paragraphs = (name.encode() + b"\n" + lines if lines else name.encode() for name, lines in parts.items())
    return compressed(b"\n\n".join(paragraphs))


def _unpacked(text: bytes) -> dict[str, bytes]:
    parts = {}
    for paragraph in text.split(b"\n\n"):
        name, _break, lines = paragraph.partition(b"\n")
        parts[name.decode()] = lines
    return parts
