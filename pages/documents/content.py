"""What a document that leaves the system says, in plain values: made once, written in many forms.

Knows nothing of the field and nothing of forms: whoever makes a document fills these in, and each
writer (`pdf`, `word`, `spreadsheet`, `slides`) draws them as its readers expect.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Value = int | float | Decimal | date
Tone = Literal["", "ok", "partial", "broken"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text as it is read; `value` is the number or day that it stands for, where it is one.

    `language` where it is another than the document's; `tone` is a colour beside the word, never instead.
    """

    text: str
    value: Value | None = None
    language: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `weight` is its share of the width."""

    heading: str
    weight: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 to 3; the document's title stands above all of them."""

    text: str
    level: int = 1
    language: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A running text; `is_note` for what only explains."""

    text: str
    language: str = ""
    is_note: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short texts below each other."""

    items: tuple[Cell, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands out: what it is of, and a line that explains it."""

    name: str
    figure: Cell
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers side by side."""

    items: tuple[Figure, ...]
    kind: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; `name` is its own, for readers who cannot see where it stands."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG, `width` × `height` in its own units) and the text that stands for it."""

    svg: str
    alternative: str
    width: float
    height: float
    kind: Literal["picture"] = "picture"


Block = Heading | Paragraph | Bullets | Figures | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document: `sort` says above the title what it is, `facts` below it what one should know first.

    `on` is the day that it speaks of, `accent` the colour of the organisation (`#rrggbb`).
    """

    title: str
    sort: str
    organisation: str
    language: str
    on: date
    facts: tuple[tuple[str, Cell], ...] = ()
    blocks: tuple[Block, ...] = ()
    accent: str = "#1a5f7a"

    def tables(self) -> Iterator[tuple[Table, tuple[str, ...]]]:
        """The tables, each with the headings that it stands under, the nearest last."""
        above: list[str] = []
        for block in self.blocks:
            if isinstance(block, Heading):
                above = [*above[: block.level - 1], block.text]
            elif isinstance(block, Table):
                yield block, tuple(above)


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: a title and a few blocks below each other. Long tables go on on further slides."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """Slides after a first one with the title, what it is about and the organisation."""

    title: str
    about: str
    organisation: str
    language: str
    on: date
    slides: tuple[Slide, ...] = field(default=())
    accent: str = "#1a5f7a"


def filled(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], name: str) -> Iterator[Table]:
    """The table, if it has rows."""
    if rows:
        yield Table(name, tuple(columns), tuple(tuple(row) for row in rows))
