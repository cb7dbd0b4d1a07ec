"""Real workers and a real web server, as `make run` starts them, on the servers of this environment."""

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.child import REPOSITORY
from bench.environment import BenchError
from config.application import CELERY, WEB

PATIENCE_SECONDS = 60.0
#: What a worker writes in its log when it takes tasks.
READY = " ready."
CELERY_COMMAND = [sys.executable, "-m", "celery", "-A", "config"]


@contextmanager
def workers(*names: str) -> Iterator[None]:
    """Celery workers by their names in `config.application`; they take tasks when the context begins."""
    with ExitStack() as stack:
        started = [stack.enter_context(_running(name, [*CELERY_COMMAND, *CELERY[name]])) for name in names]
        for each in started:
            each.wait_until(partial(each.has_said, READY))
        yield


@contextmanager
def web_server() -> Iterator[int]:
    """Gunicorn with the product; yields its port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", *WEB]
    with _running("web", command) as web:
        web.wait_until(lambda: _answers(port))
        yield port


@dataclass(frozen=True, slots=True)
class _Running:
    """A process and the file that its output goes to."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def said(self) -> str:
        """Its output so far."""
        return self.log.read_text(errors="replace")

    def has_said(self, text: str) -> bool:
        """Whether its output has the text."""
        return text in self.said()

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        """Return when it is ready. Raises `BenchError` with the end of its output if it ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if is_ready():
                return
            time.sleep(0.05)
        raise BenchError(f"{self.log.stem} does not start:\n{self.said()[-2000:]}")


@contextmanager
def _running(name: str, command: list[str]) -> Iterator[_Running]:
    """Run a program; it has ended when the context is left."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=REPOSITORY, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            yield _Running(process, Path(log.name))
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        return get(port, "/healthz/", {})[0] == http.HTTPStatus.OK
    except OSError:
        return False


def get(port: int, path: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Fetch a page: status, what the header HX-Trigger says, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.getheader("HX-Trigger", ""), response.read().decode()
    finally:
        connection.close()
