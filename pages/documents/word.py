"""A document as Word's .docx: real headings, language, header rows of tables, alternative texts."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pages.documents.cleaning import cleaned
from pages.documents.content import (
    Block,
    Bullets,
    Cell,
    Document,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from pages.documents.office import FONT, INK, LOCALES, SOFT, TONES, properties_of
from pages.documents.typesetting import png

SIZES = {"Title": 26, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12}
EMU_IN_A_TWIP = 635
MARGIN_MM, SIDE_MM = 22, (210, 297)


def written(document: Document) -> bytes:
    """The file."""
    writing = _Writing(cleaned(document))
    writing.write()
    found = io.BytesIO()
    writing.file.save(found)
    return found.getvalue()


class _Writing:
    """The file while it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = docx.Document()
        self.width_mm = float(SIDE_MM[0] - 2 * MARGIN_MM)
        self.pictures = 0

    def write(self) -> None:
        self._set_up()
        document = self.document
        self._text(self.file.add_paragraph(style="Subtitle"), Cell(document.sort))
        self._text(self.file.add_paragraph(style="Title"), Cell(document.title))
        self._text(self.file.add_paragraph(style="Subtitle"), Cell(document.organisation))
        for name, value in document.facts:
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{name}: ").bold = True
            self._text(paragraph, value)
        for block in document.blocks:
            self._block(block)

    # The file as a whole ------------------------------------------------------------------------------

    def _set_up(self) -> None:
        document = self.document
        about = self.file.core_properties
        for name, said in properties_of(document.title, document.organisation, document.sort):
            setattr(about, name, said)
        about.language, about.comments, about.keywords = self._locale(document.language), "", ""
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(SIDE_MM[0]), Mm(SIDE_MM[1])
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(MARGIN_MM))
        self._styles()
        section.top_margin, section.header_distance = Mm(MARGIN_MM + 8), Mm(MARGIN_MM / 2)
        head = f"{document.title} · {document.organisation}"
        self._text(section.header.paragraphs[0], Cell(head), is_soft=True).font.size = Pt(9)
        self._page_number(section.footer.paragraphs[0])

    def _styles(self) -> None:
        styles: Any = self.file.styles
        for name in ("Normal", "Subtitle", *SIZES):
            style = styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for which in list(fonts.attrib):
                del fonts.attrib[which]  # the theme's fonts would prevail
            for which in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(which), FONT)
            style.font.color.rgb = RGBColor.from_string(SOFT if name == "Subtitle" else INK)
            style.font.italic = False
            style.font.size = Pt(SIZES.get(name, 10.5))
        defaults = styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), self._locale(self.document.language))

    def _page_number(self, paragraph: Any) -> None:
        """A field that Word fills in."""
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)

    # Blocks -------------------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                paragraph = self.file.add_paragraph(style=f"Heading {block.level}")
                self._text(paragraph, Cell(block.text, language=block.language))
            case Paragraph():
                paragraph = self.file.add_paragraph()
                self._text(paragraph, Cell(block.text, language=block.language), is_soft=block.is_note)
            case Bullets():
                for item in block.items:
                    self._text(self.file.add_paragraph(style="List Bullet"), item)
            case Figures():
                self._figures(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _figures(self, block: Figures) -> None:
        for item in block.items:
            paragraph = self.file.add_paragraph()
            colon = "" if item.name.endswith("?") else ":"
            self._text(paragraph, Cell(f"{item.name}{colon} "))
            run = self._text(paragraph, item.figure)
            run.bold, run.font.size = True, Pt(14)
            if item.note:
                self._text(paragraph, Cell(f"  {item.note}"), is_soft=True)

    def _picture(self, block: Picture) -> None:
        share = min(1.0, block.width / 620)
        self.file.add_picture(io.BytesIO(png(block.svg)), width=Mm(self.width_mm * share))
        about: Any = self.file.inline_shapes[self.pictures]._inline.docPr
        about.set("descr", block.alternative)
        self.pictures += 1

    def _table(self, block: Table) -> None:
        """Written cell by cell into the tree: python-docx's own way takes seconds for some hundred rows."""
        table: Any = self.file.add_table(rows=0, cols=len(block.columns))
        table.style = "Table Grid"
        weights = sum(column.weight for column in block.columns)
        widths = [int(Mm(self.width_mm * column.weight / weights)) for column in block.columns]
        self._describe(table, block, widths)
        heads = [Cell(column.heading) for column in block.columns]
        table._tbl.append(self._row(block, heads, widths, is_head=True))
        for row in block.rows:
            table._tbl.append(self._row(block, row, widths, is_head=False))
        self.file.add_paragraph().paragraph_format.space_after = Pt(4)

    def _describe(self, table: Any, block: Table, widths: list[int]) -> None:
        """Its name for readers who cannot see it, quiet rules, and the widths of its columns."""
        properties = table._tbl.tblPr
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), block.name)
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            line = OxmlElement(f"w:{side}")
            is_drawn = side in {"bottom", "insideH"}
            line.set(qn("w:val"), "single" if is_drawn else "nil")
            if is_drawn:
                line.set(qn("w:sz"), "4")
                line.set(qn("w:color"), "A9B6BD")
            borders.append(line)
        properties.find(qn("w:tblLook")).addprevious(borders)
        properties.append(caption)
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(width // EMU_IN_A_TWIP))

    def _row(self, block: Table, cells: Any, widths: list[int], *, is_head: bool) -> Any:
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
        for cell, column, width in zip(cells, block.columns, widths, strict=True):
            row.append(self._cell(cell, width, is_number=column.is_number, is_head=is_head))
        return row

    def _cell(self, cell: Cell, width: int, *, is_number: bool, is_head: bool) -> Any:
        found, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        size = OxmlElement("w:tcW")
        size.set(qn("w:w"), str(width // EMU_IN_A_TWIP))
        size.set(qn("w:type"), "dxa")
        properties.append(size)
        if cell.tone:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), TONES[cell.tone][1])
            properties.append(shade)
        paragraph, about = OxmlElement("w:p"), OxmlElement("w:pPr")
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:before"), "20")
        spacing.set(qn("w:after"), "20")
        about.append(spacing)
        if is_number:
            side = OxmlElement("w:jc")
            side.set(qn("w:val"), "right")
            about.append(side)
        paragraph.append(about)
        paragraph.append(self._run(cell, is_head=is_head))
        found.append(properties)
        found.append(paragraph)
        return found

    def _run(self, cell: Cell, *, is_head: bool) -> Any:
        """A small text of a table."""
        run, properties, text = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
        if is_head:
            properties.append(OxmlElement("w:b"))
        if cell.tone:
            colour = OxmlElement("w:color")
            colour.set(qn("w:val"), TONES[cell.tone][0])
            properties.append(colour)
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "17")
        properties.append(size)
        if self._is_foreign(cell.language):
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), self._locale(cell.language))
            properties.append(language)
        text.text = " ".join(cell.text.split("\n"))
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(properties)
        run.append(text)
        return run

    # Texts --------------------------------------------------------------------------------------------

    def _text(self, paragraph: Any, cell: Cell, *, is_soft: bool = False) -> Any:
        """A run with its language and colour."""
        run = paragraph.add_run(cell.text)
        if self._is_foreign(cell.language):
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), self._locale(cell.language))
            run._r.get_or_add_rPr().append(language)
        if cell.tone or is_soft:
            run.font.color.rgb = RGBColor.from_string(TONES[cell.tone][0] if cell.tone else SOFT)
        return run

    def _is_foreign(self, language: str) -> bool:
        return bool(language) and language != self.document.language

    def _locale(self, language: str) -> str:
        return LOCALES.get(language, language)
