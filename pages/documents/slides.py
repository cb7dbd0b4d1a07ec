"""Slides as .pptx: each with a title, tables with header rows, pictures with alternative texts."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from core.colours import from_hex
from pages.documents.cleaning import cleaned
from pages.documents.content import (
    Block,
    Bullets,
    Cell,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Presentation,
    Slide,
    Table,
)
from pages.documents.office import FONT, INK, LOCALES, SOFT, TONES, properties_of
from pages.documents.typesetting import png

WIDTH, HEIGHT, MARGIN, TOP = 13.333, 7.5, 0.7, 1.55
INNER = WIDTH - 2 * MARGIN
#: Layouts of the library's own template.
FIRST, TITLED = 0, 5
ROWS_ON_A_SLIDE, BULLETS_ON_A_SLIDE = 8, 7
LONGEST_IN_A_CELL = 150


def written(presentation: Presentation) -> bytes:
    """The file."""
    writing = _Writing(cleaned(presentation))
    writing.write()
    found = io.BytesIO()
    writing.file.save(found)
    return found.getvalue()


class _Writing:
    """The file while it is written."""

    def __init__(self, presentation: Presentation) -> None:
        self.presentation = presentation
        self.file: Any = pptx.Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self.locale = LOCALES.get(presentation.language, presentation.language)

    def write(self) -> None:
        presentation = self.presentation
        about = self.file.core_properties
        for name, said in properties_of(presentation.title, presentation.organisation, presentation.about):
            setattr(about, name, said)
        about.language, about.comments = self.locale, ""
        self._first()
        for slide in presentation.slides:
            for title, blocks in paged(slide):
                self._slide(title, blocks)

    def _first(self) -> None:
        slide = self.file.slides.add_slide(self.file.slide_layouts[FIRST])
        title, below = slide.placeholders[0], slide.placeholders[1]
        _place(title, (MARGIN, 2.1, INNER, 1.6))
        _place(below, (MARGIN, 4.0, INNER, 1.4))
        self._fill(title.text_frame, self.presentation.title, size=40, bold=True)
        self._fill(below.text_frame, self.presentation.organisation, size=22, colour=SOFT)
        paragraph = below.text_frame.add_paragraph()
        self._run(paragraph, Cell(self.presentation.about), size=16, colour=SOFT)
        paragraph.alignment = PP_ALIGN.LEFT
        self._rule(slide, 3.85)

    def _slide(self, title: str, blocks: Sequence[Block]) -> None:
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLED])
        _place(slide.shapes.title, (MARGIN, 0.4, INNER, 0.85))
        self._fill(slide.shapes.title.text_frame, title, size=28, bold=True)
        self._rule(slide, 1.28)
        y = TOP
        for block in blocks:
            y += self._block(slide, block, y)

    def _rule(self, slide: Any, y: float) -> None:
        """A line in the organisation's colour; an ornament, of which nobody needs to hear."""
        line = slide.shapes.add_connector(1, Inches(MARGIN), Inches(y), Inches(WIDTH - MARGIN), Inches(y))
        line.line.color.rgb = coloured(self.presentation.accent.lstrip("#"))
        line.line.width = Pt(2)

    # Blocks -------------------------------------------------------------------------------------------

    def _block(self, slide: Any, block: Block, y: float) -> float:
        """Draws a block at that height; how tall it is."""
        match block:
            case Figures():
                return self._figures(slide, block, y)
            case Table():
                return self._table(slide, block, y)
            case Picture():
                return self._picture(slide, block, y)
            case Bullets():
                return self._bullets(slide, block, y)
            case Heading() | Paragraph():
                is_note = isinstance(block, Paragraph) and block.is_note
                colour = SOFT if is_note else INK
                return self._words(slide, Cell(block.text, language=block.language), y, colour)

    def _words(self, slide: Any, cell: Cell, y: float, colour: str) -> float:
        box = slide.shapes.add_textbox(Inches(MARGIN), Inches(y), Inches(INNER), Inches(0.5))
        box.text_frame.word_wrap = True
        self._run(box.text_frame.paragraphs[0], cell, size=16, colour=colour)
        return 0.6

    def _figures(self, slide: Any, block: Figures, y: float) -> float:
        """Two beside each other: a figure that is to be read from the last row."""
        wide, high = INNER / 2, 2.25
        for number, item in enumerate(block.items):
            place = (MARGIN + wide * (number % 2), y + high * (number // 2), wide - 0.3, high - 0.2)
            box = slide.shapes.add_textbox(*map(Inches, place))
            frame = box.text_frame
            frame.word_wrap = True
            self._run(frame.paragraphs[0], Cell(item.name), size=18, colour=SOFT)
            self._run(frame.add_paragraph(), item.figure, size=36, bold=True)
            if item.note:
                self._run(frame.add_paragraph(), Cell(item.note), size=16, colour=SOFT)
        return high * ((len(block.items) + 1) // 2)

    def _picture(self, slide: Any, block: Picture, y: float) -> float:
        high = min(HEIGHT - y - 0.5, INNER * block.height / block.width)
        wide = high * block.width / block.height
        place = (MARGIN + (INNER - wide) / 2, y, wide, high)
        picture = slide.shapes.add_picture(io.BytesIO(png(block.svg)), *map(Inches, place))
        picture._element._nvXxPr.cNvPr.set("descr", block.alternative)
        return high + 0.2

    def _bullets(self, slide: Any, block: Bullets, y: float) -> float:
        high = HEIGHT - y - 0.4
        box = slide.shapes.add_textbox(Inches(MARGIN), Inches(y), Inches(INNER), Inches(high))
        box.text_frame.word_wrap = True
        for number, item in enumerate(block.items):
            frame = box.text_frame
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            _bulleted(paragraph)
            paragraph.space_after = Pt(10)
            self._run(paragraph, item, size=18)
        return high

    def _table(self, slide: Any, block: Table, y: float) -> float:
        rows, columns = len(block.rows) + 1, len(block.columns)
        high = 0.5 * rows
        place = map(Inches, (MARGIN, y, INNER, high))
        shape = slide.shapes.add_table(rows, columns, *place)
        shape.name = block.name
        shape._element._nvXxPr.cNvPr.set("descr", block.name)
        table = shape.table
        table.first_row, table.horz_banding = True, False
        weights = sum(column.weight for column in block.columns)
        for column, about in zip(table.columns, block.columns, strict=True):
            column.width = Inches(INNER * about.weight / weights)
        heads = [Cell(column.heading) for column in block.columns]
        for row, cells in zip(table.rows, [heads, *block.rows], strict=True):
            row.height = Inches(0.5)
            for place_of, cell, about in zip(row.cells, cells, block.columns, strict=True):
                self._cell(place_of, cell, is_head=cells is heads, is_number=about.is_number)
        return high + 0.2

    def _cell(self, place: Any, cell: Cell, *, is_head: bool, is_number: bool) -> None:
        place.vertical_anchor = MSO_ANCHOR.MIDDLE
        place.margin_top = place.margin_bottom = Inches(0.03)
        place.fill.solid()
        ground = "E8EDF0" if is_head else TONES[cell.tone][1] if cell.tone else "FFFFFF"
        place.fill.fore_color.rgb = coloured(ground)
        paragraph = place.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
        colour = TONES[cell.tone][0] if cell.tone else INK
        self._run(
            paragraph,
            Cell(shortened(cell.text), language=cell.language),
            size=12,
            colour=colour,
            bold=is_head,
        )

    # Texts --------------------------------------------------------------------------------------------

    def _fill(self, frame: Any, text: str, *, size: int, bold: bool = False, colour: str = INK) -> None:
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        self._run(paragraph, Cell(text), size=size, bold=bold, colour=colour)

    def _run(self, paragraph: Any, cell: Cell, *, size: int, bold: bool = False, colour: str = INK) -> None:
        run = paragraph.add_run()
        run.text = " ".join(cell.text.splitlines())
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = coloured(colour)
        language = LOCALES.get(cell.language, cell.language) or self.locale
        run._r.get_or_add_rPr().set("lang", language)


def paged(slide: Slide) -> Iterable[tuple[str, list[Block]]]:
    """The slide, and further ones where its tables and lists are too long; each title says which it is."""
    pages: list[list[Block]] = [[]]
    for block in slide.blocks:
        pieces = list(_pieces(block))
        pages[-1].append(pieces[0])
        pages += [[piece] for piece in pieces[1:]]
    for number, blocks in enumerate(pages, start=1):
        title = slide.title if len(pages) == 1 else f"{slide.title} ({number}/{len(pages)})"
        yield title, blocks


def _pieces(block: Block) -> Iterable[Block]:
    if isinstance(block, Table):
        for start in range(0, max(1, len(block.rows)), ROWS_ON_A_SLIDE):
            yield Table(block.name, block.columns, block.rows[start : start + ROWS_ON_A_SLIDE])
    elif isinstance(block, Bullets):
        for start in range(0, max(1, len(block.items)), BULLETS_ON_A_SLIDE):
            yield Bullets(block.items[start : start + BULLETS_ON_A_SLIDE])
    else:
        yield block


def shortened(text: str) -> str:
    """As much of a text as a table on a slide has room for."""
    return text if len(text) <= LONGEST_IN_A_CELL else f"{text[: LONGEST_IN_A_CELL - 2].rstrip()} …"


def coloured(text: str) -> RGBColor:
    """The colour of `rrggbb`."""
    made: Any = RGBColor  # the library says nothing of its types
    found: RGBColor = made(*from_hex(f"#{text}"))
    return found


def _place(shape: Any, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, place)


def _bulleted(paragraph: Any) -> None:
    """A bullet with its indent, as lists on slides have."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "285750")
    properties.set("indent", "-285750")
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)
