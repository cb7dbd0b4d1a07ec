"""Ways through a graph, loops included."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alignment.engine.closure import bits_in, closure

SIZE = 12
GRAPHS = st.lists(st.integers(0, (1 << SIZE) - 1), min_size=SIZE, max_size=SIZE)


def walked(feeds: list[int], start: int) -> set[int]:
    """What a node leads to, step by step."""
    reached: set[int] = set()
    ahead = set(bits_in(feeds[start]))
    while ahead:
        reached |= ahead
        ahead = {further for node in ahead for further in bits_in(feeds[node])} - reached
    return reached


@given(GRAPHS)
def test_a_node_reaches_what_can_be_walked_to(feeds: list[int]) -> None:
    assert [set(bits_in(mask)) for mask in closure(feeds)] == [walked(feeds, node) for node in range(SIZE)]


@given(st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=SIZE))
def test_sparse_graphs_too(ways: list[tuple[int, int]]) -> None:
    feeds = [0] * SIZE
    for source, target in ways:
        feeds[source] |= 1 << target

    assert [set(bits_in(mask)) for mask in closure(feeds)] == [walked(feeds, node) for node in range(SIZE)]


def test_a_chain_is_as_deep_as_it_likes() -> None:
    length = 20_000
    feeds = [1 << node + 1 for node in range(length - 1)] + [0]

    assert closure(feeds)[length - 3] == 0b11 << length - 2
