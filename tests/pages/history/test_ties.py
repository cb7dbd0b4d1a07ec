"""What hangs on a thing is told in its history: partners, money, what it carries out, plans of a conflict."""

import re

import pghistory
import pytest
from django.test import Client

from planning.models import Conflict, Measure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(municipality, department) -> Measure:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting")
    made: Measure = factories.MeasureFactory(plan=plan, title="Ny panna", unit=department)
    return made


@pytest.fixture
def reading(politician) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(politician)
    return client


def words(client: Client, thing) -> str:
    page = client.get(f"/ostersund/historik/{type(thing).__name__.lower()}/{thing.pk}/")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def test_who_takes_part_in_a_measure_is_told_with_who_said_so(measure, reading, planner, other_department):
    with pghistory.context(user=planner.pk):
        measure.partner_rows.create(unit=other_department)

    told = words(reading, measure)

    assert "Together with added: Barn och utbildning (end)" in told
    assert "Editor" in told
    assert "It is changed in its own place, not from here." in told


def test_money_that_was_changed_shows_both_amounts(measure, reading):
    line = factories.BudgetLineFactory(measure=measure, year=2027, amount=5_000_000, status="proposed")
    line.amount = 7_000_000
    line.save()
    line.delete()

    told = words(reading, measure)

    assert "Budget line added: 2027, 5,000,000" in told
    assert re.search(r"removed: 2027, 5,000,000.*added: 2027, 7,000,000", told)


def test_plans_of_a_conflict_that_come_and_go_are_told(measure, reading, municipality):
    conflict: Conflict = factories.ConflictFactory(organisation=municipality)
    row = conflict.plan_rows.create(plan=measure.plan)
    row.delete()

    told = words(reading, conflict)

    assert f"Plan added: {measure.plan} (end)" in told
    assert f"removed: {measure.plan} (end)" in told


def test_many_moments_stand_on_several_pages_each_once(measure, reading):
    for number in range(30):
        Measure.objects.filter(pk=measure.pk).update(title=f"Ny panna {number}")
    factories.BudgetLineFactory(measure=measure, year=2027)
    address = f"/ostersund/historik/measure/{measure.pk}/"

    pages = [reading.get(f"{address}?page={number}").content.decode() for number in (1, 2)]

    assert [page.count('<li>\n  <p class="line-meta">') for page in pages] == [20, 12]


def test_queries_do_not_grow_with_what_hangs_on_it(measure, reading, django_assert_max_num_queries):
    for year in range(2027, 2040):
        factories.BudgetLineFactory(measure=measure, year=year)
    for _each in range(6):
        measure.implementation_rows.create(position=factories.PositionFactory(plan=measure.plan))

    with django_assert_max_num_queries(26):
        words(reading, measure)


def test_documents_and_adoption_of_a_plan_are_told_to_the_organisation_s_own(measure, reading, neighbour):
    plan = measure.plan
    own = {"organisation": plan.organisation}
    factories.PlanAdoptionFactory(**own, plan=plan, reference="KF § 9")
    for organisation, title in ((plan.organisation, "Protokoll"), (neighbour, "Deras papper")):
        factories.DocumentFactory(subject=plan, organisation=organisation, title=title)

    told = words(reading, plan)

    assert "Adopted by the organisation added: KF § 9 (end)" in told
    assert "Document added: Protokoll, application/pdf, 8 bytes (end)" in told
    assert "It comes with an imported package, and is changed there." in told
    assert "Deras papper" not in told


def test_what_a_goal_rests_on_is_told_when_it_is_changed_too(reading, municipality, neighbour):
    goal = factories.GoalFactory(framework__organisation=municipality)
    evidence = factories.EvidenceFactory(organisation=municipality, title="Bullerkartan", year=2020)
    evidence.goal_rows.create(goal=goal)
    type(evidence).objects.update(year=2024)
    factories.EvidenceFactory(organisation=neighbour, title="Deras karta").goal_rows.create(goal=goal)

    told = words(reading, goal)

    assert "Rests on added: Bullerkartan (end)" in told
    assert re.search(r"Evidence removed: Bullerkartan, .*2020.*added: Bullerkartan, .*2024", told)
    assert "Deras karta" not in told
