"""What feeds what (alignment.md §2)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.engine import Snapshot
from alignment.engine.reach import Reach
from alignment.engine.scope import scope_of
from tests.alignment.engine.builders import clashes, feeds, goal, world

KEYS = "abcde"


def above(key: str, *objects: object) -> dict[str, int]:
    return reach_of(world(*objects), key)


def reach_of(snapshot: Snapshot, key: str) -> dict[str, int]:
    reach = Reach(scope_of(snapshot), snapshot)
    return {name.rsplit("/")[-1]: capacity for name, capacity in reach.above(f"o:f/{key}")}


def test_a_child_feeds_its_parent_with_three() -> None:
    assert above("a.1", goal("a"), goal("a.1", "a")) == {"a": 3}


def test_a_parent_does_not_feed_its_child() -> None:
    assert above("a", goal("a"), goal("a.1", "a")) == {}


@pytest.mark.parametrize(("strength", "capacity"), [(None, 2), (1, 1), (2, 2), (3, 3)])
def test_a_goal_link_has_the_capacity_of_its_strength(strength: int | None, capacity: int) -> None:
    assert above("a", goal("a"), goal("b"), feeds("a", "b", strength)) == {"b": capacity}


def test_the_narrowest_place_of_a_way_decides() -> None:
    links = (feeds("a", "b", 3), feeds("b", "c", 1), feeds("c", "d", 2))

    assert above("a", *map(goal, "abcd"), *links) == {"b": 3, "c": 1, "d": 1}


def test_the_widest_of_several_ways_counts() -> None:
    links = (feeds("a", "d", 1), feeds("a", "b", 3), feeds("b", "c", 2), feeds("c", "d", 3))

    assert above("a", *map(goal, "abcd"), *links)["d"] == 2


def test_the_wider_of_parent_and_link_counts() -> None:
    assert above("a.1", goal("a"), goal("a.1", "a"), feeds("a.1", "a", 1)) == {"a": 3}


def test_conflicts_carry_nothing() -> None:
    assert above("a", goal("a"), goal("b"), clashes("a", "b")) == {}


def test_ways_do_not_pass_through_goals_out_of_scope() -> None:
    tree = (goal("a"), goal("a.1", "a", valid_to=date(2020, 1, 1)), goal("a.1.1", "a.1"))

    assert above("a.1.1", *tree) == {}


def test_loops_are_harmless_and_a_goal_is_never_above_itself() -> None:
    loop = (feeds("a", "b", 3), feeds("b", "c", 2), feeds("c", "a", 1), feeds("a", "a", 3))

    assert above("a", *map(goal, "abc"), *loop) == {"b": 3, "c": 2}
    assert above("c", *map(goal, "abc"), *loop) == {"a": 1, "b": 1}


def naive(links: dict[tuple[str, str], int], start: str, end: str) -> int:
    """The greatest smallest capacity over all ways without repetition."""
    widest = 0
    between = [key for key in KEYS if key not in (start, end)]
    for length in range(len(between) + 1):
        for middle in permutations(between, length):
            way = (start, *middle, end)
            widest = max(widest, min(links.get(step, 0) for step in pairwise(way)))
    return widest


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)),
        st.integers(min_value=1, max_value=3),
        max_size=14,
    )
)
def test_reach_is_the_greatest_smallest_capacity_over_all_ways(links: dict[tuple[str, str], int]) -> None:
    snapshot = world(*map(goal, KEYS), *(feeds(a, b, strength) for (a, b), strength in links.items()))

    for start in KEYS:
        expected = {end: naive(links, start, end) for end in KEYS if end != start}
        assert reach_of(snapshot, start) == {end: wide for end, wide in expected.items() if wide}
