"""A plan's alignment statement over the API: verdict and reasons for each goal, and as documents."""

from typing import Any

import pytest
from django.test import Client

from planning.models import Plan
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def ask(client: Client, plan: Plan, query: str = "", **headers: str) -> Any:
    here = f"/api/v1/plans/{plan.pk}/alignment-statement/?organisation=ostersund&{query}"
    return client.get(here, headers=headers)


def test_each_goal_has_a_verdict_and_the_reasons_for_it(
    client: Client, town: Town, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(13):
        found = ask(client, town.programme).json()

    climate, buses = found["goals"]
    assert (climate["goal"]["key"], climate["verdict"]) == ("ostersund:mal/klimat", "contributes")
    assert (buses["verdict"], buses["net"], buses["items"]) == ("none", None, [])
    told = {(item["kind"], item["key"]): item for item in climate["items"]}
    assert told["position", "ostersund:p1"]["reason"] == "Ersätter olja."
    assert told["position", "ostersund:p1"]["strength"] == 3
    assert found["report"]["number"] == 1
    assert found["plan"]["key"] == "klimatprogram"
    assert client.get(climate["goal"]["url"]).json()["title"] == climate["title"]


@pytest.mark.parametrize(
    ("form", "media_type", "start"), [("pdf", "application/pdf", b"%PDF"), ("docx", DOCX, b"PK")]
)
def test_the_documents_of_the_pages_are_handed_out(
    client: Client, town: Town, form: str, media_type: str, start: bytes
) -> None:
    answer = ask(client, town.programme, f"format={form}")

    assert (answer["Content-Type"], answer.content[: len(start)]) == (media_type, start)
    assert f'filename="klimatprogram-samstammighet.{form}"' in answer["Content-Disposition"]
    again = ask(client, town.programme, f"format={form}", **{"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_who_has_it_is_answered_304_until_there_is_a_new_report(client: Client, town: Town) -> None:
    tag = ask(client, town.programme)["ETag"]
    assert ask(client, town.programme, **{"if-none-match": tag}).status_code == 304

    Plan.objects.filter(pk=town.programme.pk).update(title="Nytt namn")
    town.recompute()

    assert ask(client, town.programme, **{"if-none-match": tag}).status_code == 200


def test_a_draft_has_a_statement_for_members_alone(
    client: Client, town: Town, politician: Any, stranger: Any
) -> None:
    assert ask(client, town.draft).status_code == 404
    client.force_login(stranger)
    assert ask(client, town.draft).status_code == 404
    assert SECRET not in ask(client, town.programme).content.decode()
    client.force_login(politician)
    assert ask(client, town.draft).json()["goals"][1]["items"][0]["reason"].startswith(SECRET)


@pytest.mark.parametrize("query", ["format=xlsx", "format=%00", "colour=red"])
def test_what_is_no_form_is_a_problem(client: Client, town: Town, query: str) -> None:
    answer = ask(client, town.programme, query)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
