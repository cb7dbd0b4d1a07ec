"""Addresses that are put together are those that the routes have."""

import pytest
from django.urls import resolve, reverse

from pages.addresses import ContributionAddresses, contribution_create_url, item_url
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [factories.PlanFactory, factories.PositionFactory, factories.MeasureFactory])
@pytest.mark.parametrize("key", ["enkel", "med/snedstreck", "a.b-c_d"])
def test_a_thing_is_found_at_its_address_with_its_owner_if_it_is_another_s(municipality, make, key):
    theirs = make(key=key)
    own_plan = {} if make is factories.PlanFactory else {"plan__organisation": municipality}
    own = make(key=key, **own_plan) if own_plan else make(key=key, organisation=municipality)
    owner = getattr(theirs, "plan", theirs).organisation.key
    for item, ref in ((own, (None, key)), (theirs, (owner, key))):
        found = resolve(item_url(municipality, item))
        assert found.kwargs["ref"] == ref
        assert reverse(found.view_name, kwargs=found.kwargs) == item_url(municipality, item)
        further = resolve(contribution_create_url(municipality, item))
        assert (further.view_name, further.kwargs["ref"]) == ("positions:contribution_create", ref)


def test_a_contribution_s_addresses_are_those_of_its_routes(municipality):
    addresses = ContributionAddresses(municipality)
    for name in ("edit", "confirm", "withdraw"):
        assert getattr(addresses, name)(7) == reverse(f"positions:contribution_{name}", args=["ostersund", 7])
