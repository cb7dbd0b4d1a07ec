"""The application under `make run`: database, demonstration, web, workers and beat.

`python -m config.application FOLDER LISTENER BEGAN` is started by `config.launch`. It loads Django once and
forks everything from there: five processes that each load it would take three times as long to start.
This process itself never opens a connection, because a forked child would share it.
"""

import http.client
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import django
from celery.bin import celery as celery_command
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver

from config.celery import app
from config.children import Child, fork
from config.embedded import complain, end_of, say
from core.management.commands.compile_translations import compile_files

WEB_PATIENCE_SECONDS = 60.0
CHECK_SECONDS = 0.2

# The workers of one machine have nothing to tell each other; asking round would delay the start by a second.
ALONE = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
WORKER = ["worker", "--concurrency", "1", "--loglevel", "INFO", *ALONE]
CELERY = {
    "worker-now": [*WORKER, "--queues", "now", "--hostname", "now@localhost"],
    "worker-fan-out": [*WORKER, "--queues", "fan_out,celery", "--hostname", "fan-out@localhost"],
    "worker-deliveries": [*WORKER, "--queues", "deliveries", "--hostname", "deliveries@localhost"],
    # Its schedule is in the settings: nothing needs to be remembered in a file.
    "beat": ["beat", "--scheduler", "celery.beat.Scheduler", "--pidfile=", "--loglevel", "INFO"],
}
WEB = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "5", "--no-control-socket"]


class Stopping(BaseException):
    """The launcher asks us to stop."""


def main() -> int:
    """Run until told to stop; returns the exit code."""
    folder, listener, began = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    children: list[Child] = []
    signal.signal(signal.SIGTERM, _stop)
    try:
        load()
        if not sys.stdin.readline() or not is_prepared():
            return 1
        say("Starting web, workers and beat ...")
        children += start_children(folder / "logs", listener)
        os.close(listener)
        port = int(os.environ.get("PORT") or 8000)
        return look_after(children, port, began)
    except Stopping:
        return 0
    finally:
        for child in children:
            child.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopping


def load() -> None:
    """Import everything that the children need, so that they need not.

    Translations are compiled before that: what has been loaded without them stays untranslated.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    compile_files(settings.LOCALE_PATHS)
    django.setup()
    for module in ("config.wsgi", "celery.apps.worker", "gunicorn.app.wsgiapp"):
        importlib.import_module(module)
    _ = get_resolver().url_patterns, celery_command.celery, app.tasks


def is_prepared() -> bool:
    """Prepare the database in a process of its own; whether that succeeded."""
    child = fork(prepare)
    try:
        return os.waitpid(child, 0)[1] == 0
    except Stopping:
        os.kill(child, signal.SIGTERM)
        raise


def prepare() -> None:
    """Bring the database up to date, and fill an empty one with the demonstration."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date ...")
        call_command("migrate", interactive=False, verbosity=0)
    if "load_demo" in get_commands():
        call_command("load_demo")


def start_children(logs: Path, listener: int) -> list[Child]:
    """The web server first, then workers and beat, all at the same time."""
    web = Child("web", lambda: _run_web(listener), logs)
    return [web, *(Child(name, _celery(arguments), logs) for name, arguments in CELERY.items())]


def _run_web(listener: int) -> None:
    sys.argv = ["gunicorn", "config.wsgi", "--bind", f"fd://{listener}", *WEB]
    importlib.import_module("gunicorn.app.wsgiapp").run()


def _celery(arguments: list[str]) -> Callable[[], None]:
    def run() -> None:
        sys.argv = ["celery", *arguments]
        app.start(arguments)

    return run


def look_after(children: list[Child], port: int, began: float) -> int:
    """Say when the web server answers; keep workers and beat alive and show warnings until web has ended."""
    web, *helpers = children
    deadline = time.time() + WEB_PATIENCE_SECONDS
    is_ready = False
    while not web.has_ended():
        if not is_ready and _answers(port):
            is_ready = True
            say(welcome(port, time.time() - began))
        if not is_ready and time.time() > deadline:
            break
        for child in children:
            child.show_warnings()
        for helper in helpers:
            helper.revive()
        time.sleep(CHECK_SECONDS if is_ready else 0.02)
    state = "has ended" if web.has_ended() else "does not answer"
    complain(f"The web server {state}. The end of {web.log}:\n{end_of(web.log)}")
    return 1


def welcome(port: int, seconds: float) -> str:
    """The address and the demonstration's log-ins, for the screen."""
    lines = ["", f"Samplan is ready after {seconds:.1f} s:  http://127.0.0.1:{port}/", ""]
    accounts = demo_accounts()
    if accounts:
        widths = [max(len(account[column]) for account in accounts) for column in range(3)]
        lines.append("Log-ins of the demonstration (role, e-mail, password):")
        lines += ["  " + "  ".join(map(str.ljust, row, widths)) for row in accounts]
        lines.append("")
    letters = getattr(settings, "EMAIL_FILE_PATH", "")
    if letters:
        lines += [f"E-mail that it sends lies as files in {letters}", ""]
    return "\n".join([*lines, "Stop with Ctrl-C."])


def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of each log-in of the demonstration; empty where there is none."""
    try:
        module = importlib.import_module("organisations.demo")
    except ModuleNotFoundError:
        return []
    return [(account.role, account.email, account.password) for account in module.demo_accounts()]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
