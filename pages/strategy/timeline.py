"""The time line of a strategy's work: pure geometry, drawn by `strategy/timeline.html` as SVG.

Sizes are in units of the picture's viewBox. A bar runs from the quarter in which the work begins to that
of the decision, which has a mark of its own; where one of them is not said, it is as long as the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.strategy.words import quarter_words

#: RIGHT leaves room for the handle at the end of the last quarter (`static/samplan/elements/time-line.js`).
WIDTH, LEFT, RIGHT, TOP, ROW, BOTTOM = 960, 300, 24, 30, 26, 8
BAR, MARK = 12, 6
LONGEST_LABEL = 42


@dataclass(frozen=True, slots=True)
class Move:
    """Where a bar is moved, of which version; `pk` is the stance's."""

    pk: int
    url: str
    version: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What is to be done, in which quarters, and which stance it comes from; `move`: if one may move it."""

    name: str
    start: str | None
    decision: str | None
    kind: str
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar where it is drawn; `mark` is the decision's place, None if no quarter is said for it."""

    bar: Bar
    label: str
    x: int
    y: int
    width: int
    height: int
    row_y: int
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
    """The whole picture; `quarters` are those of the term, each with its words, `step` wide."""

    width: int
    height: int
    left: int
    step: int
    row: int
    quarters: tuple[tuple[str, str], ...]
    years: tuple[Year, ...]
    bars: tuple[DrawnBar, ...]

    @property
    def can_move(self) -> bool:
        """Whether the viewer may move any of the bars."""
        return any(drawn.bar.move for drawn in self.bars)


def time_line(quarters: Sequence[str], bars: Sequence[Bar]) -> TimeLine:
    """The picture of bars over quarters; a quarter outside them is drawn at the nearest end."""
    step = (WIDTH - LEFT - RIGHT) // max(len(quarters), 1)
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
                bar=bar,
                label=bar.name if len(bar.name) <= LONGEST_LABEL else f"{bar.name[: LONGEST_LABEL - 1]}…",
                x=begin,
                y=y + (ROW - BAR) // 2,
                width=end - begin + step,
                height=BAR,
                row_y=y,
                text_y=y + ROW // 2 + 4,
                mark=end + step // 2 if bar.decision else None,
                mark_y=y + ROW // 2,
            )
        )
    return TimeLine(
        width=WIDTH,
        height=TOP + len(bars) * ROW + BOTTOM,
        left=LEFT,
        step=step,
        row=ROW,
        quarters=tuple((quarter, quarter_words(quarter)) for quarter in quarters),
        years=years,
        bars=tuple(drawn),
    )
