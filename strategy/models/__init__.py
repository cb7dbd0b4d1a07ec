"""What the council plans to plan: its terms, the planning strategy of each, and what stands in it."""

from strategy.models.capacities import Capacity
from strategy.models.changes import KeptContents, StrategyChange
from strategy.models.conditions import ChangedCondition, ChangedConditionGoal, ChangedConditionPlan
from strategy.models.needs import PlanNeed
from strategy.models.recipients import StrategyRecipient
from strategy.models.reports import REPORT_YEARS, Cooperation, SituationReport
from strategy.models.requirements import LAW, OF_COUNTRY, VERDICTS, Requirement, Verdict
from strategy.models.rounds import YEARS, PlanningStrategy, Term
from strategy.models.scenarios import FUTURE_YEARS, PopulationFigure, Robustness, Scenario
from strategy.models.verdicts import RequirementVerdict

__all__ = [
    "FUTURE_YEARS",
    "LAW",
    "OF_COUNTRY",
    "REPORT_YEARS",
    "VERDICTS",
    "YEARS",
    "Capacity",
    "ChangedCondition",
    "ChangedConditionGoal",
    "ChangedConditionPlan",
    "Cooperation",
    "KeptContents",
    "PlanNeed",
    "PlanningStrategy",
    "PopulationFigure",
    "Requirement",
    "RequirementVerdict",
    "Robustness",
    "Scenario",
    "SituationReport",
    "StrategyChange",
    "StrategyRecipient",
    "Term",
    "Verdict",
]
