"""The lines behind a goal's numbers, divided by who may read them.

Most lines are the same for everybody. A line is internal if the public does not have it (an item of
a proposed plan) or has it in another form (it names what the public may not see); that form is public.
"""

from typing import Any

from alignment import engine
from alignment.engine.outputs import ItemLines

#: An `engine.ItemReport` as a plain tuple, which JSON knows.
Line = tuple[Any, ...]


def divided(
    internal: engine.GoalReport, public: engine.GoalReport | None
) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines for everybody, those for members only, and those for the public only.

    Both contents have their lines in the same order. There are hundreds of thousands of them in a
    large municipality, so each is looked at as little as possible.
    """
    items, lines = internal.items.lines, _flat(internal)
    if public is None:
        return [], lines, []
    shared, members_only, public_only = [], [], []
    open_items = iter(public.items.lines)
    open_item = next(open_items, None)
    for item, line in zip(items, lines, strict=True):
        if open_item is None or item.head != open_item.head:
            members_only.append(line)
            continue
        # The same parts are the same for every goal: most lines need not be made a second time.
        is_same = item.bearings is open_item.bearings and item.sources == open_item.sources
        open_line = line if is_same else _line(open_item, internal.name)
        if line == open_line:
            shared.append(line)
        else:
            members_only.append(line)
            public_only.append(open_line)
        open_item = next(open_items, None)
    return shared, members_only, public_only


def _flat(goal: engine.GoalReport) -> list[Line]:
    name = goal.name
    return [
        (*item.head, item.taken_from(name) if item.sources else (), *item.bearings[name])
        for item in goal.items.lines
    ]


def _line(item: ItemLines, goal: str) -> Line:
    return (*item.head, item.taken_from(goal), *item.bearings[goal])
