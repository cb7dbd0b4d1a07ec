"""How many inhabitants there are to be, are forecast and are: three facts on a strategy's page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.asking import Asking, ask, beside
from core.templatetags.ui import number
from goals.models import Observation
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing
from strategy.models import PlanningStrategy, PopulationFigure
from strategy.policies import can_run_strategy
from strategy.selectors.futures import latest_outcome
from strategy.selectors.scenarios import figures_shown

TABLE = PartTable(
    heads=(
        Head(_("What the number is")),
        Head(_("Inhabitants"), is_number=True),
        Head(_("Year"), is_number=True),
        Head(_("Source")),
    ),
    cells="strategy/population_cells.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine(PartLine):
    """One of the three numbers; without any where it is not said, or where the indicator has no value."""

    is_said: bool
    number: str = "–"
    year: int | None = None
    source: str = ""

    @property
    def is_filled(self) -> bool:
        return self.is_said


def population_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Part]:
    """Goal, forecast and outcome, each on a line of its own. Asked for in one step."""
    lines = yield from figure_lines_asked(viewer, strategy)
    return Part(
        name="population",
        kind="population",
        has_gaps=True,
        title=_("Inhabitants: goal, forecast and outcome"),
        note=_("What the council aims at, what is forecast and what has become of it are three things."),
        table=TABLE,
        lines=lines,
    )


def figure_lines_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[list[FigureLine]]:
    """The three lines; an outcome that an indicator gives is its latest value for the organisation."""
    figures = figures_shown(viewer.organisation, to_member=viewer.is_member).filter(strategy=strategy)
    found, latest = yield from beside(
        ask(figures.select_related("indicator").order_by("pk")),
        ask(latest_outcome(strategy)),
    )
    said = {each.sort: each for each in found}
    last = latest[0] if latest else None
    return [figure_line(viewer, strategy, sort, said.get(sort), last) for sort in PopulationFigure.Sort]


def figure_line(
    viewer: Viewer,
    strategy: PlanningStrategy,
    sort: PopulationFigure.Sort,
    figure: PopulationFigure | None,
    latest: Observation | None,
) -> FigureLine:
    """One of the three numbers with where it is from."""
    at = [viewer.organisation.slug, strategy.pk]
    url = edit_url = ""
    if figure and viewer.is_member:
        url = reverse("strategy:population_detail", args=[*at, figure.pk])
    if can_run_strategy(viewer.standing):
        create_url = f"{reverse('strategy:population_create', args=at)}?{urlencode({'sort': sort.value})}"
        edit_url = reverse("strategy:population_edit", args=[*at, figure.pk]) if figure else create_url
    value, year, source = _told(figure, latest)
    return FigureLine(
        anchor=f"population-{sort}",
        mark=sort.value,
        name=Thing(str(sort.label)),
        url=url,
        edit_url=edit_url,
        edit_words=pgettext("a link", "Change") if figure else str(_("Say the number")),
        is_said=figure is not None,
        number=number(value),
        year=year,
        source=source,
    )


def _told(
    figure: PopulationFigure | None, latest: Observation | None
) -> tuple[float | None, int | None, str]:
    """The number, its year and where it is from, as written down or as the indicator says."""
    if figure is None:
        return None, None, ""
    if figure.indicator is None:
        return figure.number, figure.year, figure.source or ""
    source = " · ".join(text for text in (figure.indicator.title, figure.source) if text)
    value = None if latest is None or latest.value is None else float(latest.value)
    return value, latest.year if latest else None, source
