"""What was promised: frameworks of goals, how they hang together, and how they are followed up."""

from goals.models.followup import Evidence, EvidenceGoal, Indicator, Observation, Target
from goals.models.frameworks import AdoptionExclusion, Framework, FrameworkAdoption, Goal, GoalLink

__all__ = [
    "AdoptionExclusion",
    "Evidence",
    "EvidenceGoal",
    "Framework",
    "FrameworkAdoption",
    "Goal",
    "GoalLink",
    "Indicator",
    "Observation",
    "Target",
]
