"""What every PDF of the product is: tagged, in a language, with its fonts inside, and claiming to be so."""

import io
import os
import re
from pathlib import Path

import pikepdf

from tests.pages.documents.verapdf import refusals


def check_pdf(content: bytes, folder: Path, language: str = "sv") -> None:
    """Asserts that a PDF can be read aloud and archived; veraPDF is asked where `VERAPDF` names it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root, about = pdf.Root, str(pdf.open_metadata())
        assert root.MarkInfo.Marked == True  # noqa: E712  # it is an object of the file
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == language
        assert root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712  # likewise
        assert str(pdf.docinfo.Title)
        assert re.search(r"pdfuaid:part\W+1", about)
        assert re.search(r"pdfaid:part\W+2", about)
        assert re.search(r"pdfaid:conformance\W+A", about)
        assert all_fonts_are_inside(pdf)
        assert all_pictures_have_words(pdf)
    if verapdf := os.environ.get("VERAPDF"):
        file = folder / "document.pdf"
        file.write_bytes(content)
        assert refusals(verapdf, file) == []


def all_pictures_have_words(pdf: pikepdf.Pdf) -> bool:
    tags = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    return all(str(each.get("/Alt", "")) for each in tags if each.get("/S") == "/Figure")


def all_fonts_are_inside(pdf: pikepdf.Pdf) -> bool:
    described = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    fonts = [each for each in described if each.get("/Type") == "/FontDescriptor"]
    return bool(fonts) and all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in fonts)
