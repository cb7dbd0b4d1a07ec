"""The goal-alignment engine: a pure function from a snapshot to a report (docs/alignment.md).

``report(snapshot)`` makes the report, ``publish(report, snapshot)`` its public content, and
``as_document(report)`` either of them as plain data. Standard library only, no clock, no input or
output; the same snapshot gives the same report, in whatever order its parts come.
"""

from alignment.engine.document import as_document
from alignment.engine.inputs import (
    Band,
    Conflict,
    Contribution,
    Framework,
    FrameworkAdoption,
    Goal,
    GoalLink,
    Indicator,
    Measure,
    Number,
    Observation,
    Plan,
    PlanAdoption,
    PlanLink,
    Position,
    PositionLink,
    Snapshot,
    Target,
)
from alignment.engine.limits import EngineLimitExceeded
from alignment.engine.lines import GoalItems, ItemReport, PlainOrigin, lines_of
from alignment.engine.outputs import (
    SEVERITIES,
    STAGES,
    Details,
    DetailValue,
    Finding,
    GoalReport,
    GoalTotals,
    MatrixCell,
    Numbers,
    PlanReport,
    Reference,
    Report,
    Stages,
    StageTotals,
    TargetReport,
    Totals,
)
from alignment.engine.publishing import publish
from alignment.engine.run import RULES_VERSION, report

__all__ = [
    "RULES_VERSION",
    "SEVERITIES",
    "STAGES",
    "Band",
    "Conflict",
    "Contribution",
    "DetailValue",
    "Details",
    "EngineLimitExceeded",
    "Finding",
    "Framework",
    "FrameworkAdoption",
    "Goal",
    "GoalItems",
    "GoalLink",
    "GoalReport",
    "GoalTotals",
    "Indicator",
    "ItemReport",
    "MatrixCell",
    "Measure",
    "Number",
    "Numbers",
    "Observation",
    "PlainOrigin",
    "Plan",
    "PlanAdoption",
    "PlanLink",
    "PlanReport",
    "Position",
    "PositionLink",
    "Reference",
    "Report",
    "Snapshot",
    "StageTotals",
    "Stages",
    "Target",
    "TargetReport",
    "Totals",
    "as_document",
    "lines_of",
    "publish",
    "report",
]
