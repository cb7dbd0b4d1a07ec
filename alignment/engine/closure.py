"""Ways through a graph: everything that each node leads to (Tarjan 1972, without recursion).

Nodes are numbers from 0, sets of nodes whole numbers with a bit for each node. Nodes that lead to each
other share what they reach, so a loop through thousands costs no more than a chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def closure(feeds: Sequence[int]) -> list[int]:
    """For each node what it leads to over one step or more: itself too if it lies on a loop.

    ``feeds``: for each node, what it leads to in one step.
    """
    reached = [0] * len(feeds)
    for component in _Components(feeds):
        whole = 0
        for node in component:
            whole |= feeds[node]
        # What lies outside the component came before it, so its own reach is whole already.
        for node in bits_in(whole & ~_bits_of(component)):
            whole |= reached[node]
        for node in component:
            reached[node] = whole
    return reached


def bits_in(mask: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _bits_of(nodes: list[int]) -> int:
    mask = 0
    for node in nodes:
        mask |= 1 << node
    return mask


class _Components:
    """Nodes that lead to each other, together; what a component leads to comes before it."""

    def __init__(self, feeds: Sequence[int]) -> None:
        self._feeds = feeds
        self._visits: dict[int, int] = {}
        """When each node was met."""
        self._lowest: dict[int, int] = {}
        """The first node met that is known to lie on a loop with it."""
        self._open: dict[int, None] = {}
        """Nodes that are in no component yet, in the order in which they were met."""

    def __iter__(self) -> Iterator[list[int]]:
        for root in range(len(self._feeds)):
            if root not in self._visits:
                yield from self._below(root)

    def _below(self, root: int) -> Iterator[list[int]]:
        """Depth first; a node is closed when all that it leads to has been met."""
        path = [(root, self._meet(root))]
        while path:
            node, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                path.pop()
                if path:
                    self._join(path[-1][0], self._lowest[node])
                if self._lowest[node] == self._visits[node]:
                    yield self._close(node)
            elif following not in self._visits:
                path.append((following, self._meet(following)))
            elif following in self._open:
                self._join(node, self._visits[following])

    def _meet(self, node: int) -> Iterator[int]:
        self._visits[node] = self._lowest[node] = len(self._visits)
        self._open[node] = None
        return bits_in(self._feeds[node])

    def _join(self, node: int, visit: int) -> None:
        self._lowest[node] = min(self._lowest[node], visit)

    def _close(self, node: int) -> list[int]:
        """Everything that was met since the node and is still open."""
        component = []
        while True:
            last, _ = self._open.popitem()
            component.append(last)
            if last == node:
                return component
