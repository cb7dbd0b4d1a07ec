"""The goal-alignment engine: a pure function from a snapshot to a report (docs/alignment.md).

``report(snapshot)`` makes the report, ``publish(report, snapshot)`` its public content, and
``as_document(report)`` either of them as plain data. ``suppose(snapshot, supposition)`` is the snapshot
under other decisions, and ``difference(document, document)`` what two reports say differently;
``bearers(report, snapshot)`` are the units that bear on each goal, ``chain_totals`` and
``mean_chain_score`` the totals of a part of the goals, and ``disagree(aim, aim)`` is whether two targets
contradict each other.
Standard library only, no clock, no input or output; the same snapshot gives the same report, in
whatever order its parts come.
"""

from alignment.engine.bearers import bearers
from alignment.engine.differing import (
    CellDifference,
    Change,
    Difference,
    GoalDifference,
    PlanDifference,
    difference,
)
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
from alignment.engine.supposing import Contradiction, NothingToSuppose, Supposition, suppose
from alignment.engine.targets import disagree
from alignment.engine.totals import chain_totals, mean_chain_score

__all__ = [
    "RULES_VERSION",
    "SEVERITIES",
    "STAGES",
    "Band",
    "CellDifference",
    "Change",
    "Conflict",
    "Contradiction",
    "Contribution",
    "DetailValue",
    "Details",
    "Difference",
    "EngineLimitExceeded",
    "Finding",
    "Framework",
    "FrameworkAdoption",
    "Goal",
    "GoalDifference",
    "GoalItems",
    "GoalLink",
    "GoalReport",
    "GoalTotals",
    "Indicator",
    "ItemReport",
    "MatrixCell",
    "Measure",
    "NothingToSuppose",
    "Number",
    "Numbers",
    "Observation",
    "PlainOrigin",
    "Plan",
    "PlanAdoption",
    "PlanDifference",
    "PlanLink",
    "PlanReport",
    "Position",
    "PositionLink",
    "Reference",
    "Report",
    "Snapshot",
    "StageTotals",
    "Stages",
    "Supposition",
    "Target",
    "TargetReport",
    "Totals",
    "as_document",
    "bearers",
    "chain_totals",
    "difference",
    "disagree",
    "lines_of",
    "mean_chain_score",
    "publish",
    "report",
    "suppose",
]
