"""Reports over the API: computed anew, compared, and what if."""

from typing import Any

import pghistory
import pytest
from django.test import Client

from alignment.models import AlignmentReport
from alignment.services.recomputing import recompute_report
from organisations.models import Organisation, Unit, User
from organisations.services.tokens import create_token
from planning.models import Measure
from tests import factories

HERE = "/api/v1/alignment/"


@pytest.fixture
def measure(municipality: Organisation, department: Unit) -> Measure:
    """What alone brings an own goal anything, in a plan in force."""
    goal = factories.GoalFactory(
        framework__organisation=municipality, framework__key="mal", key="g", unit=department
    )
    plan = factories.PlanFactory(organisation=municipality, key="plan", status="drafting")
    measure = factories.MeasureFactory(plan=plan, key="m", unit=department, funding="decided")
    plan.status = "in_force"
    plan.save()
    factories.ContributionFactory(
        measure=measure, position=None, goal=goal, strength=3, recorded_by=municipality
    )
    recompute_report(organisation_id=municipality.pk)
    return measure


def post(client: Client, path: str, content: Any, **headers: str) -> Any:
    return client.post(
        f"{HERE}{path}?organisation=ostersund", content, content_type="application/json", headers=headers
    )


def test_members_ask_what_would_be(client: Client, measure: Measure, administrator: User) -> None:
    made = create_token(organisation=measure.organisation, by=administrator, name="x", days=1)
    key = {"authorization": f"Bearer {made.secret}"}

    answer = post(client, "simulate/", {"drop": ["m"], "date": "2027-01-01"}, **key)

    found = answer.json()
    assert (answer.status_code, found["date"], found["report"]["date"]) == (200, "2027-01-01", "2027-01-01")
    [goal] = [each for each in found["difference"]["goals"] if each["own"]]
    assert goal["net"] == {"before": 3, "after": 0}
    assert AlignmentReport.objects.count() == 1
    assert post(client, "simulate/", {"drop": ["m"]}).status_code == 403
    both = post(client, "simulate/", {"drop": ["m"], "fund": ["m"]}, **key)
    assert (both.status_code, both.json()["errors"][0]["path"]) == (422, "/fund")
    wrong = post(client, "simulate/", {"ends": [{"measure": "x", "on": "2027-01-01"}], "y": 1}, **key)
    assert {each["path"] for each in wrong.json()["errors"]} == {"/y"}
    unknown = post(client, "simulate/", {"ends": [{"measure": "x", "on": "2027-01-01"}]}, **key)
    assert unknown.json()["errors"][0]["path"] == "/ends/0/measure"


def test_reports_are_compared_by_their_numbers(client: Client, measure: Measure) -> None:
    query = {"organisation": "ostersund", "from": 1, "to": 1}

    answer = client.get(f"{HERE}reports/compare/", query)

    assert (answer.json()["from"]["number"], answer.json()["to"]["number"]) == (1, 1)
    assert answer.json()["difference"]["goals"] == []
    again = client.get(f"{HERE}reports/compare/", query, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    for wrong, status in (("x", 400), ("", 400), ("9" * 30, 400), ("99", 404)):
        assert client.get(f"{HERE}reports/compare/", query | {"to": wrong}).status_code == status


@pytest.fixture
def two(measure: Measure, coordinator: User) -> Measure:
    """Two reports; between them the only measure behind the goal has become one that nobody pays for."""
    with pghistory.context(user=coordinator.pk):
        Measure.objects.filter(pk=measure.pk).update(funding="unfunded", status="paused")
    recompute_report(organisation_id=measure.organisation_id, always=True)
    assert AlignmentReport.objects.count() == 2
    return measure


@pytest.mark.django_db(transaction=True)
def test_what_differs_between_two_reports_is_told_both_ways(
    two: Measure, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(coordinator)
    query = {"organisation": "ostersund", "from": 1, "to": 2}

    with django_assert_max_num_queries(10):
        there = client.get(f"{HERE}reports/compare/", query).json()
    back = client.get(f"{HERE}reports/compare/", query | {"from": 2, "to": 1}).json()

    assert (there["from"]["number"], there["to"]["number"]) == (1, 2)
    [goal] = there["difference"]["goals"]
    assert (goal["goal"], goal["own"]) == ("ostersund:mal/g", True)
    assert goal["stages"]["funded"] == {"before": "ok", "after": "broken"}
    assert goal["chain_score"]["before"] > goal["chain_score"]["after"]
    new = {each[0] for each in there["difference"]["findings_new"]}
    assert new
    assert not new & {each[0] for each in there["difference"]["findings_gone"]}
    assert back["from"]["number"] == 1, "the earlier one first, however they are asked for"


def test_who_edits_asks_for_a_report(
    client: Client, measure: Measure, planner: User, politician: User, stranger: User
) -> None:
    assert post(client, "recompute/", {}).status_code == 401
    for who in (politician, stranger):
        client.force_login(who)
        assert post(client, "recompute/", {}).status_code == 403
    client.force_login(planner)

    answer = post(client, "recompute/", {})

    assert (answer.status_code, answer["Location"]) == (202, answer.json()["report"])
    assert client.get(answer["Location"]).json()["number"] == 1
