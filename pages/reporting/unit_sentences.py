"""What has changed for a unit, in plain sentences: goals, plans, measures, and what is to be put right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alignment.engine import PlanDifference
from pages.reporting.edits import Edit
from pages.reporting.selectors import Comparison, FindingSort
from pages.reporting.sentences import phrase_of, sentences_of
from pages.things import Thing

MOST_PLANS, MOST_EDITS, MOST_SORTS, MOST_SUBJECTS = 4, 6, 4, 3
#: What is done to a plan or a measure is told for itself; what ties things together, with the goal it moved.
TOLD = {"plan", "measure"}


def unit_sentences(comparison: Comparison) -> list[SafeString]:
    """Goals first, then what was done to plans and measures, then what is to be put right and what was."""
    return [
        *sentences_of(comparison),
        *_plans(comparison),
        *_edits(comparison),
        *_findings(_("New to put right or decide"), comparison.new),
        *_findings(_("Put right"), comparison.gone),
    ]


def _plans(comparison: Comparison) -> Iterator[SafeString]:
    """Plans that have begun to hold, or hold no longer; of others the score says how they stand."""
    steps = [(thing, words) for thing, plan in comparison.plans if (words := _step(plan))]
    for thing, words in steps[:MOST_PLANS]:
        yield format_html("{}: {}.", thing.link, words)


def _step(plan: PlanDifference) -> str:
    phase = plan.phase
    if not phase:
        return ""
    if not phase.after:
        return _("no longer in the report")
    return _("has begun to hold") if phase.after == "current" else _("is proposed")


def _edits(comparison: Comparison) -> Iterator[SafeString]:
    """Edits of plans and measures that no sentence about a goal has told yet."""
    told = {edit.name for goal in comparison.goals for edit in goal.causes}
    found = [edit for edit in comparison.edits if edit.edited.kind in TOLD and edit.name not in told]
    for edit in found[:MOST_EDITS]:
        yield _as_sentence(edit)


def _as_sentence(edit: Edit) -> SafeString:
    clause = phrase_of(edit)
    begun = clause if clause.startswith("<") else mark_safe(clause[:1].upper() + clause[1:])  # noqa: S308  # its first letter is no markup
    return format_html("{}.", begun)


def _findings(heading: str, sorts: Sequence[FindingSort]) -> Iterator[SafeString]:
    for sort in sorts[:MOST_SORTS]:
        named = format_html_join(", ", "{}", ((_subject(each),) for each in sort.subjects[:MOST_SUBJECTS]))
        left = sort.total - min(len(sort.subjects), MOST_SUBJECTS)
        more = f" {_('and %(n)d more') % {'n': left}}" if left else ""
        yield format_html("{}: {} – {}{}.", heading, sort.name.lower(), named, more)


def _subject(things: Iterable[Thing]) -> SafeString:
    """The things in a sentence of ours: they do not end it with a stop of their own."""
    bare = (replace(thing, text=thing.text.rstrip(".")) for thing in things)
    return format_html_join(" – ", "{}", ((thing.link,) for thing in bare))
