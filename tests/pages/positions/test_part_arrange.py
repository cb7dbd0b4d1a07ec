"""Moving, withdrawing and removing positions and measures by buttons that need no JavaScript."""

import html
import re

import pytest
from django.test import Client

from planning.models import Contribution, Position
from tests import factories

pytestmark = pytest.mark.django_db
PLAN = "/ostersund/planer/utkast/"
P = "/ostersund/stallningstaganden/p/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(municipality, department) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")
    draft = factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.")
    factories.PositionFactory(plan=plan, key="q", statement="Bygg högt.", order=1)
    return draft


@pytest.fixture
def desk(planner) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def token_of(answer) -> str:
    return html.unescape(re.search(r'name="removed"\s+value="([^"]+)"', answer.content.decode())[1])


def test_a_card_has_buttons_that_move_it_and_the_focus_stays_on_them(draft, desk):
    page = desk.get(PLAN).content.decode()
    assert re.search(rf'id="position-{draft.pk}-down"\s+name="to"\s+value="down"', page)
    answer = desk.post(f"{P}flytta/", {"version": 1, "to": "down"})
    assert answer["Location"] == f"{PLAN}?page=1#position-{draft.pk}-down"
    shown = desk.get(PLAN).content.decode()
    assert shown.index("Bygg högt.") < shown.index("Bygg tätt.")


def test_a_position_moves_into_a_section_that_is_chosen(draft, desk):
    section = factories.SectionFactory(plan=draft.plan, heading="Byggande")
    assert "Byggande</option>" in desk.get(f"{P}flytta/").content.decode()
    assert desk.post(f"{P}flytta/", {"version": 1, "to": section.pk}).status_code == 302
    assert Position.objects.get(key="p").section == section


def test_a_card_that_is_dragged_stands_where_it_was_dropped(draft, desk):
    below = Position.objects.get(key="q")
    answer = desk.post(f"{P}flytta/", {"version": 1, "beside": below.pk, "is_after": "on"})
    assert answer["Location"] == f"{PLAN}?page=1#position-{draft.pk}"
    assert list(Position.objects.order_by("order").values_list("key", flat=True)) == ["q", "p"]


def test_what_a_card_was_dropped_beside_may_be_gone_meanwhile(draft, desk):
    answer = desk.post(f"{P}flytta/", {"version": 1, "beside": 999_999}, follow=True)
    assert "no longer in the plan" in answer.content.decode()


def test_a_step_beyond_the_last_moves_nothing_and_says_so(draft, desk):
    answer = desk.post("/ostersund/stallningstaganden/q/flytta/", {"version": 1, "to": "down"}, follow=True)
    assert "It stands there already" in answer.content.decode()
    assert list(Position.objects.values_list("version", flat=True)) == [1, 1]


@pytest.mark.parametrize("to", ["", "sideways", "999999"])
def test_a_move_to_nowhere_is_refused(to, draft, desk):
    assert desk.post(f"{P}flytta/", {"version": 1, "to": to}).status_code == 422


def test_who_moves_what_somebody_has_changed_is_told(draft, desk):
    answer = desk.post(f"{P}flytta/", {"version": 7, "to": "down"}, follow=True)
    assert "Somebody has changed this" in answer.content.decode()
    assert list(Position.objects.values_list("key", flat=True)) == ["p", "q"]


def test_a_removal_without_javascript_can_be_undone(draft, desk):
    factories.ContributionFactory(position=draft)
    answer = desk.post(f"{P}ta-bort/", {"version": 1})
    assert not Position.objects.filter(key="p").exists()
    back = desk.post("/ostersund/angra/", {"removed": token_of(answer)})
    assert back["Location"] == f"{PLAN}?page=1#position-{draft.pk}"
    assert Contribution.objects.get().position_id == draft.pk


def test_a_removal_in_place_leaves_the_way_back_and_undoing_shows_the_card(draft, desk):
    answer = desk.post(f"{P}ta-bort/", {"version": 1}, headers=HTMX)
    assert "“Bygg tätt.” is removed." in answer.content.decode()
    card = desk.post("/ostersund/angra/", {"removed": token_of(answer)}, headers=HTMX).content.decode()
    assert re.match(rf'<article class="card"\s+id="position-{draft.pk}"', card.strip())


def test_a_token_that_is_not_ours_brings_nothing_back(draft, desk):
    for sent in ({}, {"removed": "x"}):
        assert desk.post("/ostersund/angra/", sent).status_code == 422


def test_what_is_referred_to_stays_and_the_page_names_what_refers(draft, desk):
    measure = factories.MeasureFactory(plan=draft.plan, title="Ny panna")
    measure.implementation_rows.create(position=draft)
    answer = desk.post(f"{P}ta-bort/", {"version": 1}, headers=HTMX)
    assert answer.status_code == 409
    assert "Ny panna" in answer.content.decode().split('class="card-links"')[0]


def test_a_removal_of_an_older_version_removes_nothing(draft, desk):
    assert desk.post(f"{P}ta-bort/", {"version": 9}, headers=HTMX).status_code == 409
    assert Position.objects.filter(key="p").exists()


def test_a_position_is_withdrawn_and_taken_up_again(draft, desk):
    assert f'formaction="{P}dra-tillbaka/"' in desk.get(f"{P}redigera/").content.decode()
    card = desk.post(f"{P}dra-tillbaka/", {"version": 1}, headers=HTMX).content.decode()
    assert "card-over" in card
    assert f'action="{P}ta-upp/"' in card
    assert desk.post(f"{P}ta-upp/", {"version": 2}).status_code == 302
    assert Position.objects.get(key="p").status == "active"


def test_what_has_gone_out_has_no_way_to_be_removed(draft, desk):
    draft.plan.status = "review"
    draft.plan.save()
    page = desk.get(f"{P}redigera/").content.decode()
    assert "ta-bort" not in page
    assert "dra-tillbaka" in page
    assert desk.post(f"{P}ta-bort/", {"version": 1}).status_code == 422


@pytest.mark.parametrize("verb", ["flytta", "ta-bort", "dra-tillbaka", "ta-upp"])
def test_others_arrange_nothing(verb, draft, outsider):
    client, status = outsider
    assert client.post(f"{P}{verb}/", {"version": 1, "to": "down"}).status_code == status
    assert Position.objects.get(key="p").version == 1
