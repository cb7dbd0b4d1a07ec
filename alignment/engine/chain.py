"""The goal chain: six stages for every goal, and its score (alignment.md §5)."""

from __future__ import annotations

from datetime import date

from alignment.engine.bearing import SUPPORTING, ItemBearings
from alignment.engine.carrying import CARRIED, HALF_CARRIED, LEFT_OUT, NOT_CARRIED
from alignment.engine.inputs import Measure
from alignment.engine.limits import check_size
from alignment.engine.numbers import AllNumbers, GoalNumbers
from alignment.engine.outputs import STAGES, Reference, Stages, TargetReport
from alignment.engine.reach import Reach
from alignment.engine.rounding import percentage
from alignment.engine.scope import Scope
from alignment.engine.tally import count_in, tally
from alignment.engine.targets import ON_TRACK, OPEN, REACHED

OK, PARTIAL, BROKEN, NA = "ok", "partial", "broken", "na"

_HALVES = {OK: 2, PARTIAL: 1, BROKEN: 0}
_ACTIVE = frozenset({"planned", "ongoing", "done"})
_FUNDED = frozenset({"within_budget", "decided"})


def is_overdue(measure: Measure, on: date) -> bool:
    """Whether a measure's end is before the day and it is not done."""
    return measure.end is not None and measure.end < on and measure.status != "done"


def is_funded(measure: Measure) -> bool:
    """Whether a measure is done, within budget or its money decided."""
    return measure.status == "done" or measure.funding in _FUNDED


# What is counted for each goal: positions of S by how they are anchored, and measures of M.
_CARRIED, _HALF_CARRIED, _NOT_CARRIED, _COMPREHENSIVE = range(4)
_MEASURES, _DONE, _UNDER_WAY, _PAID_FOR = range(4, 8)
_PLACES = {CARRIED: _CARRIED, HALF_CARRIED: _HALF_CARRIED, NOT_CARRIED: _NOT_CARRIED}


class ChainRules:
    """Judges the stages of goals; everything is counted once for all of them."""

    def __init__(
        self,
        scope: Scope,
        carried: dict[str, str],
        below: dict[str, list[TargetReport]],
        numbers: AllNumbers,
    ) -> None:
        """``carried``: state of spatial positions; ``below``: T of each goal that has any."""
        self._scope = scope
        self._targets = below
        self._carried = carried
        self._numbers = numbers.goals
        self._totals: dict[str, int] = dict.fromkeys(scope.goals, 0)
        for item in numbers.current_items:
            self._count(item)

    def stages(self, goal: str) -> Stages:
        """The stages of a goal in scope."""
        total = self._totals[goal]
        targets = self._targets.get(goal, [])
        measures = count_in(total, _MEASURES)
        return Stages(
            measurable=self._measurable(goal, targets),
            planned=_planned(self._numbers[goal]),
            anchored=_anchored(total),
            implemented=_implemented(total),
            funded=_share(count_in(total, _PAID_FOR), measures),
            on_track=_on_track(targets),
        )

    def _count(self, item: ItemBearings) -> None:
        """Count a current item for each goal that it supports."""
        counts = self._counts(item.item)
        if not counts:
            return
        adding, totals = tally(counts), self._totals
        for goal, code in item.in_stages.items():
            if code & SUPPORTING:
                totals[goal] += adding

    def _counts(self, item: Reference) -> dict[int, int]:
        """What an item is for the stages: a position of S, a measure of M, or neither."""
        if item.kind == "position":
            if self._scope.is_comprehensive(self._scope.positions[item.name].plan):
                return {_COMPREHENSIVE: 1}
            place = _PLACES.get(self._carried.get(item.name, LEFT_OUT))
            return {} if place is None else {place: 1}
        measure = self._scope.measures[item.name]
        if measure.status not in _ACTIVE:
            return {}
        is_under_way = measure.status == "ongoing" and not is_overdue(measure, self._scope.date)
        return {
            _MEASURES: 1,
            _DONE: int(measure.status == "done"),
            _UNDER_WAY: int(is_under_way),
            _PAID_FOR: int(is_funded(measure)),
        }

    def _measurable(self, goal: str, targets: list[TargetReport]) -> str:
        if targets:
            return OK
        return BROKEN if self._scope.is_own_goal(goal) else NA


def targets_at_or_below(
    reach: Reach, counted: dict[str, tuple[TargetReport, ...]]
) -> dict[str, list[TargetReport]]:
    """T: the counted targets of each goal and of the goals below it."""
    check_size(pairs=sum(len(counted[goal]) * (1 + reach.mask_above(goal).bit_count()) for goal in counted))
    found: dict[str, list[TargetReport]] = {}
    for goal in sorted(counted):
        found.setdefault(goal, []).extend(counted[goal])
        for above, _ in reach.above(goal):
            found.setdefault(above, []).extend(counted[goal])
    return found


def chain_score(stages: Stages) -> int:
    """100 times the mean over the stages that are not ``na``: ok 1, partial 0.5, broken 0."""
    halves = [_HALVES[state] for state in stages.in_order() if state != NA]
    # `planned` is never na, so there is always something to take the mean of.
    return percentage(sum(halves), 2 * len(halves))


def weakest_link(stages: Stages) -> str | None:
    """The first broken stage, else the first partial one, else None."""
    states = stages.in_order()
    for wanted in (BROKEN, PARTIAL):
        if wanted in states:
            return STAGES[states.index(wanted)]
    return None


def _planned(numbers: GoalNumbers) -> str:
    if numbers.supporting_clearly:
        return OK
    return PARTIAL if numbers.current.supporting_items else BROKEN


def _anchored(total: int) -> str:
    """All, some or none of the spatial positions in account; without any, the comprehensive plan's own."""
    carried, half = count_in(total, _CARRIED), count_in(total, _HALF_CARRIED)
    missing = count_in(total, _NOT_CARRIED)
    if carried + half + missing == 0:
        return OK if count_in(total, _COMPREHENSIVE) else NA
    if carried + half == 0:
        return BROKEN
    return PARTIAL if half + missing else OK


def _implemented(total: int) -> str:
    measures = count_in(total, _MEASURES)
    if measures == 0:
        return BROKEN
    is_ok = count_in(total, _UNDER_WAY) > 0 or count_in(total, _DONE) == measures
    return OK if is_ok else PARTIAL


def _on_track(targets: list[TargetReport]) -> str:
    judged = [target.status in (REACHED, ON_TRACK) for target in targets if target.status != OPEN]
    return _share(sum(judged), len(judged)) if judged else NA


def _share(good: int, total: int) -> str:
    """All, some or none; none of nothing is broken."""
    if good == 0:
        return BROKEN
    return OK if good == total else PARTIAL
