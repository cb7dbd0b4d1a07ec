"""Django's PostgreSQL, asked with less to do about it: `DATABASES` names this package as its engine.

An answer of the API that has not changed takes the database a tenth of a millisecond. Around it Django asks
whether the connection lives, has the same question planned anew, and reads instants in Python.
"""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus
from psycopg.types.datetime import TimestamptzLoader

#: What is asked in the same words after so many times on one connection is planned once and for all.
PLANNED_AFTER = 1
#: For so long a connection that was used, and of which nothing else was heard, is taken to live.
TRUSTED_SECONDS = 10.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the database."""

    used_at = float("-inf")
    health_check_done: bool

    def get_connection_params(self) -> dict[str, Any]:
        """As Django has them; what `planned_once` asks is prepared, if that is wanted."""
        params = super().get_connection_params()
        params["prepare_threshold"] = PLANNED_AFTER if settings.PREPARED_STATEMENTS else None
        return params

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that reads instants as psycopg does, in C: Django reads each in Python, to the same."""
        cursor = super().create_cursor(name)
        if self.timezone_name == "UTC":
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        return cursor

    def close_if_health_check_failed(self) -> None:
        """Close a connection that does not live; one that was used just now is not asked whether it does.

        A server that goes away, or ends the connection, says so on the line. Who vanishes without a word is
        found out after the seconds for which a quiet line is trusted, as before.
        """
        was_used, self.used_at = self.used_at, time.monotonic()
        if not self.health_check_done and self.used_at - was_used < TRUSTED_SECONDS:
            self.health_check_done = self._is_quiet()
        super().close_if_health_check_failed()

    def _is_quiet(self) -> bool:
        """Whether the connection is open and waits, and nothing that nobody asked for has come."""
        if self.connection is None or self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)


@contextmanager
def planned_once() -> Iterator[None]:
    """What is asked meanwhile is planned by PostgreSQL the second time, and then no more on this connection.

    For questions that are asked all the time in the same words: the values that change travel beside them.
    (Everything else is sent as one text, which takes no preparation.)
    """
    connection.ensure_connection()
    raw: Any = connection.connection
    usual = raw.cursor_factory
    raw.cursor_factory = base.ServerBindingCursor
    try:
        yield
    finally:
        raw.cursor_factory = usual
