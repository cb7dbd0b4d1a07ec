"""What the council plans to plan: its terms, the planning strategy of each, and what stands in it."""

from strategy.models.needs import PlanNeed
from strategy.models.rounds import YEARS, PlanningStrategy, Term

__all__ = ["YEARS", "PlanNeed", "PlanningStrategy", "Term"]
