"""What is wrong between terms of a council, the calendar of elections, and planning strategies.

The database refuses the same (strategy/triggers.py); here each fault is told with its place.
"""

from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interchange.packages.contents import Contents, Entry
from interchange.packages.fields import Table
from interchange.packages.names import Name
from interchange.packages.rounds import (
    CAPACITIES,
    CHANGED_CONDITIONS,
    COOPERATIONS,
    PLAN_NEEDS,
    PLANNING_STRATEGIES,
    REQUIREMENT_VERDICTS,
    SITUATION_REPORTS,
    STRATEGY_CHANGES,
    TERMS,
)
from interchange.packages.world import World
from strategy import clock
from strategy.models import OF_COUNTRY


def check_council(world: World, contents: Contents) -> None:
    """Notes what is wrong with the package's terms and strategies."""
    terms = [entry for entry in contents.entries[TERMS].values() if entry.values["elected_on"]]
    for entry in terms:
        check_election(contents, entry)
    check_overlaps(contents, terms)
    check_strategies(world, contents)
    check_needs(world, contents)
    check_verdicts(contents)
    check_once(contents)
    check_cooperations(world, contents)
    check_capacities(world, contents)
    check_changes(world, contents)


def check_election(contents: Contents, entry: Entry) -> None:
    """A term comes from an ordinary election, or is said to come from an extra one."""
    country, on = (
        contents.organisation.values["country"] or "",
        date.fromisoformat(entry.values["elected_on"]),
    )
    if entry.values["is_extra"] or on.year < clock.FIRST_ELECTION.get(country, date.max.year):
        return
    if clock.election_in(country, on.year) != on:
        message = _("%(day)s is no day of an ordinary election, and is_extra is not true")
        contents.report(entry, ("elected_on",), "term_election_is_ordinary", message % {"day": on})


def check_overlaps(contents: Contents, terms: list[Entry]) -> None:
    """Terms follow each other, as far as their days are known."""
    found = sorted((days_of(entry), entry.steps, entry) for entry in terms)
    for (before, _steps, earlier), (after, _place, later) in pairwise(found):
        if after[0] <= before[1]:
            message = _('overlaps the term "%(key)s"') % {"key": earlier.values["key"]}
            contents.report(later, ("elected_on",), "term_no_overlap", message)


def days_of(entry: Entry) -> tuple[str, str]:
    """The first and the last day of a term; of what is not known, the nearest that is."""
    first = entry.values["begins_on"] or entry.values["elected_on"]
    return first, entry.values["ends_on"] or first


def check_strategies(world: World, contents: Contents) -> None:
    """A term has one strategy, which is not adopted before the term's election."""
    first: dict[str, Entry] = {}
    for entry in contents.entries[PLANNING_STRATEGIES].values():
        term = entry.values["term"]
        other = first.setdefault(term, entry)
        if other is not entry:
            message = _('the term has a strategy already: "%(key)s"') % {"key": other.values["key"]}
            contents.report(entry, ("term",), "strategy_once_a_term", message)
        adopted_on, elected_on = entry.values["adopted_on"], world.fact(Name("term", term), "elected_on")
        if adopted_on and elected_on and adopted_on < str(elected_on):
            message = _("%(day)s is before the election on %(election)s")
            words = {"day": adopted_on, "election": elected_on}
            contents.report(entry, ("adopted_on",), "strategy_after_election", message % words)


def check_needs(world: World, contents: Contents) -> None:
    """The work of a stance lies in the quarters of the strategy's term."""
    for entry in contents.entries[PLAN_NEEDS].values():
        check_quarters(world, contents, entry, ("start", "decision"), "need_in_term")


def check_quarters(world: World, contents: Contents, entry: Entry, names: tuple[str, ...], code: str) -> None:
    """Quarters lie in the term of the entry's strategy."""
    within = quarters_of(world, Name("planning_strategy", entry.values["strategy"]))
    for name in names:
        quarter = entry.values[name]
        if quarter and within and not within[0] <= quarter <= within[-1]:
            message = _("%(quarter)s is outside the term, %(first)s to %(last)s")
            words = {"quarter": quarter, "first": within[0], "last": within[-1]}
            contents.report(entry, (name,), code, message % words)


def check_verdicts(contents: Contents) -> None:
    """A strategy judges what the law of its country asks for."""
    known = OF_COUNTRY.get(contents.organisation.values["country"] or "", ())
    for entry in contents.entries[REQUIREMENT_VERDICTS].values():
        if entry.values["requirement"] not in known:
            message = _("the law of the organisation's country makes no such requirement")
            contents.report(entry, ("requirement",), "verdict_of_country", message)


def check_once(contents: Contents) -> None:
    """What a strategy has one of, and a unit one report of each year."""
    for table, fields, code, message in ONCE:
        first: dict[tuple[Any, ...], Entry] = {}
        for entry in contents.entries[table].values():
            about = tuple(entry.values[name] for name in fields)
            other = entry if None in about else first.setdefault(about, entry)
            if other is not entry:
                contents.report(entry, (fields[-1],), code, str(message) % {"key": other.values["key"]})


#: Tables, the fields that no two rows have alike, and what is said of two that do.
ONCE: tuple[tuple[Table, tuple[str, ...], str, Promise], ...] = (
    (
        PLAN_NEEDS,
        ("strategy", "plan"),
        "need_once_a_plan",
        gettext_lazy('the strategy has a stance on this plan already: "%(key)s"'),
    ),
    (
        PLAN_NEEDS,
        ("strategy", "cooperation"),
        "need_once_a_cooperation",
        gettext_lazy('this has become a plan need already: "%(key)s"'),
    ),
    (
        CHANGED_CONDITIONS,
        ("strategy", "indicator"),
        "condition_once_an_indicator",
        gettext_lazy('the strategy has taken this indicator over already: "%(key)s"'),
    ),
    (
        CHANGED_CONDITIONS,
        ("strategy", "report"),
        "condition_once_a_report",
        gettext_lazy('the strategy has taken this report over already: "%(key)s"'),
    ),
    (
        SITUATION_REPORTS,
        ("unit", "year"),
        "report_once_a_year",
        gettext_lazy('the unit has a report of that year already: "%(key)s"'),
    ),
)


def check_cooperations(world: World, contents: Contents) -> None:
    """A report asks to work together with another unit than its own."""
    for entry in contents.entries[COOPERATIONS].values():
        report = Name("situation_report", entry.values["report"])
        if world.fact(report, "unit") == entry.values["unit"]:
            message = _("the unit is the report's own")
            contents.report(entry, ("unit",), "cooperation_between_units", message)


def check_capacities(world: World, contents: Contents) -> None:
    """Capacities lie in the quarters of the strategy's term, and a unit's do not overlap."""
    found = contents.entries[CAPACITIES].values()
    for entry in found:
        check_quarters(world, contents, entry, ("first", "last"), "capacity_in_term")
    placed = sorted(((e.values["strategy"], e.values["unit"], e.values["first"]), e.steps, e) for e in found)
    for (before, _steps, earlier), (after, _place, later) in pairwise(placed):
        if before[:2] == after[:2] and later.values["first"] <= earlier.values["last"]:
            message = _("overlaps another capacity of the unit")
            contents.report(later, ("first",), "capacity_no_overlap", message)


def check_changes(world: World, contents: Contents) -> None:
    """A strategy is changed after it was adopted, not before."""
    for entry in contents.entries[STRATEGY_CHANGES].values():
        adopted_on = world.fact(Name("planning_strategy", entry.values["strategy"]), "adopted_on")
        if not adopted_on or entry.values["decided_on"] < str(adopted_on):
            message = _("the strategy is not adopted, or was so later")
            contents.report(entry, ("decided_on",), "strategy_change_of_adopted", message)


def quarters_of(world: World, strategy: Name) -> tuple[str, ...]:
    """The quarters of a strategy's term, in the packages or on record; none if it is wrong itself."""
    named = world.fact(strategy, "term")
    if named is None:
        return ()
    term = Name("term", str(named))
    if term not in world.entries and term not in world.facts:
        world.look_up([term])
    elected_on, ends_on = world.fact(term, "elected_on"), world.fact(term, "ends_on")
    if not elected_on:
        return ()
    begin = date.fromisoformat(str(elected_on))
    end = date.fromisoformat(str(ends_on)) if ends_on else clock.months_after(begin, clock.TERM_YEARS * 12)
    return clock.quarters(begin, end)
