"""A document as a tagged PDF that can be archived."""

from pages.documents.content import Document
from pages.documents.typesetting import TEMPLATES, pdf

TEMPLATE = TEMPLATES / "documents" / "document.typ"


def written(document: Document) -> bytes:
    """The file."""
    return pdf(TEMPLATE, document, about=document.title)
