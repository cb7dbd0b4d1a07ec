"""Measures of plans in effect: what is being done, what it costs, and what is late or not paid for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from core.asking import Asking, ask, ask_rows, beside
from core.together import Row
from pages.guards import Viewer
from pages.naming import only_names
from pages.preparing import for_viewers
from pages.things import Thing, part_thing
from planning.models import Measure, Plan
from planning.selectors.owned import Units, answered_for

MOST_MEASURES = 8
FUNDED = (Measure.Funding.WITHIN_BUDGET, Measure.Funding.DECIDED)


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """What is being done and what it costs, over the measures of the organisation's own plans in effect."""

    planned: int
    ongoing: int
    done: int
    paused: int
    overdue: int
    total_cost: int
    funded_cost: int
    without_cost: int
    funded: int
    unfunded: int

    @property
    def all(self) -> int:
        """All measures that are not cancelled."""
        return self.planned + self.ongoing + self.done + self.paused

    @property
    def funded_percent(self) -> int | None:
        """How much of the stated cost is paid for, in whole percent; none without any cost."""
        return round(100 * self.funded_cost / self.total_cost) if self.total_cost else None


@dataclass(frozen=True, slots=True)
class LateMeasure:
    """A measure that should have been done, or that nobody has paid for."""

    measure: Measure
    thing: Thing
    unit: str
    is_overdue: bool


@for_viewers
def measure_rows(viewer: Viewer, units: Units = None) -> QuerySet[Any, Any]:
    """Counts and costs of the measures that stand in the organisation's own plans in effect.

    By status and funding, which are few: all else is made of these. To count each figure over thousands of
    measures takes the database twice as long.
    """
    measures = active_measures(viewer, units).order_by()
    return measures.values("status", "funding").annotate(
        number=Count("pk"),
        overdue=Count("pk", filter=Q(end__lt=viewer.today)),
        costed=Count("cost"),
        total=Sum("cost"),
    )


def measure_figures(rows: Sequence[Row]) -> MeasureFigures:
    """The same as figures."""
    found = dict.fromkeys((each.name for each in fields(MeasureFigures)), 0)
    for row in rows:
        status, number, cost = row["status"], row["number"], row["total"] or 0
        found[status] += number
        found["overdue"] += 0 if status == Measure.Status.DONE else row["overdue"]
        found["without_cost"] += number - row["costed"]
        found["total_cost"] += cost
        if status == Measure.Status.DONE or row["funding"] in FUNDED:
            found["funded"] += number
            found["funded_cost"] += cost
    found["unfunded"] = sum(row["number"] for row in rows) - found["funded"]
    return MeasureFigures(**found)


def measures_asked(
    viewer: Viewer, units: Collection[int]
) -> Asking[tuple[MeasureFigures, list[LateMeasure]]]:
    """The same of some units, and the measures to see to. One step."""
    figures, found = yield from beside(
        ask_rows(measure_rows(viewer, units=units)), ask(_urgent_measures(viewer, units=units))
    )
    return measure_figures(figures), [_late(viewer, row) for row in found]


@for_viewers
def _urgent_measures(viewer: Viewer, units: Units) -> QuerySet[Measure]:
    """Measures that are overdue, the oldest first; then those that nobody has paid for.

    Each sort comes in the order of an index: of thousands the first few are read.
    """
    by_end = (F("end").asc(nulls_last=True), "pk")
    left = active_measures(viewer, units).exclude(status=Measure.Status.DONE).order_by(*by_end).values("pk")
    is_late = Q(end__lt=viewer.today)
    late, unpaid = left.filter(is_late)[:MOST_MEASURES], left.exclude(funding__in=FUNDED)[:MOST_MEASURES]
    # Of the unpaid ones no more are late than are among the late ones: both have enough together.
    found: Any = Measure.objects.filter(pk__in=late.union(unpaid, all=True))
    urgency = Case(When(is_late, then=Value(0)), default=Value(1), output_field=IntegerField())
    shown = ("end", "status", "funding", "cost", "unit__name", "plan__unit__name")
    named: Any = only_names(found.annotate(urgency=urgency), *shown)
    ordered: QuerySet[Measure] = named.order_by("urgency", *by_end)
    return ordered[:MOST_MEASURES]


def active_measures(viewer: Viewer, units: Units) -> QuerySet[Measure]:
    """Measures that are not cancelled, of the organisation's own plans in effect."""
    plans = Plan.objects.filter(organisation=viewer.organisation).current(viewer.today)
    own = Measure.objects.filter(organisation=viewer.organisation, plan__in=plans)
    return own.filter(answered_for(units)).exclude(status=Measure.Status.CANCELLED)


def _late(viewer: Viewer, measure: Measure) -> LateMeasure:
    unit = measure.unit or measure.plan.unit
    return LateMeasure(
        measure,
        part_thing(viewer.organisation, measure),
        unit.name if unit else "",
        measure.end is not None and measure.end < viewer.today,
    )
