"""Pages that miss their limit are measured again: the machine is shared."""

from dataclasses import dataclass, field

import pytest
from django.test import Client

from bench.measures.pages import Page, measured

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Told(Page):
    """A page of which it is told how long it takes, each time that somebody measures."""

    times: list[float] = field(default_factory=list)

    def median(self) -> float:
        return self.times.pop(0)


def page(*times: float, address: str = "/konto/login/") -> Told:
    return Told("M: a page", Client(), address, times=list(times))


def test_the_least_of_three_medians_counts_and_all_are_told() -> None:
    [line] = measured([page(0.13, 0.12, 0.08)])

    assert not line.is_missed
    assert line.measured == "80.0 ms"
    assert "medians 130 ms, 120 ms, 80.0 ms" in line.note


def test_what_misses_three_times_is_missed() -> None:
    [line] = measured([page(0.12, 0.11, 0.13)])

    assert line.is_missed
    assert line.measured == "110 ms"


def test_what_keeps_the_limit_is_measured_once() -> None:
    kept, slow = measured([page(0.09), page(0.2, 0.09)])

    assert "medians" not in kept.note
    assert "medians 200 ms, 90.0 ms" in slow.note


def test_a_page_that_answers_with_an_error_is_missed_however_quick_it_is() -> None:
    [line] = measured([page(0.01, address="/finns-inte/")])

    assert line.is_missed
    assert line.measured == "status 404"
