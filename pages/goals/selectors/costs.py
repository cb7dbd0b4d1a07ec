"""What does it cost: the measures that work for a goal, how they are paid for, and their money by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from pages.goals.selectors.items import Line, named
from pages.guards import Viewer
from pages.naming import only_names
from pages.things import Thing, part_thing
from planning.models import BudgetLine, Measure

MOST_MEASURES = 12
FUNDED = (Measure.Funding.WITHIN_BUDGET, Measure.Funding.DECIDED)
STATUS_ORDER = Case(
    *(
        When(status=status, then=place)
        for place, status in enumerate(("ongoing", "planned", "paused", "done"))
    ),
    output_field=IntegerField(),
)
#: What a row says of a measure beside its name.
SHOWN = ("status", "funding", "start", "end", "cost")
ORDER = (STATUS_ORDER, "title", "pk")


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
    """The costs behind the supporting measures among the lines. Three queries."""
    names = {line.name for line in lines if line.kind == "measure" and line.supporting}
    measures = Measure.objects.filter(named(names)).exclude(status=Measure.Status.CANCELLED)
    paid = Q(status=Measure.Status.DONE) | Q(funding__in=FUNDED)
    sums = measures.aggregate(
        count=Count("pk"),
        funded=Count("pk", filter=paid),
        total_cost=Coalesce(Sum("cost"), 0),
        funded_cost=Coalesce(Sum("cost", filter=paid), 0),
        without_cost=Count("pk", filter=Q(cost__isnull=True)),
    )
    shown = only_names(measures, *SHOWN, "unit__name").order_by(late(viewer), *ORDER)
    return Costs(
        measures=[measure_row(viewer, each) for each in shown[:MOST_MEASURES]],
        more=max(0, sums["count"] - MOST_MEASURES),
        years=year_lines(measures),
        **sums,
    )


def late(viewer: Viewer) -> Case:
    """Overdue measures before the others."""
    is_late = When(Q(end__lt=viewer.today) & ~Q(status=Measure.Status.DONE), then=0)
    return Case(is_late, default=1, output_field=IntegerField())


def is_overdue(viewer: Viewer, measure: Measure) -> bool:
    """Whether it should have been done before today."""
    return measure.end is not None and measure.end < viewer.today and measure.status != Measure.Status.DONE


def measure_row(viewer: Viewer, measure: Measure) -> MeasureRow:
    """A measure as a row."""
    unit = measure.unit.name if measure.unit else ""
    return MeasureRow(measure, part_thing(viewer.organisation, measure), unit, is_overdue(viewer, measure))


def year_lines(measures: QuerySet[Measure]) -> list[YearLine]:
    """Budget lines of the measures by year."""
    found = (
        BudgetLine.objects.filter(measure__in=measures.values("pk"))
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
