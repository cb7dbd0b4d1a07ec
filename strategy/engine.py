"""How planning work spreads over quarters, and whether there is room for it. Pure, in whole numbers.

Person-months are reckoned in tenths, money in whole currency units, so that parts always add up to the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of planning work: whose it is, from which quarter to which, and how much in all."""

    unit: int | None
    start: str | None
    decision: str | None
    person_months: int = 0
    money: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What a unit can do in each quarter from the first to the last; no money: nobody has said how much."""

    unit: int
    first: str
    last: str
    person_months: int
    money: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What is needed of a unit in a quarter, and what there is; None: nobody has said."""

    needed: int = 0
    available: int | None = None

    @property
    def excess(self) -> int:
        """By how much it is over-booked; 0 if it is not, or if nobody knows."""
        return 0 if self.available is None else max(0, self.needed - self.available)


@dataclass(frozen=True, slots=True)
class Loads:
    """The loads of all units, each by quarter: of person-months, in tenths, and of money.

    `unplaced`: tenths of person-months and money of work for which nobody has said a quarter of the term.
    """

    months: dict[int | None, list[Load]]
    money: dict[int | None, list[Load]]
    unplaced: tuple[int, int]


def spread(total: int, parts: int) -> tuple[int, ...]:
    """Whole numbers that are as equal as can be and together are the total; the first take what is left."""
    each, left = divmod(total, parts)
    return tuple(each + 1 if place < left else each for place in range(parts))


def quarters_of(work: Work, quarters: Sequence[str]) -> list[int]:
    """The places of the quarters over which the work is done; one that has only one end is done there."""
    ends = [each for each in (work.start, work.decision) if each]
    if not ends:
        return []
    return [place for place, quarter in enumerate(quarters) if ends[0] <= quarter <= ends[-1]]


def loads(works: Iterable[Work], rooms: Iterable[Room], quarters: Sequence[str]) -> Loads:
    """What the work needs of each unit in each quarter, beside what there is."""
    needed = {"months": _zeros(quarters), "money": _zeros(quarters)}
    lost_months = lost_money = 0
    for work in works:
        places = quarters_of(work, quarters)
        if not places:
            lost_months += work.person_months * TENTHS
            lost_money += work.money
            continue
        for name, total in (("months", work.person_months * TENTHS), ("money", work.money)):
            for place, part in zip(places, spread(total, len(places)), strict=True):
                needed[name][work.unit][place] += part
    there = {"months": _nones(quarters), "money": _nones(quarters)}
    for room in rooms:
        for place, quarter in enumerate(quarters):
            if room.first <= quarter <= room.last:
                there["months"][room.unit][place] = room.person_months * TENTHS
                there["money"][room.unit][place] = room.money
    found = {name: _beside(needed[name], there[name], quarters) for name in ("months", "money")}
    return Loads(found["months"], found["money"], (lost_months, lost_money))


def _zeros(quarters: Sequence[str]) -> dict[int | None, list[int]]:
    return defaultdict(lambda: [0] * len(quarters))


def _nones(quarters: Sequence[str]) -> dict[int | None, list[int | None]]:
    return defaultdict(lambda: [None] * len(quarters))


def _beside(
    needed: dict[int | None, list[int]], there: dict[int | None, list[int | None]], quarters: Sequence[str]
) -> dict[int | None, list[Load]]:
    units = {**dict.fromkeys(needed), **dict.fromkeys(there)}
    return {unit: [Load(*pair) for pair in zip(needed[unit], there[unit], strict=True)] for unit in units}
