"""Goals that are all linked to each other, in loops: what the engine does with them, and what it refuses."""

import dataclasses
from collections.abc import Iterable
from itertools import pairwise, permutations
from typing import Any

from alignment import engine
from alignment.engine import EngineLimitExceeded, Snapshot
from alignment.engine.limits import MAX_ITEM_GOAL_PAIRS
from alignment.snapshot import read
from bench import worlds
from bench.child import peak_memory_bytes, run_in_child
from bench.table import Line, duration, megabytes
from bench.timing import timed

TITLE = f"All goals linked to each other, in loops (engine alone; the limit is {MAX_ITEM_GOAL_PAIRS:,} pairs)"


def lines(sizes: list[str]) -> list[Line]:
    """M with a link from each goal to each other one, L with a loop through all goals."""
    found = []
    for size in sizes:
        worlds.ensure(size)
        measured = run_in_child("bench.measures.dense:measure", size)
        note = (
            f"{measured['links']:,} links, peak memory {megabytes(measured['memory'])}; {measured['outcome']}"
        )
        found.append(Line(f"{size}: {measured['shape']}", duration(measured["seconds"]), note=note))
    return found


def measure(size: str) -> dict[str, Any]:
    """One run of the engine on the size's goals, linked densely."""
    organisation = worlds.ensure(size)[0]
    snapshot = read(organisation.pk).snapshot
    is_loop = size == "L"
    names = [goal.name for goal in snapshot.goals]
    ways = pairwise([*names, names[0]]) if is_loop else permutations(names, 2)
    dense = _linked(snapshot, ways)
    seconds, outcome = timed(lambda: _outcome(dense))
    return {
        "shape": "a loop through all goals" if is_loop else "each goal to each other",
        "links": len(dense.goal_links),
        "seconds": seconds,
        "outcome": outcome,
        "memory": peak_memory_bytes(),
    }


def _linked(snapshot: Snapshot, ways: Iterable[tuple[str, str]]) -> Snapshot:
    links = tuple(
        engine.GoalLink(f"link-{number}", snapshot.organisation, source, target, strength=number % 3 + 1)
        for number, (source, target) in enumerate(ways)
    )
    return dataclasses.replace(snapshot, goal_links=links)


def _outcome(snapshot: Snapshot) -> str:
    try:
        report = engine.report(snapshot)
    except EngineLimitExceeded as refusal:
        return f"refused: “{refusal}”"
    return f"{report.pairs:,} pairs"
