"""Documents of a plan in the browser: read by whoever sees it, kept by those who edit it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dialogue.models import Document
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, key="klimat", title="Klimatplan")


def here(plan: Plan) -> str:
    return f"/ostersund/handlingar/plan/{plan.pk}/"


def upload(name: str = "Protokoll.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 protokoll")


def read(answer: Any) -> bytes:
    """What is handed out; read to the end, the file is closed."""
    return bytes(answer.getvalue())


def test_the_page_of_a_plan_fetches_its_documents(client: Client, plan: Plan) -> None:
    page = client.get("/ostersund/planer/klimat/").content.decode()
    part = client.get(here(plan), headers=HTMX).content.decode()

    assert f'hx-get="{here(plan)}"' in page
    assert "No documents here" in part
    assert "Add a document" not in part
    assert "<html" not in part


def test_the_pages_of_a_long_list_are_its_own_wherever_it_is_shown(
    client: Client, plan: Plan, planner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.editing.ROWS_PER_PAGE", 1)
    client.force_login(planner)
    for name in ("A.pdf", "B.pdf"):
        client.post(f"{here(plan)}ny/", {"file": upload(name), "title": ""})
    part = client.get(here(plan), headers=HTMX).content.decode()

    assert f'href="{here(plan)}?page=2"' in part
    assert ">B<" in client.get(f"{here(plan)}?page=2").content.decode()


def test_a_planner_files_a_document_without_javascript(client: Client, planner: User, plan: Plan) -> None:
    client.force_login(planner)
    form = client.get(f"{here(plan)}ny/").content.decode()

    answer = client.post(f"{here(plan)}ny/", {"file": upload(), "title": ""})
    page = client.get(answer["Location"]).content.decode()

    assert 'enctype="multipart/form-data"' in form
    assert (answer.status_code, answer["Location"]) == (302, here(plan))
    assert "Klimatplan" in page
    assert "PDF · 18" in page


def test_a_file_that_is_not_taken_is_said_beside_the_field(client: Client, planner: User, plan: Plan) -> None:
    client.force_login(planner)

    answer = client.post(f"{here(plan)}ny/", {"file": upload("sida.html"), "title": "T"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Files of this sort are not taken." in answer.content.decode()


def test_two_who_rename_a_document_see_both_titles(client: Client, planner: User, plan: Plan) -> None:
    filed = factories.DocumentFactory(subject=plan)
    Document.objects.filter(pk=filed.pk).update(title="En annans titel")
    client.force_login(planner)
    sent = {"title": "Min titel", "initial-title": "Protokoll", "version": 1}

    answer = client.post(f"{here(plan)}{filed.pk}/redigera/", sent)

    assert answer.status_code == 409
    assert "Min titel" in answer.content.decode()
    assert "annans" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_removed_document_is_put_back_at_once(
    client: Client, planner: User, plan: Plan, headers: dict[str, str]
) -> None:
    filed = factories.DocumentFactory(subject=plan)
    client.force_login(planner)

    removed = client.post(
        f"{here(plan)}{filed.pk}/ta-bort/", {"version": 1}, headers=headers
    ).content.decode()
    assert "lagg-tillbaka" in removed
    assert 'name="version" value="2"' in removed
    assert client.get(f"/ostersund/handlingar/{filed.pk}/").status_code == 404

    client.post(f"{here(plan)}{filed.pk}/lagg-tillbaka/", {"version": 2}, headers=headers)
    assert Document.objects.there().get() == filed


def test_a_file_is_handed_out_under_its_title_and_never_shown(client: Client, plan: Plan) -> None:
    filed = factories.DocumentFactory(subject=plan, title='Beslut: "ja"/nej\n')

    answer = client.get(f"/ostersund/handlingar/{filed.pk}/")

    assert (read(answer), answer["X-Content-Type-Options"]) == (b"%PDF-1.7", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="Beslut ja nej.pdf"'


def test_documents_of_a_draft_are_for_members(client: Client, politician: User, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="drafting", adopted_on=None)
    filed = factories.DocumentFactory(subject=plan)
    addresses = [here(plan), f"/ostersund/handlingar/{filed.pk}/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(politician)
    assert client.get(addresses[0]).status_code == 200
    assert read(client.get(addresses[1])) == b"%PDF-1.7"
    assert client.get(f"{here(plan)}ny/").status_code == 403


def test_a_step_in_a_plan_s_course_has_its_minutes(client: Client, coordinator: User, plan: Plan) -> None:
    step = factories.PlanEventFactory(plan=plan, status="adopted", title="Antagande")
    course = "/ostersund/planer/klimat/status/"
    address = f"/ostersund/handlingar/plan_event/{step.pk}/"

    def offers(browser: Client) -> bool:
        return address in browser.get(course).content.decode()

    public = offers(client)
    factories.DocumentFactory(subject=step, organisation=plan.organisation)

    assert (public, offers(client)) == (False, True)
    assert "Antagande" in client.get(address).content.decode()


def test_the_history_of_a_document_tells_what_it_was_called(
    client: Client, planner: User, plan: Plan
) -> None:
    filed = factories.DocumentFactory(subject=plan)
    client.force_login(planner)
    client.post(f"{here(plan)}{filed.pk}/redigera/", {"title": "Beslut", "version": 1})

    page: Any = client.get(f"{here(plan)}{filed.pk}/").content.decode()

    assert "Protokoll" in page
    assert "Beslut" in page
