"""The database is asked with less to do about it, and answers the same."""

import select
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.db.models import QuerySet

from core.postgresql.base import TRUSTED_SECONDS, planned_once
from core.prepared import Given, Prepared
from organisations.models import Organisation

INSTANTS = (
    "2026-11-26 21:30:00.000001+01",
    "1814-05-17 12:00:00+00",
    "2026-03-29 02:30:00+02",
    "9999-12-31 00:00:00+00",
)


@pytest.fixture
def another(db: None) -> Iterator[Any]:
    """A connection beside the test's, as a thread of the web server has one."""
    made = connection.copy()
    made.health_check_enabled = True
    try:
        yield made
    finally:
        made.close()


def ask(its: Any, sql: str) -> Any:
    with its.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def last_asked(its: Any) -> str:
    """What the other connection asked last, as PostgreSQL has noted it."""
    pid = its.connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        return str(cursor.fetchone()[0])


def prepared_in(its: Any) -> int:
    return int(ask(its, "SELECT count(*) FROM pg_prepared_statements"))


def begin_request(its: Any) -> None:
    """What Django does with each connection when a request begins."""
    its.close_if_unusable_or_obsolete()


@pytest.mark.django_db
@pytest.mark.parametrize("instant", INSTANTS)
def test_an_instant_is_read_as_django_reads_it(instant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [instant])
        quickly = cursor.fetchone()[0]
        with connection.connection.cursor() as djangos:
            [as_django] = djangos.execute("SELECT %s::timestamptz", [instant]).fetchone()

    assert (quickly, repr(quickly)) == (as_django, repr(as_django))


def test_a_connection_that_the_server_has_ended_is_opened_anew(another: Any) -> None:
    first = ask(another, "SELECT pg_backend_pid()")
    assert ask(connection, f"SELECT pg_terminate_backend({first}, 5000)")

    begin_request(another)

    assert ask(another, "SELECT pg_backend_pid()") != first


def test_a_connection_that_was_used_just_now_is_not_asked_whether_it_lives(another: Any) -> None:
    ask(another, "SELECT 'of the request before'")
    before = another.used_at
    begin_request(another)
    another.cursor().close()

    assert last_asked(another) == "SELECT 'of the request before'"
    assert another.used_at > before


def test_one_that_rested_for_long_is_asked(another: Any) -> None:
    ask(another, "SELECT 'of the request before'")
    another.used_at -= TRUSTED_SECONDS
    begin_request(another)
    another.cursor().close()

    assert last_asked(another) == "SELECT 1"


def test_one_on_which_something_came_unasked_is_asked(another: Any) -> None:
    with another.cursor() as cursor:
        cursor.execute("LISTEN news")
    begin_request(another)
    talking = connection.copy()
    try:
        ask(talking, "SELECT pg_notify('news', 'unasked')")
        assert select.select([another.connection.fileno()], [], [], 5)[0]  # it has come
    finally:
        talking.close()
    another.cursor().close()

    assert last_asked(another) == "SELECT 1"


def names() -> "QuerySet[Any, str]":
    return Organisation.objects.filter(pk=Given("pk")).values_list("name", flat=True)


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_all_the_time_is_planned_once(municipality: Organisation) -> None:
    connection.close()
    prepared, before = Prepared(names), prepared_in(connection)

    answers = [prepared.ask(pk=municipality.pk) for _time in range(3)]

    assert (answers, before, prepared_in(connection)) == ([["Östersunds kommun"]] * 3, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_nothing_is_prepared(municipality: Organisation, settings: Any) -> None:
    settings.PREPARED_STATEMENTS = False
    connection.close()
    try:
        prepared = Prepared(names)
        answers = [prepared.ask(pk=municipality.pk) for _time in range(3)]
        kept = prepared_in(connection)
    finally:
        connection.close()

    assert (answers, kept) == ([["Östersunds kommun"]] * 3, 0)


@pytest.mark.django_db
def test_other_questions_go_as_one_text_again_afterwards(municipality: Organisation) -> None:
    usual = connection.connection.cursor_factory
    with planned_once():
        meanwhile = connection.connection.cursor_factory
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT nothing")

    assert (meanwhile is usual, connection.connection.cursor_factory is usual) == (False, True)
