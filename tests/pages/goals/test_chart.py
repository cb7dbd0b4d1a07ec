from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from pages.goals.chart import HEIGHT, WIDTH, Data, chart, scale_ticks, year_ticks

values = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3)
series = st.dictionaries(st.integers(1990, 2060), values, min_size=2, max_size=20).map(
    lambda it: list(it.items())
)


def test_a_single_value_makes_no_picture() -> None:
    assert chart(Data(outcomes=[(2024, D(1))])) is None


def test_later_is_to_the_right_and_more_is_higher() -> None:
    drawn = chart(Data(outcomes=[(2020, D(10)), (2025, D(20))]))
    assert drawn
    first, last = drawn.lines[0].points
    assert first.x < last.x
    assert first.y > last.y


@given(series, series)
def test_everything_is_drawn_inside_the_picture(outcomes, path) -> None:
    drawn = chart(Data(outcomes=outcomes, paths=[path]))
    assert drawn
    for line in drawn.lines:
        assert all(0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT for point in line.points)


@given(values, values)
def test_the_scale_holds_all_values_with_few_ticks(one, other) -> None:
    low, high = sorted((one, other))
    ticks = scale_ticks(low, high)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 2 <= len(ticks) <= 9


def test_years_are_written_as_long_as_there_is_room() -> None:
    assert year_ticks(2020, 2024) == [2020, 2021, 2022, 2023, 2024]
    assert len(year_ticks(1990, 2045)) <= 9
