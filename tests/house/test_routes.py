"""Every route for every role: who may not see it does not, and nothing secret leaks to the public."""

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from organisations.models import Membership, Organisation, Unit, User
from planning.models import Contribution, Position
from tests.conftest import person
from tests.house import routes
from tests.house.routes import SECRET, SECRET_KEY, World

OUTSIDERS = ["anonymous", "stranger"]
# What only looks or asks; everything else that takes POST writes.
WRITING = ("_edit", "_create", "_delete", "_confirm", "_withdraw", "_restore", "_acknowledge", "_reopen")
QUERIES = [
    "",
    "?q=Hemlig",
    "?ordning=-titel",
    "?fas=proposed",
    "?visa=om-antaget",
    "?sida=2",
    "?status=drafting",
]


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    return routes.build_world(municipality, department)


@pytest.fixture
def people(
    politician: User, stranger: User, municipality: Organisation, other_department: Unit
) -> dict[str, Any]:
    elsewhere = person(municipality, Membership.Role.EDITOR, other_department)
    return {"anonymous": None, "stranger": stranger, "reader": politician, "elsewhere": elsewhere}


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def test_every_route_is_walked(world: World) -> None:
    without = []
    for name in routes.names():
        try:
            routes.addresses(world, name, secret=False)
        except NoReverseMatch:
            without.append(name)

    assert without == []
    assert len(routes.names()) >= 15


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_organisation_that_is_not_public_does_not_exist_for_outsiders(
    world: World, people: dict[str, Any], who: str
) -> None:
    Organisation.objects.filter(pk=world.organisation.pk).update(is_public=False)
    client = client_of(people[who])

    for name in routes.names():
        for address in routes.addresses(world, name, secret=False):
            assert client.get(address).status_code in {404, 405}, f"{who} sees {address}"
            assert client.post(address).status_code in {404, 405}, f"{who} posts to {address}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_secret_draft_appears_in_no_public_answer(world: World, people: dict[str, Any], who: str) -> None:
    client = client_of(people[who])
    open_addresses = [
        address + query
        for name in routes.names()
        for address in routes.addresses(world, name, secret=False)
        for query in QUERIES
    ]
    api = [
        reverse(name) + f"?organisation={world.organisation.key}"
        for name in ("api:alignment_report_latest", "api:alignment_freshness")
    ]

    for address in open_addresses + api:
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code < 500, address
        assert SECRET not in text, f"{who} reads it at {address}"
        assert SECRET_KEY not in text, f"{who} reads its key at {address}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_addresses_of_secret_things_do_not_exist_for_outsiders(
    world: World, people: dict[str, Any], who: str
) -> None:
    client = client_of(people[who])

    for name in routes.names():
        for address in routes.addresses(world, name, secret=True):
            if SECRET_KEY in address or "/bidrag/" in address:
                answer = client.get(address)
                assert answer.status_code in {302, 403, 404, 405}, f"{who} sees {address}"
                assert SECRET not in answer.content.decode()


def test_a_member_reads_every_page_drafts_too(world: World, people: dict[str, Any]) -> None:
    client = client_of(people["reader"])

    for name in routes.names():
        if name.endswith(WRITING):
            continue
        for secret in (False, True):
            for address in routes.addresses(world, name, secret=secret):
                assert client.get(address).status_code in {200, 204}, address


@pytest.mark.parametrize("who", ["anonymous", "stranger", "reader", "elsewhere"])
def test_nobody_writes_what_their_unit_is_not_responsible_for(
    world: World, people: dict[str, Any], who: str
) -> None:
    before = _stored()
    client = client_of(people[who])

    for name in routes.names():
        if not name.endswith(WRITING):
            continue
        for secret in (False, True):
            for address in routes.addresses(world, name, secret=secret):
                answer = client.post(
                    address, {"version": 1, "statement": "x", "strength": 3, "reason": "x", "goal": 1}
                )
                assert answer.status_code in {302, 403, 404, 405, 422}, f"{who} posts to {address}"

    assert _stored() == before


def _stored() -> tuple[Any, ...]:
    return (
        list(Position.objects.order_by("pk").values_list("pk", "version", "statement")),
        list(Contribution.objects.order_by("pk").values_list("pk", "version", "strength", "reviewed_at")),
    )
