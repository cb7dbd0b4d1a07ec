"""What is sent twice with one key is done once."""

from datetime import timedelta
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from organisations.models import ApiToken, KeptAnswer, Organisation, Unit, User
from organisations.services.repeating import Asking, forget_answers
from organisations.services.tokens import create_token

UNITS = "/api/v1/units/?organisation=ostersund"
NEW = {"name": "Ny enhet", "kind": "department"}


@pytest.fixture
def secret(municipality: Organisation, administrator: User) -> str:
    return create_token(
        organisation=municipality, by=administrator, name="Diariet", days=90, access=ApiToken.Access.WRITE
    ).secret


def post(client: Client, secret: str, content: Any, key: str = "a-1") -> Any:
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": key}
    return client.post(UNITS, content, content_type="application/json", headers=headers)


def test_the_same_answer_comes_again(client: Client, secret: str) -> None:
    first, again = post(client, secret, NEW), post(client, secret, dict(reversed(NEW.items())))

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again["Location"], again["ETag"]) == (
        first.content,
        first["Location"],
        first["ETag"],
    )
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Unit.objects.get(name="Ny enhet").created_by == ApiToken.objects.get().user
    assert post(client, secret, NEW, key="a-2").json()["id"] != first.json()["id"]


def test_a_key_is_good_for_one_thing(client: Client, secret: str) -> None:
    post(client, secret, NEW)

    other = post(client, secret, NEW | {"name": "Annan enhet"})

    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_used")
    for wrong in ("x" * 201, "å", ""):
        assert post(client, secret, NEW, key=wrong).status_code == 400
    assert Unit.objects.count() == 1


def test_what_went_wrong_can_be_put_right_with_the_same_key(client: Client, secret: str) -> None:
    assert post(client, secret, {"name": ""}).status_code == 400

    assert post(client, secret, NEW).status_code == 201


def test_who_may_not_write_any_more_is_not_answered_again(
    client: Client, secret: str, administrator: User
) -> None:
    post(client, secret, NEW)
    administrator.memberships.update(role="reader")

    assert post(client, secret, NEW).status_code == 403


def test_while_the_same_is_under_way_nothing_is_done(client: Client, secret: str) -> None:
    token = ApiToken.objects.select_related("user").get()
    asking = Asking(token.user, f"key {token.pk}", "a-1", UNITS, b"")
    with psycopg.connect(**elsewhere()) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [asking.place])

        answer = post(client, secret, NEW)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert post(client, secret, NEW).status_code == 201


def elsewhere() -> dict[str, Any]:
    """How somebody else reaches the database of the test."""
    found = connection.get_connection_params()
    return {name: found[name] for name in ("dbname", "host", "port", "user", "password") if name in found}


def test_answers_are_forgotten_after_a_day(client: Client, secret: str) -> None:
    post(client, secret, NEW)
    assert forget_answers() == 0
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert post(client, secret, NEW)["Location"] != ""
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    said = StringIO()
    call_command("forget_answers", stdout=said)
    assert (Unit.objects.count(), said.getvalue(), KeptAnswer.objects.count()) == (2, "Borttagna: 1.\n", 0)
