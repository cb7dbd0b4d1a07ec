"""Typst, which sets all PDFs: what people wrote is handed to it as data, never as its code."""

from pathlib import Path
from typing import Any, Literal

import orjson
import structlog
import typst
from django.conf import settings

from pages.documents.cleaning import cleaned

Standards = list[Literal["ua-1", "a-2a"]]
log = structlog.get_logger()
TEMPLATES = Path(settings.BASE_DIR) / "templates"
FRAME = TEMPLATES / "documents" / "frame.typ"
#: Tags, language, title and headings in their order; and that it can still be read in fifty years.
STANDARDS: Standards = ["ua-1", "a-2a"]
PIXELS_PER_INCH = 260.0
#: Draws a picture by itself, on a page that is as wide as the text of a printed one.
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 470pt)
"""


def pdf(template: Path, data: Any, *, about: str) -> bytes:
    """The template, within the frame that all share, filled with data; PDF/UA-1 and PDF/A-2a in one file.

    `about` says in the log what it was, if a letter that no font has (an emoji) is against the standards:
    it is to be had all the same, tagged, but without the claim.
    """
    source = FRAME.read_bytes() + template.read_bytes()
    inputs = {"data": orjson.dumps(cleaned(data), default=str).decode()}
    try:
        return _compiled(source, inputs, STANDARDS)
    except typst.TypstError as error:
        log.warning("not PDF/UA", about=about, error=str(error))
        return _compiled(source, inputs, [])


def _compiled(source: bytes, inputs: dict[str, str], standards: Standards) -> bytes:
    """With Typst's own fonts only, so that it looks the same everywhere."""
    found: bytes = typst.compile(
        source, format="pdf", ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=[*standards]
    )
    return found


def png(svg: str) -> bytes:
    """A drawing as pixels, for forms that cannot show it as it is."""
    found: bytes = typst.compile(
        PICTURE,
        format="png",
        ppi=PIXELS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
    )
    return found
