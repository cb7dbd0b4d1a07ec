"""Administrators say which systems are told of what happens, and see what became of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dialogue.services.telling import tell
from interchange.models import Delivery, Webhook
from interchange.services.deliveries import record
from interchange.webhooks import signing
from interchange.webhooks.contents import plan_changed

pytestmark = pytest.mark.django_db
HERE = "/ostersund/administration/webhookar/"
FILLED = {
    "name": "Diariet",
    "url": "https://växjö.example/å?b=ö",
    "events": ["plan.changed", "finding.opened"],
}


@pytest.fixture
def desk(client: Client, administrator) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def webhook(desk: Client) -> Webhook:
    desk.post(f"{HERE}ny/", FILLED)
    return Webhook.objects.get()


def test_the_secret_is_shown_once_and_kept_nowhere(desk):
    answer = desk.post(f"{HERE}ny/", FILLED)

    [shown] = re.findall(r"samplan_webhook_[\w-]+", answer.content.decode())
    made = Webhook.objects.get()
    assert signing.secret_for(made) == shown
    assert shown not in str(Webhook.objects.values())
    assert answer["Cache-Control"] == "no-store"
    assert made.url == "https://xn--vxj-qla6g.example/%C3%A5?b=%C3%B6"
    assert shown not in desk.get(HERE).content.decode() + desk.get(f"{HERE}{made.pk}/").content.decode()


WRONG = [
    "ftp://example.se/", "example.se", "https://", "https://exa mple.se/", "https://a:b@example.se/",
    "https://example.se:99999/", "http://[::1", "http://127.0.0.1/", "http://[fd00::1]/", "http://localhost/",
    "http://169.254.169.254/latest", "https://example.se/\0", "https://" + "å" * 200 + ".se/",
]  # fmt: skip


def test_an_address_that_cannot_be_is_refused_beside_its_field(desk):
    for url in WRONG:
        answer = desk.post(f"{HERE}ny/", FILLED | {"url": url})

        assert answer.status_code == 422, url
        assert 'id="id_url_error"' in answer.content.decode(), url
        assert "Diariet" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_what_it_is_told_of_has_to_be_said_and_there_is_an_end_to_how_many(desk, webhook):
    assert desk.post(f"{HERE}ny/", FILLED | {"events": ["allt"]}).status_code == 422
    assert desk.post(f"{HERE}ny/", {}).status_code == 422
    for _ in range(19):
        desk.post(f"{HERE}ny/", FILLED)

    answer = desk.post(f"{HERE}ny/", FILLED)

    assert (answer.status_code, Webhook.objects.count()) == (422, 20)
    assert "20 webhookar" in answer.content.decode()


def test_a_test_is_sent_and_shown_with_what_the_receiver_said(desk, webhook):
    desk.post(f"{HERE}{webhook.pk}/prova/")
    sent = Delivery.objects.get()
    Delivery.objects.update(state="given_up", next_attempt_at=None, problem="status", status=500,
                            answer="<script>Trasig</script>", attempts=13)  # fmt: skip

    page = desk.get(f"{HERE}{webhook.pk}/").content.decode()
    assert "webhook.test" in page
    assert "HTTP 500" in page
    assert "&lt;script&gt;Trasig" in page
    desk.post(f"{HERE}leveranser/{sent.pk}/skicka-igen/")
    assert Delivery.objects.get().state == "waiting"
    assert Delivery.objects.get().event_id == sent.event_id


def test_a_webhook_is_paused_resumed_and_ended(desk, webhook):
    for action, word in (("pausa", "Pausad"), ("ateruppta", "Skickar"), ("avsluta", "Avslutad")):
        page = desk.post(f"{HERE}{webhook.pk}/{action}/", follow=True).content.decode()
        assert word in page.partition("<main")[2], action

    assert desk.post(f"{HERE}{webhook.pk}/prova/").status_code == 422
    assert "Avslutad" in desk.get(HERE).content.decode()


CHANGED = {
    "name": "Diariet",
    "url": "https://example.se/ny",
    "events": ["report.computed"],
    "sending": "active",
}


def test_a_webhook_is_changed_and_keeps_its_secret_which_nobody_is_shown(desk, webhook):
    secret, address = signing.secret_for(webhook), f"{HERE}{webhook.pk}/redigera/"

    page = desk.get(address).content.decode()
    answer = desk.post(address, CHANGED | {"version": 1})

    changed = Webhook.objects.get()
    assert secret not in page
    assert 'value="https://xn--vxj-qla6g.example/%C3%A5?b=%C3%B6"' in page
    assert answer["Location"] == f"{HERE}{webhook.pk}/"
    assert (changed.url, changed.events, changed.version) == (CHANGED["url"], ["report.computed"], 2)
    assert signing.secret_for(changed) == secret
    desk.post(address, CHANGED | {"version": 2, "sending": "paused"})
    assert Webhook.objects.get().paused_because == "by_hand"


def test_who_saves_a_webhook_late_sees_both_and_overwrites_nothing(desk, webhook):
    address, opened = f"{HERE}{webhook.pk}/redigera/", {"version": 1, "initial-name": "Diariet"}
    desk.post(address, CHANGED | {"version": 1, "name": "Stratsys"})

    late = desk.post(address, CHANGED | opened | {"name": "Kartan"})

    page = late.content.decode()
    assert (late.status_code, Webhook.objects.get().name) == (409, "Stratsys")
    assert "Stratsys" in page
    assert 'value="Kartan"' in page
    wrong = desk.post(address, CHANGED | {"version": 2, "url": "http://127.0.0.1/"})
    assert (wrong.status_code, 'id="id_url_error"' in wrong.content.decode()) == (422, True)
    desk.post(f"{HERE}{webhook.pk}/avsluta/")
    assert desk.post(address, CHANGED | {"version": 3}).status_code == 422


def test_pages_take_the_same_queries_for_many(desk, webhook, municipality, django_assert_max_num_queries):
    for place in range(60):
        desk.post(f"{HERE}ny/", FILLED) if place < 5 else None
        record(municipality, "plan.changed", lambda at=place: [plan_changed(municipality, at, f"p{at}")])

    for address in (HERE, f"{HERE}{webhook.pk}/", "/ostersund/administration/"):
        with django_assert_max_num_queries(11):
            assert desk.get(address).status_code == 200


def test_coordinators_see_webhooks_and_make_none(client, coordinator, webhook):
    client.force_login(coordinator)

    for address in (HERE, f"{HERE}{webhook.pk}/"):
        assert (
            "<form" not in client.get(address).content.decode().partition("<main")[2].partition("</main")[0]
        )
    assert client.post(f"{HERE}ny/", FILLED).status_code == 403


def test_who_is_told_of_a_pause_gets_to_the_webhook_and_nobody_talks_about_it(desk, webhook, administrator):
    tell(webhook.organisation, [administrator], webhook, lambda: "Pausad.")

    page = desk.get(reverse("dialogue:notification_list", args=["ostersund"])).content.decode()

    assert f'href="{HERE}{webhook.pk}/"' in page
    talk = reverse("dialogue:discussion_detail", args=["ostersund", "webhook", webhook.pk])
    assert desk.get(talk).status_code == 404
