"""The plans that the clock knows of."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from core.together import Read, Row
from pages.guards import Viewer
from pages.preparing import for_viewers
from pages.things import Thing, plan_thing
from planning.models import Plan
from planning.selectors.owned import Units, dated_plans, dated_plans_of, is_dated


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


#: The days that plans set for themselves: each a kind of its own on the clock.
END = "valid_to"
DAYS = ("next_check_on", END)
DATES = (*DAYS, "adopted_on", "in_force_on")


@for_viewers
def plan_rows(viewer: Viewer, units: Units) -> Read:
    """The plans that the clock knows of, as `plans_read` reads them."""
    rows: Read = dated_plans(viewer.organisation, units, viewer.today).values(*DatedPlan._fields)
    return rows


@for_viewers
def day_rows(viewer: Viewer, units: Units) -> Read:
    """The days of the same without what else is known of them."""
    plans = Plan.objects.filter(is_dated(units), organisation=viewer.organisation).current(viewer.today)
    rows: Read = plans.order_by().values("pk", *DAYS)
    return rows


@for_viewers
def near_plan_rows(viewer: Viewer, ids: Collection[int]) -> Read:
    """Plans with these ids, and the comprehensive plan, as `plans_read` reads them."""
    rows: Read = dated_plans_of(viewer.organisation, ids, viewer.today).values(*DatedPlan._fields)
    return rows


def plans_read(rows: Iterable[Row]) -> list[DatedPlan]:
    """The same as plans."""
    return [_dated_plan(row) for row in rows]


def _dated_plan(row: Row) -> DatedPlan:
    days = {name: date.fromisoformat(row[name]) for name in DATES if row[name]}
    return DatedPlan(**{**row, **days})


def thing_of(viewer: Viewer, plan: DatedPlan) -> Thing:
    """The plan with its page."""
    own = Plan(pk=plan.pk, key=plan.key, title=plan.title, organisation=viewer.organisation)
    return plan_thing(viewer.organisation, own)
