"""The shapes of what is written of terms, planning strategies and what stands in them."""

from rest_framework import serializers

from organisations.api.inputs import LONGEST_TEXT, ClosedSerializer, InputSerializer, Named
from organisations.api.reading_input import Values
from strategy.models import (
    Capacity,
    ChangedCondition,
    Cooperation,
    PlanNeed,
    PlanningStrategy,
    PopulationFigure,
    RequirementVerdict,
    Robustness,
    Scenario,
    SituationReport,
    StrategyChange,
    StrategyRecipient,
    Term,
)


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


class ChangedConditionInput(InputSerializer):
    """What has changed, and what that does to goals and plans that the organisation follows.

    `indicator` and `report`: what it was taken over from, if anything.
    """

    strategy = Named("planning-strategies")
    goals = serializers.ListField(child=Named("goals"), required=False, max_length=1_000)
    plans = serializers.ListField(child=Named("plans"), required=False, max_length=1_000)
    indicator = Named("indicators", required=False)
    report = Named("situation-reports", required=False)
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = ChangedCondition
        fields = (
            *("strategy", "title", "effect", "goals", "plans", "source", "indicator", "report", "state"),
            "unit",
        )
        fixed = ("strategy",)


class SituationReportInput(InputSerializer):
    """What a unit reports of a year; whose it is and of which year is said once."""

    unit = Named("units")

    class Meta(InputSerializer.Meta):
        model = SituationReport
        fields = ("unit", "year", "state", "situation", "plans", "challenges", "investments")
        fixed = ("unit", "year")


class CooperationInput(InputSerializer):
    """With which other unit the one of the report would work together, and on what."""

    report = Named("situation-reports")
    unit = Named("units")

    class Meta(InputSerializer.Meta):
        model = Cooperation
        fields = ("report", "unit", "title", "text")
        fixed = ("report",)


class TakingUpInput(ClosedSerializer):
    """In which plan that is not decided yet the measure stands, and what it is and who does it.

    Left out, it is called as the cooperation, and the unit that asks for that does it.
    """

    plan = Named("plans")
    section = Named("sections", required=False)
    title = serializers.CharField(required=False, max_length=500)
    text = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    unit = Named("units", required=False)


class CapacityInput(InputSerializer):
    """What a unit can do in each quarter from `first` to `last` (2027-Q1) of the term."""

    strategy = Named("planning-strategies")
    unit = Named("units")

    class Meta(InputSerializer.Meta):
        model = Capacity
        fields = ("strategy", "unit", "first", "last", "person_months", "money")
        fixed = ("strategy",)


class ScenarioInput(InputSerializer):
    """A future that a strategy plans for; `population` and `year` are said together."""

    strategy = Named("planning-strategies")
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = Scenario
        fields = (
            *("strategy", "title", "population", "year", "drivers", "nearness", "mobility", "digital"),
            *("state", "unit", "order"),
        )
        fixed = ("strategy",)


class RobustnessInput(InputSerializer):
    """How one goal that the organisation follows, or one direction, fares under a scenario, and why."""

    scenario = Named("scenarios")
    goal = Named("goals", required=False)
    position = Named("positions", required=False)

    class Meta(InputSerializer.Meta):
        model = Robustness
        fields = ("scenario", "goal", "position", "verdict", "reason")
        fixed = ("scenario", "goal", "position")


class PopulationFigureInput(InputSerializer):
    """One of goal, forecast and outcome: a number of a year, or for the outcome an indicator."""

    strategy = Named("planning-strategies")
    indicator = Named("indicators", required=False)

    class Meta(InputSerializer.Meta):
        model = PopulationFigure
        fields = ("strategy", "sort", "number", "year", "source", "indicator")
        fixed = ("strategy", "sort")


class StrategyChangeInput(InputSerializer):
    """The council's decision on what an adopted strategy now says otherwise, which is kept with it."""

    strategy = Named("planning-strategies")

    class Meta(InputSerializer.Meta):
        model = StrategyChange
        fields = ("strategy", "decided_on", "decided_by", "reference", "case_number", "summary")
        fixed = ("strategy",)


class StrategyRecipientInput(InputSerializer):
    """Who gets a strategy, when it was sent, and when that was received."""

    strategy = Named("planning-strategies")

    class Meta(InputSerializer.Meta):
        model = StrategyRecipient
        fields = ("strategy", "name", "sort", "sent_on", "received_on", "note")
        fixed = ("strategy",)


def filled(given: Values) -> Values:
    """What was given without what is nothing: services have empty texts for that."""
    return {name: value for name, value in given.items() if value is not None}
