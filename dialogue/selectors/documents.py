"""What is filed with things, for who may see it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q

from dialogue.models import Document
from dialogue.models import DocumentQuerySet as Documents
from dialogue.providers import filed_kinds, kind_named
from organisations.models import Organisation


def subject_filed_with(organisation: Organisation, kind: str, pk: int, *, by_member: bool) -> Any:
    """The thing of that kind and id with which documents are kept, if the reader sees it. One query."""
    found = kind_named(kind)
    if found is None or not found.is_filed_with:
        return None
    return found.seen(organisation, by_member=by_member).filter(pk=pk).first()


def documents_on(organisation: Organisation, subject: Model) -> Documents:
    """The organisation's documents on a thing, removed ones too; who sees the thing sees them."""
    kind = ContentType.objects.get_for_model(subject)
    return Document.objects.filter(organisation=organisation, subject_type=kind, subject_id=subject.pk)


def has_documents(organisation: Organisation, model: type[Model]) -> Exists:
    """Whether the organisation has filed something with each of the model's things."""
    kind = ContentType.objects.get_for_model(model)
    of_each = Document.objects.there().filter(organisation=organisation, subject_type=kind)
    return Exists(of_each.filter(subject_id=OuterRef("pk")))


def documents_shown(organisation: Organisation, *, by_member: bool) -> Documents:
    """The organisation's documents on all that its members see, or the public: each goes with its thing."""
    kinds, about = filed_kinds(), Q(pk__in=())
    types = ContentType.objects.get_for_models(*(kind.model for kind in kinds))
    for kind in kinds:
        if by_member or kind.published:
            seen = kind.seen(organisation, by_member=by_member).order_by().values("pk")
            about |= Q(subject_type=types[kind.model], subject_id__in=seen)
    return Document.objects.there().filter(about, organisation=organisation)
