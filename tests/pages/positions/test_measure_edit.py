"""Changing a measure in place."""

import re

import pytest
from django.test import Client

from planning.models import Measure
from tests import factories

pytestmark = pytest.mark.django_db
EDIT = "/ostersund/atgarder/m/redigera/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def measure(municipality, department) -> Measure:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")
    return factories.MeasureFactory(plan=plan, key="m", code="1", title="Ny panna", cost=5)


@pytest.fixture
def desk(planner) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def sent(desk: Client, **changes: object) -> dict[str, object]:
    """What the open form sends, with what the person changes."""
    form = desk.get(EDIT).context["card"].form
    values = {name: form[name].value() for name in form.fields}
    opened = {name: value if value not in (None, False) else "" for name, value in values.items()}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, **changes}


def test_a_measure_is_changed_in_place(measure, desk):
    answer = desk.post(EDIT, sent(desk, title="Ny biopanna", status="ongoing"), headers=HTMX)
    assert answer.status_code == 200
    assert re.match(rf'<article class="card"\s+id="measure-{measure.pk}"', answer.content.decode().strip())
    stored = Measure.objects.get()
    assert (stored.title, stored.status, stored.cost, stored.code) == ("Ny biopanna", "ongoing", 5, "1")


def test_without_javascript_saving_leads_back_to_the_measure(measure, desk):
    assert desk.post(EDIT, sent(desk, cost="7"))["Location"] == "/ostersund/atgarder/m/"
    assert Measure.objects.get().cost == 7


def test_in_a_decided_plan_the_form_has_what_moves_freely_and_the_wording_stays(measure, desk):
    measure.plan.status = "in_force"
    measure.plan.save()
    page = desk.get(EDIT).content.decode()
    assert 'name="title"' not in page
    assert "wording is locked" in page
    assert desk.post(EDIT, sent(desk, title="Annat", status="done")).status_code == 302
    stored = Measure.objects.get()
    assert (stored.title, stored.status, stored.code) == ("Ny panna", "done", "1")


def test_a_lost_update_merges_what_does_not_touch_and_shows_what_does(measure, desk, department):
    mine = sent(desk, status="ongoing", cost="7")
    measure.partner_rows.create(unit=department)
    Measure.objects.update(cost=9, end="2030-01-01")
    answer = desk.post(EDIT, mine, headers=HTMX)
    form = answer.context["card"].form
    assert answer.status_code == 409
    assert [theirs.label for theirs in form.theirs] == ["Cost, whole kronor"]
    assert (form["status"].value(), form["cost"].value(), form["end"].value()) == (
        *("ongoing", "7"),
        "2030-01-01",
    )
    assert form["partners"].value() == [str(department.pk)]
    assert Measure.objects.get().status == "planned"


def test_others_change_nothing(measure, outsider):
    client, status = outsider
    assert client.get(EDIT).status_code == status
    assert client.post(EDIT, {"version": 1, "title": "Ny"}).status_code == status
    assert Measure.objects.get().version == 1
