"""What everybody reads of the history of adopted plans: from the adoption on, without anybody's name."""

from datetime import date

import pytest
from django.test import Client

from organisations.models import User
from planning.models import Measure, Plan, Position
from planning.services.editions import Correction, correct_editorially, start_revision
from planning.services.transitions import Step, change_status
from tests import factories

# Each service is a transaction of its own, as history tells moments apart by their transactions.
pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Hemligt förslag"


@pytest.fixture
def plan(municipality, department) -> Plan:
    """A draft whose position and measure once read otherwise."""
    draft = factories.PlanFactory(
        organisation=municipality, unit=department, key="plan", title=SECRET, status="drafting"
    )
    factories.PositionFactory(plan=draft, key="p", statement=SECRET)
    factories.MeasureFactory(plan=draft, key="m", title=SECRET)
    Position.objects.update(statement="Bygg tätt i stan.")
    Measure.objects.update(title="Ny bro")
    Plan.objects.update(title="Planen")
    return Plan.objects.get()


def adopt(plan: Plan, by: User) -> Plan:
    stored = Plan.objects.get(pk=plan.pk)
    return change_status(
        organisation=plan.organisation,
        by=by,
        plan=stored,
        expected_version=stored.version,
        step=Step("adopted", date(2026, 3, 2), decided_by="KF", reference="§ 1"),
    )


def read(thing, user=None) -> str:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client.get(f"/ostersund/historik/{type(thing).__name__.lower()}/{thing.pk}/").content.decode()


def test_the_wording_of_the_adoption_is_the_first_that_is_told(plan, coordinator, stranger):
    adopt(plan, coordinator)
    for user in (None, stranger):
        for thing, said in (
            (plan, "Planen"), (plan.positions.get(), "Bygg tätt i stan."), (plan.measures.get(), "Ny bro"),
        ):  # fmt: skip
            page = read(thing, user)
            assert "Adopted in this wording" in page
            assert "2026-03-02" in page
            assert said in page
            assert SECRET not in page


def test_a_correction_is_told_with_its_reason_and_without_a_name(plan, coordinator):
    adopt(plan, coordinator)
    position = plan.positions.get()
    correct_editorially(
        organisation=plan.organisation,
        by=coordinator,
        item=position,
        expected_version=position.version,
        correction=Correction({"statement": "Bygg tätt i staden."}, date(2026, 3, 3), "Skrivfel i beslutet."),
    )
    page = read(position)
    assert "Editorial correction" in page
    assert "Skrivfel i beslutet." in page
    assert "staden." in page
    assert coordinator.name not in page


def test_what_a_measure_has_become_is_told(plan, coordinator):
    adopt(plan, coordinator)
    Measure.objects.update(status="done", cost=987654321)
    page = read(plan.measures.get())
    assert "Done" in page
    assert "987" not in page


def test_it_is_told_that_a_plan_was_superseded_and_what_it_was_before(plan, coordinator):
    adopt(plan, coordinator)
    edition = adopt(
        start_revision(organisation=plan.organisation, by=coordinator, plan=Plan.objects.get()), coordinator
    )
    assert "Superseded" in read(plan.positions.get())
    assert "Superseded" in read(plan)
    for thing in (edition, edition.positions.get(), edition.measures.get()):
        assert "In earlier editions" in read(thing)


def test_a_draft_and_what_is_no_part_of_a_plan_is_for_members(plan, coordinator):
    position = plan.positions.get()
    contribution = factories.ContributionFactory(position=position)
    client = Client()
    for kind, pk in (("plan", plan.pk), ("position", position.pk), ("contribution", contribution.pk)):
        assert client.get(f"/ostersund/historik/{kind}/{pk}/").status_code == 302


def test_what_was_drafted_before_a_second_adoption_is_not_told(plan, coordinator):
    adopt(plan, coordinator)
    Plan.objects.update(status="drafting")
    Position.objects.update(statement=f"{SECRET} igen")
    Position.objects.update(statement="Bygg glest.")
    Plan.objects.update(status="adopted")
    assert SECRET not in read(plan.positions.get())


def test_an_open_revision_is_not_told(plan, coordinator):
    adopt(plan, coordinator)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=Plan.objects.get())
    Position.objects.filter(plan=edition).update(statement=SECRET)
    assert SECRET not in read(plan.positions.get())
    assert SECRET not in read(plan)


def test_a_long_history_asks_little(plan, coordinator, django_assert_max_num_queries):
    adopt(plan, coordinator)
    for number in range(20):
        Measure.objects.update(title=f"Bro {number}")
    with django_assert_max_num_queries(16):
        assert "Bro 19" in read(plan.measures.get())
