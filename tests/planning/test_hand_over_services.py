"""Offering spatial positions to the comprehensive plan, taking them in, and returning them."""

from typing import Any

import pghistory
import pytest

from core.errors import Changed, DomainError, NotAllowed
from dialogue.models import Notification
from organisations.models import Membership, Organisation, Unit, User
from planning.events import hand_over_changed
from planning.models import HandOver, Plan, Position
from planning.selectors.handing_over import receivers, story_of
from planning.services.arranging import Place
from planning.services.handing_over import (
    AsPosition,
    IntoPosition,
    Offer,
    accept_as_position,
    accept_into_position,
    change_offer,
    offer_again,
    offer_position,
    return_offer,
    withdraw_offer,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(municipality: Organisation, other_department: Unit) -> Plan:
    """The next översiktsplan, which Barn och utbildning happens to write."""
    own = {"organisation": municipality, "unit": other_department}
    return factories.PlanFactory(**own, title="ÖP 2040", type__family="comprehensive", status="drafting")


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    """A spatial position of a programme in force, of the planner's unit."""
    plan = factories.PlanFactory(organisation=municipality, unit=department, title="Energiplan")
    return factories.PositionFactory(
        plan=plan, code="E3", statement="Vindkraft vid sjön.", rationale="Det blåser.", spatial=True
    )


@pytest.fixture
def writer(municipality: Organisation, other_department: Unit) -> User:
    """Somebody who writes the översiktsplan."""
    user = factories.UserFactory(email="op@ostersund.example", name="Skribent")
    role = Membership.Role.EDITOR
    membership = factories.MembershipFactory(user=user, organisation=municipality, role=role)
    membership.unit_rows.create(unit=other_department)
    found: User = user
    return found


@pytest.fixture
def offered(municipality: Organisation, planner: User, position: Position, draft: Plan) -> HandOver:
    with pghistory.context(user=planner.pk):
        return offer_position(
            **acting(municipality, planner), position=position, offer=Offer(draft, " Vi behöver mark. ")
        )


def acting(organisation: Organisation, by: User) -> dict[str, Any]:
    return {"organisation": organisation, "by": by}


def on(hand_over: HandOver, by: User) -> dict[str, Any]:
    return {
        **acting(hand_over.recorded_by, by),
        "hand_over": HandOver.objects.get(pk=hand_over.pk),
        "expected_version": hand_over.version,
    }


def stored(hand_over: HandOver) -> HandOver:
    return HandOver.objects.get(pk=hand_over.pk)


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("user__name", "text"))


def test_a_spatial_position_in_force_is_offered_to_a_draft_and_its_writers_are_told(
    municipality, planner, position, draft, writer
):
    hand_over = offer_position(**acting(municipality, planner), position=position, offer=Offer(draft, " X "))
    assert (hand_over.state, hand_over.target, hand_over.receiver) == ("offered", None, draft)
    assert hand_over.rationale == "X"
    [(name, text)] = told()
    assert name == writer.name
    assert "Vindkraft vid sjön" in text
    assert "ÖP 2040" in text


def test_where_nobody_edits_the_plan_the_coordinators_are_told(municipality, planner, position, coordinator):
    plan = factories.PlanFactory(organisation=municipality, type__family="comprehensive")
    offer_position(**acting(municipality, planner), position=position, offer=Offer(plan))
    assert [name for name, _ in told()] == [coordinator.name]


@pytest.mark.parametrize("who", ["politician", "stranger", "writer"])
def test_only_those_who_answer_for_a_position_offer_it(who, municipality, position, draft, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        offer_position(**acting(municipality, by), position=position, offer=Offer(draft))
    assert not HandOver.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"spatial": False},
        {"status": "withdrawn"},
        {"plan__status": "repealed"},
        {"plan__type": "comprehensive"},
    ],
)
def test_what_does_not_belong_in_the_comprehensive_plan_is_not_offered(
    change, municipality, coordinator, position, draft
):
    if "plan__status" in change:
        position.plan.status = change["plan__status"]
    elif "plan__type" in change:
        position.plan.type.family = "comprehensive"
    else:
        [(name, value)] = change.items()
        setattr(position, name, value)
    with pytest.raises(DomainError) as refusal:
        offer_position(**acting(municipality, coordinator), position=position, offer=Offer(draft))
    assert refusal.value.code == "not_offerable"


def test_positions_are_offered_to_own_comprehensive_plans_that_are_not_past(municipality, planner, position):
    own = {"organisation": municipality, "type__family": "comprehensive"}
    past, theirs = factories.PlanFactory(**own, status="superseded"), factories.PlanFactory()
    assert list(receivers(municipality)) == []
    for plan in (past, theirs, position.plan):
        with pytest.raises(DomainError) as refusal:
            offer_position(**acting(municipality, planner), position=position, offer=Offer(plan))
        assert refusal.value.code == "receives_nothing"


def test_a_position_is_offered_to_a_plan_once(offered, municipality, planner, position, draft):
    with pytest.raises(DomainError) as refusal:
        offer_position(**acting(municipality, planner), position=position, offer=Offer(draft))
    assert refusal.value.code == "hand_over_offered_once"


def test_it_is_taken_in_as_a_new_position_that_says_where_it_comes_from(offered, writer, draft, planner):
    section = factories.SectionFactory(plan=draft)
    accept_as_position(**on(offered, writer), new=AsPosition(Place(draft, section), "Tack!"))
    new = draft.positions.get()
    assert (new.statement, new.spatial, new.section) == ("Vindkraft vid sjön.", True, section)
    assert new.rationale == "Det blåser.\n\nFrån ”Energiplan, E3”."
    now = stored(offered)
    assert (now.state, now.target, now.target_plan, now.answer) == ("accepted", new, None, "Tack!")
    assert [name for name, _ in told()] == [planner.name]


def test_the_place_on_the_map_comes_along(offered, writer, draft, position):
    place = {"type": "Point", "coordinates": [14.6, 63.2]}
    Position.objects.filter(pk=position.pk).update(geometry=place)
    accept_as_position(**on(offered, writer), new=AsPosition(Place(draft)))
    assert draft.positions.get().geometry == place


def test_it_is_taken_into_a_position_that_is_there_also_in_a_plan_in_force(offered, writer, draft):
    Plan.objects.filter(pk=draft.pk).update(status="in_force")
    target = factories.PositionFactory(plan=draft)
    accept_into_position(**on(offered, writer), into=IntoPosition(target))
    assert (stored(offered).state, stored(offered).target) == ("accepted", target)


def test_a_plan_in_force_takes_in_new_positions_only_in_its_revision(offered, writer, draft):
    Plan.objects.filter(pk=draft.pk).update(status="in_force")
    draft.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        accept_as_position(**on(offered, writer), new=AsPosition(Place(draft)))
    assert refusal.value.code == "plan_decided"
    revision = factories.PlanFactory(
        organisation=draft.organisation, type=draft.type, unit=draft.unit, status="drafting"
    )
    revision.supersession_rows.create(superseded=draft)
    accept_as_position(**on(offered, writer), new=AsPosition(Place(revision)))
    assert stored(offered).target.plan == revision


def test_it_is_not_taken_into_another_plan_nor_into_what_is_withdrawn(offered, coordinator, draft, position):
    withdrawn = factories.PositionFactory(plan=draft, status="withdrawn")
    for target in (withdrawn, position, factories.PositionFactory()):
        with pytest.raises(DomainError) as refusal:
            accept_into_position(**on(offered, coordinator), into=IntoPosition(target))
        assert refusal.value.code == "not_a_target"
    other = factories.PlanFactory(organisation=draft.organisation, status="drafting")
    with pytest.raises(DomainError):
        accept_as_position(**on(offered, coordinator), new=AsPosition(Place(other)))
    assert stored(offered).state == "offered"


def test_it_is_returned_with_a_reason_and_offered_again(offered, writer, planner):
    with pytest.raises(DomainError) as refusal:
        return_offer(**on(offered, writer), reason="  ")
    assert refusal.value.code == "reason_missing"
    returned = return_offer(**on(offered, writer), reason=" För nära sjön. ")
    assert (returned.state, returned.answer) == ("returned", "För nära sjön.")
    again = offer_again(**on(returned, planner), rationale="Flyttad.")
    assert (again.state, again.rationale, again.answer) == ("offered", "Flyttad.", None)
    assert HandOver.objects.count() == 1


def test_what_was_taken_in_can_still_be_returned(offered, writer, draft):
    taken = accept_as_position(**on(offered, writer), new=AsPosition(Place(draft)))
    returned = return_offer(**on(taken, writer), reason="Utgick efter samrådet.")
    assert (returned.state, returned.target) == ("returned", draft.positions.get())


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_only_those_who_write_the_plan_answer(who, offered, draft, request):
    by = request.getfixturevalue(who)
    target = factories.PositionFactory(plan=draft)
    for act in (
        lambda: accept_as_position(**on(offered, by), new=AsPosition(Place(draft))),
        lambda: accept_into_position(**on(offered, by), into=IntoPosition(target)),
        lambda: return_offer(**on(offered, by), reason="Nej."),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert stored(offered).state == "offered"
    assert draft.positions.get() == target


def test_an_offer_is_taken_back_by_its_owners_until_it_is_answered(offered, planner, writer):
    with pytest.raises(NotAllowed):
        withdraw_offer(**on(offered, writer))
    returned = return_offer(**on(offered, writer), reason="Nej.")
    with pytest.raises(DomainError):
        withdraw_offer(**on(returned, planner))
    withdraw_offer(**on(offer_again(**on(returned, planner), rationale=None), planner))
    assert not HandOver.objects.exists()


def test_a_waiting_offer_is_told_otherwise_by_its_owners_only(offered, planner, writer, draft):
    with pytest.raises(NotAllowed):
        change_offer(**on(offered, writer), offer=Offer(draft, "Nej."))
    changed = change_offer(**on(offered, planner), offer=Offer(draft, " Flyttad. "))
    assert (changed.rationale, changed.receiver, changed.state) == ("Flyttad.", draft, "offered")
    with pytest.raises(Changed):
        change_offer(**on(offered, planner) | {"expected_version": 1}, offer=Offer(draft, "Igen."))
    returned = return_offer(**on(changed, writer), reason="Nej.")
    with pytest.raises(DomainError):
        change_offer(**on(returned, planner), offer=Offer(draft, "Ändå."))
    assert [(chapter.happening.value, chapter.words) for chapter in story_of(offered)][1:] == [
        ("changed", "Flyttad."),
        ("offered", "Vi behöver mark."),
    ]


def test_it_goes_to_another_plan_and_both_desks_are_told(offered, planner, writer, draft, department):
    own = {"organisation": draft.organisation, "unit": department, "type": draft.type}
    other, sectors = factories.PlanFactory(**own, title="FÖP"), offered.source.plan
    colleague = factories.UserFactory(name="Kollega")
    membership = factories.MembershipFactory(user=colleague, organisation=draft.organisation, role="editor")
    membership.unit_rows.create(unit=department)
    Notification.objects.all().delete()
    with pytest.raises(DomainError) as refusal:
        change_offer(**on(offered, planner), offer=Offer(sectors))
    assert refusal.value.code == "receives_nothing"
    changed = change_offer(**on(offered, planner), offer=Offer(other, "Vi behöver mark."))
    assert (changed.target_plan, changed.rationale) == (other, "Vi behöver mark.")
    told = dict(Notification.objects.values_list("user", "text"))
    assert set(told) == {colleague.pk, writer.pk}
    assert "FÖP" in told[colleague.pk]
    assert "ÖP 2040" in told[writer.pk]


def test_what_is_not_returned_is_not_offered_again_and_what_is_answered_not_again(offered, planner, writer):
    with pytest.raises(DomainError):
        offer_again(**on(offered, planner), rationale="En gång till.")
    returned = return_offer(**on(offered, writer), reason="Nej.")
    with pytest.raises(DomainError):
        return_offer(**on(returned, writer), reason="Nej igen.")


def test_two_who_answer_at_once_do_not_overwrite_each_other(offered, writer, coordinator, draft):
    seen_by_the_other = on(offered, coordinator)
    return_offer(**on(offered, writer), reason="Nej.")
    with pytest.raises(Changed):
        accept_as_position(**seen_by_the_other, new=AsPosition(Place(draft)))
    assert not draft.positions.exists()
    assert stored(offered).state == "returned"


def test_another_organisation_s_hand_over_is_theirs(offered, coordinator, neighbour, stranger):
    theirs = {**on(offered, stranger), "organisation": neighbour}
    with pytest.raises(NotAllowed):
        return_offer(**theirs, reason="Nej.")
    with pytest.raises(NotAllowed):
        withdraw_offer(**theirs)


def test_every_change_is_announced_and_is_in_the_story(offered, writer, planner):
    announced: list[HandOver] = []

    def hear(hand_over: HandOver, **more: object) -> None:
        announced.append(hand_over)

    hand_over_changed.connect(hear)
    with pghistory.context(user=writer.pk):
        returned = return_offer(**on(offered, writer), reason="För nära.")
    offer_again(**on(returned, planner), rationale="Flyttad.")
    hand_over_changed.disconnect(hear)
    assert len(announced) == 2
    found = [(chapter.happening.value, chapter.words) for chapter in story_of(offered)]
    assert found == [
        ("offered_again", "Flyttad."),
        ("returned", "För nära."),
        ("offered", "Vi behöver mark."),
    ]
    assert story_of(offered)[1].person == writer.name
