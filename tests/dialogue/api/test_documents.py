"""Documents over the API: filed, renamed, removed, found and handed out."""

import base64
from typing import Any

import pytest
from django.test import Client

from dialogue.models import Document
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from tests import factories
from tests.planning.api.test_writing import problems, send

DOCUMENTS = "/api/v1/documents/"
SCOPE = "?organisation=ostersund"
CONTENT = b"%PDF-1.7 protokoll"


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, status="drafting")


@pytest.fixture
def as_planner(log_in: Any, planner: User) -> Client:
    client: Client = log_in(planner)
    return client


def sent(plan: Plan, **more: Any) -> dict[str, Any]:
    content = base64.b64encode(CONTENT).decode()
    return {"about": "plan", "subject": plan.pk, "name": "protokoll.pdf", "content": content} | more


def read(answer: Any) -> bytes:
    """What is handed out; read to the end, the file is closed."""
    return bytes(answer.getvalue())


def test_a_document_is_filed_handed_out_renamed_and_removed(as_planner: Client, plan: Plan) -> None:
    made = send(as_planner, "post", DOCUMENTS, sent(plan)).json()
    here = f"{DOCUMENTS}{made['id']}/"
    file = as_planner.get(f"{here}content/{SCOPE}")
    again = as_planner.get(f"{here}content/{SCOPE}", headers={"if-none-match": file["ETag"]})
    renamed = send(as_planner, "patch", here, {"version": 1, "title": "Beslut"}).json()
    behind = send(as_planner, "patch", here, {"version": 1, "title": "Nej"})
    removed = send(as_planner, "delete", here, {"version": 2})

    assert (made["title"], made["about"], made["subject"], made["size_bytes"]) == (
        "protokoll",
        "plan",
        plan.pk,
        18,
    )
    assert (read(file), file["Content-Type"]) == (CONTENT, "application/pdf")
    assert file["Content-Disposition"] == 'attachment; filename="protokoll.pdf"'
    assert (again.status_code, file["X-Content-Type-Options"]) == (304, "nosniff")
    assert (renamed["title"], behind.status_code, behind.json()["current"]) == ("Beslut", 412, renamed)
    assert removed.status_code == 204
    assert as_planner.get(f"{here}{SCOPE}").status_code == 404
    assert as_planner.get(f"{here}content/{SCOPE}").status_code == 404


def test_what_cannot_be_filed_is_said_where_it_is_wrong(as_planner: Client, plan: Plan) -> None:
    def wrong(**more: Any) -> Any:
        return problems(send(as_planner, "post", DOCUMENTS, sent(plan, **more)))

    assert wrong(content="inte base64!") == [("/content", "base64")]
    assert wrong(name="sida.html") == [("/", "file")]
    assert wrong(subject=10**9) == [("/subject", "not_found")]
    assert wrong(about="nothing") == [("/subject", "not_found")]
    assert wrong(size_bytes=1) == [("/size_bytes", "read_only")]
    assert not Document.objects.exists()


def test_what_a_document_holds_stays(as_planner: Client, plan: Plan) -> None:
    made = send(as_planner, "post", DOCUMENTS, sent(plan)).json()

    answer = send(as_planner, "patch", f"{DOCUMENTS}{made['id']}/", sent(plan) | {"version": 1})

    assert {code for _path, code in problems(answer)} == {"fixed"}


def test_documents_are_found_by_words_sort_and_what_they_belong_to(as_planner: Client, plan: Plan) -> None:
    first = factories.DocumentFactory(subject=plan, title="Protokoll från fullmäktige")
    second = factories.DocumentFactory(subject=plan, title="Bilaga", media_type="text/csv", size_bytes=4)

    def found(query: str) -> list[int]:
        return [row["id"] for row in as_planner.get(f"{DOCUMENTS}{SCOPE}&{query}").json()["results"]]

    assert found("q=fullmäktige protokoll") == [first.pk]
    assert found("media_type=text/csv") == [second.pk]
    assert found(f"about=plan&subject={plan.pk}&ordering=size_bytes") == [second.pk, first.pk]


def test_the_public_gets_documents_of_adopted_plans_only(client: Client, plan: Plan) -> None:
    hidden = factories.DocumentFactory(subject=plan)
    adopted = factories.PlanFactory(organisation=plan.organisation)
    shown = factories.DocumentFactory(subject=adopted, title="Antagen")

    listed = client.get(f"{DOCUMENTS}{SCOPE}").json()["results"]

    assert [row["id"] for row in listed] == [shown.pk]
    assert read(client.get(f"{DOCUMENTS}{shown.pk}/content/{SCOPE}")) == b"%PDF-1.7"
    assert client.get(f"{DOCUMENTS}{hidden.pk}/content/{SCOPE}").status_code == 404


def test_a_document_whose_file_is_gone_is_not_there(as_planner: Client, plan: Plan) -> None:
    made = factories.DocumentFactory(subject=plan)
    made.file.storage.delete(made.file.name)
    answer = as_planner.get(f"{DOCUMENTS}{made.pk}/content/{SCOPE}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "Dokumentets fil saknas."
