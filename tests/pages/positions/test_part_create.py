"""Writing new positions and measures at the right place of a plan."""

import re

import pytest
from django.test import Client

from pages.plans.selectors.document import PARTS_PER_PAGE
from planning.models import Measure, Plan, Position
from tests import factories

pytestmark = pytest.mark.django_db
PLAN = "/ostersund/planer/utkast/"
NEW = f"{PLAN}nytt-stallningstagande/"
NEW_MEASURE = f"{PLAN}ny-atgard/"
HTMX = {"HX-Request": "true"}
MEASURE = {"title": "Ny panna", "status": "planned", "funding": "unknown"}


@pytest.fixture
def draft(municipality, department) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, unit=department, status="drafting", key="utkast", title="Utkast"
    )


@pytest.fixture
def desk(planner) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def test_an_empty_plan_says_what_to_do_and_its_first_position_is_one_click_away(draft, desk):
    page = desk.get(PLAN).content.decode()
    assert "The plan is empty" in page
    assert f'href="{NEW}"' in page
    assert "<textarea" in desk.get(NEW).content.decode()


def test_without_javascript_saving_leads_back_to_the_place_in_the_plan(draft, desk):
    section = factories.SectionFactory(plan=draft)
    factories.PositionFactory.create_batch(25, plan=draft)
    answer = desk.post(f"{NEW}?section={section.pk}", {"statement": "Bygg tätt."})
    created = Position.objects.get(section=section)
    assert answer["Location"] == f"{PLAN}?page=3#position-{created.pk}"
    assert f'id="position-{created.pk}"' in desk.get(answer["Location"]).content.decode()


def test_with_htmx_the_new_card_stands_before_the_way_to_the_next(draft, desk):
    form = desk.get(NEW, headers=HTMX).content.decode()
    assert re.match(r'<div class="new-part" id="new-in-0">\s*<kept-text', form.strip())
    card = desk.post(NEW, {"statement": "Bygg tätt."}, headers=HTMX).content.decode()
    created = Position.objects.get()
    assert re.match(rf'<article class="card"\s+id="position-{created.pk}"', card.strip())
    assert card.index("</article>") < card.index('<div class="new-part" id="new-in-0">')
    assert '<div id="status" hx-swap-oob="innerHTML">' in card


def test_a_measure_is_written_with_who_when_and_money(draft, desk, other_department):
    said = {**MEASURE, "start": "2027-01-01", "cost": "5000", "partners": [other_department.pk]}
    assert desk.post(NEW_MEASURE, said).status_code == 302
    measure = Measure.objects.get()
    assert (measure.code, measure.cost, measure.start.isoformat()) == ("1", 5000, "2027-01-01")
    assert list(measure.partners.all()) == [other_department]


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [
        (NEW, {"statement": " ", "rationale": "Skäl som skrevs."}, "statement"),
        (NEW, {"statement": "Nytt.", "rationale": "Skäl som skrevs.", "code": "1"}, "code"),
        (NEW_MEASURE, {**MEASURE, "text": "Skäl som skrevs.", "cost": "mycket"}, "cost"),
        (NEW_MEASURE, {**MEASURE, "text": "Skäl som skrevs.", "title": "x" * 501}, "title"),
        (NEW_MEASURE, {**MEASURE, "text": "Skäl som skrevs.", "start": "i morgon"}, "start"),
        (NEW_MEASURE, {**MEASURE, "text": "Skäl som skrevs.", "unit": "0"}, "unit"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_written_is_lost(
    address, sent, field, draft, desk
):
    factories.PositionFactory(plan=draft, code="1")
    answer = desk.post(address, sent, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="new-in-0-{field}_error"' in shown
    assert "Skäl som skrevs." in shown
    assert 'class="ds-error-summary" tabindex="-1" autofocus' in shown


def test_an_end_before_the_beginning_is_said_above_the_form(draft, desk):
    answer = desk.post(NEW_MEASURE, {**MEASURE, "start": "2028-01-01", "end": "2027-01-01"})
    assert answer.status_code == 422
    assert "ends after it has begun" in answer.content.decode()


@pytest.mark.parametrize("section", ["x", "999999999999", "0"])
def test_a_section_that_is_not_the_plan_s_is_not_found(section, draft, desk):
    assert desk.get(f"{NEW}?section={section}").status_code == 404


def test_others_add_nothing(draft, outsider):
    client, status = outsider
    for address, sent in ((NEW, {"statement": "Ny."}), (NEW_MEASURE, MEASURE)):
        assert client.get(address).status_code == status
        assert client.post(address, sent).status_code == status
    assert not Position.objects.exists()


def test_readers_see_no_way_to_add(draft, politician):
    factories.PositionFactory(plan=draft)
    client = Client()
    client.force_login(politician)
    page = client.get(PLAN).content.decode()
    assert "nytt-stallningstagande" not in page
    assert "flytta" not in page


def test_a_plan_of_400_positions_opens_for_its_writer_with_as_many_queries_as_a_short_one(
    draft, desk, django_assert_max_num_queries
):
    sections = factories.SectionFactory.create_batch(40, plan=draft)
    for place, section in enumerate(sections):
        factories.PositionFactory.create_batch(10, plan=draft, section=section, order=place)
    with django_assert_max_num_queries(40):
        page = desk.get(PLAN).content.decode()
    assert page.count('class="card"') == PARTS_PER_PAGE + 1
    with django_assert_max_num_queries(35):
        desk.get(f"/ostersund/stallningstaganden/{Position.objects.first().key}/redigera/", headers=HTMX)
