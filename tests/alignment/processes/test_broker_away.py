"""The broker stops for a while and forgets everything: edits go on, and the report follows."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from alignment.services.recomputing import recompute_report
from config.embedded import serve
from config.embedded.servers import Servers
from planning.events import contribution_changed
from tests.alignment.processes.conftest import Processes, until
from tests.alignment.small import (
    assert_stored_report_is_right,
    contribution_of,
    load_municipalities,
    report_is_current,
)

pytestmark = pytest.mark.processes

EDITS = 20


@pytest.fixture
def broker() -> Iterator[Servers]:
    """A Valkey that may be stopped."""
    with serve(durable=False) as servers:
        yield servers


@pytest.fixture
def celery_there(
    transactional_db: Any, broker: Servers, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Processes]:
    """Processes, and this one, on that Valkey."""
    settings.REDIS_URL = broker.redis_url
    address = broker.redis_url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    monkeypatch.setattr(current_app.conf, "broker_url", address)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    processes = Processes(tmp_path, broker.redis_url)
    yield processes
    processes.stop()


def test_a_broker_that_was_away_and_lost_its_data_costs_an_edit_neither_time_nor_its_report(
    celery_there: Processes, broker: Servers
) -> None:
    organisation = load_municipalities()[0]
    recompute_report(organisation_id=organisation.pk)
    celery_there.worker("now")
    celery_there.worker("fan_out")
    celery_there.beat()
    contribution = contribution_of(organisation)
    broker.stop_valkey()

    began = time.monotonic()
    for place in range(EDITS):
        contribution.strength = 1 + place % 3
        contribution.save(update_fields=["strength"])
        contribution_changed.send(type(contribution), organisation=organisation, contribution=contribution)
    seconds = time.monotonic() - began
    broker.start_valkey(lose_data=True)

    assert seconds < EDITS, "an edit that waits for the broker waits a second"
    until(lambda: report_is_current(organisation), seconds=60)
    assert_stored_report_is_right(organisation)
