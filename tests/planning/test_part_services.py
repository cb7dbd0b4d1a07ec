"""Sections, the order of what stands in them, and removing what never went out."""

import pytest

from core.errors import Changed, DomainError, InUse
from planning.models import Contribution, Measure, Position, Section
from planning.services.arranging import Beside, Direction, Place
from planning.services.parts import Removed, move_part, remove_part, restore_part
from planning.services.sections import SectionContent, change_section, create_section, move_section
from tests import factories
from tests.factories import MeasureFactory, PlanFactory, PositionFactory, SectionFactory

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.fixture
def draft(municipality, department):
    return PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")


def move(by, part, to):
    part.refresh_from_db()
    act = {"organisation": part.plan.organisation, "by": by, "expected_version": part.version, "to": to}
    return move_section(**act, section=part) if isinstance(part, Section) else move_part(**act, part=part)


def order_of(model, **where):
    return list(model.objects.filter(**where).order_by("order", "pk").values_list("key", flat=True))


def remove(by, part):
    part.refresh_from_db()
    return remove_part(organisation=part.plan.organisation, by=by, part=part, expected_version=part.version)


def restore(by, plan, removed):
    # As a token brings it back.
    return restore_part(organisation=plan.organisation, by=by, removed=Removed(**removed.as_dict()))


def test_a_position_moves_past_its_neighbour_also_where_all_had_the_same_place(planner, draft):
    a, b, c = (PositionFactory(plan=draft, key=key) for key in "abc")
    move(planner, c, UP)
    assert order_of(Position) == ["a", "c", "b"]
    move(planner, a, DOWN)
    assert order_of(Position) == ["c", "a", "b"]
    move(planner, b, DOWN)
    assert order_of(Position) == ["c", "a", "b"]


def test_a_move_touches_no_more_than_the_two_that_change_places(planner, draft):
    parts = [PositionFactory(plan=draft, order=place * 10) for place in range(5)]
    move(planner, parts[1], DOWN)
    versions = dict(Position.objects.values_list("pk", "version"))
    assert [versions[part.pk] for part in parts] == [1, 2, 2, 1, 1]


def test_a_part_moves_last_into_a_section_and_out_again_with_its_code(planner, draft):
    section = SectionFactory(plan=draft)
    MeasureFactory(plan=draft, section=section, key="x", order=4)
    measure = MeasureFactory(plan=draft, key="y", code="3")
    moved = move(planner, measure, section)
    assert (moved.code, order_of(Measure, section=section)) == ("3", ["x", "y"])
    assert move(planner, measure, None).section is None


@pytest.mark.parametrize(("is_after", "then"), [(False, ["a", "d", "b", "c"]), (True, ["a", "b", "d", "c"])])
def test_a_position_is_put_beside_another(planner, draft, is_after, then):
    parts = {key: PositionFactory(plan=draft, key=key) for key in "abcd"}
    move(planner, parts["d"], Beside(parts["b"].pk, is_after=is_after))
    assert order_of(Position) == then


def test_a_measure_put_beside_another_comes_into_its_section(planner, draft):
    section = SectionFactory(plan=draft)
    there = MeasureFactory(plan=draft, section=section, key="x", order=4)
    moved = move(planner, MeasureFactory(plan=draft, key="y"), Beside(there.pk))
    assert (moved.section, order_of(Measure, section=section)) == (section, ["y", "x"])


def test_nothing_is_put_beside_what_stands_in_another_plan(planner, draft, municipality):
    elsewhere = PositionFactory(plan=PlanFactory(organisation=municipality))
    with pytest.raises(DomainError, match=r"."):
        move(planner, PositionFactory(plan=draft), Beside(elsewhere.pk))


def test_a_part_moves_into_no_other_plan(planner, draft, municipality):
    elsewhere = SectionFactory(plan=PlanFactory(organisation=municipality))
    with pytest.raises(DomainError):
        move(planner, PositionFactory(plan=draft), elsewhere)


def test_sections_are_written_and_move_with_what_stands_in_them(planner, draft, municipality):
    act = {"organisation": municipality, "by": planner}
    first, second = (
        create_section(**act, place=Place(draft), content=SectionContent(heading)) for heading in ("A", "B")
    )
    inner = create_section(**act, place=Place(draft, second), content=SectionContent("C", "Text."))
    assert (first.key, second.key, inner.parent) == ("utkast-s1", "utkast-s2", second)
    move(planner, second, UP)
    assert order_of(Section, parent=None) == ["utkast-s2", "utkast-s1"]
    assert move(planner, second, first).parent == first
    with pytest.raises(DomainError) as refusal:
        move(planner, first, inner)
    assert refusal.value.code == "section_parent_no_loop"


def test_of_two_who_change_a_section_the_second_is_told(planner, draft, municipality):
    section = SectionFactory(plan=draft)
    act = {"organisation": municipality, "by": planner, "section": section, "expected_version": 1}
    change_section(**act, content=SectionContent("Först"))
    with pytest.raises(Changed) as changed:
        change_section(**act, content=SectionContent("Sedan"))
    assert changed.value.stored.heading == "Först"


def test_a_section_that_holds_something_stays_and_says_what(planner, draft):
    section = SectionFactory(plan=draft)
    PositionFactory(plan=draft, section=section, statement="Bygg tätt.")
    with pytest.raises(InUse, match="Bygg tätt"):
        remove(planner, section)


def test_a_removed_position_comes_back_as_it_was_with_its_links_to_goals(planner, draft):
    position = PositionFactory(plan=draft, statement="Bygg tätt.", order=4, code="2")
    stated = factories.ContributionFactory(position=position, rationale="Därför.", reviewed_on="2026-01-01")
    Position.objects.filter(pk=position.pk).update(spatial=True)
    removed = remove(planner, position)
    assert not Position.objects.exists()
    back = restore(planner, draft, removed)
    assert (back.pk, back.key, back.order, back.code, back.spatial) == (
        *(position.pk, position.key, 4, "2"),
        True,
    )
    restored = Contribution.objects.get()
    assert (restored.goal, restored.rationale, restored.strength) == (stated.goal, "Därför.", 2)


def test_a_removed_measure_comes_back_with_partners_dates_and_what_it_carries_out(planner, draft, department):
    measure = MeasureFactory(plan=draft, start="2027-01-01")
    measure.partner_rows.create(unit=department)
    measure.implementation_rows.create(position=PositionFactory(plan=draft))
    back = restore(planner, draft, remove(planner, measure))
    assert (back.start.isoformat(), back.partners.get()) == ("2027-01-01", department)
    assert back.implements.count() == 1


def test_what_is_back_is_not_put_back_twice(planner, draft):
    removed = remove(planner, SectionFactory(plan=draft))
    restore(planner, draft, removed)
    with pytest.raises(Changed):
        restore(planner, draft, removed)


def test_a_part_comes_back_without_what_is_gone_and_with_a_key_that_is_free(planner, draft):
    section = SectionFactory(plan=draft)
    position = PositionFactory(plan=draft, section=section, key="utkast-p1")
    removed = remove(planner, position)
    section.delete()
    PositionFactory(plan=draft, key="utkast-p1")
    back = restore(planner, draft, removed)
    assert (back.section, back.key) == (None, "utkast-p2")


def link(position):
    factories.PositionLinkFactory(source__plan__organisation=position.plan.organisation, target=position)


def hand_over(position):
    factories.HandOverFactory(source=position)


def offer(position):
    own = {"organisation": position.plan.organisation, "type__family": "comprehensive"}
    factories.HandOverFactory(source=position, target=None, target_plan=factories.PlanFactory(**own))


def carry_out(position):
    MeasureFactory(plan=position.plan).implementation_rows.create(position=position)


def conflict(position):
    factories.ConflictFactory(organisation=position.plan.organisation).position_rows.create(position=position)


def test_what_a_unit_is_asked_to_carry_out_is_not_removed(planner, draft):
    position = PositionFactory(plan=draft)
    asked = factories.CommissionFactory(position=position)
    with pytest.raises(InUse) as refusal:
        remove(planner, position)
    assert asked.unit.name in refusal.value.message


@pytest.mark.parametrize("refer", [link, hand_over, offer, carry_out, conflict])
def test_what_others_refer_to_is_not_removed(refer, planner, draft):
    position = PositionFactory(plan=draft)
    refer(position)
    with pytest.raises(InUse) as refusal:
        remove(planner, position)
    assert "“" in refusal.value.message
    assert Position.objects.filter(pk=position.pk).exists()


@pytest.mark.parametrize("status", ["consultation", "reworking", "review", "in_force"])
def test_nothing_is_deleted_that_has_gone_out(status, coordinator, municipality):
    measure = MeasureFactory(plan__organisation=municipality, plan__status=status)
    with pytest.raises(DomainError) as refusal:
        remove(coordinator, measure)
    assert refusal.value.code in {"plan_went_out", "plan_decided"}
