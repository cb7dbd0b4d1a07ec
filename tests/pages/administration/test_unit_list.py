"""Units in the administration: the tree, and changing it in place."""

import re

import pytest
from django.test import Client

from organisations.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db
UNITS = "/ostersund/administration/enheter/"
HTMX = {"HX-Request": "true"}


def sent(unit: Unit, **changes: object) -> dict[str, object]:
    """What the form sends: the fields, what stood in them when it opened, and the version."""
    opened = {"name": unit.name, "kind": unit.kind, "parent_id": unit.parent_id or ""}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": unit.version, **changes}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_units_stand_below_each_other_and_are_searched(desk, department):
    factories.UnitFactory(organisation=department.organisation, name="Plan och bygg", parent=department)

    page, found = text(desk.get(UNITS)), text(desk.get(UNITS + "?q=bygg", headers=HTMX))

    assert page.index("Samhällsbyggnad") < page.index("Plan och bygg")
    assert 'class="desk-row depth-2"' in page
    assert "<html" not in found
    assert "Department · below Samhällsbyggnad" in found


def test_a_search_without_a_hit_and_an_organisation_without_units_say_what_to_do(desk):
    assert "Make the council, its boards and the departments first." in text(desk.get(UNITS))
    assert "Nothing matches" in text(desk.get(UNITS + "?q=xyz"))
    assert desk.get(UNITS + "?q=%00").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_units(desk, department, django_assert_max_num_queries):
    factories.UnitFactory.create_batch(30, organisation=department.organisation, parent=department)

    with django_assert_max_num_queries(9):
        desk.get(UNITS)


def test_without_javascript_a_unit_is_made_and_the_list_says_so(desk, municipality):
    answer = desk.post(f"{UNITS}ny/", {"name": "Nämnden", "kind": "committee", "parent_id": ""}, follow=True)

    assert answer.redirect_chain == [(UNITS, 302)]
    assert "The unit is made." in text(answer)
    assert municipality.units.get().name == "Nämnden"


def test_with_htmx_the_new_unit_s_row_comes_with_a_place_for_the_next(desk):
    answer = text(desk.post(f"{UNITS}ny/", {"name": "Nämnden", "kind": "committee"}, headers=HTMX))

    assert '<li id="new-thing" class="desk-place"></li>' in answer
    assert re.search(r'<div id="status" hx-swap-oob="innerHTML"> <p>The unit is made\.</p>', answer)


def test_a_unit_without_a_name_is_refused_beside_the_field(desk, department):
    answer = desk.post(f"{UNITS}{department.pk}/redigera/", sent(department, name=" "), headers=HTMX)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)
    assert '<div class="ds-error-summary" tabindex="-1" autofocus>' in text(answer)


def test_a_unit_below_its_own_unit_is_refused_beside_the_field(desk, department):
    below = factories.UnitFactory(organisation=department.organisation, parent=department)

    answer = desk.post(f"{UNITS}{department.pk}/redigera/", sent(department, parent_id=below.pk))

    assert answer.status_code == 422
    assert 'id="id_parent_id_error"' in text(answer)


def test_who_was_slower_sees_both_names_and_saves_again(desk, department):
    form = sent(department, name="Stadsbyggnad")
    Unit.objects.filter(pk=department.pk).update(name="Samhälle")

    answer = desk.post(f"{UNITS}{department.pk}/redigera/", form, headers=HTMX)

    assert answer.status_code == 409
    assert 'value="Stadsbyggnad"' in text(answer)
    assert "<mark>Samhälle</mark>" in text(answer)
    assert 'name="version" value="2"' in text(answer)


def test_a_unit_in_use_is_not_closed_and_the_row_says_why(desk, department, planner):
    answer = desk.post(f"{UNITS}{department.pk}/ta-bort/", {"version": 1}, headers=HTMX)

    assert answer.status_code == 409
    assert "in use: 1 person." in text(answer)


def test_an_unused_unit_is_closed(desk, department):
    answer = desk.post(f"{UNITS}{department.pk}/ta-bort/", {"version": 1}, follow=True)

    assert "Closed: Samhällsbyggnad" in text(answer)
    assert not Unit.objects.exists()


def test_coordinators_read_and_get_no_way_to_change(coordinator, department):
    client = Client()
    client.force_login(coordinator)

    page = text(client.get(UNITS))

    assert "Samhällsbyggnad" in page
    assert "redigera" not in page
    assert client.get(f"{UNITS}{department.pk}/redigera/").status_code == 403


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_others_do_not_see_the_administration(who, request, municipality):
    client = Client()
    client.force_login(request.getfixturevalue(who))

    assert client.get(UNITS).status_code == 403


def test_another_municipality_s_unit_does_not_exist_here(desk, neighbour):
    away = factories.UnitFactory(organisation=neighbour)

    assert desk.get(f"{UNITS}{away.pk}/redigera/").status_code == 404
