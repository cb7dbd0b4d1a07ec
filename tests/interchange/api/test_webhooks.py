"""Coordinators and administrators read over the API which webhooks there are and what was sent."""

import pytest
from django.test import Client

from interchange.models import Delivery
from interchange.services.deliveries import record
from interchange.services.webhooks import WebhookContent, create_webhook
from interchange.webhooks.contents import plan_changed

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
