"""What the database itself refuses, whichever way it is written, and the names that it gives to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.integrity import violated
from goals.models import AdoptionExclusion, Goal
from organisations.models import Organisation
from planning.models import Contribution, Position, Section
from tests import factories

pytestmark = pytest.mark.django_db


def refusal(write: Callable[[], Any]) -> tuple[str, str]:
    """The constraint's name and the message with which the database refuses."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return violated(refused.value), str(refused.value).partition("\n")[0]


@pytest.mark.parametrize("items", [(), ("plan", "position"), ("position", "measure"), ("plan", "measure")])
def test_a_contribution_has_exactly_one_item(municipality: Organisation, items: tuple[str, ...]) -> None:
    plan = factories.PlanFactory(organisation=municipality)
    possible = {
        "plan": plan,
        "position": factories.PositionFactory(plan=plan),
        "measure": factories.MeasureFactory(plan=plan),
    }
    goal = factories.GoalFactory(framework__organisation=municipality)
    chosen = {name: possible[name] for name in items}

    name, _message = refusal(
        lambda: Contribution.objects.create(recorded_by=municipality, goal=goal, strength=1, **chosen)
    )

    assert name == "contribution_has_one_item"


def test_an_item_given_to_a_contribution_that_has_one_is_refused_in_bulk_too(
    municipality: Organisation,
) -> None:
    stated = factories.ContributionFactory(position__plan__organisation=municipality)
    measure = factories.MeasureFactory(plan=stated.position.plan)

    assert refusal(lambda: Contribution.objects.update(measure=measure))[0] == "contribution_has_one_item"


@pytest.mark.parametrize(
    ("state", "leads_to", "constraint"),
    [
        ("offered", (), "hand_over_leads_to_one"),
        ("offered", ("target", "target_plan"), "hand_over_leads_to_one"),
        ("accepted", ("target_plan",), "hand_over_accepted_into_a_position"),
    ],
)
def test_a_hand_over_leads_to_a_position_or_a_plan_and_what_is_accepted_to_a_position(
    municipality: Organisation, state: str, leads_to: tuple[str, ...], constraint: str
) -> None:
    source, target = (factories.PositionFactory(plan__organisation=municipality) for _ in range(2))
    ends = {"target": target, "target_plan": target.plan}

    name, _message = refusal(
        lambda: factories.HandOverFactory(
            source=source, state=state, **{end: ends[end] if end in leads_to else None for end in ends}
        )
    )

    assert name == constraint


#: Statements of `by` on a goal, plan or position of another organisation, by the constraint that guards them.
STATEMENTS: dict[str, Callable[["Foreign", Position, Organisation], Any]] = {
    "contribution_adopted": lambda foreign, own, by: factories.ContributionFactory(
        position=own, goal=foreign.goal, recorded_by=by
    ),
    "goal_link_adopted": lambda foreign, _own, by: factories.GoalLinkFactory(
        source=factories.GoalFactory(framework__organisation=by), target=foreign.goal, recorded_by=by
    ),
    "target_goal_adopted": lambda foreign, _own, by: factories.TargetFactory(
        goal=foreign.goal, recorded_by=by
    ),
    "plan_link_adopted": lambda foreign, own, by: factories.PlanLinkFactory(
        source=own.plan, target=foreign.position.plan, recorded_by=by
    ),
    "position_link_adopted": lambda foreign, own, by: factories.PositionLinkFactory(
        source=own, target=foreign.position, recorded_by=by
    ),
    "hand_over_adopted": lambda foreign, own, by: factories.HandOverFactory(
        source=own, target=foreign.position, recorded_by=by
    ),
}
every_statement = pytest.mark.parametrize("constraint", STATEMENTS)


@dataclass(frozen=True)
class Foreign:
    """What another organisation has; its goal and its plan have the same title."""

    goal: Goal
    position: Position


@pytest.fixture
def foreign(neighbour: Organisation) -> Foreign:
    return Foreign(
        factories.GoalFactory(framework__organisation=neighbour, title="Främmande"),
        factories.PositionFactory(plan__organisation=neighbour, plan__title="Främmande"),
    )


@every_statement
def test_a_statement_on_what_the_recorder_has_not_adopted_is_refused_and_named(
    municipality: Organisation, foreign: Foreign, constraint: str
) -> None:
    own = factories.PositionFactory(plan__organisation=municipality)

    refused = refusal(lambda: STATEMENTS[constraint](foreign, own, municipality))

    expected = "Östersunds kommun has adopted nothing of Falu kommun, so it can record nothing on"
    assert refused[0] == constraint
    assert refused[1].startswith(expected)
    assert refused[1].endswith('"Främmande"')


@every_statement
def test_the_same_statement_is_taken_where_the_recorder_has_adopted_it(
    municipality: Organisation, foreign: Foreign, constraint: str
) -> None:
    own = factories.PositionFactory(plan__organisation=municipality)
    factories.PlanAdoptionFactory(organisation=municipality, plan=foreign.position.plan)
    factories.FrameworkAdoptionFactory(organisation=municipality, framework=foreign.goal.framework)

    assert STATEMENTS[constraint](foreign, own, municipality).recorded_by == municipality


def test_only_the_owner_of_an_indicator_and_whom_it_is_about_record_a_value(
    municipality: Organisation, neighbour: Organisation
) -> None:
    indicator = factories.IndicatorFactory(title="Utsläpp")

    name, message = refusal(
        lambda: factories.ObservationFactory(
            indicator=indicator, organisation=neighbour, recorded_by=municipality
        )
    )

    assert name == "observation_recorder"
    assert message == 'Östersunds kommun can record "Utsläpp" neither as its owner nor about itself'


def test_a_goal_s_parent_is_of_its_framework() -> None:
    parent, goal = factories.GoalFactory(title="Ovan"), factories.GoalFactory(title="Nedan")

    name, message = refusal(lambda: Goal.objects.filter(pk=goal.pk).update(parent=parent))

    assert name == "goal_parent_in_framework"
    assert message == '"Nedan" is in another framework than its parent "Ovan"'


def test_a_goal_does_not_move_to_another_framework_without_those_below_it() -> None:
    parent, elsewhere = factories.GoalFactory(title="Ovan"), factories.FrameworkFactory()
    below = factories.GoalFactory(title="Nedan", framework=parent.framework, parent=parent)

    name, message = refusal(lambda: Goal.objects.filter(pk=parent.pk).update(framework=elsewhere))
    Goal.objects.filter(pk__in=[parent.pk, below.pk]).update(framework=elsewhere)

    assert name == "goal_parent_in_framework"
    assert message == '"Nedan" is in another framework than its parent "Ovan"'
    assert Goal.objects.filter(framework=elsewhere).count() == 2


def test_an_adoption_leaves_out_goals_of_the_adopted_framework_only() -> None:
    adoption, goal = factories.FrameworkAdoptionFactory(), factories.GoalFactory(title="Fjäll")

    name, message = refusal(lambda: AdoptionExclusion.objects.create(adoption=adoption, goal=goal))

    assert name == "exclusion_in_framework"
    assert message == 'goal "Fjäll" is not in the adopted framework'


def test_parts_of_a_plan_stand_in_its_own_sections(municipality: Organisation) -> None:
    plan = factories.PlanFactory(organisation=municipality)
    elsewhere = factories.SectionFactory(plan__organisation=municipality, heading="Annat kapitel")
    parts = {
        "position_section_in_plan": lambda: factories.PositionFactory(plan=plan, section=elsewhere),
        "measure_section_in_plan": lambda: factories.MeasureFactory(plan=plan, section=elsewhere),
        "section_parent_in_plan": lambda: Section.objects.filter(
            pk=factories.SectionFactory(plan=plan).pk
        ).update(parent=elsewhere),
    }

    found = {refusal(write) for write in parts.values()}

    assert found == {(name, 'section "Annat kapitel" belongs to another plan') for name in parts}
