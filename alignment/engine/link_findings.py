"""Findings about links between plans, between goals, and to goals (alignment.md §9)."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.engine.carrying import position_links
from alignment.engine.finding_rules import (
    LOW,
    MEDIUM,
    OFFICERS,
    Material,
    goal_reference,
    plan_reference,
    position_reference,
)
from alignment.engine.inputs import PlanLink
from alignment.engine.outputs import Finding, Reference
from alignment.engine.scope import PAST

Pair = tuple[str, str]


def link_findings(material: Material) -> Iterator[Finding]:
    """All findings whose occasion is a link, or a contribution as a link."""
    yield from _based_on_past(material)
    for first, second in sorted(_conflicting_goals(material)):
        yield _conflict(material, goal_reference(first), goal_reference(second))
    for first, second in sorted(_conflicting_plans(material)):
        yield _conflict(material, plan_reference(first), plan_reference(second))
    for first, second in sorted(_conflicting_positions(material)):
        yield _conflict(material, position_reference(first), position_reference(second))
    yield from _about_contributions(material)
    yield from _to_superseded_goals(material)


def _plan_links(material: Material, relation: str) -> list[PlanLink]:
    """The links of one relation that count, from plans in scope that are not past."""
    scope = material.scope
    return [
        link
        for link in material.snapshot.plan_links
        if link.relation == relation
        and link.source in scope.plans
        and scope.phases[link.source] != PAST
        and scope.counts_for_plan(link.recorded_by, link.source)
    ]


def _based_on_past(material: Material) -> Iterator[Finding]:
    """Plans based on past ones, in scope or not; one of the two is O's own."""
    scope = material.scope
    pairs = {
        (link.source, link.target)
        for link in _plan_links(material, "based_on")
        if scope.phases.get(link.target) == PAST
        and (scope.is_own_plan(link.source) or scope.is_own_plan(link.target))
    }
    for source, target in sorted(pairs):
        subjects = (plan_reference(source), plan_reference(target))
        yield material.finding("plan_based_on_past", (MEDIUM, OFFICERS), *subjects)


def _conflict(material: Material, first: Reference, second: Reference) -> Finding:
    details = (("kind", first.kind),)
    return material.finding("link_conflict", (MEDIUM, OFFICERS), first, second, details=details)


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)


def _conflicting_goals(material: Material) -> set[Pair]:
    """Pairs of goals in scope, O's own or not, unless a conflict of O is about one of the two."""
    scope = material.scope
    named = {conflict.goal for conflict in material.own_conflicts()}
    return {
        _pair(link.source, link.target)
        for link in material.snapshot.goal_links
        if link.relation == "conflicts"
        and link.source != link.target
        and {link.source, link.target} <= scope.goals.keys()
        and scope.counts_for_goal(link.recorded_by, link.source)
        and named.isdisjoint((link.source, link.target))
    }


def _conflicting_plans(material: Material) -> set[Pair]:
    """Pairs of plans that are not past, one of them O's own, unless a conflict of O names both."""
    scope = material.scope
    named = [set(conflict.plans) for conflict in material.own_conflicts()]
    found = set()
    for link in _plan_links(material, "conflicts"):
        ends = {link.source, link.target}
        if len(ends) == 1 or link.target not in scope.plans or scope.phases[link.target] == PAST:
            continue
        if any(map(scope.is_own_plan, ends)) and not any(ends <= plans for plans in named):
            found.add(_pair(link.source, link.target))
    return found


def _conflicting_positions(material: Material) -> set[Pair]:
    """Pairs of positions of such plans, unless a conflict of O names both, or both their plans."""
    scope = material.scope
    named = [(set(conflict.positions), set(conflict.plans)) for conflict in material.own_conflicts()]
    found = set()
    for link in position_links(scope, material.snapshot, "conflicts"):
        ends = {link.source, link.target}
        if len(ends) == 1 or not ends <= scope.positions.keys():
            continue
        plans = {scope.positions[end].plan for end in ends}
        if any(scope.phases[plan] == PAST for plan in plans) or not any(map(scope.is_own_plan, plans)):
            continue
        if not any(ends <= positions or plans <= of_plans for positions, of_plans in named):
            found.add(_pair(link.source, link.target))
    return found


def _about_contributions(material: Material) -> Iterator[Finding]:
    """O's contributions that are outdated, or whose goal is superseded.

    Of items in plans in scope that are not past: the rule for superseded goals says so, and for
    outdated ones there is nothing to review in a plan that is over, or no longer followed.
    """
    scope = material.scope
    superseded = {name for name, goal in scope.all_goals.items() if goal.superseded_by is not None}
    for contribution in material.snapshot.contributions:
        is_old = contribution.goal in superseded
        if not (is_old or contribution.is_outdated) or contribution.recorded_by != scope.organisation:
            continue
        plan = scope.item_plans.get(contribution.item)
        if plan is None or scope.phases[plan.name] == PAST:
            continue
        if contribution.is_outdated:
            goal = goal_reference(contribution.goal)
            yield material.finding("link_outdated", (LOW, OFFICERS), contribution.item, goal)
        if is_old:
            yield _superseded(material, contribution.item, contribution.goal)


def _to_superseded_goals(material: Material) -> Iterator[Finding]:
    """O's goal links and targets whose goal is superseded; of a link, each end for itself."""
    organisation = material.scope.organisation
    for link in material.snapshot.goal_links:
        if link.recorded_by == organisation:
            for goal in sorted({link.source, link.target}):
                if _is_superseded(material, goal):
                    yield _superseded(material, Reference("goal_link", link.name), goal)
    for target in material.snapshot.targets:
        if target.recorded_by == organisation and _is_superseded(material, target.goal):
            yield _superseded(material, Reference("target", target.name), target.goal)


def _is_superseded(material: Material, name: str) -> bool:
    """Whether the goal, in whichever framework, has a successor."""
    goal = material.scope.all_goals.get(name)
    return goal is not None and goal.superseded_by is not None


def _superseded(material: Material, linked: Reference, goal: str) -> Finding:
    successor = material.scope.all_goals[goal].superseded_by
    return material.finding(
        "link_to_superseded_goal",
        (MEDIUM, OFFICERS),
        linked,
        goal_reference(goal),
        details=(("superseded_by", successor),),
    )
