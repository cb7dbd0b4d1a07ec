"""A conflict of interest follows what it names into the next edition."""

import pytest

from organisations.models import Organisation, Unit
from planning.models import Conflict, Plan, Position
from planning.selectors.conflicts import Happening, story_of
from planning.services.editions import start_revision
from tests import factories
from tests.planning.test_successions import adopt

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department)


def conflict_about(plan: Plan, *positions: Position, status: str = "identified") -> Conflict:
    conflict = factories.ConflictFactory(organisation=plan.organisation, status=status)
    for position in positions:
        conflict.position_rows.create(position=position)
    conflict.refresh_from_db()
    return conflict


def revised(plan: Plan, by) -> Plan:
    """The next edition with one position reworded (r) and one dropped (d), adopted."""
    edition = start_revision(organisation=plan.organisation, by=by, plan=plan)
    Position.objects.filter(plan=edition, key="r-2").update(statement="Nytt.")
    Position.objects.filter(plan=edition, key="d-2").delete()
    return adopt(edition, by)


@pytest.mark.parametrize("status", ["identified", "discussed", "resolved"])
def test_it_names_what_kept_and_reworded_positions_became(plan, coordinator, status):
    positions = [factories.PositionFactory(plan=plan, key=key) for key in ("k", "r")]
    conflict = conflict_about(plan, *positions, status=status)
    conflict.plan_rows.create(plan=plan)
    edition = revised(plan, coordinator)
    assert set(conflict.positions.all()) == set(edition.positions.all())
    assert list(conflict.plans.all()) == [edition]


def test_a_dropped_position_stays_named(plan, coordinator):
    dropped = factories.PositionFactory(plan=plan, key="d")
    conflict = conflict_about(plan, dropped)
    revised(plan, coordinator)
    assert list(conflict.positions.all()) == [dropped]
    assert [chapter.happening for chapter in story_of(conflict)] == [Happening.REGISTERED]


def test_its_story_and_the_plan_s_tell_it_once(plan, coordinator):
    positions = [factories.PositionFactory(plan=plan, key=key) for key in ("k", "r")]
    conflict = conflict_about(plan, *positions)
    edition = revised(plan, coordinator)
    assert [one.happening for one in story_of(conflict)] == [Happening.FOLLOWED, Happening.REGISTERED]
    assert edition.events.get(status=None).text == "1 målkonflikt."


def test_who_has_its_form_open_does_not_set_it_back(plan, coordinator):
    conflict = conflict_about(plan, factories.PositionFactory(plan=plan))
    revised(plan, coordinator)
    assert Conflict.objects.get().version > conflict.version


def test_what_it_names_in_both_editions_is_named_once(plan, coordinator):
    position = factories.PositionFactory(plan=plan)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    conflict = conflict_about(plan, position, edition.positions.get())
    adopt(edition, coordinator)
    assert list(conflict.positions.all()) == [edition.positions.get()]


def test_what_was_split_stays_named_since_nobody_knows_which_is_meant(plan, coordinator):
    position = factories.PositionFactory(plan=plan)
    conflict = conflict_about(plan, position)
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    factories.PositionFactory(plan=edition, revises=position)
    adopt(edition, coordinator)
    assert list(conflict.positions.all()) == [position]


def test_another_organisation_s_conflict_is_theirs_to_change(plan, coordinator, neighbour):
    position = factories.PositionFactory(plan=plan)
    conflict = factories.ConflictFactory(organisation=neighbour)
    conflict.position_rows.create(position=position)
    revised(plan, coordinator)
    assert list(conflict.positions.all()) == [position]
