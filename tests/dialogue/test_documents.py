"""Documents are filed, renamed, removed and put back by those who edit what they belong to."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from core.errors import Changed, DomainError, NotAllowed
from dialogue.models import Document
from dialogue.selectors.documents import documents_shown
from dialogue.services.documents import (
    Paper,
    file_document,
    forget_documents,
    forget_stray_files,
    put_back_document,
    remove_document,
    rename_document,
)
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from tests import factories

PDF = b"%PDF-1.7 protokoll"


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, status="drafting")


@pytest.fixture
def acting(municipality: Organisation, planner: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": planner}


def paper(name: str = "Protokoll 14.pdf", content: bytes = PDF, title: str = "") -> Paper:
    return Paper(ContentFile(content), name, title)


def held(document: Document) -> bytes:
    with document.file.open() as file:
        return bytes(file.read())


def test_a_document_is_called_as_its_file_unless_somebody_says_otherwise(acting: Any, plan: Plan) -> None:
    first = file_document(**acting, subject=plan, paper=paper())
    second = file_document(**acting, subject=plan, paper=paper(title="Beslut"))

    assert (first.title, second.title) == ("Protokoll 14", "Beslut")
    assert (first.media_type, first.size_bytes, first.ending) == ("application/pdf", len(PDF), "PDF")
    assert held(first) == PDF
    assert first.sha256 == second.sha256 != "0" * 64


@pytest.mark.parametrize(
    ("name", "content"),
    [("sida.html", b"<script>"), ("bild.svg", b"<svg/>"), ("utan", b"x"), ("tom.pdf", b"")],
)
def test_pages_pictures_with_code_and_empty_files_are_not_taken(
    acting: Any, plan: Plan, name: str, content: bytes
) -> None:
    with pytest.raises(DomainError) as refused:
        file_document(**acting, subject=plan, paper=paper(name, content))

    assert refused.value.code == "file"
    assert not Document.objects.exists()


def test_what_is_too_large_or_has_too_long_a_title_is_not_taken(
    acting: Any, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DomainError) as long:
        file_document(**acting, subject=plan, paper=paper(title="x" * 301))
    monkeypatch.setattr(Document, "MOST_BYTES", 3)
    with pytest.raises(DomainError) as large:
        file_document(**acting, subject=plan, paper=paper())

    assert (long.value.code, large.value.code) == ("title", "file")


def test_no_path_is_taken_from_the_name_of_a_file(acting: Any, plan: Plan) -> None:
    made = file_document(**acting, subject=plan, paper=paper("..\\..\\etc/p\0asswd.txt"))

    assert made.file.name.startswith("documents/")
    assert ".." not in made.file.name
    assert made.title == "passwd"


def test_who_does_not_edit_the_plan_files_nothing_with_it(
    municipality: Organisation, plan: Plan, politician: User, stranger: User
) -> None:
    for user in (politician, stranger):
        with pytest.raises(NotAllowed):
            file_document(organisation=municipality, by=user, subject=plan, paper=paper())


def test_with_a_region_s_adopted_plan_only_coordinators_file_something(
    municipality: Organisation, planner: User, coordinator: User
) -> None:
    plan = factories.PlanFactory(organisation__kind="region")
    factories.PlanAdoptionFactory(organisation=municipality, plan=plan)

    with pytest.raises(NotAllowed):
        file_document(organisation=municipality, by=planner, subject=plan, paper=paper())
    assert file_document(organisation=municipality, by=coordinator, subject=plan, paper=paper()).pk


def test_nothing_is_filed_with_what_members_do_not_see(acting: Any) -> None:
    with pytest.raises(DomainError) as refused:
        file_document(**acting, subject=factories.PlanFactory(status="drafting"), paper=paper())

    assert refused.value.code == "not_filed_with"


def test_a_removed_document_is_put_back_and_who_comes_late_is_told(acting: Any, plan: Plan) -> None:
    made = file_document(**acting, subject=plan, paper=paper())
    made.refresh_from_db()
    renamed = rename_document(**acting, document=made, expected_version=1, title=" Beslut ")
    with pytest.raises(Changed):
        remove_document(**acting, document=made, expected_version=1)

    removed = remove_document(**acting, document=made, expected_version=renamed.version)
    with pytest.raises(Changed):
        rename_document(**acting, document=made, expected_version=removed.version, title="Nej")
    back = put_back_document(**acting, document=made, expected_version=removed.version)

    assert (renamed.title, back.removed_at, back.version) == ("Beslut", None, 4)
    assert held(back) == PDF


def test_what_was_removed_long_ago_is_deleted_with_its_file(
    acting: Any, plan: Plan, django_capture_on_commit_callbacks: Any, capsys: Any
) -> None:
    old, lately, there = (file_document(**acting, subject=plan, paper=paper()) for _n in range(3))
    Document.objects.filter(pk=old.pk).update(removed_at=timezone.now() - timedelta(days=31))
    Document.objects.filter(pk=lately.pk).update(removed_at=timezone.now() - timedelta(days=29))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_documents")

    assert "1" in capsys.readouterr().out
    assert set(Document.objects.all()) == {lately, there}
    assert [each.file.storage.exists(each.file.name) for each in (old, lately, there)] == [False, True, True]
    assert forget_documents() == 0


def test_the_file_of_a_filing_that_was_taken_back_is_deleted_the_day_after(acting: Any, plan: Plan) -> None:
    kept = file_document(**acting, subject=plan, paper=paper())
    with transaction.atomic():
        taken_back = file_document(**acting, subject=plan, paper=paper("Utkast.pdf"))
        transaction.set_rollback(True)
    stored = [kept.file.storage.exists(each.file.name) for each in (kept, taken_back)]

    assert (forget_documents(), stored) == (0, [True, True])
    assert taken_back.file.storage.exists(taken_back.file.name), "it might have been under way"
    forget_stray_files(timezone.now() + timedelta(seconds=1))

    assert not taken_back.file.storage.exists(taken_back.file.name)
    assert held(kept) == PDF


def test_the_public_sees_documents_from_the_adoption_of_the_plan_on(
    acting: Any, municipality: Organisation, plan: Plan
) -> None:
    position = factories.PositionFactory(plan=plan)
    event = factories.PlanEventFactory(plan=plan, status="consultation")
    decided = factories.PlanEventFactory(plan=plan, status="adopted")
    filed = {
        thing: file_document(**acting, subject=thing, paper=paper())
        for thing in (plan, position, event, decided)
    }
    conflict = factories.ConflictFactory(organisation=municipality, unit=plan.unit)
    file_document(**acting, subject=conflict, paper=paper())

    def seen(*, by_member: bool) -> set[Document]:
        return set(documents_shown(municipality, by_member=by_member))

    assert (len(seen(by_member=True)), seen(by_member=False)) == (5, set())
    Plan.objects.filter(pk=plan.pk).update(status="adopted", adopted_on="2026-01-15")
    assert seen(by_member=False) == {filed[plan], filed[position], filed[decided]}
