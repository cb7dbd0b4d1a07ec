"""Drawing a flow through columns: nodes as bars as tall as what runs through them, and bands between them.

Pure: what is drawn depends on what is given alone. Lengths are in the picture's own units.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

UNIT = 9.0
"""The height of a strength of one."""
LEAST = 22.0
"""A node is at least as tall as its name."""
GAP = 10.0
BAR = 10.0
BESIDE = 6.0
TOP = 30.0
WIDTH = 1000.0


@dataclass(frozen=True, slots=True)
class Node:
    """Something that a flow runs through: `key` is its own, `column` counts from 0."""

    key: str
    column: int


@dataclass(frozen=True, slots=True)
class Band:
    """A flow from one node to another in a later column; `weight` above 0."""

    source: str
    target: str
    weight: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node's bar; its name stands beside it, `text_y` is its middle."""

    key: str
    column: int
    x: float
    y: float
    height: float

    @property
    def text_x(self) -> float:
        """Where the name begins."""
        return self.x + BAR + BESIDE

    @property
    def text_y(self) -> float:
        """Where the name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band as the path of its middle line and its thickness."""

    band: Band
    path: str
    thickness: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything placed; `columns` are the left edges of the columns."""

    nodes: tuple[PlacedNode, ...]
    bands: tuple[PlacedBand, ...]
    columns: tuple[float, ...]
    height: float


def drawn(nodes: Sequence[Node], bands: Sequence[Band], columns: int) -> Picture:
    """The picture: nodes of a column as they come, bands at a node in the order of their other ends."""
    place = {node.key: number for number, node in enumerate(nodes)}
    width = (WIDTH - BAR) / max(columns, 1)
    lefts = tuple(round(width * column, 1) for column in range(columns))
    placed = {node.key: node for node in _stacked(nodes, _weights(bands), lefts)}
    ordered = sorted(bands, key=lambda band: (place[band.source], place[band.target], band.tone))
    outgoing = _starts(ordered, placed, leaving=True)
    arriving = _starts(
        sorted(ordered, key=lambda band: (place[band.target], place[band.source], band.tone)),
        placed,
        leaving=False,
    )
    return Picture(
        nodes=tuple(placed.values()),
        bands=tuple(_placed_band(band, placed, outgoing[band], arriving[band]) for band in ordered),
        columns=lefts,
        height=round(max((node.y + node.height for node in placed.values()), default=TOP) + GAP, 1),
    )


def _weights(bands: Iterable[Band]) -> dict[str, int]:
    """What runs through each node: the larger of what comes and what goes."""
    coming: dict[str, int] = defaultdict(int)
    going: dict[str, int] = defaultdict(int)
    for band in bands:
        going[band.source] += band.weight
        coming[band.target] += band.weight
    return {key: max(coming[key], going[key]) for key in {*coming, *going}}


def _stacked(
    nodes: Iterable[Node], weights: Mapping[str, int], lefts: Sequence[float]
) -> Iterable[PlacedNode]:
    bottoms: dict[int, float] = defaultdict(lambda: TOP)
    for node in nodes:
        height = max(LEAST, weights.get(node.key, 0) * UNIT)
        yield PlacedNode(node.key, node.column, lefts[node.column], bottoms[node.column], height)
        bottoms[node.column] += height + GAP


def _starts(bands: Iterable[Band], placed: Mapping[str, PlacedNode], *, leaving: bool) -> dict[Band, float]:
    """The middle of each band where it meets its node: the bands share the bar in their order."""
    taken: dict[str, float] = defaultdict(float)
    found = {}
    for band in bands:
        node = placed[band.source if leaving else band.target]
        thickness = band.weight * UNIT
        found[band] = node.y + taken[node.key] + thickness / 2
        taken[node.key] += thickness
    return found


def _placed_band(band: Band, placed: Mapping[str, PlacedNode], leaves: float, arrives: float) -> PlacedBand:
    left, right = placed[band.source].x + BAR, placed[band.target].x
    middle = (left + right) / 2
    start, end = f"{left:.1f},{leaves:.1f}", f"{right:.1f},{arrives:.1f}"
    path = f"M{start} C{middle:.1f},{leaves:.1f} {middle:.1f},{arrives:.1f} {end}"
    return PlacedBand(band, path, band.weight * UNIT)
