"""Servers for a management command: those that run already, or own ones for as long as it takes."""

import fcntl
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config.embedded.errors import AlreadyRunningError
from config.embedded.places import data_folder
from config.embedded.record import Record, read_record
from config.embedded.screen import complain
from config.embedded.servers import Servers, serve
from config.servers import servers_are_named

# A first start may make a database and load the demonstration before its servers are ready to be joined.
PATIENCE_SECONDS = 120.0
ATTEMPTS = 5


@contextmanager
def join_or_serve() -> Iterator[None]:
    """Give the command that runs inside PostgreSQL and Valkey.

    Those that `DATABASE_URL` and `REDIS_URL` name; else those of this checkout that run already (`make run`
    in another terminal); else own ones, which end with the command. Sets the variables of this process.
    Raises `EmbeddedError` with a plain message.
    """
    if servers_are_named():
        yield
        return
    folder = data_folder()
    with ExitStack() as stack:
        os.environ.update(_missing(_enter(stack, folder)))
        yield


def _missing(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in os.environ}


def _enter(stack: ExitStack, folder: Path) -> dict[str, str]:
    """Join or serve; of two commands that begin at the same moment one serves and the other joins."""
    for _ in range(ATTEMPTS):
        guest = _lock_as_guest(folder)
        record = _wait_until_ready(folder)
        if record is not None:
            stack.callback(os.close, guest)
            return record.environment
        os.close(guest)
        try:
            servers = stack.enter_context(serve(folder, purpose=" ".join(["manage.py", *sys.argv[1:2]])))
        except AlreadyRunningError as error:
            reason = error
            continue
        stack.callback(_wait_for_guests, servers)
        return servers.environment()
    raise reason


def _lock_as_guest(folder: Path) -> int:
    """As long as a guest holds this, a command that serves waits before it stops the servers."""
    descriptor = os.open(folder / "guests", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _wait_until_ready(folder: Path) -> Record | None:
    """The record of servers that can be joined; None where nobody serves, or is about to stop."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (record := read_record(folder)) and record.holder.process():
        if record.phase == "running" and record.environment:
            return record
        if record.phase == "stopping" or time.monotonic() > deadline:
            return None
        time.sleep(0.05)
    return None


def _wait_for_guests(servers: Servers) -> None:
    """Let other commands that have joined end first; none can join afterwards."""
    descriptor = os.open(servers.folder / "guests", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            complain("waiting for another command that uses the same servers to end.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        servers.claim.record.phase = "stopping"
        servers.claim.save()
    finally:
        os.close(descriptor)
