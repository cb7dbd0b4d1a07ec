"""What a person's own work shows of hand-overs, assignments and deadlines."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import Membership, Organisation, Unit, User
from planning.models import Commission, HandOver, Measure, Plan, Position
from planning.services.commissioning import decline_commission
from planning.services.editions import start_revision
from planning.services.handing_over import return_offer
from tests import factories
from tests.conftest import person
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
PAGE = "/ostersund/mitt-arbete/"


@pytest.fixture
def comprehensive(municipality: Organisation, other_department: Unit) -> Plan:
    """The draft of a comprehensive plan, which another department writes."""
    own = {"organisation": municipality, "unit": other_department, "status": "drafting"}
    return factories.PlanFactory(**own, key="op", title="ÖP 2040", type__family="comprehensive")


@pytest.fixture
def offer(town: Town, comprehensive: Plan) -> HandOver:
    """The department's position, offered to the comprehensive plan."""
    Position.objects.filter(key="p1").update(spatial=True)
    source = Position.objects.get(key="p1")
    return factories.HandOverFactory(
        source=source, target=None, target_plan=comprehensive, rationale="Panna."
    )


@pytest.fixture
def assignment(town: Town, comprehensive: Plan, department: Unit) -> Commission:
    """What the comprehensive plan asks the department to carry out."""
    position = factories.PositionFactory(plan=comprehensive, statement="Fler bor nära.", aspect="direction")
    made = factories.CommissionFactory(position=position, unit=department, due="2026-01-31")
    return Commission.objects.get(pk=made.pk)


@pytest.fixture
def writer(municipality: Organisation, other_department: Unit) -> User:
    """Who writes the comprehensive plan."""
    user = factories.UserFactory(email="op@ostersund.example", name="Skribent")
    role = Membership.Role.EDITOR
    membership = factories.MembershipFactory(user=user, organisation=municipality, role=role)
    membership.unit_rows.create(unit=other_department)
    return User.objects.get(pk=user.pk)


def read(user: User, address: str = PAGE) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client.get(address).content.decode()


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_offer_waits_for_those_who_write_the_plan_that_it_goes_to(offer, planner, writer):
    page = read(writer)
    assert 'id="part-offers">Offers to answer <span class="count">1</span>' in page
    assert f'href="/ostersund/overlamningar/{offer.pk}/">Take it in or return it' in page
    assert 'id="part-offers"' not in read(planner)


def test_an_assignment_waits_for_the_unit_that_is_asked(assignment, planner, writer):
    page = read(planner)
    assert "Answer by 31 January 2026" in page
    assert "Late" in page
    address = f"/ostersund/overlamningar/uppdrag/{assignment.pk}/"
    assert f'href="{address}">Answer with measures, or say why not' in page
    assert 'id="part-assignments"' not in read(writer)


def test_assignments_stand_by_the_day_that_an_answer_is_wanted(assignment, planner, department):
    for statement, due in (("Utan dag.", None), ("Bråttom.", "2025-12-01")):
        position = factories.PositionFactory(plan=assignment.position.plan, statement=statement)
        factories.CommissionFactory(position=position, unit=department, due=due)
    page = read(planner, f"{PAGE}uppdrag/")
    places = [page.index(text) for text in ("Bråttom.", "Fler bor nära.", "Utan dag.")]
    assert places == sorted(places)


def test_what_was_returned_waits_for_those_who_offered_it(offer, planner, writer):
    about: dict[str, Any] = {"organisation": offer.recorded_by, "by": writer, "expected_version": 1}
    return_offer(**about, hand_over=HandOver.objects.get(pk=offer.pk), reason="Prövas i detaljplan.")
    page = read(planner)
    assert "Prövas i detaljplan." in page
    assert f'href="/ostersund/overlamningar/{offer.pk}/">Read why, and perhaps offer it again' in page
    assert 'id="part-returned"' not in read(writer)


def test_what_came_back_long_ago_or_cannot_be_offered_any_more_is_no_work(offer, planner):
    HandOver.objects.filter(pk=offer.pk).update(state="returned", answer="Nej.")
    assert 'id="part-returned"' in read(planner)
    Position.objects.filter(key="p1").update(status="withdrawn")
    assert 'id="part-returned"' not in read(planner)


def test_what_was_declined_waits_for_those_who_asked_until_they_ask_again(assignment, planner, writer):
    about: dict[str, Any] = {"organisation": assignment.organisation, "by": planner, "expected_version": 1}
    decline_commission(**about, commission=assignment, reason="Inga medel.")
    assert "Inga medel." in read(writer)
    assert 'id="part-declined"' not in read(planner)
    factories.CommissionFactory(position=assignment.position, unit=assignment.unit)
    assert 'id="part-declined"' not in read(writer)


def test_measures_that_are_soon_to_be_done_wait_and_later_ones_do_not(town, planner):
    Measure.objects.filter(key="m1").update(end=in_days(59))
    page = read(planner)
    assert "Measures to be done within two months" in page
    assert 'href="/ostersund/atgarder/m1/redigera/">Say how far it has come, or when it ends' in page
    Measure.objects.filter(key="m1").update(end=in_days(62))
    assert "Ny panna" not in read(planner)
    Measure.objects.filter(key="m1").update(end=in_days(59), status="done")
    assert "Ny panna" not in read(planner)


def test_a_plan_whose_time_runs_out_waits_and_says_if_somebody_revises_it(town, planner):
    Plan.objects.filter(pk=town.programme.pk).update(valid_to=in_days(30))
    page = read(planner)
    assert "its time runs out on" in page
    assert 'href="/ostersund/planer/klimatprogram/status/">Start a revision, or have it repealed' in page
    Plan.objects.filter(pk=town.programme.pk).update(valid_to="2025-06-30")
    assert "its time ran out on 30 June 2025" in read(planner)
    start_revision(organisation=town.organisation, by=planner, plan=Plan.objects.get(key="klimatprogram"))
    assert "a revision is being written" in read(planner)


def test_a_plan_to_check_waits_for_its_unit_and_names_the_role_that_sees_to_it(town, planner, writer):
    Plan.objects.filter(pk=town.programme.pk).update(next_check_on=in_days(30), revision_role="Strategen")
    page = read(planner)
    assert "Strategen" in page.split('id="part-checks"')[1].split("</section>")[0]
    assert "to be checked by" in page
    assert 'href="/ostersund/planer/klimatprogram/framsida/">Check it, and say when the next time is' in page
    assert 'id="part-checks"' not in read(writer)
    Plan.objects.filter(pk=town.programme.pk).update(next_check_on="2025-06-30")
    assert "its currency should have been checked by 30 June 2025" in read(planner)
    start_revision(organisation=town.organisation, by=planner, plan=Plan.objects.get(key="klimatprogram"))
    assert "a revision is being written" in read(planner).split('id="part-checks"')[1]


@pytest.mark.parametrize(("days", "status"), [(62, "in_force"), (3, "superseded"), (3, "review")])
def test_no_check_waits_that_is_far_off_or_of_a_plan_that_does_not_hold(town, planner, days, status):
    Plan.objects.filter(pk=town.programme.pk).update(next_check_on=in_days(days), status=status)
    assert "No plan in effect is to be checked within two months." in read(planner)


def test_the_most_urgent_sort_stands_first(assignment, planner, town):
    Measure.objects.filter(key="m1").update(end="2025-01-01")
    town.recompute()
    page = read(planner)
    parts = ("assignments", "overdue", "findings", "clear")
    places = [page.index(f'id="part-{name}"') for name in parts]
    assert places == sorted(places)
    assert "No position that is offered to your plans waits for an answer." in page[places[-1] :]


def test_a_reader_sees_it_and_is_told_that_others_do_it(assignment, municipality, department):
    reader = person(municipality, Membership.Role.READER, department)
    page = read(reader)
    assert "Fler bor nära." in page
    assert "You can read this." in page
    assert "Answer with measures" not in page


def test_where_nothing_waits_the_page_says_so(municipality, writer):
    page = read(writer)
    assert "Nothing waits" in page
    assert "Nobody waits for an answer to an assignment." in page


def test_the_number_of_queries_does_not_grow(offer, assignment, coordinator, django_assert_max_num_queries):
    plan, own = assignment.position.plan, {"plan": offer.source.plan}
    for _ in range(12):
        source = factories.PositionFactory(**own, spatial=True)
        factories.HandOverFactory(source=source, target=None, target_plan=plan)
        back = factories.PositionFactory(**own, spatial=True)
        factories.HandOverFactory(source=back, target=None, target_plan=plan, state="returned")
        asked = factories.PositionFactory(plan=plan, aspect="direction")
        factories.CommissionFactory(position=asked)
        factories.CommissionFactory(position=asked, state="declined")
        factories.MeasureFactory(**own, end=in_days(3))
        factories.PlanFactory(organisation=plan.organisation, valid_to=in_days(3), next_check_on=in_days(3))
    with django_assert_max_num_queries(39):
        read(coordinator)
