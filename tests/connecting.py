"""Connections of one's own to the database of the tests, for what only two transactions can show."""

from urllib.parse import quote

from django.db import connection


def address() -> str:
    """The address of the test database, for psycopg."""
    known = connection.settings_dict
    return (
        f"postgresql://{known['USER']}@/{known['NAME']}?host={quote(str(known['HOST']))}&port={known['PORT']}"
    )
