"""One process at a time starts and stops what belongs to a data folder."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import places
from config.embedded.ending import end_everything
from config.embedded.errors import AlreadyRunningError
from config.embedded.processes import Program, identify, shorten_logs, spawn
from config.embedded.record import Record, read_record, remove_record, write_record

# How long a second start waits for a first one that may just be ending.
PATIENCE_SECONDS = 2.0
PATIENCE_WHILE_STOPPING_SECONDS = 60.0
CHILD_PATIENCE_SECONDS = 30.0


class Claim:
    """The right to start processes for a data folder; they end with it, and even if we are killed."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self.record = record
        self._children: list[subprocess.Popen[bytes]] = []
        self.save()

    def save(self) -> None:
        """Write down what has changed in the record."""
        write_record(self.folder, self.record)

    def start(self, program: Program) -> subprocess.Popen[bytes]:
        """Start a process that belongs to this claim."""
        process = spawn(program, self.folder)
        self._children.append(process)
        others = [known for known in self.record.processes if known.name != program.name]
        self.record.processes = [*others, identify(program.name, process.pid)]
        self.save()
        return process

    def end(self) -> None:
        """End everything that was started; nothing of it runs afterwards."""
        self.record.phase = "stopping"
        self.save()
        end_everything(self.folder)
        for child in self._children:
            # A process counts as ended when its first thread has; it is gone when all have.
            child.wait(CHILD_PATIENCE_SECONDS)

    def log(self, name: str) -> Path:
        """The log file of the process with that name."""
        return self.folder / "logs" / f"{name}.log"


@contextmanager
def hold(folder: Path, purpose: str, *, port: int | None = None, temporary: bool = False) -> Iterator[Claim]:
    """Hold the data folder: what an earlier holder left is ended first, what we start is ended at the end.

    Raises `AlreadyRunningError` if another process holds it.
    """
    lock = _lock(folder)
    try:
        end_everything(folder)
        shorten_logs(folder / "logs")
        record = Record(purpose, identify("holder", os.getpid()), port=port, temporary=temporary)
        held = Claim(folder, record)
        with _watched(held):
            try:
                yield held
            finally:
                held.end()
    finally:
        if temporary:
            shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def lock_now(folder: Path) -> int | None:
    """The lock of a data folder as a file descriptor, held until that is closed; None if another holds it."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _lock(folder: Path) -> int:
    began = time.monotonic()
    while (descriptor := lock_now(folder)) is None:
        record = read_record(folder)
        stopping = record is None or record.phase == "stopping"
        if time.monotonic() - began > (PATIENCE_WHILE_STOPPING_SECONDS if stopping else PATIENCE_SECONDS):
            raise AlreadyRunningError(_who_holds(record))
        time.sleep(0.05)
    return descriptor


def _who_holds(record: Record | None) -> str:
    if record is None:
        return "Another command of this checkout uses the embedded servers. Try again when it has ended."
    if record.port is None:
        return (
            f"`{record.purpose}` (process {record.holder.pid}) uses the embedded servers of this checkout. "
            "Try again when it has ended."
        )
    return (
        f"Samplan already runs from this folder: http://127.0.0.1:{record.port}/ "
        f"(process {record.holder.pid}). Stop it with Ctrl-C where it was started."
    )


@contextmanager
def _watched(held: Claim) -> Iterator[None]:
    """A small process that ends everything if we are killed: it notices that the pipe to it is closed."""
    reading, writing = os.pipe()
    try:
        watchdog = subprocess.Popen(
            [sys.executable, "-m", "config.embedded.watchdog", str(held.folder), str(os.getpid())],
            stdin=reading,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=places.REPOSITORY,
            start_new_session=True,
        )
        os.close(reading)
        yield
    finally:
        # The record goes first: without one the watchdog has nothing to do.
        remove_record(held.folder)
        os.close(writing)
        watchdog.wait(30)
