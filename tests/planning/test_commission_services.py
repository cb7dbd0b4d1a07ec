"""Asking units to carry out what the comprehensive plan says, and their answers."""

from datetime import date
from typing import Any

import pghistory
import pytest

from alignment.models import Finding
from alignment.services.recomputing import recompute_report
from core.errors import Changed, DomainError, NotAllowed
from dialogue.models import Notification
from organisations.models import Membership, Organisation, Unit, User
from planning.models import Commission, Implementation, Measure, Plan, Position
from planning.selectors.commissions import answering_measures, story_of
from planning.services.arranging import Place
from planning.services.commissioning import (
    Errand,
    Wanted,
    WithMeasures,
    WithNewMeasure,
    answer_commission,
    answer_with_new_measure,
    change_commission,
    decline_commission,
    send_commission_again,
    send_commissions,
    withdraw_commission,
)
from planning.services.measures import MeasureContent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(municipality: Organisation, other_department: Unit) -> Position:
    """A direction of development in the översiktsplan, which Barn och utbildning happens to write."""
    own = {"organisation": municipality, "unit": other_department}
    plan = factories.PlanFactory(**own, title="ÖP 2030", type__family="comprehensive")
    return factories.PositionFactory(plan=plan, statement="Skolor nära bussen.", aspect="direction")


@pytest.fixture
def measure(municipality: Organisation, department: Unit) -> Measure:
    """A measure in a programme in force of the planner's unit."""
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    return factories.MeasureFactory(plan=plan, title="Ny hållplats")


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
def sent(municipality: Organisation, writer: User, position: Position, department: Unit) -> Commission:
    with pghistory.context(user=writer.pk):
        [commission] = send_commissions(
            **acting(municipality, writer), position=position, errand=Errand((department,), " Hur? ")
        )
    return commission


def acting(organisation: Organisation, by: User) -> dict[str, Any]:
    return {"organisation": organisation, "by": by}


def on(commission: Commission, by: User) -> dict[str, Any]:
    return {
        **acting(commission.organisation, by),
        "commission": Commission.objects.get(pk=commission.pk),
        "expected_version": commission.version,
    }


def stored(commission: Commission) -> Commission:
    return Commission.objects.get(pk=commission.pk)


def told() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("user__name", flat=True))


def test_several_units_are_asked_at_once_and_those_who_edit_for_them_are_told(
    municipality, writer, planner, position, other_department
):
    department = planner.memberships.get().units.get()
    errand = Errand((department, other_department), " Hur gör ni? ", date(2027, 1, 31))
    sent = send_commissions(**acting(municipality, writer), position=position, errand=errand)
    assert [(c.unit, c.state, c.message, c.due) for c in sent] == [
        (unit, "sent", "Hur gör ni?", date(2027, 1, 31)) for unit in (department, other_department)
    ]
    assert told()[0] == planner.name


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_only_those_who_write_the_plan_send(who, municipality, position, department, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        send_commissions(**acting(municipality, by), position=position, errand=Errand((department,)))
    assert not Commission.objects.exists()


@pytest.mark.parametrize(
    "change", [{"aspect": "use"}, {"expects_measures": False}, {"status": "withdrawn"}], ids=str
)
def test_only_positions_that_expect_measures_are_sent(change, municipality, writer, position, department):
    for name, value in change.items():
        setattr(position, name, value)
    with pytest.raises(DomainError) as refusal:
        send_commissions(**acting(municipality, writer), position=position, errand=Errand((department,)))
    assert refusal.value.code == "not_commissionable"


def test_a_unit_of_one_s_own_is_asked_and_only_once_while_it_has_not_answered(
    sent, municipality, writer, position, department
):
    for units, code in (
        ((), "no_unit"),
        ((factories.UnitFactory(),), "unit_of_another"),
        ((department,), "commission_sent_once"),
    ):
        with pytest.raises(DomainError) as refusal:
            send_commissions(**acting(municipality, writer), position=position, errand=Errand(units))
        assert refusal.value.code == code
    assert Commission.objects.count() == 1


def findings(organisation: Organisation) -> int:
    recompute_report(organisation_id=organisation.pk, always=True)
    return Finding.objects.filter(code="position_not_implemented").count()


def test_answered_with_a_measure_in_force_the_finding_goes_and_the_sender_is_told(
    sent, planner, writer, measure, municipality
):
    assert findings(municipality) == 1
    answer_commission(**on(sent, planner), answer=WithMeasures((measure,), " Klart 2027. "))
    assert (stored(sent).state, stored(sent).answer) == ("answered", "Klart 2027.")
    assert list(answering_measures(sent)) == [measure]
    assert findings(municipality) == 0
    assert told()[-1] == writer.name


def test_a_measure_that_implements_it_already_can_be_the_answer(sent, planner, measure, position):
    measure.implementation_rows.create(position=position)
    answer_commission(**on(sent, planner), answer=WithMeasures((measure,)))
    assert Implementation.objects.count() == 1


def test_a_new_measure_is_written_into_a_draft_as_the_answer(
    sent, planner, municipality, department, position
):
    own = {"organisation": municipality, "unit": department}
    draft: Plan = factories.PlanFactory(**own, status="drafting")
    new = WithNewMeasure(Place(draft), MeasureContent("Flytta hållplatsen", unit=department))
    answer_with_new_measure(**on(sent, planner), answer=new)
    assert draft.measures.get().implements.get() == position
    assert stored(sent).state == "answered"
    assert findings(municipality) == 1  # until the draft is in force


def test_into_a_decided_plan_nothing_is_written(sent, planner, measure):
    new = WithNewMeasure(Place(measure.plan), MeasureContent("Ny"))
    with pytest.raises(DomainError) as refusal:
        answer_with_new_measure(**on(sent, planner), answer=new)
    assert refusal.value.code == "plan_decided"
    assert stored(sent).state == "sent"


@pytest.mark.parametrize("measures", ["none", "cancelled", "of another unit"])
def test_an_answer_has_measures_that_count_and_that_one_edits(
    measures, sent, planner, measure, other_department
):
    other = factories.MeasureFactory(
        plan__organisation=measure.plan.organisation, plan__unit=other_department
    )
    cancelled = factories.MeasureFactory(plan=measure.plan, status="cancelled")
    chosen = {"none": (), "cancelled": (cancelled,), "of another unit": (measure, other)}[measures]
    with pytest.raises(DomainError):
        answer_commission(**on(sent, planner), answer=WithMeasures(chosen))
    assert stored(sent).state == "sent"
    assert not Implementation.objects.exists()


def test_it_is_declined_with_a_reason_and_sent_again(sent, planner, writer):
    with pytest.raises(DomainError):
        decline_commission(**on(sent, planner), reason=" ")
    with pghistory.context(user=planner.pk):
        declined = decline_commission(**on(sent, planner), reason="Vi har inga pengar.")
    again = send_commission_again(**on(declined, writer), wanted=Wanted("Pengar finns nu."))
    assert (again.state, again.message, again.answer) == ("sent", "Pengar finns nu.", None)
    assert [(c.happening.value, c.words) for c in story_of(sent)] == [
        ("sent_again", "Pengar finns nu."),
        ("declined", "Vi har inga pengar."),
        ("sent", "Hur?"),
    ]
    assert story_of(sent)[1].person == planner.name


def test_what_is_asked_is_changed_while_the_unit_has_not_answered_and_it_is_told(sent, writer, planner):
    Notification.objects.all().delete()
    with pytest.raises(NotAllowed):
        change_commission(**on(sent, planner), wanted=Wanted("Nej."))
    changed = change_commission(**on(sent, writer), wanted=Wanted("Hur?", date(2027, 3, 1)))
    assert (changed.message, changed.due, changed.state) == ("Hur?", date(2027, 3, 1), "sent")
    assert told() == [planner.name]
    change_commission(**on(changed, writer), wanted=Wanted("Hur?", date(2027, 3, 1)))
    assert len(told()) == 1
    with pytest.raises(Changed):
        change_commission(**on(sent, writer), wanted=Wanted("Sent."))
    assert [chapter.happening.value for chapter in story_of(sent)] == ["changed", "sent"]
    declined = decline_commission(**on(changed, planner), reason="Nej.")
    with pytest.raises(DomainError):
        change_commission(**on(declined, writer), wanted=Wanted("Ändå."))


@pytest.mark.parametrize("who", ["writer", "politician", "stranger"])
def test_only_those_who_work_for_the_unit_answer(who, sent, measure, request):
    by = request.getfixturevalue(who)
    for act in (
        lambda: answer_commission(**on(sent, by), answer=WithMeasures((measure,))),
        lambda: decline_commission(**on(sent, by), reason="Nej."),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert stored(sent).state == "sent"


def test_it_is_taken_back_until_it_is_answered(sent, planner, writer):
    with pytest.raises(NotAllowed):
        withdraw_commission(**on(sent, planner))
    declined = decline_commission(**on(sent, planner), reason="Nej.")
    with pytest.raises(DomainError):
        withdraw_commission(**on(declined, writer))
    withdraw_commission(**on(send_commission_again(**on(declined, writer), wanted=Wanted()), writer))
    assert not Commission.objects.exists()


def test_two_who_answer_at_once_do_not_overwrite_each_other(sent, planner, coordinator, measure):
    late = on(sent, coordinator)
    answer_commission(**on(sent, planner), answer=WithMeasures((measure,)))
    with pytest.raises(Changed):
        decline_commission(**late, reason="Nej.")
    assert stored(sent).state == "answered"


def test_another_organisation_s_assignment_is_theirs(sent, neighbour, stranger):
    with pytest.raises(NotAllowed):
        decline_commission(**{**on(sent, stranger), "organisation": neighbour}, reason="Nej.")
