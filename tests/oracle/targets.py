"""Targets: which count, and how they stand (section 6)."""

from fractions import Fraction

from tests.oracle.scope import Scope
from tests.oracle.world import Band, Observation, Target

TOLERANCE = Fraction(5, 100)


def latest(scope: Scope, indicator_name: str) -> Observation | None:
    """Section 6: O's outcome with the greatest year that is not after D's and not too old."""
    indicator = scope.world.indicators[indicator_name]
    oldest = scope.on.year - indicator.max_age_years
    outcomes = [
        observation
        for observation in scope.world.observations
        if observation.indicator == indicator_name
        and observation.organisation == scope.organisation
        and observation.kind == "outcome"
        and observation.gender == "T"
        and observation.value is not None
        and oldest <= observation.year <= scope.on.year
        and observation.recorder in (scope.organisation, indicator.organisation)
    ]
    return max(outcomes, key=lambda o: (o.year, o.recorder == scope.organisation), default=None)


def due_next(scope: Scope, targets: list[Target]) -> Target:
    """Section 6: the one due next; if all are past the last one; of a year the first by key."""
    this_year = scope.on.year
    coming = [target for target in targets if target.year >= this_year]
    if coming:
        return min(coming, key=lambda target: (target.year, target.key))
    return min(targets, key=lambda target: (-target.year, target.key))


def counted_targets(scope: Scope, goal: str) -> list[Target]:
    """Section 6: the goal's targets that count."""
    groups: dict[tuple[str, str, str], list[Target]] = {}
    for target in scope.targets_of(goal):
        groups.setdefault((target.indicator, target.scope, target.recorder), []).append(target)
    chosen = [due_next(scope, group) for group in groups.values()]
    own = scope.organisation
    return [t for t in chosen if t.recorder == own or latest(scope, t.indicator) is not None]


def is_inside(value: Fraction, band: Band | None) -> bool:
    """Section 6, rule 2: bands are closed, an end may be open; an absent band holds nothing."""
    if band is None:
        return False
    lower, upper = band
    return (lower is None or lower <= value) and (upper is None or value <= upper)


def target_status(scope: Scope, target: Target) -> str:
    """Section 6, status: the first rule that fits."""
    observation = latest(scope, target.indicator)
    if observation is None or observation.value is None:
        return "no_data"
    if target.desired is not None or target.accepted is not None:
        return band_status(target, observation.value)
    if target.value is None:
        raise ValueError(f"{target.name} has neither a value nor bands")
    is_past = target.year < scope.on.year
    if target.baseline_year is None or target.baseline_value is None:
        direction = scope.world.indicators[target.indicator].direction
        return aim_status(direction, observation.value, target.value, is_past=is_past)
    path = Path(target.baseline_year, target.baseline_value, target.year, target.value)
    return path.status(observation.year, observation.value, is_past=is_past)


def band_status(target: Target, value: Fraction) -> str:
    """Section 6, rule 2."""
    if is_inside(value, target.desired):
        return "reached"
    return "on_track" if is_inside(value, target.accepted) else "behind"


def aim_status(direction: str, seen: Fraction, value: Fraction, *, is_past: bool) -> str:
    """Section 6, rule 5: no baseline, so no path to judge by."""
    is_reached = {"up": seen >= value, "down": seen <= value, "level": seen == value}[direction]
    if is_reached:
        return "reached"
    return "missed" if is_past else "open"


class Path:
    """A target with a whole baseline (section 6, rules 3 and 4)."""

    def __init__(self, from_year: int, from_value: Fraction, year: int, value: Fraction) -> None:
        self.from_year = from_year
        self.from_value = from_value
        self.year = year
        self.value = value

    def status(self, seen_year: int, seen: Fraction, *, is_past: bool) -> str:
        """The status that an observation gives."""
        is_newer = seen_year > self.from_year
        if self.from_value == self.value:
            return self._level_status(seen, is_newer=is_newer, is_past=is_past)
        sign = 1 if self.value > self.from_value else -1
        if (seen - self.value) * sign >= 0:
            return "reached"
        if is_past:
            return "missed"
        if not is_newer:
            return "no_data"
        slack = TOLERANCE * abs(self.value - self.from_value)
        return "on_track" if (seen - self.expected(seen_year)) * sign >= -slack else "behind"

    def _level_status(self, seen: Fraction, *, is_newer: bool, is_past: bool) -> str:
        """Section 6, rule 4: hold the level."""
        if not is_newer:
            return "no_data"
        if abs(seen - self.value) <= TOLERANCE * abs(self.value):
            return "reached"
        return "missed" if is_past else "behind"

    def expected(self, year: int) -> Fraction:
        """Linear from baseline to target at a year, clamped into that span."""
        inside = min(max(year, self.from_year), self.year)
        share = Fraction(inside - self.from_year, self.year - self.from_year)
        return self.from_value + share * (self.value - self.from_value)
