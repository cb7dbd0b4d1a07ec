"""Scenarios on a strategy's page: the futures that the council plans for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.asking import Asking, ask
from core.templatetags.ui import number
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing
from strategy.models import PlanningStrategy, Scenario
from strategy.policies import can_run_strategy
from strategy.selectors.futures import Future
from strategy.selectors.scenarios import scenarios_shown

TABLE = PartTable(
    heads=(
        Head(gettext_lazy("Scenario")),
        Head(gettext_lazy("What drives it")),
        Head(gettext_lazy("How people reach what they need")),
        Head(gettext_lazy("State")),
        Head(gettext_lazy("Prepared by")),
    ),
    cells="strategy/scenario_cells.html",
)
#: The three ways to what people need, in words.
WAYS = (
    ("nearness", gettext_lazy("Nearness")),
    ("mobility", gettext_lazy("Mobility")),
    ("digital", gettext_lazy("Digital access")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLine(PartLine):
    """A scenario with the ways to what people need that it says something of."""

    scenario: Scenario
    ways: tuple[tuple[Any, str], ...]


def scenarios_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Part]:
    """The scenarios in their order. Asked for in one step."""
    shown = scenarios_shown(viewer.organisation, to_member=viewer.is_member).filter(strategy=strategy)
    lines = yield from scenario_lines_asked(viewer, shown)
    at = [viewer.organisation.slug, strategy.pk]
    return Part(
        name="scenarios",
        kind="scenario",
        title=_("Desired futures and uncertainties"),
        note=_("The futures that the council plans for, and what would lead there."),
        table=TABLE,
        lines=lines,
        create_url=reverse("strategy:scenario_create", args=at) if can_run_strategy(viewer.standing) else "",
        create_words=_("Describe a scenario"),
        nothing=_("No scenario is described"),
    )


def scenario_lines_asked(viewer: Viewer, rows: QuerySet[Scenario]) -> Asking[list[ScenarioLine]]:
    """A line for each."""
    found = yield from ask(rows.select_related("unit").order_by("order", "pk"))
    return [_line(viewer, each) for each in found]


def _line(viewer: Viewer, scenario: Scenario) -> ScenarioLine:
    at = [viewer.organisation.slug, scenario.strategy_id, scenario.pk]
    return ScenarioLine(
        anchor=f"scenario-{scenario.pk}",
        mark=scenario.key,
        name=Thing(scenario.title, language=viewer.organisation.language),
        sub=population_words(scenario),
        url=reverse("strategy:scenario_detail", args=at) if viewer.is_member else "",
        edit_url=reverse("strategy:scenario_edit", args=at) if can_run_strategy(viewer.standing) else "",
        edit_words=pgettext("a link", "Change"),
        scenario=scenario,
        ways=tuple((words, text) for name, words in WAYS if (text := getattr(scenario, name))),
    )


def population_words(scenario: Scenario | Future) -> str:
    """How many inhabitants it has in which year, if it says so."""
    if scenario.population is None:
        return ""
    words = {"number": number(scenario.population), "year": scenario.year}
    return _("%(number)s inhabitants in %(year)s") % words
