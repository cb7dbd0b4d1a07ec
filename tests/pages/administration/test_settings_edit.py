"""The organisation's settings, its plan types and the first page of the administration."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.factories import PlanFactory, PlanTypeFactory

pytestmark = pytest.mark.django_db
HERE = "/ostersund/administration/"
HTMX = {"HX-Request": "true"}
SENT = {
    "name": "Östersund",
    "slug": "ostersund",
    "language": "sv",
    "time_zone": "Europe/Stockholm",
    "accent": "#204060",
    "open_data_licence": "cc0",
    "version": 1,
}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_form_says_what_the_public_sees(desk):
    page = text(desk.get(f"{HERE}installningar/"))

    assert "Anybody on the internet then reads plans that are adopted" in page
    assert re.search(r'name="is_public"[^>]*checked', page)


def test_without_javascript_a_new_address_leads_there(desk, municipality):
    answer = desk.post(f"{HERE}installningar/", SENT | {"slug": "staden"}, follow=True)

    assert answer.redirect_chain == [("/staden/administration/installningar/", 302)]
    assert "The settings are saved." in text(answer)
    assert Organisation.objects.get(pk=municipality.pk).is_public is False


def test_with_htmx_the_whole_page_comes_anew(desk):
    answer = desk.post(f"{HERE}installningar/", SENT, headers=HTMX)

    assert answer["HX-Redirect"] == f"{HERE}installningar/"


def test_an_address_that_is_taken_is_refused_beside_the_field(desk, neighbour):
    answer = desk.post(f"{HERE}installningar/", SENT | {"slug": neighbour.slug}, headers=HTMX)

    assert answer.status_code == 422
    assert 'id="id_slug_error"' in text(answer)


def test_who_was_slower_sees_both_names(desk, municipality):
    Organisation.objects.filter(pk=municipality.pk).update(name="Staden")

    answer = desk.post(f"{HERE}installningar/", SENT | {"initial-name": "Östersunds kommun"}, headers=HTMX)

    assert answer.status_code == 409
    assert "<mark>Staden</mark>" in text(answer)


def test_coordinators_read_the_settings_on_the_first_page_only(coordinator, municipality):
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)

    page = text(client.get(HERE))

    assert "Östersunds kommun" in page
    assert "installningar" not in page
    assert client.get(f"{HERE}installningar/").status_code == 403


def test_the_first_page_asks_a_bounded_number_of_queries(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        desk.get(HERE)


def test_plan_types_are_listed_with_how_many_plans_are_of_each(
    desk, municipality, django_assert_max_num_queries
):
    kind = PlanTypeFactory(organisation=municipality, name="Handlingsplan", family="plan")
    PlanFactory.create_batch(2, organisation=municipality, type=kind)

    with django_assert_max_num_queries(8):
        page = text(desk.get(f"{HERE}plantyper/"))

    assert "Plan · 2 plans" in page


def test_a_plan_type_in_use_stays_and_the_row_says_why(desk, municipality):
    kind = PlanFactory(organisation=municipality).type

    answer = desk.post(f"{HERE}plantyper/{kind.pk}/ta-bort/", {"version": 1})

    assert answer.status_code == 409
    assert "in use: 1 plan." in text(answer)


def test_a_plan_type_is_changed_in_place(desk, municipality):
    kind = PlanTypeFactory(organisation=municipality)
    sent = {"name": "Program", "family": "programme", "steering": "activating", "version": 1}

    row = text(desk.post(f"{HERE}plantyper/{kind.pk}/redigera/", sent, headers=HTMX))

    assert "Programme · What to achieve · 0 plans" in row


def test_what_was_set_before_is_told_and_fills_in_the_form_again(desk, municipality):
    desk.post(f"{HERE}installningar/", SENT)
    page = text(desk.get(f"{HERE}installningar/"))
    earlier = re.search(r'href="([^"]+\?historik=[0-9]+)"', page)[1]

    again = text(desk.get(earlier))

    assert "Östersunds kommun" in page.split('id="history"')[1]
    assert re.search(r'name="name"[^>]*value="Östersunds kommun"', again)
    assert "Save to take that back." in again
