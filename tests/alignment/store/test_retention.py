"""Which reports are kept."""

from datetime import UTC, datetime, timedelta

from alignment.store.retention import LAST, Kept, superfluous

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def every(step: timedelta, number: int, *, pinned: frozenset[int] = frozenset()) -> list[Kept]:
    """Reports at a distance, newest first; ids count backwards in time."""
    return [Kept(place, NOW - place * step, place in pinned) for place in range(number)]


def kept(reports: list[Kept]) -> set[int]:
    return {report.id for report in reports} - set(superfluous(reports, NOW))


def test_the_last_fifty_are_kept_however_fast_they_came() -> None:
    assert kept(every(timedelta(seconds=1), LAST)) == set(range(LAST))


def test_of_a_day_the_last_of_each_hour_is_kept() -> None:
    reports = every(timedelta(minutes=10), 24 * 6)

    hours = [r.computed_at.hour for r in reports if r.id in kept(reports) and r.id >= LAST + 6]

    assert len(hours) == len(set(hours)) >= 14


def test_of_a_month_the_last_of_each_day_is_kept() -> None:
    reports = every(timedelta(hours=1), 31 * 24)

    days = {r.computed_at.date() for r in reports if r.id in kept(reports)}

    assert days == {r.computed_at.date() for r in reports}
    assert len(kept(reports)) <= LAST + 24 + 32


def test_of_years_the_last_of_each_month_is_kept() -> None:
    reports = every(timedelta(days=1), 3 * 365)

    months = {(r.computed_at.year, r.computed_at.month) for r in reports if r.id in kept(reports)}

    assert len(months) == 36 + 1
    assert len(kept(reports)) <= LAST + 31 + 37


def test_what_is_pinned_is_kept_for_ever() -> None:
    pinned = frozenset({900})

    assert 900 in kept(every(timedelta(days=1), 1000, pinned=pinned))
    assert 900 not in kept(every(timedelta(days=1), 1000))


def test_what_is_kept_today_was_kept_yesterday() -> None:
    reports = every(timedelta(hours=5), 600)
    yesterday = set(
        superfluous([r for r in reports if r.computed_at <= NOW - timedelta(days=1)], NOW - timedelta(days=1))
    )

    assert yesterday <= set(superfluous(reports, NOW))
