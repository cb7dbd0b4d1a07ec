"""The alignment report of an organisation, reckoned slowly from packages.

A second reading of the specification, kept apart from the engine so that the two can be
compared on random data. It follows the text, section by section; nothing in it is fast.
"""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.oracle.findings import Chains, all_findings
from tests.oracle.plan_numbers import plan_numbers
from tests.oracle.scope import Scope
from tests.oracle.stages import STAGE_VALUES, STAGES, Chain, half_up
from tests.oracle.strengths import Strengths
from tests.oracle.targets import counted_targets, target_status
from tests.oracle.world import Document, read_world

PHASES = ("current", "past", "proposed")
SEVERITIES = ("high", "low", "medium")


def reckon(packages: list[Document], organisation: str, on: dt.date) -> dict[str, Any]:
    """The report in the form of `examples/small.expected.json`.

    `packages` are documents of package.md, numbers exact (`parse_float=Decimal`). The report has
    no `link_outdated`, which needs a history, and no provided findings.
    """
    scope = Scope(read_world(packages), organisation, on)
    strengths = Strengths(scope)
    chains = {goal: Chain(strengths, goal) for goal in scope.goals}
    findings = all_findings(strengths, chains)
    severities = [finding[1] for finding in findings]
    return {
        "date": on.isoformat(),
        "findings": [list(finding) for finding in findings],
        "goals": {goal: goal_entry(strengths, chain) for goal, chain in chains.items()},
        "matrix": matrix(strengths),
        "organisation": organisation,
        "plans": {plan: plan_numbers(strengths, plan) for plan in scope.live_plans},
        "provided_findings": [],
        "totals": {
            "adopted": {name: totals(of_framework(scope, name), chains) for name in scope.adopted_frameworks},
            "findings": {severity: severities.count(severity) for severity in SEVERITIES},
            "own": totals([goal for goal in scope.tracked_goals if scope.is_own_goal(goal)], chains),
            "plans": {phase: len(scope.plans_in(phase)) for phase in PHASES},
        },
    }


def goal_entry(strengths: Strengths, chain: Chain) -> dict[str, Any]:
    """A goal in scope: its numbers, its chain and its own counted targets (sections 4 to 6)."""
    scope, goal = strengths.scope, chain.goal
    return {
        "chain_score": chain.score,
        "current": numbers_entry(strengths, scope.current_plans, goal),
        "if_adopted": numbers_entry(strengths, strengths.plans_if_adopted, goal),
        "own": scope.is_own_goal(goal),
        "stages": chain.stages,
        "targets": sorted(target_status(scope, target) for target in counted_targets(scope, goal)),
        "tracked": goal in scope.tracked_goals,
        "weakest_link": chain.weakest_link,
    }


def numbers_entry(strengths: Strengths, plans: list[str], goal: str) -> dict[str, int]:
    """Section 4."""
    numbers = strengths.numbers(plans, goal)
    nets = [strengths.numbers([plan], goal).net for plan in plans]
    return {
        "direct_items": numbers.direct_items,
        "net": numbers.net,
        "neutral_items": numbers.neutral_items,
        "opposing_items": numbers.opposing_items,
        "opposing_plans": sum(net < 0 for net in nets),
        "opposition": numbers.opposition,
        "support": numbers.support,
        "supporting_items": numbers.supporting_items,
        "supporting_plans": sum(net > 0 for net in nets),
    }


def matrix(strengths: Strengths) -> dict[str, dict[str, dict[str, int]]]:
    """Section 8: plans not past by tracked goals; cells with no item, and plans with no cell, are absent."""
    rows: dict[str, dict[str, dict[str, int]]] = {}
    for plan in strengths.scope.live_plans:
        for goal in strengths.scope.tracked_goals:
            numbers = strengths.numbers([plan], goal)
            if numbers.items:
                rows.setdefault(plan, {})[goal] = {
                    "items": numbers.items,
                    "net": numbers.net,
                    "opposition": numbers.opposition,
                    "support": numbers.support,
                }
    return rows


def of_framework(scope: Scope, framework: str) -> list[str]:
    """The tracked goals of a framework."""
    return [goal for goal in scope.tracked_goals if scope.world.goals[goal].framework == framework]


def totals(goals: Iterable[str], chains: Chains) -> dict[str, Any]:
    """Section 8: the number of goals, their mean chain score and how their stages stand."""
    chosen = [chains[goal] for goal in goals]
    scores = [chain.score for chain in chosen]
    counts = {
        stage: {
            value: sum(chain.stages[stage] == value for chain in chosen) for value in sorted(STAGE_VALUES)
        }
        for stage in sorted(STAGES)
    }
    return {"mean_chain_score": mean(scores), "stages": counts, "tracked_goals": len(chosen)}


def mean(scores: list[int]) -> float | None:
    """The mean with one decimal, half up; none without goals."""
    return half_up(Fraction(10 * sum(scores), len(scores))) / 10 if scores else None
