"""What documents add to the walk of all routes, services and the API."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dialogue.models import Document
from dialogue.services import documents
from organisations.models import Organisation
from planning.models import Plan
from tests import factories


def build(organisation: Organisation, secret: str, secret_key: str) -> None:
    """A document on the open plan and one on the secret draft; of each another one was removed."""
    for key, title in (("oppen", "Öppet protokoll"), (secret_key, secret)):
        plan = Plan.objects.get(organisation=organisation, key=key)
        for removed_at in (None, timezone.now()):
            factories.DocumentFactory(
                subject=plan,
                title=title,
                removed_at=removed_at,
                file__filename="p.txt",
                file__data=title.encode(),
            )


def draft() -> Plan:
    """The secret draft that documents are filed with."""
    filed_with_plans = Document.objects.there().filter(subject_type__model="plan", title__startswith="Hemlig")
    found = filed_with_plans.order_by("pk")[0].subject
    assert isinstance(found, Plan)
    return found


def form() -> dict[str, Any]:
    """What a person who may write would send."""
    return {"file": SimpleUploadedFile("protokoll.pdf", b"%PDF-1.7")}


def arguments(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes, of what is filed with a plan."""
    filed = Document.objects.filter(subject_type__model="plan", subject_id=plan.pk)
    place = {"kind": "plan", "subject": plan.pk}
    there = {"pk": filed.there().get().pk}
    found = {f"filing:document_{action}": [place | there] for action in ("detail", "edit", "remove")}
    return found | {
        "filing:document_list": [place],
        "filing:document_create": [place],
        "filing:document_download": [there],
        "filing:document_restore": [place | {"pk": filed.get(removed_at__isnull=False).pk}],
    }


def new() -> dict[str, Any]:
    """What files one over the API."""
    return {"about": "plan", "subject": draft().pk, "name": "protokoll.pdf", "content": "JVBERi0xLjc="}


def by(world: Any, user: Any) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def filed(*, is_removed: bool = False) -> dict[str, Any]:
    about = {"subject_type__model": "plan", "subject_id": draft().pk, "removed_at__isnull": not is_removed}
    return {"document": Document.objects.get(**about), "expected_version": 1}


ACTS: dict[str, Any] = {
    "file_document": lambda w, user: documents.file_document(
        **by(w, user), subject=draft(), paper=documents.Paper(ContentFile(b"%PDF-1.7"), "protokoll.pdf")
    ),
    "rename_document": lambda w, user: documents.rename_document(
        **by(w, user), **filed(), title="Annat namn"
    ),
    "remove_document": lambda w, user: documents.remove_document(**by(w, user), **filed()),
    "put_back_document": lambda w, user: documents.put_back_document(**by(w, user), **filed(is_removed=True)),
}
