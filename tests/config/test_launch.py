"""`make run` with real processes: whatever happens to it, nothing of it is left and nothing is lost."""

import os
import re
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import psutil
import psycopg
import pytest

from organisations.demo import demo_accounts
from tests.config.running import Checkout, checkout_of, free_port, ordinary_user, wait_until

pytestmark = [pytest.mark.processes, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def checkout() -> Iterator[Checkout]:
    with checkout_of(None) as copy:
        yield copy
        copy.rest()
        assert copy.left() == []


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What still runs after a test is the product itself, which the next one may use."""
    yield
    if "checkout" in request.fixturenames:
        checkout = request.getfixturevalue("checkout")
        assert (checkout.run and checkout.run.is_running()) or checkout.left() == []


def test_ctrl_c_leaves_no_process(checkout: Checkout) -> None:
    run = checkout.running()
    assert run.answers()

    assert run.stop(signal.SIGINT) == 0
    assert checkout.left() == []
    assert "Stopped." in run.text()


def test_the_address_and_the_demonstration_s_log_ins_are_on_the_screen(checkout: Checkout) -> None:
    run = checkout.running()
    screen = run.text()

    assert f"http://127.0.0.1:{run.port}/" in screen
    for account in demo_accounts()[:4]:
        assert re.search(rf"{account.role} +{account.email} +{account.password}\b", screen), account


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_other_ways_of_asking_leave_no_process(checkout: Checkout, how: signal.Signals) -> None:
    run = checkout.running()

    assert run.stop(how) == 0
    assert checkout.left() == []


def test_a_start_after_kill_9_takes_the_same_port_and_leaves_nothing(checkout: Checkout) -> None:
    killed = checkout.running()
    killed.stop(signal.SIGKILL)

    run = checkout.start(killed.port)
    assert run.answers()
    run.stop()
    assert checkout.left() == []


def test_a_killed_launcher_is_cleaned_up_after_by_its_watchdog(checkout: Checkout) -> None:
    run = checkout.running()
    sockets = Path(str(checkout.record()["sockets"]))
    run.stop(signal.SIGKILL)

    wait_until(lambda: not checkout.left(), "the watchdog ends everything")
    assert not sockets.exists()


def test_where_the_watchdog_was_killed_too_the_next_start_cleans_up(checkout: Checkout) -> None:
    killed = checkout.running()
    sockets = Path(str(checkout.record()["sockets"]))
    for child in psutil.Process(killed.process.pid).children():
        if "config.embedded.watchdog" in child.cmdline():
            child.kill()
    killed.stop(signal.SIGKILL)
    assert checkout.left()

    run = checkout.start(killed.port)
    assert not sockets.exists()
    run.stop()
    assert checkout.left() == []


def test_the_launcher_stops_when_the_make_that_started_it_is_killed(checkout: Checkout) -> None:
    checkout.rest()
    run = checkout.launch(free_port(), under=("sh", "-c", '"$@" --stop-with-parent; true', "make"))
    run.wait_for("Stop with Ctrl-C.")

    run.stop(signal.SIGKILL)
    wait_until(lambda: not checkout.left(), "the launcher notices and stops")
    assert "Stopped." in run.text()


def test_everything_killed_at_once_loses_nothing(checkout: Checkout) -> None:
    run = checkout.running()
    with _database(checkout) as database:
        database.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        database.execute("INSERT INTO kept VALUES ('committed')")
    launcher = psutil.Process(run.process.pid)
    for process in [*launcher.children(recursive=True), launcher]:
        if process.is_running():
            process.kill()
    run.process.wait()

    checkout.start()
    with _database(checkout) as database:
        assert database.execute("SELECT DISTINCT word FROM kept").fetchall() == [("committed",)]


def test_what_was_edited_is_not_loaded_over(checkout: Checkout) -> None:
    run = checkout.running()
    with _database(checkout) as database:
        edited = database.execute(
            "UPDATE organisations_organisation SET name = 'Edited by hand' "
            "WHERE id = (SELECT min(id) FROM organisations_organisation) RETURNING id"
        ).fetchone()
    run.stop()
    assert edited, "the demonstration has filled the empty database"

    checkout.start()
    with _database(checkout) as database:
        found = database.execute("SELECT id FROM organisations_organisation WHERE name = 'Edited by hand'")
        assert found.fetchone() == edited


def test_a_second_start_says_where_the_first_one_is(checkout: Checkout) -> None:
    first = checkout.running()

    second = checkout.launch(free_port())
    assert second.process.wait(60) == 1
    assert f"already runs from this folder: http://127.0.0.1:{first.port}/" in second.text()
    assert first.answers()


def test_a_command_joins_servers_that_run(checkout: Checkout) -> None:
    run = checkout.running()

    show = "from django.conf import settings; print(settings.DATABASE_URL)"
    command = checkout.command("shell", "-v", "0", "-c", show)
    assert quote(str(checkout.record()["sockets"]), safe="") in command.stdout, command.stderr
    assert run.answers()


def test_a_command_alone_brings_its_own_servers_and_ends_them(checkout: Checkout) -> None:
    checkout.rest()
    command = checkout.command("migrate", "--check")

    assert "DATABASE_URL" not in command.stderr
    assert checkout.left() == []


def test_a_taken_port_is_named(checkout: Checkout) -> None:
    checkout.rest()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = checkout.launch(port)
        assert run.process.wait(60) == 1
    assert f"Port {port} is taken by another program." in run.text()
    assert "make run PORT=" in run.text()
    assert "Traceback" not in run.text()


def test_a_dead_worker_is_started_again(checkout: Checkout) -> None:
    run = checkout.running()
    worker = run.children()[1]

    worker.kill()
    run.wait_for("worker-now has ended")
    wait_until(lambda: len(run.children()) == 5, "the worker is back")


def test_where_the_web_server_dies_everything_stops_and_says_so(checkout: Checkout) -> None:
    run = checkout.running()

    run.children()[0].kill()
    assert run.process.wait(120) == 1
    assert "The web server has ended. The end of" in run.text()
    assert checkout.left() == []


def test_no_folder_is_opened(checkout: Checkout) -> None:
    places = {checkout.folder, *checkout.folder.parents, *Path(psycopg.__file__).parents}
    before = {place: stat.S_IMODE(place.stat().st_mode) for place in places}

    checkout.start().stop()

    assert {place: stat.S_IMODE(place.stat().st_mode) for place in places} == before
    assert checkout.data is not None
    secrets = ["secret_key", "logs", "lock", "postgres", "valkey"]
    assert [name for name in secrets if (checkout.data / name).stat().st_mode & 0o077] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start it as somebody else")
def test_an_ordinary_user_installs_and_runs_it_in_the_checkout() -> None:
    user = ordinary_user()
    assert user, "no ordinary account on this machine"
    with checkout_of(user) as checkout:
        run = checkout.start()
        for step in ("Bringing the database up to date", "Reading ", "Writing ", "Loaded "):
            assert step in run.text(), "a first start tells what it does"
        assert "Östersund" in run.page()
        assert "Drar planerna åt samma håll?" in run.page(), "translations are there from the first start on"
        assert checkout.data == checkout.folder / ".samplan"
        run.stop()
        assert checkout.left() == []


def _database(checkout: Checkout) -> psycopg.Connection[Any]:
    environment = cast("dict[str, str]", checkout.record()["environment"])
    return psycopg.connect(environment["DATABASE_URL"], autocommit=True)
