"""What differs between two reports of an organisation, as documents: frozen ones or one that is supposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from alignment.engine.outputs import STAGES

Document = Mapping[str, Any]
Value = TypeVar("Value", str, float, int)


@dataclass(frozen=True, slots=True)
class Change(Generic[Value]):
    """A value before and after; None where there was, or is, none."""

    before: Value | None
    after: Value | None

    def __bool__(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class GoalDifference:
    """A goal whose chain or numbers differ. ``stages``: the stages that do, in the order of the chain.

    A goal that only one of the reports has is None at the other side in everything.
    """

    name: str
    is_own: bool
    is_tracked: bool
    score: Change[int]
    stages: tuple[tuple[str, Change[str]], ...]
    net: Change[int]

    @property
    def is_broken(self) -> bool:
        """Whether a stage of the chain breaks that did not before."""
        return any(change.after == "broken" for _stage, change in self.stages)

    @property
    def is_mended(self) -> bool:
        """Whether a stage that was broken is so no longer."""
        return any(change.before == "broken" and change.after is not None for _stage, change in self.stages)


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """A plan whose phase or score differs; past plans are in no report."""

    name: str
    phase: Change[str]
    score: Change[int]


@dataclass(frozen=True, slots=True)
class CellDifference:
    """What a plan brings a tracked goal, where that differs; nothing counts as 0."""

    plan: str
    goal: str
    net: Change[int]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; findings as rows of a document: code, severity, who decides, subjects."""

    goals: tuple[GoalDifference, ...]
    plans: tuple[PlanDifference, ...]
    cells: tuple[CellDifference, ...]
    findings_new: tuple[tuple[str, ...], ...]
    findings_gone: tuple[tuple[str, ...], ...]
    mean_chain_score: Change[float]

    def __bool__(self) -> bool:
        """Whether the reports say different things."""
        parts = (self.goals, self.plans, self.cells, self.findings_new, self.findings_gone)
        return any(parts) or bool(self.mean_chain_score)


def difference(before: Document, after: Document) -> Difference:
    """From one report's document to another's, each part in the order of names."""
    known, new = _findings(before), _findings(after)
    return Difference(
        goals=tuple(_goals(before["goals"], after["goals"])),
        plans=tuple(_plans(before["plans"], after["plans"])),
        cells=tuple(_cells(before["matrix"], after["matrix"])),
        findings_new=tuple(sorted(new - known)),
        findings_gone=tuple(sorted(known - new)),
        mean_chain_score=Change(_mean(before), _mean(after)),
    )


def _goals(before: Document, after: Document) -> Iterator[GoalDifference]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        either = new or old or {}
        stages = ((stage, Change(_at(old, "stages", stage), _at(new, "stages", stage))) for stage in STAGES)
        found = GoalDifference(
            name=name,
            is_own=either["own"],
            is_tracked=either["tracked"],
            score=Change(_at(old, "chain_score"), _at(new, "chain_score")),
            stages=tuple((stage, change) for stage, change in stages if change),
            net=Change(_at(old, "current", "net"), _at(new, "current", "net")),
        )
        if found.score or found.stages or found.net:
            yield found


def _plans(before: Document, after: Document) -> Iterator[PlanDifference]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        found = PlanDifference(
            name,
            Change(_at(old, "phase"), _at(new, "phase")),
            Change(_at(old, "score"), _at(new, "score")),
        )
        if found.phase or found.score:
            yield found


def _cells(before: Document, after: Document) -> Iterator[CellDifference]:
    for plan in sorted({*before, *after}):
        old, new = before.get(plan, {}), after.get(plan, {})
        for goal in sorted({*old, *new}):
            change = Change(_at(old.get(goal), "net") or 0, _at(new.get(goal), "net") or 0)
            if change:
                yield CellDifference(plan, goal, change)


def _findings(document: Document) -> set[tuple[str, ...]]:
    rows: Sequence[Sequence[str]] = [*document["findings"], *document["provided_findings"]]
    return {tuple(row) for row in rows}


def _mean(document: Document) -> float | None:
    mean: float | None = document["totals"]["own"]["mean_chain_score"]
    return mean


def _at(inside: Any, *way: str) -> Any:
    """What stands there; None if the way leads nowhere."""
    for name in way:
        if inside is None:
            return None
        inside = inside.get(name)
    return inside
