"""What `make run` runs: PostgreSQL, Valkey and the application, until Ctrl-C.

`python -m config.launch [--stop-with-parent]`, with `PORT` in the environment. Django is not loaded here:
`config.application` does that once, while the servers start, and everything else is forked from it.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import quote

from config.embedded import (
    Claim,
    EmbeddedError,
    Program,
    Servers,
    complain,
    data_folder,
    hold,
    say,
)
from config.servers import ServersError, servers_are_named

DEFAULT_PORT = 8000
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
CHECK_SECONDS = 0.2


class StopRequested(BaseException):
    """Ctrl-C, or a signal that asks for the same."""


def main() -> int:
    """Run until asked to stop; returns the exit code."""
    began = time.time()
    try:
        port = chosen_port(os.environ.get("PORT", ""))
        with _stop_on_signals():
            return _run(port, began)
    except StopRequested:
        say("Stopped.")
        return 0
    except ServersError as error:
        complain(error)
        return 1


def _run(port: int, began: float) -> int:
    folder = data_folder()
    with hold(folder, "make run", port=port) as held, reserved(port) as listener:
        try:
            say(f"Samplan: data and logs in {folder}")
            servers = None if servers_are_named() else Servers(held, durable=True)
            application = _start_application(held, servers, listener, began)
            listener.close()
            if servers:
                say("Starting PostgreSQL and Valkey ...")
                servers.wait()
            _tell(application, "servers are ready\n")
            return _watch(application, servers)
        except StopRequested:
            say("Stopping ...")
            raise


def chosen_port(text: str) -> int:
    """The port that `PORT` names; raises `EmbeddedError` for what is none."""
    if not text:
        return DEFAULT_PORT
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise EmbeddedError(f"PORT must be a number from 1 to 65535, not {text!r}: make run PORT={DEFAULT_PORT}")


@contextmanager
def reserved(port: int) -> Iterator[socket.socket]:
    """A socket that keeps the port for the web server; raises `EmbeddedError` if it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise EmbeddedError(
                f"You may not use port {port}. Choose one above 1023: make run PORT=8001"
            ) from error
        except OSError as error:
            other = port + 1 if port < 65535 else DEFAULT_PORT
            raise EmbeddedError(
                f"Port {port} is taken by another program. Choose another: make run PORT={other}"
            ) from error
        yield listener


def _start_application(
    held: Claim, servers: Servers | None, listener: socket.socket, began: float
) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "config.application",
        str(held.folder),
        str(listener.fileno()),
        str(began),
    ]
    static = held.folder / "static"
    static.mkdir(exist_ok=True)
    mail = held.folder / "mail"
    mail.mkdir(mode=0o700, exist_ok=True)
    environment = {
        **os.environ,
        **(servers.environment() if servers else {}),
        "DEMO": "1",
        "STATIC_ROOT": str(static),
        "PUBLIC_URL": os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{listener.getsockname()[1]}",
        # Nobody's mail server is bothered by a demonstration: its letters are files to look at.
        "EMAIL_URL": os.environ.get("EMAIL_URL") or f"file://{quote(str(mail))}",
    }
    return held.start(
        Program(
            "application",
            command,
            environment=environment,
            stdin=subprocess.PIPE,
            pass_fds=(listener.fileno(),),
        )
    )


def _tell(application: subprocess.Popen[bytes], text: str) -> None:
    """Write to the application's standard input; if it has ended, the watch will notice."""
    try:
        if application.stdin:
            application.stdin.write(text.encode())
            application.stdin.flush()
    except BrokenPipeError:
        pass


def _watch(application: subprocess.Popen[bytes], servers: Servers | None) -> int:
    """Wait until the application or a server has ended; returns the exit code."""
    while (code := application.poll()) is None:
        ended = servers.ended() if servers else None
        if ended:
            raise EmbeddedError(f"{ended} has ended unexpectedly; everything else is stopped too.")
        time.sleep(CHECK_SECONDS)
    say(f"The application has ended (exit code {code}); everything else is stopped too.")
    return 1


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    """Turn the first signal into `StopRequested`; later ones are ignored, because stopping is under way."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in STOPPING_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StopRequested

    for number in STOPPING_SIGNALS:
        signal.signal(number, stop)
    if "--stop-with-parent" in sys.argv:
        threading.Thread(target=_stop_with_parent, args=(os.getppid(),), daemon=True).start()
    yield


def _stop_with_parent(parent: int) -> None:
    """Ask ourselves to stop when the `make` that started us has been killed."""
    while os.getppid() == parent:
        time.sleep(CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
