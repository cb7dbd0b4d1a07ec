"""Positions and measures of a plan that is read whole: it has hundreds, so they are written here."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.plans.selectors.reading import Bearing, ReadMeasure, ReadPosition

register = template.Library()


@register.simple_tag
def read_positions(positions: Iterable[ReadPosition], language: str) -> SafeString:
    """Positions as paragraphs; `language` is the attribute of what the plan itself says."""
    words = Words()
    found = [position_markup(position, language, words) for position in positions]
    return mark_safe("".join(found))  # noqa: S308  # each is escaped


@register.simple_tag
def read_measures(measures: Iterable[ReadMeasure], language: str) -> SafeString:
    """Measures as rows of a table."""
    words = Words()
    found = [measure_markup(measure, language, words) for measure in measures]
    return mark_safe("".join(found))  # noqa: S308  # each is escaped


class Words:
    """The fixed words, looked up once for all positions of a section."""

    def __init__(self) -> None:
        self.towards, self.against = escape(_("Contributes to:")), escape(_("Makes harder:"))
        self.withdrawn = escape(_("Withdrawn"))

    def of(self, bearing: Bearing, tag: str) -> str:
        """What a part bears on, in a line each."""
        sides = ((self.towards, bearing.towards), (self.against, bearing.against))
        return "".join(
            f'<{tag} class="reading-meta">{word} {escape("; ".join(goals))}</{tag}>'
            for word, goals in sides
            if goals
        )


def position_markup(position: ReadPosition, language: str, words: Words) -> str:
    """A position: code and statement, why, what sort it is, what it bears on."""
    kind = [words.withdrawn] if position.is_over else []
    kind += [escape(position.aspect)] if position.aspect else []
    over = " reading-over" if position.is_over else ""
    why = f'<p class="why"{language}>{lines(position.rationale)}</p>' if position.rationale else ""
    meta = f'<p class="reading-meta">{" · ".join(kind)}</p>' if kind else ""
    return (
        f'<div class="reading-position{over}" id="position-{position.pk}">'
        f'<p class="statement"{language}>{code(position.code)}{lines(position.statement)}</p>'
        f"{why}{meta}{words.of(position.bearing, 'p')}</div>\n"
    )


def measure_markup(measure: ReadMeasure, language: str, words: Words) -> str:
    """A measure: what, who, when, at what cost, how far it has come."""
    text = f'<span class="why"{language}>{lines(measure.text)}</span>' if measure.text else ""
    return (
        f'<tr id="measure-{measure.pk}"><th scope="row">'
        f"<span{language}>{code(measure.code)}{escape(measure.title)}</span>"
        f"{text}{words.of(measure.bearing, 'span')}</th>"
        f"<td{language}>{escape(measure.responsible or '–')}</td><td>{escape(measure.time or '–')}</td>"
        f'<td class="num">{escape(measure.cost or "–")}</td><td>{escape(measure.status)}</td></tr>\n'
    )


def code(text: str) -> str:
    """The number of a part, before what it says."""
    return f'<span class="code">{escape(text)}</span> ' if text else ""


def lines(text: str) -> str:
    """A plain text with its line breaks."""
    return "<br>".join(map(escape, text.splitlines()))
