"""What is said about things, and what is filed with them, over the API: for members, as on the pages."""

from collections.abc import Sequence
from typing import Any, NoReturn

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import private, unchanged
from core.api.parameters import Offered, asked_of_one
from core.api.schema import ETAG, IF_NONE_MATCH, ORGANISATION, PROBLEM
from core.api.serializers import ProblemSerializer
from core.errors import DomainError, Problem
from core.files import attached
from dialogue.api import serializers
from dialogue.api.deeds import COMMENT_DEEDS
from dialogue.filters import CommentFilter, DocumentFilter
from dialogue.models import Comment, Document
from dialogue.providers import Kind, discussed_kinds, filed_kinds, kind_of_model
from dialogue.selectors.discussions import subject_named
from dialogue.selectors.documents import documents_shown, subject_filed_with
from dialogue.selectors.people import members_of
from dialogue.services.comments import Remark, change_comment, remove_comment, write_comment
from dialogue.services.documents import MEDIA_TYPES, Paper, file_document, remove_document, rename_document
from organisations.api.deeds import Doing
from organisations.api.inputs import MOST
from organisations.api.reader import Reader, reader_of
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from organisations.api.writing import Writable

PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 403, 404, 429)}
FILES = [(200, each) for each in sorted(set(MEDIA_TYPES.values()))]


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
        return {"about": _about(discussed_kinds()), "writer": writer}

    def said(self, row: Comment) -> Values:
        """What it says, and of what."""
        kind = kind_of_model(row.subject_type.model_class())
        about = {"about": kind.name if kind else "", "subject": row.subject_id}
        return about | {"parent": row.parent, "text": row.text}

    def make(self, writer: Writer, given: Values) -> Comment:
        """Said of a thing that members see."""
        subject = subject_named(writer.organisation, given["about"], given["subject"])
        if subject is None:
            _no_subject()
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


class Documents(Writable):
    """Files that are filed with things: who sees a thing sees them.

    `documents/{id}/content/` hands one out.
    """

    kind = "documents"
    serializer_class = serializers.DocumentSerializer
    input_class = serializers.DocumentInput
    related = ("subject_type",)
    filterset_class = DocumentFilter
    orderings = ("id", "title", "created_at", "updated_at", "size_bytes")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """With what the reader sees now."""
        return documents_shown(reader.organisation, by_member=reader.is_member)

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """Of which kind it is about."""
        return {"about": _about(filed_kinds())}

    def said(self, row: Document) -> Values:
        """What it is called, and of what it is."""
        kind = kind_of_model(row.subject_type.model_class())
        about = {"about": kind.name if kind else "", "subject": row.subject_id}
        return about | {"title": row.title, "name": None, "content": None}

    def make(self, writer: Writer, given: Values) -> Document:
        """By those who edit what it belongs to."""
        about = (given["about"], given["subject"])
        subject = subject_filed_with(writer.organisation, *about, by_member=True) or _no_subject()
        paper = Paper(ContentFile(given["content"]), given["name"], given.get("title", ""))
        return file_document(**writer.by, subject=subject, paper=paper)

    def change(self, writer: Writer, row: Document, version: int, given: Values) -> None:
        """What it is called."""
        title = given.get("title", row.title)
        rename_document(**writer.by, document=row, expected_version=version, title=title)

    def remove(self, writer: Writer, row: Document, version: int) -> None:
        """It can be put back on the pages for thirty days."""
        remove_document(**writer.by, document=row, expected_version=version)


class DocumentContent(APIView):
    """What is in a document."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="documents_content",
        parameters=[ORGANISATION, IF_NONE_MATCH, ETAG],
        responses={**dict.fromkeys(FILES, OpenApiTypes.BINARY), 304: None, **PROBLEMS},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """The file as it was filed, as an attachment; never anything that a browser runs."""
        reader = reader_of(request)
        asked_of_one(request.query_params, Offered((), (), (), ("organisation",)))
        shown = documents_shown(reader.organisation, by_member=reader.is_member)
        document = shown.filter(pk=pk).first() if pk <= MOST else None
        if document is None:
            raise NotFound(_("There is nothing of that number that you may read."))
        tag = f'"{document.sha256[:32]}"'
        known = unchanged(request, tag)
        try:
            return known or private(attached(document.file, document.title, document.media_type, tag))
        except FileNotFoundError as error:
            raise NotFound(_("The file of this document is missing.")) from error


def _no_subject() -> NoReturn:
    message = _("There is no such thing that you may name here.")
    raise DomainError(message, code="not_found", problems=[Problem("subject", "not_found", message)])


def _types(kinds: Sequence[Kind]) -> dict[str, int]:
    """The kinds, with the ids of their content types. One query, once."""
    types = ContentType.objects.get_for_models(*(kind.model for kind in kinds))
    return {kind.name: types[kind.model].pk for kind in kinds}


def _about(kinds: Sequence[Kind]) -> Case:
    whens = [When(subject_type=pk, then=Value(name)) for name, pk in _types(kinds).items()]
    return Case(*whens, output_field=CharField())


def _is_shown(reader: Reader) -> Q:
    """About something that members of the organisation see."""
    types, found = _types(discussed_kinds()), Q()
    for kind in discussed_kinds():
        shown = kind.shown(reader.organisation).order_by().values("pk")
        found |= Q(subject_type=types[kind.name], subject_id__in=shown)
    return found
