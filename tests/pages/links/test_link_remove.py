"""Removing a link, and undoing that."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from pages.undoing import LINKS
from planning.models import Implementation, PlanLink, Position, PositionLink
from planning.services.links import Unlinked
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
UNDO = "/ostersund/kopplingar/angra/"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, key="program")
    return factories.PositionFactory(plan=plan, key="p", statement="Bussarna går oftare.")


@pytest.fixture
def link(position: Position) -> PositionLink:
    plan = factories.PlanFactory(organisation=position.organisation)
    other = factories.PositionFactory(plan=plan, statement="Hållplatserna ligger nära.")
    return factories.PositionLinkFactory(source=position, target=other, rationale="Samma resor.")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def removed(desk: Client, kind: str, pk: int, **headers: str) -> dict[str, str]:
    """What the form that the answer offers would send."""
    answer = desk.post(f"/ostersund/kopplingar/{kind}/{pk}/ta-bort/", {"version": 1}, headers=headers)
    token = re.search(r'name="unlinked" value="([^"]+)"', answer.content.decode())
    assert answer.status_code == 200
    assert token
    return {"unlinked": token[1]}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_removed_link_comes_back_as_it_was(link, desk, headers):
    form = removed(desk, "stallningstagande", link.pk, **headers)
    assert not PositionLink.objects.exists()
    answer = desk.post(UNDO, form, headers=headers, follow=True)
    assert "The link is back as it was." in answer.content.decode()
    back = PositionLink.objects.get()
    assert (back.source, back.target, back.relation) == (link.source, link.target, "supports")
    assert back.rationale == "Samma resor."


def test_a_removed_link_between_plans_comes_back(link, desk):
    between = factories.PlanLinkFactory(source=link.source.plan, target=link.target.plan)
    desk.post(UNDO, removed(desk, "plan", between.pk))
    assert PlanLink.objects.get().target == link.target.plan


def test_a_measure_implements_again_what_it_implemented(link, desk):
    measure = factories.MeasureFactory(plan=link.source.plan)
    row = measure.implementation_rows.create(position=link.target)
    desk.post(UNDO, removed(desk, "atgard", row.pk))
    assert Implementation.objects.get().position == link.target


def test_what_somebody_linked_anew_meanwhile_is_not_doubled(link, desk):
    form = removed(desk, "stallningstagande", link.pk)
    factories.PositionLinkFactory(source=link.source, target=link.target, rationale="Ny.")
    answer = desk.post(UNDO, form)
    assert answer.status_code == 422
    assert "They are linked in that way already." in answer.content.decode()
    assert PositionLink.objects.get().rationale == "Ny."


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_a_token_that_is_not_ours_undoes_nothing(link, desk, token):
    answer = desk.post(UNDO, {"unlinked": token})
    assert answer.status_code == 422
    assert "It is too late to undo this here." in answer.content.decode()


def test_others_undo_nothing(link, outsider):
    unlinked = Unlinked("position", link.source_id, link.target_id, "conflicts")
    client, status = outsider
    form = {"unlinked": LINKS.token(unlinked)}
    assert client.post(UNDO, form).status_code == status
    assert PositionLink.objects.get() == link
