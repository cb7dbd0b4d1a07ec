"""The product as a person runs it: a checkout of its own, real processes, a screen to read."""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

from config.embedded.places import REPOSITORY, Account, can_read
from config.embedded.processes import MARK

T = TypeVar("T")
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".samplan", ".*_cache", "__pycache__", "staticfiles", "*.mo"
)
#: The way to the package index belongs to the machine, not to the user (as in `.ci/run`).
PACKAGE_INDEX = re.compile(r"PIP_.*|SSL_CERT_FILE|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY")
#: What is never imported need not be compiled.
UNCOMPILED = {"PIP_COMPILE": "0"}
PATIENCE_SECONDS = 240


class InVain(AssertionError):
    """What was waited for did not come in a generous time."""


def wait_until(condition: Callable[[], T], what: str) -> T:
    """The first true answer of the condition; raises `InVain` after a generous time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (answer := condition()):
        if time.monotonic() > deadline:
            load = f"{os.getloadavg()[0]:.0f} processes wanted to run on {os.cpu_count()} processors"
            raise InVain(f"waited in vain for {PATIENCE_SECONDS} s, while {load}: {what}")
        time.sleep(0.05)
    return answer


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Checkout:
    """A copy of the checkout, and who uses it; None is whoever runs the tests."""

    folder: Path
    user: Account | None = None
    data: Path | None = None
    screens: int = field(default=0)
    run: "Run | None" = None
    """The last one that was started."""
    fault: str = ""
    """Why nobody tries any more."""

    def launch(self, port: int, *, under: tuple[str, ...] = ()) -> "Run":
        """Start the product as `make run` does, or as a child of another program."""
        self.screens += 1
        command = [*under, *self.python(), "-m", "config.launch"]
        return Run(self, port, command, self.folder.parent / f"screen-{self.screens}")

    def start(self, port: int | None = None) -> "Run":
        """Start the product and wait until it is ready; whatever ran before has been stopped.

        Where one start is waited for in vain, the next ones are not waited for.
        """
        if self.fault:
            pytest.fail(self.fault, pytrace=False)
        self.rest()
        self.run = self.launch(port or free_port())
        try:
            self.run.wait_for("Stop with Ctrl-C.")
        except InVain:
            self.fault = "Not tried: an earlier test has waited for a start in vain."
            self.kill()
            raise
        return self.run

    def running(self) -> "Run":
        """The product as a test before has left it running, else started."""
        return self.run if self.run and self.run.is_running() else self.start()

    def rest(self) -> None:
        """Stop what runs."""
        if self.run and self.run.is_running():
            self.run.stop()

    def kill(self) -> None:
        """End whatever has to do with this checkout, however it is."""
        for process in psutil.process_iter():
            if self._owns(process):
                process.kill()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command in the checkout."""
        return subprocess.run(
            [*self.python(), "manage.py", *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            **identity(self.user),
        )

    def python(self) -> list[str]:
        """The interpreter that the user has installed the packages for."""
        return [sys.executable if self.user is None else str(self.folder / ".venv/bin/python")]

    def environment(self) -> dict[str, str]:
        """A new user's environment."""
        return {"PATH": os.defpath, "HOME": str(self.folder.parent / "home")}

    def install(self) -> None:
        """Make the virtual environment as `make run` does, with an interpreter that the user can run."""
        assert self.user
        tools = self.folder.parent / "bin"
        tools.mkdir()
        (tools / "python3").symlink_to(interpreter_of(self.user))
        package_index = {name: value for name, value in os.environ.items() if PACKAGE_INDEX.fullmatch(name)}
        made = subprocess.run(
            ["make", "venv"],
            cwd=self.folder,
            env={**self.environment(), "PATH": f"{tools}:{os.defpath}", **package_index, **UNCOMPILED},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **identity(self.user),
        )
        assert made.returncode == 0, made.stdout
        assert "Installing Python packages" in made.stdout

    def record(self) -> dict[str, object]:
        """What the launcher has written down."""
        assert self.data
        values: dict[str, object] = json.loads((self.data / "run.json").read_text())
        return values

    def left(self) -> list[str]:
        """Every process that has to do with this checkout or its data."""
        return [_describe(process) for process in psutil.process_iter() if self._owns(process)]

    def _owns(self, process: psutil.Process) -> bool:
        try:
            facts = " ".join([process.environ().get(MARK, ""), process.cwd(), *process.cmdline()])
            return process.status() != psutil.STATUS_ZOMBIE and any(
                str(place) in facts for place in (self.folder, self.data) if place
            )
        except (psutil.Error, OSError):
            return False


class Run:
    """One run of the product."""

    def __init__(self, checkout: Checkout, port: int, command: list[str], screen: Path) -> None:
        self.checkout, self.port, self.screen = checkout, port, screen
        with screen.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=checkout.folder,
                env={**checkout.environment(), "PORT": str(port)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **identity(checkout.user),
            )

    def text(self) -> str:
        """What the screen shows."""
        return self.screen.read_text()

    def wait_for(self, words: str) -> None:
        """Return when the screen shows the words; patience begins anew with each line that it shows."""
        while words not in (shown := self.text()) and self.is_running():
            wait_until(partial(self._goes_on, shown), f"{words}\n{shown}")
        data = self.text().partition("data and logs in ")[2].partition("\n")[0]
        self.checkout.data = Path(data) if data else self.checkout.data
        assert words in self.text(), self.text()

    def _goes_on(self, shown: str) -> bool:
        return self.text() != shown or not self.is_running()

    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    def answers(self) -> bool:
        """Whether the web server says that it works."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=30) as answer:
            return bool(answer.status == 200)

    def page(self) -> str:
        """The start page, as somebody gets it whose browser asks for no language."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=30) as answer:
            return str(answer.read().decode())

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE_SECONDS)

    def children(self) -> list[psutil.Process]:
        """Web, three workers and beat, in the order in which they were started."""
        application = next(
            process
            for process in psutil.Process(self.process.pid).children()
            if "config.application" in process.cmdline()
        )
        return sorted(application.children(), key=lambda child: child.pid)


def _describe(process: psutil.Process) -> str:
    try:
        return f"{process.pid} {process.cmdline()}"
    except psutil.Error:
        return str(process.pid)


def ordinary_user() -> Account | None:
    """An account that is neither root nor the servers'; None where there is none."""
    for name in ("games", "daemon"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    return None


def identity(user: Account | None) -> dict[str, Any]:
    """What starts a process as that user; nothing where it is whoever runs the tests."""
    return {"user": user.uid, "group": user.gid, "extra_groups": []} if user else {}


def interpreter_of(user: Account) -> Path:
    """An interpreter that the user can run and make a virtual environment with."""
    fits = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
    candidates = (Path(os.path.realpath(sys.executable)), Path("/usr/bin/python3"))
    for path in (path for path in candidates if path.exists() and can_read(path, user)):
        if subprocess.run([path, "-c", fits], cwd="/", check=False, **identity(user)).returncode == 0:
            return path
    pytest.skip("no Python 3.11 or later, with venv, that an ordinary user of this machine can run")


@contextmanager
def checkout_of(user: Account | None) -> Iterator[Checkout]:
    """A copy of this checkout that belongs to the user; all that runs from it has ended afterwards."""
    base = Path(tempfile.mkdtemp(prefix="samplan-checkout-", dir="/tmp"))
    shutil.copytree(REPOSITORY, base / "samplan", ignore=LEFT_OUT)
    (base / "home").mkdir()
    if user:
        for path in (base, *base.rglob("*")):
            os.chown(path, user.uid, user.gid)
    checkout = Checkout(base / "samplan", user)
    try:
        if user:
            checkout.install()
        yield checkout
    finally:
        checkout.kill()
        shutil.rmtree(base, ignore_errors=True)
        if checkout.data and checkout.data.parent == Path("/var/lib"):
            shutil.rmtree(checkout.data, ignore_errors=True)
