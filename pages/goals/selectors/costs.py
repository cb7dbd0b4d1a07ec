"""What does it cost: the measures that work for a goal, how they are paid for, and their money by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from pages.goals.selectors.items import Line, by_name
from pages.guards import Viewer
from pages.things import Thing, part_thing
from planning.models import BudgetLine, Measure

MOST_MEASURES = 60
FUNDED = (Measure.Funding.WITHIN_BUDGET, Measure.Funding.DECIDED)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure that supports the goal."""

    measure: Measure
    thing: Thing
    unit: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """The budget lines of a year, added up, in whole currency units."""

    year: int
    operating: int
    investment: int
    decided: int

    @property
    def all(self) -> int:
        """Operating and investment together."""
        return self.operating + self.investment


@dataclass(frozen=True, slots=True)
class Costs:
    """The measures of the plans in effect (or that would be) that support the goal, and their money."""

    measures: list[MeasureRow]
    more: int
    total_cost: int
    funded_cost: int
    without_cost: int
    funded: int
    count: int
    years: list[YearLine]


def costs(viewer: Viewer, lines: Sequence[Line]) -> Costs:
    """The costs behind the supporting measures among the lines. Two queries."""
    names = {line.name for line in lines if line.kind == "measure" and line.supporting}
    query = Measure.objects.select_related("plan__organisation", "unit").exclude(
        status=Measure.Status.CANCELLED
    )
    measures = sorted(by_name(query, names).values(), key=lambda each: place(viewer, each))
    paid = [each for each in measures if is_funded(each)]
    return Costs(
        measures=[measure_row(viewer, each) for each in measures[:MOST_MEASURES]],
        more=max(0, len(measures) - MOST_MEASURES),
        total_cost=sum(each.cost or 0 for each in measures),
        funded_cost=sum(each.cost or 0 for each in paid),
        without_cost=sum(each.cost is None for each in measures),
        funded=len(paid),
        count=len(measures),
        years=year_lines([each.pk for each in measures]),
    )


def is_funded(measure: Measure) -> bool:
    """Whether a measure is paid for (alignment rules, section 5)."""
    return measure.status == Measure.Status.DONE or measure.funding in FUNDED


def place(viewer: Viewer, measure: Measure) -> tuple[bool, str, str, int]:
    """Overdue ones first, then by status and title."""
    order = {"ongoing": "a", "planned": "b", "paused": "c", "done": "d"}
    return not is_overdue(viewer, measure), order.get(measure.status, "e"), measure.title, measure.pk


def is_overdue(viewer: Viewer, measure: Measure) -> bool:
    """Whether it should have been done before today."""
    return measure.end is not None and measure.end < viewer.today and measure.status != Measure.Status.DONE


def measure_row(viewer: Viewer, measure: Measure) -> MeasureRow:
    """A measure as a row."""
    unit = measure.unit.name if measure.unit else ""
    return MeasureRow(measure, part_thing(viewer.organisation, measure), unit, is_overdue(viewer, measure))


def year_lines(measures: Sequence[int]) -> list[YearLine]:
    """Budget lines of the measures by year."""
    if not measures:
        return []
    found = (
        BudgetLine.objects.filter(measure__in=measures)
        .values_list("year", "kind", "status")
        .annotate(amount=Sum("amount"))
        .order_by("year")
    )
    sums: dict[int, dict[str, int]] = {}
    for year, kind, status, amount in found:
        of_year = sums.setdefault(year, {"operating": 0, "investment": 0, "decided": 0})
        of_year[kind] += amount
        of_year["decided"] += amount if status == BudgetLine.Status.DECIDED else 0
    return [YearLine(year, **amounts) for year, amounts in sums.items()]
