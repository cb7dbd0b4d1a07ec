"""The picture that others show beside a link to an organisation's pages."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.templatetags.ui import number
from pages.documents.drawing import (
    INK,
    SOFT,
    STRIPS_WIDTH,
    Strip,
    label,
    strips_height,
    strips_svg,
    svg,
)
from pages.words import STAGES, stage_name, state_name

WIDTH, HEIGHT, EDGE = 1200.0, 630.0, 72.0
STATES = ("ok", "partial", "broken")
#: How much larger the strips are than in a document.
SCALE = 1.68
LONGEST_NAME = 36


def share_svg(name: str, accent: str, own: dict[str, Any] | None) -> str:
    """The organisation's name, the score of its own goals' chains, and each stage over all of them.

    `own`: the public totals of the own goals; without a report only the name and what the pages are about.
    """
    return svg(WIDTH, HEIGHT, _parts(name, accent, own))


def _parts(name: str, accent: str, own: dict[str, Any] | None) -> Iterable[str]:
    yield f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff"/>'
    yield f'<rect width="{EDGE / 3:g}" height="{HEIGHT:g}" fill="{accent}"/>'
    shown = Truncator(name).chars(LONGEST_NAME)
    yield _text((EDGE, 110), shown, 60, INK)
    yield _text((EDGE, 160), _("Do the plans pull the same way as the goals?"), 32, SOFT)
    score = own["mean_chain_score"] if own else None
    if own is None or score is None:
        return
    yield _text((WIDTH - EDGE, 120), number(score, 0), 96, accent, 'text-anchor="end"')
    yield _text((WIDTH - EDGE, 160), _("of 100"), 32, SOFT, 'text-anchor="end"')
    strips = [
        Strip(stage_name(stage), {state: own["stages"][stage][state] for state in STATES}) for stage in STAGES
    ]
    inside = strips_svg(strips, {state: state_name(state) for state in STATES})
    width, height = STRIPS_WIDTH * SCALE, strips_height(strips) * SCALE
    place = f'x="{EDGE:g}" y="{HEIGHT - EDGE - height:g}" width="{width:g}" height="{height:g}"'
    yield inside.replace("<svg ", f"<svg {place} ", 1)


def _text(at: tuple[float, float], text: str, size: int, colour: str, extra: str = "") -> str:
    drawn = label(*at, text, f'font-size="{size}" {extra}')
    return drawn.replace(f'fill="{SOFT}"', f'fill="{colour}"', 1)
