"""How planning work spreads over quarters: the sum is kept, and nothing is over-booked in secret."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from strategy.clock import quarters
from strategy.engine import TENTHS, Load, Room, Work, loads, quarters_of, spread

TERM = quarters(date(2026, 9, 13), date(2030, 9, 13))
QUARTER = st.none() | st.sampled_from(TERM)


def work(unit: int | None, ends: list[str | None], months: int, money: int) -> Work:
    """Work whose start is not after its decision, as the database wants it."""
    start, decision = ends if None in ends else sorted(filter(None, ends))
    return Work(unit, start, decision, months, money)


WORKS = st.lists(
    st.builds(
        work,
        st.none() | st.integers(1, 3),
        st.lists(QUARTER, min_size=2, max_size=2),
        st.integers(0, 500),
        st.integers(0, 10**9),
    )
)


@given(st.integers(0, 10**12), st.integers(1, 40))
def test_the_parts_are_as_equal_as_can_be_and_together_are_the_whole(total: int, parts: int) -> None:
    found = spread(total, parts)
    assert (len(found), sum(found)) == (parts, total)
    assert max(found) - min(found) <= 1
    assert list(found) == sorted(found, reverse=True)


@given(WORKS)
def test_no_work_and_no_money_is_lost_or_made_up(works: list[Work]) -> None:
    found = loads(works, [], TERM)
    months = sum(load.needed for of in found.months.values() for load in of)
    money = sum(load.needed for of in found.money.values() for load in of)
    assert months + found.unplaced[0] == sum(each.person_months for each in works) * TENTHS
    assert money + found.unplaced[1] == sum(each.money for each in works)
    for unit, of in found.months.items():
        own = [each for each in works if each.unit == unit and quarters_of(each, TERM)]
        assert sum(load.needed for load in of) == sum(each.person_months for each in own) * TENTHS


@given(WORKS, st.integers(0, 100))
def test_a_unit_is_over_booked_exactly_by_what_there_is_no_room_for(works: list[Work], there: int) -> None:
    found = loads(works, [Room(1, TERM[0], TERM[-1], there)], TERM)
    for load in found.months[1]:
        assert load.available == there * TENTHS
        assert load.excess == max(0, load.needed - there * TENTHS)
    assert all(load.excess == 0 for unit in found.months if unit != 1 for load in found.months[unit])


def test_work_with_one_end_is_done_there_and_a_room_counts_in_its_quarters_only() -> None:
    works = [Work(1, "2027-Q1", "2027-Q3", 4, 10), Work(1, None, "2027-Q2", 1), Work(2, None, None, 3, 5)]
    found = loads(works, [Room(1, "2027-Q2", "2027-Q2", 2, 1)], TERM)
    at = TERM.index("2027-Q1")
    assert found.months[1][at : at + 3] == [Load(14), Load(23, 20), Load(13)]
    assert found.money[1][at : at + 3] == [Load(4), Load(3, 1), Load(3)]
    assert [load.excess for load in found.months[1][at : at + 3]] == [0, 3, 0]
    assert found.unplaced == (30, 5)
