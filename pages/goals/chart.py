"""The picture of an indicator over the years: pure geometry, drawn by `goals/chart.html` as SVG.

Sizes are in units of the picture's viewBox. A target's path runs straight from its baseline to its
value (alignment rules, section 6); without a baseline there is no path, only the point to reach. Further
series have a name of their own and a mark that tells them apart without colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

WIDTH, HEIGHT = 640.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 16.0, 14.0, 30.0
WANTED_TICKS = 4
MOST_YEARS = 9
MARGIN = 0.08
#: The marks of further series, drawn around their point.
MARKS = {
    "first": "M0-6.5 6.5 0 0 6.5-6.5 0z",
    "second": "M-5-5H5V5H-5z",
    "region": "M0-5.5 5 4.5H-5z",
    "country": "M-4-4 4 4M-4 4 4-4",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, and where it is drawn."""

    year: int
    value: Decimal
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A series: `kind` is outcome, forecast or path."""

    kind: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The `points` of an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True, slots=True)
class NamedLine(Line):
    """A further series: `name` says whose it is, `marked` are its points that are drawn as marks."""

    name: str
    marked: tuple[Point, ...]

    @property
    def mark(self) -> str:
        """The mark of its kind, as the `d` of an SVG path around 0, 0."""
        return MARKS[self.kind]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: its value, or its year."""

    value: Decimal | int
    at: float


@dataclass(frozen=True, slots=True)
class Band:
    """A range of values that is desired or accepted."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn."""

    lines: tuple[Line, ...]
    goals: tuple[Point, ...]
    bands: tuple[Band, ...]
    rows: tuple[Tick, ...]
    years: tuple[Tick, ...]
    named: tuple[NamedLine, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    inner: float = WIDTH - LEFT - RIGHT

    @property
    def kinds(self) -> list[str]:
        """What is drawn, for the legend."""
        kinds = dict.fromkeys(line.kind for line in reversed(self.lines))
        return [*kinds, "goal"] if self.goals else [*kinds]

    @property
    def names(self) -> list[NamedLine]:
        """One of each further series, for the legend."""
        return list({(line.kind, line.name): line for line in self.named}.values())


Series = Sequence[tuple[int, Decimal]]
Range = tuple[str, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Named:
    """A further series of a kind of `MARKS`, with its name: a line, and the values that are marked."""

    kind: str
    name: str
    line: Series
    marked: Series


@dataclass(frozen=True, slots=True)
class Data:
    """What is to be drawn: measured values, forecasts, paths to targets, values to reach, ranges, others."""

    outcomes: Series = ()
    forecasts: Series = ()
    paths: Sequence[Series] = ()
    goals: Series = ()
    ranges: Sequence[Range] = ()
    named: Sequence[Named] = ()

    def pairs(self) -> list[tuple[int, Decimal]]:
        """Every year with a value."""
        further = [pair for each in self.named for pair in (*each.line, *each.marked)]
        paths = [pair for path in self.paths for pair in path]
        return [*self.outcomes, *self.forecasts, *paths, *self.goals, *further]


class Scale:
    """From years and values to places in the picture."""

    def __init__(self, data: Data) -> None:
        pairs = data.pairs()
        values = [value for _, value in pairs]
        values += [end for _, *ends in data.ranges for end in ends if end is not None]
        self.first, self.last = min(year for year, _ in pairs), max(year for year, _ in pairs)
        self.ticks = scale_ticks(min(values), max(values))
        self.low, self.high = self.ticks[0], self.ticks[-1]

    def x(self, year: int) -> float:
        """Where a year is, from left to right."""
        share = (year - self.first) / ((self.last - self.first) or 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: Decimal) -> float:
        """Where a value is, from the top down."""
        share = float((value - self.low) / ((self.high - self.low) or 1))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def points(self, series: Iterable[tuple[int, Decimal]]) -> tuple[Point, ...]:
        """A series as points, by year."""
        return tuple(Point(year, value, self.x(year), self.y(value)) for year, value in sorted(series))


def chart(data: Data) -> Chart | None:
    """The picture; none where fewer than two values would be drawn."""
    if len(data.pairs()) < 2:
        return None
    scale = Scale(data)
    lines = [Line("path", scale.points(path)) for path in data.paths]
    lines += [Line("forecast", scale.points(data.forecasts)), Line("outcome", scale.points(data.outcomes))]
    return Chart(
        lines=tuple(line for line in lines if line.points),
        goals=scale.points(data.goals),
        bands=tuple(band(scale, each) for each in data.ranges),
        rows=tuple(Tick(value, scale.y(value)) for value in scale.ticks),
        years=tuple(Tick(year, scale.x(year)) for year in year_ticks(scale.first, scale.last)),
        named=tuple(named_line(scale, each) for each in data.named),
    )


def named_line(scale: Scale, series: Named) -> NamedLine:
    """A further series in its place."""
    return NamedLine(series.kind, scale.points(series.line), series.name, scale.points(series.marked))


def band(scale: Scale, limits: Range) -> Band:
    """A range as a rectangle; an open end goes to the edge of the picture."""
    kind, low, high = limits
    top = scale.y(scale.high if high is None else high)
    return Band(kind, top, round(scale.y(scale.low if low is None else low) - top, 1))


def scale_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values, evenly apart, that hold everything between low and high."""
    span = float(high - low) or abs(float(high)) or 1.0
    raw = span / WANTED_TICKS
    power = 10.0 ** floor(log10(raw))
    step = Decimal(str(next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)))
    start = floor((low - Decimal(str(span * MARGIN * (low != 0)))) / step)
    end = max(ceil((high + Decimal(str(span * MARGIN * (high != 0)))) / step), start + 1)
    return [step * count for count in range(start, end + 1)]


def year_ticks(first: int, last: int) -> list[int]:
    """The years that are written under the picture: not more than there is room for."""
    step = max(1, ceil((last - first + 1) / MOST_YEARS))
    years = list(range(last, first - 1, -step))
    return sorted(years)
