"""What the strategy's document builds on and reckons with: changed conditions, and resources."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from core.ordering import sort_key
from pages.documents.cells import money, number, text
from pages.documents.content import Block, Cell, Column, Heading, Paragraph, filled
from pages.guards import Viewer
from strategy.engine import TENTHS, Load
from strategy.models import PlanningStrategy
from strategy.selectors.capacities import loads_said
from strategy.selectors.contents import Condition, Contents, Named

Blocks = Iterable[Block]


def changed_conditions(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """What is otherwise than when the plans were made, and what that does to which goals and plans."""
    yield Heading(_("Changed conditions"))
    if not said.conditions:
        yield Paragraph(_("No changed condition is written down"))
        return
    columns = (
        Column(_("What has changed"), 2),
        Column(_("Effect"), 3),
        Column(_("Goals and plans that it bears on"), 2.4),
        Column(_("Source"), 1.6),
    )
    rows = [
        (text(each.title), text(each.effect), _names((*each.goals, *each.plans)), text(_source(each)))
        for each in said.conditions
    ]
    yield from filled(columns, rows, _("Changed conditions"))


def resources(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """What the stances need of each unit, year by year, beside what it can put into planning."""
    quarters = strategy.term.quarters
    found, units = loads_said(said, quarters)
    named = sorted(
        {*found.months, *found.money},
        key=lambda unit: (unit is None, sort_key(_unit(units, unit), viewer.organisation.language)),
    )
    rows = [
        (text(_unit(units, unit)), text(year), *_year(viewer, months, sums))
        for unit in named
        for year, months, sums in _years(quarters, found.months.get(unit, ()), found.money.get(unit, ()))
    ]
    if not rows:
        return
    columns = (
        Column(_("Unit"), 2),
        Column(_("Year"), 0.8),
        Column(_("Person-months needed"), 1.1, is_number=True),
        Column(_("Person-months available"), 1.1, is_number=True),
        Column(_("Money needed"), 1.2, is_number=True),
        Column(_("Money available"), 1.2, is_number=True),
        Column(_("Over-booked"), 1.6),
    )
    yield Heading(_("Resources"), 2)
    yield Paragraph(_("The work of a stance is spread evenly from its start to its decision."), is_note=True)
    yield from filled(columns, rows, _("Resources"))


def _names(named: Sequence[Named]) -> Cell:
    """All of them in a cell, in their language where that is one."""
    languages = {each.language for each in named}
    return text("; ".join(each.name for each in named), languages.pop() if len(languages) == 1 else "")


def _source(condition: Condition) -> str:
    return "; ".join(dict.fromkeys(filter(None, (condition.source, condition.indicator))))


def _unit(units: Sequence[str], number: int | None) -> str:
    return _("No unit") if number is None else units[number]


def _years(
    quarters: Sequence[str], months: Sequence[Load], sums: Sequence[Load]
) -> Iterator[tuple[str, list[Load], list[Load]]]:
    """The loads of each year in which there are any."""
    for year in dict.fromkeys(quarter[:4] for quarter in quarters):
        places = [place for place, quarter in enumerate(quarters) if quarter.startswith(year)]
        of_year = [[loads[place] for place in places] if loads else [] for loads in (months, sums)]
        if any(load.needed or load.available is not None for loads in of_year for load in loads):
            yield year, of_year[0], of_year[1]


def _year(viewer: Viewer, months: Sequence[Load], sums: Sequence[Load]) -> tuple[Cell, ...]:
    country = viewer.organisation.country
    (needed, there), (cost, budget) = _summed(months), _summed(sums)
    excess = sum(load.excess for load in months), sum(load.excess for load in sums)
    words = []
    if excess[0]:
        words.append(_("person-months: %(n)s") % {"n": number(excess[0] / TENTHS).text})
    if excess[1]:
        words.append(_("money: %(sum)s") % {"sum": money(excess[1], country).text})
    return (
        number(needed / TENTHS),
        number(None if there is None else there / TENTHS),
        money(cost, country),
        money(budget, country),
        text("; ".join(words), tone="broken" if words else ""),
    )


def _summed(loads: Sequence[Load]) -> tuple[int, int | None]:
    """What is needed in all, and what there is as far as anybody has said."""
    said = [load.available for load in loads if load.available is not None]
    return sum(load.needed for load in loads), sum(said) if said else None
