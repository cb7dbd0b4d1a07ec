"""Reports over the API: members read the internal content, everybody else the public one."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alignment.models import GoalAlignment, ReportState
from alignment.services.recomputing import recompute_report
from organisations.models import Membership, Organisation, User
from tests.alignment.small import contribution_of, document_of, load_municipalities
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LATEST = "/api/v1/alignment/reports/latest/"
FACTS = {"number", "revision", "rules_version", "is_current", "computed_at"}


@pytest.fixture
def organisation() -> Organisation:
    found = load_municipalities()[0]
    recompute_report(organisation_id=found.pk)
    return found


@pytest.fixture
def member(organisation: Organisation) -> User:
    user = UserFactory()
    MembershipFactory(user=user, organisation=organisation, role=Membership.Role.READER)
    return user


def get(client: Client, path: str = LATEST, **headers: str) -> Any:
    return client.get(path, {"organisation": "kommun"}, headers=headers)


def test_a_member_reads_what_the_command_prints(
    client: Client, organisation: Organisation, member: User
) -> None:
    client.force_login(member)

    answer = get(client).json()

    facts = {name: answer.pop(name) for name in FACTS}
    assert answer == document_of(organisation)
    assert (facts["number"], facts["is_current"]) == (1, True)
    assert facts["revision"] == organisation.revision


def test_the_public_reads_the_public_content(client: Client, organisation: Organisation) -> None:
    answer = get(client)

    assert "utkast" not in answer.content.decode()
    assert answer.json()["goals"]["kommun:vision/g1"].keys().isdisjoint({"if_adopted"})
    assert set(answer.json()["plans"]) == {"kommun:p1"}


def test_a_non_public_organisation_does_not_exist_for_a_stranger(
    client: Client, organisation: Organisation, member: User
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(is_public=False)
    unknown = client.get(LATEST, {"organisation": "kommun2"})

    refused = get(client)
    client.force_login(member)

    assert refused.status_code == unknown.status_code == 404
    assert refused.json()["title"] == unknown.json()["title"].replace("kommun2", "kommun")
    assert get(client).status_code == 200


def test_an_unchanged_report_is_answered_with_304(client: Client, organisation: Organisation) -> None:
    etag = get(client).headers["ETag"]

    assert get(client, **{"If-None-Match": etag}).status_code == 304
    ReportState.objects.update(checked_at=timezone.now())
    assert get(client, **{"If-None-Match": etag}).status_code == 200


def test_the_public_and_a_member_never_share_an_etag(
    client: Client, organisation: Organisation, member: User
) -> None:
    public = get(client).headers["ETag"]
    client.force_login(member)

    assert get(client, **{"If-None-Match": public}).status_code == 200


def test_a_stale_report_is_answered_and_says_so(client: Client, organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(revision=organisation.revision + 1)

    answer = get(client).json()

    assert (answer["number"], answer["is_current"]) == (1, False)


def test_an_earlier_report_stays_as_it_was(client: Client, organisation: Organisation, member: User) -> None:
    client.force_login(member)
    first = get(client).json()
    contribution_of(organisation).delete()
    recompute_report(organisation_id=organisation.pk, always=True)

    earlier = get(client, "/api/v1/alignment/reports/1/").json()

    assert get(client).json()["number"] == 2
    assert earlier["goals"] == first["goals"]
    assert earlier["is_current"] is False


def test_a_number_that_never_was_is_a_problem_document(client: Client, organisation: Organisation) -> None:
    answer = get(client, "/api/v1/alignment/reports/7/")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", [LATEST, "/api/v1/alignment/freshness/", "/api/v1/alignment/reports/1/"])
def test_the_organisation_must_be_named(client: Client, db: None, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "/organisation"


def test_an_organisation_without_a_report_yet(client: Client) -> None:
    load_municipalities()

    assert get(client).status_code == 404
    answer = get(client, "/api/v1/alignment/freshness/").json()
    assert (answer["is_current"], answer["number"]) == (False, None)


def test_freshness_tells_number_and_day(client: Client, organisation: Organisation) -> None:
    answer = get(client, "/api/v1/alignment/freshness/").json()

    assert (answer["is_current"], answer["number"]) == (True, 1)
    assert answer["date"] == timezone.localdate().isoformat()


def rows(client: Client, kind: str, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/alignment/{kind}/", {"organisation": "kommun", **asked})
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_lines_are_chosen_as_goals_and_plans_are(
    client: Client, organisation: Organisation, member: User
) -> None:
    client.force_login(member)
    [own] = rows(client, "goals", level="municipal")
    [plan] = rows(client, "plans", status="drafting")

    assert [row["goal"]["id"] for row in rows(client, "goals", q="luft")] == [own["goal"]["id"]]
    assert {row["goal"]["key"] for row in rows(client, "goals", level="national")} == {"klimat", "vatten"}
    assert plan["plan"]["key"] == "utkast"
    assert {row["plan"]["key"] for row in rows(client, "plans", unit="sam")} == {"p1"}
    assert {row["goal"]["id"] for row in rows(client, "matrix", goal=str(own["goal"]["id"]))} == {
        own["goal"]["id"]
    }
    assert {row["plan"]["key"] for row in rows(client, "matrix", unit="sam")} == {"p1"}
    client.logout()
    assert rows(client, "plans", status="drafting") == []
    wrong = client.get("/api/v1/alignment/goals/", {"organisation": "kommun", "level": "x"})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (400, "/level")


def pages(client: Client, kind: str, ordering: str) -> list[dict[str, Any]]:
    """All lines, one a page."""
    address = f"/api/v1/alignment/{kind}/?organisation=kommun&page_size=1&ordering={ordering}"
    found: list[dict[str, Any]] = []
    while address:
        answer = client.get(address).json()
        found += answer["results"]
        address = answer["next"]
    return found


ORDERINGS = [("goals", "chain_score"), ("plans", "score"), ("matrix", "support"), ("matrix", "net")]


@pytest.mark.parametrize(("kind", "ordering"), [(k, s + by) for k, by in ORDERINGS for s in ("", "-")])
def test_lines_in_the_order_of_what_is_reckoned_come_once_each_page_by_page(
    client: Client, organisation: Organisation, member: User, kind: str, ordering: str
) -> None:
    client.force_login(member)
    GoalAlignment.objects.exclude(chain_score=100).update(chain_score=17)
    ids = ("plan", "goal") if kind == "matrix" else (kind.removesuffix("s"),)
    lines, value = rows(client, kind), ordering.removeprefix("-")
    known = [line for line in lines if line[value] is not None]
    known.sort(key=lambda line: (line[value], *(line[name]["id"] for name in ids)))

    found = pages(client, kind, ordering)

    assert len({line[value] for line in lines}) < len(lines), "some are alike"
    assert found[: len(known)] == (known[::-1] if ordering.startswith("-") else known)
    assert [line[value] for line in found[len(known) :]] == [None] * (len(lines) - len(known))


@pytest.mark.parametrize("kind", ["goals", "plans", "matrix"])
def test_the_order_of_lines_is_turned_round(
    client: Client, organisation: Organisation, member: User, kind: str
) -> None:
    client.force_login(member)

    assert pages(client, kind, "-id") == rows(client, kind)[::-1]


def test_findings_of_a_unit_that_is_not_there_are_refused_as_what_is_not_there(
    client: Client, organisation: Organisation, member: User
) -> None:
    client.force_login(member)

    asked = {"organisation": organisation.key, "unit": "ingen"}
    answer = client.get("/api/v1/alignment/findings/", asked).json()

    assert [(each["path"], each["code"]) for each in answer["errors"]] == [("/unit", "not_found")]
