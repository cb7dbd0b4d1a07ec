"""Findings about goals and their targets (alignment.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from alignment.engine.finding_rules import (
    HIGH,
    LOW,
    MEDIUM,
    OFFICERS,
    POLITICIANS,
    Material,
    goal_reference,
    plan_reference,
)
from alignment.engine.inputs import Conflict, Number, Target
from alignment.engine.outputs import Finding, GoalReport, Reference
from alignment.engine.scope import CURRENT, PAST
from alignment.engine.targets import BEHIND, MISSED, Aim, disagree, targets_that_count_as_statements

COUNTERACTING = -2
CANCELLING = -3
SUPPORTS_CLEARLY = 2

GoalTargets = dict[str, list[Target]]


def goal_findings(material: Material) -> Iterator[Finding]:
    """All findings whose first subject is a goal, but for conflicts between goals."""
    for goal in material.goals:
        yield from _chain_findings(material, goal)
    yield from _counteracted(material)
    directions = {indicator.name: indicator.direction for indicator in material.snapshot.indicators}
    for indicator, targets in _targets_by_indicator(material):
        yield from _disagreeing(material, targets)
        yield from _below_higher_level(material, targets, directions.get(indicator, "level"))


def _chain_findings(material: Material, goal: GoalReport) -> Iterator[Finding]:
    """Goals that are not planned, implemented or measurable, or whose targets are behind."""
    subject = goal_reference(goal.name)
    severity = HIGH if goal.own else MEDIUM
    if goal.tracked and goal.stages.planned == "broken":
        yield material.finding("goal_not_planned", (severity, POLITICIANS), subject)
    elif goal.tracked and goal.stages.implemented == "broken":
        yield material.finding("goal_not_implemented", (severity, POLITICIANS), subject)
    # Another's goal never has `measurable` broken, so what is left here is O's own.
    if goal.tracked and goal.stages.measurable == "broken":
        yield material.finding("goal_not_measurable", (LOW, OFFICERS), subject)
    late = tuple(target.name for target in goal.targets if target.status in (BEHIND, MISSED))
    if late:
        yield material.finding("goal_behind", (MEDIUM, OFFICERS), subject, details=(("targets", late),))


def _counteracted(material: Material) -> Iterator[Finding]:
    """Tracked goals that a plan counteracts, unless O has weighed the conflict and resolved it.

    Where plan and goal are both others', the finding belongs to their owners' reports; O's own
    goal against an adopted plan, and O's own plan against another's goal, have one subject of O's.
    """
    scope = material.scope
    supporting = _supporting_plans(material)
    resolved = [conflict for conflict in material.own_conflicts() if conflict.status == "resolved"]
    for (goal, plan), strength in sorted(_counteracting_strengths(material).items()):
        is_own_goal = scope.is_own_goal(goal)
        if not (is_own_goal or scope.is_own_plan(plan)) or _is_weighed(material, resolved, goal, plan):
            continue
        is_high = scope.phases[plan] == CURRENT and (is_own_goal or strength == CANCELLING)
        yield material.finding(
            "goal_counteracted",
            (HIGH, POLITICIANS) if is_high else (MEDIUM, OFFICERS),
            goal_reference(goal),
            plan_reference(plan),
            details=(("strength", strength), ("supporting_plans", supporting.get(goal, ()))),
        )


def _counteracting_strengths(material: Material) -> dict[tuple[str, str], int]:
    """The strongest -2 or -3 that an item of a plan, or the plan, states for each tracked goal."""
    scope = material.scope
    strongest: dict[tuple[str, str], int] = {}
    for item, plan in scope.item_plans.items():
        if scope.phases[plan.name] == PAST:
            continue
        for goal, strength in material.statements.stated(item).items():
            if strength > COUNTERACTING:
                continue
            tracked = _nearest_tracked(material, goal)
            if tracked is not None:
                pair = (tracked, plan.name)
                strongest[pair] = min(strength, strongest.get(pair, 0))
    return strongest


def _nearest_tracked(material: Material, name: str) -> str | None:
    """The goal itself if tracked, else its nearest tracked ancestor with no goal out of scope between."""
    goal = material.scope.goals.get(name)
    seen: set[str] = set()
    while goal is not None and goal.name not in seen:
        if goal.name in material.scope.tracked:
            return goal.name
        seen.add(goal.name)
        goal = material.scope.goals.get(goal.parent) if goal.parent else None
    return None


def _is_weighed(material: Material, resolved: list[Conflict], goal: str, plan: str) -> bool:
    """Whether a resolved conflict names the plan, or a position of it, and this goal or none."""
    positions = material.scope.all_positions
    return any(
        conflict.goal in (None, goal)
        and (
            plan in conflict.plans
            or any(positions[p].plan == plan for p in conflict.positions if p in positions)
        )
        for conflict in resolved
    )


def _supporting_plans(material: Material) -> dict[str, tuple[str, ...]]:
    """The current plans that support each tracked goal with net 2 or more, by name."""
    found: dict[str, tuple[str, ...]] = {}
    for cell in material.matrix:
        if cell.net >= SUPPORTS_CLEARLY and material.scope.phases[cell.plan] == CURRENT:
            found[cell.goal] = (*found.get(cell.goal, ()), cell.plan)
    return found


def _targets_by_indicator(material: Material) -> list[tuple[str, GoalTargets]]:
    """The targets with a value of the goals in scope, by goal, for each indicator and scope."""
    groups: dict[tuple[str, str], GoalTargets] = {}
    for target in targets_that_count_as_statements(material.scope, material.snapshot):
        if target.value is not None:
            group = groups.setdefault((target.indicator, target.scope), {})
            group.setdefault(target.goal, []).append(target)
    return [(indicator, groups[indicator, scope]) for indicator, scope in sorted(groups)]


def _disagreeing(material: Material, targets: GoalTargets) -> Iterator[Finding]:
    """Pairs of own goals whose targets want different values a year, or a value in different years."""
    own = sorted(goal for goal in targets if material.scope.is_own_goal(goal))
    for first, second in combinations(own, 2):
        if any(disagree(_aim(a), _aim(b)) for a in targets[first] for b in targets[second]):
            yield _pair_finding(material, "targets_disagree", (HIGH, POLITICIANS), first, second)


def _aim(target: Target) -> Aim:
    return target.year, target.value


def _below_higher_level(material: Material, targets: GoalTargets, direction: str) -> Iterator[Finding]:
    """Pairs of an own goal and another's where the own target asks no more, no sooner."""
    if direction not in ("up", "down"):
        return
    own = sorted(goal for goal in targets if material.scope.is_own_goal(goal))
    others = sorted(goal for goal in targets if not material.scope.is_own_goal(goal))
    for goal in own:
        for other in others:
            if any(_asks_less(a, b, direction) for a in targets[goal] for b in targets[other]):
                yield _pair_finding(material, "target_below_higher_level", (MEDIUM, POLITICIANS), goal, other)


def _asks_less(own: Target, other: Target, direction: str) -> bool:
    """The own value is not better and its year not earlier, and not both are equal."""
    own_value, other_value = _value(own), _value(other)
    is_better = own_value > other_value if direction == "up" else own_value < other_value
    is_same = own_value == other_value and own.year == other.year
    return not is_better and own.year >= other.year and not is_same


def _value(target: Target) -> Number:
    # Targets without a value were left out when they were grouped.
    return 0 if target.value is None else target.value


def _pair_finding(material: Material, code: str, ranks: tuple[str, str], first: str, second: str) -> Finding:
    subjects: tuple[Reference, Reference] = (goal_reference(first), goal_reference(second))
    return material.finding(code, ranks, *subjects)
