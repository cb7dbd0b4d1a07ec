"""The shapes of what is written of terms, planning strategies and what stands in them."""

from rest_framework import serializers

from organisations.api.inputs import ClosedSerializer, InputSerializer, Named
from strategy.models import PlanNeed, PlanningStrategy, RequirementVerdict, Term


class TermInput(InputSerializer):
    """A term: the election, whether it was an extra one, and its days as far as known."""

    class Meta(InputSerializer.Meta):
        model = Term
        fields = ("elected_on", "is_extra", "begins_on", "ends_on", "constituted_on")


class PlanningStrategyInput(InputSerializer):
    """A strategy of a term; that it is adopted is said by `adopt`."""

    term = Named("terms")
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = PlanningStrategy
        fields = ("term", "title", "unit", "county_basis_on")
        fixed = ("term",)


class AdoptionInput(ClosedSerializer):
    """The council's decision; `judgement`, in Sweden, is its verdict on the whole comprehensive plan."""

    adopted_on = serializers.DateField()
    decided_by = serializers.CharField(max_length=200)
    reference = serializers.CharField(max_length=200)
    case_number = serializers.CharField(required=False, allow_blank=True, max_length=100)
    judgement = serializers.ChoiceField(PlanningStrategy.Judgement.choices, required=False, allow_null=True)


class RequirementVerdictInput(InputSerializer):
    """A verdict on what the law of the organisation's country asks of the comprehensive plan, and why."""

    strategy = Named("planning-strategies")
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = RequirementVerdict
        fields = ("strategy", "requirement", "verdict", "reason", "state", "unit")
        fixed = ("strategy", "requirement")


class PlanNeedInput(InputSerializer):
    """A stance on a plan; a new plan (`stance` is `new`) has a title and a type instead."""

    strategy = Named("planning-strategies")
    plan = Named("plans", required=False)
    type = Named("plan-types", required=False)
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = PlanNeed
        fields = (
            *("strategy", "plan", "title", "type", "statutory_basis", "stance", "state", "reason"),
            *("priority", "unit", "start", "decision", "person_months", "cost", "actors", "others"),
        )
        fixed = ("strategy",)
