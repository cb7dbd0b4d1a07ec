"""What of an adopted strategy the council has not decided on, marked on the strategy's page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import pgettext

from pages.strategy.parts import Part
from strategy.selectors import contents, futures
from strategy.selectors.decisions import Difference, Said

#: Which part of the page has the lines of each sort.
PARTS: dict[type[Said], str] = {
    contents.Condition: "conditions",
    contents.Verdict: "currency",
    contents.Stance: "portfolio",
    contents.UnitCapacity: "resources",
    futures.Future: "scenarios",
    futures.Judged: "robustness",
    futures.Inhabitants: "population",
}


def marked(parts: Iterable[Part], undecided: Sequence[Difference]) -> list[Part]:
    """The parts, the lines that differ from what was decided marked as such; what is gone has no line."""
    marks = {(PARTS.get(type(each.part)), _mark(each.part)) for each in undecided}
    remark = pgettext("a part of an adopted strategy", "Not decided")
    return [
        replace(
            part,
            lines=[
                replace(line, remark=remark) if (part.name, line.mark) in marks else line
                for line in part.lines
            ],
        )
        for part in parts
    ]


def _mark(part: Said) -> str:
    match part:
        case contents.Verdict():
            return part.requirement
        case contents.UnitCapacity():
            return f"{part.unit} {part.first}"
        case futures.Judged():
            return f"goal-{part.goal}" if part.goal else f"position-{part.position}"
        case futures.Inhabitants():
            return part.sort
        case _:
            return part.key
