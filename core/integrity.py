"""What the database refuses, in the reader's language.

A named constraint, or a trigger of `core.triggers.refuses`, says no with its name; the service that
writes knows what that means to the person and says it with `explained`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DatabaseError, IntegrityError
from django.utils.functional import Promise

from core.errors import DomainError


@contextmanager
def explained(messages: Mapping[str, str | Promise]) -> Iterator[None]:
    """Turns the violation of a constraint that `messages` names into a `DomainError` with that message.

    The error's code is the name of the constraint. Stand it around the transaction, not in it: after
    a violation nothing more can be asked of the transaction.
    """
    try:
        yield
    except IntegrityError as error:
        name = violated(error)
        if name not in messages:
            raise
        raise DomainError(str(messages[name]), code=name) from error


def violated(error: DatabaseError) -> str:
    """The name of the constraint that the database found violated, empty if it gave none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
