"""Pictures of documents as SVG that needs nothing around it: no stylesheet, and only letters of our font."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from core.templatetags.ui import number
from pages.flow.drawing import BAR as FLOW_BAR
from pages.flow.drawing import TOP, WIDTH, PlacedBand, PlacedNode
from pages.goals.chart import Chart, NamedLine, Point, Tick

FONT = "Libertinus Serif"
INK, SOFT, RULE, ACCENT = "#17262e", "#4a5a63", "#d5dce0", "#1a5f7a"
#: Light and dark enough to tell apart in print without colour too.
STATE_COLOURS = {"ok": "#17683b", "partial": "#d08c1c", "broken": "#b0271d", "na": "#d9e0e4"}
RANGE_COLOURS = {"desired": "#e5f2ea", "accepted": "#fbf0d9"}
LINES = {
    "outcome": f'stroke="{ACCENT}" stroke-width="2.25"',
    "forecast": f'stroke="{ACCENT}" stroke-width="2.25" stroke-dasharray="2 4"',
    "path": f'stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="7 4"',
}
NAMED = {
    "first": f'stroke="{INK}" stroke-width="2.25" stroke-dasharray="8 4"',
    "second": 'stroke="#b0271d" stroke-width="2.25" stroke-dasharray="3 3"',
    "region": 'stroke="#875500" stroke-width="1.5" stroke-dasharray="6 3"',
    "country": f'stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="1 3"',
}
FLOW_WIDTH, LETTERS_IN_A_NODE = WIDTH, 23
BANDS = {
    "": f'stroke="{ACCENT}" stroke-opacity="0.28"',
    "against": 'stroke="#b0271d" stroke-opacity="0.45" stroke-dasharray="7 4"',
    "broken": 'stroke="#b0271d" stroke-opacity="0.5" stroke-dasharray="3 3"',
}
STRIPS_WIDTH, NAMES_WIDTH, ROW, BAR, LEGEND = 620.0, 180.0, 26.0, 15.0, 30.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of a picture of strips: its name, and how many there are of each state, in their order."""

    name: str
    counts: Mapping[str, int]


def svg(width: float, height: float, parts: Iterable[str]) -> str:
    """A picture of its parts."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
    return f'{start} font-family="{FONT}" font-size="13">{"".join(parts)}</svg>'


def label(x: float, y: float, text: str, extra: str = "") -> str:
    """A text."""
    return f'<text x="{x:g}" y="{y:g}" fill="{SOFT}" {extra}>{escape(text)}</text>'


def strips_height(strips: Sequence[Strip]) -> float:
    """How tall the picture of strips is."""
    return LEGEND + ROW * len(strips)


def strips_svg(strips: Sequence[Strip], words: Mapping[str, str]) -> str:
    """Strips below each other, each as long as the whole; `words` of the states stand above them."""
    parts, x = [], NAMES_WIDTH
    for state, word in words.items():
        parts.append(f'<rect x="{x:g}" y="4" width="12" height="12" fill="{STATE_COLOURS[state]}"/>')
        parts.append(label(x + 17, 15, word))
        x += 17 + 7.5 * len(word) + 16
    for place, strip in enumerate(strips):
        parts += _strip(strip, LEGEND + ROW * place)
    return svg(STRIPS_WIDTH, strips_height(strips), parts)


def _strip(strip: Strip, y: float) -> Iterable[str]:
    yield label(NAMES_WIDTH - 10, y + 13, strip.name, 'text-anchor="end"')
    whole, x = sum(strip.counts.values()) or 1, NAMES_WIDTH
    for state, count in strip.counts.items():
        width = (STRIPS_WIDTH - NAMES_WIDTH) * count / whole
        if not count:
            continue
        colour = STATE_COLOURS[state]
        yield (
            f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{BAR + 2:g}" fill="{colour}"'
            ' stroke="#ffffff" stroke-width="1"/>'
        )
        if width > 8 + 7 * len(str(count)):
            ink = INK if state in {"na", "partial"} else "#ffffff"
            yield (
                f'<text x="{x + width / 2:.1f}" y="{y + 13:g}" fill="{ink}" text-anchor="middle"'
                f' font-size="12">{count}</text>'
            )
        x += width


def chart_svg(chart: Chart, words: Mapping[str, str]) -> str:
    """An indicator over the years, as the goal's page draws it; `words` name what is drawn, in the legend."""
    parts = [
        f'<rect x="{chart.left:g}" y="{band.y:g}" width="{chart.inner:g}" height="{band.height:g}"'
        f' fill="{RANGE_COLOURS[band.kind]}"/>'
        for band in chart.bands
    ]
    for tick in chart.rows:
        parts += _row(chart, tick)
    parts += [
        label(tick.at, chart.height - 8, f"{tick.value:d}", 'text-anchor="middle"') for tick in chart.years
    ]
    for line in chart.lines:
        parts.append(f'<polyline fill="none" {LINES[line.kind]} points="{line.path}"/>')
        if line.kind != "path":
            parts += [_dot(point, is_filled=line.kind == "outcome") for point in line.points]
    for named in chart.named:
        parts.append(f'<polyline fill="none" {NAMED[named.kind]} points="{named.path}"/>')
        parts += [_mark(named, point.x, point.y) for point in named.marked]
    parts += [_diamond(point.x, point.y) for point in chart.goals]
    parts += _legend(chart, words)
    return svg(chart.width, chart.height + LEGEND, parts)


def chart_height(chart: Chart) -> float:
    """How tall the picture of an indicator is, with its legend."""
    return chart.height + LEGEND


def _row(chart: Chart, tick: Tick) -> Iterable[str]:
    yield (
        f'<line x1="{chart.left:g}" x2="{chart.right:g}" y1="{tick.at:g}" y2="{tick.at:g}" stroke="{RULE}"/>'
    )
    yield label(chart.left - 8, tick.at + 4, number(tick.value), 'text-anchor="end"')


def _dot(point: Point, *, is_filled: bool) -> str:
    inside = ACCENT if is_filled else "#ffffff"
    return f'<circle cx="{point.x:g}" cy="{point.y:g}" r="3" fill="{inside}" stroke="{ACCENT}"/>'


def _diamond(x: float, y: float) -> str:
    corners = f"{x:g},{y - 6:g} {x + 6:g},{y:g} {x:g},{y + 6:g} {x - 6:g},{y:g}"
    return f'<polygon points="{corners}" fill="{INK}"/>'


def _mark(line: NamedLine, x: float, y: float) -> str:
    solid = NAMED[line.kind].partition(" stroke-dasharray")[0]
    return f'<path d="{line.mark}" transform="translate({x:g} {y:g})" fill="none" {solid}/>'


def _legend(chart: Chart, words: Mapping[str, str]) -> Iterable[str]:
    x, y = chart.left, chart.height + LEGEND / 2
    for kind in chart.kinds:
        if kind in LINES:
            yield f'<line x1="{x:g}" x2="{x + 24:g}" y1="{y:g}" y2="{y:g}" {LINES[kind]}/>'
        else:
            yield _diamond(x + 12, y)
        yield label(x + 30, y + 4, words[kind])
        x += 30 + 7 * len(words[kind]) + 22
    for named in chart.names:
        yield f'<line x1="{x:g}" x2="{x + 24:g}" y1="{y:g}" y2="{y:g}" {NAMED[named.kind]}/>'
        yield _mark(named, x + 12, y)
        yield label(x + 30, y + 4, named.name)
        x += 30 + 7 * len(named.name) + 22


def flow_svg(
    heads: Iterable[tuple[str, float]],
    nodes: Iterable[tuple[PlacedNode, str, bool]],
    bands: Iterable[PlacedBand],
    height: float,
) -> str:
    """A flow through columns, as the chain's page draws it; of each node its name, and if it is a break."""
    parts = [label(x, TOP - 12, head, 'font-weight="bold" font-size="16"') for head, x in heads]
    for band in bands:
        drawn = f'd="{band.path}" stroke-width="{band.thickness:g}" {BANDS[band.band.tone]}'
        parts.append(f'<path fill="none" {drawn}/>')
    for node, name, is_break in nodes:
        parts += _node(node, name, is_break=is_break)
    return svg(FLOW_WIDTH, height, parts)


def _node(node: PlacedNode, name: str, *, is_break: bool) -> Iterable[str]:
    colour = STATE_COLOURS["broken"] if is_break else ACCENT
    yield (
        f'<rect x="{node.x:g}" y="{node.y:g}" width="{FLOW_BAR:g}" height="{node.height:g}" fill="{colour}"/>'
    )
    text = name if len(name) <= LETTERS_IN_A_NODE else f"{name[: LETTERS_IN_A_NODE - 1].rstrip()}…"
    ink = colour if is_break else INK
    yield (
        f'<text x="{node.text_x:g}" y="{node.text_y + 5:g}" font-size="16" fill="{ink}" stroke="#ffffff"'
        f' stroke-width="3" paint-order="stroke">{"× " if is_break else ""}{escape(text)}</text>'
    )
