"""Terms, planning strategies and what stands in them over the API, from the election to the decision."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from tests import factories
from tests.planning.api.test_writing import problems, send

API = "/api/v1/"


@pytest.fixture
def client(log_in: Any, coordinator: User) -> Client:
    found: Client = log_in(coordinator)
    return found


def made(client: Client, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    answer = send(client, "post", f"{API}{kind}/", content)
    assert (answer.status_code, answer.headers.get("Location")) == (201, answer.json().get("url")), (
        answer.content
    )
    found: dict[str, Any] = answer.json()
    return found


def here(thing: dict[str, Any], deed: str = "") -> str:
    return str(thing["url"].partition("?")[0].removeprefix("http://testserver")) + deed


def test_a_strategy_comes_from_an_election_to_its_adoption(
    client: Client, municipality: Organisation
) -> None:
    plan = factories.PlanFactory(organisation=municipality, key="op", title="Översiktsplan")
    term = made(client, "terms", {"elected_on": "2022-09-11"})
    strategy = made(client, "planning-strategies", {"term": "2022", "title": "Planeringsstrategi"})
    need = made(client, "plan-needs", {"strategy": strategy["key"], "plan": "op", "stance": "revise"})
    verdict = {"strategy": strategy["id"], "requirement": "se-3-3", "verdict": "current", "reason": "Håller."}
    judged = made(client, "requirement-verdicts", verdict)

    planned = send(client, "patch", here(need), {"version": 1, "start": "2024-Q1", "cost": 5, "title": None})
    decision = {"adopted_on": "2024-05-20", "decided_by": "KF", "reference": "§ 12", "judgement": "current"}
    unsaid = send(client, "post", here(strategy, "adopt/"), decision)
    adopted = send(client, "post", here(strategy, "adopt/"), decision | {"version": strategy["version"]})

    assert (planned.json()["start"], planned.json()["cost"], planned.json()["plan"]["id"]) == (
        "2024-Q1",
        5,
        plan.pk,
    )
    assert (unsaid.status_code, adopted.status_code) == (428, 200)
    assert (adopted.json()["status"], adopted.json()["reference"]) == ("adopted", "§ 12")
    stays = send(client, "delete", here(strategy), {"version": adopted.json()["version"]})
    assert stays.status_code == 409
    assert send(client, "delete", here(term), {"version": 1}).status_code == 409
    assert send(client, "delete", here(judged), {"version": 1}).status_code == 204
    assert Client().get(strategy["url"]).json()["status"] == "adopted"


def test_a_rule_of_the_law_is_told_with_its_field(client: Client, municipality: Organisation) -> None:
    strategy = factories.PlanningStrategyFactory(term__organisation=municipality)
    verdict = {"strategy": strategy.key, "requirement": "no-arealdel", "verdict": "kept", "reason": "Ja."}
    need = {"strategy": strategy.key, "stance": "new", "title": "Ny", "start": "1999-Q1"}

    told = [
        problems(send(client, "post", f"{API}requirement-verdicts/", verdict)),
        problems(send(client, "post", f"{API}plan-needs/", need)),
        problems(send(client, "post", f"{API}terms/", {"elected_on": "2023-01-01"})),
        problems(send(client, "post", f"{API}planning-strategies/{strategy.pk}/adopt/", {
            "version": 1, "adopted_on": "2999-01-01", "decided_by": "KF", "reference": "§ 1",
        })),
    ]  # fmt: skip

    assert told == [
        [("/requirement", "verdict_of_country")],
        [("/type", "type"), ("/start", "need_in_term")],
        [("/elected_on", "term_election_is_ordinary")],
        [("/adopted_on", "in_future")],
    ]


def test_who_reads_late_overwrites_nothing(client: Client, municipality: Organisation) -> None:
    strategy = factories.PlanningStrategyFactory(term__organisation=municipality, title="Ny titel")
    others = factories.PlanningStrategyFactory(term__organisation__key="falun", title="Annans hemlighet")

    behind = send(client, "patch", f"{API}planning-strategies/{strategy.pk}/", {"version": 7, "title": "x"})
    foreign = send(client, "patch", f"{API}planning-strategies/{others.pk}/", {"version": 1, "title": "x"})
    named = send(client, "post", f"{API}plan-needs/", {"strategy": others.pk, "stance": "keep"})

    assert (behind.status_code, behind.json()["current"]["title"]) == (412, "Ny titel")
    assert foreign.status_code == 404
    assert problems(named) == [("/strategy", "not_found")]
    assert "hemlighet" not in (foreign.content + named.content).decode()


def test_units_report_and_the_strategy_takes_it_over(
    client: Client, planner: User, municipality: Organisation, department: Unit
) -> None:
    strategy = factories.PlanningStrategyFactory(term__organisation=municipality)
    other = factories.UnitFactory(organisation=municipality, key="vard")
    goal = factories.GoalFactory(framework__organisation=municipality)
    at_work = Client()
    at_work.force_login(planner)
    report = made(at_work, "situation-reports", {"unit": department.key, "year": 2026, "challenges": "Folk."})
    together = {"report": report["id"], "unit": "vard", "title": "Kompetens"}
    cooperation = made(at_work, "cooperations", together)
    handed_in = send(at_work, "patch", here(report), {"version": 1, "state": "handed_in"})
    foreign = send(at_work, "post", f"{API}situation-reports/", {"unit": "vard", "year": 2026})

    changed = {"strategy": strategy.key, "title": "Svårt att anställa", "report": report["id"]}
    condition = made(client, "changed-conditions", changed | {"goals": [goal.pk]})
    emptied = send(client, "patch", here(condition), {"version": condition["version"], "goals": []})

    assert (handed_in.json()["state"], handed_in.json()["challenges"]) == ("handed_in", "Folk.")
    assert foreign.status_code == 403
    assert other.situation_reports.count() == 0
    assert (condition["goals"][0]["id"], emptied.json()["goals"]) == (goal.pk, [])
    assert emptied.json()["report"]["id"] == report["id"]
    assert problems(send(at_work, "delete", here(report), {"version": 2})) == [("/", "report_taken_over")]
    assert send(at_work, "delete", here(cooperation), {"version": 1}).status_code == 204
    assert Client().get(f"{API}situation-reports/?organisation=ostersund").status_code in {401, 403}


def test_resources_changes_and_receipts_are_refused_with_their_field(
    client: Client, municipality: Organisation, department: Unit
) -> None:
    term = factories.TermFactory(organisation=municipality, elected_on="2022-09-11")
    strategy = factories.AdoptedStrategyFactory(term=term)
    room = {"strategy": strategy.pk, "unit": department.pk, "person_months": 3}
    change = {"strategy": strategy.pk, "decided_by": "KF", "reference": "§ 3", "summary": "Mer folk."}
    told = {"strategy": strategy.pk, "name": "Länsstyrelsen", "sort": "county_board"}

    made(client, "capacities", room | {"first": "2024-Q1", "last": "2024-Q4"})
    decided = made(client, "strategy-changes", change | {"decided_on": "2025-04-01"})
    made(client, "strategy-recipients", told | {"sent_on": "2024-06-01"})

    assert [problems(send(client, "post", f"{API}{kind}/", content)) for kind, content in (
        ("capacities", room | {"first": "1999-Q1", "last": "2024-Q4"}),
        ("strategy-changes", change | {"decided_on": "2020-04-01"}),
        ("strategy-recipients", told | {"name": "Region", "received_on": "2024-06-01"}),
        ("changed-conditions", {"strategy": strategy.pk, "title": " "}),
    )] == [
        [("/first", "capacity_in_term")],
        [("/decided_on", "strategy_change_of_adopted")],
        [("/sent_on", "recipient_sent_before_received")],
        [("/title", "blank")],
    ]  # fmt: skip
    assert decided["reference"] == "§ 3"
