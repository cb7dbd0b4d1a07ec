"""The public content of a report, from the same run (alignment.md §4 and §9, as the public may see it)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from alignment.engine.inputs import Snapshot
from alignment.engine.outputs import (
    Finding,
    GoalReport,
    Reference,
    Report,
    Totals,
)
from alignment.engine.plan_numbers import goals_by_plan
from alignment.engine.scope import PROPOSED, phase_of
from alignment.engine.totals import findings_by_severity, goal_totals

_WORKING_MATERIAL = frozenset({"conflict_open"})


@dataclass(frozen=True, slots=True)
class Hidden:
    """The names that public content never holds."""

    plans: frozenset[str]
    positions: frozenset[str]
    measures: frozenset[str]
    goals: frozenset[str]
    goal_links: frozenset[str]

    def hides(self, subject: Reference) -> bool:
        """Whether the public may not see a subject."""
        names = {
            "plan": self.plans,
            "position": self.positions,
            "measure": self.measures,
            "goal": self.goals,
            "goal_link": self.goal_links,
        }
        return subject.name in names.get(subject.kind, ())


def publish(report: Report, snapshot: Snapshot) -> Report:
    """The public content of the report that ``report(snapshot)`` has given.

    It has no ``if_adopted``; no proposed plan or item of one (plans, matrix, items behind the
    numbers, positions that a measure takes from); no goal of an own framework that only proposed
    plans lay down; no open conflict (working material), and no finding, provided or not, with a
    subject that the public may not see. Totals, and the goals that a plan supports or opposes, are
    counted anew over what is left, plans without the proposed phase. The figures of a goal
    that is left are those of the internal content: current plans only are behind them.
    """
    hidden = _hidden(snapshot)
    goals = tuple(
        replace(goal, if_adopted=None, items=goal.items.for_public(hidden.goals))
        for goal in report.goals
        if goal.name not in hidden.goals
    )
    matrix = tuple(
        cell for cell in report.matrix if cell.plan not in hidden.plans and cell.goal not in hidden.goals
    )
    supported, opposed = goals_by_plan(matrix)
    plans = tuple(
        replace(
            plan,
            goals_supported=supported.get(plan.name, 0),
            goals_opposed=opposed.get(plan.name, 0),
        )
        for plan in report.plans
        if plan.name not in hidden.plans
    )
    findings = _public_findings(report.findings, hidden)
    return replace(
        report,
        is_public=True,
        goals=goals,
        plans=plans,
        matrix=matrix,
        totals=_public_totals(report.totals, goals, findings),
        findings=findings,
        provided_findings=_public_findings(report.provided_findings, hidden),
    )


def _hidden(snapshot: Snapshot) -> Hidden:
    plans = frozenset(p.name for p in snapshot.plans if phase_of(p, snapshot.date) == PROPOSED)
    laid_down_openly = {plan.framework for plan in snapshot.plans if plan.name not in plans}
    laid_down = {plan.framework for plan in snapshot.plans if plan.name in plans}
    frameworks = {
        framework.name
        for framework in snapshot.frameworks
        if framework.owner == snapshot.organisation and framework.name in laid_down - laid_down_openly
    }
    goals = frozenset(goal.name for goal in snapshot.goals if goal.framework in frameworks)
    return Hidden(
        plans=plans,
        positions=frozenset(p.name for p in snapshot.positions if p.plan in plans),
        measures=frozenset(m.name for m in snapshot.measures if m.plan in plans),
        goals=goals,
        goal_links=frozenset(
            link.name for link in snapshot.goal_links if link.source in goals or link.target in goals
        ),
    )


def _public_findings(findings: Iterable[Finding], hidden: Hidden) -> tuple[Finding, ...]:
    return tuple(
        _public_finding(finding, hidden)
        for finding in findings
        if finding.code not in _WORKING_MATERIAL and not any(map(hidden.hides, finding.subjects))
    )


def _public_finding(finding: Finding, hidden: Hidden) -> Finding:
    """The finding without the name of a successor that the public may not see yet."""
    details = tuple((name, None if value in hidden.goals else value) for name, value in finding.details)
    return finding if details == finding.details else replace(finding, details=details)


def _public_totals(totals: Totals, goals: Iterable[GoalReport], findings: Iterable[Finding]) -> Totals:
    own = [goal for goal in goals if goal.own and goal.tracked]
    return replace(
        totals,
        # Only own frameworks are ever hidden: what is adopted stays as it was.
        own=goal_totals(None, own),
        plans=tuple((phase, number) for phase, number in totals.plans if phase != PROPOSED),
        findings=findings_by_severity(findings),
    )
