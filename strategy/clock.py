"""The clock of the planning strategy: what the law counts from an ordinary election. Pure functions of days.

Sweden: plan- och bygglagen (PBL 2010:900) 3 kap. 23–26 §§, in force since 1 April 2020 (lag 2020:76).
Norway: plan- og bygningsloven (pbl.) § 10-1. A rule that another state has is a function of its own here.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

SWEDEN = "SE"
NORWAY = "NO"
TERM_YEARS = 4
SEPTEMBER = 9
#: An election that each country's are counted from, and the first that the rules below hold for.
AN_ELECTION = {SWEDEN: 2022, NORWAY: 2023}
FIRST_ELECTION = {SWEDEN: 2014, NORWAY: 2011}
MONTHS_TO_ADOPT = 24
MONTHS_IN_NORWAY = 12
WEEKS_TO_SEND = 2
WEEKS_TO_SEND_PLAN = 6
DAYS_IN_PUBLIC = 30
#: PBL 3:23–26 in its present wording holds from this day.
STRATEGIES_SINCE = date(2020, 4, 1)


class Notice(StrEnum):
    """How near a deadline is; the last three are warnings."""

    PASSED = "passed"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"
    LATER = "later"


#: So many months before a deadline each warning begins.
WARNINGS = ((1, Notice.MONTH), (6, Notice.HALF_YEAR), (12, Notice.YEAR))


@dataclass(frozen=True, slots=True)
class Left:
    """How long it is from one day to another, in whole years, months and days."""

    years: int
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Window:
    """A period from the one day to the other, both in it."""

    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class Adopted:
    """That a council adopted a planning strategy, and whether it judged its plan not current, or in part."""

    on: date
    is_judged_not_current: bool = False
    is_judged_in_part: bool = False


@dataclass(frozen=True, slots=True)
class Currency:
    """Sweden: the last day on which a comprehensive plan is current, by law or by the council's verdict.

    `base`: the latest that its time is counted from; `counted_from` is the election that this leads to.
    `is_judged`: it ceased with the verdict. `is_partial`: until then it is current but for the parts that the
    council has judged not to be.
    """

    base: date
    until: date
    is_judged: bool = False
    is_partial: bool = False

    @property
    def counted_from(self) -> date:
        """The ordinary election in whose following 24 months a strategy had to come."""
        return _following(SWEDEN, max(self.base, STRATEGIES_SINCE))


def election_in(country: str, year: int) -> date | None:
    """The day of the ordinary election to the municipal councils in that year; None if there is none.

    Sweden: the second Sunday of September every fourth year (regeringsformen 3 kap. 3 §, vallagen 2005:837
    1 kap. 3 §), since 2014. Norway: a Monday in September every fourth year that the King in council appoints
    (valgloven); by custom the second, so a day to come is the expected one.
    """
    if country not in AN_ELECTION or year < FIRST_ELECTION[country]:
        return None
    if (year - AN_ELECTION[country]) % TERM_YEARS:
        return None
    weekday = calendar.SUNDAY if country == SWEDEN else calendar.MONDAY
    first = date(year, SEPTEMBER, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7)


def last_election(country: str, on: date) -> date | None:
    """The latest ordinary election until that day; None before the first one, or for another country."""
    found = (election_in(country, year) for year in range(on.year, on.year - TERM_YEARS - 1, -1))
    return next((day for day in found if day is not None and day <= on), None)


def next_election(country: str, after: date) -> date | None:
    """The first ordinary election after that day; None for a country without rules here.

    Before the elections that are known here began, it is the first of these.
    """
    return _following(country, after) if country in AN_ELECTION else None


def _following(country: str, after: date) -> date:
    begin = max(after.year, FIRST_ELECTION[country])
    found = (election_in(country, year) for year in range(begin, begin + TERM_YEARS + 1))
    return next(day for day in found if day is not None and day > after)


def strategy_deadline(election: date) -> date:
    """Sweden: the last day on which the council adopts a planning strategy, counted from the election.

    Within 24 months after an ordinary election (PBL 3 kap. 23 § first paragraph). Not needed if the council
    adopts a new comprehensive plan in that time (second paragraph).
    """
    return months_after(election, MONTHS_TO_ADOPT)


def norwegian_strategy_deadline(constituted_on: date) -> date:
    """Norway: the last day on which the council adopts its planstrategi, counted from its constitution.

    At the latest within one year after the council's constitution (pbl. § 10-1 first paragraph).
    """
    return months_after(constituted_on, MONTHS_IN_NORWAY)


def current_until(base: date) -> date:
    """Sweden: the last day on which a comprehensive plan is current (aktuell) by law.

    `base`: when the plan gained legal force, or the council adopted a planning strategy. From then it is
    current until 24 months after the next ordinary election (PBL 3 kap. 25 § first paragraph), unless the
    council has judged otherwise. A base before the rules came is counted from when they did. A strategy that
    comes later does not revive the plan (second paragraph; prop. 2019/20:52 p. 173).
    """
    return months_after(_following(SWEDEN, max(base, STRATEGIES_SINCE)), MONTHS_TO_ADOPT)


def is_current(base: date, on: date) -> bool:
    """Sweden: whether a comprehensive plan with that base is current on the day (PBL 3 kap. 25 §)."""
    return base <= on <= current_until(base)


def currency_of(in_force_on: date, strategies: Iterable[Adopted]) -> Currency:
    """Sweden: how long a comprehensive plan is current, given the strategies that the council has adopted.

    Each strategy that is adopted while the plan still is current prolongs it to 24 months after the
    following ordinary election, unless the council judges in it that the plan wholly is not current: then
    it ceases to be with that decision; if it judges so of parts, these cease to be (PBL 3 kap. 25 § first
    paragraph). What comes later does not revive it (second paragraph; prop. 2019/20:52 p. 173), nor those
    parts. Strategies from before its legal force, or from before
    the rules came, do not count.
    """
    found = Currency(in_force_on, current_until(in_force_on))
    since = max(in_force_on, STRATEGIES_SINCE)
    for strategy in sorted(strategies, key=lambda each: each.on):
        if not since <= strategy.on <= found.until:
            continue
        if strategy.is_judged_not_current:
            return Currency(strategy.on, strategy.on, is_judged=True)
        is_partial = found.is_partial or strategy.is_judged_in_part
        found = Currency(strategy.on, current_until(strategy.on), is_partial=is_partial)
    return found


def is_needless(election: date, comprehensive_plans_adopted_on: Iterable[date]) -> bool:
    """Sweden: whether the council needs no strategy, since it has adopted a new comprehensive plan in time.

    Within 24 months after the election (PBL 3 kap. 23 § second paragraph).
    """
    deadline = strategy_deadline(election)
    return any(election < day <= deadline for day in comprehensive_plans_adopted_on)


def sending_deadline(announced_on: date) -> date:
    """Sweden: the last day for sending the adopted strategy to those whom the law names.

    Within two weeks from the day when the adoption was announced (PBL 3 kap. 24 §).
    """
    return announced_on + timedelta(weeks=WEEKS_TO_SEND)


def plan_sending_deadline(in_force_on: date) -> date:
    """Sweden: the last day for sending a comprehensive plan that has gained legal force to those entitled.

    Within six weeks from then (PBL 3 kap. 22 §).
    """
    return in_force_on + timedelta(weeks=WEEKS_TO_SEND_PLAN)


def publicity_ends(published_on: date) -> date:
    """Norway: the first day on which the council may treat the proposal.

    It is public at least 30 days before (pbl. § 10-1 second paragraph).
    """
    return published_on + timedelta(days=DAYS_IN_PUBLIC)


def county_board_window(election: date) -> Window:
    """Sweden: when the county board (länsstyrelsen) gives the municipality its basis for the strategy.

    In the second half of the time between two ordinary elections (PBL 3 kap. 26 §); when the municipality
    asks for it too, which no day can be reckoned for.
    """
    following = _following(SWEDEN, election)
    half = timedelta(days=ceil((following - election).days / 2))
    return Window(election + half, following)


def notice(deadline: date, on: date) -> Notice:
    """How near a deadline is on the day: warnings come a year, six months and a month ahead."""
    if on > deadline:
        return Notice.PASSED
    for months, found in WARNINGS:
        if on >= months_after(deadline, -months):
            return found
    return Notice.LATER


def time_between(begin: date, end: date) -> Left:
    """How long it is from the one day to the other, which is not before it."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if months_after(begin, months) > end:
        months -= 1
    return Left(months // 12, months % 12, (end - months_after(begin, months)).days)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the month's last day where there is none such."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def quarter_of(day: date) -> str:
    """The quarter of the year that the day is in, as strategies name it: 2027-Q1."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_begins(quarter: str) -> date:
    """The first day of a quarter."""
    year, number = quarter.split("-Q")
    return date(int(year), int(number) * 3 - 2, 1)


def quarter_ends(quarter: str) -> date:
    """The last day of a quarter."""
    return months_after(quarter_begins(quarter), 3) - timedelta(days=1)


def quarters(first: date, last: date) -> tuple[str, ...]:
    """Every quarter from that of the one day to that of the other."""
    begin, end = first.year * 4 + (first.month - 1) // 3, last.year * 4 + (last.month - 1) // 3
    return tuple(f"{number // 4}-Q{number % 4 + 1}" for number in range(begin, end + 1))
