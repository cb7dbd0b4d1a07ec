"""The clock: days that the law sets for the council, and days that plans in effect set for themselves."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.asking import Asking, ask_rows
from core.prepared import Filled
from core.together import Read, Row, together
from organisations.models import Unit
from pages.dashboard.dated import (
    DAYS,
    END,
    DatedPlan,
    day_rows,
    near_plan_rows,
    plan_rows,
    plans_read,
    thing_of,
)
from pages.dashboard.deadlines import Deadline, dated
from pages.dashboard.law import lawful_days
from pages.guards import Viewer
from pages.preparing import for_viewers
from planning.selectors.owned import Units
from strategy.selectors.rounds import round_rows, rounds_read

MOST_PASSED = 2
MOST_COMING = 4
#: Whose matter the law's days are, beside the whole organisation's.
LAWFUL = {Unit.Kind.COUNCIL, Unit.Kind.BOARD}


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


class PlannedDay(NamedTuple):
    """A day that a plan sets, before it is put into words: there are hundreds, of which a few are shown."""

    on: date
    is_end: bool
    title: str
    pk: int
    plan: DatedPlan


@dataclass(frozen=True, slots=True)
class NearDays:
    """Of all days of plans those next to today: when, whether it is an end, and of which plan."""

    shown: tuple[tuple[str, bool, int], ...]
    total: int
    passed: int


def clock_reads(viewer: Viewer, units: Units) -> dict[str, Filled[Row]]:
    """What the clock reads first, for a page that reads other things with it (`core.asking.ask_each`)."""
    return {"days": day_rows(viewer, units=units), "rounds": _rounds(viewer)}


@for_viewers
def _rounds(viewer: Viewer) -> Read:
    return round_rows(viewer.organisation.pk)


def clock_asked(viewer: Viewer, read: Mapping[str, list[Row]], *, lawful: bool = True) -> Asking[Clock]:
    """A few days of the clock of the organisation or of some units, of what was `read`. One step."""
    near = near_days(read["days"], viewer.today)
    ids = {plan for _on, _is_end, plan in near.shown}
    plans = plans_read((yield from ask_rows(near_plan_rows(viewer, ids=ids))))
    days = ((each, (each.on.isoformat(), each.is_end, each.pk)) for each in planned_days(plans, None))
    planned = tuple(deadline_of(viewer, each) for each, day in days if day in near.shown)
    law = tuple(lawful_days(viewer, plans, rounds_read(read["rounds"]))) if lawful else ()
    return Clock(law, planned, near.total, near.passed)


def near_days(rows: Iterable[Row], today: date) -> NearDays:
    """The latest days that have passed, and the next to come."""
    found = sorted((row[day], day == END, row["pk"]) for row in rows for day in DAYS if row[day])
    passed = bisect_left(found, today.isoformat(), key=itemgetter(0))
    return NearDays(tuple(found[max(0, passed - MOST_PASSED) : passed + MOST_COMING]), len(found), passed)


def all_days(viewer: Viewer, units: Units, *, lawful: bool) -> tuple[list[Deadline], list[PlannedDay]]:
    """All the law's days, and all those of plans, for `deadline_of`. One query."""
    read = together(plans=plan_rows(viewer, units=units), rounds=_rounds(viewer))
    plans = plans_read(read["plans"])
    law = lawful_days(viewer, plans, rounds_read(read["rounds"])) if lawful else ()
    return list(law), planned_days(plans, units)


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


def deadline_of(viewer: Viewer, planned: PlannedDay) -> Deadline:
    """A day of a plan as it is shown: there are hundreds, and a page shows some."""
    # That a revision is being written is working material.
    plan = planned.plan
    note = _("a revision is being written") if viewer.is_member and plan.is_revised else ""
    title = _("Its time runs out") if planned.is_end else _("To be checked: does it still hold?")
    return dated(viewer, title, planned.on, note=note, thing=thing_of(viewer, plan))
