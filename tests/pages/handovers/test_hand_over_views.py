"""Handing positions over in the browser, with and without JavaScript: offering, taking in and returning."""

import json
import re

import pytest
from django.test import Client

from alignment.models import Finding
from dialogue.models import Notification
from organisations.models import Membership, Organisation, Unit, User
from planning.models import HandOver, Plan, Position
from planning.services.handing_over import return_offer
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
LIST = "/ostersund/overlamningar/"
OFFER = "/ostersund/stallningstaganden/p1/erbjud/"
SWEREF = {"type": "name", "properties": {"name": "EPSG:3006"}}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def position(town: Town) -> Position:
    """A spatial position of the climate programme in force."""
    Position.objects.filter(key="p1").update(spatial=True)
    return Position.objects.get(key="p1")


@pytest.fixture
def draft(municipality: Organisation, other_department: Unit) -> Plan:
    own = {"organisation": municipality, "unit": other_department, "status": "drafting"}
    return factories.PlanFactory(**own, key="op", title="ÖP 2040", type__family="comprehensive")


@pytest.fixture
def offer(position: Position, draft: Plan) -> HandOver:
    made = factories.HandOverFactory(
        source=position, target=None, target_plan=draft, rationale="Panna behövs."
    )
    return HandOver.objects.get(pk=made.pk)


@pytest.fixture
def desk(planner: User) -> Client:
    return client_of(planner)


@pytest.fixture
def writer(municipality: Organisation, other_department: Unit) -> User:
    user = factories.UserFactory(email="op@ostersund.example", name="Skribent")
    role = Membership.Role.EDITOR
    membership = factories.MembershipFactory(user=user, organisation=municipality, role=role)
    membership.unit_rows.create(unit=other_department)
    found: User = user
    return found


@pytest.fixture
def op_desk(writer: User) -> Client:
    return client_of(writer)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def at(offer: HandOver, verb: str = "") -> str:
    return f"{LIST}{offer.pk}/{verb}"


def stored(offer: HandOver) -> HandOver:
    return HandOver.objects.get(pk=offer.pk)


def test_what_is_offered_and_has_a_place_is_on_a_map_above_the_list(offer, op_desk, desk):
    assert "<samplan-map" not in op_desk.get(LIST).content.decode()
    geometry = {"type": "Point", "coordinates": [482_000, 7_007_000], "crs": SWEREF}
    Position.objects.filter(pk=offer.source_id).update(geometry=geometry)

    page = op_desk.get(LIST).content.decode()
    (address,) = re.findall('data-url="([^"]+)"', page)
    (feature,) = json.loads(op_desk.get(address).content)["features"]

    assert (feature["id"], feature["properties"]["number"]) == (offer.source_id, 1)
    assert page.count(f'data-place="{offer.source_id}"') == 1
    assert "<samplan-map" in desk.get(f"{LIST}?visa=ut").content.decode()


def test_from_its_page_a_position_is_offered_to_the_draft(position, draft, desk):
    assert OFFER in desk.get("/ostersund/stallningstaganden/p1/").content.decode()
    assert "ÖP 2040" in desk.get(OFFER).content.decode()
    answer = desk.post(OFFER, {"plan": draft.pk, "rationale": "Panna behövs."}, follow=True)
    offer = HandOver.objects.get()
    assert answer.redirect_chain == [(at(offer), 302)]
    assert (offer.receiver, offer.rationale, offer.state) == (draft, "Panna behövs.", "offered")
    card = desk.get("/ostersund/stallningstaganden/p1/").content.decode()
    assert "ÖP 2040" in card
    assert at(offer) in card


def test_without_a_plan_the_form_comes_back_with_what_was_written(position, draft, desk):
    answer = desk.post(OFFER, {"rationale": "Panna behövs."})
    assert answer.status_code == 422
    assert "Panna behövs." in answer.content.decode()
    assert not HandOver.objects.exists()


def test_what_is_offered_already_is_told_beside_the_form(offer, draft, desk):
    answer = desk.post(OFFER, {"plan": draft.pk, "rationale": "Igen."})
    assert answer.status_code == 422
    assert "handed over to that plan already" in answer.content.decode()
    assert HandOver.objects.count() == 1


def test_a_position_that_is_not_spatial_has_no_form(town, draft, desk):
    assert OFFER not in desk.get("/ostersund/stallningstaganden/p1/").content.decode()
    assert desk.get(OFFER).status_code == 422


def test_the_inbox_shows_the_writers_what_waits_and_the_outbox_the_sector_how_it_went(offer, desk, op_desk):
    inbox = op_desk.get(LIST).content.decode()
    assert "Bygg ut fjärrvärmen" in inbox
    assert "Panna behövs." in inbox
    assert at(offer, "ta-in/") in inbox
    assert "Bygg ut fjärrvärmen" not in desk.get(LIST).content.decode()
    outbox = desk.get(f"{LIST}?visa=ut").content.decode()
    assert at(offer) in outbox
    assert at(offer, "ta-in/") not in outbox
    assert "Bygg ut fjärrvärmen" not in op_desk.get(f"{LIST}?visa=ut").content.decode()


def test_it_is_taken_in_as_a_new_position_of_a_section(offer, draft, op_desk, town):
    section = factories.SectionFactory(plan=draft, heading="Energi")
    assert "Energi" in op_desk.get(at(offer, "ta-in/")).content.decode()
    sent = {"version": offer.version, "section": section.pk, "answer": "Tack!"}
    answer = op_desk.post(at(offer, "ta-in/"), sent, follow=True)
    assert answer.redirect_chain == [(at(offer), 302)]
    new = draft.positions.get()
    assert (stored(offer).target, new.section) == (new, section)
    text = answer.content.decode()
    assert "Tack!" in text
    assert "Taken in" in text


def test_htmx_gets_the_card_with_what_was_done(offer, draft, op_desk):
    target = factories.PositionFactory(plan=draft, statement="Energi nära staden.")
    form = op_desk.get(at(offer, "ta-in-i/"), headers=HTMX).content.decode()
    assert "<html" not in form
    assert "Energi nära staden." in form
    sent = {"version": offer.version, "target": target.pk}
    answer = op_desk.post(at(offer, "ta-in-i/"), sent, headers=HTMX)
    assert answer.status_code == 200
    assert "It is taken into the position." in answer.content.decode()
    assert stored(offer).target == target


def test_it_is_returned_with_a_reason_and_offered_again(offer, op_desk, desk):
    answer = op_desk.post(at(offer, "aterlamna/"), {"version": offer.version, "answer": " "}, headers=HTMX)
    assert answer.status_code == 422
    op_desk.post(at(offer, "aterlamna/"), {"version": offer.version, "answer": "För nära sjön."})
    assert stored(offer).state == "returned"
    outbox = desk.get(f"{LIST}?visa=ut").content.decode()
    assert "För nära sjön." in outbox
    assert at(offer, "erbjud-igen/") in outbox
    again = {"version": stored(offer).version, "rationale": "Flyttad."}
    page = desk.post(at(offer, "erbjud-igen/"), again, follow=True).content.decode()
    assert stored(offer).state == "offered"
    assert "För nära sjön." in page  # the story keeps it


def test_an_offer_is_taken_back(offer, desk):
    page = desk.get(at(offer)).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    answer = desk.post(at(offer, "ta-tillbaka/"), {"version": version[1]})
    assert answer["Location"] == "/ostersund/stallningstaganden/p1/"
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_answers_too_late_sees_what_happened_and_keeps_the_words(offer, op_desk, coordinator, headers):
    own = {"organisation": offer.recorded_by, "by": coordinator}
    return_offer(**own, hand_over=stored(offer), expected_version=offer.version, reason="Nej.")
    sent = {"version": offer.version, "answer": "För dyrt.", "initial-answer": ""}
    answer = op_desk.post(at(offer, "aterlamna/"), sent, headers=headers)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "För dyrt." in text
    assert "Nej." in text
    assert stored(offer).answer == "Nej."


def test_a_late_withdrawal_takes_nothing_back(offer, desk, coordinator):
    own = {"organisation": offer.recorded_by, "by": coordinator}
    return_offer(**own, hand_over=stored(offer), expected_version=offer.version, reason="Nej.")
    assert desk.post(at(offer, "ta-tillbaka/"), {"version": offer.version}).status_code == 409
    assert HandOver.objects.exists()


def test_a_decided_plan_without_revision_says_what_to_do(offer, draft, op_desk):
    Plan.objects.filter(pk=draft.pk).update(status="in_force")
    assert "Start a revision" in op_desk.get(at(offer, "ta-in/")).content.decode()
    answer = op_desk.post(at(offer, "ta-in/"), {"version": offer.version})
    assert answer.status_code == 422
    assert stored(offer).state == "offered"


@pytest.mark.parametrize("verb", ["ta-in/", "ta-in-i/", "aterlamna/", "erbjud-igen/", "ta-tillbaka/"])
def test_strangers_and_readers_answer_nothing(verb, offer, politician, stranger):
    for who, statuses in ((politician, {403}), (stranger, {403, 404})):
        answer = client_of(who).post(at(offer, verb), {"version": offer.version, "answer": "Nej."})
        assert answer.status_code in statuses
    assert Client().post(at(offer, verb)).status_code == 302
    assert stored(offer).state == "offered"


def test_another_municipality_s_hand_over_is_not_found_here(desk):
    assert desk.get(at(factories.HandOverFactory())).status_code == 404


def test_the_story_and_comments_are_on_its_page(offer, desk):
    page = desk.get(at(offer)).content.decode()
    assert f"/samtal/hand_over/{offer.pk}/" in page
    assert "Story" in page


def test_who_is_told_of_an_offer_is_led_to_it(position, draft, desk, op_desk, writer):
    desk.post(OFFER, {"plan": draft.pk})
    told = Notification.objects.get(user=writer)
    page = op_desk.get("/ostersund/aviseringar/").content.decode()
    assert "ÖP 2040" in page
    answer = op_desk.post(f"/ostersund/aviseringar/{told.pk}/last/")
    assert answer["Location"] == at(HandOver.objects.get())


def test_the_finding_stays_while_offered_goes_when_returned_or_taken_in(offer, town, op_desk, draft):
    def findings() -> int:
        town.recompute()
        return Finding.objects.filter(code="position_not_in_comprehensive_plan").count()

    assert findings() == 1
    op_desk.post(at(offer, "aterlamna/"), {"version": offer.version, "answer": "Nej."})
    assert findings() == 0
    HandOver.objects.filter(pk=offer.pk).update(state="offered")
    assert findings() == 1
    op_desk.post(at(offer, "ta-in/"), {"version": stored(offer).version})
    assert stored(offer).state == "accepted"
    assert findings() == 0


@pytest.mark.parametrize("count", [1, 12])
def test_the_inbox_asks_as_much_for_many_as_for_one(
    count, offer, draft, op_desk, django_assert_max_num_queries
):
    for _ in range(count - 1):
        source = factories.PositionFactory(plan=offer.source.plan, spatial=True)
        factories.HandOverFactory(source=source, target=None, target_plan=draft)
    with django_assert_max_num_queries(9):
        assert op_desk.get(LIST).status_code == 200
    with django_assert_max_num_queries(12):
        assert op_desk.get(at(offer)).status_code == 200


@pytest.mark.parametrize(
    ("state", "words"), [("offered", "Proposed as part of"), ("accepted", "Becomes part of")]
)
def test_only_what_is_taken_in_is_said_to_become_part_of_a_position(position, draft, op_desk, state, words):
    target = factories.PositionFactory(plan=draft, key="op1", statement="Staden växer inåt.")
    made = factories.HandOverFactory(source=position, target=target, state=state)
    page = op_desk.get(at(made)).content.decode()
    assert (words in page, "Proposed as part of" in page, "Becomes part of" in page) == (
        True,
        state == "offered",
        state == "accepted",
    )


def test_its_owners_change_a_waiting_offer_with_and_without_htmx(offer, draft, desk, op_desk):
    url = at(offer, "andra/")
    assert url in desk.get(at(offer)).content.decode()
    assert url not in op_desk.get(at(offer)).content.decode()
    assert "Panna behövs.</textarea>" in desk.get(url, headers=HTMX).content.decode()
    sent = {"receiver": draft.pk, "rationale": "Pannan är gammal.", "version": offer.version}
    assert desk.post(url, sent, follow=True).redirect_chain == [(at(offer), 302)]
    assert stored(offer).rationale == "Pannan är gammal."
    late = sent | {"rationale": "Annat.", "initial-rationale": "Panna behövs.", "initial-receiver": draft.pk}
    answer = desk.post(url, late, headers=HTMX)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Annat.</textarea>" in text
    assert "Pannan" in text
    assert op_desk.post(url, sent).status_code == 403


def test_a_plan_that_receives_nothing_is_said_beside_the_field(offer, town, desk):
    sent = {"receiver": town.draft.pk, "rationale": "Nya ord.", "version": offer.version}
    answer = desk.post(at(offer, "andra/"), sent)
    assert answer.status_code == 422
    assert "Nya ord.</textarea>" in answer.content.decode()
    assert stored(offer).rationale == "Panna behövs."
