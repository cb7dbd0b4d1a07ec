"""What the strategy's document says of what is to come: inhabitants, scenarios, and what holds under each."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pages.documents.cells import NONE, number, text
from pages.documents.content import Block, Cell, Column, Heading, Paragraph, filled
from pages.guards import Viewer
from pages.strategy.robustness import TONES
from pages.strategy.scenarios import WAYS
from strategy.models import PlanningStrategy, PopulationFigure, Robustness
from strategy.selectors.contents import Contents
from strategy.selectors.futures import NONE as NO_FUTURES
from strategy.selectors.futures import Future, Futures, Inhabitants, Judged

Blocks = Iterable[Block]


def desired_futures(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """The futures that the council plans for; the law asks for none, so nothing is said of none."""
    futures = said.futures
    if futures == NO_FUTURES:
        return
    yield Heading(_("Desired futures and uncertainties"))
    yield from _population(futures)
    yield from _scenarios(futures)
    yield from _robustness(futures)


def _population(futures: Futures) -> Blocks:
    """Goal, forecast and outcome, each on a line of its own."""
    if not futures.population:
        return
    yield Heading(_("Inhabitants: goal, forecast and outcome"), 2)
    note = _("What the council aims at, what is forecast and what has become of it are three things.")
    yield Paragraph(note, is_note=True)
    columns = (
        Column(_("What the number is"), 1.4),
        Column(_("Inhabitants"), 1, is_number=True),
        Column(_("Year"), 0.7),
        Column(_("Source"), 3),
    )
    rows = [
        (
            text(PopulationFigure.Sort(each.sort).label),
            number(each.number),
            text(each.year),
            text(_source(each)),
        )
        for each in futures.population
    ]
    yield from filled(columns, rows, _("Inhabitants: goal, forecast and outcome"))


def _scenarios(futures: Futures) -> Blocks:
    """Each scenario with what leads there, and how people then reach what they need."""
    if not futures.scenarios:
        return
    yield Heading(_("Scenarios"), 2)
    columns = (
        Column(_("Scenario"), 1.6),
        Column(_("Inhabitants"), 1, is_number=True),
        Column(_("Year"), 0.7),
        Column(_("What drives it"), 2.4),
        Column(_("How people reach what they need"), 3),
    )
    rows = [
        (
            text(each.title),
            number(each.population),
            text(each.year),
            text(each.drivers),
            text(" ".join(_ways(each))),
        )
        for each in futures.scenarios
    ]
    yield from filled(columns, rows, _("Scenarios"))


def _robustness(futures: Futures) -> Blocks:
    """A line for each goal and direction that is judged, a column for each scenario."""
    if not futures.robustness:
        return
    judged = {(_of(each), each.scenario): each for each in futures.robustness}
    named = {_of(each): each for each in futures.robustness}
    columns = (Column(_("Goal or direction"), 2), *(Column(each.title, 2) for each in futures.scenarios))
    rows = [
        (
            text(each.name, each.language),
            *(_verdict(judged.get((of, scenario.key))) for scenario in futures.scenarios),
        )
        for of, each in named.items()
    ]
    name = _("How goals and directions hold under each scenario")
    yield Heading(name, 2)
    yield from filled(columns, rows, name)


def _of(said: Judged) -> tuple[int | None, int | None]:
    return said.goal, said.position


def _verdict(said: Judged | None) -> Cell:
    if said is None:
        return NONE
    verdict = Robustness.Verdict(said.verdict)
    words = _("%(verdict)s: %(reason)s") % {"verdict": verdict.label, "reason": said.reason}
    return text(words, tone=TONES[verdict])


def _ways(scenario: Future) -> Iterable[str]:
    """The ways to what people need that it says something of: a sentence each."""
    for name, words in WAYS:
        if said := getattr(scenario, name):
            yield f"{words}: {said}"


def _source(said: Inhabitants) -> str:
    return "; ".join(dict.fromkeys(filter(None, (said.indicator, said.source))))
