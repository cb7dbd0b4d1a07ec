"""Who works in an organisation over the API: members read it, administrators keep it."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Membership, Organisation, Unit, User
from tests.planning.api.test_writing import problems, send

MEMBERSHIPS = "/api/v1/memberships/"
NEW = {"email": "Ny@Example.org", "name": "Ny", "role": "editor", "units": ["sam"]}


@pytest.fixture
def client(log_in: Any, administrator: User) -> Client:
    found: Client = log_in(administrator)
    return found


def test_somebody_is_taken_in_gets_another_role_and_leaves(client: Client, department: Unit) -> None:
    made = send(client, "post", MEMBERSHIPS, NEW).json()
    here = f"{MEMBERSHIPS}{made['id']}/"

    twice = send(client, "post", MEMBERSHIPS, NEW)
    read = send(client, "put", here, made | {"role": "coordinator"}).json()
    behind = send(client, "patch", here, {"version": made["version"], "units": []})
    renamed = send(client, "patch", here, {"version": read["version"], "email": "annan@example.org"})

    assert (made["email"], made["name"], made["units"][0]["key"]) == ("ny@example.org", "Ny", "sam")
    assert problems(twice) == [("/email", "email")]
    assert (read["role"], behind.status_code, behind.json()["current"]["role"]) == (
        "coordinator",
        412,
        "coordinator",
    )
    assert problems(renamed) == [("/email", "fixed")]
    assert send(client, "delete", here, {"version": read["version"]}).status_code == 204


def test_somebody_always_administers(client: Client, administrator: User, municipality: Organisation) -> None:
    own = Membership.objects.get(user=administrator)

    alone = send(client, "patch", f"{MEMBERSHIPS}{own.pk}/", {"version": 1, "role": "reader"})
    left = send(client, "delete", f"{MEMBERSHIPS}{own.pk}/", {"version": 1})

    assert problems(alone) == problems(left) == [("/", "last_administrator")]
    assert Membership.objects.get(user=administrator).role == "administrator"


def test_members_see_each_other_and_only_those_who_keep_them_see_addresses(
    client: Client, planner: User, coordinator: User
) -> None:
    told = {}
    for who in (planner, coordinator):
        client.force_login(who)
        told[who] = send(client, "get", MEMBERSHIPS).json()["results"]
        assert send(client, "post", MEMBERSHIPS, NEW).status_code == 403

    assert [row["name"] for row in told[planner]] == ["Administrator", "Editor", "Coordinator"]
    assert "example" not in str([row | {"url": ""} for row in told[planner]])
    assert told[coordinator][1]["email"] == planner.email
    assert client.get(f"{MEMBERSHIPS}?organisation=ostersund&unit=sam").json()["results"] == [
        told[coordinator][1]
    ]
