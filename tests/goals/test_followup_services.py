"""Indicators, their values and targets."""

from decimal import Decimal
from typing import Any

import pytest

from core.errors import Changed, DomainError, InUse, NotAllowed
from goals.models import Goal, Indicator, Observation, Target
from goals.services.indicators import (
    IndicatorContent,
    change_indicator,
    create_indicator,
    remove_indicator,
)
from goals.services.observations import ObservationContent, change_observation, record_observation
from goals.services.targets import TargetContent, change_target, create_target, remove_target
from organisations.models import Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db
STAGED = IndicatorContent("Läge", None, "up", "stages", ("Inte börjat", " ", "Klart"), 3)
VALUE = ObservationContent(2026, "outcome", Decimal("12.5"), None, "SCB")


@pytest.fixture
def goal(municipality, department) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, unit=department)


@pytest.fixture
def measured(goal, municipality) -> Indicator:
    """An indicator with which the department's goal is measured."""
    return factories.TargetFactory(goal=goal, indicator__organisation=municipality).indicator


def content(indicator: Indicator, **changes: Any) -> TargetContent:
    return TargetContent(**{"indicator_id": indicator.pk, "scope": "society", "year": 2030} | changes)


def make(organisation: Organisation, by: User, goal: Goal, wanted: TargetContent) -> Target:
    return create_target(organisation=organisation, by=by, goal=goal, content=wanted)


def test_an_editor_makes_an_indicator_with_named_stages(municipality, planner):
    made = create_indicator(organisation=municipality, by=planner, content=STAGED)

    assert (made.key, made.stages) == ("lage", ["Inte börjat", "Klart"])


def test_an_indicator_that_measures_another_unit_s_goal_is_not_one_s_own(
    municipality, planner, measured, other_department
):
    Goal.objects.update(unit=other_department)

    with pytest.raises(NotAllowed):
        record_observation(
            organisation=municipality,
            by=planner,
            indicator=Indicator.objects.get(pk=measured.pk),
            content=VALUE,
        )


def test_an_editor_records_and_corrects_a_value_once_a_year(municipality, planner, measured):
    record = {"organisation": municipality, "by": planner}
    made = record_observation(**record, indicator=measured, content=VALUE)

    corrected = change_observation(
        **record,
        observation=made,
        expected_version=1,
        content=ObservationContent(2026, "outcome", None, "Enkäten ställdes in.", ""),
    )

    assert (corrected.value, corrected.version) == (None, 2)
    with pytest.raises(DomainError, match="already"):
        record_observation(**record, indicator=measured, content=VALUE)


def test_a_value_is_one_of_the_stages(municipality, coordinator):
    indicator = create_indicator(organisation=municipality, by=coordinator, content=STAGED)

    with pytest.raises(DomainError, match="0 = Inte börjat, 1 = Klart"):
        record_observation(organisation=municipality, by=coordinator, indicator=indicator, content=VALUE)


def test_the_sort_of_value_stays_once_something_is_measured(municipality, coordinator, measured):
    with pytest.raises(DomainError, match="Make another indicator"):
        change_indicator(
            organisation=municipality,
            by=coordinator,
            indicator=measured,
            expected_version=1,
            content=STAGED,
        )


def test_an_indicator_with_targets_stays(municipality, coordinator, measured):
    with pytest.raises(InUse, match="1 target"):
        remove_indicator(organisation=municipality, by=coordinator, indicator=measured, expected_version=1)


def test_a_target_has_a_value_and_perhaps_a_baseline_before_it(municipality, planner, goal, measured):
    made = make(
        municipality,
        planner,
        goal,
        content(measured, value=Decimal(7), baseline_year=2020, baseline_value=Decimal(3)),
    )

    assert (made.value, made.baseline_year) == (7, 2020)
    with pytest.raises(DomainError, match="a year before"):
        make(municipality, planner, goal, content(measured, value=Decimal(7), baseline_year=2031))


def test_a_target_has_bands_whose_ends_may_be_open(municipality, planner, goal, measured):
    made = make(municipality, planner, goal, content(measured, desired=(Decimal(3), None)))

    made.refresh_from_db()
    assert (made.desired.lower, made.desired.upper) == (3, None)
    with pytest.raises(DomainError, match="ends below"):
        make(municipality, planner, goal, content(measured, accepted=(Decimal(3), Decimal(1))))


def test_a_target_without_value_and_bands_says_nothing(municipality, planner, goal, measured):
    with pytest.raises(DomainError, match="Give a value"):
        make(municipality, planner, goal, content(measured))


def test_who_read_an_older_target_overwrites_nothing(municipality, planner, measured):
    target = measured.targets.get()

    with pytest.raises(Changed):
        change_target(
            organisation=municipality,
            by=planner,
            target=target,
            expected_version=7,
            content=content(measured, value=Decimal(1)),
        )


def test_targets_for_an_adopted_goal_are_the_coordinators(municipality, planner, coordinator, measured):
    nation = factories.GoalFactory()
    factories.FrameworkAdoptionFactory(organisation=municipality, framework=nation.framework)

    with pytest.raises(NotAllowed):
        make(municipality, planner, nation, content(measured, value=Decimal(1)))
    assert make(municipality, coordinator, nation, content(measured, value=Decimal(1))).goal == nation


def test_a_target_is_taken_away(municipality, planner, measured):
    target = measured.targets.get()

    remove_target(organisation=municipality, by=planner, target=target, expected_version=1)

    assert not Target.objects.exists()
    assert not Observation.objects.exists()
