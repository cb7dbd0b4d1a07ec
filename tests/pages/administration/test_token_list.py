"""Administrators make keys of the API for other systems, and end them."""

import re

import pytest
from django.test import Client

from organisations.models import ApiToken
from organisations.services.tokens import digest_of

pytestmark = pytest.mark.django_db
HERE = "/ostersund/administration/nycklar/"


@pytest.fixture
def desk(client: Client, administrator) -> Client:
    client.force_login(administrator)
    return client


def test_a_key_is_shown_once(desk):
    answer = desk.post(f"{HERE}ny/", {"name": "Diariet", "days": 365, "access": "write"})

    [shown] = re.findall(r"samplan_[\w-]+", answer.content.decode())
    assert ApiToken.objects.get().digest == digest_of(shown)
    assert ApiToken.objects.get().access == "write"
    assert "Läsa och skriva" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert shown not in desk.get(HERE).content.decode()
    assert "Diariet" in desk.get(HERE).content.decode()


def test_what_it_is_for_has_to_be_said(desk):
    answer = desk.post(f"{HERE}ny/", {"name": " ", "days": 4000})

    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_key_that_is_ended_stays_in_the_list(desk):
    desk.post(f"{HERE}ny/", {"name": "Diariet", "days": 90, "access": "read"})

    answer = desk.post(f"{HERE}{ApiToken.objects.get().pk}/avsluta/", follow=True)

    page = answer.content.decode()
    assert "Nyckeln är avslutad" in page
    assert "Avsluta ”Diariet”" not in page


def test_coordinators_see_the_keys_and_make_none(client, coordinator, municipality):
    client.force_login(coordinator)

    assert client.get(HERE).status_code == 200
    assert "<form" not in client.get(HERE).content.decode().partition("<main")[2].partition("</main")[0]
    assert client.post(f"{HERE}ny/", {"name": "Diariet", "days": 90, "access": "read"}).status_code == 403
