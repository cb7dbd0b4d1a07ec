"""Writing new positions, and all that is written of them."""

import pytest

from core.errors import Changed, DomainError, NotAllowed
from planning.models import Position
from planning.services.arranging import Place, next_code
from planning.services.positions import (
    PositionContent,
    change_position,
    create_position,
    reinstate_position,
    withdraw_position,
)
from tests.factories import PlanFactory, PositionFactory, SectionFactory, UnitFactory


@pytest.fixture
def draft(municipality, department):
    return PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")


def create(organisation, by, plan, section=None, **content):
    said = PositionContent(**{"statement": "Bygg tätt."} | content)
    return create_position(organisation=organisation, by=by, place=Place(plan, section), content=said)


def change(organisation, by, position, **content):
    said = PositionContent(**{"statement": position.statement, "code": position.code} | content)
    version = position.version
    return change_position(
        organisation=organisation, by=by, position=position, expected_version=version, content=said
    )


def test_the_first_position_is_number_one_and_the_next_follows_last(municipality, planner, draft):
    first, second = (create(municipality, planner, draft) for _ in range(2))
    assert (first.code, first.key) == ("1", "utkast-p1")
    assert (second.code, second.key) == ("2", "utkast-p2")
    assert first.order < second.order


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ([], "1"),
        (["1", "9", "10"], "11"),
        (["S1", "S3", "7"], "S4"),
        (["2.1", "2.2"], "2.3"),
        ([None, "", "inledning"], "1"),
    ],
)
def test_numbers_go_on_as_they_have_begun(taken, following):
    assert next_code(taken) == following


def test_a_typed_code_stands_and_one_that_is_taken_is_refused(municipality, planner, draft):
    assert create(municipality, planner, draft, code=" 4b ").code == "4b"
    with pytest.raises(DomainError) as refusal:
        create(municipality, planner, draft, code="4b")
    assert [problem.path for problem in refusal.value.problems] == ["code"]


def test_a_position_stands_last_in_the_section_that_was_chosen(municipality, planner, draft):
    section = SectionFactory(plan=draft)
    PositionFactory(plan=draft, section=section, order=7)
    created = create(municipality, planner, draft, section, spatial=True, aspect="use")
    assert (created.section, created.order, created.spatial, created.aspect) == (section, 8, True, "use")


def test_a_section_of_another_plan_and_a_unit_of_another_organisation_are_refused(
    municipality, planner, draft, neighbour
):
    elsewhere = SectionFactory(plan=PlanFactory(organisation=municipality))
    with pytest.raises(DomainError) as refusal:
        create(municipality, planner, draft, elsewhere)
    assert refusal.value.code == "section_not_in_plan"
    with pytest.raises(DomainError) as refusal:
        create(municipality, planner, draft, unit=UnitFactory(organisation=neighbour))
    assert refusal.value.code == "unit_of_another"


@pytest.mark.parametrize("status", ["adopted", "in_force", "superseded", "repealed"])
def test_nothing_is_added_to_a_decided_plan(status, municipality, coordinator):
    plan = PlanFactory(organisation=municipality, status=status)
    with pytest.raises(DomainError) as refusal:
        create(municipality, coordinator, plan)
    assert refusal.value.code == "plan_decided"


def test_an_editor_of_another_unit_adds_nothing(municipality, planner, other_department):
    plan = PlanFactory(organisation=municipality, unit=other_department, status="drafting")
    with pytest.raises(NotAllowed):
        create(municipality, planner, plan)


def test_all_fields_change_and_a_code_can_be_fixed(municipality, planner, draft, other_department):
    position = PositionFactory(plan=draft, code="1")
    said = {
        "code": "12",
        "aspect": "direction",
        "expects_measures": False,
        "land_use": "A04",
        "unit": other_department,
    }
    changed = Position.objects.get(pk=change(municipality, planner, position, **said).pk)
    assert {name: getattr(changed, name) for name in said} == said


def test_a_code_that_two_have_already_stands_in_no_one_s_way(municipality, planner, draft):
    one, _other = PositionFactory(plan=draft, code="1"), PositionFactory(plan=draft, code="1")
    assert change(municipality, planner, one, statement="Ny.").statement == "Ny."
    third = PositionFactory(plan=draft, code="3")
    with pytest.raises(DomainError):
        change(municipality, planner, third, code="1")


def test_who_read_an_older_version_changes_nothing(municipality, planner, draft):
    position = PositionFactory(plan=draft)
    change(municipality, planner, position, spatial=True)
    with pytest.raises(Changed):
        change(municipality, planner, position, spatial=False)
    assert Position.objects.get().spatial


def test_a_position_is_withdrawn_and_taken_up_again(municipality, planner, draft):
    position = PositionFactory(plan=draft)
    act = {"organisation": municipality, "by": planner, "position": position}
    assert withdraw_position(**act, expected_version=1).status == "withdrawn"
    assert reinstate_position(**act, expected_version=2).status == "active"
