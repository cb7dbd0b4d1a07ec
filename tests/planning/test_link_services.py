"""Linking positions, plans and measures."""

from typing import Any

import pytest
from django.utils.translation import override

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.events import link_changed
from planning.models import Implementation, Measure, Plan, PlanLink, Position, PositionLink
from planning.services.links import (
    Tie,
    change_link,
    implement_position,
    link_plans,
    link_positions,
    remove_link,
    stop_implementing,
)
from tests import factories

SUPPORTS = Tie("supports", " Båda vill ha fler bussar. ")


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, status="in_force")


@pytest.fixture
def position(plan: Plan) -> Position:
    return factories.PositionFactory(plan=plan)


@pytest.fixture
def other(municipality: Organisation, other_department: Unit) -> Position:
    return factories.PositionFactory(plan__organisation=municipality, plan__unit=other_department)


def acting(organisation: Organisation, by: User) -> dict[str, Any]:
    return {"organisation": organisation, "by": by}


def test_a_planner_links_a_position_in_force_to_another_unit_s(position, other, planner, municipality):
    link = link_positions(**acting(municipality, planner), source=position, target=other, tie=SUPPORTS)
    assert (link.relation, link.rationale, link.recorded_by) == (
        "supports",
        "Båda vill ha fler bussar.",
        municipality,
    )


@pytest.mark.parametrize("who", ["politician", "stranger"])
def test_readers_and_others_link_nothing(who, position, other, municipality, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        link_positions(**acting(municipality, by), source=position, target=other, tie=SUPPORTS)
    assert not PositionLink.objects.exists()


def test_a_link_is_made_at_its_source(position, other, planner, municipality):
    with pytest.raises(NotAllowed):
        link_positions(**acting(municipality, planner), source=other, target=position, tie=SUPPORTS)


@pytest.mark.parametrize(
    "fault", ["position_link_once", "position_link_between_two", "position_link_adopted"]
)
def test_what_the_database_refuses_is_explained(fault, position, other, planner, municipality):
    target = {"position_link_between_two": position, "position_link_once": other}.get(fault)
    link_positions(**acting(municipality, planner), source=position, target=other, tie=SUPPORTS)
    with pytest.raises(DomainError) as refusal:
        link_positions(
            **acting(municipality, planner),
            source=position,
            target=target or factories.PositionFactory(),
            tie=SUPPORTS,
        )
    assert refusal.value.code == fault


def test_a_position_of_an_adopted_plan_can_be_a_target(position, planner, municipality):
    adoption = factories.PlanAdoptionFactory(organisation=municipality)
    theirs = factories.PositionFactory(plan=adoption.plan)
    tie = Tie("implemented_by", "Regionens program.")
    link_positions(**acting(municipality, planner), source=position, target=theirs, tie=tie)
    assert PositionLink.objects.get().target == theirs


def test_plans_are_linked_the_same_way(plan, other, planner, municipality):
    tie = Tie("based_on", "Programmet vilar på översiktsplanen.")
    link_plans(**acting(municipality, planner), source=plan, target=other.plan, tie=tie)
    assert PlanLink.objects.get().relation == "based_on"
    with pytest.raises(DomainError):
        link_plans(**acting(municipality, planner), source=plan, target=other.plan, tie=tie)


def test_relation_and_reason_change_and_the_version_is_compared(position, other, planner, municipality):
    link = link_positions(**acting(municipality, planner), source=position, target=other, tie=SUPPORTS)
    changing = {"link": link, "expected_version": 1, "tie": Tie("conflicts", "De vill olika.")}
    assert change_link(**acting(municipality, planner), **changing).version == 2
    with pytest.raises(Changed) as late:
        change_link(**acting(municipality, planner), **changing)
    assert late.value.stored == link


def test_a_link_is_removed_by_who_may_make_it(position, other, planner, politician, municipality):
    link = link_positions(**acting(municipality, planner), source=position, target=other, tie=SUPPORTS)
    with pytest.raises(NotAllowed):
        remove_link(**acting(municipality, politician), link=link, expected_version=1)
    remove_link(**acting(municipality, planner), link=link, expected_version=1)
    assert not PositionLink.objects.exists()


def test_another_organisation_s_link_is_theirs(municipality, coordinator):
    adoption = factories.PlanAdoptionFactory(organisation=municipality)
    theirs = factories.PositionLinkFactory(source__plan=adoption.plan, target__plan=adoption.plan)
    with pytest.raises(NotAllowed):
        remove_link(**acting(municipality, coordinator), link=theirs, expected_version=1)


def test_a_measure_implements_a_position_until_it_does_not(plan, other, planner, municipality):
    measure = factories.MeasureFactory(plan=plan)
    both = {"measure": measure, "position": other}
    implement_position(**acting(municipality, planner), **both)
    with override("en"), pytest.raises(DomainError, match="already"):
        implement_position(**acting(municipality, planner), **both)
    stop_implementing(**acting(municipality, planner), **both)
    assert not Implementation.objects.exists()
    with pytest.raises(Changed):
        stop_implementing(**acting(municipality, planner), **both)


def test_a_measure_implements_nothing_that_is_not_followed(plan, coordinator, municipality):
    measure: Measure = factories.MeasureFactory(plan=plan)
    with pytest.raises(DomainError) as refusal:
        implement_position(
            **acting(municipality, coordinator), measure=measure, position=factories.PositionFactory()
        )
    assert refusal.value.code == "implementation_not_followed"


def test_every_change_is_announced_and_moves_the_revision(position, other, planner, municipality):
    heard: list[Any] = []
    listener = link_changed.connect(lambda **said: heard.append(said["link"]), weak=False)
    link = link_positions(**acting(municipality, planner), source=position, target=other, tie=SUPPORTS)
    same = {"link": link, "expected_version": 1, "tie": SUPPORTS}
    change_link(**acting(municipality, planner), **same)
    remove_link(**acting(municipality, planner), link=link, expected_version=1)
    link_changed.disconnect(listener)
    assert len(heard) == 2
