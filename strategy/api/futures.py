"""The futures that planning strategies reckon with, over the API."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from strategy.api import serializers
from strategy.filters import PopulationFigureFilter, RobustnessFilter, ScenarioFilter
from strategy.selectors.scenarios import figures_shown, robustness_shown, scenarios_shown


class Scenarios(Resource):
    """The futures that the strategies plan for."""

    kind = "scenarios"
    serializer_class = serializers.ScenarioSerializer
    owner = "strategy.organisation_id"
    filterset_class = ScenarioFilter
    orderings = ("id", "key", "title", "order", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return scenarios_shown(reader.organisation, to_member=reader.is_member)


class RobustnessVerdicts(Resource):
    """How goals and directions fare under the scenarios."""

    kind = "robustness-verdicts"
    serializer_class = serializers.RobustnessSerializer
    owner = "scenario.strategy.organisation_id"
    filterset_class = RobustnessFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies on what everybody sees, for members all."""
        return robustness_shown(reader.organisation, to_member=reader.is_member)


class PopulationFigures(Resource):
    """Goal, forecast and outcome of the number of inhabitants."""

    kind = "population-figures"
    serializer_class = serializers.PopulationFigureSerializer
    owner = "strategy.organisation_id"
    filterset_class = PopulationFigureFilter
    orderings = ("id", "sort", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return figures_shown(reader.organisation, to_member=reader.is_member)
