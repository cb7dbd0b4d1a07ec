"""What a strategy promised beside what has been done: a table on its page, as far as the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import day
from pages.guards import Viewer
from pages.strategy.words import quarter_words
from pages.things import Thing, plan_thing
from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy
from strategy.selectors.contents import contents_of, seen_by_everybody, within
from strategy.selectors.decisions import decided_contents
from strategy.selectors.last import Followed, Outcome, followed

WORDS: dict[Outcome, str | Promise] = {
    Outcome.DONE: gettext_lazy("Done as promised"),
    Outcome.LATE: gettext_lazy("Done, later than promised"),
    Outcome.KEPT: gettext_lazy("Kept"),
    Outcome.OTHERWISE: gettext_lazy("It went otherwise"),
    Outcome.UNDER_WAY: gettext_lazy("Under way"),
    Outcome.OVERDUE: gettext_lazy("Not done in time"),
    Outcome.NOT_YET: gettext_lazy("Not yet"),
}
TONES = {
    Outcome.DONE: "ok",
    Outcome.KEPT: "ok",
    Outcome.LATE: "partial",
    Outcome.OTHERWISE: "partial",
    Outcome.OVERDUE: "broken",
}


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A stance with when its decision was promised, what became of it, and by which plan."""

    name: str
    language: str
    stance: str
    promised: str
    outcome: str
    tone: str
    plan: Thing | None
    note: str


@dataclass(frozen=True, slots=True)
class Promised:
    """The table, and how much was done in a sentence."""

    lines: tuple[PromisedLine, ...]
    summary: str


def promised_of(viewer: Viewer, strategy: PlanningStrategy, needs: Sequence[PlanNeed]) -> Promised | None:
    """What became of the stances that the council decided; None for a draft or without stances.

    What is being drawn up is for members only: to others it is not done yet. Three queries, one more where
    nothing was kept of the decision.
    """
    if not strategy.is_adopted:
        return None
    said = decided_contents(strategy) or contents_of(strategy)
    if not viewer.is_member:
        said = within(said, seen_by_everybody(viewer.organisation, said))
    found = [_as_seen(viewer, each) for each in followed(strategy, needs, said.stances, viewer.today)]
    if not found:
        return None
    done = sum(each.outcome in (Outcome.DONE, Outcome.LATE, Outcome.KEPT) for each in found)
    words = {"done": done, "all": len(found)}
    return Promised(
        tuple(_lines(viewer, found)), _("%(done)d of %(all)d stances are carried out or kept.") % words
    )


def _as_seen(viewer: Viewer, each: Followed) -> Followed:
    if viewer.is_member or each.plan is None or each.plan.status in Plan.DECIDED:
        return each
    outcome = Outcome.NOT_YET if each.outcome == Outcome.UNDER_WAY else each.outcome
    return Followed(each.stance, outcome)


def _lines(viewer: Viewer, found: Iterable[Followed]) -> Iterable[PromisedLine]:
    for each in found:
        note = _("adopted on %(day)s") % {"day": day(each.on)} if each.on else ""
        if each.outcome == Outcome.UNDER_WAY and each.plan:
            note = str(each.plan.get_status_display()).lower()
        yield PromisedLine(
            name=each.stance.name,
            language=each.stance.language,
            stance=str(PlanNeed.Stance(each.stance.stance).label),
            promised=quarter_words(each.stance.decision),
            outcome=str(WORDS[each.outcome]),
            tone=TONES.get(each.outcome, "neutral"),
            plan=plan_thing(viewer.organisation, each.plan) if each.plan else None,
            note=note,
        )
