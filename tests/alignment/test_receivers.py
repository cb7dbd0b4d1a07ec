"""Edits ask for reports when they are committed, and only then."""

from collections.abc import Iterator

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction
from redis import Redis

from alignment.services.debouncing import gate
from alignment.services.requesting import request_recompute
from alignment.tasks import FAN_OUT, MOST_WAITING, NOW, recompute_behind
from goals.events import goals_changed
from organisations.models import Organisation
from planning.events import contribution_changed
from tests.alignment.small import load_municipalities

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def valkey() -> Iterator[Redis]:
    gate.cache_clear()
    with Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
        yield client
        client.flushdb()


def waiting(valkey: Redis) -> dict[str, int]:
    return {queue: valkey.llen(queue) for queue in (NOW, FAN_OUT)}


def test_an_edit_queues_one_run_when_it_is_committed(valkey: Redis) -> None:
    organisation = load_municipalities()[0]

    with transaction.atomic():
        for _ in range(5):
            contribution_changed.send(Organisation, organisation=organisation, contribution=None)
        assert waiting(valkey) == {NOW: 0, FAN_OUT: 0}

    assert waiting(valkey) == {NOW: 1, FAN_OUT: 0}


def test_an_edit_that_is_rolled_back_queues_nothing(valkey: Redis) -> None:
    organisation = load_municipalities()[0]

    with transaction.atomic():
        contribution_changed.send(Organisation, organisation=organisation, contribution=None)
        transaction.set_rollback(True)

    assert waiting(valkey) == {NOW: 0, FAN_OUT: 0}


def test_an_edit_of_what_others_follow_has_them_looked_for_too(valkey: Redis) -> None:
    load_municipalities()

    goals_changed.send(Organisation, organisation=Organisation.objects.get(key="nation"))

    assert waiting(valkey) == {NOW: 1, FAN_OUT: 1}


def test_a_request_is_one_run_however_often_it_comes(valkey: Redis) -> None:
    organisation = load_municipalities()[0]

    for _ in range(3):
        request_recompute(organisation=organisation, cause="test")

    assert waiting(valkey) == {NOW: 1, FAN_OUT: 0}


def test_no_more_wait_than_fit_and_the_rest_is_asked_for_behind_them(valkey: Redis) -> None:
    Organisation.objects.bulk_create(
        Organisation(key=f"k{place}", slug=f"k{place}", name="K", kind="municipality") for place in range(50)
    )

    for _ in range(3):
        recompute_behind()

    assert waiting(valkey) == {NOW: 0, FAN_OUT: MOST_WAITING + 1}


def test_every_task_is_known_by_the_name_that_beat_calls() -> None:
    current_app.loader.import_default_modules()  # as a worker does when it starts
    tasks = current_app.tasks

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(tasks)
