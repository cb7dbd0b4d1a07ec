"""Findings about O's own plans, positions, measures and conflicts (alignment.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alignment.engine.carrying import NOT_CARRIED
from alignment.engine.chain import is_overdue
from alignment.engine.finding_rules import (
    HIGH,
    LOW,
    MEDIUM,
    OFFICERS,
    POLITICIANS,
    Material,
    measure_reference,
    plan_reference,
    position_reference,
)
from alignment.engine.inputs import Measure, Plan, Position
from alignment.engine.outputs import Finding, Reference
from alignment.engine.scope import CURRENT

_NOT_FUNDED = frozenset({"applied", "unfunded"})


def plan_findings(material: Material) -> Iterator[Finding]:
    """All findings about O's own plans and their items, and its open conflicts."""
    yield from _about_plans_and_positions(material)
    for measure in material.scope.measures.values():
        if material.own_plan(measure.plan) and material.scope.phases[measure.plan] == CURRENT:
            yield from _about_measure(material, measure)
    for conflict in material.own_conflicts():
        if conflict.status != "resolved":
            subject = Reference("conflict", conflict.name)
            yield Finding("conflict_open", MEDIUM, POLITICIANS, (subject,), conflict.unit)


def _about_plans_and_positions(material: Material) -> Iterator[Finding]:
    without_goals = _plans_without_goals(material)
    for plan in material.scope.plans_not_past():
        if material.own_plan(plan.name):
            yield from _about_plan(material, plan, is_without_goals=plan.name in without_goals)
    for position in material.scope.positions.values():
        if material.own_plan(position.plan):
            yield from _about_position(material, position, is_without_goals=position.plan in without_goals)


def _plans_without_goals(material: Material) -> set[str]:
    """The plans in scope of which neither themselves nor any item states or takes a contribution."""
    linked = {
        plan.name for item, plan in material.scope.item_plans.items() if material.statements.has_any(item)
    }
    return material.scope.plans.keys() - linked


def _about_plan(material: Material, plan: Plan, *, is_without_goals: bool) -> Iterator[Finding]:
    subject = plan_reference(plan.name)
    is_current = material.scope.phases[plan.name] == CURRENT
    if is_without_goals:
        yield material.finding("plan_without_goals", (HIGH if is_current else MEDIUM, OFFICERS), subject)
    if is_current and plan.valid_to is not None and plan.valid_to < material.scope.date:
        details = (("valid_to", plan.valid_to),)
        yield material.finding("plan_expired", (MEDIUM, OFFICERS), subject, details=details)


def _about_position(material: Material, position: Position, *, is_without_goals: bool) -> Iterator[Finding]:
    subject = position_reference(position.name)
    if not is_without_goals and not material.statements.stated(subject):
        yield material.finding("position_not_linked", (LOW, OFFICERS), subject)
    if material.scope.phases[position.plan] != CURRENT:
        return
    known = material.positions
    if known.carried.get(position.name) == NOT_CARRIED:
        yield material.finding("position_not_in_comprehensive_plan", (MEDIUM, OFFICERS), subject)
    if position.name in known.expecting and position.name not in known.implemented:
        yield material.finding("position_not_implemented", (MEDIUM, OFFICERS), subject)


def _about_measure(material: Material, measure: Measure) -> Iterator[Finding]:
    """Findings about a measure of a current plan."""
    subject = measure_reference(measure.name)
    today = material.scope.date
    if measure.end is not None and is_overdue(measure, today):
        is_high = measure.statutory or is_more_than_a_year_before(measure.end, today)
        yield material.finding(
            "measure_overdue",
            (HIGH if is_high else MEDIUM, OFFICERS),
            subject,
            details=(("end", measure.end),),
        )
    if measure.status in ("planned", "ongoing"):
        if measure.funding in _NOT_FUNDED:
            details = (("funding", measure.funding),)
            yield material.finding("measure_not_funded", (MEDIUM, OFFICERS), subject, details=details)
        elif measure.funding == "unknown":
            yield material.finding("funding_unknown", (LOW, OFFICERS), subject)


def is_more_than_a_year_before(day: date, today: date) -> bool:
    """Whether the same day of the next year is before today; a calendar year, not 365 days."""
    return (day.year + 1, day.month, day.day) < (today.year, today.month, today.day)
