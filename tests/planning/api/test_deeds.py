"""What is done over the API beside reading and writing: steps of plans, reviews, offers."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Contribution, HandOver, Plan, PlanEvent
from tests import factories
from tests.planning.api.test_writing import problems, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, key="trafik", status="drafting", unit=department, type__family="programme"
    )


def test_a_plan_takes_a_step(client: Client, plan: Plan, coordinator: User, planner: User) -> None:
    here = f"/api/v1/plans/{plan.pk}/transitions/"
    step = {"to": "adopted", "on": "2026-01-15", "decided_by": "KF", "reference": "§ 12", "version": 1}
    client.force_login(planner)
    refused = send(client, "post", here, step)
    client.force_login(coordinator)

    incomplete = send(client, "post", here, step | {"reference": " ", "on": "2999-01-01"})
    unsaid = send(client, "post", here, {"to": "adopted", "on": "2026-01-15"})
    behind = send(client, "post", here, step | {"version": 7})
    adopted = send(client, "post", here, step)

    assert (refused.status_code, unsaid.status_code, behind.status_code) == (403, 428, 412)
    assert behind.json()["current"]["status"] == "drafting"
    assert problems(incomplete) == [("/on", "in_the_future"), ("/reference", "required")]
    assert (adopted.status_code, adopted.json()["status"], adopted.json()["reference"]) == (
        200,
        "adopted",
        "§ 12",
    )
    assert PlanEvent.objects.get(plan=plan).status == "adopted"
    assert problems(send(client, "post", here, step | {"version": adopted.json()["version"]})) == [
        ("/", "step_does_not_follow")
    ]


def test_a_contribution_is_reviewed(log_in: Any, plan: Plan, planner: User) -> None:
    own = plan.organisation
    goal = factories.GoalFactory(framework__organisation=own)
    stated = factories.ContributionFactory(plan=plan, position=None, goal=goal, recorded_by=own)
    Contribution.objects.filter(pk=stated.pk).update(reviewed_on="2020-01-01")
    version = Contribution.objects.get(pk=stated.pk).version

    here = f"/api/v1/contributions/{stated.pk}/review/"
    answer = send(log_in(planner), "post", here, {"version": version})

    assert answer.json()["reviewed_on"] == plan.organisation.today().isoformat()
    assert problems(send(log_in(planner), "post", here, {"version": version})) == [("/", "changed")]


def test_a_position_is_offered_to_the_comprehensive_plan(log_in: Any, plan: Plan, planner: User) -> None:
    own = {"organisation": plan.organisation}
    whole = factories.PlanFactory(**own, key="op", type__family="comprehensive")
    position = factories.PositionFactory(plan=plan, key="p1", unit=plan.unit, spatial=True)

    here = f"/api/v1/positions/{position.pk}/carry/"
    answer = send(log_in(planner), "post", here, {"plan": "op", "rationale": "Mark."})

    made = answer.json()
    assert (answer.status_code, answer["Location"], made["state"]) == (201, made["url"], "offered")
    assert HandOver.objects.get().target_plan == whole
    assert send(log_in(planner), "post", here, {"plan": "op"}).status_code == 422


def test_nobody_does_it_elsewhere(log_in: Any, plan: Plan, stranger: User, politician: User) -> None:
    for who, codes in ((stranger, {403, 404}), (politician, {403})):
        for path in (f"plans/{plan.pk}/transitions/", "contributions/1/review/", "positions/1/carry/"):
            answer = send(log_in(who), "post", f"/api/v1/{path}", {"version": 1})
            assert answer.status_code in codes, (who, path)
