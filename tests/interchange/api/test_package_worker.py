"""A large package in a real worker: its progress is read meanwhile, and whoever is killed wrote nothing."""

import json
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.test import Client

from goals.models import Framework, Goal
from interchange.models import PackageImport
from interchange.tasks import FAN_OUT
from organisations.models import User
from tests.alignment.processes.conftest import Processes, celery, elsewhere, kill, until
from tests.interchange.building import goals, package

__all__ = ["celery", "elsewhere"]

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client(administrator: User, settings: Any) -> Client:
    settings.PACKAGE_OBJECTS_AT_ONCE = 1
    client = Client()
    client.force_login(administrator)
    return client


def send(client: Client) -> Any:
    content = package("ostersund", **goals("a", "b"))
    content["organisation"] |= {"name": "Östersunds kommun"}
    return client.post("/api/v1/packages/ostersund/", json.dumps(content), content_type="application/json")


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done_and_the_run_says_so(
    celery: Processes, client: Client, elsewhere: psycopg.Connection
) -> None:
    def told(address: str) -> dict[str, Any]:
        found: dict[str, Any] = client.get(address).json()
        return found

    worker = celery.worker(FAN_OUT)
    with elsewhere.transaction():
        elsewhere.execute("LOCK TABLE goals_goal IN SHARE MODE")  # frameworks are written, goals wait
        asked = send(client)
        address = asked["Location"]
        assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
        until(lambda: (told(address)["progress"] or {}).get("phase") == "Writing")
        assert told(address)["state"] == "running"
        kill(worker)

    assert not Framework.objects.exists()
    assert send(client).status_code == 409, "nobody knows yet that it was killed"
    started = PackageImport.objects.get().started_at
    PackageImport.objects.update(started_at=started - timedelta(minutes=2))
    assert (told(address)["state"], told(address)["result"]) == ("stopped", None)

    celery.worker(FAN_OUT)
    again = send(client)["Location"]
    until(lambda: told(again)["state"] == "done")

    assert (told(address)["state"], told(again)["result"]["written"]) == ("stopped", 3)
    assert Goal.objects.count() == 2
