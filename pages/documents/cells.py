"""Cells of documents: a text as a reader reads it, with the number or day that it stands for."""

import html
from datetime import date, datetime
from decimal import Decimal

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from core.templatetags import ui
from pages.documents.content import Cell, Tone, Value
from pages.things import Thing

NONE = Cell("–")
TONES: dict[str, Tone] = {"ok": "ok", "partial": "partial", "broken": "broken"}


def text(value: object, language: str = "", tone: str = "") -> Cell:
    """Words; what is markup of a page (links of things) as plain text."""
    words = html.unescape(strip_tags(value)) if isinstance(value, SafeString) else str(value or "")
    return Cell(words or "–", language=language if words else "", tone=TONES.get(tone, ""))


def thing(found: Thing) -> Cell:
    """What something is called, in the language that it has its name in."""
    return Cell(found.text, language=found.language)


def number(value: Value | None, decimals: int | None = None, tone: str = "") -> Cell:
    """A number."""
    if value is None or isinstance(value, date):
        return NONE
    return Cell(ui.number(value, decimals), value, tone=TONES.get(tone, ""))


def signed(value: int | None, tone: str = "") -> Cell:
    """A number with its sign."""
    return NONE if value is None else Cell(ui.signed(value), value, tone=TONES.get(tone, ""))


def score(value: Decimal | float | None, decimals: int | None = None) -> Cell:
    """0 to 100, in the colour of the pages."""
    if value is None:
        return NONE
    tone = "ok" if value >= 75 else "partial" if value >= 40 else "broken"
    return number(value, decimals, tone)


def money(value: int | None, country: str | None) -> Cell:
    """Whole currency units."""
    return NONE if value is None else Cell(ui.money(value, country), value)


def day(value: date | datetime | None) -> Cell:
    """A day."""
    return NONE if value is None else Cell(ui.day(value), ui.local_day(value))
