"""What went along to a new edition, and what waits, on the page of the plan's course and of a conflict."""

import pytest
from django.test import Client

from planning.models import Contribution, LeftLink, Plan, Position, PositionLink
from planning.services.editions import start_revision
from tests import factories
from tests.planning.test_successions import adopt

pytestmark = pytest.mark.django_db
COURSE = "/ostersund/planer/plan-2/status/"


@pytest.fixture
def plan(municipality, department) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, key="plan")


@pytest.fixture
def position(plan) -> Position:
    return factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.")


@pytest.fixture
def edition(plan, position, coordinator) -> Plan:
    return start_revision(organisation=plan.organisation, by=coordinator, plan=plan)


def desk(user=None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client


def late(position: Position, **values: object) -> Contribution:
    goal = factories.GoalFactory(framework__organisation=position.plan.organisation, title="Tyst stad")
    return factories.ContributionFactory(position=position, goal=goal, **values)


def test_the_story_tells_what_went_along_to_members_only(edition, position, coordinator, planner):
    late(position)
    adopt(edition, coordinator)
    assert "Tyst stad" in desk(planner).get(COURSE).content.decode()
    assert "Tyst stad" not in desk().get(COURSE).content.decode()


def test_a_difference_shows_both_and_is_left_with_a_button(edition, position, coordinator, planner):
    stated = late(position, strength=-2, rationale="Sagt medan.")
    new = edition.positions.get()
    factories.ContributionFactory(position=new, goal=stated.goal, strength=1, rationale="Sagt i den nya.")
    adopt(edition, coordinator)
    page = desk(planner).get(COURSE).content.decode()
    assert "Sagt medan." in page
    assert "Sagt i den nya." in page
    assert "Move to" not in page
    leave = f"/ostersund/planer/plan-2/lankar/contribution-position/{stated.pk}/lamna/"
    shown = desk(planner).post(leave, {"item": position.pk}, follow=True).content.decode()
    assert "Sagt medan." not in shown
    assert LeftLink.objects.count() == 1


def test_what_was_said_of_a_reworded_position_is_moved_with_a_button(edition, position, coordinator, planner):
    stated = late(position, rationale="Sagt medan.")
    Position.objects.filter(plan=edition).update(statement="Bygg glest.")
    adopt(edition, coordinator)
    page = desk(planner).get(COURSE).content.decode()
    assert "<mark>glest.</mark>" in page
    move = f"/ostersund/planer/plan-2/lankar/contribution-position/{stated.pk}/flytta/"
    sent = {"item": position.pk, "successor": edition.positions.get().pk}
    assert desk(planner).post(move, sent).status_code == 302
    assert Contribution.objects.get(pk=stated.pk).position.plan == edition


def test_comments_on_what_was_dropped_are_listed_until_they_are_resolved(
    edition, position, coordinator, planner
):
    comment = factories.CommentFactory(subject=position)
    edition.positions.all().delete()
    adopt(edition, coordinator)
    address = f"/ostersund/samtal/position/{position.pk}/"
    assert address in desk(planner).get(COURSE).content.decode()
    assert address not in desk().get(COURSE).content.decode()
    type(comment).objects.filter(pk=comment.pk).update(resolved_at="2026-01-01T12:00:00Z")
    assert address not in desk(planner).get(COURSE).content.decode()


def test_a_conflict_marks_what_is_no_longer_in_force(edition, position, coordinator, planner):
    conflict = factories.ConflictFactory(organisation=edition.organisation)
    conflict.position_rows.create(position=position)
    address = f"/ostersund/malkonflikter/{conflict.pk}/"
    assert "no longer in force" not in desk(planner).get(address).content.decode()
    edition.positions.all().delete()
    adopt(edition, coordinator)
    assert "no longer in force" in desk(planner).get(address).content.decode()


def test_a_conflict_that_followed_says_so(edition, position, coordinator, planner):
    conflict = factories.ConflictFactory(organisation=edition.organisation)
    conflict.position_rows.create(position=position)
    adopt(edition, coordinator)
    page = desk(planner).get(f"/ostersund/malkonflikter/{conflict.pk}/").content.decode()
    assert "Followed what it is about into the next edition" in page
    assert "no longer in force" not in page


def test_a_link_within_the_plan_names_both_ends_and_the_wording_that_is_new(
    edition, plan, position, coordinator, planner
):
    target = factories.PositionFactory(plan=plan, key="q", statement="Bygg högt.")
    factories.PositionFactory(plan=edition, key="q-2", revises=target, statement="Bygg lågt.")
    factories.PositionLinkFactory(source=position, target=target, recorded_by=plan.organisation)
    adopt(edition, coordinator)
    page = desk(planner).get(COURSE).content.decode()
    for words in ("Bygg tätt.", "Bygg högt.", "<mark>lågt"):
        assert words in page


def test_what_was_withdrawn_meanwhile_is_told_and_let_stand_with_a_button(
    plan, position, coordinator, planner
):
    stated = late(position, rationale="Sagt förut.")
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    Contribution.objects.filter(pk=stated.pk).delete()
    adopt(edition, coordinator)
    copy = Contribution.objects.get()
    page = desk(planner).get(COURSE).content.decode()
    assert "withdrawn from the earlier edition" in page
    assert "Sagt förut." in page
    leave = f"/ostersund/planer/plan-2/lankar/contribution-position/{copy.pk}/lamna/"
    assert leave in page
    shown = desk(planner).post(leave, {"item": copy.position_id}, follow=True).content.decode()
    assert "withdrawn from the earlier edition" not in shown


def test_another_reason_of_a_link_shows_both_reasons(plan, position, coordinator, planner):
    elsewhere = factories.PositionFactory(plan__organisation=plan.organisation)
    factories.PositionLinkFactory(source=position, target=elsewhere, recorded_by=plan.organisation)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    for of, reason in ((edition, None), (plan, "Sagt medan."), (edition, "Sagt i den nya.")):
        PositionLink.objects.filter(source__plan=of).update(rationale=reason)
    adopt(edition, coordinator)
    page = desk(planner).get(COURSE).content.decode()
    assert "Sagt medan." in page
    assert "Sagt i den nya." in page
    assert "Move to" not in page
