from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy import clock
from strategy.clock import NORWAY, SWEDEN, Left, Notice

DAYS = st.dates(date(2015, 1, 1), date(2090, 1, 1))
COUNTRIES = st.sampled_from([SWEDEN, NORWAY])


@pytest.mark.parametrize(
    ("country", "days"),
    [
        (SWEDEN, ["2014-09-14", "2018-09-09", "2022-09-11", "2026-09-13", "2030-09-08", "2034-09-10"]),
        (NORWAY, ["2011-09-12", "2015-09-14", "2019-09-09", "2023-09-11", "2027-09-13"]),
    ],
)
def test_ordinary_elections_are_on_their_real_days(country: str, days: list[str]) -> None:
    for day in map(date.fromisoformat, days):
        assert clock.election_in(country, day.year) == day
        assert clock.election_in(country, day.year + 1) is None


@pytest.mark.parametrize(
    ("election", "deadline"),
    [("2022-09-11", "2024-09-11"), ("2026-09-13", "2028-09-13"), ("2030-09-08", "2032-09-08")],
)
def test_a_swedish_strategy_is_due_24_months_after_the_election(election: str, deadline: str) -> None:
    assert clock.strategy_deadline(date.fromisoformat(election)) == date.fromisoformat(deadline)


def test_a_norwegian_strategy_is_due_a_year_after_the_council_s_constitution() -> None:
    assert clock.norwegian_strategy_deadline(date(2023, 10, 12)) == date(2024, 10, 12)


@pytest.mark.parametrize(
    ("base", "until"),
    [
        ("2014-05-22", "2024-09-11"),
        ("2021-03-01", "2024-09-11"),
        ("2024-05-20", "2028-09-13"),
        ("2026-09-12", "2028-09-13"),
        ("2026-09-13", "2032-09-08"),
    ],
)
def test_a_comprehensive_plan_is_current_until_24_months_after_the_next_election(
    base: str, until: str
) -> None:
    end = date.fromisoformat(until)
    assert clock.current_until(date.fromisoformat(base)) == end
    assert clock.is_current(date.fromisoformat(base), end)
    assert not clock.is_current(date.fromisoformat(base), end + timedelta(days=1))


def test_a_late_strategy_does_not_revive_a_plan_that_has_ceased_to_be_current() -> None:
    in_force, late = date(2021, 3, 1), date(2024, 10, 1)
    assert not clock.is_current(in_force, late)


@pytest.mark.parametrize(
    ("election", "begins", "ends"),
    [
        ("2022-09-11", "2024-09-12", "2026-09-13"),
        ("2026-09-13", "2028-09-10", "2030-09-08"),
        ("2030-09-08", "2032-09-09", "2034-09-10"),
    ],
)
def test_the_county_board_gives_its_basis_in_the_second_half_between_elections(
    election: str, begins: str, ends: str
) -> None:
    window = clock.county_board_window(date.fromisoformat(election))
    assert (window.begins.isoformat(), window.ends.isoformat()) == (begins, ends)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2027-09-12", Notice.LATER),
        ("2027-09-13", Notice.YEAR),
        ("2028-03-12", Notice.YEAR),
        ("2028-03-13", Notice.HALF_YEAR),
        ("2028-08-13", Notice.MONTH),
        ("2028-09-13", Notice.MONTH),
        ("2028-09-14", Notice.PASSED),
    ],
)
def test_warnings_come_a_year_six_months_and_a_month_ahead(on: str, expected: Notice) -> None:
    assert clock.notice(date(2028, 9, 13), date.fromisoformat(on)) == expected


def test_another_country_has_no_elections_here() -> None:
    assert clock.last_election("DK", date(2026, 1, 1)) is None
    assert clock.next_election("DK", date(2026, 1, 1)) is None
    assert clock.last_election(SWEDEN, date(2014, 9, 13)) is None
    assert clock.next_election(SWEDEN, date(1990, 1, 1)) == date(2014, 9, 14)


def test_time_left_is_counted_as_people_do() -> None:
    assert clock.time_between(date(2026, 11, 26), date(2028, 9, 13)) == Left(1, 9, 18)
    assert clock.time_between(date(2027, 1, 31), date(2027, 2, 28)) == Left(0, 1, 0)
    assert clock.time_between(date(2027, 5, 1), date(2027, 5, 1)) == Left(0, 0, 0)


@given(COUNTRIES, DAYS)
def test_every_day_lies_between_two_elections_four_years_apart(country: str, day: date) -> None:
    before, after = clock.last_election(country, day), clock.next_election(country, day)
    assert before is not None
    assert after is not None
    assert before <= day < after
    assert after.year - before.year == 4


@given(DAYS)
def test_a_plan_is_current_for_two_to_six_years_and_no_later_base_ends_earlier(base: date) -> None:
    until = clock.current_until(base)
    if base >= clock.STRATEGIES_SINCE:
        assert 23 <= (until - base).days / 30.4 <= 73
    assert until <= clock.current_until(base + timedelta(days=100))


@given(DAYS, st.integers(0, 4000))
def test_time_left_adds_up_to_the_day(begin: date, days: int) -> None:
    end = begin + timedelta(days=days)
    left = clock.time_between(begin, end)
    assert clock.months_after(begin, left.years * 12 + left.months) + timedelta(days=left.days) == end


def test_strategies_in_time_prolong_the_currency_and_late_ones_do_not() -> None:
    in_time, late = clock.Adopted(date(2024, 5, 20)), clock.Adopted(date(2024, 9, 12))
    in_force_on = date(2021, 3, 1)
    assert clock.currency_of(in_force_on, []).until == date(2024, 9, 11)
    assert clock.currency_of(in_force_on, [late]).until == date(2024, 9, 11)
    assert clock.currency_of(in_force_on, [late, in_time]).until == date(2028, 9, 13)
    assert clock.currency_of(in_force_on, []).counted_from == date(2022, 9, 11)


def test_a_verdict_ends_the_currency_and_what_came_before_legal_force_does_not_count() -> None:
    judged = clock.Adopted(date(2024, 5, 20), is_judged_not_current=True)
    again = clock.Adopted(date(2025, 1, 1))
    found = clock.currency_of(date(2021, 3, 1), [judged, again])
    assert (found.until, found.is_judged) == (date(2024, 5, 20), True)
    assert not clock.currency_of(date(2024, 6, 1), [judged]).is_judged
    assert not clock.currency_of(date(2014, 3, 20), [clock.Adopted(date(2019, 1, 1), True)]).is_judged


def test_parts_that_are_judged_not_current_stay_so_while_the_rest_is_prolonged() -> None:
    in_part = clock.Adopted(date(2024, 5, 20), is_judged_in_part=True)
    later = clock.Adopted(date(2027, 11, 1))
    for strategies, until in (([in_part], date(2028, 9, 13)), ([in_part, later], date(2032, 9, 8))):
        found = clock.currency_of(date(2021, 3, 1), strategies)
        assert (found.until, found.is_partial, found.is_judged) == (until, True, False)
    assert not clock.currency_of(date(2021, 3, 1), [later]).is_partial
    assert not clock.currency_of(date(2024, 6, 1), [in_part]).is_partial


def test_what_is_adopted_is_sent_within_two_weeks_and_a_comprehensive_plan_within_six() -> None:
    assert clock.sending_deadline(date(2024, 5, 27)) == date(2024, 6, 10)
    assert clock.plan_sending_deadline(date(2014, 3, 20)) == date(2014, 5, 1)


def test_a_norwegian_council_treats_a_proposal_that_has_been_public_for_thirty_days() -> None:
    assert clock.publicity_ends(date(2024, 8, 20)) == date(2024, 9, 19)


def test_a_new_comprehensive_plan_makes_a_strategy_needless_only_in_time() -> None:
    election = date(2022, 9, 11)
    assert clock.is_needless(election, [date(2024, 9, 11)])
    assert not clock.is_needless(election, [date(2024, 9, 12), election])
