"""What is said about things, and what is filed with them, over the API: for members, as on the pages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from dialogue.api import serializers
from dialogue.api.deeds import COMMENT_DEEDS
from dialogue.filters import AboutFilter, CommentFilter
from dialogue.models import Comment, Document
from dialogue.providers import discussed_kinds, kind_of_model
from dialogue.selectors.discussions import subject_named
from dialogue.selectors.people import members_of
from dialogue.services.comments import Remark, change_comment, remove_comment, write_comment
from organisations.api.deeds import Doing
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Resource
from organisations.api.writer import Writer


class Comments(Doing):
    """What the organisation's people have said of things: for members, and never for anybody else.

    One that is removed leaves its place, without its text. Who is called on stands in the text (`@Name`).
    """

    kind = "comments"
    serializer_class = serializers.CommentSerializer
    input_class = serializers.CommentInput
    deeds = COMMENT_DEEDS
    related = ("parent", "subject_type")
    filterset_class = CommentFilter
    orderings = ("id", "created_at", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """On what members see now."""
        return Comment.objects.filter(_is_shown(reader), organisation=reader.organisation)

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """Of which kind it is about, and who wrote it."""
        unnamed = When(created_by__name="", then=F("created_by__email"))
        writer = Case(unnamed, default=F("created_by__name"), output_field=CharField())
        return {"about": _about(), "writer": writer}

    def said(self, row: Comment) -> Values:
        """What it says, and of what."""
        kind = kind_of_model(row.subject_type.model_class())
        about = {"about": kind.name if kind else "", "subject": row.subject_id}
        return about | {"parent": row.parent, "text": row.text}

    def make(self, writer: Writer, given: Values) -> Comment:
        """Said of a thing that members see."""
        subject = subject_named(writer.organisation, given["about"], given["subject"])
        if subject is None:
            message = _("There is no such thing that you may name here.")
            raise DomainError(message, code="not_found", problems=[Problem("subject", "not_found", message)])
        remark = Remark(given["text"])
        return write_comment(**writer.by, subject=subject, remark=remark, parent=given.get("parent"))

    def change(self, writer: Writer, row: Comment, version: int, given: Values) -> None:
        """By who wrote it; whom it called on it calls on still."""
        called_on = members_of(writer.organisation).filter(mentions__comment=row)
        remark = Remark(given["text"], tuple(called_on))
        change_comment(**writer.by, comment=row, expected_version=version, remark=remark)

    def remove(self, writer: Writer, row: Comment, version: int) -> None:
        """Its text is taken away; its place stays."""
        remove_comment(**writer.by, comment=row, expected_version=version)


class Documents(Resource):
    """Files that are filed with things: what they are called and what they are; for members."""

    kind = "documents"
    serializer_class = serializers.DocumentSerializer
    filterset_class = AboutFilter
    orderings = ("id", "title", "created_at", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """With what members see now."""
        return Document.objects.filter(_is_shown(reader), organisation=reader.organisation)

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """Of which kind it is about."""
        return {"about": _about()}


def _types() -> dict[str, int]:
    """The kinds that can be talked about, with the ids of their content types. One query, once."""
    kinds = discussed_kinds()
    types = ContentType.objects.get_for_models(*(kind.model for kind in kinds))
    return {kind.name: types[kind.model].pk for kind in kinds}


def _about() -> Case:
    whens = [When(subject_type=pk, then=Value(name)) for name, pk in _types().items()]
    return Case(*whens, output_field=CharField())


def _is_shown(reader: Reader) -> Q:
    """About something that members of the organisation see."""
    types, found = _types(), Q()
    for kind in discussed_kinds():
        shown = kind.shown(reader.organisation).order_by().values("pk")
        found |= Q(subject_type=types[kind.name], subject_id__in=shown)
    return found
