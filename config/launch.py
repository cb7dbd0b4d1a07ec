"""What `make run` runs: servers, database, demonstration, web, workers and beat, until Ctrl-C.

`python -m config.launch [--stop-with-parent]`, with `PORT` in the environment. Log-ins of the
demonstration exist only here: this module sets `DEMO`.
"""

import importlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import django
from django.core.management import call_command, get_commands
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from config.children import Children, WebHasEndedError
from config.embedded import EmbeddedError, Servers, data_folder, hold, servers_are_named

DEFAULT_PORT = 8000
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PARENT_CHECK_SECONDS = 0.2


class StopRequested(BaseException):
    """Ctrl-C, or a signal that asks for the same."""


def main() -> int:
    """Run until asked to stop; returns the exit code."""
    began = time.monotonic()
    try:
        port = chosen_port(os.environ.get("PORT", ""))
        with _stop_on_signals():
            _run(port, began)
    except StopRequested:
        say("Stopped.")
    except (EmbeddedError, WebHasEndedError) as error:
        print(f"samplan: {error}", file=sys.stderr)
        return 1
    return 0


def _run(port: int, began: float) -> None:
    folder = data_folder()
    with hold(folder, "make run", port=port) as held, reserved(port) as listener:
        try:
            say(f"Samplan: data and logs in {folder}")
            servers = None
            os.environ["DEMO"] = "1"
            if not servers_are_named():
                say("Starting PostgreSQL and Valkey ...")
                servers = Servers(held, durable=True)
                os.environ |= servers.environment()
            prepare_database()
            say("Starting web, workers and beat ...")
            children = Children(held, listener)
            listener.close()
            children.wait_for_web(port)
            say(welcome(port, time.monotonic() - began))
            watch(children, servers)
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
    """A socket that holds the port until the web server listens on it; raises `EmbeddedError` if it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise EmbeddedError(f"You may not use port {port}. Choose one above 1023: make run PORT=8001") from error
        except OSError as error:
            other = port + 1 if port < 65535 else DEFAULT_PORT
            raise EmbeddedError(
                f"Port {port} is taken by another program. Choose another: make run PORT={other}"
            ) from error
        yield listener


def prepare_database() -> None:
    """Bring the database and the translations up to date, and fill an empty database with the demonstration."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date ...")
        call_command("migrate", interactive=False, verbosity=0)
    commands = get_commands()
    if "compile_translations" in commands:
        call_command("compile_translations", verbosity=0)
    if "load_demo" in commands:
        call_command("load_demo")
    connections.close_all()


def welcome(port: int, seconds: float) -> str:
    """The address and the demonstration's log-ins, for the screen."""
    lines = ["", f"Samplan is ready after {seconds:.1f} s:  http://127.0.0.1:{port}/", ""]
    accounts = demo_accounts()
    if accounts:
        widths = [max(len(account[column]) for account in accounts) for column in range(3)]
        lines += ["Log-ins of the demonstration (role, e-mail, password):"]
        lines += ["  " + "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)) for row in accounts]
        lines += [""]
    return "\n".join([*lines, "Stop with Ctrl-C."])


def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of each log-in of the demonstration; empty while there is none."""
    try:
        module = importlib.import_module("organisations.demo")
    except ModuleNotFoundError:
        return []
    return [tuple(str(part) for part in account) for account in module.demo_accounts()]  # type: ignore[misc]


def watch(children: Children, servers: Servers | None) -> None:
    """Keep workers and beat alive and show warnings; ends by a signal, or when web or a server has ended."""
    while True:
        children.look_after()
        ended = servers.ended() if servers else None
        if ended:
            raise EmbeddedError(f"{ended} has ended unexpectedly; everything else is stopped too.")
        time.sleep(0.2)


def say(text: str) -> None:
    """Print a line; a terminal that was closed must not keep us from stopping in order."""
    try:
        print(text, flush=True)
    except OSError:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    """Turn the first signal into `StopRequested`; later ones are ignored, because stopping is under way."""

    def stop(number: int, frame: FrameType | None) -> None:
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
        time.sleep(PARENT_CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
