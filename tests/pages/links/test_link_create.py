"""Linking positions, plans and measures in the browser, with and without JavaScript."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Implementation, Plan, PlanLink, Position, PositionLink
from tests import factories

pytestmark = pytest.mark.django_db
LINKS = "/ostersund/stallningstaganden/p/kopplingar/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, key="program", title="Program")
    return factories.PositionFactory(plan=plan, key="p", statement="Bussarna går oftare.")


@pytest.fixture
def other(municipality: Organisation) -> Position:
    plan = factories.PlanFactory(organisation=municipality, title="Översiktsplan", key="op")
    return factories.PositionFactory(plan=plan, key="o", statement="Hållplatserna ligger nära bostäderna.")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def sent(target: object, **changes: object) -> dict[str, object]:
    return {"target": target, "relation": "supports", "rationale": "Samma resor."} | changes


def test_a_search_offers_positions_of_own_and_adopted_plans_and_keeps_the_reason(
    position, other, desk, municipality
):
    adoption = factories.PlanAdoptionFactory(organisation=municipality)
    theirs = factories.PositionFactory(plan=adoption.plan, statement="Hållplatser byggs vid länsvägarna.")
    factories.PositionFactory(statement="Hållplats i en annan kommun.")
    factories.PositionFactory(plan=other.plan, statement="Gammal hållplats.", status="withdrawn")
    form = {"find": "hållplats", "search": "1", "rationale": "Samma resor."}
    page = desk.post(LINKS, form).content.decode()
    assert set(re.findall(r'name="target" value="(\d+)"', page)) == {str(other.pk), str(theirs.pk)}
    assert "Samma resor.</textarea>" in page


def test_saved_without_javascript_it_stands_at_both_ends(position, other, desk):
    answer = desk.post(LINKS, sent(other.pk), follow=True)
    assert answer.redirect_chain == [(LINKS, 302)]
    assert "Hållplatserna ligger" in answer.content.decode()
    back = desk.get("/ostersund/stallningstaganden/o/kopplingar/").content.decode()
    assert "Supported by" in back
    assert "Bussarna går oftare." in back
    assert PositionLink.objects.get().rationale == "Samma resor."


def test_with_htmx_the_part_with_the_links_comes_back(position, other, desk):
    part = desk.post(LINKS, sent(other.pk), headers=HTMX).content.decode()
    assert part.strip().startswith('<div class="card link-card"')
    assert "The link is saved." in part


@pytest.mark.parametrize(
    "changes",
    [{"target": ""}, {"target": "999999"}, {"target": "x"}, {"relation": "likes"}, {"rationale": " "}],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(position, other, desk, changes):
    answer = desk.post(LINKS, sent(other.pk) | changes, headers=HTMX)
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.content.decode()
    assert not PositionLink.objects.exists()


def test_the_same_link_twice_is_refused_with_the_form_as_it_was(position, other, desk):
    desk.post(LINKS, sent(other.pk))
    answer = desk.post(LINKS, sent(other.pk, rationale="Igen."))
    assert answer.status_code == 422
    assert "already" in answer.content.decode()
    assert "Igen.</textarea>" in answer.content.decode()


def test_nothing_is_linked_to_itself(position, desk):
    assert desk.post(LINKS, sent(position.pk)).status_code == 422


def test_a_lost_update_shows_both_reasons(position, other, desk):
    link = factories.PositionLinkFactory(source=position, target=other, rationale="Först.")
    PositionLink.objects.update(rationale="Någon annans.")
    address = f"/ostersund/kopplingar/stallningstagande/{link.pk}/"
    opened = {"initial-relation": "supports", "initial-rationale": "Först.", "version": 1}
    answer = desk.post(address, opened | {"relation": "supports", "rationale": "Min."}, headers=HTMX)
    shown = re.sub(r"</?mark>", "", answer.content.decode())
    assert answer.status_code == 409
    assert "Min.</textarea>" in shown
    assert "Någon annans.</dd>" in shown


def test_a_link_is_changed_and_removed(position, other, desk):
    link = factories.PositionLinkFactory(source=position, target=other, rationale="Först.")
    address = f"/ostersund/kopplingar/stallningstagande/{link.pk}/"
    assert "Först.</textarea>" in desk.get(address).content.decode()
    desk.post(address, {"relation": "conflicts", "rationale": "De vill olika.", "version": 1})
    assert PositionLink.objects.get().relation == "conflicts"
    assert desk.post(f"{address}ta-bort/", {"version": 1}).status_code == 409
    desk.post(f"{address}ta-bort/", {"version": 2})
    assert not PositionLink.objects.exists()


def test_a_link_that_somebody_removed_meanwhile_is_not_found(position, other, desk):
    address = "/ostersund/kopplingar/stallningstagande/999/"
    assert desk.post(address, {"relation": "conflicts", "rationale": "x", "version": 1}).status_code == 404
    assert desk.post(f"{address}ta-bort/", {"version": 1}).status_code == 404


def test_plans_are_linked_to_plans(position, other, desk):
    address = "/ostersund/planer/program/kopplingar/"
    page = desk.post(address, {"find": "översiktsplanen", "search": "1"}).content.decode()
    assert f'name="target" value="{other.plan.pk}"' in page
    desk.post(address, sent(other.plan.pk, relation="based_on"))
    assert PlanLink.objects.get().target == other.plan


def test_a_measure_implements_a_position_and_stops(position, other, desk):
    measure = factories.MeasureFactory(plan=position.plan, key="m", title="Fler turer")
    address = "/ostersund/atgarder/m/kopplingar/"
    desk.post(address, {"target": other.pk})
    row = Implementation.objects.get()
    assert (row.measure, row.position) == (measure, other)
    assert "Fler turer" in desk.get("/ostersund/stallningstaganden/o/kopplingar/").content.decode()
    desk.post(f"/ostersund/kopplingar/atgard/{row.pk}/ta-bort/", {"version": 0})
    assert not Implementation.objects.exists()


@pytest.mark.parametrize("find", ["\x00", "'; DROP TABLE", "((&|!", "å" * 300, "   "])
def test_odd_searches_break_nothing(position, desk, find):
    assert desk.post(LINKS, {"find": find, "search": "1"}).status_code == 200


def test_others_link_nothing(position, other, outsider):
    client, status = outsider
    link = factories.PositionLinkFactory(source=position, target=other)
    edit = f"/ostersund/kopplingar/stallningstagande/{link.pk}/"
    for address in (LINKS, edit, f"{edit}ta-bort/"):
        assert client.post(address, sent(other.pk, version=1)).status_code == status
    assert PositionLink.objects.get().version == 1


def test_readers_see_the_links_and_no_form(position, other, politician):
    factories.PositionLinkFactory(source=position, target=other)
    client = Client()
    client.force_login(politician)
    page = client.get(LINKS).content.decode()
    assert "Hållplatserna ligger" in page
    assert "<textarea" not in page


def test_the_search_is_bounded_and_queries_are_few(position, other, desk, django_assert_max_num_queries):
    factories.PositionFactory.create_batch(60, plan=other.plan, statement="Hållplats vid torget.")
    with django_assert_max_num_queries(16):
        page = desk.post(LINKS, {"find": "hållplatser", "search": "1"}).content.decode()
    assert page.count('name="target"') == 20
    assert Plan.objects.count() == 2
