"""The forms that documents are handed out in, by their word in the address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.documents import pdf, spreadsheet, word
from pages.documents.content import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A form: what it is called, the file's ending and type, and who writes it."""

    name: str | Promise
    ending: str
    content_type: str
    write: Callable[[Document], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS = {
    "pdf": Format("PDF", "pdf", "application/pdf", pdf.written),
    "word": Format("Word", "docx", f"{_OFFICE}.wordprocessingml.document", word.written),
    "kalkylark": Format(_("Spreadsheet"), "xlsx", f"{_OFFICE}.spreadsheetml.sheet", spreadsheet.written),
}
#: The word in the address of the form that only the overview has.
SLIDES = "bildspel"
SLIDES_NAME = _("Slides")
SLIDES_ENDING, SLIDES_TYPE = "pptx", f"{_OFFICE}.presentationml.presentation"
