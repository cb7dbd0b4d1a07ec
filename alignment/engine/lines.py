"""The lines behind a goal's numbers, made of what items state and take themselves (alignment.md §3).

A large municipality has hundreds of thousands of lines, and a reader opens a few goals. So a report
keeps what its items say (their origins) and which goals feed which; the lines of a goal are made of
these when they are looked at. The numbers are reckoned without them (``bearing``, ``numbers``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

BOTH, NUMBERS, STAGES = "both", "numbers", "stages"
PROPOSED = "proposed"

Ways = tuple[str | None, int, str | None, int]
"""The last four fields of an ``ItemReport``."""

DIRECT: Ways = (None, 0, None, 0)


class ItemReport(NamedTuple):
    """What one item brings one goal (§3).

    ``basis`` tells what the line counts for: ``both``, or where a measure takes from positions of
    its own plan ``numbers`` (§4) and ``stages`` (§5) apart. Strengths are 0 to 3, opposing ones
    without their sign; both 0 is neutral. An inherited strength comes through a goal below, whose
    ``reach`` caps it; of a neutral inherited item the goal it was assessed for stands under
    ``supporting_through``. ``taken_from`` names the positions that a measure takes it from.
    """

    kind: str
    name: str
    plan: str
    phase: str
    basis: str
    taken_from: tuple[str, ...]
    supporting: int
    opposing: int
    is_direct: bool
    supporting_through: str | None
    supporting_reach: int
    opposing_through: str | None
    opposing_reach: int

    @property
    def is_neutral(self) -> bool:
        """Assessed, but neither supporting nor opposing."""
        return not self.supporting and not self.opposing

    @property
    def in_numbers(self) -> bool:
        """Whether the numbers of §4 count this line."""
        return self.basis != "stages"

    @property
    def in_stages(self) -> bool:
        """Whether the stages of §5 look at this line."""
        return self.basis != "numbers"


class Origin(NamedTuple):
    """What one item states or takes for one goal itself.

    ``basis``, ``supporting`` and ``opposing`` as in ``ItemReport``. ``sources`` are the positions that a
    measure takes it from, by name; ``drafts`` those of them that stand in proposed plans.
    """

    kind: str
    name: str
    plan: str
    phase: str
    basis: str
    supporting: int
    opposing: int
    sources: Sequence[str]
    drafts: Sequence[str]


PlainOrigin = Sequence[Any]
"""The fields of an ``Origin``: a large municipality has a hundred thousand, and a reader opens few."""

Origins = Mapping[str, Sequence[PlainOrigin]]
"""By goal; a goal for which nothing is stated or taken is absent."""

Below = Sequence[tuple[str, int]]
"""The goals with a way to a goal, and how much of what they have arrives (``reach``)."""


class GoalItems(Sequence[ItemReport]):
    """The lines of one goal, made when they are looked at."""

    __slots__ = ("_hidden", "below", "goal", "origins")

    def __init__(
        self, goal: str, origins: Origins, below: Below, hidden: Collection[str] | None = None
    ) -> None:
        """``origins`` of all goals; ``hidden`` as in ``lines_of``."""
        self.goal = goal
        self._hidden = hidden
        self.origins = origins
        self.below = below

    def for_public(self, hidden: Collection[str]) -> GoalItems:
        """The same lines as the public may see them, who may not know of the hidden goals."""
        return GoalItems(self.goal, self.origins, self.below, hidden)

    @overload
    def __getitem__(self, index: int) -> ItemReport: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[ItemReport, ...]: ...

    def __getitem__(self, index: int | slice) -> ItemReport | tuple[ItemReport, ...]:
        """One line, or some."""
        return self._lines()[index]

    def __iter__(self) -> Iterator[ItemReport]:
        """The lines one by one."""
        return iter(self._lines())

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines())

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same lines in the same order."""
        return isinstance(other, Sequence) and self._lines() == tuple(other)

    def __hash__(self) -> int:
        """Equal lines, equal hash."""
        return hash(self._lines())

    def __repr__(self) -> str:
        """The lines as a tuple shows them."""
        return repr(self._lines())

    def _lines(self) -> tuple[ItemReport, ...]:
        return lines_of(self.goal, self.origins, self.below, self._hidden)


def lines_of(
    goal: str, origins: Origins, below: Below, hidden: Collection[str] | None = None
) -> tuple[ItemReport, ...]:
    """The lines behind a goal's numbers and stages, by plan, kind and name; the plan itself comes last.

    ``origins`` of the goal and of those below it are looked at. With ``hidden``, the names of the goals
    that the public may not know of, the lines are those for the public: none of proposed plans, and no
    hidden goal or draft of a position is named. Strengths stay, since they are in the numbers.
    """
    reach = dict(below)
    sayings: dict[tuple[str, str], list[tuple[str, Origin]]] = {}
    for about in (goal, *reach):
        for origin in map(Origin._make, origins.get(about, ())):
            if hidden is None or origin.phase != PROPOSED:
                sayings.setdefault((origin.kind, origin.name), []).append((about, origin))
    made = [line for said in sayings.values() for line in _Way(goal, reach, hidden).lines(said)]
    detailed = {line.plan for line in made if line.kind != "plan" and line.in_numbers and not line.is_neutral}
    left = [line for line in made if line.kind != "plan" or line.plan not in detailed]
    return tuple(sorted(left, key=lambda line: (line.plan, line.kind == "plan", *line[:2], line.basis)))


class _Way:
    """Makes the lines of one goal."""

    def __init__(self, goal: str, reach: Mapping[str, int], hidden: Collection[str] | None) -> None:
        self._goal = goal
        self._reach = reach
        self._hidden = hidden

    def lines(self, said: list[tuple[str, Origin]]) -> list[ItemReport]:
        """An item's line, or two where its own plan's positions make numbers and stages differ."""
        counted, staged = (
            self._line(basis, {about: origin for about, origin in said if origin.basis in (BOTH, basis)})
            for basis in (NUMBERS, STAGES)
        )
        if counted and staged and counted == staged._replace(basis=NUMBERS):
            return [counted._replace(basis=BOTH)]
        return [line for line in (counted, staged) if line]

    def _line(self, basis: str, said: dict[str, Origin]) -> ItemReport | None:
        if not said:
            return None
        direct = said.get(self._goal)
        if direct is not None:
            strengths, ways, through = (direct.supporting, direct.opposing), DIRECT, {self._goal}
        else:
            strengths, ways = self._inherited(said)
            through = {name for name in (ways[0], ways[2]) if name is not None}
        item = next(iter(said.values()))
        taken_from = self._taken_from(said[about] for about in through)
        if self._hidden is not None and not through.isdisjoint(self._hidden):
            taken_from, ways = (), self._unnamed(ways)
        return ItemReport(*item[:4], basis, taken_from, *strengths, direct is not None, *ways)

    def _inherited(self, said: dict[str, Origin]) -> tuple[tuple[int, int], Ways]:
        """The greatest strengths that arrive, and the first goals by name that they come through."""
        names = sorted(said)
        first = max(names, key=lambda name: min(said[name].supporting, self._reach[name]))
        second = max(names, key=lambda name: min(said[name].opposing, self._reach[name]))
        supporting = min(said[first].supporting, self._reach[first])
        opposing = min(said[second].opposing, self._reach[second])
        # A neutral item names the goal it was assessed for where a supporting one names its source.
        names_first = bool(supporting) or not opposing
        return (supporting, opposing), (
            first if names_first else None,
            self._reach[first] if names_first else 0,
            second if opposing else None,
            self._reach[second] if opposing else 0,
        )

    def _taken_from(self, origins: Iterator[Origin]) -> tuple[str, ...]:
        names = {
            name
            for origin in origins
            for name in origin.sources
            if self._hidden is None or name not in origin.drafts
        }
        return tuple(sorted(names))

    def _unnamed(self, ways: Ways) -> Ways:
        first, reach, second, other_reach = ways
        hidden = self._hidden or ()
        return None if first in hidden else first, reach, None if second in hidden else second, other_reach
