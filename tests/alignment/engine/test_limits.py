"""Dense loops and what is too much."""

from __future__ import annotations

from typing import Any

import pytest

from alignment.engine import EngineLimitExceeded, limits, report
from tests.alignment.engine.builders import feeds, goal, plan, position, says, target, world


def ring(size: int) -> list[Any]:
    links = [feeds(f"g{i}", f"g{(i + 1) % size}", 3) for i in range(size)]
    return [*(goal(f"g{i}") for i in range(size)), *links, plan()]


def test_a_dense_loop_is_finished() -> None:
    size = 40
    links = [feeds(f"g{i}", f"g{j}", 1 + (i + j) % 3) for i in range(size) for j in range(size) if i != j]
    items = [thing for i in range(size) for thing in (position(f"s{i}"), says(f"position:s{i}", f"g{i}", 3))]
    made = report(world(*(goal(f"g{i}") for i in range(size)), *links, plan(), *items))

    assert {found.current.supporting_items for found in made.goals} == {size}


def test_more_pairs_than_the_limit_are_refused_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ITEM_GOAL_PAIRS", 19)
    items = [thing for i in range(2) for thing in (position(f"s{i}"), says(f"position:s{i}", "g0", 3))]

    with pytest.raises(EngineLimitExceeded, match=r"20 pairs .* limit is 19"):
        report(world(*ring(10), *items))


def test_ways_that_meet_are_one_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ITEM_GOAL_PAIRS", 10)
    items = [position("s"), *(says("position:s", f"g{i}", 3) for i in range(10))]

    assert len(report(world(*ring(10), *items)).goals) == 10


def test_more_strengths_carried_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_STRENGTHS_CARRIED", 99)
    items = [position("s"), *(says("position:s", f"g{i}", 3) for i in range(10))]

    with pytest.raises(EngineLimitExceeded, match=r"100 strengths .* limit is 99"):
        report(world(*ring(10), *items))


def test_targets_of_goals_in_a_great_loop_are_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ITEM_GOAL_PAIRS", 99)
    with pytest.raises(EngineLimitExceeded, match="100 pairs"):
        report(world(*ring(10), *(target(f"t{i}", f"g{i}") for i in range(10))))
