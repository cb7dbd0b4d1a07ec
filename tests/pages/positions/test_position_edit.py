"""Changing a position's wording in place."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db
EDIT = "/ostersund/stallningstaganden/p/redigera/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")
    return factories.PositionFactory(
        plan=plan, key="p", code="7", statement="Bygg tätt.", rationale="Det sparar mark."
    )


@pytest.fixture
def desk(planner: User) -> Client:
    """The planner's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def sent(position: Position, **changes: object) -> dict[str, object]:
    """What the form sends: the fields, what stood in them when it opened, and the version."""
    opened = {"statement": position.statement, "rationale": position.rationale or ""}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": position.version, **changes}


def test_the_form_opens_with_what_is_stored(draft, desk):
    page = desk.get(EDIT).content.decode()
    assert re.search(r"<textarea[^>]*name=\"statement\"[^>]*>\s*Bygg tätt\.</textarea>", page)
    assert f'name="version" value="{draft.version}"' in page


def test_without_javascript_saving_leads_back_to_the_position(draft, desk):
    answer = desk.post(EDIT, sent(draft, statement="Bygg tätare."), follow=True)
    assert answer.redirect_chain == [("/ostersund/stallningstaganden/p/", 302)]
    assert "Bygg tätare." in answer.content.decode()
    assert "Saved." in answer.content.decode()


def test_with_htmx_the_card_shows_the_new_state_and_the_status_region_says_it(draft, desk):
    answer = desk.post(EDIT, sent(draft, statement="Bygg\r\ntätare."), headers=HTMX)
    card = answer.content.decode()
    assert answer.status_code == 200
    assert re.match(rf'<article class="card"\s+id="position-{draft.pk}"', card.strip())
    assert re.search(r'<div id="status" hx-swap-oob="innerHTML">\s*<p>Saved\.</p>', card)
    assert Position.objects.get().statement == "Bygg\ntätare."


def test_an_empty_statement_is_refused_and_the_reason_that_was_written_stays(draft, desk):
    answer = desk.post(EDIT, sent(draft, statement=" ", rationale="Ny motivering."), headers=HTMX)
    assert answer.status_code == 422
    assert "Ny motivering.</textarea>" in answer.content.decode()
    assert Position.objects.get().statement == "Bygg tätt."


def test_a_lost_update_shows_both_texts_and_overwrites_nothing(draft, desk):
    Position.objects.update(statement="Bygg tätt och högt.")
    answer = desk.post(EDIT, sent(draft, statement="Bygg lågt."), headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Bygg lågt.</textarea>" in shown
    assert re.sub(r"</?mark>", "", shown).count("Bygg tätt och högt.") == 2
    assert Position.objects.get().statement == "Bygg tätt och högt."


def test_saving_after_seeing_both_texts_is_a_knowing_choice(draft, desk):
    Position.objects.update(statement="Bygg tätt och högt.")
    merged = desk.post(EDIT, sent(draft, statement="Bygg lågt.")).content.decode()
    version = re.search(r'name="version" value="(\d+)"', merged)[1]
    assert desk.post(EDIT, sent(draft, statement="Bygg lagom.", version=version)).status_code == 302
    assert Position.objects.get().statement == "Bygg lagom."


def test_changes_of_different_fields_are_merged(draft, desk):
    Position.objects.update(rationale="Någon annans motivering.")
    shown = desk.post(EDIT, sent(draft, statement="Bygg lågt."), headers=HTMX).content.decode()
    assert "Bygg lågt.</textarea>" in shown
    assert "Någon annans motivering.</textarea>" in shown
    assert "both are in the form" in shown


def test_saving_one_position_of_a_long_plan_renders_its_card_and_nothing_else(
    draft, desk, django_assert_max_num_queries
):
    factories.PositionFactory.create_batch(60, plan=draft.plan)
    with django_assert_max_num_queries(45):
        answer = desk.post(EDIT, sent(draft, statement="Bygg tätare."), headers=HTMX)
    assert answer.content.decode().count("<article") == 1


def test_everything_that_is_written_of_a_position_is_changed_in_one_form(draft, desk, other_department):
    said = {"code": "8", "spatial": "on", "aspect": "direction", "expects_measures": "False"}
    assert desk.post(EDIT, sent(draft, **said, unit=other_department.pk)).status_code == 302
    stored = Position.objects.get()
    assert (stored.code, stored.spatial, stored.aspect) == ("8", True, "direction")
    assert (stored.expects_measures, stored.unit) == (False, other_department)


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_form_without_a_sensible_version_overwrites_nothing(draft, desk, version):
    assert desk.post(EDIT, sent(draft, statement="Ny.", version=version)).status_code in {409, 422}
    assert Position.objects.get().statement == "Bygg tätt."


def test_a_decided_plan_is_locked_and_the_message_says_what_to_do(draft, desk):
    draft.plan.status = "in_force"
    draft.plan.save()
    for answer in (desk.get(EDIT), desk.post(EDIT, sent(draft, statement="Ny."))):
        assert answer.status_code == 422
        assert "Start a revision" in answer.content.decode()
    assert "redigera" not in desk.get("/ostersund/stallningstaganden/p/").content.decode()


def test_others_may_not_change_it(draft, outsider):
    client, status = outsider
    assert client.get(EDIT).status_code == status
    assert client.post(EDIT, sent(draft, statement="Ny.")).status_code == status
    assert Position.objects.get().statement == "Bygg tätt."


def test_readers_of_a_draft_see_no_way_to_change_it(draft, politician):
    client = Client()
    client.force_login(politician)
    page = client.get("/ostersund/planer/utkast/").content.decode()
    assert "Bygg tätt." in page
    assert "redigera" not in page
    assert "bidrag/nytt" not in page
