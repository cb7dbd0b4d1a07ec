"""Putting a wording right on a page."""

import pytest
from django.test import Client

from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(municipality, department) -> Position:
    return factories.PositionFactory(
        plan__organisation=municipality, plan__unit=department, plan__key="plan", statement="Bygg tät."
    )


def address(position: Position) -> str:
    return f"/ostersund/planer/plan/ratta/position/{position.pk}/"


def sent(**changes: object) -> dict[str, object]:
    return {
        "statement": "Bygg tätt.",
        "rationale": "",
        "on": "2026-03-02",
        "reason": "Stavfel.",
        "version": 1,
    } | changes


@pytest.fixture
def desk(coordinator) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


def test_a_coordinator_finds_the_form_and_puts_the_wording_right(position, desk):
    assert address(position) in desk.get("/ostersund/planer/plan/status/").content.decode()
    assert "Bygg tät.</textarea>" in desk.get(address(position)).content.decode()
    page = desk.post(address(position), sent(), follow=True).content.decode()
    assert "Stavfel." in page
    assert Position.objects.get().statement == "Bygg tätt."


def test_a_reason_is_asked_for_and_the_text_stays(position, desk):
    answer = desk.post(address(position), sent(reason=""))
    assert answer.status_code == 422
    assert "Bygg tätt.</textarea>" in answer.content.decode()


def test_who_was_slower_sees_both_and_loses_nothing(position, desk):
    Position.objects.update(statement="Bygg tätare.")
    answer = desk.post(address(position), sent())
    assert answer.status_code == 409
    assert "<mark>tätare.</mark>" in answer.content.decode()
    assert "Bygg tätt.</textarea>" in answer.content.decode()
    assert desk.post(address(position), sent(version=2)).status_code == 302


def test_others_may_not(position, outsider):
    client, status = outsider
    assert client.post(address(position), sent()).status_code == status


def test_planners_may_not(position, planner):
    client = Client()
    client.force_login(planner)
    assert client.post(address(position), sent()).status_code == 403


@pytest.mark.parametrize("what", ["plan/999999", "nonsense/1", "measure/999999"])
def test_what_does_not_stand_in_the_plan_is_not_found(position, desk, what):
    assert desk.get(f"/ostersund/planer/plan/ratta/{what}/").status_code == 404


def test_a_title_that_is_too_long_is_refused(position, desk):
    plan = position.plan
    answer = desk.post(f"/ostersund/planer/plan/ratta/plan/{plan.pk}/", sent(title="x" * 301, summary=""))
    assert answer.status_code == 422
