"""What has changed, one plain sentence a goal: what was done, and what became of the chain."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.reporting.edits import Edit
from pages.reporting.selectors import Comparison, GoalMove, StageMove
from planning.models import Measure, Plan
from planning.selectors.owned import OVER

MOST_SENTENCES = 6
WHOLE = 100
PAID = {Measure.Funding.WITHIN_BUDGET, Measure.Funding.DECIDED}
OF_MEASURES: dict[str, Promise] = {
    Measure.Status.PLANNED: gettext_lazy("the measure {thing} was put off to later"),
    Measure.Status.ONGOING: gettext_lazy("the measure {thing} was begun"),
    Measure.Status.DONE: gettext_lazy("the measure {thing} was completed"),
    Measure.Status.PAUSED: gettext_lazy("the measure {thing} was paused"),
    Measure.Status.CANCELLED: gettext_lazy("the measure {thing} was cancelled"),
}
OF_PLANS: dict[str, Promise] = {
    Plan.Status.ADOPTED: gettext_lazy("{thing} was adopted"),
    Plan.Status.IN_FORCE: gettext_lazy("{thing} came into force"),
    Plan.Status.SUPERSEDED: gettext_lazy("{thing} was superseded"),
    Plan.Status.REPEALED: gettext_lazy("{thing} was repealed"),
}
#: What became of a thing of any other sort: created, changed, removed.
CHANGES: dict[str, tuple[Promise, Promise, Promise]] = {
    "measure": (
        gettext_lazy("the measure {thing} was added"),
        gettext_lazy("the measure {thing} was changed"),
        gettext_lazy("the measure {thing} was removed"),
    ),
    "plan": (
        gettext_lazy("{thing} was begun"),
        gettext_lazy("{thing} was changed"),
        gettext_lazy("{thing} was removed"),
    ),
    "position": (
        gettext_lazy("the position {thing} was added"),
        gettext_lazy("the position {thing} was changed"),
        gettext_lazy("the position {thing} was removed"),
    ),
    "contribution": (
        gettext_lazy("a link was made: {thing}"),
        gettext_lazy("a link was changed: {thing}"),
        gettext_lazy("a link was removed: {thing}"),
    ),
    "implementation": (
        gettext_lazy("somebody carries it out: {thing}"),
        gettext_lazy("the carrying out was changed: {thing}"),
        gettext_lazy("it is no longer carried out: {thing}"),
    ),
    "observation": (
        gettext_lazy("a new value of {thing}"),
        gettext_lazy("a changed value of {thing}"),
        gettext_lazy("a value of {thing} was removed"),
    ),
    "target": (
        gettext_lazy("a target was set: {thing}"),
        gettext_lazy("a target was changed: {thing}"),
        gettext_lazy("a target was removed: {thing}"),
    ),
    "goal": (
        gettext_lazy("the goal was added"),
        gettext_lazy("the goal was changed"),
        gettext_lazy("the goal was removed"),
    ),
}
OTHER = (
    gettext_lazy("{thing} was added"),
    gettext_lazy("{thing} was changed"),
    gettext_lazy("{thing} was removed"),
)


def sentences_of(comparison: Comparison) -> list[SafeString]:
    """The goals whose chains have moved, own and broken ones first, a sentence each."""
    moved = [goal for goal in comparison.goals if goal.stages or goal.difference.score]
    return [_sentence(goal) for goal in moved[:MOST_SENTENCES]]


def _sentence(goal: GoalMove) -> SafeString:
    parts = [phrase_of(edit) for edit in goal.causes[:2]]
    parts.append(format_html("<strong>{}</strong>", _outcome(goal)))
    return format_html("{}: {}.", goal.thing.link, format_html_join("; ", "{}", ((part,) for part in parts)))


def _outcome(goal: GoalMove) -> str:
    """What became of the chain, in a clause."""
    score = goal.difference.score
    if score.before is None or score.after is None:
        return (
            _("the goal is new in the report")
            if score.after is not None
            else _("the goal has left the report")
        )
    if score.after == WHOLE:
        return _("the chain is whole")
    broken = _named(goal, lambda stage: stage.after == "broken")
    if broken:
        return _("the chain breaks at: %(stages)s") % {"stages": broken}
    mended = _named(goal, lambda stage: stage.before == "broken")
    if mended:
        return _("the chain holds again at: %(stages)s") % {"stages": mended}
    stronger, weaker = (
        _("the chain is stronger, %(before)s → %(after)s"),
        _("the chain is weaker, %(before)s → %(after)s"),
    )
    return (stronger if score.after > score.before else weaker) % {
        "before": score.before,
        "after": score.after,
    }


def _named(goal: GoalMove, chosen: Callable[[StageMove], bool]) -> str:
    return ", ".join(stage.name.lower() for stage in goal.stages if chosen(stage))


def phrase_of(edit: Edit) -> SafeString:
    """What was done, as a clause with the thing as a link."""
    edited = edit.edited
    wording = _moved(edited.kind, edited.before, edited.after)
    if wording is None:
        words = CHANGES.get(edited.kind, OTHER)
        wording = words[0 if edited.before is None else 2 if edited.after is None else 1]
    return format_html(str(wording), thing=edit.thing.link)


def _moved(kind: str, before: Any, after: Any) -> Promise | None:
    """What a step of a measure or plan is called; None if it took none."""
    if before is None or after is None:
        return None
    # What is done counts as paid for whatever is said of its money, and what is cancelled does not count.
    if kind == "measure" and before.status == after.status and after.status not in OVER:
        was, is_now = before.funding in PAID, after.funding in PAID
        if was != is_now:
            return (
                gettext_lazy("the measure {thing} was paid for")
                if is_now
                else gettext_lazy("the measure {thing} lost its funding")
            )
    words = {"measure": OF_MEASURES, "plan": OF_PLANS}.get(kind, {})
    return words.get(after.status) if words and before.status != after.status else None
