"""The organisation's own frameworks and goals."""

from datetime import date
from typing import Any

import pytest

from core.errors import Changed, DomainError, InUse, NotAllowed
from goals.models import Framework, Goal
from goals.services.frameworks import (
    FrameworkContent,
    change_framework,
    create_framework,
    remove_framework,
)
from goals.services.goals import GoalContent, change_goal, create_goal, remove_goal
from organisations.models import User
from tests import factories

pytestmark = pytest.mark.django_db
FRAMEWORK = FrameworkContent("Kommunens mål", "municipal", "2027", 2, None)


@pytest.fixture
def goal(municipality, department) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, unit=department, title="Gott liv")


def change(goal: Goal, by: User, version: int | None = None, **changes: Any) -> Goal:
    present = {name: getattr(goal, name) for name in GoalContent.__dataclass_fields__}
    return change_goal(
        organisation=goal.framework.organisation,
        by=by,
        goal=goal,
        expected_version=version or goal.version,
        content=GoalContent(**present | changes),
    )


def test_a_coordinator_makes_a_framework_and_deepens_what_is_followed_up(municipality, coordinator):
    made = create_framework(organisation=municipality, by=coordinator, content=FRAMEWORK)

    changed = change_framework(
        organisation=municipality,
        by=coordinator,
        framework=made,
        expected_version=1,
        content=FrameworkContent("Kommunens mål", "municipal", "2027", 3, None),
    )

    assert (made.key, changed.tracked_depth, changed.version) == ("kommunens-mal", 3, 2)


@pytest.mark.parametrize("role", ["planner", "politician", "stranger"])
def test_frameworks_are_the_coordinators(role, municipality, request):
    with pytest.raises(NotAllowed):
        create_framework(organisation=municipality, by=request.getfixturevalue(role), content=FRAMEWORK)


def test_a_framework_with_goals_stays(municipality, coordinator, goal):
    with pytest.raises(InUse, match="1 goal"):
        remove_framework(
            organisation=municipality, by=coordinator, framework=goal.framework, expected_version=1
        )

    assert Framework.objects.exists()


def test_an_editor_writes_a_goal_that_their_unit_answers_for(municipality, planner, goal, department):
    content = GoalContent(" 2 ", " God luft ", " ", "organisation", goal.pk, department.pk)

    made = create_goal(organisation=municipality, by=planner, framework=goal.framework, content=content)

    assert (made.key, made.code, made.title, made.text, made.parent) == ("2", "2", "God luft", None, goal)


def test_an_editor_cannot_hand_a_goal_to_another_unit_a_coordinator_can(
    planner, coordinator, goal, other_department
):
    with pytest.raises(NotAllowed):
        change(goal, planner, unit_id=other_department.pk)

    assert change(goal, coordinator, unit_id=other_department.pk).unit == other_department


def test_rewording_a_goal_outdates_what_was_said_of_it(planner, goal):
    contribution = factories.ContributionFactory(
        position__plan__organisation=goal.framework.organisation, goal=goal
    )

    change(goal, planner, title="Ett gott liv")

    goal.refresh_from_db()
    assert goal.wording_changed_at > contribution.__class__.objects.get().reviewed_at


def test_a_goal_ends_and_another_takes_over(planner, goal):
    heir = factories.GoalFactory(framework=goal.framework)

    ended = change(goal, planner, valid_to=date(2026, 12, 31), superseded_by_id=heir.pk)

    assert (ended.valid_to, ended.superseded_by_id) == (date(2026, 12, 31), heir.pk)


@pytest.mark.parametrize(
    ("field", "code"),
    [("parent_id", "goal_parent_no_loop"), ("superseded_by_id", "goal_superseded_in_a_ring")],
)
def test_goals_neither_stand_below_nor_supersede_each_other_in_a_ring(planner, goal, field, code):
    other = factories.GoalFactory(framework=goal.framework, **{field: goal.pk})

    with pytest.raises(DomainError) as refused:
        change(goal, planner, **{field: other.pk})

    assert refused.value.code == code


def test_a_goal_does_not_end_before_it_begins(planner, goal):
    with pytest.raises(DomainError, match="ends before it begins"):
        change(goal, planner, valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1))


def test_a_goal_stands_below_a_goal_of_its_own_framework_only(planner, goal):
    elsewhere = factories.GoalFactory(framework__organisation=goal.framework.organisation)

    with pytest.raises(DomainError, match="another framework"):
        change(goal, planner, parent_id=elsewhere.pk)


def test_who_read_an_older_version_overwrites_nothing(planner, goal):
    with pytest.raises(Changed):
        change(goal, planner, version=7, title="Annat")


def test_another_organisation_s_goal_is_not_changed(planner, neighbour, municipality, department):
    away = factories.GoalFactory(framework__organisation=neighbour)

    with pytest.raises(NotAllowed):
        change_goal(
            organisation=municipality,
            by=planner,
            goal=away,
            expected_version=1,
            content=GoalContent(None, "Vårt", None, "society", None, department.pk),
        )


def test_a_goal_that_something_contributes_to_stays(municipality, planner, goal):
    factories.ContributionFactory(position__plan__organisation=municipality, goal=goal)

    with pytest.raises(InUse, match="1 contribution"):
        remove_goal(organisation=municipality, by=planner, goal=goal, expected_version=1)
