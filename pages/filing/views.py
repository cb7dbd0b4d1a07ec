"""Documents: listed and handed out to whoever sees what they belong to, kept by those who edit it.

Every form works on a page of its own; a plan's page fetches the list into itself.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.api.answers import private
from core.files import attached
from dialogue.selectors.documents import documents_on, documents_shown, subject_filed_with
from dialogue.services.documents import put_back_document
from pages.editing import (
    answer_create,
    answer_detail,
    answer_edit,
    answer_list,
    answer_remove,
    done,
    person,
)
from pages.filing.desks import DocumentDesk, NewDocumentDesk
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.versioned import sent_version


@require_GET
@in_organisation
def document_list(request: Request, viewer: Viewer, kind: str, subject: int) -> HttpResponse:
    """What is filed with a thing."""
    return answer_list(request, DocumentDesk(viewer, kind, subject_of(viewer, kind, subject)))


@require_GET
@for_members
def document_detail(request: Request, viewer: Viewer, kind: str, subject: int, pk: int) -> HttpResponse:
    """A document, and its history."""
    return answer_detail(request, DocumentDesk(viewer, kind, subject_of(viewer, kind, subject)), pk)


@require_GET
@in_organisation
def document_download(request: Request, viewer: Viewer, pk: int) -> Any:
    """What is in a document, as an attachment, which is sent a piece at a time."""
    shown = documents_shown(viewer.organisation, by_member=viewer.is_member)
    document = get_object_or_404(shown, pk=pk)
    tag = f'"{document.sha256[:32]}"'
    try:
        answer = attached(document.file, document.title, document.media_type, tag)
    except FileNotFoundError as error:
        raise Http404 from error
    return private(answer)


@require_http_methods(["GET", "POST"])
@for_members
def document_create(request: Request, viewer: Viewer, kind: str, subject: int) -> HttpResponse:
    """File a document."""
    return answer_create(request, NewDocumentDesk(viewer, kind, subject_of(viewer, kind, subject)))


@require_http_methods(["GET", "POST"])
@for_members
def document_edit(request: Request, viewer: Viewer, kind: str, subject: int, pk: int) -> HttpResponse:
    """Call a document something else."""
    return answer_edit(request, DocumentDesk(viewer, kind, subject_of(viewer, kind, subject)), pk)


@require_POST
@for_members
def document_remove(request: Request, viewer: Viewer, kind: str, subject: int, pk: int) -> HttpResponse:
    """Take a document away; the answer has the way back."""
    return answer_remove(request, DocumentDesk(viewer, kind, subject_of(viewer, kind, subject)), pk)


@require_POST
@for_members
def document_restore(request: Request, viewer: Viewer, kind: str, subject: int, pk: int) -> HttpResponse:
    """Put a document back that was removed."""
    desk = DocumentDesk(viewer, kind, subject_of(viewer, kind, subject))
    desk.check(None)
    removed = get_object_or_404(documents_on(viewer.organisation, desk.subject), pk=pk)
    back = put_back_document(
        organisation=viewer.organisation,
        by=person(viewer),
        document=removed,
        expected_version=sent_version(request),
    )
    return done(request, desk, desk.row_of(back), _("The document is back."))


def subject_of(viewer: Viewer, kind: str, pk: int) -> Any:
    """The thing with which documents are kept; raises `Http404` for what the viewer does not see."""
    subject = subject_filed_with(viewer.organisation, kind, pk, by_member=viewer.is_member)
    if subject is None:
        raise Http404
    return subject
