"""A goal's chain as a flow: from the goal over plans to measures and money, breaks marked."""

import re

import pytest
from django.test import Client

from planning.models import Measure, Plan, PlanType
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
CLIMATE = "/ostersund/mal/ostersund/mal/klimat/kedja/"
BUSES = "/ostersund/mal/ostersund/mal/buss/kedja/"


def rows(client: Client, address: str) -> list[tuple[str, ...]]:
    """The table: from, to, strength, state."""
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    found = re.findall(r'<tr><th scope="row">(.*?)</td></tr>', html, re.DOTALL)
    return [tuple(re.sub(r"<[^>]+>", "|", row).replace("||", "|").split("|")) for row in found]


def told(client: Client, address: str) -> list[str]:
    return [" ".join(part for part in row if part) for row in rows(client, address)]


def test_a_whole_chain_runs_from_the_goal_to_money(town, client):
    assert told(client, CLIMATE) == [
        "1 Klimatneutralt 2030 Klimatprogram 3 håller",
        "Klimatprogram Ny panna 3 håller",
        "Ny panna Finansierat 3 håller",
    ]


def test_a_measure_that_nobody_pays_for_breaks_the_chain(town, client):
    Measure.objects.filter(key="m1").update(funding="unfunded")
    town.recompute()

    assert "Ny panna Inte finansierat 3 kedjan bryts här" in told(client, CLIMATE)


def test_a_plan_that_no_measure_carries_out_breaks_the_chain(town, client):
    Measure.objects.all().delete()
    town.recompute()

    assert "Klimatprogram Ingen åtgärd 3 kedjan bryts här" in told(client, CLIMATE)


def test_a_goal_that_no_plan_takes_up_says_so(town, client):
    assert told(client, BUSES) == ["2 Buss till alla byar Ingen gällande plan tar upp det 1 kedjan bryts här"]


def test_a_plan_that_counteracts_the_goal_is_told(town, client):
    plan = factories.PlanFactory(organisation=town.organisation, key="flyg", title="Flygplan")
    position = factories.PositionFactory(plan=plan, statement="Fler flyg.")
    factories.ContributionFactory(position=position, goal=town.climate, strength=-2)
    town.recompute()

    assert "1 Klimatneutralt 2030 Flygplan 2 motverkar målet" in told(client, CLIMATE)


def test_a_measure_of_another_plan_carries_out_the_comprehensive_plan(town, client):
    type_ = factories.PlanTypeFactory(
        organisation=town.organisation, family=PlanType.Family.COMPREHENSIVE, key="op"
    )
    plan = factories.PlanFactory(organisation=town.organisation, key="op", title="Översiktsplan", type=type_)
    position = factories.PositionFactory(plan=plan, key="op1", expects_measures=True)
    factories.ContributionFactory(position=position, goal=town.climate, strength=2)
    Measure.objects.get(key="m1").implementation_rows.create(position=position)
    town.recompute()

    assert "Översiktsplan Ny panna 2 håller" in told(client, CLIMATE)


def test_every_name_in_the_picture_is_a_link(town, client):
    picture = client.get(CLIMATE).content.decode().split('<svg class="flow"')[1].split("</svg>")[0]

    assert re.findall(r'<a href="([^"]+)"', picture) == [
        "/ostersund/mal/ostersund/mal/klimat/",
        "/ostersund/planer/klimatprogram/",
        "/ostersund/atgarder/m1/",
    ]


def test_drafts_are_in_nobody_s_chain(town, client, log_in, politician):
    Plan.objects.filter(key="utkast").update(summary=SECRET)

    for browser in (client, log_in(politician)):
        assert SECRET not in browser.get(BUSES).content.decode()


def test_a_great_goal_shows_the_strongest_and_the_rest_together(town, client, django_assert_max_num_queries):
    for number in range(20):
        plan = factories.PlanFactory(organisation=town.organisation, title=f"Plan {number}")
        position = factories.PositionFactory(plan=plan)
        factories.ContributionFactory(position=position, goal=town.climate, strength=1)
        measure = factories.MeasureFactory(plan=plan, status="ongoing")
        measure.implementation_rows.create(position=position)
    town.recompute()

    with django_assert_max_num_queries(8):
        found = told(client, CLIMATE)
    assert "1 Klimatneutralt 2030 9 planer till 9 håller" in found
    assert "5 till utan finansiering Ingen har sagt hur det finansieras 5 kedjan bryts här" in found
    assert len(found) < 60


def test_breaks_that_a_picture_has_no_room_for_are_counted_and_stand_first_in_the_whole_table(town, client):
    for number in range(16):
        plan = factories.PlanFactory(organisation=town.organisation, title=f"Plan {number}")
        position = factories.PositionFactory(plan=plan)
        factories.ContributionFactory(position=position, goal=town.climate, strength=3)
    for _number in range(17):
        measure = factories.MeasureFactory(plan=town.programme, funding="unfunded")
        measure.contributions.create(recorded_by=town.organisation, goal=town.climate, strength=3)
    town.recompute()

    found = told(client, CLIMATE)
    assert "5 till utan åtgärd Ingen åtgärd 15 kedjan bryts här" in found
    assert "1 åtgärd till Finansierat 3 håller" in found
    assert "1 till utan finansiering Inte finansierat 3 kedjan bryts här" in found

    whole = client.get(f"{CLIMATE}?visa=planer").content.decode()
    assert "Kedjan bryts på 16 ställen" in whole
    assert "kedjan bryts här" in told(client, f"{CLIMATE}?visa=planer")[0]
    assert 'class="flow"' not in whole


@pytest.mark.parametrize("asked", ["?visa=planer&page=99", "?visa=mal", "?visa=nonsense&page=x"])
def test_whatever_the_address_asks_for_of_a_chain_there_is_a_page(town, client, asked):
    assert client.get(f"{CLIMATE}{asked}").status_code == 200
