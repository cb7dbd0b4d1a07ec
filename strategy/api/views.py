"""What the council plans to plan, over the API."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from strategy.api import serializers
from strategy.filters import (
    CapacityFilter,
    ChangedConditionFilter,
    CooperationFilter,
    PlanNeedFilter,
    PlanningStrategyFilter,
    RequirementVerdictFilter,
    SituationReportFilter,
)
from strategy.models import PlanningStrategy, Term
from strategy.selectors.capacities import capacities_shown
from strategy.selectors.conditions import conditions_shown
from strategy.selectors.portfolio import needs_shown, verdicts_shown
from strategy.selectors.reports import cooperations_of, reports_of


class Terms(Resource):
    """The terms of the council."""

    kind = "terms"
    serializer_class = serializers.TermSerializer
    orderings = ("id", "key", "elected_on", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: elections are no secret."""
        found: QuerySet[Term] = Term.objects.filter(organisation=reader.organisation)
        return found


class PlanningStrategies(Resource):
    """What the council plans to plan in each term."""

    kind = "planning-strategies"
    serializer_class = serializers.PlanningStrategySerializer
    filterset_class = PlanningStrategyFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Adopted ones, for members all."""
        own: QuerySet[PlanningStrategy] = PlanningStrategy.objects.filter(organisation=reader.organisation)
        return own if reader.is_member else own.filter(status=PlanningStrategy.Status.ADOPTED)


class PlanNeeds(Resource):
    """The stances of the strategies on plans, and the new plans that they want."""

    kind = "plan-needs"
    serializer_class = serializers.PlanNeedSerializer
    filterset_class = PlanNeedFilter
    orderings = ("id", "key", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies on plans that everybody sees, for members all."""
        return needs_shown(reader.organisation, to_member=reader.is_member)


class RequirementVerdicts(Resource):
    """The verdicts of the strategies on what the law asks of the comprehensive plan."""

    kind = "requirement-verdicts"
    serializer_class = serializers.RequirementVerdictSerializer
    filterset_class = RequirementVerdictFilter
    orderings = ("id", "requirement", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return verdicts_shown(reader.organisation, to_member=reader.is_member)


class ChangedConditions(Resource):
    """What the strategies say has changed since the plans were made."""

    kind = "changed-conditions"
    serializer_class = serializers.ChangedConditionSerializer
    filterset_class = ChangedConditionFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return conditions_shown(reader.organisation, to_member=reader.is_member)


class SituationReports(Resource):
    """What the units report of each year: for members."""

    kind = "situation-reports"
    serializer_class = serializers.SituationReportSerializer
    filterset_class = SituationReportFilter
    orderings = ("id", "key", "year", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, for members only, wherever one is named."""
        found = reports_of(reader.organisation).select_related(None)
        return found if reader.is_member else found.none()


class Cooperations(Resource):
    """What the units would do together: for members."""

    kind = "cooperations"
    serializer_class = serializers.CooperationSerializer
    filterset_class = CooperationFilter
    orderings = ("id", "key", "title", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, for members only, wherever one is named."""
        found = cooperations_of(reader.organisation).select_related(None)
        return found if reader.is_member else found.none()


class Capacities(Resource):
    """What units can put into planning."""

    kind = "capacities"
    serializer_class = serializers.CapacitySerializer
    filterset_class = CapacityFilter
    orderings = ("id", "first", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        shown = capacities_shown(reader.organisation, to_member=reader.is_member)
        return shown.select_related(None)
