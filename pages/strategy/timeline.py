"""The time line of a strategy's work: pure geometry, drawn by `strategy/timeline.html` as SVG.

Sizes are in units of the picture's viewBox. A bar runs from the quarter in which the work begins to that
of the decision, which has a mark of its own; where one of them is not said, it is as long as the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, TOP, ROW, BOTTOM = 960, 300, 30, 26, 8
BAR, MARK = 12, 6
LONGEST_LABEL = 42


@dataclass(frozen=True, slots=True)
class Bar:
    """What is to be done, in which quarters, and which stance it comes from."""

    name: str
    start: str | None
    decision: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar where it is drawn; `mark` is the decision's place, None if no quarter is said for it."""

    label: str
    kind: str
    x: int
    y: int
    width: int
    height: int
    text_y: int
    mark: int | None
    mark_y: int


@dataclass(frozen=True, slots=True)
class Year:
    """Where a year begins."""

    name: str
    x: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The whole picture."""

    width: int
    height: int
    left: int
    years: tuple[Year, ...]
    bars: tuple[DrawnBar, ...]


def time_line(quarters: Sequence[str], bars: Sequence[Bar]) -> TimeLine:
    """The picture of bars over quarters; a quarter outside them is drawn at the nearest end."""
    step = (WIDTH - LEFT - BOTTOM) // max(len(quarters), 1)
    places = {quarter: LEFT + place * step for place, quarter in enumerate(quarters)}
    first, last = LEFT, LEFT + max(len(quarters) - 1, 0) * step

    def place(quarter: str) -> int:
        return places.get(quarter, first if quarters and quarter < quarters[0] else last)

    years = tuple(
        Year(quarter[:4], places[quarter])
        for number, quarter in enumerate(quarters)
        if number == 0 or quarter.endswith("Q1")
    )
    drawn = []
    for number, bar in enumerate(bars):
        begin, end = place(bar.start or bar.decision or ""), place(bar.decision or bar.start or "")
        y = TOP + number * ROW
        drawn.append(
            DrawnBar(
                label=bar.name if len(bar.name) <= LONGEST_LABEL else f"{bar.name[: LONGEST_LABEL - 1]}…",
                kind=bar.kind,
                x=begin,
                y=y + (ROW - BAR) // 2,
                width=end - begin + step,
                height=BAR,
                text_y=y + ROW // 2 + 4,
                mark=end + step // 2 if bar.decision else None,
                mark_y=y + ROW // 2,
            )
        )
    return TimeLine(WIDTH, TOP + len(bars) * ROW + BOTTOM, LEFT, years, tuple(drawn))
