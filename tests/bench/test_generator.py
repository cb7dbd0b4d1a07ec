"""The municipalities that speed is measured on are believable, and the same each time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bench.generator import SIZES, Document, Size, World, world

ON = date(2026, 9, 1)
LEVELS = ["international", "national", "region", "municipality"]


def generated(size: Size, seed: int = 1) -> World:
    return world(size, name="x", on=ON, seed=seed)


@pytest.fixture(scope="module")
def medium() -> World:
    return generated(SIZES["M"])


def only_goals(size: Size) -> Size:
    """The goals of a size, and hardly anything else: quick to generate."""
    return replace(size, plans=3, positions=60, measures=10, contributions=20)


def absolute(document: Document, reference: str) -> str:
    return reference if ":" in reference else f"{document['organisation']['key']}:{reference}"


def goal_names(document: Document) -> set[str]:
    return {absolute(document, f"{goal['framework']}/{goal['key']}") for goal in document["goals"]}


def ways_up(made: World) -> Iterator[tuple[str, str]]:
    for document in made.documents:
        for goal in document["goals"]:
            if "parent" in goal:
                parent, child = (f"{goal['framework']}/{goal[name]}" for name in ("parent", "key"))
                yield absolute(document, child), absolute(document, parent)
        for link in document.get("goal_links", []):
            yield absolute(document, link["source"]), absolute(document, link["target"])


def mean_number_above(made: World) -> float:
    above: dict[str, set[str]] = {name: set() for document in made.documents for name in goal_names(document)}
    for goal, higher in ways_up(made):
        above[goal].add(higher)
    total = 0
    for goal in above:
        found: set[str] = set()
        waiting = [goal]
        while waiting:
            new = above[waiting.pop()] - found
            found |= new
            waiting += new
        total += len(found)
    return total / len(above)


def test_the_same_seed_gives_the_same_municipality():
    assert generated(SIZES["S"], seed=7) == generated(SIZES["S"], seed=7)


def test_another_seed_gives_another_municipality():
    assert generated(SIZES["S"], seed=7) != generated(SIZES["S"], seed=8)


@pytest.mark.parametrize("part", ["plans", "positions", "measures", "contributions"])
def test_a_municipality_has_what_its_size_says(medium: World, part: str):
    assert len(medium.municipalities[0][part]) == getattr(SIZES["M"], part)


def test_the_goals_of_a_size_are_those_of_all_levels(medium: World):
    assert sum(len(document["goals"]) for document in medium.documents) == SIZES["M"].goals == 300


def test_large_is_ten_times_medium():
    assert SIZES["L"] == Size(goals=3000, plans=600, positions=15_000, measures=12_000, contributions=60_000)


def test_goal_links_lead_to_a_higher_level_only(medium: World):
    level = {
        name: LEVELS.index(d["organisation"]["kind"]) for d in medium.documents for name in goal_names(d)
    }
    links = [
        (absolute(d, link["source"]), link["target"])
        for d in medium.documents
        for link in d.get("goal_links", [])
    ]
    assert links
    assert all(level[target] < level[source] for source, target in links)


@pytest.mark.parametrize("size", ["S", "M", "L"])
def test_on_average_there_are_some_goals_above_a_goal_but_at_most_eight(size: str):
    assert 4 < mean_number_above(generated(only_goals(SIZES[size]))) <= 8


def test_a_twentieth_of_the_strengths_is_negative(medium: World):
    strengths = [stated["strength"] for stated in medium.municipalities[0]["contributions"]]
    assert sum(strength < 0 for strength in strengths) == len(strengths) / 20


def test_the_comprehensive_plan_is_in_force_and_spatial(medium: World):
    document = medium.municipalities[0]
    plan = document["plans"][0]
    assert (plan["type"], plan["status"]) == ("op", "in_force")
    assert all(position["spatial"] for position in document["positions"] if position["plan"] == plan["key"])


def test_several_municipalities_follow_the_same_state():
    made = world(SIZES["S"], name="x", on=ON, municipalities=3)
    adopted = [{row["framework"] for row in document["adoptions"]} for document in made.municipalities]
    assert adopted == [{"x-international:mal-1", "x-national:mal-1", "x-region:mal-1"}] * 3
