"""What the rules of alignment.md §9 share: their material, and who should act on a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alignment.engine.inputs import Conflict, Snapshot
from alignment.engine.outputs import Details, Finding, GoalReport, MatrixCell, Reference
from alignment.engine.plan_numbers import Implementation
from alignment.engine.scope import PAST, Scope
from alignment.engine.statements import Statements

HIGH, MEDIUM, LOW = "high", "medium", "low"
POLITICIANS, OFFICERS = "politicians", "officers"


@dataclass(frozen=True, slots=True)
class Material:
    """What the rules look at."""

    snapshot: Snapshot
    scope: Scope
    statements: Statements
    goals: tuple[GoalReport, ...]
    matrix: tuple[MatrixCell, ...]
    positions: Implementation

    def own_plan(self, plan: str) -> bool:
        """Whether a plan is O's own and not past."""
        return self.scope.is_own_plan(plan) and self.scope.phases[plan] != PAST

    def own_conflicts(self) -> Iterator[Conflict]:
        """The conflicts that O has registered."""
        organisation = self.scope.organisation
        return (conflict for conflict in self.snapshot.conflicts if conflict.recorded_by == organisation)

    def plan_of(self, subject: Reference) -> str | None:
        """The plan that a plan, position or measure belongs to, in scope or not; None for others."""
        if subject.kind == "plan":
            return subject.name
        plan = self.scope.item_plans.get(subject)
        return plan.name if plan else None

    def unit_for(self, *subjects: Reference) -> str | None:
        """The unit that should act: that of the first subject that is O's own and has one.

        None stands for O's coordinators, who also get what is first of all about another level's goal.
        """
        if subjects[0].kind == "goal" and not self.scope.is_own_goal(subjects[0].name):
            return None
        return next((unit for unit in map(self._unit_of, subjects) if unit), None)

    def finding(
        self, code: str, ranks: tuple[str, str], *subjects: Reference, details: Details = ()
    ) -> Finding:
        """A finding whose ``ranks`` are its severity and who decides."""
        return Finding(code, ranks[0], ranks[1], subjects, self.unit_for(*subjects), details)

    def _unit_of(self, subject: Reference) -> str | None:
        scope = self.scope
        if subject.kind == "goal":
            return scope.all_goals[subject.name].unit if scope.is_own_goal(subject.name) else None
        plan = self.plan_of(subject)
        if plan is None or not scope.is_own_plan(plan):
            return None
        unit = None
        if subject.kind == "position":
            unit = scope.positions[subject.name].unit
        elif subject.kind == "measure":
            unit = scope.measures[subject.name].unit
        return unit or scope.all_plans[plan].unit


def goal_reference(name: str) -> Reference:
    """A goal as a subject."""
    return Reference("goal", name)


def plan_reference(name: str) -> Reference:
    """A plan as a subject."""
    return Reference("plan", name)


def position_reference(name: str) -> Reference:
    """A position as a subject."""
    return Reference("position", name)


def measure_reference(name: str) -> Reference:
    """A measure as a subject."""
    return Reference("measure", name)
