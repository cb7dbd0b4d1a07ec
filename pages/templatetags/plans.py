"""Small components of plans, their parts and the matrix. `{% load plans %}`."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import drawn_badge, signed
from pages.bearing import CLEAR, STRONG, net_tone, net_words
from pages.matrix.selectors.table import Cell, Row
from pages.positions.selectors.statements import ContributionLine
from pages.templatetags.samplan import strength
from planning.models import HandOver
from planning.models.links import Strength

register = template.Library()
HAND_OVER_TONES = {
    HandOver.State.OFFERED: ("info", "wait"),
    HandOver.State.ACCEPTED: ("ok", "ok"),
    HandOver.State.RETURNED: ("broken", "broken"),
}


@register.simple_tag
def strength_figure(value: int) -> SafeString:
    """A strength as a figure, its word for screen readers only; a plan's page has hundreds."""
    return drawn_strength(value, get_language() or "")


@lru_cache(maxsize=64)
def drawn_strength(value: int, language: str) -> SafeString:
    """The figure as markup."""
    return strength(value, worded=False)


@register.simple_tag
def strength_of_choice(value: str | int) -> SafeString:
    """The strength that a radio button stands for."""
    return strength(int(value))


@register.simple_tag
def hand_over_state(state: str, word: str) -> SafeString:
    """How far a hand-over has come, as a badge."""
    tone, sign = HAND_OVER_TONES[HandOver.State(state)]
    return drawn_badge(word, tone, sign)


@register.simple_tag
def stated(line: ContributionLine) -> SafeString:
    """What is said of an item and a goal: strength, goal and reason; a plan's page has hundreds."""
    said, why = line.contribution, line.contribution.rationale or ""
    return drawn_statement(said.strength, line.goal_link, why, line.recorder.language, get_language() or "")


@lru_cache(maxsize=4096)
def drawn_statement(
    strength: int, goal_link: SafeString, reason: str, reason_language: str, language: str
) -> SafeString:
    """The same as markup."""
    context = {
        "word": Strength(strength).label,
        "goal_link": goal_link,
        "reason": reason,
        "reason_language": reason_language,
    }
    return render_to_string("positions/stated.html", context)


@register.simple_tag
def net(value: int, items: int) -> SafeString:
    """A net as a signed, coloured figure with its words."""
    words = net_words(value, items)
    return format_html('<span class="net net-{}">{}</span> {}', net_tone(value), signed(value), words)


@register.simple_tag
def matrix_cells(row: Row) -> SafeString:
    """The cells of a row of the matrix; written here, since a page has up to 2,400 of them."""
    return mark_safe("".join(map(cell_markup, row.cells)))  # noqa: S308  # each is escaped


@register.simple_tag
def matrix_changes(cells: Iterable[Cell | None]) -> SafeString:
    """The cells of the row that says what would change; they lead nowhere."""
    texts = (
        f'<td class="net-{cell.tone}"><span>{cell_content(cell.net, cell.words)}</span></td>'
        if cell
        else "<td></td>"
        for cell in cells
    )
    return mark_safe("".join(texts))  # noqa: S308  # each is escaped


def cell_markup(cell: Cell | None) -> str:
    """A cell: its net as a link that says in words what it means."""
    if cell is None:
        return "<td></td>"
    inside = cell_content(cell.net, cell.words)
    return f'<td class="net-{cell.tone}"><a href="{escape(cell.url)}">{inside}</a></td>'


@lru_cache(maxsize=4096)
def cell_content(net: int, words: str) -> str:
    """A cell's figure and, for those who hear it, its words; the words are in the language of the page."""
    return f'<span aria-hidden="true">{signed(net)}</span><span class="ds-sr-only">{escape(words)}</span>'


@register.simple_tag
def net_legend() -> SafeString:
    """What the colours of nets mean."""
    rows = (
        ("p3", f"+{STRONG}"),
        ("p2", f"+{CLEAR}"),
        ("p1", "+1"),
        ("0", "0"),
        ("n1", "−1"),
        ("n2", f"−{CLEAR}"),
        ("n3", f"−{STRONG}"),
    )
    chips = format_html_join(" ", '<span class="net net-{}">{}</span>', rows)
    texts = (_("contributes"), chips, _("counteracts"))
    return format_html("{} {} {}", *texts)
