"""Positions of other plans that are suggested for a position or measure."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db
SUGGESTED = "/ostersund/stallningstaganden/p/forslag/stallningstaganden/"
LINKS = "/ostersund/stallningstaganden/p/kopplingar/"
HTMX = {"HX-Request": "true"}
NONE = "No position of another plan has words in common"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    return factories.PositionFactory(plan=plan, key="p", statement="Bussarna till byarna går oftare.")


@pytest.fixture
def buses(municipality: Organisation) -> Position:
    plan = factories.PlanFactory(organisation=municipality, title="Trafikplan")
    return factories.PositionFactory(plan=plan, statement="Buss till alla byar.")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def test_it_shows_words_and_plan_and_opens_the_form_with_the_position_chosen(position, buses, desk):
    page = desk.get(SUGGESTED).content.decode()
    assert "Trafikplan" in page
    assert "byarna" in page
    address = re.search(r'href="([^"]+\?till=\d+)"', page)[1]
    assert re.search(rf'value="{buses.pk}"[^>]* checked', desk.get(address).content.decode())


def test_with_htmx_choosing_one_keeps_what_is_written_already(position, buses, desk):
    part = desk.get(SUGGESTED, headers=HTMX).content.decode()
    assert part.strip().startswith('<div class="links suggestions"')
    assert f'hx-post="{LINKS}"' in part
    written = {"search": "1", "target": buses.pk, "rationale": "Samma resor.", "relation": "supports"}
    form = desk.post(LINKS, written, headers=HTMX).content.decode()
    assert "Samma resor.</textarea>" in form
    assert re.search(rf'value="{buses.pk}"[^>]* checked', form)


def test_a_measure_is_suggested_what_it_could_implement(position, buses, desk):
    factories.MeasureFactory(plan=position.plan, key="m", title="Fler bussar till byarna")
    assert (
        "Buss till alla byar."
        in desk.get("/ostersund/atgarder/m/forslag/stallningstaganden/").content.decode()
    )


def test_who_may_not_link_it_is_shown_the_positions_only(position, buses, politician):
    client = Client()
    client.force_login(politician)
    page = client.get(SUGGESTED).content.decode()
    assert "Buss till alla byar." in page
    assert "?till=" not in page


def test_where_nothing_resembles_it_says_so(position, desk):
    assert NONE in desk.get(SUGGESTED).content.decode()


@pytest.mark.parametrize("target", ["x", "", "0", "999999", "1" * 40])
def test_an_odd_position_in_the_address_chooses_nothing(position, desk, target):
    page = desk.get(f"{LINKS}?till={target}")
    assert (page.status_code, " checked" in page.content.decode()) == (200, False)


def test_queries_do_not_grow_with_the_positions(position, buses, desk, django_assert_max_num_queries):
    factories.PositionFactory.create_batch(40, plan=buses.plan, statement="Bussarna till byarna.")
    with django_assert_max_num_queries(14):
        page = desk.get(SUGGESTED).content.decode()
    assert page.count("?till=") == 5
