"""Who else is writing on the same thing."""

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as CacheAway

pytestmark = pytest.mark.django_db


def look(position, user, **query) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    answer = client.get(f"/ostersund/narvaro/position/{position.pk}/", query)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_those_who_write_see_each_other_but_not_themselves(draft, planner, coordinator):
    assert "also editing" not in look(draft, planner)
    assert "Editor is also editing this." in look(draft, coordinator)
    assert "Coordinator is also editing this." in look(draft, planner)


def test_what_the_reader_knows_is_not_said_again(draft, planner, coordinator):
    look(draft, planner)
    assert look(draft, coordinator, known="Editor is also editing this.") == "204"


def test_who_has_closed_the_form_is_forgotten(draft, planner, coordinator, monkeypatch):
    monkeypatch.setattr("pages.dialogue.presence.STAYS_SECONDS", -1)
    look(draft, planner)
    assert "also editing" not in look(draft, coordinator)


def test_without_the_cache_nothing_is_said_and_nothing_fails(draft, planner, monkeypatch):
    def away(*args: object, **kwargs: object) -> None:
        raise CacheAway

    monkeypatch.setattr(cache, "get", away)
    assert "also editing" not in look(draft, planner)


def test_strangers_do_not_see_who_works_there(draft, stranger):
    assert look(draft, stranger) == "403"
