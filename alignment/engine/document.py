"""A report as plain data, in the shape that the worked example shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alignment.engine.outputs import (
    STAGES,
    Finding,
    GoalReport,
    GoalTotals,
    MatrixCell,
    Numbers,
    PlanReport,
    Reference,
    Report,
    Totals,
)

_SUBJECT_SHOWN_WITH_KIND = frozenset({"link_to_superseded_goal", "link_outdated"})


def as_document(report: Report) -> dict[str, Any]:
    """The report as a JSON document; what public content lacks is absent."""
    return {
        "date": report.date.isoformat(),
        "organisation": report.organisation,
        "goals": {goal.name: _goal(goal) for goal in report.goals},
        "plans": {plan.name: _plan(plan) for plan in report.plans},
        "matrix": _matrix(report.matrix),
        "totals": _totals(report.totals),
        "findings": sorted(_finding(finding) for finding in report.findings),
        "provided_findings": sorted(_finding(finding) for finding in report.provided_findings),
    }


def _goal(goal: GoalReport) -> dict[str, Any]:
    document: dict[str, Any] = {
        "tracked": goal.tracked,
        "own": goal.own,
        "current": _numbers(goal.current),
        "stages": dict(zip(STAGES, goal.stages.in_order(), strict=True)),
        "chain_score": goal.chain_score,
        "weakest_link": goal.weakest_link,
        "targets": sorted(target.status for target in goal.targets),
    }
    if goal.if_adopted is not None:
        document["if_adopted"] = _numbers(goal.if_adopted)
    return document


def _numbers(numbers: Numbers) -> dict[str, int]:
    return {
        "support": numbers.support,
        "opposition": numbers.opposition,
        "net": numbers.net,
        "supporting_items": numbers.supporting_items,
        "opposing_items": numbers.opposing_items,
        "neutral_items": numbers.neutral_items,
        "direct_items": numbers.direct_items,
        "supporting_plans": numbers.supporting_plans,
        "opposing_plans": numbers.opposing_plans,
    }


def _plan(plan: PlanReport) -> dict[str, Any]:
    document: dict[str, Any] = {
        "phase": plan.phase,
        "positions": plan.positions,
        "positions_linked": plan.positions_linked,
        "measures": plan.measures,
        "measures_done": plan.measures_done,
        "measures_overdue": plan.measures_overdue,
        "measures_funded": plan.measures_funded,
        "goals_supported": plan.goals_supported,
        "goals_opposed": plan.goals_opposed,
        "score": plan.score,
    }
    if plan.is_comprehensive:
        document["positions_expecting"] = plan.positions_expecting
        document["positions_implemented"] = plan.positions_implemented
    else:
        document["spatial"] = plan.spatial
        document["spatial_carried"] = plan.spatial_carried
    return document


def _matrix(cells: Iterable[MatrixCell]) -> dict[str, dict[str, dict[str, int]]]:
    """Plan, goal, numbers; a plan without a cell is absent, as a cell without an item is."""
    document: dict[str, dict[str, dict[str, int]]] = {}
    for cell in cells:
        document.setdefault(cell.plan, {})[cell.goal] = {
            "net": cell.net,
            "support": cell.support,
            "opposition": cell.opposition,
            "items": cell.items,
        }
    return document


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "own": _goal_totals(totals.own),
        "adopted": {adopted.framework: _goal_totals(adopted) for adopted in totals.adopted},
        "plans": dict(totals.plans),
        "findings": dict(totals.findings),
    }


def _goal_totals(totals: GoalTotals) -> dict[str, Any]:
    mean = totals.mean_chain_score
    return {
        "tracked_goals": totals.tracked_goals,
        "mean_chain_score": None if mean is None else float(mean),
        "stages": {
            stage.stage: {"ok": stage.ok, "partial": stage.partial, "broken": stage.broken, "na": stage.na}
            for stage in totals.stages
        },
    }


def _finding(finding: Finding) -> list[str]:
    first, *others = finding.subjects
    shown = [_shown(first, finding.code), *(other.name for other in others)]
    return [finding.code, finding.severity, finding.decides, *shown]


def _shown(subject: Reference, code: str) -> str:
    return f"{subject.kind}:{subject.name}" if code in _SUBJECT_SHOWN_WITH_KIND else subject.name
