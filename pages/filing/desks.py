"""The desk of what is filed with a plan, a position, a measure, a step in a plan's course …"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.templatetags.ui import day
from dialogue.models import Document
from dialogue.policies import can_file
from dialogue.selectors.documents import documents_on
from dialogue.services.documents import Paper, file_document, remove_document, rename_document
from organisations.models import User
from pages.editing import Desk, Row, Words
from pages.filing.forms import DocumentForm, NewDocumentForm
from pages.guards import Viewer
from pages.things import Thing, gone, things
from pages.versioned import VersionedForm


class DocumentDesk(Desk[Document]):
    """What the organisation keeps of documents on a thing; who sees the thing reads them."""

    namespace = "filing"
    kind = "document"
    form_class: ClassVar[type[VersionedForm]] = DocumentForm
    words = Words(
        title=_("Documents"),
        lead=_("Minutes, investigations and decisions that belong to it, to download."),
        create=_("Add a document"),
        created=_("The document is filed."),
        saved=_("The document is saved."),
        remove=_("Remove the document"),
        removed=_("Removed:"),
        nothing=_("No documents here"),
        next_step=_("Those who edit it add minutes, investigations and decisions here."),
    )

    def __init__(self, viewer: Viewer, kind: str, subject: Any) -> None:
        super().__init__(viewer)
        self.about, self.subject = kind, subject

    @cached_property
    def is_kept_by_viewer(self) -> bool:
        """Whether the viewer files something with the thing."""
        return can_file(self.viewer.standing, self.viewer.organisation, self.subject)

    @cached_property
    def thing(self) -> Thing:
        """What the documents belong to."""
        name = (self.about, self.subject.pk)
        return things(self.viewer.organisation, [name]).get(name) or gone()

    def found(self, text: str) -> Any:
        return self.things().filter(title__icontains=text)

    def things(self) -> QuerySet[Document]:
        return documents_on(self.viewer.organisation, self.subject).there()

    def rows(self, things: Sequence[Document]) -> list[Row]:
        return [
            Row(
                f"document-{document.pk}",
                document.title,
                facts=(document.ending, filesizeformat(document.size_bytes), day(document.created_at)),
                language=self.viewer.organisation.language,
                inside_url=reverse(
                    "filing:document_download", args=[self.viewer.organisation.slug, document.pk]
                ),
            )
            for document in things
        ]

    def values(self, thing: Document) -> dict[str, Any]:
        return {"title": thing.title}

    def create(self, by: User, values: dict[str, Any]) -> Document:
        file = values["file"]
        paper = Paper(file, file.name, values["title"])
        return file_document(organisation=self.viewer.organisation, by=by, subject=self.subject, paper=paper)

    def change(self, by: User, thing: Document, expected_version: int, values: dict[str, Any]) -> Document:
        return rename_document(
            organisation=self.viewer.organisation,
            by=by,
            document=thing,
            expected_version=expected_version,
            title=values["title"],
        )

    def remove(self, by: User, thing: Document, expected_version: int, sent: Mapping[str, str]) -> None:
        removed = remove_document(
            organisation=self.viewer.organisation, by=by, document=thing, expected_version=expected_version
        )
        thing.version = removed.version

    def way_back(self, removed: Document) -> tuple[str, int] | None:
        return self.address("restore", removed.pk), removed.version

    def can_change(self, thing: Document | None) -> bool:
        return self.is_kept_by_viewer

    def place(self) -> list[Any]:
        return [self.about, self.subject.pk]

    def trail(self) -> list[str]:
        return [self.thing.text, self.thing.url]


class NewDocumentDesk(DocumentDesk):
    """The same, where one is added: with its file."""

    form_class = NewDocumentForm
