"""A plan as a tagged PDF. What people wrote is handed to Typst as data, never as its code."""

import html
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.rich_text import Node, tree
from pages.documents.typesetting import TEMPLATES, pdf
from pages.plans.selectors.reading import Bearing, Reading, ReadMeasure, ReadPosition, ReadSection

TEMPLATE = TEMPLATES / "plans" / "reading.typ"
Data = dict[str, Any]


def pdf_of(reading: Reading) -> bytes:
    """The PDF, in the active language for the fixed words; content in the plan's own."""
    return pdf(TEMPLATE, document(reading), about=f"plan {reading.plan.pk}")


def document(reading: Reading) -> Data:
    """All that stands in the PDF, as plain data."""
    plan = reading.plan
    return {
        "title": plan.title,
        "organisation": plan.organisation.name,
        "language": plan.organisation.language,
        "on": plan.organisation.today(),
        "kind": plan.type.name,
        "summary": lines(plan.summary or ""),
        "facts": [[str(name), words_of(value)] for name, value in reading.facts if value not in (None, "")],
        "is_long": reading.is_long,
        "words": {
            "contents": _("Contents"),
            "measure": _("Measure"),
            "responsible": _("Responsible"),
            "time": _("Time"),
            "cost": _("Cost"),
            "status": _("Status"),
        },
        "sections": [section_data(section) for section in reading.sections],
    }


def words_of(value: Any) -> str:
    """What a fact says; of links to other plans their names."""
    return html.unescape(strip_tags(value)) if isinstance(value, SafeString) else str(value)


def section_data(section: ReadSection) -> Data:
    """A section with what stands in it."""
    return {
        "number": section.number,
        "depth": section.depth,
        "heading": section.heading,
        "body": tree(section.body) if section.body else [],
        "positions": [position_data(position) for position in section.positions],
        "measures": [measure_data(measure) for measure in section.measures],
    }


def position_data(position: ReadPosition) -> Data:
    """A position: code, statement, why, and in small what sort it is and what it bears on."""
    kind = [_("Withdrawn")] if position.is_over else []
    kind += [position.aspect] if position.aspect else []
    return {
        "code": position.code,
        "statement": lines(position.statement),
        "why": lines(position.rationale),
        "is_over": position.is_over,
        "notes": [*filter(None, [" · ".join(kind)]), *bearing_notes(position.bearing)],
    }


def measure_data(measure: ReadMeasure) -> Data:
    """A row of the table of measures."""
    return {
        "code": measure.code,
        "title": lines(measure.title),
        "text": lines(measure.text),
        "notes": bearing_notes(measure.bearing),
        "cells": [measure.responsible, measure.time, measure.cost, measure.status],
    }


def bearing_notes(bearing: Bearing) -> list[str]:
    """What a part bears on, in a line each."""
    found = ((_("Contributes to:"), bearing.towards), (_("Makes harder:"), bearing.against))
    return [f"{word} {'; '.join(goals)}" for word, goals in found if goals]


def lines(text: str) -> list[Node]:
    """A plain text with its line breaks."""
    return list(_broken(text.strip().splitlines()))


def _broken(texts: Iterable[str]) -> Iterable[Node]:
    for place, text in enumerate(texts):
        if place:
            yield {"tag": "br", "inside": []}
        yield text
