"""A document as a spreadsheet: what it is about, then a sheet for each table, with real numbers and days.

Texts are written as texts: what begins with `=`, `+` or `@` is never reckoned.
"""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from pages.documents.cleaning import cleaned
from pages.documents.content import Bullets, Cell, Document, Figures, Heading, Paragraph, Table
from pages.documents.office import properties_of

LONGEST_NAME, LONGEST_TEXT = 31, 32_767
#: What Excel takes for a sheet's name, and what it does not.
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
WIDEST, NARROWEST = 70, 9
FORMATS: dict[type, str] = {int: "#,##0", float: "#,##0.0#", Decimal: "#,##0.##", date: "yyyy-mm-dd"}


def written(document: Document) -> bytes:
    """The file."""
    document = cleaned(document)
    file = io.BytesIO()
    # Nothing is guessed from what a text looks like: every cell is written as what it is.
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties(dict(properties_of(document.title, document.organisation, document.sort)))
    sheets = _Sheets(book)
    sheets.front(document)
    for table, above in document.tables():
        sheets.table(table, above)
    book.close()
    return file.getvalue()


class _Sheets:
    """The sheets while they are written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_size": 12})
        self.of_value = {
            kind: book.add_format({"num_format": shape, "valign": "top"}) for kind, shape in FORMATS.items()
        }

    def front(self, document: Document) -> None:
        """What the document is, and all of it that stands in no table."""
        sheet = self._sheet(document.sort)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, 2, 60)
        self._text(sheet, (0, 0), document.title, self.title)
        self._text(sheet, (1, 0), document.organisation, self.plain)
        row = 3
        for name, value in document.facts:
            self._text(sheet, (row, 0), name, self.plain)
            self._cell(sheet, (row, 1), value)
            row += 1
        heading: Heading | None = None
        for block in document.blocks:
            if isinstance(block, Heading):
                heading = block
            lines = _lines(block)
            if lines and heading is not None:
                self._text(sheet, (row + 1, 0), heading.text, self.heading)
                row, heading = row + 2, None
            for line in lines:
                for column, cell in enumerate(line):
                    self._cell(sheet, (row, column), cell)
                row += 1

    def table(self, table: Table, above: tuple[str, ...]) -> None:
        """A table: its row of headings stays in sight, and each column can be filtered."""
        sheet = self._sheet(table.name)
        for number, column in enumerate(table.columns):
            longest = max((len(row[number].text) for row in table.rows[:200]), default=0)
            sheet.set_column(
                number, number, min(max(longest + 2, NARROWEST, len(column.heading) * 0.7), WIDEST)
            )
            self._text(sheet, (0, number), column.heading, self.head)
        for place, row in enumerate(table.rows, start=1):
            for number, cell in enumerate(row):
                self._cell(sheet, (place, number), cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{_of_header(' – '.join([*above[:1], table.name]))}")

    def _sheet(self, name: str) -> Any:
        """A sheet with a name that Excel takes and no other sheet has."""
        base = FORBIDDEN.sub(" ", name).strip() or "-"
        found, number = base[:LONGEST_NAME], 1
        while found.casefold() in self.names or found.casefold() == "history":
            number += 1
            end = f" {number}"
            found = base[: LONGEST_NAME - len(end)] + end
        self.names.add(found.casefold())
        return self.book.add_worksheet(found)

    def _cell(self, sheet: Any, place: tuple[int, int], cell: Cell) -> None:
        """A number or day as one, anything else as text."""
        value = cell.value
        if value is None:
            self._text(sheet, place, cell.text, self.plain)
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day has no time zone
            sheet.write_datetime(*place, moment, self.of_value[date])
        else:
            sheet.write_number(*place, float(value), self.of_value[type(value)])

    def _text(self, sheet: Any, place: tuple[int, int], text: str, shape: Any) -> None:
        sheet.write_string(*place, text[:LONGEST_TEXT], shape)


def _lines(block: object) -> list[tuple[Cell, ...]]:
    """What stands in no table, a line each."""
    match block:
        case Paragraph():
            return [(Cell(block.text),)]
        case Bullets():
            return [(item,) for item in block.items]
        case Figures():
            return [(Cell(item.name), item.figure, Cell(item.note)) for item in block.items]
    return []


def _of_header(text: str) -> str:
    """A text that the head of printed pages shows as it is."""
    return text.replace("&", "&&")[:200]
