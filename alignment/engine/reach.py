"""Which goal feeds which, and how much of it arrives (alignment.md §2)."""

from __future__ import annotations

from alignment.engine.closure import bits_in, closure
from alignment.engine.inputs import Snapshot
from alignment.engine.scope import Scope

CHILD_CAPACITY = 3
DEFAULT_CAPACITY = 2


class Reach:
    """The goals above each goal, with the capacity of the widest way there.

    Sets of goals are whole numbers with a bit for each goal, and goals on a loop share what they reach:
    loops in which everything feeds everything cost next to nothing.
    """

    def __init__(self, scope: Scope, snapshot: Snapshot) -> None:
        """Read who feeds whom from parents and from the goal links that count."""
        self._names = sorted(scope.goals)
        self._indices = {name: index for index, name in enumerate(self._names)}
        self._reached = tuple(map(closure, self._read_feeds(scope, snapshot)))
        self._above: dict[str, tuple[tuple[str, int], ...]] = {}

    def above(self, goal: str) -> tuple[tuple[str, int], ...]:
        """Every other goal that a goal in scope has a way to, with ``reach`` 1 to 3, by name."""
        known = self._above.get(goal)
        if known is None:
            wide, middle, narrow = (self._mask(goal, level) for level in range(3))
            known = tuple(
                (self._names[index], 1 + (middle >> index & 1) + (wide >> index & 1))
                for index in bits_in(narrow)
            )
            self._above[goal] = known
        return known

    def mask_above(self, goal: str) -> int:
        """The same goals as a set of bits: to count them without listing them."""
        return self._mask(goal, 2)

    def mask_of(self, goal: str) -> int:
        """The bit of one goal."""
        return 1 << self._indices[goal]

    def _read_feeds(self, scope: Scope, snapshot: Snapshot) -> tuple[list[int], list[int], list[int]]:
        """For each capacity 3, 2, 1: what each goal feeds with at least that."""
        feeds = tuple([0] * len(self._names) for _ in range(3))

        def join(source: str, target: str, capacity: int) -> None:
            for level in range(3 - capacity, 3):
                feeds[level][self._indices[source]] |= self.mask_of(target)

        for goal in scope.goals.values():
            if goal.parent in scope.goals:
                join(goal.name, goal.parent, CHILD_CAPACITY)
        for link in snapshot.goal_links:
            if link.relation != "contributes" or not {link.source, link.target} <= scope.goals.keys():
                continue
            if scope.counts_for_goal(link.recorded_by, link.source):
                join(link.source, link.target, DEFAULT_CAPACITY if link.strength is None else link.strength)
        return feeds[0], feeds[1], feeds[2]

    def _mask(self, goal: str, level: int) -> int:
        """The other goals that a goal reaches with at least 3, 2 or 1 (levels 0, 1 and 2)."""
        return self._reached[level][self._indices[goal]] & ~self.mask_of(goal)
