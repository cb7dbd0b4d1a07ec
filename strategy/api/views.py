"""What the council plans to plan, over the API."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from strategy.api import serializers
from strategy.filters import (
    PlanNeedFilter,
    PlanningStrategyFilter,
    RequirementVerdictFilter,
    StrategyChangeFilter,
    StrategyRecipientFilter,
)
from strategy.models import PlanningStrategy, StrategyChange, StrategyRecipient, Term
from strategy.selectors.portfolio import needs_shown, verdicts_shown


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


class StrategyChanges(Resource):
    """The changes of adopted strategies, each with the council's decision."""

    kind = "strategy-changes"
    serializer_class = serializers.StrategyChangeSerializer
    filterset_class = StrategyChangeFilter
    orderings = ("id", "decided_on", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: what the council decides is public."""
        own: QuerySet[StrategyChange] = StrategyChange.objects.filter(
            strategy__organisation=reader.organisation
        )
        return own


class StrategyRecipients(Resource):
    """Who gets the strategies, when they were sent, and the receipts: for members."""

    kind = "strategy-recipients"
    serializer_class = serializers.StrategyRecipientSerializer
    is_for_members = True
    filterset_class = StrategyRecipientFilter
    orderings = ("id", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: whom one writes to is no part of what was decided."""
        found: QuerySet[StrategyRecipient] = StrategyRecipient.objects.filter(
            strategy__organisation=reader.organisation
        )
        return found


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
