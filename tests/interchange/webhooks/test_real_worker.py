"""A real worker and a real receiver: whoever is killed, and with nobody to ask, it arrives."""

from pathlib import Path

import pytest
from django.db import transaction

from alignment.services.debouncing import gate
from config.celery import app
from interchange.models import Delivery
from interchange.tasks import DELIVERIES, ask_delivery, deliver_due
from planning.events import plan_written
from planning.models import Plan
from tests import factories
from tests.alignment.processes.conftest import Processes, celery, kill, until
from tests.interchange.webhooks.conftest import Make, Receiver, later

__all__ = ["celery"]

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def edit(plan: Plan) -> None:
    """What a planner's save does."""
    with transaction.atomic():
        plan_written.send(Plan, organisation=plan.organisation, plan=plan)


def arrived(number: int) -> bool:
    return Delivery.objects.filter(state="delivered").count() == number


def test_a_worker_killed_while_it_sends_leaves_what_is_sent_again_with_the_same_id(
    celery: Processes, webhook: Make, receiver: Receiver, municipality
) -> None:
    sent, hold = webhook("holds"), Path(receiver.folder / "hold")
    plan = factories.PlanFactory(organisation=municipality)
    hold.touch()
    worker = celery.worker(DELIVERIES)
    edit(plan)
    until((receiver.folder / "held").exists)
    kill(worker)
    hold.unlink()
    assert (Delivery.objects.get().state, Delivery.objects.get().attempts) == ("waiting", 1)

    later(minutes=2)
    celery.worker(DELIVERIES)
    until(lambda: ask_delivery(sent.pk))
    until(lambda: arrived(1))
    assert [event["id"] for event in receiver.events()] == [str(Delivery.objects.get().event_id)] * 2

    gate().rest(ConnectionError("the broker is away"))
    edit(plan)
    assert not arrived(2)
    assert {"task": deliver_due.name}.items() <= app.conf.beat_schedule["deliver-to-webhooks"].items()
    deliver_due.apply_async()  # beat
    until(lambda: arrived(2))
