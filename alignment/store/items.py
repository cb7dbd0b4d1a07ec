"""The lines behind goals' numbers, divided by who may read them, and packed.

Most lines are the same for everybody. A line is internal if the public does not have it (an item of
a proposed plan) or has it in another form (it names what the public may not see); that form is public.
A large municipality has hundreds of thousands of lines of some ten thousand items, so as much as
possible is done once an item.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from alignment import engine
from alignment.engine.outputs import ItemLines

#: An `engine.ItemReport` in parts: its item, the positions it is taken from, what it brings the goal.
Line = tuple[Any, ...]
#: Lines by goal.
Lists = dict[str, list[Line]]
NONE = b"[]"
FAST = 1


class Division(NamedTuple):
    """The lines of one goal as JSON: for everybody, for members only, and for the public only."""

    shared: bytes
    members_only: bytes
    public_only: bytes


class Lines:
    """The lines of a report and of its public content."""

    def __init__(self, internal: engine.Report, public: engine.Report) -> None:
        """Item by item, each after the other in memory: goal by goal takes twice as long."""
        open_items = {item.head: item for item in _items(public)}
        self._shared: Lists = defaultdict(list)
        self._members_only: Lists = defaultdict(list)
        self._public_only: Lists = defaultdict(list)
        # In an order that no other item has a say in: what a goal's lines are is all that moves its digest.
        for item in sorted(_items(internal), key=lambda item: item.head):
            self._add(item, open_items.get(item.head))

    def of(self, goal: str) -> Division:
        """The lines of a goal of the internal report, divided."""
        lists = (self._shared, self._members_only, self._public_only)
        return Division(*(orjson.dumps(found[goal]) if goal in found else NONE for found in lists))

    def _add(self, item: ItemLines, open_item: ItemLines | None) -> None:
        if open_item is None:
            into = self._members_only
        elif item.bearings is open_item.bearings and item.sources == open_item.sources:
            # The same parts are the same for every goal.
            into = self._shared
        else:
            self._add_compared(item, open_item)
            return
        for goal, line in _lines(item):
            into[goal].append(line)

    def _add_compared(self, item: ItemLines, open_item: ItemLines) -> None:
        open_lines = dict(_lines(open_item))
        for goal, line in _lines(item):
            if open_lines.get(goal) == line:
                self._shared[goal].append(line)
                continue
            self._members_only[goal].append(line)
            if goal in open_lines:
                self._public_only[goal].append(open_lines[goal])


def packed(lines: bytes) -> bytes:
    """Lines as JSON in the form that is kept; none are nothing."""
    return b"" if lines == NONE else zlib.compress(lines, FAST)


def unpacked(kept: bytes | memoryview) -> list[engine.ItemReport]:
    """The lines that were packed."""
    lines = orjson.loads(zlib.decompress(kept)) if kept else []
    return [engine.ItemReport._make((*head, tuple(sources), *bearing)) for head, sources, *bearing in lines]


def _items(report: engine.Report) -> Iterable[ItemLines]:
    """What each item brings, once."""
    return {id(item): item for goal in report.goals for item in goal.items.lines}.values()


def _lines(item: ItemLines) -> list[tuple[str, Line]]:
    """The item's line for each goal that it bears on."""
    head = tuple(item.head)
    if not item.sources:
        return [(goal, (head, (), *bearing)) for goal, bearing in item.bearings.items()]
    return [(goal, (head, item.taken_from(goal), *bearing)) for goal, bearing in item.bearings.items()]
