"""What stands in several tables is filled in as it was: goals that are left out, a person's units."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from goals.models import Framework, FrameworkAdoption, Goal
from goals.services.adoptions import AdoptionContent, adopt_framework, change_adoption
from organisations.models import Membership, Organisation, User
from organisations.services.people import Place, change_membership
from tests import factories

# What hangs on a thing is told apart by its transactions.
pytestmark = pytest.mark.django_db(transaction=True)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def goals(municipality: Organisation) -> list[Goal]:
    owner = factories.OrganisationFactory(kind="region", is_public=True)
    framework = factories.FrameworkFactory(organisation=owner, title="Miljömålen", level="regional")
    return [factories.GoalFactory(framework=framework, title=title) for title in ("Fjäll", "Hav")]


@pytest.fixture
def change(
    municipality: Organisation, coordinator: User, goals: list[Goal]
) -> Callable[..., FrameworkAdoption]:
    """A function that follows the framework, or says anew without which goals, and how deep."""

    def changed(*excluded: Goal, depth: int = 1) -> FrameworkAdoption:
        own = {"organisation": municipality, "by": coordinator}
        content = AdoptionContent(depth, frozenset(goal.pk for goal in excluded))
        there = FrameworkAdoption.objects.first()
        if there is None:
            return adopt_framework(
                **own, framework=Framework.objects.get(title="Miljömålen"), content=content
            )
        return change_adoption(**own, adoption=there, expected_version=there.version, content=content)

    return changed


def addresses(page: str) -> list[str]:
    """Where a form is filled in as it was, the last moment first; each moment once."""
    return list(dict.fromkeys(re.findall(r'href="([^"]*redigera/\?historik=t?\d+)"', page)))


def ticked(form: str, name: str) -> list[int]:
    return [int(pk) for pk in re.findall(rf'name="{name}" value="(\d+)"[^>]*checked', form)]


def test_goals_that_were_left_out_then_are_ticked_again(change, goals, coordinator, politician):
    mountains, sea = goals
    change(mountains)
    change(sea)
    adoption = change(sea, depth=2)
    here = page_of(adoption)
    client = client_of(coordinator)
    told = client.get(here).content.decode()
    found = [client.get(address).content.decode() for address in addresses(told)]
    assert [ticked(form, "excluded") for form in found] == [[sea.pk], [mountains.pk], [mountains.pk]]
    assert 'name="tracked_depth" value="1"' in found[0]
    assert "This is how it stands now." in told
    assert "historik=" not in client_of(politician).get(here).content.decode()


def test_saving_what_was_filled_in_goes_through_the_service(change, goals, coordinator):
    mountains, _sea = goals
    change(mountains)
    adoption = change()
    client = client_of(coordinator)
    [address, *_more] = addresses(client.get(page_of(adoption)).content.decode())
    form = client.get(address).content.decode()
    sent = dict(re.findall(r'type="hidden" name="(initial-\w+|version)" value="([^"]*)"', form))
    chosen = {"tracked_depth": 1, "excluded": ticked(form, "excluded")}
    assert client.post(address.partition("?")[0], sent | chosen | {"version": 1}).status_code == 409
    client.post(address.partition("?")[0], sent | chosen)
    assert list(adoption.exclusions.values_list("goal_id", flat=True)) == [mountains.pk]


def page_of(adoption: FrameworkAdoption) -> str:
    return f"/ostersund/anslutningar/{adoption.pk}/"


def test_a_person_s_role_and_units_are_filled_in_as_they_were(
    municipality, administrator, planner, department, other_department
):
    membership = Membership.objects.get(user=planner)
    place = Place("reader", frozenset({other_department.pk}))
    version = membership.version
    change_membership(
        organisation=municipality,
        by=administrator,
        membership=membership,
        expected_version=version,
        place=place,
    )
    client = client_of(administrator)
    told = client.get(f"/ostersund/administration/personer/{membership.pk}/").content.decode()
    form = client.get(addresses(told)[0]).content.decode()
    assert ticked(form, "units") == [department.pk]
    assert re.search(r'value="editor"\s+selected', form)
    assert membership.units.get() == other_department
