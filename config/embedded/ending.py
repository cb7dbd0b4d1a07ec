"""Ending every process of a data folder, whoever started it."""

import shutil
import signal
from collections.abc import Iterable
from pathlib import Path

import psutil

from config.embedded.processes import marked, send, still_running, stop
from config.embedded.record import read_record

PROGRAM_PATIENCE_SECONDS = 10.0
SERVER_PATIENCE_SECONDS = 60.0
ORPHAN_PATIENCE_SECONDS = 10.0


def end_everything(folder: Path) -> None:
    """End every process of a data folder, programs before servers, and remove its sockets.

    Finds them by the record and by the mark in their environment; a process that merely has the number
    of one of ours is left alone. Must be called with the lock held.
    """
    record = read_record(folder)
    known = [started.process() for started in record.processes] if record else []
    found = {process.pid: process for process in [*known, *marked(folder)] if process}
    servers = [process for process in found.values() if _name(process) in {"postgres", "valkey-server"}]
    _end_programs([process for process in found.values() if process not in servers])
    _end_servers(folder, servers)
    if record and record.sockets:
        shutil.rmtree(record.sockets, ignore_errors=True)
    # A crashed postmaster leaves this file. Nothing of ours runs any more, but the number in it may be
    # in use again by another program, and then PostgreSQL would refuse to start.
    (folder / "postgres" / "postmaster.pid").unlink(missing_ok=True)


def _end_programs(programs: list[psutil.Process]) -> None:
    """Ask those that nobody here has started; they end their children themselves, gently."""
    numbers = {process.pid for process in programs}
    for process in programs:
        if _parent(process) not in numbers:
            send(process, signal.SIGTERM)
    stop(still_running(programs, PROGRAM_PATIENCE_SECONDS), signal.SIGKILL, ORPHAN_PATIENCE_SECONDS)


def _end_servers(folder: Path, servers: Iterable[psutil.Process]) -> None:
    postmaster = _postmaster(folder)
    # Only the postmaster may be signalled: its children end with it, and by themselves when it has died.
    masters = [process for process in servers if process.pid == postmaster]
    caches = [process for process in servers if _name(process) == "valkey-server"]
    for process in masters:
        send(process, signal.SIGINT)
    for process in caches:
        send(process, signal.SIGTERM)
    slow = still_running([*masters, *caches], SERVER_PATIENCE_SECONDS)
    orphans = still_running(servers, ORPHAN_PATIENCE_SECONDS)
    stop([*slow, *orphans], signal.SIGKILL, ORPHAN_PATIENCE_SECONDS)


def _postmaster(folder: Path) -> int:
    """The number in PostgreSQL's own pid file; 0 where there is none."""
    try:
        return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return 0


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return 0


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""
