"""Questions that are compiled once are asked for each viewer anew."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from core.asking import answered, ask, beside
from organisations.models import Organisation, Unit
from organisations.policies import NOBODY, Standing
from pages.guards import Viewer
from pages.preparing import for_viewers
from planning.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db
written = []


@for_viewers
def plans_of(viewer: Viewer, most: int, units: Collection[int] | None) -> QuerySet[Plan]:
    """Plans that hold, for members also drafts; of some units or of all."""
    written.append((viewer.is_member, most))
    plans = Plan.objects.filter(organisation=viewer.organisation)
    shown = plans if viewer.is_member else plans.current(viewer.today)
    if units is not None:
        shown = shown.filter(unit__among=units)
    return shown.order_by("title")[:most]


@pytest.fixture
def viewer(municipality: Organisation) -> Viewer:
    return Viewer(municipality, AnonymousUser(), NOBODY, date(2026, 11, 27))


def titles(viewer: Viewer, most: int = 9, units: Collection[int] | None = None) -> list[str]:
    return [plan.title for plan in plans_of(viewer, most, units=units).rows()]


def test_organisation_day_and_role_are_the_viewer_s(
    viewer: Viewer, neighbour: Organisation, django_assert_num_queries
) -> None:
    for organisation, name in ((viewer.organisation, "vår"), (neighbour, "deras")):
        factories.PlanFactory(organisation=organisation, title=f"{name} plan", status="in_force")
        factories.PlanFactory(
            organisation=organisation, title=f"{name} snart", status="adopted", valid_from="2027-01-01"
        )
        factories.PlanFactory(organisation=organisation, title=f"{name} utkast", status="drafting")
    member = replace(viewer, standing=Standing("editor", frozenset()))
    later, there = replace(viewer, today=date(2027, 1, 1)), replace(viewer, organisation=neighbour)

    assert titles(member) == ["vår plan", "vår snart", "vår utkast"]
    assert titles(member, 2) == ["vår plan", "vår snart"]
    with django_assert_num_queries(1):
        each = answered(beside(*(ask(plans_of(who, 9, units=None)) for who in (viewer, later, there))))
    assert [[plan.title for plan in found] for found in each] == [
        ["vår plan"],
        ["vår plan", "vår snart"],
        ["deras plan"],
    ]


def test_it_is_written_once_for_all_who_differ_in_values_only(
    viewer: Viewer, neighbour: Organisation, department: Unit, other_department: Unit
) -> None:
    for unit in (department, other_department):
        factories.PlanFactory(organisation=viewer.organisation, title=unit.name, unit=unit, status="in_force")
    written.clear()

    found = [titles(viewer, 5, units) for units in ({department.pk}, frozenset({other_department.pk}), set())]
    titles(replace(viewer, organisation=neighbour), 5, {department.pk})

    assert (found, written) == ([[department.name], [other_department.name], []], [(False, 5)])
    assert titles(viewer, 5) == sorted([department.name, other_department.name])
    assert written == [(False, 5), (False, 5)], "asked of all units, it is another question"
