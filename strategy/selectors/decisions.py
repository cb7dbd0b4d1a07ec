"""What the council has decided of a planning strategy: the adoption, the changes, what each made of it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.db.models import F

from core.asking import Asking, answered, ask, beside
from strategy.models import KeptContents, PlanningStrategy, StrategyChange
from strategy.selectors.contents import (
    Condition,
    Contents,
    Stance,
    UnitCapacity,
    Verdict,
    contents_asked,
    contents_from,
)
from strategy.selectors.futures import Future, Inhabitants, Judged

Said = Verdict | Stance | Condition | UnitCapacity | Future | Judged | Inhabitants
Part = TypeVar("Part", bound=Said)
Keyed = TypeVar("Keyed", Stance, Condition, Future)
Key = TypeVar("Key", bound=Hashable)


class How(StrEnum):
    """What has become of a part."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that was added, changed or removed; the other of `before` and `after` is None then."""

    how: How
    before: Said | None
    after: Said | None

    @property
    def part(self) -> Said:
        """The part as it is, or was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("something differs only where there is something")
        return found


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the council; without `change` the adoption. `contents` is None if it was not kept."""

    change: StrategyChange | None
    on: date | None
    decided_by: str
    reference: str
    case_number: str
    summary: str
    contents: Contents | None

    @property
    def number(self) -> int:
        """What names it in addresses: 0 is the adoption."""
        return self.change.pk if self.change else 0


def decisions_of(strategy: PlanningStrategy) -> list[Decision]:
    """The adoption and the changes after it, the earliest first; none of a draft. Two queries."""
    if not strategy.is_adopted:
        return []
    kept = {each.change_id: contents_from(each.content) for each in strategy.kept.all()}
    adoption = Decision(
        change=None,
        on=strategy.adopted_on,
        decided_by=strategy.decided_by or "",
        reference=strategy.reference or "",
        case_number=strategy.case_number or "",
        summary="",
        contents=kept.get(None),
    )
    return [adoption, *(_decision(each, kept.get(each.pk)) for each in strategy.changes.all())]


def _decision(change: StrategyChange, contents: Contents | None) -> Decision:
    return Decision(
        change=change,
        on=change.decided_on,
        decided_by=change.decided_by,
        reference=change.reference,
        case_number=change.case_number or "",
        summary=change.summary,
        contents=contents,
    )


def decided_contents(strategy: PlanningStrategy) -> Contents | None:
    """What the latest decision made of the strategy; None if nothing was kept of it. One query."""
    return answered(decided_contents_asked([strategy.pk])).get(strategy.pk)


def decided_contents_asked(strategies: Iterable[int]) -> Asking[dict[int, Contents]]:
    """The same of each of those strategies; one of which nothing was kept is not among them."""
    latest = KeptContents.objects.filter(strategy__in=list(strategies)).order_by(
        "strategy_id", F("change__decided_on").desc(nulls_last=True), "-pk"
    )
    kept = yield from ask(latest.distinct("strategy_id"))
    return {each.strategy_id: contents_from(each.content) for each in kept}


def undecided_asked(strategy: PlanningStrategy) -> Asking[list[Difference]]:
    """What has been written into an adopted strategy since the last decision; nothing of a draft."""
    if not strategy.is_adopted:
        return []
    now, kept = yield from beside(contents_asked(strategy), decided_contents_asked([strategy.pk]))
    latest = kept.get(strategy.pk)
    return differences(latest, now) if latest else []


def differences(before: Contents, after: Contents) -> list[Difference]:
    """What differs between two states: verdicts by their requirement, stances, conditions and scenarios by
    their key, capacities by unit and first quarter, what holds by scenario and what is judged, numbers of
    inhabitants by which of the three they are.

    What is only known of a plan or a goal (its name, its days), and what an indicator has said since, is no
    part of what the council says of it.
    """
    was, now = before.futures, after.futures
    return [
        *_between(_by_key(before.conditions), _by_key(after.conditions)),
        *_between({each.requirement: each for each in before.verdicts},
                  {each.requirement: each for each in after.verdicts}),
        *_between(_by_key(before.stances), _by_key(after.stances)),
        *_between({(each.unit, each.first): each for each in before.capacities},
                  {(each.unit, each.first): each for each in after.capacities}),
        *_between(_by_key(was.scenarios), _by_key(now.scenarios)),
        *_between({_judged(each): each for each in was.robustness},
                  {_judged(each): each for each in now.robustness}),
        *_between({each.sort: each for each in was.population},
                  {each.sort: each for each in now.population}),
    ]  # fmt: skip


def _by_key(parts: Iterable[Keyed]) -> dict[str, Keyed]:
    return {each.key: each for each in parts}


def _judged(verdict: Judged) -> tuple[str, int | None, int | None]:
    return verdict.scenario, verdict.goal, verdict.position


def _between(before: Mapping[Key, Part], after: Mapping[Key, Part]) -> Iterator[Difference]:
    for key, was in before.items():
        now = after.get(key)
        if now is None:
            yield Difference(How.REMOVED, was, None)
        elif _said(was) != _said(now):
            yield Difference(How.CHANGED, was, now)
    for key, now in after.items():
        if key not in before:
            yield Difference(How.ADDED, None, now)


def _said(part: Said) -> object:
    match part:
        case Condition():
            bears_on = ({goal.pk for goal in part.goals}, {plan.pk for plan in part.plans})
            return (part.title, part.effect, part.source, part.indicator, part.unit, bears_on)
        case Stance():
            new = (part.name, part.sort, part.law) if part.plan is None else (part.plan,)
            work = (part.unit, part.start, part.decision, part.person_months, part.cost)
            return (*new, part.stance, part.reason, part.priority, *work, part.actors, part.others)
        case Judged():
            return (part.verdict, part.reason)
        case Inhabitants(indicator=indicator) if indicator:
            return (indicator, part.source)
        case _:
            return part
