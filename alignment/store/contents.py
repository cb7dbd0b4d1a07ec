"""The frozen content of a report, kept once however many reports say the same.

A content is JSON. It is kept in lines: the parts of it under their names, each goal, plan and finding in a
line of its own. Two contents of one organisation have most lines in common, and what differs between them is
found without reading those as JSON (`apart`). The matrix, two thirds of it all, and the goals' scores stand
beside the rest, since most readers want the rest alone, and the overview the scores alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from core.compressed import compressed, decompressed

#: Parts of a document whose entries have names, and parts that are lists. Others are one entry each.
NAMED, LISTED = ("goals", "plans", "matrix"), ("findings", "provided_findings")
MATRIX = "matrix"
#: The entries of each part of a document, as JSON without a line break; named ones as `"name":value`.
Parts = Mapping[str, list[bytes]]


@dataclass(frozen=True, slots=True)
class Content:
    """A document in parts, its goals' scores, and the SHA-256 of it as JSON, in hexadecimal."""

    parts: Parts
    scores: Mapping[str, int]
    sha256: str

    def columns(self) -> dict[str, bytes]:
        """As it is stored."""
        return {
            "body": _packed({**self.parts, MATRIX: []}),
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
    return _without(before, after), _without(after, before)


def json_of(parts: Parts) -> bytes:
    """The parts as one JSON document: of a whole content byte by byte what its SHA-256 was taken of."""
    return b"{" + b",".join(b'"%b":%b' % (name.encode(), _json(name, parts[name])) for name in parts) + b"}"


def document_of(parts: Parts) -> dict[str, Any]:
    """The parts as a document."""
    document: dict[str, Any] = orjson.loads(json_of(parts))
    return document


def _lines(name: str, part: Any) -> list[bytes]:
    if name in NAMED:
        return [orjson.dumps({key: value})[1:-1] for key, value in part.items()]
    return [orjson.dumps(entry) for entry in (part if name in LISTED else [part])]


def _json(name: str, lines: list[bytes]) -> bytes:
    if name in NAMED:
        return b"{" + b",".join(lines) + b"}"
    return b"[" + b",".join(lines) + b"]" if name in LISTED else lines[0]


def _without(parts: Parts, others: Parts) -> Parts:
    return {
        name: list(set(lines).difference(others.get(name, ()))) if name in {*NAMED, *LISTED} else lines
        for name, lines in parts.items()
    }


def _packed(parts: Parts) -> bytes:
    """A paragraph for each part: its name, and a line for each entry."""
    paragraphs = (b"\n".join((name.encode(), *lines)) for name, lines in parts.items())
    return compressed(b"\n\n".join(paragraphs))


def _unpacked(text: bytes) -> dict[str, list[bytes]]:
    parts = {}
    for paragraph in text.split(b"\n\n"):
        name, *lines = paragraph.split(b"\n")
        parts[name.decode()] = lines
    return parts
