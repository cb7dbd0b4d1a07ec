"""What does it cost: the measures that work for a goal, how they are paid for, and their money by year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from core.asking import Asking, ask
from core.prepared import Given, Prepared
from pages.guards import Viewer
from pages.things import Thing, part_thing
from planning.models import BudgetLine, Measure
from planning.selectors.counted import is_funded, is_overdue

MOST_MEASURES = 12
ORDER = (Measure.Status.ONGOING, Measure.Status.PLANNED, Measure.Status.PAUSED, Measure.Status.DONE)


#: The budget lines of some measures, added up.
BY_YEAR = Prepared(
    lambda: (
        BudgetLine.objects.filter(measure__among=Given("measures"))
        .values_list("year", "kind", "status")
        .annotate(amount=Sum("amount"))
        .order_by("year")
    )
)


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


def costs_asked(viewer: Viewer, measures: Iterable[Measure], most: int = MOST_MEASURES) -> Asking[Costs]:
    """The costs of measures that support the goal, which come in the order of their titles. One query."""
    rows = [each for each in measures if each.status != Measure.Status.CANCELLED]
    first = sorted(rows, key=lambda row: (not is_overdue(row, viewer.today), ORDER.index(row.status)))
    funded = [row for row in rows if is_funded(row)]
    years = yield from year_lines_asked([row.pk for row in rows])
    return Costs(
        measures=[measure_row(viewer, each) for each in first[:most]],
        more=max(0, len(rows) - most),
        total_cost=sum(row.cost or 0 for row in rows),
        funded_cost=sum(row.cost or 0 for row in funded),
        without_cost=sum(row.cost is None for row in rows),
        funded=len(funded),
        count=len(rows),
        years=years,
    )


def measure_row(viewer: Viewer, measure: Measure) -> MeasureRow:
    """A measure as a row."""
    unit = measure.unit.name if measure.unit else ""
    return MeasureRow(
        measure, part_thing(viewer.organisation, measure), unit, is_overdue(measure, viewer.today)
    )


def year_lines_asked(measures: Sequence[int]) -> Asking[list[YearLine]]:
    """Budget lines of the measures by year."""
    if not measures:
        return []
    found = yield from ask(BY_YEAR.given(measures=list(measures)))
    sums: dict[int, dict[str, int]] = {}
    for year, kind, status, amount in found:
        of_year = sums.setdefault(year, {"operating": 0, "investment": 0, "decided": 0})
        of_year[kind] += amount
        of_year["decided"] += amount if status == BudgetLine.Status.DECIDED else 0
    return [YearLine(year, **amounts) for year, amounts in sums.items()]
