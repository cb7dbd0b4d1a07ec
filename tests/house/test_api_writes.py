"""Every write of the API for every role: whose it is may, nobody else, and nothing is written otherwise."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from dialogue.models import Comment
from organisations.api.writing import Writable
from organisations.models import ApiToken, Organisation, Unit, User
from organisations.services.tokens import create_token
from tests import factories
from tests.house import routes, writing
from tests.house.routes import SECRET_KEY, World
from tests.house.test_api import KINDS, address, all_rows, follow_others, follow_up
from tests.house.test_routes import stored

METHODS = {"list": ("post", "put", "patch", "delete"), "detail": ("post", "put", "patch", "delete")}
WRITABLE = sorted(kind for kind, resource in KINDS.items() if isinstance(resource, Writable))
REFUSED = {401, 403, 404}
WELL = {200, 201, 204}


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    built = routes.build_world(municipality, department)
    follow_up(built)
    follow_others(built)
    factories.MeasureFactory(plan=built.draft_position.plan, key=f"{SECRET_KEY}-fri")
    return built


def acts(kind: str) -> dict[str, dict[str, str]]:
    """What can be done at the list of a kind, and at a thing."""
    resource: Any = KINDS[kind]
    found: dict[str, dict[str, str]] = resource.acts()
    return found


def send(client: Client, method: str, path: str, content: Any = "") -> Any:
    return getattr(client, method)(path, content, content_type="application/json")


def tries(world: World, kind: str, row: dict[str, Any] | None) -> list[tuple[str, str, Any]]:
    """Method, address and content of all that can be written of a kind, and of a thing of it."""
    done, found = acts(kind), []
    change = writing.CHANGES.get(kind, {})
    if "post" in done["list"]:
        found.append(("post", address(kind), writing.new(world, kind)))
    if row is not None and "patch" in done["detail"]:
        told = {"id": row["id"], "version": row["version"]}
        found.append(("patch", address(kind), [told | change]))
        found.append(("patch", address(kind, pk=row["id"]), told | change))
        found.append(("put", address(kind, pk=row["id"]), row | change))
    if row is not None and "delete" in done["detail"]:
        found.append(("delete", address(kind, pk=row["id"]), {"version": row["version"]}))
    return found


def deeds(kind: str, row: dict[str, Any] | None) -> list[tuple[str, str, Any]]:
    """The same of what is done beside that (tests/planning/api/test_deeds.py shows who may)."""
    resource: Any = KINDS[kind]
    if row is None:
        return []
    here = address(kind, pk=row["id"])
    told = {"version": row["version"]}
    return [("post", here.replace("?", f"{deed}/?"), told | writing.DEEDS[deed]) for deed in resource.deeds]


def client_of(
    who: str, people: dict[str, User], organisation: Organisation, neighbour: Organisation
) -> Client:
    """Somebody who may not write there: by session, or by a key."""
    if who == "anonymous":
        return Client()
    if who in people:
        client = Client()
        client.force_login(people[who])
        return client
    administrator = people["administrator"]
    place = neighbour if who == "key of another" else organisation
    token = create_token(organisation=place, by=administrator, name=who, days=1, access=ApiToken.Access.WRITE)
    if who == "key of a reader":
        ApiToken.objects.filter(pk=token.token.pk).update(user=people["reader"])
    if who == "key that reads":
        ApiToken.objects.filter(pk=token.token.pk).update(access=ApiToken.Access.READ)
    return Client(headers={"authorization": f"Bearer {token.secret}"})


@pytest.fixture
def people(politician: User, stranger: User, administrator: User, neighbour: Organisation) -> dict[str, User]:
    neighbour.memberships.create(user=administrator, role="administrator")
    return {"reader": politician, "stranger": stranger, "administrator": administrator}


def test_nobody_else_writes_anything(world: World, people: dict[str, User], neighbour: Organisation) -> None:
    before, reader = stored(), client_of("reader", people, world.organisation, neighbour)
    rows = {kind: next(iter(all_rows(reader, kind)), None) for kind in WRITABLE}

    for who in ("anonymous", "stranger", "reader", "key of another", "key of a reader", "key that reads"):
        client = client_of(who, people, world.organisation, neighbour)
        before = stored()
        for kind in WRITABLE:
            for method, path, content in [*tries(world, kind, rows[kind]), *deeds(kind, rows[kind])]:
                answer = send(client, method, path, content)
                assert answer.status_code in REFUSED, (who, method, path, answer.content)
                assert answer["Content-Type"] == "application/problem+json"
        assert stored() == before, who


def test_whose_it_is_writes_everything(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    client, wrong = client_of("administrator", people, world.organisation, neighbour), []
    Comment.objects.filter(pk=world.talk.comment.pk).update(created_by=people["administrator"])

    before = stored()
    for kind in WRITABLE:
        own = [row for row in all_rows(client, kind) if is_own(row)]
        done: dict[str, set[int]] = {}
        for row in own or [None]:
            if done and all(codes & WELL for codes in done.values()):
                break
            for method, path, content in tries(world, kind, row):
                with transaction.atomic():
                    answer = send(client, method, path, content)
                    is_written, code = stored() != before, answer.status_code
                    transaction.set_rollback(True)
                assert is_written == (code < 300), (method, path, answer.content)
                assert code in {200, 201, 204, 400, 403, 409, 422}, (method, path, answer.content)
                done.setdefault(f"{method} {type(content).__name__}", set()).add(code)
        wrong += [(kind, act, codes) for act, codes in done.items() if not codes & WELL]

    assert wrong == [], "nobody can do this: the test above proves nothing of it"


def is_own(row: dict[str, Any]) -> bool:
    named = row.get("organisation") or row.get("recorded_by") or {"key": "ostersund"}
    return bool(named["key"] == "ostersund")


def test_what_cannot_be_done_is_not_done(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    client, before = client_of("administrator", people, world.organisation, neighbour), stored()

    for kind in KINDS:
        for place, methods in METHODS.items():
            for method in set(methods) - set(acts(kind)[place]):
                path = address(kind, pk=1 if place == "detail" else None)
                assert send(client, method, path, {}).status_code in {404, 405}, (method, path)
    assert stored() == before
    assert len(WRITABLE) >= 27
