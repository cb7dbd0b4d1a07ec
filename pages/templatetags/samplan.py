"""Components that speak of the field: chains, strengths, findings, statuses. `{% load samplan %}`."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alignment.models import Finding
from core.templatetags.ui import drawn_badge, drawn_score
from interchange.sources import Fault
from organisations.models import Unit
from pages.chains import GoalRow
from pages.dashboard.units import unit_thing
from pages.history.differences import ADDED, REMOVED, Piece
from pages.things import Thing, url_or_nothing
from pages.words import (
    FUNDING_TONES,
    MEASURE_TONES,
    PLAN_TONES,
    STAGES,
    TARGET_WORDS,
    stage_name,
    stage_reason,
    state_name,
)
from planning.models import Measure, Plan
from planning.models.links import Strength

register = template.Library()
SIGNS = {"ok": "ok", "partial": "partial", "broken": "broken"}


@register.filter(name="fault")
def fault_words(code: str) -> str:
    """What was wrong with a source, in words."""
    return str(Fault(code).label) if code in Fault.values else code


def states_of(alignment: Any) -> tuple[str, ...]:
    """The six states, in their order, of a goal's alignment: an object with the stages, or a dictionary."""
    if isinstance(alignment, dict):
        return tuple(alignment[stage] for stage in STAGES)
    return tuple(getattr(alignment, stage) for stage in STAGES)


@register.simple_tag
def stage_chain(alignment: Any) -> SafeString:
    """The six stages of a goal as six signs, each with stage and state as words for screen readers."""
    return drawn_chain("stage_chain", states_of(alignment), get_language() or "")


@register.simple_tag
def stage_chain_full(alignment: Any) -> SafeString:
    """The six stages with name, state and the reason in words: for a goal's own page."""
    return drawn_chain("stage_chain_full", states_of(alignment), get_language() or "")


@register.simple_tag
def stage_cells(alignment: Any) -> SafeString:
    """The six stages of a goal as six cells of a table row, under `{% stage_heads %}`."""
    return drawn_chain("stage_cells", states_of(alignment), get_language() or "")


@lru_cache(maxsize=4096)
def drawn_chain(name: str, states: tuple[str, ...], language: str) -> SafeString:
    """A chain as markup; lists show hundreds of chains, and few kinds of them."""
    stages = [
        {
            "name": stage_name(stage),
            "state": state_name(state),
            "tone": state,
            "why": stage_reason(stage, state),
        }
        for stage, state in zip(STAGES, states, strict=True)
    ]
    return render_to_string(f"components/{name}.html", {"stages": stages, "language": language})


@register.simple_tag
def goal_row(row: GoalRow, *, prefix: str = "", has_change: bool = False) -> SafeString:
    """A goal as a row of `components/goal_table.html`; pages have hundreds, of which few change at a time."""
    states = states_of(row.alignment) if row.alignment else None
    shown = ShownRow(row.goal, row.pk, row.level, row.weakest, row.score, row.change)
    return drawn_goal_row(shown, states, prefix, has_change, get_language() or "")


class ShownRow(NamedTuple):
    """What a goal's row shows beside its stages."""

    goal: Thing
    pk: int
    level: int
    weakest: str
    score: int | None
    change: int | None


@lru_cache(maxsize=4096)
def drawn_goal_row(
    row: ShownRow,
    states: tuple[str, ...] | None,
    prefix: str,
    has_change: bool,  # noqa: FBT001  # it is a cache's key
    language: str,
) -> SafeString:
    """A row as markup."""
    cells = drawn_chain("stage_cells", states, language) if states else ""
    score = drawn_score(row.score, language, (("bare", True),))
    context = {"row": row, "cells": cells, "score": score, "prefix": prefix, "has_change": has_change}
    return render_to_string("components/goal_row.html", context)


@register.simple_tag
def stage_legend() -> SafeString:
    """What the four signs of a chain mean."""
    states = [(state, state_name(state)) for state in ("ok", "partial", "broken", "na")]
    return render_to_string("components/stage_legend.html", {"states": states})


@register.simple_tag
def stage_heads() -> SafeString:
    """The names of the six stages as heads of six columns."""
    return render_to_string(
        "components/stage_heads.html", {"stages": [stage_name(stage) for stage in STAGES]}
    )


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, query: str = "") -> str:
    """The address of a page of the viewer's organisation, with a query; empty while there is no such page."""
    url = url_or_nothing(name, context["viewer"].organisation.slug)
    return f"{url}?{query}" if url and query else url


@register.simple_tag(takes_context=True)
def unit_link(context: Context, unit: Unit, language: str = "") -> SafeString:
    """A unit that answers for something, with its overview if it is the viewer's organisation's."""
    return unit_thing(context["viewer"].organisation, unit, language).link


@register.simple_tag
def strength(value: int, *, worded: bool = True) -> SafeString:
    """−3 to +3 as a signed, coloured figure with its word (`worded=False`: for screen readers only)."""
    return drawn_strength(value, str(Strength(value).label), worded)


@lru_cache(maxsize=64)
def drawn_strength(value: int, word: str, worded: bool) -> SafeString:  # noqa: FBT001  # it is a cache's key
    """A strength as markup."""
    return render_to_string("components/strength.html", {"value": value, "word": word, "worded": worded})


@register.simple_tag
def target_status(status: str) -> SafeString:
    """The status of a target as a badge."""
    word, tone = TARGET_WORDS[status]
    return status_badge(str(word), tone)


@register.simple_tag
def plan_status(plan: Plan) -> SafeString:
    """A plan's status as a badge."""
    word = str(Plan.Status(plan.status).label)
    return status_badge(word, PLAN_TONES.get(plan.status, "info"), signed=False)


@register.simple_tag
def measure_status(measure: Measure) -> SafeString:
    """A measure's status as a badge."""
    return status_badge(str(Measure.Status(measure.status).label), MEASURE_TONES[measure.status])


@register.simple_tag
def measure_funding(measure: Measure) -> SafeString:
    """How a measure is paid for, as a badge."""
    return status_badge(str(Measure.Funding(measure.funding).label), FUNDING_TONES[measure.funding])


@register.simple_tag
def severity(finding: Finding) -> SafeString:
    """A finding's severity as a badge."""
    tone = {"high": "broken", "medium": "partial"}.get(finding.severity, "neutral")
    context = {"text": Finding.Severity(finding.severity).label, "tone": tone, "sign": finding.severity}
    return render_to_string("components/badge.html", context)


@register.simple_tag
def finding_row(row: Any) -> SafeString:
    """A finding as a list item: severity, sentence with links, unit, since when. See `pages.sentences`."""
    return render_to_string("components/finding_row.html", {"row": row})


@register.simple_tag
def compared_text(pieces: Iterable[Piece]) -> SafeString:
    """A text with what was added to it and taken out of it, for eyes and ears."""
    heard = {ADDED: (_("added:"), _("(end)")), REMOVED: (_("removed:"), _("(end)"))}
    marked = (((mark, *heard[mark]) if mark else None, text) for mark, text in pieces)
    return mark_safe("".join(_piece(how, text) for how, text in marked))  # noqa: S308  # each is escaped


def _piece(how: tuple[str, str, str] | None, text: str) -> str:
    if how is None:
        return conditional_escape(text)
    mark, begins, ends = how
    aside = '<span class="ds-sr-only">{}</span>'
    return format_html(f"<{mark}>{aside}{{}}{aside}</{mark}>", f"{begins} ", text, f" {ends}")


def status_badge(text: str, tone: str, *, signed: bool = True) -> SafeString:
    """A badge with the sign that belongs to its tone."""
    return drawn_badge(text, tone, SIGNS.get(tone, "") if signed else "")
