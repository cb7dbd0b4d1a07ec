"""What an organisation calls its sorts of plans."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from core.errors import Changed, InUse, NotAllowed
from planning.models import PlanType
from planning.services.plan_types import (
    PlanTypeContent,
    change_plan_type,
    create_plan_type,
    remove_plan_type,
)
from tests.factories import PlanFactory, PlanTypeFactory

pytestmark = pytest.mark.django_db
POLICY = PlanTypeContent("Policy", "policy", "normative")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The messages are looked at as they stand in the code."""
    with translation.override("en"):
        yield


def test_an_administrator_makes_and_changes_a_plan_type(municipality, administrator):
    made = create_plan_type(organisation=municipality, by=administrator, content=POLICY)

    changed = change_plan_type(
        organisation=municipality,
        by=administrator,
        plan_type=made,
        expected_version=1,
        content=PlanTypeContent("Riktlinje", "guideline", None),
    )

    assert (made.key, changed.name, changed.steering, changed.version) == ("policy", "Riktlinje", None, 2)


def test_a_plan_type_in_use_stays(municipality, administrator):
    kind = PlanTypeFactory(organisation=municipality)
    PlanFactory.create_batch(3, organisation=municipality, type=kind)

    with pytest.raises(InUse, match="3 plans"):
        remove_plan_type(organisation=municipality, by=administrator, plan_type=kind, expected_version=1)


def test_a_plan_type_that_nobody_uses_goes(municipality, administrator):
    kind = PlanTypeFactory(organisation=municipality)

    remove_plan_type(organisation=municipality, by=administrator, plan_type=kind, expected_version=1)

    assert not PlanType.objects.exists()


def test_another_municipality_s_plan_type_is_not_reached(municipality, administrator, neighbour):
    with pytest.raises(Changed):
        remove_plan_type(
            organisation=municipality,
            by=administrator,
            plan_type=PlanTypeFactory(organisation=neighbour),
            expected_version=1,
        )


@pytest.mark.parametrize("role", ["coordinator", "planner", "politician", "stranger"])
def test_only_administrators_make_plan_types(role, municipality, request):
    with pytest.raises(NotAllowed):
        create_plan_type(organisation=municipality, by=request.getfixturevalue(role), content=POLICY)
