"""What is wrong between terms of a council, the calendar of elections, and planning strategies.

The database refuses the same (strategy/triggers.py); here each fault is told with its place.
"""

from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from interchange.packages.contents import Contents, Entry
from interchange.packages.names import Name
from interchange.packages.rounds import (
    PLAN_NEEDS,
    PLANNING_STRATEGIES,
    REQUIREMENT_VERDICTS,
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
    """A strategy has one stance on a plan, and its work lies in the quarters of its term."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in contents.entries[PLAN_NEEDS].values():
        strategy, plan = entry.values["strategy"], entry.values["plan"]
        other = first.setdefault((strategy, plan), entry) if plan else entry
        if other is not entry:
            message = _('the strategy has a stance on this plan already: "%(key)s"')
            contents.report(entry, ("plan",), "need_once_a_plan", message % {"key": other.values["key"]})
        within = quarters_of(world, Name("planning_strategy", strategy))
        for name in ("start", "decision"):
            quarter = entry.values[name]
            if quarter and within and not within[0] <= quarter <= within[-1]:
                message = _("%(quarter)s is outside the term, %(first)s to %(last)s")
                words = {"quarter": quarter, "first": within[0], "last": within[-1]}
                contents.report(entry, (name,), "need_in_term", message % words)


def check_verdicts(contents: Contents) -> None:
    """A strategy judges what the law of its country asks for."""
    known = OF_COUNTRY.get(contents.organisation.values["country"] or "", ())
    for entry in contents.entries[REQUIREMENT_VERDICTS].values():
        if entry.values["requirement"] not in known:
            message = _("the law of the organisation's country makes no such requirement")
            contents.report(entry, ("requirement",), "verdict_of_country", message)


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
