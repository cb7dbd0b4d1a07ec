"""The clock: days that the law sets for the council, and days that plans in effect set for themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.ui import day
from core.together import Read, Row, together
from organisations.models import Organisation, Unit
from pages.guards import Viewer
from pages.things import Thing, plan_thing
from planning.models import Plan
from planning.selectors.owned import Units, dated_plans
from strategy import clock
from strategy.clock import NORWAY, SWEDEN, Notice

MOST_PASSED = 2
MOST_COMING = 4
#: Whose matter the law's days are, beside the whole organisation's.
LAWFUL = {Unit.Kind.COUNCIL, Unit.Kind.BOARD}
PBL = "PBL 3 kap. {} §"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on the clock: what is due, how long is left, by which rule; `on` is None if nobody can reckon it.

    `is_certain`: whether a day that has passed means that something has been missed. `note` says how it is
    reckoned, or what to do; `thing` is the plan that it is about.
    """

    title: str
    on: date | None
    left: str = ""
    notice: Notice | None = None
    rule: str = ""
    note: str = ""
    thing: Thing | None = None
    is_certain: bool = True

    @property
    def warning(self) -> str:
        """How near it is in words, from a year ahead on; else nothing."""
        words: dict[Notice | None, str] = {
            Notice.PASSED: _("The time has passed"),
            Notice.MONTH: _("Within a month"),
            Notice.HALF_YEAR: _("Within six months"),
            Notice.YEAR: _("Within a year"),
        }
        return words.get(self.notice, "")

    @property
    def tone(self) -> str:
        """How a badge shows the warning: nothing is said to be missed that nobody knows."""
        if self.notice == Notice.PASSED and self.is_certain:
            return "broken"
        return "neutral" if self.notice == Notice.YEAR else "partial"

    @property
    def sign(self) -> str:
        """The sign of the badge."""
        return "" if self.tone == "neutral" else self.tone


@dataclass(frozen=True, slots=True)
class Clock:
    """The law's days, then those of plans: the latest that have passed and the next to come."""

    lawful: tuple[Deadline, ...]
    planned: tuple[Deadline, ...]
    total: int
    """How many days of plans there are, shown or not."""
    passed: int
    """How many of them have passed."""

    @property
    def is_cut(self) -> bool:
        """Whether there are more days of plans than are shown."""
        return self.total > len(self.planned)


def clock_of(
    viewer: Viewer, units: Units = None, *, lawful: bool = True, rows: Iterable[Row] | None = None
) -> Clock:
    """A few days of the clock of the organisation or of some units. One query, unless `rows` are at hand."""
    plans = plans_read(viewer, units, rows)
    found = planned_days(plans, units)
    passed = sum(clock.notice(each.on, viewer.today) == Notice.PASSED for each in found)
    shown = found[max(0, passed - MOST_PASSED) : passed + MOST_COMING]
    law = tuple(lawful_days(viewer, plans)) if lawful else ()
    return Clock(law, tuple(_of_plan(viewer, each) for each in shown), len(found), passed)


def all_days(viewer: Viewer, units: Units, *, lawful: bool) -> tuple[list[Deadline], list[Deadline]]:
    """All the law's days, and all those of plans. One query."""
    plans = plans_read(viewer, units)
    planned = [_of_plan(viewer, each) for each in planned_days(plans, units)]
    return list(lawful_days(viewer, plans)) if lawful else [], planned


class DatedPlan(NamedTuple):
    """A plan that the clock knows of, with what it says of itself and no more: there are hundreds."""

    pk: int
    key: str
    title: str
    status: str
    unit_id: int | None
    valid_to: date | None
    next_check_on: date | None
    adopted_on: date | None
    in_force_on: date | None
    is_revised: bool
    is_comprehensive: bool


DAYS = {"valid_to", "next_check_on", "adopted_on", "in_force_on"}


def plan_rows(viewer: Viewer, units: Units) -> Read:
    """The plans that the clock knows of, as `plans_read` reads them."""
    rows: Read = dated_plans(viewer.organisation, units, viewer.today).values(*DatedPlan._fields)
    return rows


def plans_read(viewer: Viewer, units: Units, rows: Iterable[Row] | None = None) -> list[DatedPlan]:
    """The same as plans; `rows` if the page has them at hand."""
    found = together(plans=plan_rows(viewer, units))["plans"] if rows is None else rows
    return [_dated_plan(row) for row in found]


def _dated_plan(row: Row) -> DatedPlan:
    days = {name: date.fromisoformat(row[name]) for name in DAYS if row[name]}
    return DatedPlan(**{**row, **days})


class PlannedDay(NamedTuple):
    """A day that a plan sets, before it is put into words: there are hundreds, of which a few are shown."""

    on: date
    is_end: bool
    title: str
    pk: int
    plan: DatedPlan


def planned_days(plans: Iterable[DatedPlan], units: Units) -> list[PlannedDay]:
    """The days that plans in effect set, in their order: checks before ends on the same day."""
    found = []
    for plan in plans:
        if units is not None and plan.unit_id not in units:
            continue
        if plan.next_check_on:
            found.append(PlannedDay(plan.next_check_on, False, plan.title, plan.pk, plan))  # noqa: FBT003  # named by the class
        if plan.valid_to:
            found.append(PlannedDay(plan.valid_to, True, plan.title, plan.pk, plan))  # noqa: FBT003  # likewise
    return sorted(found, key=lambda each: each[:4])


def _of_plan(viewer: Viewer, planned: PlannedDay) -> Deadline:
    # That a revision is being written is working material.
    plan = planned.plan
    note = _("a revision is being written") if viewer.is_member and plan.is_revised else ""
    title = _("Its time runs out") if planned.is_end else _("To be checked: does it still hold?")
    return _dated(viewer, title, planned.on, note=note, thing=_thing(viewer, plan))


def _thing(viewer: Viewer, plan: DatedPlan) -> Thing:
    own = Plan(pk=plan.pk, key=plan.key, title=plan.title, organisation=viewer.organisation)
    return plan_thing(viewer.organisation, own)


def _dated(viewer: Viewer, title: str, on: date, **more: Any) -> Deadline:
    left = time_left(viewer.today, on)
    return Deadline(title, on, left=left, notice=clock.notice(on, viewer.today), **more)


# The law -----------------------------------------------------------------------------------------


def lawful_days(viewer: Viewer, plans: Iterable[DatedPlan]) -> Iterator[Deadline]:
    """What the law sets for a municipality of the country; nothing where no law is known here."""
    organisation = viewer.organisation
    if organisation.kind != Organisation.Kind.MUNICIPALITY:
        return
    election = clock.last_election(organisation.country or "", viewer.today)
    if election is None:
        return
    comprehensive = [plan for plan in plans if plan.is_comprehensive]
    if organisation.country == SWEDEN:
        yield _swedish_strategy(viewer, election, comprehensive)
        yield from _currency(viewer, comprehensive)
        yield _county_board(viewer, election)
    elif organisation.country == NORWAY:
        yield _norwegian_strategy(election)
    yield from _next_election(viewer)


def _swedish_strategy(viewer: Viewer, election: date, comprehensive: list[DatedPlan]) -> Deadline:
    title, rule = _("The council adopts a planning strategy"), PBL.format(23)
    deadline = clock.strategy_deadline(election)
    for plan in comprehensive:
        if plan.adopted_on and election < plan.adopted_on <= deadline:
            note = _("Not needed: the comprehensive plan was adopted on %(day)s, after the election.")
            thing = _thing(viewer, plan)
            return Deadline(title, None, rule=rule, note=note % {"day": day(plan.adopted_on)}, thing=thing)
    counted = _("Counted from the election on %(day)s.") % {"day": day(election)}
    unknown = _("Samplan does not record yet whether a strategy has been adopted: look in the minutes.")
    return _dated(viewer, title, deadline, rule=rule, note=f"{counted} {unknown}", is_certain=False)


def _currency(viewer: Viewer, comprehensive: list[DatedPlan]) -> Iterator[Deadline]:
    """Until when each comprehensive plan is current by law."""
    title, rule = _("The comprehensive plan is current until then"), PBL.format(25)
    if not comprehensive:
        note = _("No comprehensive plan in effect is recorded. Record it among the plans.")
        yield Deadline(title, None, rule=rule, note=note)
    for plan in comprehensive:
        thing = _thing(viewer, plan)
        if plan.in_force_on is None:
            yield Deadline(title, None, rule=rule, note=_no_legal_force(plan), thing=thing)
            continue
        note = _(
            "Counted from its legal force on %(day)s. A planning strategy that the council adopts in time"
            " prolongs it; Samplan does not record yet whether one has been adopted."
        ) % {"day": day(plan.in_force_on)}
        until = clock.current_until(plan.in_force_on)
        yield _dated(viewer, title, until, rule=rule, note=note, thing=thing, is_certain=False)


def _no_legal_force(plan: DatedPlan) -> str:
    if plan.status == Plan.Status.ADOPTED:
        return _("It is adopted, but has not gained legal force: from then the time is counted.")
    return _("The day of its legal force is not recorded, so nobody can reckon how long it is current.")


def _county_board(viewer: Viewer, election: date) -> Deadline:
    window = clock.county_board_window(election)
    has_begun = viewer.today >= window.begins
    title = (
        _("The county board's basis for the strategy, at the latest")
        if has_begun
        else _("The county board's basis for the strategy, at the earliest")
    )
    note = _("In the second half of the time between two elections: %(begins)s to %(ends)s.")
    words = {"begins": day(window.begins), "ends": day(window.ends)}
    on = window.ends if has_begun else window.begins
    left = time_left(viewer.today, on)
    return Deadline(title, on, left=left, rule=PBL.format(26), note=note % words)


def _norwegian_strategy(election: date) -> Deadline:
    note = _(
        "Within a year after the constitution of the council that was elected on %(day)s. Samplan does not"
        " record the day of the constitution, so this day is not reckoned here."
    )
    title = _("The council adopts a planning strategy")
    return Deadline(title, None, rule="pbl. § 10-1", note=note % {"day": day(election)})


def _next_election(viewer: Viewer) -> Iterator[Deadline]:
    on = clock.next_election(viewer.organisation.country or "", viewer.today)
    if on is None:
        return
    is_norwegian = viewer.organisation.country == NORWAY
    note = _("The expected day: the King in council appoints it.") if is_norwegian else ""
    rule = _("valgloven") if is_norwegian else "vallagen 1 kap. 3 §"
    left = time_left(viewer.today, on)
    yield Deadline(_("The next ordinary election"), on, left=left, rule=rule, note=note)


# Words -------------------------------------------------------------------------------------------


def time_left(today: date, on: date) -> str:
    """How long is left until the day, or how long ago it was, in words."""
    if on == today:
        return _("today")
    span = clock.time_between(min(today, on), max(today, on))
    return (_("%(time)s left") if on > today else _("%(time)s ago")) % {"time": in_words(span)}


def in_words(span: clock.Left) -> str:
    """A span as people say it: years and months; months, if it is less than a year; else days."""
    years = ngettext("%(count)d year", "%(count)d years", span.years) % {"count": span.years}
    months = ngettext("%(count)d month", "%(count)d months", span.months) % {"count": span.months}
    if span.years:
        return _("%(years)s and %(months)s") % {"years": years, "months": months} if span.months else years
    if span.months:
        return months
    return ngettext("%(count)d day", "%(count)d days", span.days) % {"count": span.days}
