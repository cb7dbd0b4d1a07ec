"""Page by page every thing comes once, in order; what has no value comes last, whichever way round."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.api import cursors
from planning.models import Plan
from tests import factories

DAYS = [None, date(2026, 1, 1), date(2026, 5, 1)]
PLANS = st.lists(st.sampled_from(DAYS), max_size=7)


def pages(rows: QuerySet[Any], ordering: str, size: int) -> list[list[Any]]:
    """All pages of the list, each from the place where the one before ended."""
    found: list[list[Any]] = []
    place: list[Any] = []
    while not found or place:
        rest = cursors.ordered(rows, ordering)
        page = list((cursors.after(rest, ordering, place) if place else rest)[: size + 1])
        found.append(page[:size])
        last = page[size - 1] if len(page) > size else None
        name = ordering.removeprefix("-")
        there = [] if last is None else [last.pk] if name == "id" else [getattr(last, name), last.pk]
        place = cursors.read("plans", cursors.written("plans", there)) if there else []
    return found


class Paging(TestCase):
    """Of plans with and without a day."""

    def setUp(self) -> None:
        self.type = factories.PlanTypeFactory()

    @given(PLANS, st.integers(1, 4), st.sampled_from(["valid_to", "-valid_to", "title", "-id"]))
    @settings(max_examples=25, deadline=None)
    def test_each_thing_comes_once(self, days: list[date | None], size: int, ordering: str) -> None:
        own = {"organisation": self.type.organisation, "type": self.type, "status": "drafting"}
        made = Plan.objects.bulk_create(
            Plan(**own, key=f"p{place}", title="abc"[place % 3], valid_to=day)
            for place, day in enumerate(days)
        )

        found = [plan for page in pages(Plan.objects.all(), ordering, size) for plan in page]

        assert sorted(plan.pk for plan in found) == sorted(plan.pk for plan in made)
        known = [plan.valid_to for plan in found if plan.valid_to]
        if "valid_to" in ordering:
            assert known == sorted(known, reverse=ordering.startswith("-"))
            assert [plan.valid_to for plan in found[len(known) :]] == [None] * (len(found) - len(known))


@pytest.mark.django_db
def test_a_list_is_read_by_a_day_that_some_things_lack(client: Any, municipality: Any) -> None:
    days = [None, "2030-01-01", None, "2028-01-01"]
    for place, day in enumerate(days):
        factories.PlanFactory(organisation=municipality, key=f"p{place}", valid_to=day)

    address, keys = "/api/v1/plans/?organisation=ostersund&ordering=-valid_to&page_size=1", []
    while address:
        answer = client.get(address).json()
        keys += [each["key"] for each in answer["results"]]
        address = answer["next"]

    assert keys == ["p1", "p3", "p2", "p0"]
