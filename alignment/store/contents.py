"""The frozen content of a report: compressed JSON, kept once however many reports say the same."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

FAST = 1


@dataclass(frozen=True, slots=True)
class Content:
    """JSON as bytes and its SHA-256 in hexadecimal."""

    json: bytes
    sha256: str

    def compressed(self) -> bytes:
        """What is kept."""
        return zlib.compress(self.json, FAST)


def freeze(document: Mapping[str, Any]) -> Content:
    """A report's document without its date: the same result on another day is the same content."""
    content = orjson.dumps({name: part for name, part in document.items() if name != "date"})
    return Content(content, hashlib.sha256(content).hexdigest())


def thaw(body: bytes | memoryview) -> bytes:
    """The JSON of a compressed content; a report's date stands beside it."""
    return zlib.decompress(body)
