"""Stating, confirming and withdrawing contributions."""

from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from goals.models import Goal
from organisations.models import Change, Organisation, Unit, User
from planning.models import Contribution, Position
from planning.services.contributions import (
    Judgement,
    confirm_contribution,
    restore_contribution,
    state_contribution,
    withdraw_contribution,
)
from tests.factories import (
    ContributionFactory,
    GoalFactory,
    MeasureFactory,
    PlanAdoptionFactory,
    PlanFactory,
    PositionFactory,
)


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    return PositionFactory(plan__organisation=municipality, plan__unit=department)


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    return GoalFactory(framework__organisation=municipality)


@pytest.fixture
def regional(municipality: Organisation) -> Position:
    """A position of a region's plan that the municipality has adopted."""
    adoption = PlanAdoptionFactory(organisation=municipality, plan__organisation__kind="region")
    return PositionFactory(plan=adoption.plan)


def state(
    organisation: Organisation, by: User, item: Any, goal: Goal, strength: int = 2, **more: Any
) -> Contribution:
    judgement = Judgement(item, goal, strength, more.pop("rationale", "Därför."))
    values = {"expected_version": None} | more
    return state_contribution(organisation=organisation, by=by, judgement=judgement, **values)


def is_outdated(contribution: Contribution) -> bool:
    return bool(Contribution.objects.with_outdated().get(pk=contribution.pk).is_outdated)


def test_a_planner_states_how_a_position_of_an_adopted_plan_bears_on_a_goal(
    municipality, planner, position, goal
):
    stated = state(municipality, planner, position, goal, -2)
    assert (stated.recorded_by, stated.strength, stated.rationale) == (municipality, -2, "Därför.")
    assert (stated.reviewed_by, stated.reviewed_on) == (planner, municipality.today())


def test_plans_and_measures_bear_on_goals_too(municipality, coordinator, goal):
    plan = PlanFactory(organisation=municipality)
    measure = MeasureFactory(plan=plan)
    assert state(municipality, coordinator, plan, goal).item == plan
    assert state(municipality, coordinator, measure, goal).item == measure


def test_strength_and_reason_change_together_with_the_review(municipality, planner, position, goal):
    first = ContributionFactory(position=position, goal=goal, recorded_by=municipality)
    changed = state(municipality, planner, position, goal, 3, expected_version=first.version)
    assert (changed.pk, changed.strength, changed.version) == (first.pk, 3, 2)
    assert changed.reviewed_by_id == planner.pk


def test_two_who_state_the_same_first_do_not_overwrite_each_other(municipality, planner, position, goal):
    state(municipality, planner, position, goal, 1)
    with pytest.raises(Changed) as changed:
        state(municipality, planner, position, goal, 3)
    assert isinstance(changed.value.stored, Contribution)
    assert changed.value.stored.strength == 1


def test_a_change_of_an_older_version_or_of_something_withdrawn_is_refused(
    municipality, planner, position, goal
):
    stated = state(municipality, planner, position, goal, 1)
    state(municipality, planner, position, goal, 2, expected_version=1)
    with pytest.raises(Changed) as changed:
        state(municipality, planner, position, goal, 3, expected_version=1)
    assert changed.value.stored.strength == 2
    Contribution.objects.filter(pk=stated.pk).delete()
    with pytest.raises(Changed) as gone:
        state(municipality, planner, position, goal, 3, expected_version=2)
    assert gone.value.stored is None


def test_what_a_municipality_says_of_a_region_s_plan_is_its_own(municipality, coordinator, regional, goal):
    region = regional.plan.organisation
    theirs = ContributionFactory(position=regional, goal=GoalFactory(framework__organisation=region))
    ours = state(municipality, coordinator, regional, goal, -1)
    assert ours.recorded_by == municipality
    with pytest.raises(NotAllowed):
        withdraw_contribution(
            organisation=municipality, by=coordinator, contribution=theirs, expected_version=theirs.version
        )


def test_only_coordinators_speak_about_adopted_plans(municipality, planner, regional, goal):
    with pytest.raises(NotAllowed):
        state(municipality, planner, regional, goal)


@pytest.mark.parametrize("person", ["politician", "stranger"])
def test_readers_and_strangers_state_nothing(person, municipality, position, goal, request):
    with pytest.raises(NotAllowed):
        state(municipality, request.getfixturevalue(person), position, goal)


def test_a_goal_that_nobody_follows_is_refused_in_words(municipality, planner, position, neighbour):
    elsewhere = GoalFactory(framework__organisation=neighbour)
    with pytest.raises(DomainError) as refusal:
        state(municipality, planner, position, elsewhere)
    assert refusal.value.code == "contribution_adopted"
    assert not Contribution.objects.exists()


def test_a_strength_beyond_the_scale_is_refused_in_words(municipality, planner, position, goal):
    with pytest.raises(DomainError) as refusal:
        state(municipality, planner, position, goal, 4)
    assert refusal.value.code == "contribution_strength_in_range"


def confirm(organisation: Organisation, by: User, contribution: Contribution) -> Contribution:
    version = contribution.version
    return confirm_contribution(
        organisation=organisation, by=by, contribution=contribution, expected_version=version
    )


def test_confirming_ends_what_was_outdated_also_twice_on_one_day(municipality, planner, position):
    contribution = ContributionFactory(position=position)
    for wording in ("Första ändringen.", "Andra ändringen."):
        Position.objects.filter(pk=position.pk).update(statement=wording)
        assert is_outdated(contribution)
        contribution = confirm(municipality, planner, contribution)
        assert not is_outdated(contribution)
    assert contribution.version == 3


def test_confirming_again_the_same_day_moves_the_revision(municipality, planner, position):
    contribution = confirm(municipality, planner, ContributionFactory(position=position))
    Change.objects.all().delete()
    confirm(municipality, planner, contribution)
    assert list(Change.objects.values_list("organisation_id", flat=True)) == [municipality.pk]


def test_a_withdrawal_can_be_undone_with_its_review(municipality, planner, position):
    contribution = ContributionFactory(position=position, rationale="Som förut.", reviewed_on="2026-01-01")
    Position.objects.filter(pk=position.pk).update(statement="Ändrad efter granskningen.")
    withdrawn = withdraw_contribution(
        organisation=municipality, by=planner, contribution=contribution, expected_version=1
    )
    assert not Contribution.objects.exists()
    restored = restore_contribution(organisation=municipality, by=planner, item=position, withdrawn=withdrawn)
    assert (restored.strength, restored.rationale) == (2, "Som förut.")
    assert is_outdated(restored)


def test_undoing_does_not_overwrite_what_was_stated_meanwhile(municipality, planner, position):
    contribution = ContributionFactory(position=position)
    withdrawn = withdraw_contribution(
        organisation=municipality, by=planner, contribution=contribution, expected_version=1
    )
    state(municipality, planner, position, contribution.goal, -1)
    with pytest.raises(Changed):
        restore_contribution(organisation=municipality, by=planner, item=position, withdrawn=withdrawn)
    assert Contribution.objects.get().strength == -1
