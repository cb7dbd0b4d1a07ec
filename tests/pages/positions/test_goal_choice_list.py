"""Choosing a goal to link to: recently used ones, and the tree of a framework."""

import pghistory
import pytest
from django.test import Client

from planning.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/ostersund/atgarder/m1/bidrag/nytt/mal/"
FORM = "/ostersund/atgarder/m1/bidrag/nytt/"


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


def read(client: Client, address: str = PAGE, **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def test_the_goals_of_a_framework_are_links_that_choose_them(client, planner, town):
    below = factories.GoalFactory(framework=town.framework, parent=town.climate, title="Fossilfria bilar")
    client.force_login(planner)
    assert "Fossilfria bilar" not in read(client)
    page = read(client, f"{PAGE}?ramverk={town.framework.pk}")
    assert f'href="{FORM}?mal={below.pk}"' in page
    assert page.index("Klimatneutralt 2030") < page.index("Fossilfria bilar") < page.index("Buss till alla")
    assert 'class="depth-2"' in page


def test_htmx_gets_the_tree_only(client, planner, town):
    client.force_login(planner)
    page = read(client, f"{PAGE}?ramverk={town.framework.pk}", **{"HX-Request": "true"})
    assert "<html" not in page
    assert "Klimatneutralt 2030" in page


def test_a_goal_that_is_linked_already_cannot_be_chosen_again(client, planner, town):
    client.force_login(planner)
    page = read(client, f"/ostersund/stallningstaganden/p1/bidrag/nytt/mal/?ramverk={town.framework.pk}")
    assert "linked already" in page
    assert f"?mal={town.climate.pk}" not in page


def test_goals_that_the_person_linked_last_stand_first(client, planner, coordinator, town):
    with pghistory.context(user=planner.pk):
        factories.ContributionFactory(position__plan=town.programme, goal=town.buses)
    client.force_login(planner)
    page = read(client)
    assert page.index("Recently used") < page.index("2 Buss till alla byar")
    client.force_login(coordinator)
    assert "Recently used" not in read(client)
    assert Contribution.objects.filter(created_by=planner).count() == 1


def test_the_form_of_a_new_link_leads_there(client, planner, town):
    client.force_login(planner)
    assert f'href="{PAGE}"' in read(client, FORM)


def test_readers_look_but_choose_nothing_and_others_see_nothing(client, politician, stranger, town):
    client.force_login(politician)
    assert "?mal=" not in read(client, f"{PAGE}?ramverk={town.framework.pk}")
    client.force_login(stranger)
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("query", ["?ramverk=x", "?ramverk=999999"])
def test_odd_frameworks_break_nothing(client, planner, town, query):
    client.force_login(planner)
    assert client.get(PAGE + query).status_code == 200


def test_the_number_of_queries_does_not_grow(client, planner, town, django_assert_max_num_queries):
    for _ in range(5):
        region = factories.FrameworkFactory(organisation__kind="region")
        factories.GoalFactory.create_batch(3, framework=region)
        factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=region)
    client.force_login(planner)
    with django_assert_max_num_queries(14):
        read(client, f"{PAGE}?ramverk={town.framework.pk}")
