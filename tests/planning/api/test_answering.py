"""Offers, conflicts, follow-up and adoptions over the API, with the rules of the pages."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import HandOver, Plan, PlanAdoption
from tests import factories
from tests.planning.api.test_writing import problems, send

API = "/api/v1/"


@pytest.fixture
def client(log_in: Any, coordinator: User) -> Client:
    found: Client = log_in(coordinator)
    return found


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, key="trafik", status="drafting", unit=department, type__family="programme"
    )


@pytest.fixture
def whole(plan: Plan) -> Plan:
    own = {"organisation": plan.organisation, "unit": plan.unit}
    return factories.PlanFactory(**own, key="op", type__family="comprehensive", status="drafting")


def test_an_offer_is_made_returned_made_again_and_taken_in(client: Client, plan: Plan, whole: Plan) -> None:
    factories.PositionFactory(plan=plan, key="p1", spatial=True, statement="Spår till Frösön.")
    made = send(client, "post", f"{API}hand-overs/", {"source": "p1", "target_plan": "op"}).json()
    here = f"{API}hand-overs/{made['id']}/"

    unclear = send(client, "post", f"{here}accept/", {"version": 1})
    returned = send(client, "post", f"{here}return/", {"version": 1, "reason": "Var?"}).json()
    behind = send(client, "post", f"{here}offer-again/", {"version": 1})
    again = send(client, "post", f"{here}offer-again/", {"version": 2, "rationale": "Här."}).json()
    reworded = send(client, "patch", here, {"version": 3, "rationale": "Just här."}).json()
    taken = send(client, "post", f"{here}accept/", {"version": 4, "plan": "op", "answer": "Ja."}).json()

    assert problems(unclear) == [("/position", "one_target")]
    assert (returned["state"], returned["answer"]) == ("returned", "Var?")
    assert (behind.status_code, behind.json()["current"]["state"]) == (412, "returned")
    assert (again["state"], reworded["rationale"]) == ("offered", "Just här.")
    assert (taken["state"], taken["target"]["key"]) == ("accepted", whole.positions.get().key)
    assert send(client, "delete", here, {"version": taken["version"]}).status_code == 422
    assert HandOver.objects.get().target == whole.positions.get()


def test_a_conflict_is_registered_weighed_decided_and_taken_up_again(client: Client, plan: Plan) -> None:
    about = {"title": "Bro eller bad", "plans": ["trafik"], "arguments_for": "Bro."}
    made = send(client, "post", f"{API}conflicts/", about).json()
    here = f"{API}conflicts/{made['id']}/"

    weighed = send(client, "patch", here, {"version": made["version"], "arguments_against": "Bad."}).json()
    decision = {"resolution": "Bron.", "decided_by": "KF", "resolved_on": "2026-01-15"}
    decided = send(client, "post", f"{here}decide/", decision | {"version": weighed["version"]}).json()
    locked = send(client, "patch", here, {"version": decided["version"], "title": "Annat"})
    opened = send(client, "post", f"{here}reopen/", {"version": decided["version"]}).json()
    nothing = send(client, "post", f"{API}conflicts/", {"title": "Tom"})

    assert (made["status"], weighed["arguments_for"], weighed["arguments_against"]) == (
        "discussed",
        "Bro.",
        "Bad.",
    )
    assert (decided["status"], decided["resolution"]) == ("resolved", "Bron.")
    assert problems(locked) == [("/", "conflict_decided")]
    assert (opened["status"], opened["resolution"], opened["plans"]) == ("discussed", None, made["plans"])
    assert problems(nothing) == [("/", "no_subject")]


def test_measures_are_followed_up_and_paid_for(client: Client, plan: Plan) -> None:
    measure = factories.MeasureFactory(plan=plan, key="m1")
    said = {"measure": "m1", "on": "2026-01-15", "status": "done", "text": "Klart."}
    money = {"measure": "m1", "year": 2027, "amount": 5}

    report = send(client, "post", f"{API}status-updates/", said).json()
    line = send(client, "post", f"{API}budget-lines/", [money, money | {"year": 2028}]).json()[0]

    early = send(client, "post", f"{API}status-updates/", said | {"on": "2999-01-01"})
    twice = send(client, "post", f"{API}budget-lines/", money)
    changed = send(client, "patch", f"{API}budget-lines/{line['id']}/", {"version": 1, "status": "decided"})
    moved = send(client, "patch", f"{API}status-updates/{report['id']}/", {"version": 1, "measure": "m2"})
    assert (report["status"], report["measure"]["id"]) == ("done", measure.pk)
    assert (problems(early), problems(twice)) == ([("/on", "in_future")], [("/", "budget_line_once")])
    assert (changed.json()["status"], changed.json()["version"]) == ("decided", 2)
    assert problems(moved) == [("/measure", "not_found")]
    assert send(client, "delete", f"{API}status-updates/{report['id']}/", {"version": 1}).status_code == 204


def test_a_region_s_plan_is_adopted_and_left_when_nothing_is_said_of_it(client: Client, plan: Plan) -> None:
    region = factories.OrganisationFactory(key="lan", kind="region", is_public=True)
    theirs = factories.PlanFactory(organisation=region, key="lansplan")
    draft = factories.PlanFactory(organisation=region, key="hemligt", status="drafting")

    made = send(client, "post", f"{API}plan-adoptions/", {"plan": "lansplan", "reference": "KF § 1"}).json()
    here = f"{API}plan-adoptions/{made['id']}/"
    hidden = [send(client, "post", f"{API}plan-adoptions/", {"plan": name}) for name in (draft.pk, "hemligt")]
    twice = send(client, "post", f"{API}plan-adoptions/", {"plan": theirs.pk})
    own = send(client, "post", f"{API}plan-adoptions/", {"plan": plan.pk})
    stated = factories.ContributionFactory(
        position=None,
        plan=theirs,
        goal__framework__organisation=plan.organisation,
        recorded_by=plan.organisation,
    )

    assert (made["plan"]["key"], made["reference"]) == ("lansplan", "KF § 1")
    assert [problems(each) for each in hidden] == [[("/plan", "not_found")]] * 2
    assert (problems(twice), problems(own)) == ([("/", "plan_adopted_once")], [("/plan", "not_offered")])
    used = send(client, "delete", here, {"version": 1})
    assert (used.status_code, "1 bidrag" in used.json()["detail"]) == (409, True)
    stated.delete()
    assert send(client, "delete", here, {"version": 1}).status_code == 204
    assert not PlanAdoption.objects.exists()


def test_a_framework_is_followed_without_some_of_its_goals(client: Client, plan: Plan) -> None:
    goal = factories.GoalFactory(
        framework__organisation__is_public=True, framework__level="national", framework__key="miljo"
    )

    content = {"framework": "miljo", "tracked_depth": 2, "excluded": [goal.key]}
    made = send(client, "post", f"{API}framework-adoptions/", content)
    again = send(client, "put", f"{API}framework-adoptions/{made.json()['id']}/", made.json())

    assert (made.status_code, made.json()["framework"]["key"]) == (201, "miljo")
    assert [each["id"] for each in made.json()["excluded"]] == [goal.pk]
    assert (again.status_code, again.json()) == (200, made.json())
    assert problems(send(client, "post", f"{API}framework-adoptions/", content)) == [
        ("/", "framework_adopted_once")
    ]
