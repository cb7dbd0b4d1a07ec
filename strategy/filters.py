"""Filters of what stands in planning strategies, for the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import IdFilter, WordsFilter
from organisations.filters import OwnFilter
from strategy.models import (
    Capacity,
    ChangedCondition,
    Cooperation,
    PlanNeed,
    PlanningStrategy,
    PopulationFigure,
    Requirement,
    RequirementVerdict,
    Robustness,
    Scenario,
    SituationReport,
    StrategyChange,
    StrategyRecipient,
    Term,
    Verdict,
)


class TermFilter(OwnFilter):
    """Terms of the council."""

    key = django_filters.CharFilter(label=_("Key"))

    class Meta:
        model = Term
        fields = ("key",)


class PlanningStrategyFilter(OwnFilter):
    """Strategies by how they stand, and by term."""

    q = WordsFilter("title", "reference", "case_number")
    key = django_filters.CharFilter(label=_("Key"))
    term = IdFilter(field_name="term_id", label=_("Term of the council"))
    status = django_filters.ChoiceFilter(choices=PlanningStrategy.Status, label=_("Status"))

    class Meta:
        model = PlanningStrategy
        fields = ("q", "key", "term", "status")


class PlanNeedFilter(OwnFilter):
    """Stances by strategy, plan, what they say, and the unit that answers for the work."""

    q = WordsFilter("title", "reason", "statutory_basis")
    key = django_filters.CharFilter(label=_("Key"))
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    stance = django_filters.ChoiceFilter(choices=PlanNeed.Stance, label=_("Stance"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Responsible unit"))

    class Meta:
        model = PlanNeed
        fields = ("q", "key", "strategy", "plan", "stance", "unit")


class StrategyChangeFilter(OwnFilter):
    """Changes by strategy."""

    q = WordsFilter("summary", "reference", "case_number")
    key = django_filters.CharFilter(label=_("Key"))
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))

    class Meta:
        model = StrategyChange
        fields = ("q", "key", "strategy")


class StrategyRecipientFilter(OwnFilter):
    """Recipients by strategy, and by what they are."""

    q = WordsFilter("name", "note")
    key = django_filters.CharFilter(label=_("Key"))
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    sort = django_filters.ChoiceFilter(choices=StrategyRecipient.Sort, label=_("Sort of recipient"))

    class Meta:
        model = StrategyRecipient
        fields = ("q", "key", "strategy", "sort")


class RequirementVerdictFilter(OwnFilter):
    """Verdicts by strategy, requirement, and what they say."""

    q = WordsFilter("reason")
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    requirement = django_filters.ChoiceFilter(choices=Requirement, label=_("What is judged"))
    verdict = django_filters.ChoiceFilter(choices=Verdict, label=_("Verdict"))

    class Meta:
        model = RequirementVerdict
        fields = ("q", "strategy", "requirement", "verdict")


class ChangedConditionFilter(OwnFilter):
    """Changed conditions by strategy and state.

    Not by goal or plan: to be found by one that is not shown would tell that it is there.
    """

    q = WordsFilter("title", "effect", "source")
    key = django_filters.CharFilter(label=_("Key"))
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    state = django_filters.ChoiceFilter(choices=ChangedCondition.State, label=_("State"))

    class Meta:
        model = ChangedCondition
        fields = ("q", "key", "strategy", "state")


class SituationReportFilter(OwnFilter):
    """Situation reports by unit, year and state."""

    q = WordsFilter("situation", "plans", "challenges", "investments")
    key = django_filters.CharFilter(label=_("Key"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Unit"))
    year = django_filters.NumberFilter(label=_("Year"))
    state = django_filters.ChoiceFilter(choices=SituationReport.State, label=_("State"))

    class Meta:
        model = SituationReport
        fields = ("q", "key", "unit", "year", "state")


class CooperationFilter(OwnFilter):
    """What units would do together, by the report that says so and the other unit."""

    q = WordsFilter("title", "text")
    key = django_filters.CharFilter(label=_("Key"))
    report = IdFilter(field_name="report_id", label=_("Situation report"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Together with"))

    class Meta:
        model = Cooperation
        fields = ("q", "key", "report", "unit")


class CapacityFilter(OwnFilter):
    """Capacities by strategy and unit."""

    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Unit"))

    class Meta:
        model = Capacity
        fields = ("strategy", "unit")


class ScenarioFilter(OwnFilter):
    """Scenarios by strategy and state."""

    q = WordsFilter("title", "drivers", "nearness", "mobility", "digital")
    key = django_filters.CharFilter(label=_("Key"))
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    state = django_filters.ChoiceFilter(choices=Scenario.State, label=_("State"))

    class Meta:
        model = Scenario
        fields = ("q", "key", "strategy", "state")


class RobustnessFilter(OwnFilter):
    """Verdicts by scenario, and by what they say; not by goal or position, as with changed conditions."""

    q = WordsFilter("reason")
    scenario = IdFilter(field_name="scenario_id", label=_("Scenario"))
    verdict = django_filters.ChoiceFilter(choices=Robustness.Verdict, label=_("Verdict"))

    class Meta:
        model = Robustness
        fields = ("q", "scenario", "verdict")


class PopulationFigureFilter(OwnFilter):
    """Numbers of inhabitants by strategy, and by which of the three they are."""

    q = WordsFilter("source")
    strategy = IdFilter(field_name="strategy_id", label=_("Planning strategy"))
    sort = django_filters.ChoiceFilter(choices=PopulationFigure.Sort, label=_("What the number is"))

    class Meta:
        model = PopulationFigure
        fields = ("q", "strategy", "sort")
