"""Two programs that write the same at the same moment over the API: one wins, and nothing is half done."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from organisations.models import ApiToken, Organisation, Unit, User
from organisations.services.tokens import create_token
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
SCOPE = "?organisation=ostersund"


@pytest.fixture
def secret(municipality: Organisation, administrator: User) -> str:
    access = ApiToken.Access.WRITE
    return create_token(
        organisation=municipality, by=administrator, name="Ekonomi", days=9, access=access
    ).secret


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What each answers, all begun at the same moment, each with a connection of its own."""
    start, answers = threading.Barrier(len(steps)), []

    def run(step: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            answers.append(step())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


def send(secret: str, method: str, path: str, content: Any, **headers: str) -> Callable[[], Any]:
    named = {"authorization": f"Bearer {secret}"} | headers

    def step() -> Any:
        do = getattr(Client(), method)
        return do(f"/api/v1/{path}{SCOPE}", content, content_type="application/json", headers=named)

    return step


def test_of_two_changes_of_the_same_version_one_is_made_and_the_other_told_of_it(
    municipality: Organisation, department: Unit, secret: str
) -> None:
    path = f"units/{department.pk}/"
    version = Unit.objects.get().version
    names = ["Bygg", "Miljö"]

    answers = at_once(*(send(secret, "patch", path, {"version": version, "name": name}) for name in names))

    by_status = {answer.status_code: answer.json() for answer in answers}
    stored = Unit.objects.get()
    assert sorted(by_status) == [200, 412]
    assert by_status[200]["name"] == stored.name == by_status[412]["current"]["name"]
    assert stored.version == version + 1


def test_two_lists_that_meet_in_one_thing_are_made_wholly_or_not_at_all(
    municipality: Organisation, department: Unit, other_department: Unit, secret: str
) -> None:
    units = list(Unit.objects.order_by("pk"))

    def changed(name: str) -> list[dict[str, Any]]:
        return [{"id": unit.pk, "version": unit.version, "name": f"{name} {unit.pk}"} for unit in units]

    lists = (changed("Först"), list(reversed(changed("Sedan"))))
    answers = at_once(*(send(secret, "patch", "units/", sent) for sent in lists))

    names = set(Unit.objects.values_list("name", flat=True))
    made = [{each["name"] for each in sent} for sent in lists]
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert names in made


def test_what_is_sent_twice_at_once_with_one_key_is_made_once(
    municipality: Organisation, secret: str
) -> None:
    new = {"name": "Ny enhet", "kind": "department"}
    step = send(secret, "post", "units/", new, **{"idempotency-key": "en-gång".encode().hex()})

    answers = at_once(step, step)

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    assert Unit.objects.get().name == "Ny enhet"


def test_of_two_who_give_the_same_key_to_new_things_one_is_told_of_it(
    municipality: Organisation, secret: str
) -> None:
    factories.UnitFactory(organisation=municipality)
    new = [
        {"name": "A", "kind": "department", "key": "samma"},
        {"name": "B", "kind": "board", "key": "samma"},
    ]

    answers = at_once(*(send(secret, "post", "units/", each) for each in new))

    assert all(answer.status_code in {201, 400, 409, 422} for answer in answers), [a.content for a in answers]
    assert Unit.objects.filter(key="samma").count() <= 1
