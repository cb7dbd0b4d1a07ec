"""Web, workers and beat as children of the launcher: started, watched, started again."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import BinaryIO

from config.embedded import Claim, Program, end_of

WEB_PATIENCE_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
WORTH_SHOWING = re.compile(rb"\[(warning|error|critical) *\]|\b(WARNING|ERROR|CRITICAL)\b")

CELERY = [sys.executable, "-m", "celery", "-A", "config"]
# The workers of one machine have nothing to tell each other; asking round would delay the start by a second.
WORKER = [*CELERY, "worker", "-c", "1", "--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "INFO"]
WORKERS = {
    "worker-now": [*WORKER, "-Q", "now", "-n", "now@localhost"],
    "worker-fan-out": [*WORKER, "-Q", "fan_out,celery", "-n", "fan-out@localhost"],
    # Its schedule is in the settings: nothing needs to be remembered in a file.
    "beat": [*CELERY, "beat", "--scheduler", "celery.beat.Scheduler", "--pidfile=", "-l", "INFO"],
}
WEB = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--preload"]
WEB_OPTIONS = ["--graceful-timeout", "5", "--no-control-socket", "--log-level", "info"]


class WebHasEndedError(Exception):
    """The web server ended or never answered; the message holds the end of its log."""


@dataclass
class Child:
    """A process, and how often it has failed lately."""

    program: Program
    process: subprocess.Popen[bytes]
    reader: BinaryIO
    began: float = field(default_factory=time.monotonic)
    failures: int = 0
    pause_until: float = 0.0


class Children:
    """The web server, which listens on a socket that we hold already, two workers and beat."""

    def __init__(self, held: Claim, listener: socket.socket) -> None:
        """Start all of them, side by side."""
        self._held = held
        handle = listener.fileno()
        self._web = self._start("web", [*WEB, "--bind", f"fd://{handle}", *WEB_OPTIONS], (handle,))
        self._helpers = [self._start(name, command) for name, command in WORKERS.items()]

    def wait_for_web(self, port: int) -> None:
        """Return when the web server answers; raises `WebHasEndedError` if it does not."""
        deadline = time.monotonic() + WEB_PATIENCE_SECONDS
        while not _answers(port):
            self._check_web()
            if time.monotonic() > deadline:
                raise WebHasEndedError(f"The web server does not answer.{self._log_of(self._web)}")
            time.sleep(0.05)

    def look_after(self) -> None:
        """Show new warnings, start ended workers and beat again; raises `WebHasEndedError` if web has ended."""
        for child in (self._web, *self._helpers):
            _show_warnings(child)
        self._check_web()
        for child in self._helpers:
            self._revive(child)

    def _start(self, name: str, command: list[str], handles: tuple[int, ...] = ()) -> Child:
        log = self._held.log(name)
        program = Program(name, command, log, dict(os.environ), pass_fds=handles)
        process = self._held.start(program)
        reader = log.open("rb")
        reader.seek(0, os.SEEK_END)
        return Child(program, process, reader)

    def _check_web(self) -> None:
        code = self._web.process.poll()
        if code is not None:
            raise WebHasEndedError(f"The web server has ended (exit code {code}).{self._log_of(self._web)}")

    def _log_of(self, child: Child) -> str:
        return f" The end of {child.program.log}:\n{end_of(child.program.log)}"

    def _revive(self, child: Child) -> None:
        """Start a child again that has ended, after a pause that doubles with every failure in a row."""
        now = time.monotonic()
        code = child.process.poll()
        if code is None:
            return
        if not child.pause_until:
            child.failures = 1 if now - child.began > STEADY_SECONDS else child.failures + 1
            pause = min(2.0 ** (child.failures - 1), LONGEST_PAUSE_SECONDS)
            child.pause_until = now + pause
            print(f"{child.program.name} has ended (exit code {code}), started again in {pause:.0f} s.", flush=True)
            print(end_of(child.program.log), flush=True)
        elif now >= child.pause_until:
            child.process = self._held.start(child.program)
            child.began, child.pause_until = now, 0.0


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _show_warnings(child: Child) -> None:
    for line in child.reader:
        if WORTH_SHOWING.search(line):
            print(f"[{child.program.name}] {line.decode(errors='replace').rstrip()}", flush=True)
