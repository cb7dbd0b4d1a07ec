"""What happens is told to a real receiver: signed, once, again after failures, until it is hopeless."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dialogue.models import Notification
from interchange.models import Delivery, Webhook
from interchange.selectors.webhooks import webhooks_due
from interchange.services.deliveries import ATTEMPTS, forget_old, record, send_due
from interchange.services.webhooks import (
    WebhookContent,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_delivery,
    resume_webhook,
)
from interchange.webhooks import signing
from interchange.webhooks.contents import plan_changed
from planning.events import plan_written
from tests import factories
from tests.interchange.webhooks.conftest import Make, Receiver, later

pytestmark = pytest.mark.django_db
DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs" / "api" / "webhooks.md"


def happen(municipality, *plans: int) -> None:
    """Plans change, by their numbers."""
    for pk in plans or (17,):
        record(municipality, "plan.changed", lambda pk=pk: [plan_changed(municipality, pk, f"plan{pk}")])


def verify() -> Callable[[str, str, bytes], bool]:
    """The function that docs/api/webhooks.md gives to receivers."""
    [example] = re.findall(r"```python\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    found: Callable[[str, str, bytes], bool] = names["is_from_samplan"]
    return found


def test_an_edit_of_a_plan_is_told_once_with_names_and_addresses_and_a_signature(
    receiver: Receiver, municipality, administrator
) -> None:
    content = WebhookContent("Diariet", receiver.url(), ["plan.changed"])
    webhook, secret = create_webhook(organisation=municipality, by=administrator, content=content)
    plan = factories.PlanFactory(organisation=municipality, key="oppen", title="Hemlig rubrik")

    for _ in range(3):
        plan_written.send(type(plan), organisation=municipality, plan=plan)
    assert send_due(webhook_id=webhook.pk) is False

    [kept], [event] = receiver.received(), receiver.events()
    assert event["type"] == kept["headers"]["Samplan-Event"] == "plan.changed"
    assert event["id"] == kept["headers"]["Samplan-Event-Id"] == str(Delivery.objects.get().event_id)
    assert (event["organisation"], event["data"]["plan"]["key"]) == ("ostersund", "oppen")
    assert event["data"]["plan"]["url"].endswith(f"/api/v1/plans/{plan.pk}/?organisation=ostersund")
    assert "Hemlig" not in kept["body"]
    header, body, is_from_samplan = kept["headers"][signing.HEADER], kept["body"].encode(), verify()
    assert is_from_samplan(secret, header, body)
    assert not is_from_samplan(secret, header, body + b" ")
    assert not is_from_samplan(secret + "x", header, body)
    assert not is_from_samplan(secret, signing.signature(secret, 1764150067, body), body), "long ago"
    assert Delivery.objects.get().state == "delivered"


def test_what_is_taken_back_was_never_told(webhook: Make, municipality) -> None:
    webhook()

    with transaction.atomic():
        happen(municipality)
        transaction.set_rollback(True)

    assert webhooks_due() == []


def test_an_edit_takes_one_query_where_nobody_listens(municipality, django_assert_num_queries) -> None:
    plan = factories.PlanFactory(organisation=municipality)

    with django_assert_num_queries(1):
        plan_written.send(type(plan), organisation=municipality, plan=plan)


def test_after_a_failure_it_is_sent_again_later_with_the_same_id_and_words(
    webhook: Make, receiver: Receiver, municipality
) -> None:
    sent = webhook("fails-once")
    happen(municipality)

    send_due(webhook_id=sent.pk)
    failed = Delivery.objects.get()
    assert (failed.state, failed.status, failed.answer, failed.attempts) == ("failed", 500, "Trasig", 1)
    assert webhooks_due() == []
    later(seconds=25)
    assert webhooks_due() == [sent.pk]
    send_due(webhook_id=sent.pk)

    first, second = receiver.received()
    assert first["body"] == second["body"]
    assert (Delivery.objects.get().state, Webhook.objects.get().failures) == ("delivered", 0)


def test_a_receiver_that_is_away_is_left_in_peace_and_holds_up_nobody_else(
    webhook: Make, receiver: Receiver, municipality
) -> None:
    away, well = webhook("hangs"), webhook("ok")
    happen(municipality, *range(6))

    assert send_due(webhook_id=away.pk) is False
    assert send_due(webhook_id=well.pk) is False

    assert Delivery.objects.filter(webhook=away, problem="timeout").count() == 3
    assert Delivery.objects.filter(webhook=well, state="delivered").count() == 6
    assert webhooks_due() == []
    later(minutes=1)
    send_due(webhook_id=away.pk)
    assert len([kept for kept in receiver.received() if kept["path"] == "/hangs"]) == 4, "one at a time now"


def test_one_that_is_refused_each_time_is_given_up_while_others_arrive(
    webhook: Make, receiver: Receiver, municipality
) -> None:
    sent = webhook("refuses")
    happen(municipality)
    for _ in range(ATTEMPTS):
        Webhook.objects.update(failures=0, failing_since=None)  # something else has arrived
        later(hours=24)
        send_due(webhook_id=sent.pk)

    assert (Delivery.objects.get().state, Delivery.objects.get().attempts) == ("given_up", ATTEMPTS)
    assert len(receiver.received()) == ATTEMPTS
    assert Webhook.objects.get().is_active


def test_who_takes_nothing_for_long_is_paused_and_gets_everything_when_that_is_taken_back(
    webhook: Make, receiver: Receiver, municipality, administrator
) -> None:
    sent = webhook("fails-once")
    happen(municipality)
    send_due(webhook_id=sent.pk)
    (receiver.folder / "failed").unlink()
    later(hours=19)
    send_due(webhook_id=sent.pk)

    sent.refresh_from_db()
    assert (sent.paused_because, sent.is_active) == ("failing", False)
    assert "Diariet" in Notification.objects.get(user=administrator).text
    happen(municipality, 18)
    later(hours=24)
    assert (webhooks_due(), send_due(webhook_id=sent.pk)) == ([], False)

    resume_webhook(organisation=municipality, by=administrator, webhook=sent)
    send_due(webhook_id=sent.pk)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert [event["data"]["plan"]["id"] for event in receiver.events()][-2:] == [17, 18]


def test_two_runs_do_not_send_to_one_receiver_at_a_time_and_a_dead_one_is_followed(
    webhook: Make, receiver: Receiver, municipality
) -> None:
    sent = webhook()
    happen(municipality)
    Webhook.objects.update(quiet_until=timezone.now() + timedelta(seconds=30))  # what a run that died leaves
    Delivery.objects.update(attempts=1)

    assert (webhooks_due(), send_due(webhook_id=sent.pk)) == ([], False)
    later(seconds=31)
    send_due(webhook_id=sent.pk)
    assert len(receiver.received()) == 1


def test_what_is_sent_again_by_hand_has_the_same_id_and_what_is_ended_gets_nothing(
    webhook: Make, receiver: Receiver, municipality, administrator
) -> None:
    sent, by = webhook(), {"organisation": municipality, "by": administrator}
    happen(municipality)
    send_due(webhook_id=sent.pk)

    replay_delivery(**by, delivery=Delivery.objects.get())
    send_due(webhook_id=sent.pk)
    first, second = receiver.events()
    assert first == second
    happen(municipality)
    assert pause_webhook(**by, webhook=sent)
    assert end_webhook(**by, webhook=sent)
    assert (resume_webhook(**by, webhook=sent), send_due(webhook_id=sent.pk)) == (False, False)
    assert len(receiver.received()) == 2


def test_a_changed_secret_of_the_installation_is_no_wrong_signature(
    webhook: Make, receiver: Receiver, municipality, settings
) -> None:
    sent, former = webhook(), settings.SECRET_KEY
    secret = signing.secret_for(sent)

    settings.SECRET_KEY = "another-secret-of-the-installation"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert signing.secret_for(sent) == secret
    settings.SECRET_KEY_FALLBACKS = []
    happen(municipality)
    send_due(webhook_id=sent.pk)

    assert Delivery.objects.get().problem == "secret_lost"
    assert receiver.received() == []


def test_what_is_older_than_thirty_days_is_forgotten(webhook: Make, municipality) -> None:
    webhook(ended_at=timezone.now() - timedelta(days=31))
    kept = webhook()
    happen(municipality, 1, 2)
    Delivery.objects.filter(about="plan 1").update(created_at=timezone.now() - timedelta(days=31))

    forget_old()

    assert Webhook.objects.get() == kept
    assert Delivery.objects.get().about == "plan 2"
