"""Rewording a position."""

from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.events import position_reworded
from planning.models import Contribution, Position
from planning.services.positions import Wording, reword_position
from tests.factories import ContributionFactory, PositionFactory

NEW = Wording("Cykelvägnätet byggs ut till alla tätorter.", "Det ger fler resor.")


@pytest.fixture
def draft(municipality: Organisation, department: Unit) -> Position:
    return PositionFactory(plan__organisation=municipality, plan__unit=department, plan__status="drafting")


def reword(position: Position, by: User, organisation: Organisation, **changes: Any) -> Position:
    values = {"expected_version": position.version, "wording": NEW} | changes
    return reword_position(organisation=organisation, by=by, position=position, **values)


def test_a_planner_rewords_a_draft_of_their_own_unit(draft, planner, municipality):
    reworded = reword(draft, planner, municipality)
    draft.refresh_from_db()
    assert (draft.statement, draft.rationale, draft.version) == (NEW.statement, NEW.rationale, 2)
    assert reworded.version == 2


def test_another_unit_s_position_in_ones_own_plan_is_theirs(draft, planner, municipality, other_department):
    Position.objects.filter(pk=draft.pk).update(unit=other_department)
    draft.refresh_from_db()
    with pytest.raises(NotAllowed):
        reword(draft, planner, municipality)


def test_ones_own_position_in_another_unit_s_plan_can_be_reworded(planner, municipality, department):
    position = PositionFactory(plan__organisation=municipality, plan__status="review", unit=department)
    assert reword(position, planner, municipality).statement == NEW.statement


def test_a_coordinator_rewords_what_nobody_is_responsible_for(coordinator, planner, municipality):
    position = PositionFactory(plan__organisation=municipality, plan__status="idea")
    with pytest.raises(NotAllowed):
        reword(position, planner, municipality)
    assert reword(position, coordinator, municipality).version == 2


@pytest.mark.parametrize("person", ["politician", "stranger"])
def test_readers_and_members_of_other_municipalities_reword_nothing(person, draft, municipality, request):
    with pytest.raises(NotAllowed):
        reword(draft, request.getfixturevalue(person), municipality)


def test_a_coordinator_of_an_adopting_municipality_does_not_reword_the_owner_s_plan(
    draft, stranger, neighbour
):
    with pytest.raises(NotAllowed):
        reword(draft, stranger, neighbour)


@pytest.mark.parametrize("status", ["adopted", "in_force", "superseded", "repealed"])
def test_the_wording_of_a_decided_plan_is_locked(status, planner, municipality, department):
    position = PositionFactory(plan__organisation=municipality, plan__unit=department, plan__status=status)
    with pytest.raises(DomainError, match=r"(?s)plan") as refusal:
        reword(position, planner, municipality)
    assert (refusal.value.code, refusal.value.status) == ("plan_decided", 422)


def test_who_read_an_older_version_overwrites_nothing_and_sees_what_is_stored(draft, planner, municipality):
    reword(draft, planner, municipality)
    with pytest.raises(Changed) as changed:
        reword(draft, planner, municipality, wording=Wording("Annat.", None))
    assert isinstance(changed.value.stored, Position)
    assert changed.value.stored.statement == NEW.statement
    assert Position.objects.get(pk=draft.pk).statement == NEW.statement


def test_saving_the_same_again_moves_nothing_and_announces_nothing(draft, planner, municipality):
    heard = []
    listener = position_reworded.connect(lambda **said: heard.append(said["position"]), weak=False)
    same = Wording(f"  {draft.statement} ", "")
    reword(draft, planner, municipality, wording=same)
    reword(draft, planner, municipality)
    position_reworded.disconnect(listener)
    assert heard == [draft]
    assert Position.objects.get(pk=draft.pk).version == 2


def test_a_new_statement_makes_contributions_outdated_a_new_reason_does_not(draft, planner, municipality):
    contribution = ContributionFactory(position=draft)
    reword(draft, planner, municipality, wording=Wording(draft.statement, "En annan motivering."))
    assert not Contribution.objects.with_outdated().get(pk=contribution.pk).is_outdated
    reword(draft, planner, municipality, expected_version=2)
    assert Contribution.objects.with_outdated().get(pk=contribution.pk).is_outdated
