"""Real workers and a real beat, as processes, on the test database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connection

from alignment.services.debouncing import gate
from alignment.services.recomputing import recompute_report
from alignment.store.storing import LOCKS
from organisations.models import Organisation
from tests.alignment.small import load_municipalities

ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")


def until(condition: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


def database_url() -> str:
    """The address of the test database, for other processes."""
    known = connection.settings_dict
    host, port = quote(str(known["HOST"]), safe=""), known["PORT"]
    return f"postgresql://{known['USER']}@/{known['NAME']}?host={host}" + (f"&port={port}" if port else "")


class Processes:
    """Starts Celery processes and knows how to kill them."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.folder = folder
        self.redis_url = redis_url
        self.started: list[subprocess.Popen[bytes]] = []

    def worker(self, queue: str = "now") -> subprocess.Popen[bytes]:
        """A worker of one process, ready to take messages."""
        name = f"{queue}{len(self.started)}"
        queues = ("-Q", queue, "-n", f"{name}@localhost", "-c", "1", *ALONE)
        process = self.celery(name, "worker", *queues, "-l", "INFO")
        until(lambda: b" ready." in self.log(name), seconds=60)
        return process

    def beat(self, application: str = "config") -> subprocess.Popen[bytes]:
        """What asks every 15 seconds; or as often as another application says."""
        how = ("--scheduler", "celery.beat.Scheduler", "--pidfile=", "-l", "INFO")
        return self.celery("beat", "beat", *how, application=application)

    def celery(self, name: str, *arguments: str, application: str = "config") -> subprocess.Popen[bytes]:
        environment = os.environ | {"DATABASE_URL": database_url(), "REDIS_URL": self.redis_url}
        environment |= {"LOG_LEVEL": "INFO", "CELERY_SKIP_CHECKS": "1"}
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", application, *arguments],
                env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def log(self, name: str) -> bytes:
        return (self.folder / f"{name}.log").read_bytes()

    def runs(self) -> int:
        """How many recompute tasks have ended well."""
        ended = b"Task alignment.tasks.recompute["
        lines = [line for log in self.folder.glob("*.log") for line in log.read_bytes().splitlines()]
        return sum(ended in line and b"succeeded" in line for line in lines)

    def stop(self) -> None:
        for process in self.started:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the process and all its children; nothing gets to clean up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def celery(transactional_db: Any, tmp_path: Path) -> Iterator[Processes]:
    """Processes on the test database and an empty broker."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
    processes = Processes(tmp_path, settings.REDIS_URL)
    yield processes
    processes.stop()


@pytest.fixture
def reported(celery: Processes) -> Organisation:
    """A municipality whose first report is stored."""
    organisation = load_municipalities()[0]
    recompute_report(organisation_id=organisation.pk)
    return organisation


@pytest.fixture
def elsewhere(transactional_db: Any) -> Iterator[psycopg.Connection]:
    """A connection to the database that knows nothing of Django."""
    with psycopg.connect(database_url(), autocommit=True) as other:
        yield other


class StoreLock:
    """Holds up every run of an organisation where it is about to store."""

    def __init__(self, organisation: Organisation) -> None:
        self.name = f"{LOCKS}{organisation.pk}"
        self.connection = psycopg.connect(database_url(), autocommit=True)

    def __enter__(self) -> "StoreLock":
        self.connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [self.name])
        return self

    def waiting(self) -> list[int]:
        """The backends of the runs that wait."""
        query = """
            SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database
            WHERE locktype = 'advisory' AND NOT granted AND d.datname = current_database() ORDER BY pid
        """
        return [row[0] for row in self.connection.execute(query).fetchall()]

    def __exit__(self, *_: object) -> None:
        self.connection.close()


@pytest.fixture(autouse=True)
def _rested_gate() -> Iterator[None]:
    """No test inherits another's pause after a broker was away."""
    gate.cache_clear()
    yield
    gate.cache_clear()
