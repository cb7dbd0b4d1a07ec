"""Coordinators and administrators read over the API which webhooks there are and what was sent."""

import pytest
from django.test import Client

from interchange.models import Delivery, Webhook
from interchange.services.deliveries import record
from interchange.services.webhooks import WebhookContent, create_webhook
from interchange.webhooks import signing
from interchange.webhooks.contents import plan_changed
from organisations.models import KeptAnswer

pytestmark = pytest.mark.django_db
KINDS = ("webhooks", "deliveries")


@pytest.fixture
def made(municipality, administrator):
    content = WebhookContent("Diariet", "https://example.org/hemlig-adress", ["plan.changed"])
    found = create_webhook(organisation=municipality, by=administrator, content=content)
    record(
        municipality, "plan.changed", lambda: [plan_changed(municipality, at, f"p{at}") for at in range(5)]
    )
    return found


def ask(client: Client, kind: str, query: str = ""):
    return client.get(f"/api/v1/{kind}/?organisation=ostersund&{query}")


def test_a_webhook_is_read_without_its_secret(log_in, coordinator, made, django_assert_max_num_queries):
    client = log_in(coordinator)

    with django_assert_max_num_queries(10):
        [webhook] = ask(client, "webhooks").json()["results"]

    assert webhook["address"] == "https://example.org/hemlig-adress"
    assert webhook["url"].endswith(f"/api/v1/webhooks/{made.webhook.pk}/?organisation=ostersund")
    assert client.get(webhook["url"]).json() == webhook
    for unsaid in (made.secret, made.webhook.nonce, made.webhook.digest):
        assert unsaid not in str(webhook)


def test_what_was_sent_is_read_page_by_page(log_in, coordinator, made, django_assert_max_num_queries):
    client = log_in(coordinator)
    Delivery.objects.filter(about="plan 3").update(state="given_up", next_attempt_at=None)

    with django_assert_max_num_queries(10):
        first = ask(client, "deliveries", "page_size=2&ordering=-created_at&expand=webhook").json()

    assert [each["webhook"]["name"] for each in first["results"]] == ["Diariet"] * 2
    assert len(client.get(first["next"]).json()["results"]) == 2
    [given_up] = ask(client, "deliveries", f"webhook={made.webhook.pk}&state=given_up").json()["results"]
    assert '"key": "p3"' in given_up["body"]
    for wrong in ("state=x", "event=x", "webhook=x", "webhook=%00", "colour=red", "fields=nonce"):
        assert ask(client, "deliveries", wrong).status_code == 400, wrong


def test_nobody_else_reads_them(made, politician, planner, stranger):
    for who, expected in ((None, 403), (stranger, 403), (politician, 403), (planner, 403)):
        client = Client()
        if who:
            client.force_login(who)
        for kind in KINDS:
            answer = ask(client, kind)
            assert answer.status_code == expected, (who, kind)
            assert "hemlig-adress" not in answer.content.decode()


NEW = {"name": "Diariet", "address": "https://example.org/ny", "events": ["plan.changed"]}


def send(client: Client, method: str, path: str, content=None, **headers: str):
    address = f"/api/v1/{path}?organisation=ostersund"
    return getattr(client, method)(address, content or {}, content_type="application/json", headers=headers)


def test_the_secret_is_told_when_a_webhook_is_made_and_never_again(log_in, municipality, administrator):
    client = log_in(administrator)

    first, again = (send(client, "post", "webhooks/", NEW, **{"idempotency-key": "w-1"}) for _n in range(2))

    webhook, told = Webhook.objects.get(), first.json()
    assert (first.status_code, first["Location"], first["Cache-Control"]) == (201, told["url"], "no-store")
    assert told["secret"] == signing.secret_for(webhook) == again.json()["secret"]
    assert told["secret"] not in bytes(KeptAnswer.objects.get().body).decode()
    assert client.get(told["url"]).json() == {key: told[key] for key in told if key != "secret"}
    wrong = send(client, "post", "webhooks/", [NEW, NEW | {"address": "http://127.0.0.1/"}])
    assert [each["path"] for each in wrong.json()["errors"]] == ["/1/address"]
    assert Webhook.objects.count() == 1


def test_a_webhook_is_changed_paused_resumed_and_ended(log_in, administrator, made):
    client, here = log_in(administrator), f"webhooks/{made.webhook.pk}/"

    changed = send(client, "patch", here, {"version": 1, "address": "https://example.org/annan"})
    behind = send(client, "patch", here, {"version": 1, "name": "Annat"})
    paused = send(client, "post", f"{here}pause/", {"version": 2})
    quiet = send(client, "post", f"{here}try/")
    resumed = send(client, "post", f"{here}resume/", {"version": 3})
    ended = send(client, "delete", here, {"version": 4})

    assert (changed.json()["address"], changed.json()["version"]) == ("https://example.org/annan", 2)
    assert signing.secret_for(Webhook.objects.get()) == made.secret
    assert (behind.status_code, behind.json()["current"]["name"]) == (412, "Diariet")
    assert (paused.json()["paused_because"], quiet.status_code) == ("by_hand", 422)
    assert (resumed.json()["paused_at"], ended.status_code) == (None, 204)
    assert client.get(changed.json()["url"]).json()["ended_at"] is not None
    assert send(client, "patch", here, {"version": 5, "name": "Annat"}).status_code == 422


def test_what_was_sent_is_sent_again(log_in, administrator, made):
    client = log_in(administrator)
    Delivery.objects.filter(about="plan 3").update(state="given_up", next_attempt_at=None, attempts=13)
    delivery = Delivery.objects.get(state="given_up")

    again = send(client, "post", f"deliveries/{delivery.pk}/replay/")
    test = send(client, "post", f"webhooks/{made.webhook.pk}/try/")

    assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (200, "waiting", 0)
    assert again.json()["event_id"] == str(delivery.event_id)
    assert (test.status_code, test.json()["event"], test["Location"]) == (
        201,
        "webhook.test",
        test.json()["url"],
    )


def test_nobody_else_changes_or_sends_anything(made, coordinator, planner, stranger):
    stranger.memberships.update(role="administrator")
    delivery, here = Delivery.objects.order_by("pk")[0].pk, f"webhooks/{made.webhook.pk}/"
    tries = [
        ("post", "webhooks/", NEW), ("delete", here, {"version": 1}),
        ("patch", here, {"version": 1, "name": "x"}),
        ("patch", "webhooks/", [{"id": made.webhook.pk, "version": 1, "name": "x"}]),
        ("post", f"{here}pause/", {"version": 1}), ("post", f"{here}resume/", {"version": 1}),
        ("post", f"{here}try/", {}), ("post", f"deliveries/{delivery}/replay/", {}),
    ]  # fmt: skip
    before = list(Webhook.objects.values()), list(Delivery.objects.values())

    for who in (None, planner, coordinator, stranger):
        client = Client()
        if who:
            client.force_login(who)
        for method, path, content in tries:
            answer = send(client, method, path, content)
            assert answer.status_code in {401, 403, 404}, (who, method, path, answer.content)
            assert "hemlig-adress" not in answer.content.decode()
    assert (list(Webhook.objects.values()), list(Delivery.objects.values())) == before
