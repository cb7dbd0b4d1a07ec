"""How measurements are summed up and shown."""

import pytest

from bench.table import Line, duration, limited, section
from bench.timing import median, percentile_95


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.0123, "12.3 ms"), (0.45, "450 ms"), (1.5, "1.50 s"), (61.4, "61 s")]
)
def test_durations_are_shown_with_a_unit(seconds: float, shown: str):
    assert duration(seconds) == shown


def test_a_time_at_its_limit_misses_it():
    assert limited("import", 60, 60).is_missed
    assert not limited("import", 59.9, 60).is_missed


def test_a_missed_limit_is_marked_with_a_word():
    assert "MISSED" in section("7. Import", [limited("50,000 objects", 61, 60)])


def test_columns_stand_below_each_other():
    lines = section("Title", [Line("a", "1 ms"), Line("a longer one", "20 ms")]).splitlines()
    assert lines[2].index("1 ms") + len("1 ms") == lines[3].index("20 ms") + len("20 ms")


def test_nineteen_of_twenty_runs_are_within_the_95th_percentile():
    assert percentile_95(list(range(1, 21))) == 19
    assert median([3, 1, 2]) == 2
