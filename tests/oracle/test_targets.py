"""Targets worked out by hand (section 6 of alignment.md)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.oracle.rows import goals, package, report


def followed(target: dict[str, Any], *observations: tuple[int, object], direction: str = "up") -> list[str]:
    """The statuses of one goal with one target and these observations."""
    own = package(
        "o",
        goals=goals("a"),
        indicators=[{"key": "i", "direction": direction}],
        targets=[{"key": "t", "goal": "f/a", "indicator": "i"} | target],
        observations=[{"indicator": "i", "year": year, "value": value} for year, value in observations],
    )
    statuses: list[str] = report(own)["goals"]["o:f/a"]["targets"]
    return statuses


PATH = {"year": 2030, "value": 30, "baseline_year": 2020, "baseline_value": 10}
LEVEL = {"year": 2030, "value": 40, "baseline_year": 2024, "baseline_value": 40}


@pytest.mark.parametrize(
    ("target", "year", "value", "status"),
    [
        (PATH, 2022, 30, "no_data"),
        (PATH, 2027, 30, "no_data"),
        (PATH, 2025, None, "no_data"),
        (PATH, 2025, 19, "on_track"),
        (PATH, 2025, Decimal("18.99"), "behind"),
        (PATH, 2025, 30, "reached"),
        (PATH | {"year": 2025}, 2025, 29, "missed"),
        (PATH | {"baseline_year": 2025}, 2025, 29, "no_data"),
        (PATH | {"year": 2025, "baseline_year": 2024}, 2024, 29, "missed"),
        (PATH | {"baseline_value": 50}, 2025, 41, "on_track"),
        (PATH | {"baseline_value": 50}, 2025, Decimal("41.01"), "behind"),
        (PATH | {"baseline_year": None}, 2025, 29, "open"),
        (PATH | {"baseline_value": None, "year": 2025}, 2025, 29, "missed"),
        (LEVEL, 2024, 40, "no_data"),
        (LEVEL, 2025, 42, "reached"),
        (LEVEL, 2025, Decimal("37.9"), "behind"),
        (LEVEL | {"year": 2025}, 2025, 43, "missed"),
        ({"year": 2020, "desired": [None, 5], "accepted": [6, 9]}, 2025, 5, "reached"),
        ({"year": 2020, "desired": [None, 5], "accepted": [6, 9]}, 2025, 9, "on_track"),
        ({"year": 2020, "desired": [None, 5], "accepted": [6, 9]}, 2025, Decimal("5.5"), "behind"),
    ],
)
def test_a_target_has_the_first_status_that_fits(
    target: dict[str, Any], year: int, value: object, status: str
) -> None:
    assert followed(target, (year, value)) == [status]


def test_without_a_baseline_the_direction_decides() -> None:
    target = {"year": 2027, "value": 5}
    assert followed(target, (2025, 4), direction="down") == ["reached"]
    assert followed(target, (2025, 4), direction="level") == ["open"]


def test_the_owners_observation_steps_in_where_the_own_one_is_null() -> None:
    upper = package(
        "r",
        goals=goals("a"),
        indicators=[{"key": "i", "direction": "up"}],
        targets=[{"key": "t", "goal": "f/a", "indicator": "i", "year": 2030, "value": 10}],
        observations=[{"indicator": "i", "organisation": "o", "year": 2025, "value": 10}],
    )
    own = package("o", adoptions=[{"framework": "r:f"}])
    assert report(upper, own)["goals"]["r:f/a"]["targets"] == ["reached"]
    own["observations"] = [{"indicator": "r:i", "year": 2025, "value": 9}]
    assert report(upper, own)["goals"]["r:f/a"]["targets"] == ["open"]
    own["observations"][0]["value"] = None
    assert report(upper, own)["goals"]["r:f/a"]["targets"] == ["reached"]
    upper["observations"] = []
    assert report(upper, own)["goals"]["r:f/a"]["targets"] == []


def test_of_several_targets_the_one_due_next_counts_and_the_first_by_key() -> None:
    target = {"goal": "f/a", "indicator": "i", "value": 10}
    own = package(
        "o",
        goals=goals("a"),
        indicators=[{"key": "i", "direction": "up"}],
        observations=[{"indicator": "i", "year": 2026, "value": 5}],
        targets=[
            target | {"key": "t1", "year": 2025},
            target | {"key": "t3", "year": 2026},
            target | {"key": "t2", "year": 2026, "value": 5},
        ],
    )
    assert report(own)["goals"]["o:f/a"]["targets"] == ["reached"]
    del own["targets"][1:]
    assert report(own)["goals"]["o:f/a"]["targets"] == ["missed"]
