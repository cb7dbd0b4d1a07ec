"""A plan's course: which steps follow, who takes them, and what they tell."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.events import plan_moved
from planning.models import Plan, PlanEvent
from planning.policies import NEXT, steps_from
from planning.services.transitions import Step, change_status
from tests import factories

DAY = date(2026, 3, 2)
ADOPTION = Step("adopted", DAY, decided_by="Kommunfullmäktige", reference="KF § 12")


@pytest.fixture
def draft(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, status="drafting")


def change(plan: Plan, by: User, step: Step, **changes: Any) -> Plan:
    values = {"organisation": plan.organisation, "expected_version": plan.version} | changes
    return change_status(by=by, plan=plan, step=step, **values)


def faults(refusal: Any) -> dict[str, str]:
    return {problem.path: problem.code for problem in refusal.value.problems}


def test_a_planner_sends_a_draft_of_their_unit_out_and_the_step_is_told(draft, planner):
    moved = change(draft, planner, Step("consultation", DAY, text="Svar senast den 1 maj."))
    event = PlanEvent.objects.get()
    assert moved.status == "consultation"
    assert (event.on, event.status, event.title) == (DAY, "consultation", "Samråd")
    assert event.text == "Svar senast den 1 maj."


def test_every_status_says_what_follows():
    assert set(NEXT) == set(Plan.Status.values)
    assert not any(NEXT[status] for status in Plan.PAST)


@pytest.mark.parametrize(
    ("now", "to"),
    [("idea", "adopted"), ("drafting", "in_force"), ("in_force", "drafting"), ("drafting", "x")],
)
def test_a_step_that_does_not_follow_is_refused(draft, coordinator, now, to):
    Plan.objects.filter(pk=draft.pk).update(status=now)
    draft.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        change(draft, coordinator, Step(to, DAY, decided_by="KF", reference="§ 1"))
    assert refusal.value.code == "step_does_not_follow"


def test_before_the_decision_a_plan_goes_back_to_be_reworked(draft, planner):
    for to in ("consultation", "reworking", "review", "reworking"):
        draft = change(draft, planner, Step(to, DAY))
    assert draft.status == "reworking"


def test_a_comprehensive_plan_is_adopted_after_review_only(draft):
    draft.type.family = "comprehensive"
    assert "adopted" not in steps_from(draft)
    draft.status = "review"
    assert "adopted" in steps_from(draft)


def test_a_coordinator_records_the_decision(draft, coordinator):
    adopted = change(draft, coordinator, ADOPTION)
    assert (adopted.adopted_on, adopted.decided_by, adopted.reference) == (
        DAY,
        "Kommunfullmäktige",
        "KF § 12",
    )
    assert PlanEvent.objects.get().text == "Kommunfullmäktige, KF § 12."


def test_the_decision_s_case_is_kept_and_an_empty_one_leaves_what_the_front_page_says(draft, coordinator):
    Plan.objects.filter(pk=draft.pk).update(case_number="KS 2026/1")
    draft.refresh_from_db()
    adopted = change(draft, coordinator, ADOPTION)
    assert adopted.case_number == "KS 2026/1"
    step = Step("repealed", DAY, decided_by="KF", reference="§ 3", case_number="KS 2026/9")
    repealed = change(adopted, coordinator, step)
    assert (repealed.case_number, PlanEvent.objects.latest("pk").text) == (
        "KS 2026/1",
        "KF, § 3, KS 2026/9.",
    )


def test_an_adoption_with_its_case_number_puts_it_on_the_front_page(draft, coordinator):
    adopted = change(draft, coordinator, replace(ADOPTION, case_number=" KS 2026/1 "))
    assert adopted.case_number == "KS 2026/1"


def test_a_plan_is_not_adopted_after_the_day_on_which_it_is_to_be_checked(draft, coordinator):
    Plan.objects.filter(pk=draft.pk).update(next_check_on=date(2026, 3, 1))
    draft.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        change(draft, coordinator, ADOPTION)
    assert faults(refusal) == {"on": "after_next_check"}


def test_an_adoption_without_its_decision_is_refused_field_by_field(draft, coordinator):
    with pytest.raises(DomainError) as refusal:
        change(draft, coordinator, Step("adopted", DAY, decided_by=" "))
    assert faults(refusal) == {"decided_by": "required", "reference": "required"}


@pytest.mark.parametrize("to", ["adopted", "consultation"])
def test_nothing_is_recorded_before_it_has_happened(draft, coordinator, to):
    with pytest.raises(DomainError) as refusal:
        change(draft, coordinator, Step(to, date(2999, 1, 1), decided_by="KF", reference="§ 1"))
    assert faults(refusal) == {"on": "in_the_future"}


@pytest.mark.parametrize(
    ("field", "code"), [("adopted_on", "before_adoption"), ("valid_from", "before_validity")]
)
def test_no_plan_is_in_force_before_it_is_adopted_and_valid(draft, coordinator, field, code):
    Plan.objects.filter(pk=draft.pk).update(status="adopted", **{field: DAY})
    draft.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        change(draft, coordinator, Step("in_force", date(2026, 3, 1)))
    assert faults(refusal) == {"on": code}
    assert change(draft, coordinator, Step("in_force", DAY)).in_force_on == DAY


@pytest.mark.parametrize(
    ("now", "to"), [("review", "adopted"), ("adopted", "in_force"), ("in_force", "repealed")]
)
def test_only_coordinators_decide(draft, planner, now, to):
    Plan.objects.filter(pk=draft.pk).update(status=now)
    draft.refresh_from_db()
    with pytest.raises(NotAllowed):
        change(draft, planner, Step(to, DAY, decided_by="KF", reference="§ 1"))


@pytest.mark.parametrize("who", ["politician", "stranger"])
def test_others_take_no_step(draft, who, request):
    with pytest.raises(NotAllowed):
        change(draft, request.getfixturevalue(who), Step("consultation", DAY))
    assert not PlanEvent.objects.exists()


def test_who_read_an_older_status_moves_nothing(draft, planner):
    change(draft, planner, Step("consultation", DAY))
    with pytest.raises(Changed) as changed:
        change(draft, planner, Step("review", DAY))
    assert isinstance(changed.value.stored, Plan)
    assert changed.value.stored.status == "consultation"


def test_a_step_is_announced(draft, planner):
    heard = []
    listener = plan_moved.connect(lambda **said: heard.append(said["plan"]), weak=False)
    change(draft, planner, Step("consultation", DAY))
    plan_moved.disconnect(listener)
    assert heard == [draft]


def test_what_it_supersedes_is_superseded_when_it_is_adopted(draft, coordinator):
    old = factories.PlanFactory(organisation=draft.organisation)
    draft.supersession_rows.create(superseded=old)
    draft.refresh_from_db()
    change(draft, coordinator, ADOPTION)
    old.refresh_from_db()
    assert (old.status, old.events.get().title) == ("superseded", f"Ersatt av ”{draft.title}”")


def test_the_old_plan_holds_until_the_new_one_s_time_begins(draft, coordinator):
    old = factories.PlanFactory(organisation=draft.organisation)
    draft.supersession_rows.create(superseded=old)
    Plan.objects.filter(pk=draft.pk).update(valid_from=date(2999, 1, 1))
    draft.refresh_from_db()
    adopted = change(draft, coordinator, ADOPTION)
    assert Plan.objects.get(pk=old.pk).status == "in_force"
    Plan.objects.filter(pk=draft.pk).update(valid_from=DAY)
    adopted.refresh_from_db()
    change(adopted, coordinator, Step("in_force", DAY))
    assert Plan.objects.get(pk=old.pk).status == "superseded"
