"""What plans say: plans and their parts, how they bear on goals and on each other."""

from planning.models.commissions import Commission
from planning.models.links import (
    Conflict,
    ConflictPlan,
    ConflictPosition,
    Contribution,
    HandOver,
    LeftLink,
    PlanLink,
    PositionLink,
    SavedView,
)
from planning.models.parts import (
    BudgetLine,
    Implementation,
    Measure,
    MeasurePartner,
    Position,
    Section,
    StatusUpdate,
)
from planning.models.plans import Plan, PlanAdoption, PlanEvent, PlanSupersession, PlanType

__all__ = [
    "BudgetLine",
    "Commission",
    "Conflict",
    "ConflictPlan",
    "ConflictPosition",
    "Contribution",
    "HandOver",
    "Implementation",
    "LeftLink",
    "Measure",
    "MeasurePartner",
    "Plan",
    "PlanAdoption",
    "PlanEvent",
    "PlanLink",
    "PlanSupersession",
    "PlanType",
    "Position",
    "PositionLink",
    "SavedView",
    "Section",
    "StatusUpdate",
]
