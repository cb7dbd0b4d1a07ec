"""The whole: totals of goals, plans and findings (alignment.md §8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from alignment.engine.outputs import SEVERITIES, STAGES, Finding, GoalReport, GoalTotals, StageTotals, Totals
from alignment.engine.rounding import one_decimal
from alignment.engine.scope import CURRENT, PAST, PROPOSED, Scope


def totals_of(scope: Scope, goals: Iterable[GoalReport], findings: Iterable[Finding]) -> Totals:
    """The totals of a report: own and adopted goals never mixed."""
    phases = [scope.phases[plan] for plan in scope.plans]
    tracked = [goal for goal in goals if goal.tracked]
    return Totals(
        own=goal_totals(None, [goal for goal in tracked if goal.own]),
        adopted=tuple(
            goal_totals(framework, [goal for goal in tracked if goal.framework == framework])
            for framework in scope.adopted
        ),
        plans=tuple((phase, phases.count(phase)) for phase in (CURRENT, PROPOSED, PAST)),
        findings=findings_by_severity(findings),
    )


def goal_totals(framework: str | None, goals: list[GoalReport]) -> GoalTotals:
    """The totals of some tracked goals; the mean is that of their chain scores, as shown."""
    return chain_totals(framework, [(goal.chain_score, goal.stages.in_order()) for goal in goals])


def chain_totals(framework: str | None, chains: Sequence[tuple[int, Sequence[str]]]) -> GoalTotals:
    """The same of chains by themselves: each the score and the states of the six stages in their order.

    What a page reckons for a part of the goals it reckons by this rule.
    """
    return GoalTotals(
        framework=framework,
        tracked_goals=len(chains),
        mean_chain_score=mean_chain_score([score for score, _ in chains]),
        stages=tuple(
            _stage_totals(stage, [states[place] for _, states in chains])
            for place, stage in enumerate(STAGES)
        ),
    )


def mean_chain_score(scores: Sequence[int]) -> Decimal | None:
    """The mean of chain scores, as shown; None of none."""
    return one_decimal(Fraction(sum(scores), len(scores))) if scores else None


def findings_by_severity(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each severity."""
    severities = [finding.severity for finding in findings]
    return tuple((severity, severities.count(severity)) for severity in SEVERITIES)


def _stage_totals(stage: str, states: list[str]) -> StageTotals:
    return StageTotals(
        stage=stage,
        ok=states.count("ok"),
        partial=states.count("partial"),
        broken=states.count("broken"),
        na=states.count("na"),
    )
