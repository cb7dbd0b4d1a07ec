"""Starting processes so that they can be found again, and stopping exactly those."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psutil

from config.embedded.errors import EmbeddedError
from config.embedded.places import REPOSITORY, Account

# Every process that we start carries the data folder in this variable.
MARK = "SAMPLAN_FOLDER"

# Start times are computed from the time of boot, which moves by a second when the clock is set.
CLOCK_TOLERANCE_SECONDS = 2.0
LARGEST_LOG_BYTES = 5_000_000


@dataclass(frozen=True)
class Program:
    """A process to be started, and how; without a log it writes to the screen."""

    name: str
    command: list[str]
    log: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    stdin: int = subprocess.DEVNULL
    pass_fds: tuple[int, ...] = ()


@dataclass(frozen=True)
class Started:
    """A process that we started: its number alone proves nothing, numbers are used again."""

    name: str
    pid: int
    started: float

    def process(self) -> psutil.Process | None:
        """The process, if it still runs and is the one that we started."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) <= CLOCK_TOLERANCE_SECONDS
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def identify(name: str, pid: int) -> Started:
    """The identity of a process that runs now."""
    try:
        return Started(name, pid, psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return Started(name, pid, time.time())


def spawn(program: Program, folder: Path) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that a Ctrl-C at the terminal reaches only the launcher."""
    account = program.account
    try:
        with _output(program.log) as output:
            return subprocess.Popen(
                program.command,
                stdin=program.stdin,
                stdout=output,
                stderr=output,
                env={**program.environment, MARK: str(folder)},
                cwd="/" if account else REPOSITORY,
                start_new_session=True,
                pass_fds=program.pass_fds,
                umask=0o077,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            )
    except OSError as error:
        raise EmbeddedError(f"{program.command[0]} could not be started: {error}") from error


@contextmanager
def _output(log: Path | None) -> Iterator[BinaryIO | None]:
    if log is None:
        yield None
        return
    log.parent.mkdir(mode=0o700, exist_ok=True)
    with log.open("ab") as file:
        yield file


def shorten_logs(folder: Path) -> None:
    """Put logs that have grown large aside, one earlier generation each."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.old"))


def end_of(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented for the screen."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def marked(folder: Path) -> list[psutil.Process]:
    """Every process of this machine that was started for the data folder, but for ourselves."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and _belongs(process, folder):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def _belongs(process: psutil.Process, folder: Path) -> bool:
    if process.environ().get(MARK) == str(folder):
        return process.status() != psutil.STATUS_ZOMBIE
    return process.name() == "postgres" and str(folder / "postgres") in process.cmdline()


def stop(processes: Iterable[psutil.Process], how: signal.Signals, patience_seconds: float) -> None:
    """Ask processes to end, wait, and kill those that do not; returns when none of them runs."""
    alive = list(processes)
    for process in alive:
        send(process, how)
    for process in still_running(alive, patience_seconds):
        send(process, signal.SIGKILL)
    still_running(alive, 10)


def still_running(processes: Iterable[psutil.Process], patience_seconds: float) -> list[psutil.Process]:
    """Those of the processes that have not ended when the patience has."""
    deadline = time.monotonic() + patience_seconds
    alive = [process for process in processes if not _has_ended(process)]
    while alive and time.monotonic() < deadline:
        time.sleep(0.02)
        alive = [process for process in alive if not _has_ended(process)]
    return alive


def _has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def send(process: psutil.Process, how: signal.Signals) -> None:
    """Send a signal to a process, which may have ended already."""
    with suppress(psutil.NoSuchProcess):
        process.send_signal(how)
