"""Assignments to implement in the browser: sending, answering with measures, declining."""

import pytest
from django.test import Client

from organisations.models import Membership, Organisation, Unit, User
from planning.models import Commission, Measure, Plan, Position
from planning.services.commissioning import decline_commission
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
LIST = "/ostersund/overlamningar/"
PAGE = "/ostersund/stallningstaganden/inriktning/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def position(town: Town, other_department: Unit) -> Position:
    own = {"organisation": town.organisation, "unit": other_department}
    plan = factories.PlanFactory(**own, key="op", title="ÖP 2030", type__family="comprehensive")
    return factories.PositionFactory(
        plan=plan, key="inriktning", statement="Skolor nära bussen.", aspect="direction"
    )


@pytest.fixture
def measure(town: Town) -> Measure:
    return Measure.objects.get(key="m1")


@pytest.fixture
def sent(position: Position, department: Unit) -> Commission:
    made = factories.CommissionFactory(position=position, unit=department, message="Hur gör ni?")
    return Commission.objects.get(pk=made.pk)


@pytest.fixture
def desk(planner: User) -> Client:
    return client_of(planner)


@pytest.fixture
def op_desk(municipality: Organisation, other_department: Unit) -> Client:
    user = factories.UserFactory(email="op@ostersund.example", name="Skribent")
    role = Membership.Role.EDITOR
    membership = factories.MembershipFactory(user=user, organisation=municipality, role=role)
    membership.unit_rows.create(unit=other_department)
    return client_of(user)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def at(commission: Commission, verb: str = "") -> str:
    return f"{LIST}uppdrag/{commission.pk}/{verb}"


def stored(commission: Commission) -> Commission:
    return Commission.objects.get(pk=commission.pk)


def test_from_its_page_a_position_is_sent_to_several_units(position, op_desk, department, other_department):
    assert f"{PAGE}skicka/" in op_desk.get(PAGE).content.decode()
    assert "Samhällsbyggnad" in op_desk.get(f"{PAGE}skicka/").content.decode()
    form = {"units": [department.pk, other_department.pk], "message": "Hur?", "due": "2027-01-31"}
    answer = op_desk.post(f"{PAGE}skicka/", form, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?visa=skickat", 302)]
    assert Commission.objects.count() == 2
    text = answer.content.decode()
    assert "Samhällsbyggnad" in text
    assert "Hur?" in text
    assert "Samhällsbyggnad" in op_desk.get(PAGE).content.decode()


def test_without_a_unit_the_form_comes_back_with_the_words(position, op_desk):
    answer = op_desk.post(f"{PAGE}skicka/", {"message": "Hur gör ni?"})
    assert answer.status_code == 422
    assert "Hur gör ni?" in answer.content.decode()


def test_a_position_that_expects_nothing_is_not_sent(position, op_desk):
    Position.objects.filter(pk=position.pk).update(expects_measures=False)
    assert f"{PAGE}skicka/" not in op_desk.get(PAGE).content.decode()
    assert op_desk.get(f"{PAGE}skicka/").status_code == 422


def test_the_unit_s_inbox_shows_it_and_others_do_not(sent, desk, op_desk):
    inbox = desk.get(f"{LIST}?visa=uppdrag").content.decode()
    assert "Skolor nära bussen." in inbox
    assert at(sent, "svara/") in inbox
    assert "Skolor nära bussen." not in op_desk.get(f"{LIST}?visa=uppdrag").content.decode()
    assert at(sent) in op_desk.get(f"{LIST}?visa=skickat").content.decode()


def test_answered_with_a_measure_that_is_there(sent, measure, desk, position):
    assert "Ny panna" in desk.get(at(sent, "svara/")).content.decode()
    form = {"version": sent.version, "measures": [measure.pk], "answer": "Klart snart."}
    answer = desk.post(at(sent, "svara/"), form, follow=True)
    assert answer.redirect_chain == [(at(sent), 302)]
    assert stored(sent).state == "answered"
    assert position in measure.implements.all()
    assert "Ny panna" in answer.content.decode()


def test_answered_with_a_new_measure_in_a_draft(sent, desk, municipality, department):
    own = {"organisation": municipality, "unit": department, "status": "drafting"}
    draft: Plan = factories.PlanFactory(**own, title="Skolplan")
    assert "Skolplan" in desk.get(at(sent, "ny-atgard/")).content.decode()
    form = {"version": sent.version, "plan": draft.pk, "title": "Ny skola", "end": "2029-08-01"}
    answer = desk.post(at(sent, "ny-atgard/"), form, headers=HTMX)
    assert answer.status_code == 200
    assert "Ny skola" in answer.content.decode()
    assert draft.measures.get().unit == department


def test_without_a_measure_the_form_says_so(sent, desk):
    answer = desk.post(at(sent, "svara/"), {"version": sent.version, "answer": "Snart."}, headers=HTMX)
    assert answer.status_code == 422
    assert "Choose at least one measure." in answer.content.decode()
    assert "Snart." in answer.content.decode()


def test_it_is_declined_and_sent_again(sent, desk, op_desk):
    desk.post(at(sent, "avboj/"), {"version": sent.version, "answer": "Inga pengar."})
    assert "Inga pengar." in op_desk.get(at(sent)).content.decode()
    op_desk.post(at(sent, "skicka-igen/"), {"version": stored(sent).version, "message": "Nu finns pengar."})
    assert stored(sent).state == "sent"
    page = desk.get(at(sent)).content.decode()
    assert "Inga pengar." in page  # the story keeps it
    assert "Nu finns pengar." in page


def test_it_is_taken_back(sent, op_desk):
    answer = op_desk.post(at(sent, "ta-tillbaka/"), {"version": sent.version})
    assert answer["Location"] == PAGE
    assert not Commission.objects.exists()


@pytest.mark.parametrize("verb", ["svara/", "avboj/"])
def test_who_answers_too_late_keeps_what_they_wrote(verb, sent, desk, coordinator, measure):
    own = {"organisation": sent.organisation, "by": coordinator}
    decline_commission(**own, commission=stored(sent), expected_version=sent.version, reason="Nej.")
    form = {"version": sent.version, "answer": "Ja.", "initial-answer": "", "measures": [measure.pk]}
    answer = desk.post(at(sent, verb), form, headers=HTMX)
    assert answer.status_code == 409
    assert "Ja." in answer.content.decode()
    assert stored(sent).answer == "Nej."


@pytest.mark.parametrize("verb", ["svara/", "ny-atgard/", "avboj/", "skicka-igen/", "ta-tillbaka/"])
def test_strangers_and_readers_do_nothing(verb, sent, politician, stranger):
    for who, statuses in ((politician, {403}), (stranger, {403, 404})):
        answer = client_of(who).post(at(sent, verb), {"version": sent.version, "answer": "Nej."})
        assert answer.status_code in statuses
    assert Client().post(at(sent, verb)).status_code == 302
    assert stored(sent).state == "sent"


def test_another_municipality_s_assignment_is_not_found_here(desk):
    assert desk.get(at(factories.CommissionFactory())).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_inbox_asks_as_much_for_many_as_for_one(
    count, sent, desk, department, django_assert_max_num_queries
):
    for _ in range(count - 1):
        position = factories.PositionFactory(plan=sent.position.plan, aspect="direction")
        factories.CommissionFactory(position=position, unit=department)
    with django_assert_max_num_queries(11):
        assert desk.get(f"{LIST}?visa=uppdrag").status_code == 200
    with django_assert_max_num_queries(12):
        assert desk.get(at(sent)).status_code == 200


def test_those_who_asked_change_the_words_and_the_day_while_it_waits(sent, op_desk, desk):
    url = at(sent, "andra/")
    assert url in op_desk.get(at(sent)).content.decode()
    assert "Hur gör ni?</textarea>" in op_desk.get(url).content.decode()
    form = {"message": "När gör ni?", "due": "x", "version": sent.version}
    refused = op_desk.post(url, form, headers=HTMX)
    assert refused.status_code == 422
    assert "När gör ni?</textarea>" in refused.content.decode()
    answer = op_desk.post(url, form | {"due": "2027-01-31"}, headers=HTMX)
    assert "What is asked is changed." in answer.content.decode()
    assert stored(sent).message == "När gör ni?"
    assert op_desk.post(url, form | {"due": "", "initial-message": "Hur gör ni?"}).status_code == 409
    assert desk.post(url, form).status_code == 403
