"""The shapes of terms, planning strategies and what stands in them."""

from organisations.api.fields import RecordSerializer, Reference, References
from strategy.models import (
    Capacity,
    ChangedCondition,
    ChangedConditionGoal,
    ChangedConditionPlan,
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

TIMES = ("created_at", "updated_at")
KEYED = ("id", "key", "url", "version")


class TermSerializer(RecordSerializer):
    """The term of a council: the election that it comes from, and its days as far as known."""

    organisation = Reference("organisations")

    class Meta:
        model = Term
        fields = (
            *(*KEYED, "organisation", "elected_on", "is_extra", "begins_on", "ends_on", "constituted_on"),
            *TIMES,
        )


class PlanningStrategySerializer(RecordSerializer):
    """What a council plans to plan in its term; adopted ones are public."""

    organisation = Reference("organisations")
    term = Reference("terms")
    unit = Reference("units")

    class Meta:
        model = PlanningStrategy
        fields = (
            *(*KEYED, "organisation", "term", "title", "status", "unit", "adopted_on", "decided_by"),
            *("reference", "case_number", "county_basis_on", "published_on", "announced_on"),
            *("comprehensive_plan_judgement", *TIMES),
        )


class StrategyChangeSerializer(RecordSerializer):
    """A change of an adopted strategy, with the council's decision on it."""

    strategy = Reference("planning-strategies")

    class Meta:
        model = StrategyChange
        fields = (
            *(*KEYED, "strategy", "decided_on", "decided_by", "reference", "case_number", "summary"),
            *TIMES,
        )


class StrategyRecipientSerializer(RecordSerializer):
    """Somebody on the mailing list of a strategy."""

    strategy = Reference("planning-strategies")

    class Meta:
        model = StrategyRecipient
        fields = (*KEYED, "strategy", "name", "sort", "sent_on", "received_on", "note", *TIMES)


class PlanNeedSerializer(RecordSerializer):
    """The council's stance on a plan, or on a new one; `start` and `decision` are quarters (2027-Q1)."""

    strategy = Reference("planning-strategies")
    plan = Reference("plans")
    draft = Reference("plans")
    type = Reference("plan-types")
    unit = Reference("units")
    cooperation = Reference("cooperations")

    class Meta:
        model = PlanNeed
        fields = (
            *(*KEYED, "strategy", "plan", "title", "type", "statutory_basis", "stance", "state", "reason"),
            *("priority", "unit", "start", "decision", "person_months", "cost", "actors", "others"),
            *("cooperation", "draft", *TIMES),
        )


class RequirementVerdictSerializer(RecordSerializer):
    """The council's verdict on one requirement that the law makes of the comprehensive plan."""

    strategy = Reference("planning-strategies")
    unit = Reference("units")

    class Meta:
        model = RequirementVerdict
        fields = (
            *("id", "url", "version", "strategy", "requirement", "verdict", "reason", "state", "unit"),
            *TIMES,
        )


class ChangedConditionSerializer(RecordSerializer):
    """What has changed, and what that does to the goals and plans that it bears on."""

    strategy = Reference("planning-strategies")
    indicator = Reference("indicators")
    report = Reference("situation-reports")
    unit = Reference("units")
    goals = References("goals", ChangedConditionGoal, "condition", "goal")
    plans = References("plans", ChangedConditionPlan, "condition", "plan")

    class Meta:
        model = ChangedCondition
        fields = (
            *(*KEYED, "strategy", "title", "effect", "goals", "plans", "source", "indicator"),
            *("report", "state", "unit", *TIMES),
        )


class SituationReportSerializer(RecordSerializer):
    """What a unit reports of a year: for members."""

    organisation = Reference("organisations")
    unit = Reference("units")

    class Meta:
        model = SituationReport
        fields = (
            *(*KEYED, "organisation", "unit", "year", "state", "situation", "plans", "challenges"),
            *("investments", *TIMES),
        )


class CooperationSerializer(RecordSerializer):
    """With which unit a report asks to work together, and on what: for members."""

    organisation = Reference("organisations")
    report = Reference("situation-reports")
    unit = Reference("units")
    measure = Reference("measures")

    class Meta:
        model = Cooperation
        fields = (*KEYED, "organisation", "report", "unit", "title", "text", "measure", *TIMES)


class CapacitySerializer(RecordSerializer):
    """What a unit can put into planning in each quarter from `first` to `last`."""

    strategy = Reference("planning-strategies")
    unit = Reference("units")

    class Meta:
        model = Capacity
        fields = (
            *("id", "url", "version", "strategy", "unit", "first", "last", "person_months", "money"),
            *TIMES,
        )


class ScenarioSerializer(RecordSerializer):
    """A future that a council plans for."""

    organisation = Reference("organisations")
    strategy = Reference("planning-strategies")
    unit = Reference("units")

    class Meta:
        model = Scenario
        fields = (
            *(*KEYED, "organisation", "strategy", "title", "population", "year", "drivers", "nearness"),
            *("mobility", "digital", "state", "unit", "order", *TIMES),
        )


class RobustnessSerializer(RecordSerializer):
    """How a goal or a direction of the comprehensive plan fares under a scenario, and why."""

    scenario = Reference("scenarios")
    goal = Reference("goals")
    position = Reference("positions")

    class Meta:
        model = Robustness
        fields = ("id", "url", "version", "scenario", "goal", "position", "verdict", "reason", *TIMES)


class PopulationFigureSerializer(RecordSerializer):
    """The goal, the forecast or the outcome: a number of a year, or the indicator that has it."""

    strategy = Reference("planning-strategies")
    indicator = Reference("indicators")

    class Meta:
        model = PopulationFigure
        fields = (
            *("id", "url", "version", "strategy", "sort", "number", "year", "source", "indicator"),
            *TIMES,
        )
