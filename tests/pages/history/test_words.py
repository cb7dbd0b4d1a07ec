"""The history speaks of fields in words."""

import pytest

from dialogue.models import Comment, Document
from goals.models import (
    Evidence,
    Framework,
    FrameworkAdoption,
    Goal,
    GoalLink,
    Indicator,
    Observation,
    Target,
)
from organisations.models import Membership, Organisation, Unit
from pages.history.selectors import fields_of
from pages.history.words import FIELD_NAMES
from planning.models import (
    BudgetLine,
    Commission,
    Conflict,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanAdoption,
    PlanEvent,
    PlanLink,
    PlanType,
    Position,
    PositionLink,
    Section,
    StatusUpdate,
)
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

TALKED_ABOUT = [Plan, Section, Position, Measure, Contribution, HandOver, Commission, Conflict, Goal]
LINKS = [PlanLink, PositionLink, Implementation]
OF_PLANS = [BudgetLine, PlanEvent, StatusUpdate]
KEPT_AT_DESKS = [Framework, FrameworkAdoption, GoalLink, Indicator, Observation, Target]
OF_THE_COUNCIL = [
    *(Capacity, ChangedCondition, PlanNeed, PlanningStrategy, RequirementVerdict),
    *(PopulationFigure, Robustness, Scenario),
    *(StrategyChange, StrategyRecipient, Term),
]
OF_UNITS = [Cooperation, SituationReport]
BESIDE = [Comment, Document, Evidence, PlanAdoption]
OF_ADMINISTRATION = [Membership, Organisation, PlanType, Unit]


@pytest.mark.parametrize(
    "model",
    [
        *TALKED_ABOUT,
        *LINKS,
        *OF_PLANS,
        *KEPT_AT_DESKS,
        *OF_THE_COUNCIL,
        *OF_UNITS,
        *BESIDE,
        *OF_ADMINISTRATION,
    ],
)
def test_every_field_that_is_kept_has_a_name_in_words(model) -> None:
    assert [field.name for field in fields_of(model()) if field.name not in FIELD_NAMES] == []
