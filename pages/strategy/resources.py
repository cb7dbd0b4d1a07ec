"""Resources on a strategy's page: what the stances need of each unit and quarter, beside what there is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core.asking import Asking, ask, beside
from core.ordering import sort_key
from core.templatetags.ui import money, number
from organisations.models import Unit
from pages.dashboard.units import unit_thing
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.strategy.words import quarter_words
from pages.things import Thing
from strategy.engine import TENTHS, Load, Loads
from strategy.models import Capacity, PlanningStrategy
from strategy.policies import can_run_strategy
from strategy.selectors.capacities import capacities_shown, loads_of
from strategy.selectors.portfolio import needs_shown

TABLE = PartTable(
    heads=(
        Head(gettext_lazy("Unit")),
        Head(gettext_lazy("Quarters")),
        Head(gettext_lazy("Person-months a quarter"), is_number=True),
        Head(gettext_lazy("Money a quarter"), is_number=True),
    ),
    cells="strategy/capacity_cells.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLine(PartLine):
    """A unit's capacity from one quarter to another."""

    quarters: str
    person_months: str
    money: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit's quarter: what is needed, of what there is, and by how much it is over-booked, in words."""

    quarter: str
    needed: str
    available: str
    excess: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A unit's quarters: of person-months, or of money."""

    unit: Thing
    of: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LoadYear:
    """The quarters of a year, and the rows of which anything is needed or said in it."""

    name: str
    quarters: tuple[str, ...]
    rows: tuple[LoadRow, ...]

    @property
    def over(self) -> int:
        """How often somebody is over-booked in it."""
        return sum(bool(cell.excess) for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(Part):
    """Capacities, and a table of units and quarters for each year, with what it comes to in words."""

    years: tuple[LoadYear, ...]
    summary: tuple[str, ...]


def resources_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Resources]:
    """Needs beside capacity, in one step."""
    organisation, quarters = viewer.organisation, strategy.term.quarters
    stances = needs_shown(organisation, to_member=viewer.is_member).filter(strategy=strategy)
    said = capacities_shown(organisation, to_member=viewer.is_member).filter(strategy=strategy)
    needs, capacities = yield from beside(
        ask(stances.select_related("unit")), ask(said.order_by("unit__name", "first", "pk"))
    )
    found = loads_of(needs, capacities, quarters)
    units = {unit.pk: unit for unit in (*(n.unit for n in needs), *(c.unit for c in capacities)) if unit}
    rows = load_rows(viewer, found, units, quarters)
    at = [organisation.slug, strategy.pk]
    return Resources(
        name="resources",
        kind="capacity",
        title=_("Resources"),
        note=_(
            "What the stances need of each unit, quarter by quarter, beside what it can put into planning. "
            "The work of a stance is spread evenly from its start to its decision."
        ),
        table=TABLE,
        lines=capacity_lines(viewer, strategy, capacities),
        create_url=reverse("strategy:capacity_create", args=at) if can_run_strategy(viewer.standing) else "",
        create_words=_("Say what a unit can do"),
        above="strategy/resources_above.html",
        nothing=_("No unit's capacity is said"),
        years=tuple(load_years(rows, quarters)),
        summary=tuple(_summary(viewer, found)),
    )


def capacity_lines(
    viewer: Viewer, strategy: PlanningStrategy, capacities: Sequence[Capacity]
) -> list[CapacityLine]:
    """A line for each capacity."""
    return [_capacity_line(viewer, strategy, each) for each in capacities]


def _capacity_line(viewer: Viewer, strategy: PlanningStrategy, each: Capacity) -> CapacityLine:
    at = [viewer.organisation.slug, strategy.pk, each.pk]
    return CapacityLine(
        anchor=f"capacity-{each.pk}",
        mark=f"{each.unit.name} {each.first}",
        name=unit_thing(viewer.organisation, each.unit, viewer.organisation.language),
        url=reverse("strategy:capacity_detail", args=at) if viewer.is_member else "",
        edit_url=reverse("strategy:capacity_edit", args=at) if can_run_strategy(viewer.standing) else "",
        edit_words=pgettext("a link", "Change"),
        quarters=f"{quarter_words(each.first)} – {quarter_words(each.last)}",
        person_months=number(each.person_months),
        money=money(each.money, viewer.organisation.country),
    )


def load_rows(
    viewer: Viewer, found: Loads, units: Mapping[int, Unit], quarters: Sequence[str]
) -> list[LoadRow]:
    """A row of person-months for each unit of which something is needed or said, and one of money."""
    organisation, language = viewer.organisation, viewer.organisation.language
    named = sorted(
        {*found.months, *found.money},
        key=lambda pk: (pk is None, sort_key(units[pk].name, language) if pk else "", pk or 0),
    )
    rows = []
    for pk in named:
        thing = unit_thing(organisation, units[pk], language) if pk else Thing(_("No unit"))
        kinds: tuple[tuple[str, Mapping[int | None, Sequence[Load]], Callable[[int], str]], ...] = (
            (_("Person-months"), found.months, _months),
            (_("Money"), found.money, lambda sum_: money(sum_, organisation.country)),
        )
        for of, loads, shown in kinds:
            found_of = loads.get(pk, ())
            if any(load.needed or load.available is not None for load in found_of):
                cells = (_cell(*each, shown) for each in zip(quarters, found_of, strict=True))
                rows.append(LoadRow(thing, of, tuple(cells)))
    return rows


def load_years(rows: Sequence[LoadRow], quarters: Sequence[str]) -> Iterable[LoadYear]:
    """The rows (with a cell for each of the quarters) by years: all at once are too wide to be read."""
    for year, named in groupby(enumerate(quarters), key=lambda each: each[1].partition("-")[0]):
        places = [place for place, _quarter in named]
        parted = [replace(row, cells=row.cells[places[0] : places[-1] + 1]) for row in rows]
        said = tuple(row for row in parted if any(cell.needed or cell.available for cell in row.cells))
        yield LoadYear(year, tuple(quarter_words(quarters[place]) for place in places), said)


def _cell(quarter: str, load: Load, shown: Callable[[int], str]) -> Cell:
    return Cell(
        quarter=quarter_words(quarter),
        needed=shown(load.needed) if load.needed else "",
        available="" if load.available is None else shown(load.available),
        excess=shown(load.excess) if load.excess else "",
    )


def _months(tenths: int) -> str:
    return number(tenths / TENTHS)


def _summary(viewer: Viewer, found: Loads) -> Iterable[str]:
    """In words: how often somebody is over-booked, and what has no quarter yet."""
    over = [
        load for of in (found.months, found.money) for loads in of.values() for load in loads if load.excess
    ]
    if over:
        yield (
            ngettext(
                "More is planned than is realistic: over-booked %(n)d time in a quarter.",
                "More is planned than is realistic: over-booked %(n)d times in a quarter.",
                len(over),
            )
            % {"n": len(over)}
        )
    elif found.months or found.money:
        yield _("No unit is over-booked in any quarter, as far as its capacity is said.")
    months, sum_ = found.unplaced
    if months:
        yield _("Person-months of stances without a quarter: %(n)s.") % {"n": _months(months)}
    if sum_:
        yield _("Money of stances without a quarter: %(sum)s.") % {
            "sum": money(sum_, viewer.organisation.country)
        }
