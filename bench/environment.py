"""Servers, an empty database and an empty Valkey database of our own, and Django set up on them."""

import importlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
import redis

from config.servers import servers_are_named

DATABASE = f"samplan_bench_{os.getpid()}"
#: Numbers of Valkey databases to try, from the last that it has as it comes.
VALKEY_DATABASES = range(15, 0, -1)
BEHAVIOUR = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-measurements-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "HTTPS": "0",
    "LOG_LEVEL": "WARNING",
    "API_REQUESTS_PER_MINUTE_KEY": "1000000",
    "API_REQUESTS_PER_MINUTE_ADDRESS": "1000000",
}


class BenchError(Exception):
    """Nothing can be measured here; the message says why."""


@contextmanager
def environment() -> Iterator[None]:
    """Everything that the product needs, empty, and gone afterwards.

    The servers that `DATABASE_URL` and `REDIS_URL` name, or embedded ones that are thrown away.
    """
    with ExitStack() as stack:
        if not servers_are_named():
            embedded = importlib.import_module("config.embedded")
            servers = stack.enter_context(embedded.serve(durable=False, purpose="make bench"))
            os.environ.update(DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)
        os.environ.update(BEHAVIOUR)
        for name in ("DEBUG", "DEMO"):
            os.environ.pop(name, None)
        os.environ["DATABASE_URL"] = stack.enter_context(_database(os.environ["DATABASE_URL"]))
        os.environ["REDIS_URL"] = stack.enter_context(_valkey(os.environ["REDIS_URL"]))
        _set_up_django(stack)
        yield


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A new database on the server of `url`; yields its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{DATABASE}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{DATABASE}"))
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')


@contextmanager
def _valkey(url: str) -> Iterator[str]:
    """An empty database of the Valkey of `url`; yields its address. Raises `BenchError` if there is none."""
    for number in VALKEY_DATABASES:
        address = numbered(url, number)
        with redis.Redis.from_url(address) as client:
            if client.dbsize():
                continue
            try:
                yield address
            finally:
                client.flushdb()
            return
    raise BenchError("Valkey has no empty database among 1 to 15.")


def numbered(url: str, number: int) -> str:
    """The address of another database of the same Valkey."""
    if url.startswith("unix:"):
        return f"{url.partition('?')[0]}?db={number}"
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))


def _set_up_django(stack: ExitStack) -> None:
    """Loads Django and makes the tables; connections are closed before the database goes."""
    django.setup()
    management = importlib.import_module("django.core.management")
    connections = importlib.import_module("django.db").connections
    stack.callback(connections.close_all)
    management.call_command("migrate", interactive=False, verbosity=0)
