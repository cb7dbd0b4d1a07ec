"""What is linked to positions, measures and plans, read at both ends at once."""

import pytest

from core.asking import answered
from organisations.models import Organisation
from planning.models import (
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanAdoption,
    PlanLink,
    PlanSupersession,
    Position,
)
from planning.selectors.linked import Sort, links_at, plans_linked_to
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(municipality: Organisation) -> Position:
    return factories.PositionFactory(plan__organisation=municipality, code="E3", statement="Vindkraft.")


@pytest.fixture
def other(municipality: Organisation) -> Position:
    return factories.PositionFactory(plan__organisation=municipality)


def test_each_end_of_a_link_is_told_of_the_other(municipality, position, other, django_assert_num_queries):
    factories.PositionLinkFactory(source=position, target=other, relation="supports", rationale="Därför")
    for end in (position, other):
        with django_assert_num_queries(1):
            (link,) = answered(links_at(municipality, [end.pk], []))
        assert (link.sort, link.word, link.rationale) == (Sort.POSITIONS, "supports", "Därför")
        assert link.source == (position.pk, position.key, "E3", "Vindkraft.", position.plan_id)
        assert link.target.pk == other.pk


def test_a_measure_and_the_position_that_it_implements_know_each_other(municipality, position):
    measure: Measure = factories.MeasureFactory(plan=position.plan, title="Bygg park")
    Implementation.objects.create(measure=measure, position=position)
    (from_position,) = answered(links_at(municipality, [position.pk], []))
    assert answered(links_at(municipality, [], [measure.pk])) == [from_position]
    assert (from_position.sort, from_position.target.words) == (Sort.IMPLEMENTATION, "Bygg park")


def test_what_is_offered_to_a_plan_has_no_position_at_the_other_end(municipality, position):
    draft = factories.PlanFactory(organisation=municipality)
    offer = HandOver.objects.create(
        source=position, target_plan=draft, recorded_by=municipality, state="proposed"
    )
    (link,) = answered(links_at(municipality, [position.pk], []))
    assert (link.pk, link.plan_id, link.is_own, link.target.pk) == (offer.pk, draft.pk, True, None)


def test_what_another_that_has_adopted_both_plans_states_is_not_told(municipality, position, other):
    stranger = factories.OrganisationFactory()
    for plan in (position.plan, other.plan):
        PlanAdoption.objects.create(plan=plan, organisation=stranger)
    factories.PositionLinkFactory(source=position, target=other, recorded_by=stranger)
    PlanLink.objects.create(
        source=position.plan, target=other.plan, relation="based_on", recorded_by=stranger
    )
    assert answered(links_at(municipality, [position.pk], [])) == []
    assert answered(plans_linked_to(municipality, position.plan)) == []


def test_a_plan_knows_its_editions_and_then_its_links(
    municipality, position, other, django_assert_num_queries
):
    newer: Plan = factories.PlanFactory(organisation=municipality)
    PlanSupersession.objects.create(plan=newer, superseded=position.plan)
    PlanLink.objects.create(
        source=other.plan, target=position.plan, relation="details", rationale="Del", recorded_by=municipality
    )
    with django_assert_num_queries(1):
        found = answered(plans_linked_to(municipality, position.plan))
    said = [(each.relation, each.source_id, each.target_id, each.rationale) for each in found]
    assert said == [
        ("", newer.pk, position.plan_id, None),
        ("details", other.plan_id, position.plan_id, "Del"),
    ]


def test_nothing_is_asked_for_nothing(municipality, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert answered(links_at(municipality, [], [])) == []
