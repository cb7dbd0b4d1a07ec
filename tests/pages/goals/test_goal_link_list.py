"""Linking goals to each other, and following frameworks of others, in the browser."""

import pytest
from django.test import Client

from goals.models import FrameworkAdoption, Goal, GoalLink
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ADOPTIONS = "/ostersund/anslutningar/"


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def goal(town, department) -> Goal:
    town.climate.unit = department
    town.climate.save()
    return town.climate


def links_url(goal: Goal) -> str:
    return f"/ostersund/malkopplingar/{goal.pk}/"


def sent(target: Goal, **more: object) -> dict[str, object]:
    values = {"target_id": target.pk, "relation": "contributes", "strength": 3, "rationale": "Därför."}
    return values | more


@pytest.fixture
def regional(db):
    region = factories.OrganisationFactory(kind="region", name="Regionen", is_public=True)
    return factories.FrameworkFactory(organisation=region, title="Regional strategi", level="regional")


def test_a_planner_links_a_goal_without_javascript(client, planner, town, goal):
    client.force_login(planner)
    answer = client.post(f"{links_url(goal)}nytt/", sent(town.buses))
    assert (answer.status_code, answer["Location"]) == (302, links_url(goal))
    assert GoalLink.objects.get().target == town.buses
    page = client.get(links_url(goal)).content.decode()
    assert "2 Buss till alla byar" in page
    assert "Contributes to" in page


def test_htmx_gets_the_row_and_a_refusal_beside_the_field(client, planner, town, goal):
    client.force_login(planner)
    answer = client.post(f"{links_url(goal)}nytt/", sent(goal), headers=HTMX)
    assert answer.status_code == 422
    assert "A goal cannot be linked to itself." in answer.content.decode()
    assert "Därför." in answer.content.decode()
    answer = client.post(f"{links_url(goal)}nytt/", sent(town.buses), headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


def test_two_who_change_a_link_see_both_versions(client, planner, town, goal):
    link = factories.GoalLinkFactory(source=goal, target=town.buses)
    GoalLink.objects.filter(pk=link.pk).update(rationale="En annans skäl.")
    client.force_login(planner)
    answer = client.post(f"{links_url(goal)}{link.pk}/redigera/", sent(town.buses, version=1))
    assert answer.status_code == 409
    assert "En annans skäl." in answer.content.decode()
    assert "Därför." in answer.content.decode()


def test_a_link_is_removed(client, planner, town, goal):
    link = factories.GoalLinkFactory(source=goal, target=town.buses)
    client.force_login(planner)
    client.post(f"{links_url(goal)}{link.pk}/ta-bort/", {"version": 1})
    assert not GoalLink.objects.exists()


def test_who_is_not_responsible_links_nothing(outsider, town, goal):
    browser, status = outsider
    assert browser.post(f"{links_url(goal)}nytt/", sent(town.buses)).status_code == status
    assert not GoalLink.objects.exists()


def test_the_goal_s_page_leads_to_its_links(client, planner, goal):
    client.force_login(planner)
    page = client.get("/ostersund/mal/ostersund/mal/klimat/").content.decode()
    assert f'href="{links_url(goal)}"' in page


def test_a_coordinator_follows_a_framework_without_some_goals(client, coordinator, town, regional):
    mountains = factories.GoalFactory(framework=regional, title="Fjällen")
    client.force_login(coordinator)
    assert "Regional strategi" in client.get(f"{ADOPTIONS}nytt/").content.decode()
    client.post(f"{ADOPTIONS}nytt/", {"framework_id": regional.pk, "tracked_depth": 1})
    adoption = FrameworkAdoption.objects.get()
    address = f"{ADOPTIONS}{adoption.pk}/redigera/"
    assert "Fjällen" in client.get(address).content.decode()
    client.post(address, {"tracked_depth": 2, "excluded": [mountains.pk], "version": 1})
    assert list(adoption.excluded.all()) == [mountains]
    assert "1 goal left out" in client.get(ADOPTIONS).content.decode()


def test_a_framework_that_is_in_use_is_not_left(client, coordinator, town, regional):
    adoption = factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=regional)
    goal = factories.GoalFactory(framework=regional)
    factories.TargetFactory(goal=goal, recorded_by=town.organisation)
    client.force_login(coordinator)
    answer = client.post(f"{ADOPTIONS}{adoption.pk}/ta-bort/", {"version": 1})
    assert answer.status_code == 409
    assert "1 target" in answer.content.decode()


def test_two_who_change_what_is_followed_see_both_versions(client, coordinator, town, regional):
    adoption = factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=regional)
    FrameworkAdoption.objects.filter(pk=adoption.pk).update(tracked_depth=4)
    client.force_login(coordinator)
    address = f"{ADOPTIONS}{adoption.pk}/redigera/"
    answer = client.post(address, {"tracked_depth": 3, "version": 1})
    assert answer.status_code == 409
    assert "<mark>4</mark>" in answer.content.decode()


def test_frameworks_that_only_drafts_lay_down_are_not_offered(client, coordinator, town, regional):
    factories.PlanFactory(organisation=regional.organisation, framework=regional, status="drafting")
    client.force_login(coordinator)
    assert "Regional strategi" not in client.get(f"{ADOPTIONS}nytt/").content.decode()


def test_planners_follow_nothing(client, planner, town, regional):
    client.force_login(planner)
    answer = client.post(f"{ADOPTIONS}nytt/", {"framework_id": regional.pk, "tracked_depth": 1})
    assert answer.status_code == 403


@pytest.mark.parametrize("value", ["", "x", "999999", "٣"])
def test_a_framework_that_is_none_is_refused_beside_the_field(client, coordinator, town, value):
    client.force_login(coordinator)
    answer = client.post(f"{ADOPTIONS}nytt/", {"framework_id": value, "tracked_depth": 1})
    assert answer.status_code == 422
