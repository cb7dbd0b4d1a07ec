"""The futures that planning strategies reckon with, over the API."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from strategy.api import inputs, serializers
from strategy.filters import PopulationFigureFilter, RobustnessFilter, ScenarioFilter
from strategy.models import PopulationFigure, Robustness, Scenario
from strategy.selectors.scenarios import figures_shown, robustness_shown, scenarios_shown
from strategy.services import population, robustness, scenarios
from strategy.services.population import PopulationContent
from strategy.services.robustness import RobustnessContent
from strategy.services.scenarios import ScenarioContent


class Scenarios(Writable):
    """The futures that the strategies plan for."""

    kind = "scenarios"
    serializer_class = serializers.ScenarioSerializer
    input_class = inputs.ScenarioInput
    related = ("strategy", "unit")
    filterset_class = ScenarioFilter
    orderings = ("id", "key", "title", "order", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return scenarios_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> Scenario:
        """By coordinators."""
        return scenarios.create_scenario(**writer.by, strategy=given["strategy"], content=_scenario(given))

    def change(self, writer: Writer, row: Scenario, version: int, given: Values) -> None:
        """Whatever of it."""
        content = _scenario(given)
        scenarios.change_scenario(**writer.by, scenario=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Scenario, version: int) -> None:
        """With what was judged under it."""
        scenarios.remove_scenario(**writer.by, scenario=row, expected_version=version)


class RobustnessVerdicts(Writable):
    """How goals and directions fare under the scenarios."""

    kind = "robustness-verdicts"
    serializer_class = serializers.RobustnessSerializer
    input_class = inputs.RobustnessInput
    related = ("scenario", "goal", "position")
    owner = "scenario.organisation_id"
    filterset_class = RobustnessFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies on what everybody sees, for members all."""
        return robustness_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> Robustness:
        """By coordinators."""
        content = content_of(RobustnessContent, given, Robustness)
        return robustness.create_robustness(**writer.by, scenario=given["scenario"], content=content)

    def change(self, writer: Writer, row: Robustness, version: int, given: Values) -> None:
        """Judged otherwise, or with better reasons."""
        content = content_of(RobustnessContent, given, Robustness)
        robustness.change_robustness(**writer.by, robustness=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Robustness, version: int) -> None:
        """Taken back."""
        robustness.remove_robustness(**writer.by, robustness=row, expected_version=version)


class PopulationFigures(Writable):
    """Goal, forecast and outcome of the number of inhabitants."""

    kind = "population-figures"
    serializer_class = serializers.PopulationFigureSerializer
    input_class = inputs.PopulationFigureInput
    related = ("strategy", "indicator")
    owner = "strategy.organisation_id"
    filterset_class = PopulationFigureFilter
    orderings = ("id", "sort", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return figures_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> PopulationFigure:
        """By coordinators."""
        return population.create_population(**writer.by, strategy=given["strategy"], content=_figure(given))

    def change(self, writer: Writer, row: PopulationFigure, version: int, given: Values) -> None:
        """Another number, year or source."""
        content = _figure(given)
        population.change_population(**writer.by, figure=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: PopulationFigure, version: int) -> None:
        """Taken back."""
        population.remove_population(**writer.by, figure=row, expected_version=version)


def _scenario(given: Values) -> ScenarioContent:
    return content_of(ScenarioContent, inputs.filled(given), Scenario)


def _figure(given: Values) -> PopulationContent:
    return content_of(PopulationContent, inputs.filled(given), PopulationFigure)
