"""The goal chain: six stages for every goal, and its score (alignment.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alignment.engine.carrying import CARRIED, HALF_CARRIED, LEFT_OUT
from alignment.engine.inputs import Measure
from alignment.engine.limits import check_size
from alignment.engine.outputs import STAGES, GoalItems, Stages, TargetReport
from alignment.engine.reach import Reach
from alignment.engine.rounding import percentage
from alignment.engine.scope import CURRENT, Scope
from alignment.engine.targets import ON_TRACK, OPEN, REACHED

OK, PARTIAL, BROKEN, NA = "ok", "partial", "broken", "na"

_HALVES = {OK: 2, PARTIAL: 1, BROKEN: 0}
_ACTIVE = frozenset({"planned", "ongoing", "done"})
_FUNDED = frozenset({"within_budget", "decided"})
_IN_COMPREHENSIVE_PLAN = "in_comprehensive_plan"


def is_overdue(measure: Measure, on: date) -> bool:
    """Whether a measure's end is before the day and it is not done."""
    return measure.end is not None and measure.end < on and measure.status != "done"


def is_funded(measure: Measure) -> bool:
    """Whether a measure is done, within budget or its money decided."""
    return measure.status == "done" or measure.funding in _FUNDED


@dataclass(frozen=True, slots=True)
class MeasureState:
    """What the stages look at in a measure of M."""

    is_done: bool
    is_under_way: bool
    is_funded: bool


class ChainRules:
    """Judges the stages of goals; what is known of positions and measures is prepared once."""

    def __init__(self, scope: Scope, carried: dict[str, str], below: dict[str, list[TargetReport]]) -> None:
        """``carried``: state of spatial positions; ``below``: T of each goal that has any."""
        self._scope = scope
        self._targets = below
        self._carried = dict(carried)
        for name, position in scope.positions.items():
            if scope.is_comprehensive(position.plan):
                self._carried[name] = _IN_COMPREHENSIVE_PLAN
        self._measures = {
            measure.name: MeasureState(
                is_done=measure.status == "done",
                is_under_way=measure.status == "ongoing" and not is_overdue(measure, scope.date),
                is_funded=is_funded(measure),
            )
            for measure in scope.measures.values()
            if measure.status in _ACTIVE
        }

    def stages(self, goal: str, items: GoalItems) -> Stages:
        """The stages of a goal in scope, from the items that bear on it."""
        strongest = 0
        positions: list[str] = []
        measures: list[MeasureState] = []
        for head, bearings in items.lines:
            if head.phase != CURRENT:
                continue
            supporting = bearings[goal].supporting
            if not supporting:
                continue
            if supporting > strongest and head.basis != "stages":
                strongest = supporting
            if head.kind == "position" and head.name in self._carried:
                positions.append(self._carried[head.name])
            elif head.kind == "measure" and head.basis != "numbers" and head.name in self._measures:
                measures.append(self._measures[head.name])
        targets = self._targets.get(goal, [])
        return Stages(
            measurable=self._measurable(goal, targets),
            planned=_planned(strongest),
            anchored=_anchored(positions),
            implemented=_implemented(measures),
            funded=_share(sum(measure.is_funded for measure in measures), len(measures)),
            on_track=_on_track(targets),
        )

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


def _planned(strongest: int) -> str:
    if strongest == 0:
        return BROKEN
    return PARTIAL if strongest == 1 else OK


def _anchored(positions: list[str]) -> str:
    """From the states of the positions in S that are spatial or of comprehensive plans."""
    remaining = [state for state in positions if state not in (LEFT_OUT, _IN_COMPREHENSIVE_PLAN)]
    if not remaining:
        return OK if _IN_COMPREHENSIVE_PLAN in positions else NA
    if all(state == CARRIED for state in remaining):
        return OK
    return PARTIAL if CARRIED in remaining or HALF_CARRIED in remaining else BROKEN


def _implemented(measures: list[MeasureState]) -> str:
    if not measures:
        return BROKEN
    if any(m.is_under_way for m in measures) or all(m.is_done for m in measures):
        return OK
    return PARTIAL


def _on_track(targets: list[TargetReport]) -> str:
    judged = [target.status in (REACHED, ON_TRACK) for target in targets if target.status != OPEN]
    return _share(sum(judged), len(judged)) if judged else NA


def _share(good: int, total: int) -> str:
    """All, some or none; none of nothing is broken."""
    if good == 0:
        return BROKEN
    return OK if good == total else PARTIAL
