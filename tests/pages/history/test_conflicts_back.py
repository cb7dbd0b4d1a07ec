"""What a conflict was about, how it was weighed and what was decided is filled in again; never its state."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Conflict
from tests import factories

# What a conflict names is told apart by its transactions.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def conflict(municipality: Organisation, department: Unit) -> Conflict:
    plan = factories.PlanFactory(organisation=municipality, unit=department, title="Bostadsprogram")
    made = factories.ConflictFactory(organisation=municipality, title="Bostäder vid spåret")
    made.plan_rows.create(plan=plan)
    Conflict.objects.update(arguments_for="Nära stationen.", status="discussed")
    Conflict.objects.update(arguments_for="Annat.", title="Bostäder vid järnvägen")
    return Conflict.objects.get()


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def told(client: Client, conflict: Conflict) -> str:
    return client.get(f"/ostersund/historik/conflict/{conflict.pk}/").content.decode()


def forms(page: str, verb: str) -> list[str]:
    """The addresses of forms to be filled in, the last moment first."""
    return re.findall(rf'href="([^"]*/{verb}/\?historik=\d+)"', page)


def test_the_weighing_of_an_earlier_version_is_filled_in(conflict, planner):
    desk = client_of(planner)
    page = told(desk, conflict)
    form = desk.get(forms(page, "vaga")[0]).content.decode()
    assert "Nära stationen.</textarea>" in form
    assert "Fill in how it was weighed" in page
    assert Conflict.objects.get().arguments_for == "Annat."


def test_what_it_was_about_is_filled_in_with_the_plans_that_it_named(conflict, planner, department):
    other = factories.PlanFactory(organisation=conflict.organisation, unit=department, title="Vägplan")
    named = conflict.plans.get()
    conflict.plan_rows.all().delete()
    conflict.plan_rows.create(plan=other)
    desk = client_of(planner)
    form = desk.get(forms(told(desk, conflict), "redigera")[0]).content.decode()
    assert 'value="Bostäder vid spåret"' in form
    assert re.search(rf'name="plans" value="{named.pk}"[^>]*checked', form)
    assert f'name="plans" value="{other.pk}"' not in form


def test_a_decided_conflict_says_that_it_has_to_be_opened_first(conflict, coordinator):
    Conflict.objects.update(status="resolved", resolution="Bygg.", decided_by="KF", resolved_on="2026-01-02")
    head = client_of(coordinator)
    page = told(head, conflict)
    assert "The conflict is decided. Open it again to change it." in page
    assert not forms(page, "vaga")
    assert not forms(page, "avgor")


def test_what_was_decided_before_it_was_opened_again_is_filled_in(conflict, coordinator, planner):
    Conflict.objects.update(status="resolved", resolution="Bygg.", decided_by="KF", resolved_on="2026-01-02")
    Conflict.objects.update(status="discussed", resolution=None, decided_by=None, resolved_on=None)
    head = client_of(coordinator)
    form = head.get(forms(told(head, conflict), "avgor")[0]).content.decode()
    assert "Bygg.</textarea>" in form
    assert 'value="KF"' in form
    assert 'value="2026-01-02"' in form
    assert Conflict.objects.get().status == "discussed"
    page = told(client_of(planner), conflict)
    assert not forms(page, "avgor")
    assert "Only coordinators record what was decided" in page


def test_saving_what_is_filled_in_changes_texts_and_goes_through_the_service(conflict, planner):
    desk = client_of(planner)
    address = forms(told(desk, conflict), "vaga")[0].partition("?")[0]
    desk.post(address, {"arguments_for": "Nära stationen.", "version": conflict.version})
    stored = Conflict.objects.get()
    assert (stored.arguments_for, stored.status) == ("Nära stationen.", "discussed")


def test_who_was_slower_keeps_what_was_filled_in(conflict, planner):
    desk = client_of(planner)
    address = forms(told(desk, conflict), "vaga")[0]
    form = desk.get(address).content.decode()
    sent = dict(re.findall(r'type="hidden" name="(initial-\w+|version)" value="([^"]*)"', form))
    assert sent["initial-arguments_for"] == "Annat."
    Conflict.objects.update(considered="En tredje väg.")
    answer = desk.post(address.partition("?")[0], sent | {"arguments_for": "Nära stationen."})
    assert answer.status_code == 409
    assert "Nära stationen.</textarea>" in answer.content.decode()
    assert "En tredje väg.</textarea>" in answer.content.decode()


def test_readers_see_why_nothing_is_taken_back(conflict, politician):
    page = told(client_of(politician), conflict)
    assert "historik=" not in page
    assert "Only those who work for a unit that the conflict concerns" in page


def test_the_conflict_leads_to_its_history(conflict, planner):
    page = client_of(planner).get(f"/ostersund/malkonflikter/{conflict.pk}/").content.decode()
    assert f'href="/ostersund/historik/conflict/{conflict.pk}/"' in page
