"""What the council plans to plan: its terms, the planning strategy of each, and what stands in it."""

from strategy.models.changes import KeptContents, StrategyChange
from strategy.models.needs import PlanNeed
from strategy.models.recipients import StrategyRecipient
from strategy.models.requirements import LAW, OF_COUNTRY, VERDICTS, Requirement, Verdict
from strategy.models.rounds import YEARS, PlanningStrategy, Term
from strategy.models.verdicts import RequirementVerdict

__all__ = [
    "LAW",
    "OF_COUNTRY",
    "VERDICTS",
    "YEARS",
    "KeptContents",
    "PlanNeed",
    "PlanningStrategy",
    "Requirement",
    "RequirementVerdict",
    "StrategyChange",
    "StrategyRecipient",
    "Term",
    "Verdict",
]
