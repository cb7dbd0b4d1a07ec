"""When the next edition holds: links that others have go on, or wait to be looked at."""

from datetime import date

import pytest

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.models import Contribution, LeftLink, Plan, PlanLink, Position, PositionLink
from planning.selectors.editions import ENDS_BY_NAME, links_to_review
from planning.services.editions import start_revision
from planning.services.successions import Link, leave_link, move_link
from planning.services.transitions import Step, change_status
from tests import factories

pytestmark = pytest.mark.django_db
ADOPTION = Step("adopted", date(2026, 3, 2), decided_by="KF", reference="§ 1")


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, title="Gamla")


@pytest.fixture
def other(municipality: Organisation, department: Unit) -> Position:
    """A position of another plan, the planner's too."""
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    return factories.PositionFactory(plan=plan, spatial=True)


def adopt(edition: Plan, by: User) -> Plan:
    edition.refresh_from_db()
    return change_status(
        organisation=edition.organisation,
        by=by,
        plan=edition,
        expected_version=edition.version,
        step=ADOPTION,
    )


def revised(plan: Plan, by: User, **statements: str) -> Plan:
    """The next edition, with positions reworded by their keys, adopted."""
    edition = start_revision(organisation=plan.organisation, by=by, plan=plan)
    for key, statement in statements.items():
        Position.objects.filter(plan=edition, key=f"{key}-2").update(statement=statement)
    return adopt(edition, by)


def link_to(end: str, row, item) -> Link:
    return Link(ENDS_BY_NAME[end], row.pk, item)


def test_links_to_unchanged_positions_go_on_by_themselves(plan, other, coordinator):
    kept = factories.PositionFactory(plan=plan, key="k")
    own = {"recorded_by": plan.organisation}
    link = factories.PositionLinkFactory(source=other, target=kept, **own)
    hand_over = factories.HandOverFactory(source=other, target=kept, state="accepted", **own)
    measure = factories.MeasureFactory(plan=other.plan)
    measure.implementation_rows.create(position=kept)
    edition = revised(plan, coordinator)
    new = edition.positions.get()
    for row in (link, hand_over):
        row.refresh_from_db()
        assert row.target == new
    assert measure.implements.get() == new
    before = measure.version
    measure.refresh_from_db()
    assert measure.version > before
    assert links_to_review(edition, plan.organisation) == []


def test_a_hand_over_follows_its_own_position_into_the_next_edition(plan, other, coordinator):
    kept = factories.PositionFactory(plan=plan, spatial=True)
    hand_over = factories.HandOverFactory(source=kept, target=other, recorded_by=plan.organisation)
    edition = revised(plan, coordinator)
    hand_over.refresh_from_db()
    assert hand_over.source == edition.positions.get()


def test_what_is_offered_to_a_plan_goes_on_to_its_next_edition(plan, other, coordinator):
    own = {"recorded_by": plan.organisation}
    offer = factories.HandOverFactory(source=other, target=None, target_plan=plan, **own)
    edition = revised(plan, coordinator)
    offer.refresh_from_db()
    assert (offer.target_plan, offer.state) == (edition, "offered")
    assert links_to_review(edition, plan.organisation) == []


def test_what_no_unit_has_answered_is_asked_of_the_next_edition(plan, other, coordinator):
    reworded, answered = (factories.PositionFactory(plan=plan, key=key) for key in ("r", "a"))
    waiting = factories.CommissionFactory(position=reworded)
    settled = factories.CommissionFactory(position=answered, state="answered")
    edition = revised(plan, coordinator, r="Nytt.")
    for row in (waiting, settled):
        row.refresh_from_db()
    assert waiting.position == edition.positions.get(key="r-2")
    assert settled.position == answered


def test_links_to_reworded_and_dropped_positions_wait_to_be_looked_at(plan, other, coordinator):
    reworded, dropped = (factories.PositionFactory(plan=plan, key=key) for key in ("r", "d"))
    for target in (reworded, dropped):
        factories.PositionLinkFactory(source=other, target=target, recorded_by=plan.organisation)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    Position.objects.get(plan=edition, key="d-2").delete()
    Position.objects.filter(plan=edition, key="r-2").update(statement="Nytt.")
    edition = adopt(edition, coordinator)
    found = links_to_review(edition, plan.organisation)
    assert [(one.item, len(one.successors)) for one in found] == [(reworded, 1), (dropped, 0)]
    assert links_to_review(Plan.objects.get(pk=plan.pk), plan.organisation) == found


def test_order_between_plans_goes_on_what_rests_on_the_content_waits(plan, other, coordinator):
    for relation in PlanLink.Relation:
        factories.PlanLinkFactory(
            source=other.plan, target=plan, relation=relation, recorded_by=plan.organisation
        )
    part = factories.PlanFactory(organisation=plan.organisation, parent=plan)
    edition = revised(plan, coordinator)
    moved = set(PlanLink.objects.filter(target=edition).values_list("relation", flat=True))
    part.refresh_from_db()
    assert moved == {"details", "coordinates"}
    assert part.parent == edition
    assert len(links_to_review(edition, plan.organisation)) == 2


def test_what_another_organisation_stated_is_listed_for_them(plan, coordinator, neighbour):
    factories.PlanAdoptionFactory(organisation=neighbour, plan=plan)
    goal = factories.GoalFactory(framework__organisation=neighbour)
    position = factories.PositionFactory(plan=plan)
    stated = factories.ContributionFactory(position=position, goal=goal, recorded_by=neighbour)
    edition = revised(plan, coordinator)
    assert links_to_review(edition, plan.organisation) == []
    assert [one.link for one in links_to_review(edition, neighbour)] == [stated]


def test_the_owner_moves_a_link_to_what_was_reworded(plan, other, coordinator, planner):
    position = factories.PositionFactory(plan=plan, key="p")
    row = factories.PositionLinkFactory(source=other, target=position, recorded_by=plan.organisation)
    edition = revised(plan, coordinator, p="Nytt.")
    link, new = link_to("positionlink-target", row, position), edition.positions.get()
    move_link(organisation=plan.organisation, by=planner, link=link, successor=new)
    row.refresh_from_db()
    assert row.target == new
    with pytest.raises(Changed):
        move_link(organisation=plan.organisation, by=planner, link=link, successor=new)


def test_a_contribution_that_is_moved_by_hand_counts_as_reviewed(plan, coordinator, neighbour, stranger):
    factories.PlanAdoptionFactory(organisation=neighbour, plan=plan)
    goal = factories.GoalFactory(framework__organisation=neighbour)
    position = factories.PositionFactory(plan=plan, key="p")
    row = factories.ContributionFactory(position=position, goal=goal, recorded_by=neighbour)
    edition = revised(plan, coordinator, p="Nytt.")
    link = link_to("contribution-position", row, position)
    move_link(organisation=neighbour, by=stranger, link=link, successor=edition.positions.get())
    row = Contribution.objects.with_outdated().get(pk=row.pk)
    assert (row.position, row.reviewed_by, row.is_outdated) == (edition.positions.get(), stranger, False)


def test_a_link_that_is_left_is_listed_no_longer(plan, other, coordinator, planner):
    position = factories.PositionFactory(plan=plan, key="p")
    row = factories.PositionLinkFactory(source=other, target=position, recorded_by=plan.organisation)
    edition = revised(plan, coordinator, p="Nytt.")
    for _time in range(2):
        leave_link(
            organisation=plan.organisation, by=planner, link=link_to("positionlink-target", row, position)
        )
    assert LeftLink.objects.count() == 1
    assert links_to_review(edition, plan.organisation) == []
    assert PositionLink.objects.get(pk=row.pk).target == position


def test_a_link_goes_only_to_what_its_end_became(plan, other, coordinator):
    position = factories.PositionFactory(plan=plan, key="p")
    row = factories.PositionLinkFactory(source=other, target=position, recorded_by=plan.organisation)
    revised(plan, coordinator, p="Nytt.")
    stray = factories.PositionFactory(plan=other.plan)
    with pytest.raises(DomainError) as refusal:
        move_link(
            organisation=plan.organisation,
            by=coordinator,
            link=link_to("positionlink-target", row, position),
            successor=stray,
        )
    assert refusal.value.code == "no_successor"


@pytest.mark.parametrize("who", ["politician", "stranger"])
def test_others_move_and_leave_nothing(plan, other, coordinator, who, request):
    position = factories.PositionFactory(plan=plan, key="p")
    row = factories.PositionLinkFactory(source=other, target=position, recorded_by=plan.organisation)
    edition = revised(plan, coordinator, p="Nytt.")
    acting = {
        "organisation": plan.organisation,
        "by": request.getfixturevalue(who),
        "link": link_to("positionlink-target", row, position),
    }
    with pytest.raises(NotAllowed):
        move_link(**acting, successor=edition.positions.get())
    with pytest.raises(NotAllowed):
        leave_link(**acting)
    assert PositionLink.objects.get(pk=row.pk).version == 1


def test_the_list_asks_as_much_for_many_links_as_for_few(
    plan, other, coordinator, django_assert_max_num_queries
):
    positions = factories.PositionFactory.create_batch(30, plan=plan)
    for position in positions:
        factories.PositionLinkFactory(source=other, target=position, recorded_by=plan.organisation)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    Position.objects.filter(plan=edition).update(statement="Nytt.")
    adopt(edition, coordinator)
    with django_assert_max_num_queries(25):
        found = links_to_review(edition, plan.organisation)
        assert len([one.holder.plan.organisation.name for one in found]) == 30


def test_another_organisation_s_plan_is_theirs_to_end(plan, coordinator, neighbour):
    theirs = factories.PlanFactory(organisation=neighbour)
    Plan.objects.filter(pk=plan.pk).update(status="review")
    plan.supersession_rows.create(superseded=theirs)
    adopt(plan, coordinator)
    theirs.refresh_from_db()
    assert (theirs.status, theirs.version) == ("in_force", 1)
