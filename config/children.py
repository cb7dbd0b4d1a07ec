"""Forked processes with a log each: ended, noticed, started again."""

import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from config.embedded import end_of, say

LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
WORTH_SHOWING = re.compile(r"\[(warning|error|critical) *\]|\b(WARNING|ERROR|CRITICAL)\b")


def fork(run: Callable[[], object], log: Path | None = None) -> int:
    """Run a function in a child process, its output to `log` if there is one; returns the child's number."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        if log is not None:
            _write_output_to(log)
        run()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except BaseException:  # noqa: BLE001 - nothing may return into the parent's code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _write_output_to(log: Path) -> None:
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)


class Child:
    """A process that is started again when it ends, after a pause that doubles with each failure in a row."""

    def __init__(self, name: str, run: Callable[[], object], logs: Path) -> None:
        """Start it."""
        self.name = name
        self.log = logs / f"{name}.log"
        self._run = run
        self._failures = 0
        self._pause_until = 0.0
        self._shown = self.log.stat().st_size if self.log.exists() else 0
        self._start()

    def _start(self) -> None:
        self._began = time.monotonic()
        self._exit_code: int | None = None
        self._pid = fork(self._run, self.log)

    def has_ended(self) -> bool:
        """Whether the process has ended."""
        if self._exit_code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._exit_code = os.waitstatus_to_exitcode(status)
        return self._exit_code is not None

    def revive(self) -> None:
        """Start the process again if it has ended and its pause is over."""
        if not self.has_ended():
            return
        now = time.monotonic()
        if not self._pause_until:
            self._failures = 1 if now - self._began > STEADY_SECONDS else self._failures + 1
            pause = min(2.0 ** (self._failures - 1), LONGEST_PAUSE_SECONDS)
            self._pause_until = now + pause
            say(f"{self.name} has ended (exit code {self._exit_code}), started again in {pause:.0f} s.")
            say(end_of(self.log))
        elif now >= self._pause_until:
            self._pause_until = 0.0
            self._start()

    def stop(self) -> None:
        """Ask the process to end; the launcher sees to it that it does."""
        if not self.has_ended():
            os.kill(self._pid, signal.SIGTERM)

    def show_warnings(self) -> None:
        """Print new lines of the log that are warnings or errors."""
        if not self.log.exists() or self.log.stat().st_size == self._shown:
            return
        with self.log.open("rb") as file:
            file.seek(self._shown)
            text = file.read()
        complete = text[: text.rfind(b"\n") + 1]
        self._shown += len(complete)
        for line in complete.decode(errors="replace").splitlines():
            if WORTH_SHOWING.search(line):
                say(f"[{self.name}] {line}")
