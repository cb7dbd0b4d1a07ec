"""Reading plans: outlines, what numbers count, which plans are shown."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from planning.models import Contribution, Plan, Position
from planning.selectors.counted import counted
from planning.selectors.document import document_of, narrowed
from planning.selectors.plans import frameworks_seen, frameworks_shown, phase_of, plans_shown, with_phase
from planning.selectors.withdrawn import withdrawn_contribution
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("status", "valid_from", "phase"),
    [
        ("idea", None, "proposed"),
        ("review", "2020-01-01", "proposed"),
        ("adopted", None, "current"),
        ("in_force", "2026-06-01", "current"),
        ("adopted", "2026-06-02", "proposed"),
        ("superseded", None, "past"),
        ("repealed", "2030-01-01", "past"),
    ],
)
def test_the_phase_is_the_same_in_sql_and_in_python(status, valid_from, phase):
    plan = factories.PlanFactory(status=status, valid_from=valid_from)
    plan.refresh_from_db()
    assert phase_of(plan, TODAY) == phase
    assert with_phase(Plan.objects.all(), TODAY).get().phase == phase


def test_an_expired_plan_is_expired_only_while_it_holds():
    factories.PlanFactory(status="in_force", valid_to="2026-05-31")
    factories.PlanFactory(status="repealed", valid_to="2026-05-31")
    found = with_phase(Plan.objects.all(), TODAY)
    assert [plan.is_expired for plan in found.order_by("pk")] == [True, False]


def test_members_are_shown_drafts_and_everybody_what_public_owners_have_decided(municipality):
    own = factories.PlanFactory(organisation=municipality)
    factories.PlanFactory(organisation=municipality, status="drafting")
    factories.PlanAdoptionFactory(organisation=municipality)
    factories.PlanFactory()
    assert plans_shown(municipality, to_member=True).count() == 3
    assert list(plans_shown(municipality, to_member=False)) == [own]
    assert own in Plan.objects.visible_to(AnonymousUser())


def test_a_framework_that_only_a_draft_lays_down_is_working_material(municipality):
    hidden, open_, plain = factories.FrameworkFactory.create_batch(3, organisation=municipality)
    factories.PlanFactory(organisation=municipality, framework=hidden, status="drafting")
    for status in ("drafting", "superseded"):
        factories.PlanFactory(organisation=municipality, framework=open_, status=status)
    for to_member, shown in ((False, {open_.pk, plain.pk}), (True, {hidden.pk, open_.pk, plain.pk})):
        assert frameworks_shown(municipality, to_member=to_member) == shown
        assert {each.pk for each in frameworks_seen(municipality, to_member=to_member)} == shown


def test_a_document_goes_through_the_tree_with_loose_parts_first():
    plan = factories.PlanFactory()
    second = factories.SectionFactory(plan=plan, order=2)
    first = factories.SectionFactory(plan=plan, order=1)
    inner = factories.SectionFactory(plan=plan, order=9, parent=first)
    parts = [factories.PositionFactory(plan=plan, section=section) for section in (second, inner, None)]
    document = document_of(plan)
    assert [(place.section, place.depth) for place in document.sections] == [
        (first, 1),
        (inner, 2),
        (second, 1),
    ]
    assert [place.pk for place in document.parts()] == [parts[2].pk, parts[1].pk, parts[0].pk]
    kept = narrowed(document, {("position", parts[0].pk)})
    assert [place.section for place in kept.sections] == [second]


def hand_over(position: Position, state: str, *, to_plan: bool = False, **plan: object) -> None:
    if to_plan:
        own = {"organisation": position.plan.organisation}
        offered_to = factories.PlanFactory(**own, type__family="comprehensive")
        factories.HandOverFactory(source=position, target=None, target_plan=offered_to, state=state)
        return
    target = factories.PositionFactory(
        plan__organisation=position.plan.organisation, plan__type__family="comprehensive", **plan
    )
    factories.HandOverFactory(source=position, target=target, state=state)


@pytest.mark.parametrize(
    ("ways", "counts", "carried"),
    [
        ([], True, False),
        ([("accepted", {})], True, True),
        ([("accepted", {"plan__status": "drafting"})], True, False),
        ([("accepted", {"status": "withdrawn"})], True, False),
        ([("returned", {})], False, False),
        ([("offered", {"to_plan": True})], True, False),
        ([("returned", {"to_plan": True})], False, False),
        ([("returned", {"to_plan": True}), ("offered", {})], True, False),
        ([("returned", {}), ("offered", {"to_plan": True})], True, False),
        ([("returned", {}), ("offered", {})], True, False),
        ([("returned", {}), ("accepted", {})], True, True),
        ([("returned", {}), ("accepted", {"plan__status": "review"})], True, False),
        ([("returned", {}), ("accepted", {"plan__status": "repealed"})], False, False),
    ],
)
def test_spatial_positions_count_unless_returned_and_are_carried_if_accepted(ways, counts, carried):
    position = factories.PositionFactory(spatial=True)
    for state, plan in ways:
        hand_over(position, state, **plan)
    found = counted(position.plan, position.plan.organisation)
    assert (position.pk in found.spatial, position.pk in found.spatial_carried) == (counts, carried)


def test_what_was_withdrawn_is_known_from_history_to_its_recorder_only(municipality, neighbour):
    stated = factories.ContributionFactory(
        position__plan__organisation=municipality, rationale="Som det var."
    )
    pk = stated.pk
    Contribution.objects.filter(pk=pk).delete()
    found = withdrawn_contribution(pk, municipality)
    assert found is not None
    assert (found.rationale, found.goal_id, found.version) == ("Som det var.", stated.goal_id, 0)
    assert withdrawn_contribution(pk, neighbour) is None
