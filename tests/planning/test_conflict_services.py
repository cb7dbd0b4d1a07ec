"""Registering, weighing and deciding conflicts of interest."""

from datetime import date, timedelta
from typing import Any

import pytest

from alignment.models import Finding
from alignment.services.recomputing import recompute_report
from core.errors import Changed, DomainError, NotAllowed
from goals.models import Goal
from organisations.models import Organisation, Unit, User
from planning.events import conflict_changed
from planning.models import Conflict, Plan
from planning.selectors.conflicts import Happening, answered_by, story_of
from planning.services.conflicts import (
    Clash,
    Decision,
    Weighing,
    change_conflict,
    decide_conflict,
    register_conflict,
    reopen_conflict,
    weigh_conflict,
)
from tests import factories

WEIGHED = Weighing("Fler bostäder.", "Mer trafik.", "Två andra lägen.")
DECIDED = Decision(
    "Bostäderna går före; bullret dämpas.", "Kommunfullmäktige 2026-02-23 § 12", date(2026, 2, 23)
)


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, title="Bostadsprogram")


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, title="Tyst stad")


@pytest.fixture
def conflict(municipality: Organisation, planner: User, plan: Plan, goal: Goal) -> Conflict:
    clash = Clash("Bostäder vid järnvägen", goal=goal, plans=(plan,))
    return register_conflict(organisation=municipality, by=planner, clash=clash)


def doing(conflict: Conflict, by: User, **changes: Any) -> dict[str, Any]:
    stored = Conflict.objects.get(pk=conflict.pk)
    known = {"organisation": conflict.organisation, "by": by, "conflict": conflict}
    return known | {"expected_version": stored.version} | changes


def codes(organisation: Organisation) -> set[str]:
    recompute_report(organisation_id=organisation.pk, always=True)
    return set(Finding.objects.filter(organisation=organisation).values_list("code", flat=True))


def test_an_editor_registers_what_concerns_a_plan_of_their_unit(conflict, plan, goal, municipality):
    assert (conflict.status, conflict.goal, conflict.key) == ("identified", goal, "bostader-vid-jarnvagen")
    assert list(conflict.plans.all()) == [plan]
    assert conflict.version == Conflict.objects.get().version


def test_two_conflicts_of_the_same_name_get_keys_of_their_own(conflict, planner, municipality, plan):
    clash = Clash("Bostäder vid järnvägen", plans=(plan,))
    again = register_conflict(organisation=municipality, by=planner, clash=clash)
    assert again.key == "bostader-vid-jarnvagen-2"


def test_what_concerns_other_units_only_is_for_coordinators(
    planner, coordinator, municipality, other_department
):
    theirs = factories.PlanFactory(organisation=municipality, unit=other_department)
    clash = Clash("Skola eller park", plans=(theirs,), unit=other_department)
    with pytest.raises(NotAllowed):
        register_conflict(organisation=municipality, by=planner, clash=clash)
    assert register_conflict(organisation=municipality, by=coordinator, clash=clash).unit == other_department


def test_a_goal_of_the_state_does_not_make_a_conflict_everybody_s(planner, municipality):
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality)
    goal = factories.GoalFactory(framework=adoption.framework)
    with pytest.raises(NotAllowed):
        register_conflict(organisation=municipality, by=planner, clash=Clash("Fjället", goal=goal))


@pytest.mark.parametrize("who", ["politician", "stranger"])
def test_readers_and_others_register_nothing(who, municipality, plan, request):
    with pytest.raises(NotAllowed):
        register_conflict(
            organisation=municipality, by=request.getfixturevalue(who), clash=Clash("X", plans=(plan,))
        )
    assert not Conflict.objects.exists()


@pytest.mark.parametrize("fault", ["title_missing", "no_subject", "not_followed"])
def test_a_conflict_has_a_name_and_is_about_something_that_is_followed(
    fault, coordinator, municipality, plan
):
    clashes = {
        "title_missing": Clash("  ", plans=(plan,)),
        "no_subject": Clash("Om ingenting"),
        "not_followed": Clash("Någon annans", plans=(factories.PlanFactory(),)),
    }
    with pytest.raises(DomainError) as refusal:
        register_conflict(organisation=municipality, by=coordinator, clash=clashes[fault])
    assert refusal.value.code == fault


def test_changing_replaces_what_it_names(conflict, planner, plan):
    position = factories.PositionFactory(plan=plan)
    clash = Clash("Bostäder vid bron", positions=(position,))
    changed = change_conflict(**doing(conflict, planner), clash=clash)
    stored = Conflict.objects.get()
    assert (stored.title, stored.goal, changed.version) == ("Bostäder vid bron", None, stored.version)
    assert (list(stored.plans.all()), list(stored.positions.all())) == ([], [position])


def test_weighing_starts_the_discussion_and_emptying_it_ends_that(conflict, planner):
    weighed = weigh_conflict(**doing(conflict, planner), weighing=WEIGHED)
    assert (weighed.status, weighed.arguments_against) == ("discussed", "Mer trafik.")
    emptied = weigh_conflict(**doing(conflict, planner), weighing=Weighing("", " ", None))
    assert (emptied.status, emptied.arguments_for) == ("identified", None)


def test_who_read_an_older_version_overwrites_nothing(conflict, planner):
    before = Conflict.objects.get().version
    weigh_conflict(**doing(conflict, planner), weighing=WEIGHED)
    with pytest.raises(Changed) as late:
        weigh_conflict(
            **doing(conflict, planner, expected_version=before), weighing=Weighing("A", None, None)
        )
    assert late.value.stored == conflict
    assert Conflict.objects.get().arguments_for == "Fler bostäder."


def test_only_coordinators_decide_and_open_again(conflict, planner, coordinator):
    with pytest.raises(NotAllowed):
        decide_conflict(**doing(conflict, planner), decision=DECIDED)
    decide_conflict(**doing(conflict, coordinator), decision=DECIDED)
    with pytest.raises(NotAllowed):
        reopen_conflict(**doing(conflict, planner))
    assert Conflict.objects.get().status == "resolved"


def test_a_decision_says_what_who_and_a_day_that_has_come(conflict, coordinator, municipality):
    tomorrow = municipality.today() + timedelta(days=1)
    faults = [
        Decision(" ", "KF", date(2026, 1, 1)),
        Decision("Så.", "", date(2026, 1, 1)),
        Decision("Så.", "KF", tomorrow),
    ]
    found = []
    for fault in faults:
        with pytest.raises(DomainError) as refusal:
            decide_conflict(**doing(conflict, coordinator), decision=fault)
        found.append(refusal.value.code)
    assert found == ["decision_missing", "decision_missing", "decision_in_future"]


def test_what_is_decided_is_locked_until_it_is_opened_again(conflict, coordinator, plan):
    decide_conflict(**doing(conflict, coordinator), decision=DECIDED)
    for act in (
        lambda: weigh_conflict(**doing(conflict, coordinator), weighing=WEIGHED),
        lambda: change_conflict(**doing(conflict, coordinator), clash=Clash("X", plans=(plan,))),
        lambda: decide_conflict(**doing(conflict, coordinator), decision=DECIDED),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "conflict_decided"
    reopened = reopen_conflict(**doing(conflict, coordinator))
    assert (reopened.status, reopened.resolution, reopened.decided_by) == ("discussed", None, None)
    with pytest.raises(DomainError):
        reopen_conflict(**doing(conflict, coordinator))


def test_a_decision_quiets_the_counteracted_goal_and_opening_again_brings_it_back(
    conflict, coordinator, plan, goal, municipality
):
    position = factories.PositionFactory(plan=plan)
    stated = factories.ContributionFactory(position=position, goal=goal, strength=-3)
    assert {"goal_counteracted", "conflict_open"} <= codes(municipality)
    decide_conflict(**doing(conflict, coordinator), decision=DECIDED)
    assert not {"goal_counteracted", "conflict_open"} & codes(municipality)
    assert list(answered_by(Conflict.objects.get())) == [stated]
    reopen_conflict(**doing(conflict, coordinator))
    assert {"goal_counteracted", "conflict_open"} <= codes(municipality)


def test_registering_answers_links_that_conflict(planner, municipality, plan):
    ends = [factories.PositionFactory(plan=plan), factories.PositionFactory(plan=plan)]
    factories.PositionLinkFactory(source=ends[0], target=ends[1], relation="conflicts")
    assert "link_conflict" in codes(municipality)
    clash = Clash("Två lägen", positions=tuple(ends))
    register_conflict(organisation=municipality, by=planner, clash=clash)
    assert "link_conflict" not in codes(municipality)


def test_each_act_is_announced_once_and_moves_the_revision(conflict, planner, coordinator, municipality):
    heard: list[Conflict] = []
    listener = conflict_changed.connect(lambda **said: heard.append(said["conflict"]), weak=False)
    weigh_conflict(**doing(conflict, planner), weighing=WEIGHED)
    weigh_conflict(**doing(conflict, planner), weighing=WEIGHED)
    decide_conflict(**doing(conflict, coordinator), decision=DECIDED)
    conflict_changed.disconnect(listener)
    assert heard == [conflict, conflict]


def test_the_story_tells_what_happened_newest_first_former_decisions_too(conflict, planner, coordinator):
    weigh_conflict(**doing(conflict, planner), weighing=WEIGHED)
    decide_conflict(**doing(conflict, coordinator), decision=DECIDED)
    reopen_conflict(**doing(conflict, coordinator))
    story = story_of(conflict)
    happened = [chapter.happening for chapter in story]
    assert happened == [Happening.REOPENED, Happening.DECIDED, Happening.WEIGHED, Happening.REGISTERED]
    assert (story[1].decision, story[1].decided_by) == (DECIDED.resolution, DECIDED.decided_by)


def test_positions_and_measures_of_the_plans_count_among_what_is_answered(conflict, plan, goal):
    measure = factories.MeasureFactory(plan=plan)
    factories.ContributionFactory(
        position=None, measure=measure, goal=goal, strength=-2, recorded_by=plan.organisation
    )
    factories.ContributionFactory(position=factories.PositionFactory(plan=plan), goal=goal, strength=-1)
    assert [row.item for row in answered_by(conflict)] == [measure]
