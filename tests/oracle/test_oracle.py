"""The worked example, and rules of alignment.md worked out by hand on packages of a few lines."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import reckon
from tests.oracle.rows import (
    carried,
    codes,
    feeds,
    goals,
    measure,
    package,
    plan,
    position,
    report,
    says,
    subjects,
)

ROOT = Path(__file__).parents[2]


def read(path: str) -> dict[str, Any]:
    """A document with exact numbers."""
    document: dict[str, Any] = json.loads((ROOT / path).read_text("utf-8"), parse_float=Decimal)
    return document


def test_the_worked_example_comes_out_as_written() -> None:
    packages = [read("data/un.json"), read("tests/examples/small.json")]
    on = dt.date(2026, 11, 22)
    assert reckon(packages, "lillby", on) == json.loads(
        (ROOT / "tests/examples/small.expected.json").read_text("utf-8")
    )


# Scope (section 1)


def test_an_excluded_goal_takes_its_subtree_along() -> None:
    upper = package("r", goals=goals("a", "d", b="a", c="b"))
    own = package("o", adoptions=[{"framework": "r:f", "excluded": ["b"], "tracked_depth": 3}])
    assert list(report(upper, own)["goals"]) == ["r:f/a", "r:f/d"]


def test_what_o_owns_follows_its_own_settings_even_if_it_adopts_from_itself() -> None:
    itself = {"framework": "f", "excluded": ["b"], "tracked_depth": 2}
    result = report(package("o", goals=goals("a", b="a", c="a"), adoptions=[itself]))
    assert {goal: entry["tracked"] for goal, entry in result["goals"].items()} == {
        "o:f/a": True, "o:f/b": False, "o:f/c": False,
    }  # fmt: skip
    assert result["totals"]["adopted"] == {}


def test_a_child_of_an_expired_goal_stays_in_scope_at_its_depth_but_feeds_no_grandparent() -> None:
    tree = goals("a", b="a", c="b")
    tree[1]["valid_to"] = "2026-05-31"
    own = package("o", goals=tree, plans=[plan("p")], contributions=[says("plan:p", "f/c", 3)])
    result = report(own)["goals"]
    assert list(result) == ["o:f/a", "o:f/c"]
    assert not result["o:f/c"]["tracked"]
    assert (result["o:f/a"]["current"]["support"], result["o:f/c"]["current"]["support"]) == (0, 3)


@pytest.mark.parametrize(
    ("status", "fields", "phase"),
    [
        ("in_force", {"valid_to": "2026-05-31"}, "current"),
        ("adopted", {"valid_from": "2026-06-01"}, "current"),
        ("in_force", {"valid_from": "2026-06-02"}, "proposed"),
        ("review", {"valid_from": "2020-01-01"}, "proposed"),
        ("superseded", {}, "past"),
    ],
)
def test_a_plan_has_one_phase(status: str, fields: dict[str, str], phase: str) -> None:
    result = report(package("o", plans=[plan("p", status, **fields)]))
    assert result["totals"]["plans"][phase] == 1


def test_an_own_contribution_prevails_over_the_owners_and_a_strangers_counts_for_nothing() -> None:
    upper = package(
        "r",
        goals=goals("a", "b"),
        plans=[plan("p")],
        positions=[position("q")],
        contributions=[says("position:q", "f/a", 3), says("position:q", "f/b", 2)],
    )
    adopts = {"adoptions": [{"framework": "r:f"}], "plan_adoptions": [{"plan": "r:p"}]}
    own = package("o", contributions=[says("position:r:q", "r:f/a", 1)], **adopts)
    stranger = package("s", contributions=[says("plan:r:p", "r:f/b", -3)], **adopts)
    result = report(upper, stranger, own)["goals"]
    assert [result[goal]["current"]["net"] for goal in ("r:f/a", "r:f/b")] == [1, 2]


# What feeds what, and contributions (sections 2 and 3)


def test_the_widest_of_several_ways_decides_what_arrives() -> None:
    links = [feeds("f/a", "f/b", 1), feeds("f/a", "f/c", 2), feeds("f/c", "f/b", 3)]
    own = package(
        "o",
        goals=goals("a", "b", "c"),
        goal_links=links,
        plans=[plan("p")],
        contributions=[says("plan:p", "f/a", 3)],
    )
    result = report(own)["goals"]
    assert [result[f"o:f/{key}"]["current"]["support"] for key in "abc"] == [3, 2, 2]


def test_a_loop_does_not_make_a_goal_feed_itself() -> None:
    own = package(
        "o",
        goals=goals("a", "b"),
        goal_links=[feeds("f/a", "f/b", 1), feeds("f/b", "f/a", 3)],
        plans=[plan("p")],
        positions=[position("q")],
        contributions=[says("position:q", "f/a", 2)],
    )
    result = report(own)["goals"]
    assert (result["o:f/a"]["current"]["support"], result["o:f/b"]["current"]["support"]) == (2, 1)
    assert result["o:f/a"]["current"]["direct_items"] == 1


def test_what_a_measure_takes_from_its_own_plan_counts_in_the_stages_only() -> None:
    own = package(
        "o",
        goals=goals("a"),
        plans=[plan("p"), plan("p2")],
        positions=[position("q")],
        measures=[measure("m", implements=["q"]), measure("m2", "p2", implements=["q"])],
        contributions=[says("position:q", "f/a", -2)],
    )
    numbers = report(own)["goals"]["o:f/a"]["current"]
    assert (numbers["opposition"], numbers["opposing_items"]) == (4, 2)
    own["contributions"] = [says("position:q", "f/a", 2)]
    own["measures"] = own["measures"][:1]
    goal = report(own)["goals"]["o:f/a"]
    assert (goal["current"]["supporting_items"], goal["stages"]["implemented"]) == (1, "ok")


def test_a_measure_takes_both_ends_but_nothing_where_it_states_something_itself() -> None:
    own = package(
        "o",
        goals=goals("a", "b"),
        plans=[plan("p"), plan("p2")],
        positions=[position("q"), position("q2"), position("q3", status="withdrawn")],
        measures=[measure("m", "p2", implements=["q", "q2", "q3"])],
        contributions=[
            says("position:q", "f/a", 1),
            says("position:q2", "f/a", -3),
            says("position:q3", "f/a", 3),
            says("position:q", "f/b", 2),
            says("measure:m", "f/b", 0),
        ],
    )
    row = report(own)["matrix"]["o:p2"]
    assert row["o:f/a"] == {"items": 1, "net": -2, "opposition": 3, "support": 1}
    assert row["o:f/b"] == {"items": 1, "net": 0, "opposition": 0, "support": 0}


def test_the_plan_itself_counts_until_an_item_of_it_bears_on_the_goal() -> None:
    own = package(
        "o",
        goals=goals("a"),
        plans=[plan("p")],
        positions=[position("q")],
        contributions=[says("plan:p", "f/a", 3), says("position:q", "f/a", 0)],
    )
    assert report(own)["goals"]["o:f/a"]["current"]["support"] == 3
    own["contributions"][1]["strength"] = -1
    numbers = report(own)["goals"]["o:f/a"]["current"]
    assert (numbers["support"], numbers["opposition"]) == (0, 1)


def test_if_adopted_leaves_out_what_a_proposed_plan_supersedes() -> None:
    own = package(
        "o",
        goals=goals("a"),
        plans=[
            plan("p"),
            plan("p2", "drafting", supersedes=["p"]),
            plan("p3", "repealed", supersedes=["p2"]),
        ],
        contributions=[says("plan:p", "f/a", 3), says("plan:p2", "f/a", 1), says("plan:p3", "f/a", 2)],
    )
    goal = report(own)["goals"]["o:f/a"]
    assert (goal["current"]["support"], goal["if_adopted"]["support"]) == (3, 1)


# The goal chain (section 5)


@pytest.mark.parametrize(
    ("states", "anchored"),
    [
        ([("k", "accepted"), ("k2", "returned")], "ok"),
        ([("d", "accepted"), ("k", "offered")], "partial"),
        ([("k", "returned"), ("k2", "offered")], "broken"),
        ([("k", "returned")], "na"),
        ([("w", "accepted")], "broken"),
        ([("w", "accepted"), ("k", "returned")], "na"),
        ([], "broken"),
    ],
)
def test_the_spatial_part_is_anchored(states: list[tuple[str, str]], anchored: str) -> None:
    own = package(
        "o",
        goals=goals("a"),
        plans=[plan("p"), plan("c", family="comprehensive"), plan("c2", "review", "comprehensive")],
        positions=[
            position("q", spatial=True),
            position("k", "c"),
            position("k2", "c"),
            position("d", "c2"),
            position("w", "c", status="withdrawn"),
        ],
        contributions=[says("position:q", "f/a", 1)],
        position_links=[carried("q", target, state) for target, state in states],
    )
    assert report(own)["goals"]["o:f/a"]["stages"]["anchored"] == anchored


@pytest.mark.parametrize(
    ("end", "fields", "severity"),
    [
        ("2025-06-01", {}, "medium"),
        ("2025-05-31", {}, "high"),
        ("2026-05-31", {"statutory": True}, "high"),
        ("2026-06-01", {"statutory": True}, None),
        ("2020-01-01", {"status": "done"}, None),
    ],
)
def test_a_measure_is_overdue_from_the_day_after_its_end(
    end: str, fields: dict[str, Any], severity: str | None
) -> None:
    own = package("o", plans=[plan("p")], measures=[measure("m", end=end) | fields])
    expected = [] if severity is None else [[severity, "officers", "o:m"]]
    assert subjects(report(own), "measure_overdue") == expected


# Findings (section 9)


def test_a_statement_on_an_untracked_goal_counteracts_its_nearest_tracked_ancestor() -> None:
    own = package(
        "o",
        goals=goals("a", b="a"),
        plans=[plan("p"), plan("p2", "idea")],
        positions=[position("q")],
        contributions=[says("position:q", "f/b", -2), says("plan:p2", "f/a", -3)],
        conflicts=[],
    )
    high, medium = ["high", "politicians", "o:f/a", "o:p"], ["medium", "officers", "o:f/a", "o:p2"]
    assert subjects(report(own), "goal_counteracted") == [high, medium]
    own["conflicts"] = [{"key": "c", "positions": ["q"], "status": "resolved"}]
    assert subjects(report(own), "goal_counteracted") == [medium]


def test_a_target_no_better_and_no_earlier_is_below_the_higher_level() -> None:
    upper = package(
        "r",
        goals=goals("a"),
        indicators=[{"key": "i", "direction": "down"}],
        targets=[{"key": "t", "goal": "f/a", "indicator": "i", "year": 2030, "value": 10}],
    )
    target = {"key": "t", "goal": "f/b", "indicator": "r:i"}
    own = package("o", goals=goals("b"), adoptions=[{"framework": "r:f"}])
    found = []
    for value, year in [(10, 2030), (10, 2031), (11, 2030), (9, 2040), (20, 2029)]:
        own["targets"] = [target | {"value": value, "year": year}]
        found.append("target_below_higher_level" in codes(report(upper, own)))
    assert found == [False, True, True, False, False]


def test_a_conflict_names_two_positions_of_one_plan_by_naming_the_plan() -> None:
    own = package(
        "o",
        plans=[plan("p")],
        positions=[position("q"), position("q2")],
        position_links=[{"source": "q2", "target": "q", "relation": "conflicts"}],
        conflicts=[{"key": "c", "plans": ["p"], "status": "discussed"}],
    )
    assert "link_conflict" not in codes(report(own))
    own["conflicts"][0] |= {"plans": [], "positions": ["q"]}
    assert subjects(report(own), "link_conflict") == [["medium", "officers", "o:q", "o:q2"]]


def test_an_adopted_plans_findings_belong_to_its_owners_report() -> None:
    upper = package("r", plans=[plan("p", valid_to="2020-01-01")], measures=[measure("m", end="2020-01-01")])
    own = package("o", plan_adoptions=[{"plan": "r:p"}])
    result = report(upper, own)
    assert result["findings"] == []
    assert result["plans"]["r:p"]["measures_overdue"] == 1


def test_a_link_to_a_superseded_goal_is_one_finding_for_each_object_and_goal() -> None:
    old = goals("a", "b")
    old[0]["superseded_by"] = "f/b"
    own = package(
        "o",
        goals=old,
        plans=[plan("p"), plan("p2", "repealed")],
        contributions=[says("plan:p", "f/a", 1), says("plan:p2", "f/a", 1)],
        goal_links=[feeds("f/a", "f/b", 2)],
    )
    found = [finding[2] for finding in subjects(report(own), "link_to_superseded_goal")]
    assert found == ["goal_link:o:f/a-f/b", "plan:o:p"]
