"""What the council has decided of a strategy: the adoption, the changes, and what is not decided yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.templatetags.ui import number
from pages.guards import Viewer
from pages.strategy.reading import Reading
from pages.strategy.words import quarter_words
from strategy.models import PlanNeed, PopulationFigure, Requirement, Robustness, StrategyChange, Verdict
from strategy.policies import can_run_strategy
from strategy.selectors import contents, futures
from strategy.selectors.decisions import Decision, Difference, How, Said, differences


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as it is told of; addresses as the viewer's rights allow."""

    anchor: str
    title: str
    on: date | None
    facts: tuple[str, ...]
    summary: str
    made: tuple[str, ...]
    url: str
    detail_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions on an adopted strategy, and for members what is not decided yet.

    `record_url`: where to record a decision on that.
    """

    told: tuple[Told, ...]
    undecided: tuple[str, ...]
    record_url: str


def decided_of(viewer: Viewer, reading: Reading) -> Decided | None:
    """The decisions of the reading; None for a draft."""
    if not reading.decisions:
        return None
    may_run = can_run_strategy(viewer.standing)
    record_url = reverse("strategy:change_create", args=_at(viewer, reading)) if may_run else ""
    return Decided(
        told=tuple(_told(viewer, reading)),
        undecided=tuple(difference_words(each) for each in reading.undecided if viewer.is_member),
        record_url=record_url if reading.undecided else "",
    )


def changes_told(reading: Reading) -> Iterable[tuple[Decision, tuple[str, ...]]]:
    """The changes after the adoption, each with what it made of the strategy, in words."""
    before = None
    for decision in reading.decisions:
        if decision.change is not None:
            yield decision, _made(before, decision.contents)
        before = decision.contents


def difference_words(difference: Difference) -> str:
    """A difference in a line: what it is about, what was said, and what is."""
    name = _named(difference.part)
    words = {
        How.ADDED: _("%(name)s: added: %(now)s"),
        How.REMOVED: _("%(name)s: taken away: %(was)s"),
        How.CHANGED: _("%(name)s: changed from %(was)s to %(now)s"),
    }
    was, now = _said(difference.before), _said(difference.after)
    if difference.how == How.CHANGED and was == now:
        return _("%(name)s: %(now)s, in other words or at another time") % {"name": name, "now": now}
    return words[difference.how] % {"name": name, "was": was, "now": now}


def _named(part: Said) -> str:
    match part:
        case contents.Verdict():
            return str(Requirement(part.requirement).label)
        case contents.Condition() | futures.Future():
            return part.title
        case contents.UnitCapacity():
            return part.unit
        case futures.Judged():
            words = {"name": part.name, "scenario": part.under}
            return _("%(name)s, under the scenario %(scenario)s") % words
        case futures.Inhabitants():
            return _("Inhabitants, %(sort)s") % {"sort": str(PopulationFigure.Sort(part.sort).label).lower()}
        case _:
            return part.name


def _said(part: Said | None) -> str:
    match part:
        case None:
            return ""
        case contents.Verdict():
            return str(Verdict(part.verdict).label).lower()
        case contents.Condition():
            return _("changed condition")
        case contents.UnitCapacity():
            return capacity_words(part)
        case contents.Stance():
            return str(PlanNeed.Stance(part.stance).label).lower()
        case _:
            return future_words(part)


def capacity_words(capacity: contents.UnitCapacity) -> str:
    """What a unit can do in each quarter, in words."""
    words = {
        "first": quarter_words(capacity.first),
        "last": quarter_words(capacity.last),
        "months": number(capacity.person_months),
        "sum": number(capacity.money),
    }
    if capacity.money is None:
        return _("%(first)s to %(last)s, person-months a quarter: %(months)s") % words
    return _("%(first)s to %(last)s, person-months a quarter: %(months)s, money: %(sum)s") % words


def future_words(said: futures.Future | futures.Judged | futures.Inhabitants) -> str:
    """A scenario, what holds under one, or a number of inhabitants with its year or where it is read."""
    if isinstance(said, futures.Future):
        return pgettext("a part of a strategy", "scenario")
    if isinstance(said, futures.Judged):
        return str(Robustness.Verdict(said.verdict).label).lower()
    if said.indicator:
        return said.indicator
    return _("%(number)s in %(year)s") % {"number": number(said.number), "year": said.year}


def _made(before: contents.Contents | None, after: contents.Contents | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(difference_words(each) for each in differences(before, after))


def _at(viewer: Viewer, reading: Reading) -> list[object]:
    return [viewer.organisation.slug, reading.strategy.pk]


def _told(viewer: Viewer, reading: Reading) -> Iterable[Told]:
    made = {decision.number: words for decision, words in changes_told(reading)}
    page = reverse("strategy:document_detail", args=_at(viewer, reading))
    latest = reading.decisions[-1]
    for decision in reading.decisions:
        change = decision.change
        has_own_page = decision.contents is not None and decision != latest
        yield Told(
            anchor=f"change-{decision.number}",
            title=_("Change") if change else pgettext("of a strategy", "Adoption"),
            on=decision.on,
            facts=tuple(filter(None, (decision.decided_by, decision.reference, decision.case_number))),
            summary=decision.summary,
            made=made.get(decision.number, ()),
            url=f"{page}?beslut={decision.number}" if has_own_page else page,
            detail_url=_address(viewer, reading, change, "detail") if viewer.is_member else "",
            edit_url=_address(viewer, reading, change, "edit") if can_run_strategy(viewer.standing) else "",
        )


def _address(viewer: Viewer, reading: Reading, change: StrategyChange | None, action: str) -> str:
    if change is None:
        return ""
    return reverse(f"strategy:change_{action}", args=[*_at(viewer, reading), change.pk])
