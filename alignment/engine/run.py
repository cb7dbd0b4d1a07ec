"""The report itself: the rules of alignment.md, section by section."""

from __future__ import annotations

from alignment.engine.bearing import PlanBearings
from alignment.engine.carrying import carried_states, expecting_positions, implemented_positions
from alignment.engine.chain import ChainRules, chain_score, targets_at_or_below, weakest_link
from alignment.engine.finding_rules import Material
from alignment.engine.goal_findings import goal_findings
from alignment.engine.inputs import Snapshot
from alignment.engine.lines import GoalItems
from alignment.engine.link_findings import link_findings
from alignment.engine.numbers import GoalNumbers, all_numbers
from alignment.engine.origins import all_origins, goals_below
from alignment.engine.outputs import Finding, GoalReport, Report, TargetReport
from alignment.engine.plan_findings import plan_findings
from alignment.engine.plan_numbers import Implementation, plan_reports
from alignment.engine.reach import Reach
from alignment.engine.scope import Scope, scope_of
from alignment.engine.statements import Statements
from alignment.engine.targets import counted_targets
from alignment.engine.totals import totals_of

RULES_VERSION = 1
"""Moves with every change of a rule: reports made under another version are out of date (§10)."""


def report(snapshot: Snapshot) -> Report:
    """The goal-alignment report of the snapshot's organisation for its date (alignment.md).

    Raises ``EngineLimitExceeded`` if goals are linked so densely that it would not fit in memory.
    """
    scope = scope_of(snapshot)
    statements = Statements(scope, snapshot)
    reach = Reach(scope, snapshot)
    positions = Implementation(
        carried=carried_states(scope, snapshot),
        expecting=expecting_positions(scope),
        implemented=implemented_positions(scope, snapshot),
    )
    targets = counted_targets(scope, snapshot)
    numbers = all_numbers(scope, PlanBearings(scope, statements, reach))
    chain = ChainRules(scope, positions.carried, targets_at_or_below(reach, targets), numbers)
    items = _items(scope, statements, reach)
    goals = tuple(_goal_report(scope, chain, numbers.goals[n], items[n], targets.get(n, ())) for n in items)
    findings = _findings(Material(snapshot, scope, statements, goals, numbers.matrix, positions))
    return Report(
        organisation=snapshot.organisation,
        date=snapshot.date,
        rules_version=RULES_VERSION,
        is_public=False,
        goals=goals,
        plans=plan_reports(scope, statements, positions, numbers.matrix),
        matrix=numbers.matrix,
        totals=totals_of(scope, goals, findings),
        findings=findings,
        provided_findings=in_order(snapshot.provided_findings),
        pairs=numbers.pairs,
    )


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings by code, severity, who decides and subjects."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def _items(scope: Scope, statements: Statements, reach: Reach) -> dict[str, GoalItems]:
    """What is behind the numbers of each goal in scope, by name."""
    origins = all_origins(scope, statements)
    below = goals_below(reach, origins)
    return {name: GoalItems(name, origins, below.get(name, ())) for name in sorted(scope.goals)}


def _goal_report(
    scope: Scope,
    chain: ChainRules,
    numbers: GoalNumbers,
    items: GoalItems,
    targets: tuple[TargetReport, ...],
) -> GoalReport:
    name = items.goal
    stages = chain.stages(name)
    return GoalReport(
        name=name,
        framework=scope.goals[name].framework,
        own=scope.is_own_goal(name),
        tracked=name in scope.tracked,
        current=numbers.current,
        if_adopted=numbers.if_adopted,
        stages=stages,
        chain_score=chain_score(stages),
        weakest_link=weakest_link(stages),
        targets=targets,
        items=items,
    )


def _findings(material: Material) -> tuple[Finding, ...]:
    found = (*goal_findings(material), *plan_findings(material), *link_findings(material))
    # One per pair (§9): two indicators may show the same pair of goals, two organisations record one link.
    single = {(finding.code, finding.subjects): finding for finding in reversed(in_order(found))}
    return in_order(tuple(single.values()))
