"""Choosing among very many: positions of the comprehensive plan, measures, units; few are listed."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit
from pages.choosing import MOST_LISTED
from planning.models import Commission, HandOver, Measure, Plan, Position
from tests import factories
from tests.conftest import person
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
LIST = "/ostersund/overlamningar/"
HTMX = {"HX-Request": "true"}
MANY = MOST_LISTED + 5


@pytest.fixture
def draft(municipality: Organisation, other_department: Unit) -> Plan:
    own = {"organisation": municipality, "unit": other_department, "status": "drafting"}
    plan: Plan = factories.PlanFactory(**own, key="op", title="ÖP 2040", type__family="comprehensive")
    factories.PositionFactory.create_batch(MANY, plan=plan, statement="Skogen sköts varsamt.")
    return plan


@pytest.fixture
def quay(draft: Plan) -> Position:
    position: Position = factories.PositionFactory(plan=draft, key="kaj", statement="Kajen öppnas för alla.")
    return position


@pytest.fixture
def merge(town: Town, draft: Plan) -> str:
    """Where an offer to the draft is taken into one of its positions."""
    Position.objects.filter(key="p1").update(spatial=True)
    source = Position.objects.get(key="p1")
    made = factories.HandOverFactory(source=source, target=None, target_plan=draft)
    return f"{LIST}{made.pk}/ta-in-i/"


@pytest.fixture
def desk(municipality: Organisation, other_department: Unit) -> Client:
    """The browser of somebody who writes the comprehensive plan."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(municipality, "editor", other_department))
    return client


def asking(find: str, **more: object) -> dict[str, object]:
    version = HandOver.objects.values_list("version", flat=True).first() or 1
    return {"version": version, "find": find, "search": "1", **more}


def test_a_long_list_is_not_sent_but_searched(merge, quay, desk):
    page = desk.get(merge).content.decode()
    assert 'name="find"' in page
    assert "Skogen sköts" not in page
    assert "<option" not in page.split("<main")[1].split("card-links")[0]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_search_shows_what_it_finds_and_keeps_what_is_written(merge, quay, desk, headers):
    sent = asking("kaj", answer="Tack för den!", **{"initial-answer": ""})
    answer = desk.post(merge, sent, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{quay.pk}"' in text
    assert text.count('type="radio"') == 1
    assert "Tack för den!" in text
    assert not re.search(r'name="initial-answer"[^>]*Tack', text)  # a late save would take it for untouched
    assert "error-summary" not in text
    assert HandOver.objects.get().state == "offered"


def test_what_was_found_is_saved_and_what_is_chosen_stays_in_another_search(merge, quay, desk):
    text = desk.post(merge, asking("skogen", target=quay.pk)).content.decode()
    assert text.count('type="radio"') == 21
    assert text.index("checked") < text.index("Skogen sköts")
    sent = {"version": HandOver.objects.get().version, "target": quay.pk, "find": "kaj"}
    desk.post(merge, sent)
    assert HandOver.objects.get().target == quay


def test_nothing_chosen_is_told_beside_the_field(merge, quay, desk):
    answer = desk.post(merge, {"version": 1, "find": "kaj", "answer": "Hej"}, headers=HTMX)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Choose the position that it becomes part of." in text
    assert f'value="{quay.pk}"' in text


@pytest.mark.parametrize("asked", ["", " ", "och", "\x00", "':*", "<b>", "%", "x" * 3000, "älg"])
def test_what_says_nothing_finds_nothing(merge, quay, desk, asked):
    answer = desk.post(merge, asking(asked), headers=HTMX)
    assert answer.status_code == 200
    assert 'type="radio"' not in answer.content.decode()


def test_positions_of_other_plans_are_neither_found_nor_taken(merge, quay, desk, municipality):
    own = factories.PositionFactory(plan__organisation=municipality, statement="Kajen är hemlig.")
    other = factories.PositionFactory(statement="Kajen i en annan kommun.", plan__status="drafting")
    gone = factories.PositionFactory(plan=quay.plan, statement="Kajen lämnas.", status="withdrawn")
    for secret in (own, other, gone):
        text = desk.post(merge, asking("kajen", target=secret.pk)).content.decode()
        assert str(secret) not in text
        answer = desk.post(merge, {"version": HandOver.objects.get().version, "target": secret.pk})
        assert answer.status_code == 422
        assert str(secret) not in answer.content.decode().split("<main")[1].split("card-links")[0]
    assert HandOver.objects.get().state == "offered"


@pytest.mark.parametrize(("who", "status"), [("politician", 403), ("stranger", 403), ("planner", 403)])
def test_who_may_not_answer_searches_nothing(merge, quay, who, status, request):
    client = Client()
    assert client.post(merge, asking("kaj")).status_code == 302
    client.force_login(request.getfixturevalue(who))
    answer = client.post(merge, asking("kaj"))
    assert answer.status_code == status
    assert "Kajen" not in answer.content.decode()


def test_a_search_asks_little_of_the_database(merge, quay, desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        desk.post(merge, asking("kajen"), headers=HTMX)


@pytest.fixture
def sent(town: Town, department: Unit, draft: Plan) -> Commission:
    position = factories.PositionFactory(plan=draft, aspect="direction", statement="Skolor nära bussen.")
    made = factories.CommissionFactory(position=position, unit=department)
    return Commission.objects.get(pk=made.pk)


def test_several_of_many_measures_are_found_in_turn_and_answer_together(sent, town, planner):
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    factories.MeasureFactory.create_batch(MANY, plan=town.programme, title="Plantera träd")
    bus, school = (
        factories.MeasureFactory(plan=town.programme, title=title) for title in ("Ny busslinje", "Ny skola")
    )
    address = f"{LIST}uppdrag/{sent.pk}/svara/"
    assert "Plantera träd" not in client.get(address).content.decode()
    text = client.post(address, {"find": "skolor", "measures": [bus.pk], "search": "1"}).content.decode()
    assert text.count('type="checkbox"') == 2
    assert text.count("checked") == 1
    client.post(address, {"version": sent.version, "measures": [bus.pk, school.pk]})
    assert set(Measure.objects.filter(implements=sent.position)) == {bus, school}


def test_units_of_a_large_municipality_are_found_by_name(draft, desk, municipality):
    factories.UnitFactory.create_batch(MANY, organisation=municipality)
    swim = factories.UnitFactory(organisation=municipality, name="Badhusen")
    factories.UnitFactory(name="Badhusen i en annan kommun")
    factories.PositionFactory(plan=draft, key="skolor", aspect="direction")
    address = "/ostersund/stallningstaganden/skolor/skicka/"
    text = desk.post(address, {"find": "badhus", "message": "Hur?", "search": "1"}).content.decode()
    assert text.count('type="checkbox"') == 1
    assert "Badhusen" in text
    assert "Hur?" in text
    desk.post(address, {"units": [swim.pk], "message": "Hur?"})
    assert Commission.objects.get().unit == swim
