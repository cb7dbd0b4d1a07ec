"""Errors that a rule of the domain raises; pages and the API show them to the person who asked."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (a field or JSON path), a code for programs, and what to do about it."""

    path: str
    code: str
    message: str


class DomainError(Exception):
    """A rule says no. `problems` name the things and the way out, in the reader's language."""

    status = 422

    def __init__(self, message: str, *, code: str = "invalid", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.problems = tuple(problems)


class NotAllowed(DomainError):
    """The person may see the thing but not do this to it."""

    status = 403


class Changed(DomainError):
    """Somebody else has changed the thing since it was read; nothing was overwritten.

    `stored` is the thing as it is kept now, None if it is gone: who asked can compare and merge.
    """

    status = 412

    def __init__(self, message: str, *, stored: object = None) -> None:
        super().__init__(message, code="changed")
        self.stored = stored


class InUse(DomainError):
    """The thing cannot go, because others refer to it; the message names them."""

    status = 409
