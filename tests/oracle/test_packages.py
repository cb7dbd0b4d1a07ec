"""The random packages are valid (package.md), are the same for a seed, and reach every corner."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.oracle import random_packages, reckon
from tests.oracle.world import World, read_world

Report = dict[str, Any]

KEY = re.compile(r"[a-z0-9._/-]{1,100}")
CODES = {
    "goal_not_planned", "goal_not_implemented", "goal_not_measurable", "goal_behind", "goal_counteracted",
    "targets_disagree", "target_below_higher_level", "plan_without_goals", "position_not_linked",
    "position_not_in_comprehensive_plan", "position_not_implemented", "plan_expired", "plan_based_on_past",
    "measure_overdue", "measure_not_funded", "funding_unknown", "conflict_open", "link_conflict",
    "link_to_superseded_goal",
}  # fmt: skip
STAGES = {
    "measurable": {"ok", "broken", "na"},
    "planned": {"ok", "partial", "broken"},
    "anchored": {"ok", "partial", "broken", "na"},
    "implemented": {"ok", "partial", "broken"},
    "funded": {"ok", "partial", "broken"},
    "on_track": {"ok", "partial", "broken", "na"},
}
STATUSES = {"no_data", "reached", "on_track", "behind", "missed", "open"}
IDENTITIES = {
    "adoptions": ("framework",),
    "goals": ("framework", "key"),
    "observations": ("organisation", "indicator", "year", "gender", "kind"),
    "plan_adoptions": ("plan",),
    "contributions": ("item", "goal"),
    "plan_links": ("source", "target", "relation"),
    "position_links": ("source", "target", "target_plan", "relation"),
}
DEFAULTS = {"gender": "T", "kind": "outcome"}
VALID = [(seed, size) for size in ("tiny", "small", "medium") for seed in range(60)] + [(1, "large")]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The reports of 200 seeds."""
    return [reckon(*random_packages(seed, "small")) for seed in range(200)]


def test_every_finding_appears(reports: list[Report]) -> None:
    assert {finding[0] for report in reports for finding in report["findings"]} == CODES


def test_every_value_of_every_stage_appears(reports: list[Report]) -> None:
    goals = [goal for report in reports for goal in report["goals"].values()]
    assert {stage: {goal["stages"][stage] for goal in goals} for stage in STAGES} == STAGES


def test_every_target_status_appears(reports: list[Report]) -> None:
    statuses = Counter(s for r in reports for goal in r["goals"].values() for s in goal["targets"])
    assert set(statuses) == STATUSES


def test_a_seed_always_gives_the_same_packages() -> None:
    assert random_packages(7, "medium") == random_packages(7, "medium")
    assert random_packages(7, "medium") != random_packages(8, "medium")


def test_the_packages_survive_a_trip_through_json() -> None:
    packages, organisation, on = random_packages(3, "medium")
    again = json.loads(json.dumps(packages))
    assert reckon(again, organisation, on) == reckon(packages, organisation, on)


@pytest.mark.parametrize(("seed", "size"), VALID)
def test_the_packages_are_valid(seed: int, size: str) -> None:
    packages, _, _ = random_packages(seed, size)
    world = read_world(packages)
    for package in packages:
        check_identities(package)
    check_goals(world)
    check_statements(world)
    check_targets(world)


def check_identities(package: dict[str, Any]) -> None:
    """Keys are well formed, and each object is there once."""
    for name, rows in package.items():
        if not isinstance(rows, list):
            continue
        fields = IDENTITIES.get(name, ("key",))
        identities = Counter(tuple(row.get(f, DEFAULTS.get(f)) for f in fields) for row in rows)
        assert all(count == 1 for count in identities.values()), (name, identities)
        assert all(KEY.fullmatch(row["key"]) for row in rows if "key" in row)
    assert not any("/" in row["key"] for row in package["frameworks"])
    sections = {row["key"]: row["plan"] for row in package["sections"]}
    for row in (*package["positions"], *package["measures"]):
        assert row.get("section") is None or sections[row["section"]] == row["plan"]


def check_goals(world: World) -> None:
    """Parents exist in the framework, and excluded goals exist."""
    for goal in world.goals.values():
        line = [goal]
        while (parent := line[-1].parent) is not None:
            line.append(world.goals[parent])
            assert line[-1] not in line[:-1]
        dates = [day for day in (goal.valid_from, goal.valid_to) if day]
        assert dates == sorted(dates)
    for adoption in world.adoptions:
        assert adoption.framework in world.frameworks
        assert all(goal in world.goals for goal in adoption.excluded)


def stated_goals(world: World) -> Iterator[tuple[str, str]]:
    """Who states something about which goal."""
    for contribution in world.contributions:
        yield contribution.recorder, contribution.goal
    for link in world.goal_links:
        assert link.source != link.target
        yield from ((link.recorder, link.source), (link.recorder, link.target))
    for target in world.targets:
        yield target.recorder, target.goal
    for conflict in world.conflicts:
        if conflict.goal is not None:
            yield conflict.recorder, conflict.goal


def stated_plans(world: World) -> Iterator[tuple[str, str]]:
    """Who states something about which plan, or about what is in it."""
    for link in (*world.plan_links, *world.position_links):
        assert link.source != link.target
    plans = {f"position:{p.name}": p.plan for p in world.positions.values()}
    plans |= {f"measure:{m.name}": m.plan for m in world.measures.values()}
    plans |= {f"plan:{name}": name for name in world.plans}
    for link in world.plan_links:
        yield from ((link.recorder, link.source), (link.recorder, link.target))
    for link in world.position_links:
        ends = (plans.get(f"position:{end}") or plans[f"plan:{end}"] for end in (link.source, link.target))
        yield from ((link.recorder, end) for end in ends)
    for contribution in world.contributions:
        yield contribution.recorder, plans[contribution.item]
    for measure in world.measures.values():
        owner = world.plans[measure.plan].organisation
        yield from ((owner, plans[f"position:{name}"]) for name in measure.implements)
    for conflict in world.conflicts:
        named = [*conflict.plans, *(plans[f"position:{name}"] for name in conflict.positions)]
        yield from ((conflict.recorder, plan) for plan in named)
    for plan in world.plans.values():
        assert plan.name not in plan.supersedes
        yield from ((plan.organisation, old) for old in plan.supersedes)


def check_statements(world: World) -> None:
    """Nobody states anything about what is neither theirs nor of somebody that they have adopted from."""
    adopted_from = {(a.organisation, world.frameworks[a.framework].organisation) for a in world.adoptions}
    adopted_from |= {(adopter, world.plans[plan].organisation) for adopter, plan in world.plan_adoptions}
    for recorder, name in stated_goals(world):
        owner = world.goals[name].organisation
        assert owner == recorder or (recorder, owner) in adopted_from
    for recorder, plan in stated_plans(world):
        owner = world.plans[plan].organisation
        assert owner == recorder or (recorder, owner) in adopted_from


def check_targets(world: World) -> None:
    """Targets have a value or bands, baselines before their year; observations a right recorder."""
    for target in world.targets:
        assert target.value is not None or target.desired or target.accepted
        assert target.baseline_year is None or target.baseline_year < target.year
        for lower, upper in filter(None, (target.desired, target.accepted)):
            assert lower is None or upper is None or lower <= upper
        assert target.indicator in world.indicators
    for observation in world.observations:
        owner = world.indicators[observation.indicator].organisation
        assert observation.recorder in (observation.organisation, owner)
