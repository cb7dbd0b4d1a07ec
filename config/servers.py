"""Which PostgreSQL and Valkey: those that the environment names, or embedded ones.

Production has neither the wheels nor what drives them installed, so that code is imported only when needed.
"""

import importlib
import os
from contextlib import AbstractContextManager, nullcontext


class ServersError(Exception):
    """There are no servers to work with; the message says why and what to do about it."""


def servers_are_named() -> bool:
    """Whether the environment names servers; raises `ServersError` if it names only one of the two."""
    named = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.keys() & {name, f"{name}_FILE"}]
    if len(named) == 1:
        raise ServersError(f"Only {named[0]} is set. Set both DATABASE_URL and REDIS_URL, or neither.")
    return bool(named)


def servers_at_hand() -> AbstractContextManager[None]:
    """Named servers, or embedded ones for as long as the context lasts; raises `ServersError`."""
    if servers_are_named():
        return nullcontext()
    try:
        embedded = importlib.import_module("config.embedded")
    except ModuleNotFoundError as error:
        raise ServersError(
            f"Set DATABASE_URL and REDIS_URL: the embedded servers are not installed (no {error.name})."
        ) from error
    context: AbstractContextManager[None] = embedded.join_or_serve()
    return context
