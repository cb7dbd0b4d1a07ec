"""Linking goals, and following other organisations' frameworks."""

import pytest

from core.errors import Changed, DomainError, InUse, NotAllowed
from goals.models import Framework, FrameworkAdoption, Goal, GoalLink
from goals.services.adoptions import AdoptionContent, adopt_framework, change_adoption, leave_framework
from goals.services.goal_links import LinkContent, change_goal_link, create_goal_link, remove_goal_link
from organisations.models import Change
from tests import factories


@pytest.fixture
def goals(municipality, department) -> tuple[Goal, Goal]:
    framework = factories.FrameworkFactory(organisation=municipality)
    first, second = (factories.GoalFactory(framework=framework, unit=department) for _ in range(2))
    return first, second


@pytest.fixture
def regional(db) -> Framework:
    region = factories.OrganisationFactory(kind="region", is_public=True)
    return factories.FrameworkFactory(organisation=region, level="regional")


def content(target: Goal, relation: str = "contributes", strength: int = 2) -> LinkContent:
    return LinkContent(target.pk, relation, strength, "Därför.")


def test_a_planner_links_a_goal_of_their_unit_to_another(municipality, planner, goals):
    link = create_goal_link(organisation=municipality, by=planner, source=goals[0], content=content(goals[1]))
    assert (link.source, link.target, link.recorded_by) == (*goals, municipality)
    changed = change_goal_link(
        organisation=municipality,
        by=planner,
        link=link,
        expected_version=1,
        content=content(goals[1], strength=3),
    )
    assert (changed.strength, changed.version) == (3, 2)
    remove_goal_link(organisation=municipality, by=planner, link=changed, expected_version=2)
    assert not GoalLink.objects.exists()


def test_a_goal_is_not_linked_to_itself_nor_twice_in_one_way(municipality, planner, goals):
    there = {"organisation": municipality, "by": planner, "source": goals[0]}
    with pytest.raises(DomainError, match="itself"):
        create_goal_link(**there, content=content(goals[0]))
    create_goal_link(**there, content=content(goals[1]))
    with pytest.raises(DomainError, match="already"):
        create_goal_link(**there, content=content(goals[1], strength=3))
    assert GoalLink.objects.count() == 1


def test_rings_of_links_are_allowed_as_packages_allow_them(municipality, planner, goals):
    for source, target in (goals, reversed(goals)):
        create_goal_link(organisation=municipality, by=planner, source=source, content=content(target))
    assert GoalLink.objects.count() == 2


def test_goals_that_are_not_followed_are_not_linked(municipality, planner, coordinator, goals, regional):
    theirs = factories.GoalFactory(framework=regional)
    with pytest.raises(DomainError) as refusal:
        create_goal_link(organisation=municipality, by=planner, source=goals[0], content=content(theirs))
    assert refusal.value.code == "target_id"
    factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    create_goal_link(organisation=municipality, by=planner, source=goals[0], content=content(theirs))
    with pytest.raises(NotAllowed):
        create_goal_link(organisation=municipality, by=planner, source=theirs, content=content(goals[0]))
    create_goal_link(organisation=municipality, by=coordinator, source=theirs, content=content(goals[0]))


def test_a_framework_is_followed_without_some_goals_and_left_again(municipality, coordinator, regional):
    acting = {"organisation": municipality, "by": coordinator}
    mountains = factories.GoalFactory(framework=regional, title="Fjällen")
    adoption = adopt_framework(**acting, framework=regional, content=AdoptionContent(1))
    changed = change_adoption(
        **acting,
        adoption=adoption,
        expected_version=1,
        content=AdoptionContent(2, frozenset({mountains.pk})),
    )
    assert (changed.tracked_depth, list(changed.excluded.all())) == (2, [mountains])
    leave_framework(**acting, adoption=changed, expected_version=changed.version)
    assert not FrameworkAdoption.objects.exists()


def test_what_is_still_stated_of_its_goals_keeps_a_framework(municipality, coordinator, regional):
    goal = factories.GoalFactory(framework=regional)
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    position = factories.PositionFactory(plan__organisation=municipality)
    factories.ContributionFactory(position=position, goal=goal, recorded_by=municipality)
    factories.TargetFactory(goal=goal, recorded_by=municipality)
    with pytest.raises(InUse, match=r"1 .*, 1 "):
        leave_framework(organisation=municipality, by=coordinator, adoption=adoption, expected_version=1)
    assert FrameworkAdoption.objects.exists()


def test_own_followed_hidden_and_municipal_frameworks_cannot_be_followed(
    municipality, coordinator, neighbour, regional
):
    acting = {"organisation": municipality, "by": coordinator, "content": AdoptionContent(1)}
    factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    hidden = factories.FrameworkFactory(organisation__is_public=False, level="regional")
    own = factories.FrameworkFactory(organisation=municipality, level="regional")
    municipal = factories.FrameworkFactory(organisation=neighbour)
    for framework in (regional, hidden, own, municipal):
        with pytest.raises(DomainError):
            adopt_framework(**acting, framework=framework)
    assert FrameworkAdoption.objects.count() == 1


def test_a_goal_of_another_framework_cannot_be_left_out(municipality, coordinator, regional, goals):
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    with pytest.raises(DomainError) as refusal:
        change_adoption(
            organisation=municipality,
            by=coordinator,
            adoption=adoption,
            expected_version=1,
            content=AdoptionContent(1, frozenset({goals[0].pk})),
        )
    assert refusal.value.code == "exclusion_in_framework"


def test_two_who_change_what_is_followed_do_not_overwrite_each_other(municipality, coordinator, regional):
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    acting = {"organisation": municipality, "by": coordinator, "adoption": adoption, "expected_version": 1}
    change_adoption(**acting, content=AdoptionContent(2))
    with pytest.raises(Changed):
        change_adoption(**acting, content=AdoptionContent(3))


def test_leaving_out_a_goal_moves_the_revision(municipality, coordinator, regional):
    goal = factories.GoalFactory(framework=regional)
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality, framework=regional)
    Change.objects.all().delete()
    change_adoption(
        organisation=municipality,
        by=coordinator,
        adoption=adoption,
        expected_version=1,
        content=AdoptionContent(1, frozenset({goal.pk})),
    )
    assert municipality.pk in set(Change.objects.values_list("organisation_id", flat=True))
