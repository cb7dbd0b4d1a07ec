"""Which targets count, and how they stand (alignment.md §6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from alignment.engine import TargetReport
from tests.alignment.engine.builders import goal, goal_report, indicator, outcome, target


def targets(*objects: Any) -> tuple[TargetReport, ...]:
    given = objects if any("Indicator" in type(o).__name__ for o in objects) else (*objects, indicator())
    return goal_report("a", goal("a"), goal("n:a/1"), *given).targets


def status(*objects: Any) -> str:
    (found,) = targets(*objects)
    return found.status


def latest(*objects: Any) -> tuple[int | None, Any]:
    (found,) = targets(target("t", "a"), *objects)
    return (found.latest_year, found.latest_value)


def path(value: Any, year: int = 2030) -> Any:
    """A target of 60 from 10 in 2020."""
    return target("t", "a", year, value, baseline_year=2020, baseline_value=10)


def test_the_newest_outcome_in_time_is_the_latest() -> None:
    assert latest(outcome(2024, 1), outcome(2025, 2), outcome(2027, 3)) == (2025, 2)


@pytest.mark.parametrize(
    ("max_age", "year", "counts"),
    [(None, 2023, True), (None, 2022, False), (0, 2026, True), (0, 2025, False)],
)
def test_an_outcome_that_is_too_old_does_not_count(max_age: int | None, year: int, counts: bool) -> None:
    assert (latest(indicator(max_age_years=max_age), outcome(year, 1)) == (year, 1)) is counts


@pytest.mark.parametrize(
    "other",
    [
        outcome(2026, 9, kind="forecast"),
        outcome(2026, 9, gender="K"),
        outcome(2026, None),
        outcome(2026, 9, organisation="n"),
        outcome(2026, 9, by="x"),
    ],
)
def test_forecasts_other_genders_nulls_and_others_values_are_no_outcome(other: Any) -> None:
    assert latest(outcome(2025, 1), other) == (2025, 1)


def test_the_indicators_owner_can_record_the_outcome_but_os_own_prevails_in_a_year() -> None:
    shared = indicator("n:i")
    by_owner = outcome(2026, 1, by="n", indicator="n:i")
    own = outcome(2026, 2, indicator="n:i")

    assert targets(target("t", "a", indicator="n:i"), shared, by_owner)[0].latest_value == 1
    assert targets(target("t", "a", indicator="n:i"), shared, by_owner, own)[0].latest_value == 2
    assert targets(target("t", "a", indicator="n:i"), shared, own, by_owner)[0].latest_value == 2


def test_a_newer_outcome_of_the_owner_is_later_than_os_own() -> None:
    shared = (indicator("n:i"), outcome(2026, 1, by="n", indicator="n:i"), outcome(2025, 2, indicator="n:i"))

    assert targets(target("t", "a", indicator="n:i"), *shared)[0].latest_year == 2026


def test_os_null_does_not_hide_the_owners_value() -> None:
    shared = (
        indicator("n:i"),
        outcome(2026, 1, by="n", indicator="n:i"),
        outcome(2026, None, indicator="n:i"),
    )

    assert targets(target("t", "a", indicator="n:i"), *shared)[0].latest_value == 1


@pytest.mark.parametrize(
    ("years", "counted"),
    [([2024, 2027, 2030], 2027), ([2026, 2030], 2026), ([2020, 2024], 2024), ([2031], 2031)],
)
def test_the_target_due_next_counts_or_the_last_if_all_are_past(years: list[int], counted: int) -> None:
    assert [t.year for t in targets(*(target(f"t{year}", "a", year) for year in years))] == [counted]


def test_of_several_targets_in_a_year_the_first_by_key_counts() -> None:
    assert [t.name for t in targets(target("t2", "a"), target("t10", "a"))] == ["o:t10"]


def test_targets_of_other_indicators_scopes_and_recorders_count_beside() -> None:
    others = (
        target("t", "n:a/1"),
        target("u", "n:a/1", indicator="j"),
        target("v", "n:a/1", scope="organisation"),
    )
    by_owner = (target("w", "n:a/1", by="n"), outcome(2026, 1), indicator(), indicator("j"))
    found = goal_report("n:a/1", goal("n:a/1"), *others, *by_owner).targets

    assert [t.name for t in found] == ["n:w", "o:t", "o:u", "o:v"]


def test_anothers_target_counts_only_if_o_has_an_outcome() -> None:
    national = (goal("n:a/1"), indicator("n:i"), target("t", "n:a/1", by="n", indicator="n:i"))

    assert goal_report("n:a/1", *national).targets == ()
    assert len(goal_report("n:a/1", *national, outcome(2026, 1, indicator="n:i")).targets) == 1


def test_without_an_outcome_there_is_no_data() -> None:
    assert status(target("t", "a", desired=(1, 2))) == "no_data"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(10, "reached"), (20, "reached"), (21, "on_track"), (30, "on_track"), (31, "behind"), (9, "behind")],
)
def test_bands_are_closed_intervals(value: int, expected: str) -> None:
    assert (
        status(target("t", "a", value=None, desired=(10, 20), accepted=(15, 30)), outcome(2026, value))
        == expected
    )


def test_an_end_of_a_band_may_be_open_and_a_band_may_be_absent() -> None:
    assert status(target("t", "a", value=None, desired=(None, 5)), outcome(2026, -99)) == "reached"
    assert status(target("t", "a", value=None, accepted=(5, None)), outcome(2026, 99)) == "on_track"
    assert status(target("t", "a", value=None, accepted=(5, None)), outcome(2026, 4)) == "behind"


def test_bands_go_before_the_value_and_are_behind_even_when_the_year_is_past() -> None:
    past = target("t", "a", 2025, 1, baseline_year=2020, baseline_value=0, desired=(5, 6))

    assert status(past, outcome(2026, 2)) == "behind"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (60, "reached"),
        (61, "reached"),
        (40, "on_track"),
        (Decimal("37.5"), "on_track"),
        (Decimal("37.49"), "behind"),
        (10, "behind"),
    ],
)
def test_a_rising_path_allows_five_percent_of_the_way(value: Any, expected: str) -> None:
    assert status(path(60), outcome(2026, value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "reached"), (4, "on_track"), (Decimal("4.5"), "on_track"), (Decimal("4.51"), "behind")],
)
def test_a_falling_path_is_judged_the_other_way_round(value: Any, expected: str) -> None:
    assert status(path(0), outcome(2026, value)) == expected


def test_the_expected_value_is_exact_and_that_of_the_observations_year() -> None:
    (found,) = targets(path(60, 2027), outcome(2024, 30))

    assert found.expected == Fraction(10) + Fraction(50 * 4, 7)
    assert found.status == "behind"


def test_a_past_target_that_is_not_reached_is_missed() -> None:
    assert status(path(60, 2025), outcome(2025, 59)) == "missed"
    assert status(path(60, 2025), outcome(2026, 60)) == "reached"


def test_a_target_of_this_year_is_not_past() -> None:
    assert status(path(60, 2026), outcome(2026, 59)) == "on_track"
    assert status(path(60, 2026), outcome(2026, 50)) == "behind"


def test_an_outcome_not_newer_than_the_baseline_tells_nothing_but_that_it_is_reached_or_missed() -> None:
    late: dict[str, Any] = {"baseline_year": 2026, "baseline_value": 10}

    assert status(target("t", "a", 2030, 60, **late), outcome(2026, 10)) == "no_data"
    assert status(target("t", "a", 2030, 60, **late), outcome(2025, 70)) == "reached"
    assert status(target("t", "a", 2025, 60, **late), outcome(2025, 10)) == "missed"


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        (100, 2030, "reached"),
        (95, 2030, "reached"),
        (105, 2030, "reached"),
        (Decimal("105.01"), 2030, "behind"),
        (94, 2025, "missed"),
    ],
)
def test_a_level_to_be_held_allows_five_percent_of_the_value(value: Any, year: int, expected: str) -> None:
    level = target("t", "a", year, 100, baseline_year=2020, baseline_value=Decimal("100.0"))

    assert status(level, outcome(2026, value)) == expected


def test_a_level_is_not_judged_by_its_baseline_year() -> None:
    assert (
        status(target("t", "a", 2030, 100, baseline_year=2026, baseline_value=100), outcome(2026, 100))
        == "no_data"
    )


def test_a_level_of_zero_is_held_by_zero_only() -> None:
    level = target("t", "a", 2030, 0, baseline_year=2020, baseline_value=0)

    assert status(level, outcome(2026, 0)) == "reached"
    assert status(level, outcome(2026, Decimal("0.01"))) == "behind"


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [
        ("up", 100, "reached"),
        ("up", 99, "open"),
        ("down", 100, "reached"),
        ("down", 101, "open"),
        ("level", 101, "open"),
        ("level", 100, "reached"),
    ],
)
def test_without_a_baseline_only_reaching_it_can_be_judged(direction: str, value: int, expected: str) -> None:
    assert status(indicator(direction=direction), target("t", "a"), outcome(2026, value)) == expected


def test_without_a_baseline_a_past_target_is_missed() -> None:
    assert status(target("t", "a", 2025), outcome(2025, 99)) == "missed"


@pytest.mark.parametrize("half", [{"baseline_year": 2020}, {"baseline_value": 10}])
def test_half_a_baseline_is_none_and_shown_as_missing(half: dict[str, Any]) -> None:
    (found,) = targets(target("t", "a", **half), outcome(2026, 50))

    assert (found.status, found.is_baseline_missing, found.expected) == ("open", True, None)


def test_a_baseline_of_zero_is_a_baseline() -> None:
    assert (
        status(target("t", "a", 2030, 10, baseline_year=2020, baseline_value=0), outcome(2025, 5))
        == "on_track"
    )
