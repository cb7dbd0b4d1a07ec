"""Filing documents with things: a file with a title, which goes where its thing goes.

Members see it as they see the thing, and the public from the day on which that is adopted.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from core.versions import locked, write
from dialogue.events import document_changed
from dialogue.models import Document
from dialogue.policies import check_can_file
from organisations.models import Organisation, User
from organisations.policies import standing

if TYPE_CHECKING:
    AnyFile = File[bytes]
else:
    AnyFile = File
#: How long a removed document can be put back.
KEPT = timedelta(days=30)
#: No filing is under way for so long.
UNDER_WAY = timedelta(days=1)
#: Where files of documents are.
FOLDER = "documents"
OFFICE = "application/vnd.openxmlformats-officedocument"
#: What is taken, by the end of its name: no page and no picture with code in it can be handed out from here.
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".docx": f"{OFFICE}.wordprocessingml.document",
        ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
        ".pptx": f"{OFFICE}.presentationml.presentation",
        ".doc": "application/msword",
        ".xls": "application/vnd.ms-excel",
        ".ppt": "application/vnd.ms-powerpoint",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        ".odp": "application/vnd.oasis.opendocument.presentation",
        ".rtf": "application/rtf",
        ".txt": "text/plain",
        ".csv": "text/csv",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".tif": "image/tiff",
        ".tiff": "image/tiff",
        ".zip": "application/zip",
        ".gpkg": "application/geopackage+sqlite3",
        ".gml": "application/gml+xml",
        ".geojson": "application/geo+json",
        ".json": "application/json",
    }
)
TITLE = Document._meta.get_field("title")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file with its name, and what it is to be called: as the file, where nothing is said."""

    file: AnyFile
    name: str
    title: str = ""


def file_document(*, organisation: Organisation, by: User, subject: models.Model, paper: Paper) -> Document:
    """File a document with a thing.

    Raises `NotAllowed` for who does not edit the thing; `DomainError` (`file`) for a file that is empty,
    longer than 50 MiB or of a sort that is not taken, (`title`) for a title that is too long, and for what
    nothing is filed with. Announces `document_changed`.
    """
    check_can_file(standing(by, organisation), organisation, subject)
    name = PurePath(paper.name.replace("\\", "/").replace("\0", "")).name
    made = Document(
        organisation=organisation,
        subject=subject,
        title=_checked_title(paper.title or PurePath(name).stem),
        media_type=_media_type(name),
        size_bytes=_checked_size(paper.file),
        sha256=_digest(paper.file),
    )
    made.file.save(name[-100:], paper.file, save=False)
    try:
        with transaction.atomic():
            made.save()
            document_changed.send(sender=Document, organisation=organisation, document=made)
    except BaseException:
        made.file.delete(save=False)
        raise
    return made


@transaction.atomic
def rename_document(
    *, organisation: Organisation, by: User, document: Document, expected_version: int, title: str
) -> Document:
    """Call a document something else; what it holds stays as it is.

    Raises `NotAllowed`, `Changed`, or `DomainError` (`title`). Announces `document_changed`.
    """
    stored = _locked(organisation, by, document, expected_version)
    if write(stored, {"title": _checked_title(title)}):
        document_changed.send(sender=Document, organisation=organisation, document=stored)
    return stored


@transaction.atomic
def remove_document(
    *, organisation: Organisation, by: User, document: Document, expected_version: int
) -> Document:
    """Take a document away; it can be put back for thirty days. Raises `NotAllowed`, `Changed`.

    Announces `document_changed`.
    """
    stored = _locked(organisation, by, document, expected_version)
    write(stored, {"removed_at": timezone.now()})
    document_changed.send(sender=Document, organisation=organisation, document=stored)
    return stored


@transaction.atomic
def put_back_document(
    *, organisation: Organisation, by: User, document: Document, expected_version: int
) -> Document:
    """Put a removed document back. Raises `NotAllowed`, `Changed`. Announces `document_changed`."""
    stored = _locked(organisation, by, document, expected_version, is_there=False)
    write(stored, {"removed_at": None})
    document_changed.send(sender=Document, organisation=organisation, document=stored)
    return stored


def forget_documents() -> int:
    """Delete what was removed more than thirty days ago, the files too; says how many documents.

    Files of filings that came to nothing are deleted with them.
    """
    forgotten = 0
    for document in Document.objects.filter(removed_at__lt=timezone.now() - KEPT).order_by("pk"):
        with transaction.atomic():
            document.delete()
            transaction.on_commit(lambda file=document.file: file.storage.delete(file.name))  # type: ignore[misc]  # a name for each
        forgotten += 1
    forget_stray_files(timezone.now() - UNDER_WAY)
    return forgotten


def forget_stray_files(before: datetime) -> int:
    """Delete files written before then that are no document's; says how many.

    A file is written before its document is known to all: where what it was filed in is taken back, or the
    machine stops between the two, it stays behind.
    """
    storage, strays = default_storage, 0
    for folder in _folders(FOLDER):
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        kept = set(Document.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if name not in kept and storage.get_modified_time(name) < before:
                storage.delete(name)
                strays += 1
    return strays


def _folders(folder: str) -> Iterator[str]:
    """The folder, if it is there, and all in it."""
    if default_storage.exists(folder):
        yield folder
        for name in default_storage.listdir(folder)[0]:
            yield from _folders(f"{folder}/{name}")


def _locked(
    organisation: Organisation, by: User, document: Document, expected_version: int, *, is_there: bool = True
) -> Document:
    if document.organisation_id != organisation.pk:
        raise NotAllowed(_("This was filed in another organisation."))
    check_can_file(standing(by, organisation), organisation, document.subject)
    found = Document.objects.filter(organisation=organisation, removed_at__isnull=is_there)
    return locked(found, pk=document.pk, expected_version=expected_version)


def _checked_title(title: str) -> str:
    stripped = title.strip()
    if not stripped:
        raise DomainError(_("Say what the document is called."), code="title")
    if len(stripped) > (TITLE.max_length or 0):
        message = _("Write at most %(most)s characters.") % {"most": TITLE.max_length}
        raise DomainError(message, code="title")
    return stripped


def _media_type(name: str) -> str:
    end = PurePath(name).suffix.lower()
    if end not in MEDIA_TYPES:
        message = _("Files of this sort are not taken. These are: %(sorts)s.")
        sorts = ", ".join(known.removeprefix(".") for known in MEDIA_TYPES)
        raise DomainError(message % {"sorts": sorts}, code="file")
    return MEDIA_TYPES[end]


def _checked_size(file: AnyFile) -> int:
    if not file.size:
        raise DomainError(_("The file is empty."), code="file")
    if file.size > Document.MOST_BYTES:
        most = Document.MOST_BYTES // 1024**2
        raise DomainError(_("The file is larger than %(most)s MB.") % {"most": most}, code="file")
    return file.size


def _digest(file: AnyFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
