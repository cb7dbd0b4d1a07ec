"""Beginning the next edition: all goes along, and the plan in effect stays as it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.models import Contribution, Measure, Plan, Position, PositionLink, Section
from planning.services.editions import next_label, start_revision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, unit=department, key="klimat", version_label="1", decided_by="KF"
    )


def revise(plan: Plan, by: User) -> Plan:
    return start_revision(organisation=plan.organisation, by=by, plan=plan)


def test_the_next_edition_is_a_draft_that_shall_supersede_the_plan(plan, planner):
    edition = revise(plan, planner)
    plan.refresh_from_db()
    assert (edition.key, edition.status, edition.version_label) == ("klimat-2", "drafting", "2")
    assert (edition.decided_by, list(edition.supersedes.all())) == (None, [plan])
    assert (plan.status, plan.version) == ("in_force", 1)
    assert edition.events.get().title == "Revideringen påbörjad"


def test_who_answers_for_the_plan_goes_along_and_what_belongs_to_the_old_decision_does_not(plan, planner):
    Plan.objects.filter(pk=plan.pk).update(
        applies_to="Alla nämnder", responsible_role="Miljöchef", revision_role="Miljöstrateg",
        case_number="KS 2024/7", next_check_on="2026-06-01",
    )  # fmt: skip
    edition = revise(plan, planner)
    assert (edition.applies_to, edition.responsible_role, edition.revision_role) == (
        "Alla nämnder",
        "Miljöchef",
        "Miljöstrateg",
    )
    assert (edition.case_number, edition.next_check_on) == (None, None)


def test_positions_and_measures_know_what_they_revise(plan, planner):
    section = factories.SectionFactory(plan=plan, key="s")
    inner = factories.SectionFactory(plan=plan, parent=section, heading="Inre")
    position = factories.PositionFactory(plan=plan, section=inner, code="1", key="p", rationale="Därför.")
    measure = factories.MeasureFactory(plan=plan, key="m", cost=5)
    edition = revise(plan, planner)
    new = Position.objects.get(plan=edition)
    assert (new.revises, new.key, new.code, new.rationale) == (position, "p-2", "1", "Därför.")
    assert new.section.parent == Section.objects.get(plan=edition, key="s-2")
    assert (Measure.objects.get(plan=edition).revises, Measure.objects.get(plan=edition).cost) == (measure, 5)


def test_partners_money_and_what_measures_implement_go_along(plan, planner, other_department):
    position, measure = factories.PositionFactory(plan=plan), factories.MeasureFactory(plan=plan)
    elsewhere = factories.PositionFactory(plan__organisation=plan.organisation)
    measure.partner_rows.create(unit=other_department)
    for implemented in (position, elsewhere):
        measure.implementation_rows.create(position=implemented)
    factories.BudgetLineFactory(measure=measure, amount=7)
    edition = revise(plan, planner)
    new = edition.measures.get()
    assert list(new.partners.all()) == [other_department]
    assert set(new.implements.all()) == {edition.positions.get(), elsewhere}
    assert new.budget_lines.get().amount == 7


def test_links_out_go_along_inside_the_plan_and_to_others(plan, planner):
    one, two = factories.PositionFactory.create_batch(2, plan=plan)
    elsewhere = factories.PositionFactory(plan__organisation=plan.organisation)
    for target in (two, elsewhere):
        factories.PositionLinkFactory(source=one, target=target, recorded_by=plan.organisation)
    factories.PlanLinkFactory(source=plan, target=elsewhere.plan, recorded_by=plan.organisation)
    edition = revise(plan, planner)
    new = {position.revises_id: position for position in edition.positions.all()}
    targets = set(PositionLink.objects.filter(source=new[one.pk]).values_list("target", flat=True))
    assert targets == {new[two.pk].pk, elsewhere.pk}
    assert edition.links_out.get().target == elsewhere.plan


def test_own_contributions_go_along_and_what_was_outdated_stays_so(plan, planner, neighbour):
    position, other = factories.PositionFactory.create_batch(2, plan=plan)
    factories.ContributionFactory(position=position, rationale="Skäl.")
    factories.ContributionFactory(position=other)
    Position.objects.filter(pk=position.pk).update(statement="Ny lydelse.")
    edition = revise(plan, planner)
    found = Contribution.objects.with_outdated().filter(position__plan=edition)
    assert {(one.position.revises_id, one.is_outdated) for one in found} == {
        (position.pk, True),
        (other.pk, None),
    }


def test_what_another_organisation_states_stays_where_it_is(plan, planner, neighbour):
    factories.PlanAdoptionFactory(organisation=neighbour, plan=plan)
    goal = factories.GoalFactory(framework__organisation=neighbour)
    position = factories.PositionFactory(plan=plan)
    factories.ContributionFactory(position=position, goal=goal, recorded_by=neighbour)
    edition = revise(plan, planner)
    assert not Contribution.objects.filter(position__plan=edition).exists()


def test_keys_are_counted_on_and_never_taken_twice(plan, planner, municipality):
    factories.PositionFactory(plan=plan, key="p")
    factories.PositionFactory(plan__organisation=municipality, key="p-2")
    second = revise(plan, planner)
    assert second.positions.get().key == "p-3"
    Plan.objects.filter(pk=second.pk).update(status="in_force")
    third = revise(Plan.objects.get(pk=second.pk), planner)
    assert (third.key, third.version_label) == ("klimat-3", "3")


@pytest.mark.parametrize(
    ("label", "following"),
    [("1", "2"), ("2.1", "3"), ("Version 9", "Version 10"), (None, "2"), ("2023", None), ("antagen", None)],
)
def test_the_label_is_counted_on_where_it_is_a_number(label, following):
    assert next_label(label, 2) == following


def test_two_revisions_at_once_are_refused_and_the_open_one_is_named(plan, planner):
    edition = revise(plan, planner)
    with pytest.raises(DomainError, match=edition.title) as refusal:
        revise(plan, planner)
    assert refusal.value.code == "revision_is_open"


@pytest.mark.parametrize("status", ["drafting", "review", "superseded", "repealed"])
def test_only_a_plan_in_effect_is_revised(plan, planner, status):
    Plan.objects.filter(pk=plan.pk).update(status=status)
    with pytest.raises(DomainError) as refusal:
        revise(Plan.objects.get(pk=plan.pk), planner)
    assert refusal.value.code == "plan_not_in_effect"


@pytest.mark.parametrize("who", ["politician", "stranger"])
def test_others_begin_no_revision(plan, who, request):
    with pytest.raises(NotAllowed):
        revise(plan, request.getfixturevalue(who))
    assert Plan.objects.count() == 1


def test_four_hundred_positions_need_no_more_queries_than_four(plan, planner, municipality):
    counts = []
    for parts in (4, 400):
        long = factories.PlanFactory(organisation=municipality, unit=plan.unit)
        section = factories.SectionFactory(plan=long)
        factories.SectionFactory(plan=long, parent=section)
        positions = factories.PositionFactory.create_batch(parts, plan=long, section=section)
        goal = factories.GoalFactory(framework__organisation=municipality)
        for position in positions:
            factories.ContributionFactory(position=position, goal=goal, recorded_by=municipality)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            edition = revise(long, planner)
        counts.append(len(queries))
        assert edition.positions.count() == parts
    assert counts[0] == counts[1] <= 60
