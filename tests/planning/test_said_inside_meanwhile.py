"""What was said inside an edition in force while its revision was written: links between its own parts, what
its measures implement, comments on its sections, and what was withdrawn.
"""

import pytest

from dialogue.models import Comment
from goals.models import Goal
from organisations.models import Organisation, Unit
from planning.models import Contribution, Implementation, Measure, Plan, Position, PositionLink, Section
from planning.selectors.editions import links_to_review
from planning.selectors.talked_about import open_comments_in
from planning.selectors.withdrawn import withdrawn_meanwhile
from planning.services.editions import start_revision
from planning.services.successions import leave_link, move_link
from tests import factories
from tests.planning.test_successions import adopt, link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, title="Gamla")


@pytest.fixture
def position(plan: Plan) -> Position:
    return factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.")


@pytest.fixture
def second(plan: Plan) -> Position:
    return factories.PositionFactory(plan=plan, key="q", statement="Bygg högt.")


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return factories.MeasureFactory(plan=plan, key="m", title="Rita hus")


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality)


@pytest.fixture
def edition(plan: Plan, position: Position, second: Position, measure: Measure, coordinator) -> Plan:
    """The revision, begun with all of these in it."""
    return start_revision(organisation=plan.organisation, by=coordinator, plan=plan)


def in_edition(edition: Plan, key: str) -> Position:
    return Position.objects.get(plan=edition, key=f"{key}-2")


def test_a_link_within_the_plan_goes_along_with_both_its_ends(plan, position, second, edition, coordinator):
    late = factories.PositionLinkFactory(source=position, target=second, recorded_by=plan.organisation)
    adopt(edition, coordinator)
    link = PositionLink.objects.get()
    assert (link, link.source, link.target) == (late, in_edition(edition, "p"), in_edition(edition, "q"))
    assert links_to_review(edition, plan.organisation) == []


@pytest.mark.parametrize("key", ["p", "q"])
def test_one_whose_end_is_reworded_waits_and_moves_with_both_ends(plan, position, edition, coordinator, key):
    second = Position.objects.get(key="q")
    late = factories.PositionLinkFactory(source=position, target=second, recorded_by=plan.organisation)
    Position.objects.filter(plan=edition, key=f"{key}-2").update(statement="Bygg glest.")
    adopt(edition, coordinator)
    assert [one.link for one in links_to_review(edition, plan.organisation)] == [late]
    link, successor = link_to("positionlink-source", late, position), in_edition(edition, "p")
    move_link(organisation=plan.organisation, by=coordinator, link=link, successor=successor)
    late.refresh_from_db()
    assert (late.source, late.target) == (successor, in_edition(edition, "q"))
    assert links_to_review(edition, plan.organisation) == []


def test_one_to_what_was_dropped_waits(plan, position, second, edition, coordinator):
    late = factories.PositionLinkFactory(source=position, target=second, recorded_by=plan.organisation)
    in_edition(edition, "q").delete()
    adopt(edition, coordinator)
    assert [(one.link, one.others) for one in links_to_review(edition, plan.organisation)] == [(late, ())]


def test_what_its_measures_came_to_implement_goes_along(plan, position, measure, edition, coordinator):
    elsewhere = factories.PositionFactory(plan__organisation=plan.organisation)
    for target in (position, elsewhere):
        measure.implementation_rows.create(position=target)
    adopt(edition, coordinator)
    new = Measure.objects.get(plan=edition)
    assert set(new.implements.all()) == {in_edition(edition, "p"), elsewhere}
    assert not measure.implementation_rows.exists()
    assert links_to_review(edition, plan.organisation) == []


def test_what_was_implemented_before_the_revision_stays_at_both(plan, position, measure, coordinator):
    measure.implementation_rows.create(position=position)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    adopt(edition, coordinator)
    assert Implementation.objects.count() == 2
    assert links_to_review(edition, plan.organisation) == []


@pytest.mark.parametrize("taken_back", ["row", "position", "measure"])
def test_what_the_revision_took_back_is_not_implemented_again(
    plan, position, measure, coordinator, taken_back
):
    measure.implementation_rows.create(position=position)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    copy = Implementation.objects.get(measure__plan=edition)
    (copy if taken_back == "row" else getattr(copy, taken_back)).delete()
    adopt(edition, coordinator)
    assert not Implementation.objects.filter(measure__plan=edition).exists()
    assert links_to_review(edition, plan.organisation) == []


def test_what_a_reworded_measure_implements_waits_and_is_moved_or_left(
    plan, position, measure, edition, coordinator
):
    late, other = (
        measure.implementation_rows.create(position=target)
        for target in (position, factories.PositionFactory(plan__organisation=plan.organisation))
    )
    Measure.objects.filter(plan=edition).update(title="Bygg hus")
    adopt(edition, coordinator)
    assert {one.link for one in links_to_review(edition, plan.organisation)} == {late, other}
    acting = {"organisation": plan.organisation, "by": coordinator}
    new = Measure.objects.get(plan=edition)
    move_link(**acting, link=link_to("implementation-measure", late, measure), successor=new)
    leave_link(**acting, link=link_to("implementation-measure", other, measure))
    assert new.implements.get() == in_edition(edition, "p")
    assert links_to_review(edition, plan.organisation) == []


def test_open_comments_on_sections_follow_by_what_they_were_copied_from(plan, coordinator):
    kept, dropped = (factories.SectionFactory(plan=plan, key=key, heading=key) for key in ("vatten", "luft"))
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    comments = [factories.CommentFactory(subject=section) for section in (kept, dropped)]
    Section.objects.filter(plan=edition, key="vatten-2").update(heading="Hav och sjöar")
    Section.objects.get(plan=edition, key="luft-2").delete()
    adopt(edition, coordinator)
    follows, stays = (Comment.objects.get(pk=comment.pk) for comment in comments)
    assert follows.subject == Section.objects.get(plan=edition)
    assert stays.subject == dropped
    assert open_comments_in(plan.organisation, [plan]) == {("section", dropped.pk): 1}


def withdrawing(plan: Plan, position: Position, goal: Goal, by) -> Plan:
    """A revision that is adopted after something was withdrawn from the edition in force."""
    stated = factories.ContributionFactory(position=position, goal=goal)
    edition = start_revision(organisation=plan.organisation, by=by, plan=plan)
    Contribution.objects.filter(pk=stated.pk).delete()
    return adopt(edition, by)


@pytest.mark.parametrize("answer", ["leave", "restate", "withdraw"])
def test_what_was_withdrawn_meanwhile_is_listed_until_somebody_says_what_holds(
    plan, position, goal, coordinator, answer
):
    edition = withdrawing(plan, position, goal, coordinator)
    copy = Contribution.objects.get()
    assert [one.link for one in withdrawn_meanwhile(edition, plan.organisation)] == [copy]
    if answer == "leave":
        link = link_to("contribution-position", copy, copy.position)
        leave_link(organisation=plan.organisation, by=coordinator, link=link)
    elif answer == "restate":
        Contribution.objects.filter(pk=copy.pk).update(strength=-1)
    else:
        copy.delete()
    assert withdrawn_meanwhile(edition, plan.organisation) == []


def test_what_was_withdrawn_and_said_again_or_withdrawn_from_both_is_not_listed(
    plan, position, second, goal, coordinator
):
    again = factories.ContributionFactory(position=position, goal=goal)
    both = factories.ContributionFactory(position=second, goal=goal)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    Contribution.objects.filter(pk__in=[again.pk, both.pk]).delete()
    factories.ContributionFactory(position=position, goal=goal)
    Contribution.objects.filter(position=in_edition(edition, "q")).delete()
    adopt(edition, coordinator)
    assert withdrawn_meanwhile(edition, plan.organisation) == []
