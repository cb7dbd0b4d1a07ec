"""Whatever happens to workers, broker or clock, each report ends up current and right."""

import time
from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from django.utils import timezone

from alignment.models import AlignmentReport, ReportState
from alignment.services.recomputing import recompute_report
from goals.events import goals_changed
from organisations.models import Organisation
from planning.events import contribution_changed
from tests.alignment.processes.conftest import Processes, StoreLock, kill, until
from tests.alignment.small import (
    assert_stored_report_is_right,
    contribution_of,
    load_municipalities,
    national_goal,
    report_is_current,
)

pytestmark = pytest.mark.processes
HURRIED = "tests.alignment.processes.hurried"


def edit(organisation: Organisation, strength: int = 3) -> None:
    """What a planner's save does."""
    contribution = contribution_of(organisation)
    contribution.strength = strength
    contribution.save(update_fields=["strength"])
    contribution_changed.send(type(contribution), organisation=organisation, contribution=contribution)


def number(organisation: Organisation) -> int:
    return ReportState.objects.get(pk=organisation.pk).latest.number


def test_an_edit_leads_to_a_new_report(celery: Processes, reported: Organisation) -> None:
    celery.worker()

    edit(reported)

    until(lambda: report_is_current(reported))
    assert_stored_report_is_right(reported)
    assert number(reported) == 2


def test_a_burst_of_200_edits_makes_a_handful_of_runs(celery: Processes, reported: Organisation) -> None:
    celery.worker()
    began = time.monotonic()

    for place in range(200):
        edit(reported, 1 + place % 3)

    seconds = time.monotonic() - began
    until(lambda: report_is_current(reported))
    assert_stored_report_is_right(reported)
    assert celery.runs() <= 2 + seconds / 0.3


def test_a_worker_killed_in_the_middle_of_a_run_loses_nothing(
    celery: Processes, reported: Organisation
) -> None:
    worker = celery.worker()
    with StoreLock(reported) as store:
        edit(reported)
        until(lambda: len(store.waiting()) == 1)
        kill(worker)

    celery.worker()
    celery.beat(HURRIED)
    celery.worker("fan_out")

    until(lambda: report_is_current(reported), seconds=60)
    assert_stored_report_is_right(reported)


def test_a_connection_lost_in_the_middle_of_a_run_is_made_again(
    celery: Processes, reported: Organisation
) -> None:
    celery.worker()
    with StoreLock(reported) as store:
        edit(reported)
        until(lambda: len(store.waiting()) == 1)
        store.connection.execute("SELECT pg_terminate_backend(%s)", store.waiting())
        until(lambda: store.waiting() == [])

    until(lambda: report_is_current(reported), seconds=30)
    assert_stored_report_is_right(reported)


def test_two_workers_on_one_organisation_store_one_after_the_other(
    celery: Processes, reported: Organisation
) -> None:
    for queue in ("now", "now"):
        celery.worker(queue)
    with StoreLock(reported) as store:
        edit(reported, 1)
        until(lambda: len(store.waiting()) == 1)
        edit(reported, 3)
        until(lambda: len(store.waiting()) == 2)

    until(lambda: report_is_current(reported))
    assert_stored_report_is_right(reported)
    assert number(reported) == 3


def test_beat_finds_a_row_changed_by_plain_sql_a_new_day_and_new_rules(
    celery: Processes, elsewhere: psycopg.Connection
) -> None:
    by_sql, by_day, by_rules = organisations = load_municipalities("sql", "dag", "regel")
    for organisation in organisations:
        recompute_report(organisation_id=organisation.pk)
    celery.worker()
    celery.worker("fan_out")

    elsewhere.execute(
        "UPDATE planning_contribution SET strength = -3 WHERE recorded_by_id = %s AND strength = 2",
        [by_sql.pk],
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    ReportState.objects.filter(pk=by_day.pk).update(on=yesterday)
    ReportState.objects.filter(pk=by_rules.pk).update(rules_version=0)
    celery.beat(HURRIED)

    until(lambda: all(map(report_is_current, organisations)), seconds=60)
    for organisation in organisations:
        assert_stored_report_is_right(organisation)
    assert [number(organisation) for organisation in organisations] == [2, 1, 1]


def test_with_beat_dead_whoever_looks_at_a_stale_report_has_it_recomputed(
    celery: Processes, reported: Organisation, elsewhere: psycopg.Connection, client: Client
) -> None:
    celery.worker()
    elsewhere.execute("UPDATE planning_position SET status = 'withdrawn' WHERE key = 's1'")
    a_while_ago = timezone.now() - timedelta(seconds=30)
    ReportState.objects.filter(pk=reported.pk).update(checked_at=a_while_ago)

    answer = client.get("/api/v1/alignment/freshness/", {"organisation": reported.key})

    assert answer.json()["is_current"] is False
    until(lambda: report_is_current(reported), seconds=30)
    assert_stored_report_is_right(reported)


def test_a_change_of_a_national_goal_reaches_every_municipality_that_follows_it(celery: Processes) -> None:
    keys = [f"kommun{place}" for place in range(40)]
    organisations = load_municipalities(*keys)
    for organisation in organisations:
        recompute_report(organisation_id=organisation.pk)
    celery.worker()
    celery.worker("fan_out")
    goal = national_goal()

    goal.valid_to = timezone.localdate() - timedelta(days=1)
    goal.save(update_fields=["valid_to"])
    goals_changed.send(type(goal), organisation=goal.framework.organisation)

    until(lambda: all(map(report_is_current, organisations)), seconds=120)
    for organisation in organisations:
        assert_stored_report_is_right(organisation)
    latest = AlignmentReport.objects.filter(number=2)
    assert latest.count() == len(organisations)
