"""What was said of an edition in force while its revision was written reaches the adopted revision."""

import pytest

from dialogue.models import Comment, Notification
from goals.models import Goal
from organisations.models import Organisation, Unit
from planning.models import Contribution, Plan, PlanLink, Position, PositionLink
from planning.selectors.editions import links_to_review
from planning.services.editions import start_revision
from planning.services.successions import leave_link, move_link
from tests import factories
from tests.planning.test_successions import adopt, link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, title="Gamla")


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, title="Tyst stad")


@pytest.fixture
def position(plan: Plan) -> Position:
    return factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.", unit=plan.unit)


def revision(plan: Plan, by) -> Plan:
    return start_revision(organisation=plan.organisation, by=by, plan=plan)


def said(edition: Plan) -> list[tuple[int, str | None]]:
    """What the organisation says of an edition's positions."""
    found = Contribution.objects.filter(position__plan=edition, recorded_by=edition.organisation)
    return list(found.order_by("pk").values_list("strength", "rationale"))


def test_what_a_unit_stated_meanwhile_goes_along_and_the_story_tells_it(plan, position, goal, coordinator):
    edition = revision(plan, coordinator)
    factories.ContributionFactory(position=position, goal=goal, strength=-2, rationale="Buller.")
    adopt(edition, coordinator)
    assert said(edition) == [(-2, "Buller.")]
    assert links_to_review(edition, plan.organisation) == []
    told = edition.events.get(title="Följde med från den tidigare utgåvan")
    assert (told.status, told.text) == (None, "”Bygg tätt.” – ”Tyst stad”: Motverkar.")


def test_what_was_there_before_the_revision_is_not_said_twice(plan, position, goal, coordinator):
    factories.ContributionFactory(position=position, goal=goal)
    edition = revision(plan, coordinator)
    adopt(edition, coordinator)
    assert said(edition) == [(2, None)]
    assert said(plan) == [(2, None)]
    assert not edition.events.filter(status=None).exists()


def test_what_the_revision_took_back_stays_taken_back(plan, position, goal, coordinator):
    factories.ContributionFactory(position=position, goal=goal)
    edition = revision(plan, coordinator)
    Contribution.objects.filter(position__plan=edition).delete()
    adopt(edition, coordinator)
    assert said(edition) == []
    assert links_to_review(edition, plan.organisation) == []


def test_a_statement_that_was_changed_meanwhile_goes_into_its_untouched_copy(
    plan, position, goal, coordinator
):
    stated = factories.ContributionFactory(position=position, goal=goal)
    edition = revision(plan, coordinator)
    Contribution.objects.filter(pk=stated.pk).update(strength=3, rationale="Mer.", reviewed_by=coordinator)
    stated.refresh_from_db()
    adopt(edition, coordinator)
    copy = Contribution.objects.get(position__plan=edition)
    assert (copy.strength, copy.rationale, copy.reviewed_by) == (3, "Mer.", coordinator)
    assert copy.reviewed_at == stated.reviewed_at
    assert links_to_review(edition, plan.organisation) == []


def test_what_the_revision_says_itself_stands_and_the_difference_is_listed(plan, position, goal, coordinator):
    edition = revision(plan, coordinator)
    new = edition.positions.get()
    late = factories.ContributionFactory(position=position, goal=goal, strength=-2)
    own = factories.ContributionFactory(position=new, goal=goal, strength=1, rationale="Vårt.")
    adopt(edition, coordinator)
    assert said(edition) == [(1, "Vårt.")]
    assert [(one.link, one.twin) for one in links_to_review(edition, plan.organisation)] == [(late, own)]


def test_a_copy_that_the_revision_changed_stands_too(plan, position, goal, coordinator):
    stated = factories.ContributionFactory(position=position, goal=goal)
    edition = revision(plan, coordinator)
    Contribution.objects.filter(position__plan=edition).update(strength=1)
    Contribution.objects.filter(pk=stated.pk).update(strength=-3)
    adopt(edition, coordinator)
    assert said(edition) == [(1, None)]
    assert [one.twin.strength for one in links_to_review(edition, plan.organisation)] == [1]


@pytest.mark.parametrize("answer", ["leave", "restate"])
def test_a_difference_is_settled_by_leaving_it_or_by_stating_it_anew(
    plan, position, goal, coordinator, answer
):
    edition = revision(plan, coordinator)
    late = factories.ContributionFactory(position=position, goal=goal, strength=-2)
    own = factories.ContributionFactory(position=edition.positions.get(), goal=goal, strength=1)
    adopt(edition, coordinator)
    assert len(links_to_review(edition, plan.organisation)) == 1
    if answer == "leave":
        link = link_to("contribution-position", late, position)
        leave_link(organisation=plan.organisation, by=coordinator, link=link)
    else:
        Contribution.objects.filter(pk=own.pk).update(strength=-1)
    assert links_to_review(edition, plan.organisation) == []


def test_both_that_say_the_same_are_no_difference(plan, position, goal, coordinator):
    edition = revision(plan, coordinator)
    for item in (position, edition.positions.get()):
        factories.ContributionFactory(position=item, goal=goal, strength=1)
    adopt(edition, coordinator)
    assert said(edition) == [(1, None)]
    assert links_to_review(edition, plan.organisation) == []


def test_what_was_said_of_a_reworded_or_dropped_position_waits(plan, position, goal, coordinator):
    dropped = factories.PositionFactory(plan=plan, key="d")
    edition = revision(plan, coordinator)
    late = [factories.ContributionFactory(position=item, goal=goal) for item in (position, dropped)]
    Position.objects.get(plan=edition, key="d-2").delete()
    Position.objects.filter(plan=edition, key="p-2").update(statement="Bygg glest.")
    adopt(edition, coordinator)
    assert said(edition) == []
    assert [one.link for one in links_to_review(edition, plan.organisation)] == late


def test_what_waits_is_moved_by_its_unit_and_then_reviewed(plan, position, goal, coordinator, planner):
    edition = revision(plan, coordinator)
    late = factories.ContributionFactory(position=position, goal=goal)
    Position.objects.filter(plan=edition).update(statement="Bygg glest.")
    adopt(edition, coordinator)
    link, new = link_to("contribution-position", late, position), Position.objects.get(plan=edition)
    move_link(organisation=plan.organisation, by=planner, link=link, successor=new)
    assert said(edition) == [(2, None)]
    assert links_to_review(edition, plan.organisation) == []


def test_a_plan_that_was_not_begun_as_a_revision_says_what_it_says(plan, position, goal, coordinator):
    new = factories.PlanFactory(organisation=plan.organisation, unit=plan.unit, status="review")
    new.supersession_rows.create(superseded=plan)
    factories.PositionFactory(plan=new, revises=position, statement=position.statement)
    factories.ContributionFactory(position=position, goal=goal)
    adopt(new, coordinator)
    assert said(new) == []
    assert links_to_review(new, plan.organisation) == []


def test_a_link_to_another_plan_that_was_made_meanwhile_goes_along(plan, position, coordinator):
    elsewhere = factories.PositionFactory(plan__organisation=plan.organisation)
    edition = revision(plan, coordinator)
    late = factories.PositionLinkFactory(source=position, target=elsewhere, recorded_by=plan.organisation)
    adopt(edition, coordinator)
    assert PositionLink.objects.get().source == edition.positions.get()
    assert PositionLink.objects.get() == late


def linked(position: Position, reason: str) -> tuple[PlanLink, PositionLink]:
    """A link of the position's plan and one of the position, to another plan."""
    own = {"recorded_by": position.plan.organisation, "rationale": reason}
    elsewhere = factories.PositionFactory(plan__organisation=position.plan.organisation)
    between = factories.PlanLinkFactory(
        **own, source=position.plan, target=elsewhere.plan, relation="based_on"
    )
    return between, factories.PositionLinkFactory(**own, source=position, target=elsewhere)


def reasons(edition: Plan) -> list[str | None]:
    """Why the edition's links to other plans are there."""
    found = [*PlanLink.objects.filter(source=edition), *PositionLink.objects.filter(source__plan=edition)]
    return [link.rationale for link in found]


def test_a_reason_of_a_link_that_was_changed_meanwhile_goes_into_its_untouched_copy(
    plan, position, coordinator
):
    links = linked(position, "Gammalt skäl.")
    edition = revision(plan, coordinator)
    for link in links:
        type(link).objects.filter(pk=link.pk).update(rationale="Nytt skäl.")
    adopt(edition, coordinator)
    assert reasons(edition) == ["Nytt skäl.", "Nytt skäl."]
    assert links_to_review(edition, plan.organisation) == []
    assert edition.events.get(status=None).text == "2 motiveringar av länkar."


def test_another_reason_that_the_revision_gives_stands_and_the_difference_is_listed(
    plan, position, coordinator
):
    links = linked(position, "Gammalt skäl.")
    edition = revision(plan, coordinator)
    copies = PlanLink.objects.get(source=edition), PositionLink.objects.get(source__plan=edition)
    for link, text in ((copies, "Revideringens."), (links, "Nytt skäl.")):
        for each in link:
            type(each).objects.filter(pk=each.pk).update(rationale=text)
    adopt(edition, coordinator)
    assert reasons(edition) == ["Revideringens."] * 2
    listed = links_to_review(edition, plan.organisation)
    assert {(type(one.link), one.twin.pk) for one in listed} == {(type(each), each.pk) for each in copies}
    link = link_to("positionlink-source", links[1], position)
    leave_link(organisation=plan.organisation, by=coordinator, link=link)
    PlanLink.objects.filter(source=edition).update(rationale="Sammanvägt.")
    assert links_to_review(edition, plan.organisation) == []


def test_open_comments_follow_with_their_answers_and_those_who_were_told(plan, position, coordinator):
    comment = factories.CommentFactory(subject=position, text="Varför?")
    answer = factories.CommentFactory(subject=position, parent=comment, text="Därför.")
    told = factories.NotificationFactory(comment=answer)
    edition = revision(plan, coordinator)
    of_plan = factories.CommentFactory(subject=plan, organisation=plan.organisation)
    Position.objects.filter(plan=edition).update(statement="Bygg glest.")
    adopt(edition, coordinator)
    for row in (comment, answer):
        assert Comment.objects.get(pk=row.pk).subject == edition.positions.get()
        assert Comment.objects.get(pk=row.pk).version == 1
    assert Comment.objects.get(pk=of_plan.pk).subject == edition
    assert Notification.objects.get(pk=told.pk).subject == edition.positions.get()
    assert edition.events.get(status=None).text == "2 öppna kommentarer."


def test_what_is_resolved_and_what_was_said_of_a_dropped_position_stays(plan, position, coordinator):
    resolved = factories.CommentFactory(subject=position, resolved_at="2026-01-01T12:00:00Z")
    dropped = factories.PositionFactory(plan=plan, key="d")
    edition = revision(plan, coordinator)
    comment = factories.CommentFactory(subject=dropped)
    Position.objects.get(plan=edition, key="d-2").delete()
    adopt(edition, coordinator)
    assert [Comment.objects.get(pk=row.pk).subject for row in (resolved, comment)] == [position, dropped]


def test_what_another_organisation_said_among_its_own_stays(plan, position, coordinator, neighbour):
    comment = factories.CommentFactory(subject=position, organisation=neighbour)
    edition = revision(plan, coordinator)
    adopt(edition, coordinator)
    assert Comment.objects.get(pk=comment.pk).subject == position


def test_many_statements_need_no_more_queries_than_few(
    plan, goal, coordinator, django_assert_max_num_queries
):
    positions = factories.PositionFactory.create_batch(30, plan=plan)
    edition = revision(plan, coordinator)
    for position in positions:
        factories.ContributionFactory(position=position, goal=goal)
        factories.CommentFactory(subject=position)
    with django_assert_max_num_queries(75):
        adopt(edition, coordinator)
    assert len(said(edition)) == 30
