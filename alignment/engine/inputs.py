"""What the engine reads: a snapshot of everything that one organisation's report may depend on.

Identity is a name: ``<organisation>:<key>``, for goals ``<organisation>:<framework>/<goal>``.
Positions and measures have a namespace each. A snapshot may hold more than counts (goals out of
scope, strangers' statements): the engine applies alignment.md §1 itself. References to objects that
the snapshot lacks count as references to something out of scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alignment.engine.outputs import Finding, Reference

Number = Decimal | int
Band = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of goals; ``tracked_depth`` is its owner's own (§1 Tracked goals)."""

    name: str
    owner: str
    tracked_depth: int = 1


@dataclass(frozen=True, slots=True)
class FrameworkAdoption:
    """``organisation`` follows another's framework without the ``excluded`` goals (names, §1)."""

    organisation: str
    framework: str
    excluded: frozenset[str] = frozenset()
    tracked_depth: int = 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in the tree of its framework; ``parent`` and ``superseded_by`` are names (§1 Goals)."""

    name: str
    framework: str
    parent: str | None = None
    unit: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class GoalLink:
    """``relation`` is ``contributes`` (strength 1 to 3, absent 2) or ``conflicts`` (§2)."""

    name: str
    recorded_by: str
    source: str
    target: str
    relation: str = "contributes"
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """``direction`` is ``up``, ``down`` or ``level``; ``max_age_years`` absent is 3 (§6)."""

    name: str
    owner: str
    direction: str = "up"
    max_age_years: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach in a year, with a baseline, or with bands of closed intervals (§6)."""

    name: str
    recorded_by: str
    goal: str
    indicator: str
    year: int
    value: Number | None = None
    scope: str = "society"
    baseline_year: int | None = None
    baseline_value: Number | None = None
    desired: Band | None = None
    accepted: Band | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of an indicator about ``organisation``; a null value is no observation (§6)."""

    recorded_by: str
    organisation: str
    indicator: str
    year: int
    value: Number | None
    gender: str = "T"
    kind: str = "outcome"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan; ``family`` is its type's, ``framework`` the goals it lays down (§1 Plans, Phase)."""

    name: str
    owner: str
    status: str
    family: str
    unit: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    supersedes: tuple[str, ...] = ()
    framework: str | None = None


@dataclass(frozen=True, slots=True)
class PlanAdoption:
    """``organisation`` follows another's plan (§1 Plans)."""

    organisation: str
    plan: str


@dataclass(frozen=True, slots=True)
class Position:
    """A position of a plan; ``expects_measures`` absent: if the aspect is ``direction`` (§7)."""

    name: str
    plan: str
    spatial: bool = False
    aspect: str | None = None
    expects_measures: bool | None = None
    status: str = "active"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a plan and the positions (names) that it implements (§3, §5)."""

    name: str
    plan: str
    status: str
    funding: str = "unknown"
    end: date | None = None
    statutory: bool = False
    unit: str | None = None
    implements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """How an item affects a goal, -3 to +3, as ``recorded_by`` judges it (§3).

    ``item``: a ``plan``, ``position`` or ``measure``.
    ``is_outdated``: a wording that it joins changed after it was last reviewed (§9).
    """

    recorded_by: str
    item: Reference
    goal: str
    strength: int
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class PlanLink:
    """``relation``: ``based_on``, ``details``, ``coordinates`` or ``conflicts`` (§9)."""

    recorded_by: str
    source: str
    target: str
    relation: str


@dataclass(frozen=True, slots=True)
class PositionLink:
    """``relation``: ``carried_into`` (with a state, absent ``accepted``), ``implemented_by``, … (§5, §7).

    ``target`` is empty where nobody has made what was offered, or returned, a position of the other plan.
    """

    recorded_by: str
    source: str
    target: str
    relation: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict that ``recorded_by`` has registered between plans or positions over a goal (§9)."""

    name: str
    recorded_by: str
    status: str
    goal: str | None = None
    plans: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the report of ``organisation`` for ``date`` depends on; order never matters."""

    organisation: str
    date: date
    frameworks: tuple[Framework, ...] = ()
    framework_adoptions: tuple[FrameworkAdoption, ...] = ()
    goals: tuple[Goal, ...] = ()
    goal_links: tuple[GoalLink, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_adoptions: tuple[PlanAdoption, ...] = ()
    positions: tuple[Position, ...] = ()
    measures: tuple[Measure, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    plan_links: tuple[PlanLink, ...] = ()
    position_links: tuple[PositionLink, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    provided_findings: tuple[Finding, ...] = ()
