"""Which targets count, and how they stand (alignment.md §6)."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from alignment.engine.inputs import Band, Indicator, Number, Observation, Snapshot, Target
from alignment.engine.outputs import TargetReport
from alignment.engine.scope import Scope

Aim = tuple[int, Number | None]
"""The year and the value of a target."""

REACHED, ON_TRACK, BEHIND, MISSED = "reached", "on_track", "behind", "missed"
NO_DATA, OPEN = "no_data", "open"

DEFAULT_MAX_AGE_YEARS = 3
TOLERANCE = Fraction(1, 20)


class Latest(NamedTuple):
    """O's latest outcome of an indicator."""

    year: int
    value: Number


def targets_that_count_as_statements(scope: Scope, snapshot: Snapshot) -> list[Target]:
    """The targets of goals in scope that O or the framework's owner has recorded (§1), by name."""
    return sorted(
        (
            t
            for t in snapshot.targets
            if t.goal in scope.goals and scope.counts_for_goal(t.recorded_by, t.goal)
        ),
        key=lambda target: (target.name, target.recorded_by, target.goal),
    )


def disagree(first: Aim, second: Aim) -> bool:
    """Whether two targets want different values for a year, or a value in different years (§9)."""
    return (first[0] == second[0]) != (first[1] == second[1])


def counted_targets(scope: Scope, snapshot: Snapshot) -> dict[str, tuple[TargetReport, ...]]:
    """The counted targets of each goal in scope that has any, with their status, by name."""
    latest = latest_outcomes(scope, snapshot)
    groups: dict[tuple[str, str, str, str], list[Target]] = {}
    for target in targets_that_count_as_statements(scope, snapshot):
        group = (target.goal, target.indicator, target.scope, target.recorded_by)
        groups.setdefault(group, []).append(target)
    directions = {indicator.name: indicator.direction for indicator in snapshot.indicators}
    counted: dict[str, list[TargetReport]] = {}
    for (goal, indicator, _, recorded_by), targets in groups.items():
        outcome = latest.get(indicator)
        if recorded_by == scope.organisation or outcome is not None:
            target = due_next(targets, scope.date.year)
            direction = directions.get(indicator, "level")
            counted.setdefault(goal, []).append(_judge(target, outcome, direction, scope.date.year))
    return {
        goal: tuple(sorted(found, key=lambda t: (t.name, t.recorded_by))) for goal, found in counted.items()
    }


def due_next(targets: list[Target], year: int) -> Target:
    """The target of the smallest year not before ``year``, else of the last; the first by key."""
    coming = [target.year for target in targets if target.year >= year]
    due = min(coming) if coming else max(target.year for target in targets)
    return min((target for target in targets if target.year == due), key=lambda target: target.name)


def latest_outcomes(scope: Scope, snapshot: Snapshot) -> dict[str, Latest]:
    """O's latest outcome by indicator: of the year that is newest, and O's own before the owner's."""
    indicators = {indicator.name: indicator for indicator in snapshot.indicators}
    found: dict[str, tuple[tuple[int, bool], Number]] = {}
    for observation in snapshot.observations:
        indicator = indicators.get(observation.indicator)
        if indicator is None or observation.value is None or not _counts(observation, indicator, scope):
            continue
        rank = (observation.year, observation.recorded_by == scope.organisation)
        known = found.get(observation.indicator)
        if known is None or known[0] < rank:
            found[observation.indicator] = (rank, observation.value)
    return {name: Latest(rank[0], value) for name, (rank, value) in found.items()}


def _counts(observation: Observation, indicator: Indicator, scope: Scope) -> bool:
    """Whether an observation is O's outcome, for all genders, recent, recorded by whom it may be."""
    max_age = DEFAULT_MAX_AGE_YEARS if indicator.max_age_years is None else indicator.max_age_years
    return (
        observation.organisation == scope.organisation
        and observation.kind == "outcome"
        and observation.gender == "T"
        and scope.date.year - max_age <= observation.year <= scope.date.year
        and observation.recorded_by in (scope.organisation, indicator.owner)
    )


def _judge(target: Target, latest: Latest | None, direction: str, year: int) -> TargetReport:
    has_bands = target.desired is not None or target.accepted is not None
    has_baseline = target.baseline_year is not None and target.baseline_value is not None
    return TargetReport(
        name=target.name,
        indicator=target.indicator,
        recorded_by=target.recorded_by,
        scope=target.scope,
        year=target.year,
        value=target.value,
        status=target_status(target, latest, direction, year),
        latest_year=latest.year if latest else None,
        latest_value=latest.value if latest else None,
        expected=None if latest is None or has_bands else expected_value(target, latest.year),
        is_baseline_missing=not has_bands and not has_baseline,
    )


def target_status(target: Target, latest: Latest | None, direction: str, year: int) -> str:
    """The status of a target for an indicator's direction in a year: the first that fits (§6)."""
    if latest is None:
        return NO_DATA
    if target.desired is not None or target.accepted is not None:
        return _status_by_bands(target, latest)
    if target.value is None:
        # Only a target with bands may lack its value; without either nothing can judge it.
        return OPEN
    is_past = target.year < year
    if target.baseline_year is None or target.baseline_value is None:
        return _status_without_baseline(target.value, latest, direction, is_past=is_past)
    if target.baseline_value == target.value:
        return _status_of_level(target.baseline_year, target.value, latest, is_past=is_past)
    return _status_by_path(target, latest, is_past=is_past)


def _status_without_baseline(value: Number, latest: Latest, direction: str, *, is_past: bool) -> str:
    if _has_arrived(latest.value, value, direction):
        return REACHED
    return MISSED if is_past else OPEN


def _status_by_bands(target: Target, latest: Latest) -> str:
    if _is_inside(latest.value, target.desired):
        return REACHED
    return ON_TRACK if _is_inside(latest.value, target.accepted) else BEHIND


def _is_inside(value: Number, band: Band | None) -> bool:
    """Whether a value is in a closed interval; an end may be open, an absent band holds nothing."""
    if band is None:
        return False
    lowest, highest = band
    return (lowest is None or lowest <= value) and (highest is None or value <= highest)


def _status_of_level(baseline_year: int, value: Number, latest: Latest, *, is_past: bool) -> str:
    """Baseline and value are equal: the level is to be held."""
    if latest.year <= baseline_year:
        return NO_DATA
    if abs(Fraction(latest.value) - Fraction(value)) <= TOLERANCE * abs(Fraction(value)):
        return REACHED
    return MISSED if is_past else BEHIND


def _status_by_path(target: Target, latest: Latest, *, is_past: bool) -> str:
    """Baseline and value differ: the outcome is compared with the straight line between them."""
    baseline, value = Fraction(target.baseline_value or 0), Fraction(target.value or 0)
    outcome = Fraction(latest.value)
    sign = 1 if value > baseline else -1
    if (outcome - value) * sign >= 0:
        return REACHED
    if is_past:
        return MISSED
    expected = expected_value(target, latest.year)
    if expected is None:
        return NO_DATA
    return ON_TRACK if (outcome - expected) * sign >= -TOLERANCE * abs(value - baseline) else BEHIND


def expected_value(target: Target, year: int) -> Fraction | None:
    """What the line from baseline to target says for a year, clamped into its span.

    None without a whole baseline, or if the year is not after the baseline's.
    """
    if target.value is None or target.baseline_year is None or target.baseline_value is None:
        return None
    if year <= target.baseline_year:
        return None
    start, end = Fraction(target.baseline_value), Fraction(target.value)
    if year >= target.year:
        return end
    return start + (end - start) * Fraction(year - target.baseline_year, target.year - target.baseline_year)


def _has_arrived(latest: Number, value: Number, direction: str) -> bool:
    if direction == "up":
        return latest >= value
    return latest <= value if direction == "down" else latest == value
