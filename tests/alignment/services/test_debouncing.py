"""One asked run at a time, and patience with a broker that is away."""

import time

import pytest
from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from alignment.services.debouncing import PATIENCE_SECONDS, PREFIX, Gate, gate


@pytest.fixture
def open_gate() -> Gate:
    with Redis.from_url(settings.REDIS_URL) as client:
        for key in client.scan_iter(f"{PREFIX}test*"):
            client.delete(key)
    gate.cache_clear()
    return gate()


@pytest.fixture
def broken() -> Gate:
    return Gate(Redis(port=1, socket_connect_timeout=PATIENCE_SECONDS, retry=Retry(NoBackoff(), 0)))


def test_the_first_of_many_is_let_through_until_the_run_starts(open_gate: Gate) -> None:
    asked = [open_gate.admit("test", 10) for _ in range(3)]
    open_gate.release("test")

    assert asked == [True, False, False]
    assert open_gate.admit("test", 10)


def test_a_lost_message_bars_the_way_for_some_seconds_only(open_gate: Gate) -> None:
    open_gate.admit("test", 0.05)
    time.sleep(0.1)

    assert open_gate.admit("test", 10)


def test_what_failed_is_held_back(open_gate: Gate) -> None:
    open_gate.hold("test", 10)

    assert not open_gate.admit("test", 10)


def test_a_sender_that_fails_leaves_the_way_open_and_troubles_nobody(open_gate: Gate) -> None:
    def fail() -> None:
        raise ConnectionError("no broker")

    assert open_gate.once("test", 10, fail) is False
    with Redis.from_url(settings.REDIS_URL) as client:
        assert not client.exists(f"{PREFIX}test")


def test_while_valkey_is_away_only_the_first_asks_it(broken: Gate) -> None:
    sent: list[int] = []
    began = time.monotonic()

    for place in range(1000):
        broken.once("test", 10, lambda place=place: sent.append(place))

    assert sent == []
    assert time.monotonic() - began < 3
