"""Strategies side by side: what each council judges of the same requirement, plan type, goal and future.

Of others only what they have decided, and of that what everybody may see; of one's own a draft, for members,
and what was decided once it is adopted.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.asking import answered
from core.ordering import sort_key
from core.templatetags.ui import day, number
from pages.guards import Viewer
from pages.strategy.choosing_others import RELATION_WORDS
from pages.strategy.currency import TONES as VERDICT_TONES
from pages.strategy.portfolio import TONES as STANCE_TONES
from pages.strategy.robustness import TONES as ROBUSTNESS_TONES
from pages.strategy.scenarios import population_words
from pages.things import Thing
from strategy.clock import SWEDEN
from strategy.models import (
    LAW,
    OF_COUNTRY,
    PlanNeed,
    PlanningStrategy,
    PopulationFigure,
    Requirement,
    Robustness,
    Verdict,
)
from strategy.selectors.contents import Contents, Stance, contents_of, seen_by_everybody, within
from strategy.selectors.decisions import decided_contents_asked
from strategy.selectors.futures import NONE, Future, Futures, Inhabitants, Judged
from strategy.selectors.others import Other

Judgement = PlanningStrategy.Judgement
JUDGEMENT_TONES = {Judgement.CURRENT: "ok", Judgement.NOT_CURRENT: "broken"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a council says: of what if that is not the row's, its verdict, and why."""

    text: str
    name: str = ""
    badge: str = ""
    tone: str = "neutral"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A council's strategy, and what it says; `said` is None if what was decided is not kept."""

    name: Thing
    relation: str
    strategy: PlanningStrategy
    said: Contents | None

    @property
    def country(self) -> str:
        """By whose law the council judges."""
        return self.strategy.organisation.country or ""

    @property
    def language(self) -> str:
        """In which it writes."""
        return self.strategy.organisation.language

    @property
    def futures(self) -> Futures:
        """What it says of what is to come."""
        return self.said.futures if self.said else NONE

    @property
    def facts(self) -> tuple[str, ...]:
        """Its term, and its decision in short."""
        strategy = self.strategy
        standing = [str(strategy.get_status_display())]
        if strategy.is_adopted:
            standing = [day(strategy.adopted_on), strategy.decided_by or "", strategy.reference or ""]
        return (_("The term %(years)s") % {"years": strategy.term}, ", ".join(filter(None, standing)))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one council says in a row; `nothing` in words why there may be nothing."""

    column: Column
    items: tuple[Item, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Line:
    """The same of all councils; `language` is that of its name, where that is not the page's."""

    name: str
    sub: str
    cells: tuple[Cell, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines about one part of the strategies."""

    title: str | Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One's own strategy and those of others: a column each, its lines by parts."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def width(self) -> int:
        """How many columns the table has, with that of what the lines are about."""
        return len(self.columns) + 1


def side_by_side(viewer: Viewer, strategy: PlanningStrategy, others: Sequence[Other]) -> SideBySide:
    """The strategy beside those of the others, in their order. Three queries at most."""
    said = _said(viewer, strategy, others)
    own = Column(_home(strategy), _("This organisation"), strategy, said.get(strategy.pk))
    beside = [
        Column(
            _home(each.strategy),
            str(RELATION_WORDS[each.relation]) if each.relation else "",
            each.strategy,
            said.get(each.strategy.pk),
        )
        for each in others
    ]
    columns = (own, *beside)
    groups = (Group(title, tuple(lines)) for title, lines_of in PARTS if (lines := list(lines_of(columns))))
    return SideBySide(columns, tuple(groups))


def _said(viewer: Viewer, strategy: PlanningStrategy, others: Sequence[Other]) -> dict[int, Contents]:
    """What each of the strategies says to the viewer."""
    decided = [strategy.pk] if strategy.is_adopted else []
    said = answered(decided_contents_asked([*decided, *(each.strategy.pk for each in others)]))
    own = said.pop(strategy.pk, None) or contents_of(strategy)
    is_all_open = not viewer.is_member
    shown = [*said.values(), *([own] if is_all_open else [])]
    theirs = [each.organisation for each in others]
    seen = seen_by_everybody(viewer.organisation, *shown, others=theirs)
    return {pk: within(each, seen) for pk, each in said.items()} | {
        strategy.pk: within(own, seen) if is_all_open else own
    }


def _home(strategy: PlanningStrategy) -> Thing:
    url = reverse("strategy:workbench_detail", args=[strategy.organisation.slug, strategy.pk])
    return Thing(strategy.organisation.name, url, strategy.organisation.language)


def _requirements(columns: Sequence[Column]) -> Iterable[Line]:
    """Each requirement of the law of one of the countries."""
    countries = dict.fromkeys(column.country for column in columns)
    for country in countries:
        for requirement in OF_COUNTRY.get(country, ()):
            cells = tuple(_judged(column, requirement) for column in columns)
            yield Line(str(requirement.label), LAW[requirement], cells)
    if SWEDEN in countries:
        yield Line(_("The comprehensive plan on the whole"), "", tuple(map(_whole, columns)))


def _judged(column: Column, requirement: Requirement) -> Cell:
    if requirement not in OF_COUNTRY.get(column.country, ()):
        return Cell(column, (), _("Not asked for by its law"))
    verdicts = column.said.verdicts if column.said else ()
    items = (
        Item(
            each.reason,
            badge=str(Verdict(each.verdict).label),
            tone=VERDICT_TONES.get(Verdict(each.verdict), "partial"),
            language=column.language,
        )
        for each in verdicts
        if each.requirement == requirement
    )
    return Cell(column, tuple(items), _("Not judged"))


def _whole(column: Column) -> Cell:
    judged = column.strategy.comprehensive_plan_judgement
    if column.country != SWEDEN:
        return Cell(column, (), _("Not asked for by its law"))
    if not judged:
        return Cell(column, (), _("Not judged"))
    tone = JUDGEMENT_TONES.get(Judgement(judged), "partial")
    return Cell(column, (Item("", badge=str(Judgement(judged).label), tone=tone),), "")


def _plan_types(columns: Sequence[Column]) -> Iterable[Line]:
    """The stances on plans of each type, by what the councils call their types."""
    stances = chain.from_iterable(column.said.stances for column in columns if column.said)
    sorts = {each.sort.casefold(): each.sort for each in stances}
    language = columns[0].language
    for folded, sort in sorted(sorts.items(), key=lambda each: (not each[0], sort_key(each[1], language))):
        yield Line(sort or _("Of no type"), "", tuple(_stances(column, folded) for column in columns))


def _stances(column: Column, folded: str) -> Cell:
    said = column.said.stances if column.said else ()
    own = [each for each in said if each.sort.casefold() == folded]
    ordered = sorted(own, key=lambda each: sort_key(each.name, column.language))
    return Cell(column, tuple(map(_stance, ordered)), _("No stance"))


def _stance(stance: Stance) -> Item:
    taken = PlanNeed.Stance(stance.stance)
    tone = STANCE_TONES.get(taken, "partial")
    return Item(stance.reason, stance.name, str(taken.label), tone, stance.language)


def _conditions(columns: Sequence[Column]) -> Iterable[Line]:
    """What has changed, as each council sees it: no two of them name it alike."""
    cells = tuple(_changed(column) for column in columns)
    if any(cell.items for cell in cells):
        yield Line(_("What has changed"), "", cells)


def _changed(column: Column) -> Cell:
    said = column.said.conditions if column.said else ()
    items = (Item(each.effect, each.title, language=column.language) for each in said)
    return Cell(column, tuple(items), _("Nothing written down"))


def _population(columns: Sequence[Column]) -> Iterable[Line]:
    """What each council aims at, is forecast to get, and has: each a line, never added up."""
    for sort in PopulationFigure.Sort:
        cells = tuple(_inhabitants(column, sort) for column in columns)
        if any(cell.items for cell in cells):
            yield Line(str(sort.label), "", cells)


def _inhabitants(column: Column, sort: PopulationFigure.Sort) -> Cell:
    said = (each for each in column.futures.population if each.sort == sort)
    return Cell(column, tuple(map(_figure, said)), _("Nothing written down"))


def _figure(said: Inhabitants) -> Item:
    words = {"number": number(said.number), "year": said.year}
    badge = "" if said.number is None else _("%(number)s in %(year)s") % words
    return Item("; ".join(dict.fromkeys(filter(None, (said.indicator, said.source)))), badge=badge)


def _scenarios(columns: Sequence[Column]) -> Iterable[Line]:
    """The futures that each council plans for: how many live there then, and what leads there."""
    cells = tuple(
        Cell(column, tuple(map(_scenario, column.futures.scenarios)), _("No scenario is described"))
        for column in columns
    )
    if any(cell.items for cell in cells):
        yield Line(_("Scenarios"), "", cells)


def _scenario(said: Future) -> Item:
    return Item(said.drivers, said.title, population_words(said))


def _robustness(columns: Sequence[Column]) -> Iterable[Line]:
    """How goals and directions fare: goals that several councils follow and have judged a line each."""
    judging: dict[int, set[int]] = defaultdict(set)
    named: dict[int, Judged] = {}
    for column in columns:
        for each in column.futures.robustness:
            if each.goal is not None:
                judging[each.goal].add(column.strategy.pk)
                named.setdefault(each.goal, each)
    shared = [goal for goal, by in judging.items() if len(by) > 1]
    for goal in shared:
        cells = tuple(_fares(column, (goal,)) for column in columns)
        yield Line(named[goal].name, "", cells, named[goal].language)
    cells = tuple(_others_fare(column, shared) for column in columns)
    if any(cell.items for cell in cells):
        yield Line(_("Other goals and directions") if shared else _("Goals and directions"), "", cells)


def _fares(column: Column, goals: Collection[int]) -> Cell:
    """How those goals fare under each scenario."""
    said = column.futures.robustness
    return Cell(column, tuple(_held(each) for each in said if each.goal in goals), _("Not judged"))


def _others_fare(column: Column, goals: Collection[int]) -> Cell:
    """The same of all else; what it is called stands above its first verdict."""
    items, before = [], ""
    for each in column.futures.robustness:
        if each.goal not in goals:
            items.append(_held(each, "" if each.name == before else each.name))
            before = each.name
    return Cell(column, tuple(items), _("Not judged"))


def _held(said: Judged, name: str = "") -> Item:
    verdict = Robustness.Verdict(said.verdict)
    words = _("%(scenario)s: %(reason)s") % {"scenario": said.under, "reason": said.reason}
    return Item(words, name, str(verdict.label), ROBUSTNESS_TONES[verdict], said.language)


#: The parts that are shown beside each other: what they are called, and what makes their lines.
PARTS: tuple[tuple[Promise, Callable[[Sequence[Column]], Iterable[Line]]], ...] = (
    (gettext_lazy("Currency of the comprehensive plan"), _requirements),
    (gettext_lazy("Stances by plan type"), _plan_types),
    (gettext_lazy("Changed conditions"), _conditions),
    (gettext_lazy("Inhabitants: goal, forecast and outcome"), _population),
    (gettext_lazy("Desired futures and uncertainties"), _scenarios),
    (gettext_lazy("How goals and directions hold under each scenario"), _robustness),
)
