"""What was offered or asked for is filled in again where its state allows it; else the page says why not."""

import re
from datetime import date

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Commission, HandOver, Plan, Position
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def comprehensive(municipality: Organisation, other_department: Unit) -> Plan:
    own = {"organisation": municipality, "unit": other_department, "status": "drafting"}
    return factories.PlanFactory(**own, key="op", title="ÖP 2040", type__family="comprehensive")


@pytest.fixture
def offer(municipality: Organisation, department: Unit, comprehensive: Plan) -> HandOver:
    plan = factories.PlanFactory(organisation=municipality, unit=department, title="Vattenplan")
    position = factories.PositionFactory(plan=plan, key="p", statement="Skydda ån.", spatial=True)
    made = factories.HandOverFactory(
        source=position, target=None, target_plan=comprehensive, rationale="Ån översvämmas."
    )
    return HandOver.objects.get(pk=made.pk)


@pytest.fixture
def asked(comprehensive: Plan, department: Unit) -> Commission:
    position = factories.PositionFactory(plan=comprehensive, key="q", statement="Bygg.", aspect="direction")
    made = factories.CommissionFactory(
        position=position, unit=department, message="Hur gör ni?", due=date(2027, 1, 31)
    )
    return Commission.objects.get(pk=made.pk)


@pytest.fixture
def sector(planner: User) -> Client:
    return client_of(planner)


@pytest.fixture
def desk(municipality: Organisation, other_department: Unit) -> Client:
    """The browser of those who write the comprehensive plan."""
    user = factories.UserFactory(email="op@ostersund.example", name="Skribent")
    membership = factories.MembershipFactory(user=user, organisation=municipality, role="editor")
    membership.unit_rows.create(unit=other_department)
    return client_of(user)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def told(client: Client, thing: HandOver | Commission) -> str:
    kind = "hand_over" if isinstance(thing, HandOver) else "commission"
    return client.get(f"/ostersund/historik/{kind}/{thing.pk}/").content.decode()


def filled(client: Client, page: str, verb: str) -> str:
    """The form of that verb, as the last moment that offers it fills it in."""
    address = re.search(rf'href="([^"]*/{verb}/\?historik=\d+)"', page)
    assert address
    return client.get(address[1]).content.decode()


def test_what_was_said_for_a_returned_offer_is_filled_in_to_offer_it_again(offer, sector):
    HandOver.objects.update(rationale="Kort skäl.")
    HandOver.objects.update(state="returned", answer="Nej.")
    page = told(sector, offer)
    assert "Ån översvämmas.</textarea>" in filled(sector, page, "erbjud-igen")


def test_a_waiting_offer_is_filled_in_with_its_words_and_its_plan(offer, sector, comprehensive, desk):
    own = {"organisation": comprehensive.organisation, "type": comprehensive.type}
    HandOver.objects.update(rationale="Kort skäl.", target_plan=factories.PlanFactory(**own))
    form = filled(sector, told(sector, offer), "andra")
    assert "Ån översvämmas.</textarea>" in form
    assert re.search(rf'<option value="{comprehensive.pk}" selected', form)
    assert "historik=" not in told(desk, offer)


def test_what_the_other_side_has_taken_in_says_why_it_stays(offer, sector, comprehensive):
    HandOver.objects.update(rationale="Kort skäl.")
    target = factories.PositionFactory(plan=comprehensive)
    HandOver.objects.update(state="accepted", target=target, target_plan=None)
    page = told(sector, offer)
    assert "It has been taken in, so what was said for it is not changed any more." in page
    assert "historik=" not in page


def test_the_reason_of_an_earlier_return_is_filled_in_to_return_it_again(offer, desk, sector):
    HandOver.objects.update(state="returned", answer="Hör inte hit.")
    HandOver.objects.update(state="offered", answer=None)
    page = told(desk, offer)
    assert "Hör inte hit.</textarea>" in filled(desk, page, "aterlamna")
    assert "aterlamna" not in told(sector, offer)


def test_what_was_taken_into_a_position_is_filled_in_with_that_position(offer, desk, comprehensive):
    target = factories.PositionFactory(plan=comprehensive, statement="Vatten.")
    HandOver.objects.update(state="accepted", target=target, target_plan=None, answer="Tas in.")
    HandOver.objects.update(state="returned", answer="Nej.")
    HandOver.objects.update(state="offered", answer=None)
    form = filled(desk, told(desk, offer), "ta-in-i")
    assert "Tas in.</textarea>" in form
    assert re.search(rf'value="{target.pk}"\s+selected', form)


def test_an_offer_that_was_taken_back_is_told_and_made_anew(offer, sector, comprehensive):
    sector.post(f"/ostersund/overlamningar/{offer.pk}/ta-tillbaka/", {"version": 1})
    here = "/ostersund/stallningstaganden/p/erbjud/"
    listed = sector.get(here).content.decode()
    assert "Taken back" in listed
    form = filled(sector, listed, "erbjud")
    assert "Ån översvämmas.</textarea>" in form
    assert re.search(rf'value="{comprehensive.pk}"[^>]*checked', form)
    assert "Ån översvämmas." in filled(sector, told(sector, offer), "erbjud")
    sector.post(here, {"plan": comprehensive.pk, "rationale": "Ån översvämmas."})
    assert "Taken back" not in sector.get(here).content.decode()


def test_what_was_asked_is_filled_in_with_its_day_to_send_it_again(asked, desk):
    Commission.objects.update(message="Annat.", due=None)
    Commission.objects.update(state="declined", answer="Inga pengar.")
    form = filled(desk, told(desk, asked), "skicka-igen")
    assert "Hur gör ni?</textarea>" in form
    assert 'value="2027-01-31"' in form
    again = {"message": "Hur gör ni?", "due": "2027-01-31", "version": 3}
    desk.post(f"/ostersund/overlamningar/uppdrag/{asked.pk}/skicka-igen/", again)
    stored = Commission.objects.get()
    assert (stored.state, stored.message, stored.due) == ("sent", "Hur gör ni?", date(2027, 1, 31))


def test_an_assignment_that_waits_is_filled_in_one_that_is_answered_says_why_it_stays(asked, desk):
    Commission.objects.update(message="Annat.", due=None)
    form = filled(desk, told(desk, asked), "andra")
    assert "Hur gör ni?</textarea>" in form
    assert 'value="2027-01-31"' in form
    Commission.objects.update(state="answered")
    page = told(desk, asked)
    assert "The unit has answered with measures, so what was asked is not changed any more." in page
    assert "historik=" not in page


def test_why_a_unit_declined_is_filled_in_to_decline_again(asked, sector, desk):
    Commission.objects.update(state="declined", answer="Inga pengar.")
    Commission.objects.update(state="sent", answer=None)
    assert "Inga pengar.</textarea>" in filled(sector, told(sector, asked), "avboj")
    assert "avboj" not in told(desk, asked)


def test_an_assignment_that_was_taken_back_is_told_and_sent_anew(asked, desk, department):
    desk.post(f"/ostersund/overlamningar/uppdrag/{asked.pk}/ta-tillbaka/", {"version": 1})
    listed = desk.get("/ostersund/stallningstaganden/q/skicka/").content.decode()
    form = filled(desk, listed, "skicka")
    assert "Hur gör ni?</textarea>" in form
    assert 'value="2027-01-31"' in form
    assert re.search(rf'name="units" value="{department.pk}"[^>]*checked', form)
    assert "This is there no longer" in told(desk, asked)


def test_another_position_s_offer_fills_nothing_in(offer, sector):
    first = offer.history.earliest("pgh_id").pgh_id
    other = factories.PositionFactory(plan=offer.source.plan, key="annat", spatial=True)
    page = sector.get(f"/ostersund/stallningstaganden/{other.key}/erbjud/?historik={first}")
    assert "Ån översvämmas." not in page.content.decode()


def test_readers_see_why_nothing_is_taken_back(offer, asked, politician):
    HandOver.objects.update(state="returned", answer="Nej.")
    Commission.objects.update(message="Annat.")
    HandOver.objects.update(rationale="Annat.")
    for thing in (offer, asked):
        page = told(client_of(politician), thing)
        assert "historik=" not in page
        assert "Only those who work for the responsible unit" in page


def test_what_is_gone_is_no_business_of_others(offer, asked, stranger):
    position = Position.objects.get(key="p")
    HandOver.objects.all().delete()
    client = client_of(stranger)
    assert client.get(f"/falun/historik/hand_over/{offer.pk}/").status_code == 404
    assert client.get(f"/ostersund/historik/hand_over/{offer.pk}/").status_code == 403
    assert position.hand_overs_out.count() == 0
