"""Failures of a command in plain words: one line, exit code 1, no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from alignment.engine import EngineLimitExceeded
from core.errors import DomainError


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turns what an operator can put right into a `CommandError`."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        message = _("The database cannot be reached, try again when it is up: %(reason)s")
        raise CommandError(message % {"reason": reason}) from None
    except DomainError as error:
        raise CommandError(error.message) from None
    except EngineLimitExceeded as error:
        raise CommandError(str(error)) from None
