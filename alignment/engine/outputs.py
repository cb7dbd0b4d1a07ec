"""What the engine answers: the report of one organisation for one date, and what explains it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alignment.engine.lines import GoalItems

STAGES = ("measurable", "planned", "anchored", "implemented", "funded", "on_track")
SEVERITIES = ("high", "medium", "low")

DetailValue = str | int | date | tuple[str, ...] | None
Details = tuple[tuple[str, DetailValue], ...]


class Reference(NamedTuple):
    """A typed reference: ``kind`` is ``goal``, ``plan``, ``position``, ``measure``, ``conflict``, …"""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right (§9).

    ``unit`` is the key of the unit that should act, None for the organisation's coordinators;
    ``details`` holds what a sentence about it needs beside the subjects.
    """

    code: str
    severity: str
    decides: str
    subjects: tuple[Reference, ...]
    unit: str | None = None
    details: Details = ()

    def detail(self, name: str) -> DetailValue:
        """The detail of that name, None if there is none."""
        return dict(self.details).get(name)

    @property
    def sort_key(self) -> tuple[str, str, str, tuple[Reference, ...], str]:
        """Code, severity, who decides, subjects; the rest only makes the order total."""
        return (self.code, self.severity, self.decides, self.subjects, f"{self.unit} {self.details}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers for a goal over a set of plans (§4): sums of strengths, and counts."""

    support: int = 0
    opposition: int = 0
    supporting_items: int = 0
    opposing_items: int = 0
    neutral_items: int = 0
    direct_items: int = 0
    supporting_plans: int = 0
    opposing_plans: int = 0

    @property
    def net(self) -> int:
        """Support less opposition."""
        return self.support - self.opposition


@dataclass(frozen=True, slots=True)
class Stages:
    """The goal chain (§5): each stage is ``ok``, ``partial``, ``broken`` or ``na``."""

    measurable: str
    planned: str
    anchored: str
    implemented: str
    funded: str
    on_track: str

    def in_order(self) -> tuple[str, str, str, str, str, str]:
        """The states in the order of the table (``STAGES``)."""
        return (self.measurable, self.planned, self.anchored, self.implemented, self.funded, self.on_track)


@dataclass(frozen=True, slots=True)
class TargetReport:
    """A counted target (§6): its status, O's latest outcome, and what was to be expected then.

    ``expected`` is there only where a path from a baseline judges it; ``is_baseline_missing`` says
    that the target has neither bands nor a whole baseline.
    """

    name: str
    indicator: str
    recorded_by: str
    scope: str
    year: int
    value: Decimal | int | None
    status: str
    latest_year: int | None
    latest_value: Decimal | int | None
    expected: Fraction | None
    is_baseline_missing: bool


@dataclass(frozen=True, slots=True)
class GoalReport:
    """A goal in scope. ``if_adopted`` is None in public content; ``chain_score`` is 0 to 100 (§5)."""

    name: str
    framework: str
    own: bool
    tracked: bool
    current: Numbers
    if_adopted: Numbers | None
    stages: Stages
    chain_score: int
    weakest_link: str | None
    targets: tuple[TargetReport, ...]
    items: GoalItems


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The numbers for a plan that is not past (§7); None where a count does not apply to it."""

    name: str
    own: bool
    phase: str
    is_comprehensive: bool
    positions: int
    positions_linked: int
    spatial: int | None
    spatial_carried: int | None
    positions_expecting: int | None
    positions_implemented: int | None
    measures: int
    measures_done: int
    measures_overdue: int
    measures_funded: int
    goals_supported: int
    goals_opposed: int
    score: int | None


class MatrixCell(NamedTuple):
    """What a plan that is not past brings a tracked goal; only where it has an item (§8)."""

    plan: str
    goal: str
    support: int
    opposition: int
    items: int

    @property
    def net(self) -> int:
        """Support less opposition."""
        return self.support - self.opposition


@dataclass(frozen=True, slots=True)
class StageTotals:
    """How many tracked goals have a stage in each state (§8)."""

    stage: str
    ok: int
    partial: int
    broken: int
    na: int


@dataclass(frozen=True, slots=True)
class GoalTotals:
    """Totals of tracked goals: O's own (``framework`` None) or of one adopted framework (§8)."""

    framework: str | None
    tracked_goals: int
    mean_chain_score: Decimal | None
    stages: tuple[StageTotals, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole (§8): ``plans`` counts plans by phase, ``findings`` findings by severity."""

    own: GoalTotals
    adopted: tuple[GoalTotals, ...]
    plans: tuple[tuple[str, int], ...]
    findings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The goal-alignment report of ``organisation`` for ``date``; every tuple in a fixed order.

    ``pairs``: how many pairs of an item and a goal the numbers rest on, which is what a run costs.
    """

    organisation: str
    date: date
    rules_version: int
    is_public: bool
    goals: tuple[GoalReport, ...]
    plans: tuple[PlanReport, ...]
    matrix: tuple[MatrixCell, ...]
    totals: Totals
    findings: tuple[Finding, ...]
    provided_findings: tuple[Finding, ...]
    pairs: int
