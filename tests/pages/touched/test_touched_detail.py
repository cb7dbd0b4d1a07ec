"""What is touched if something is changed or repealed, before the change."""

import pytest
from django.test import Client

from goals.models import Goal
from planning.models import Measure, Position
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
GOAL = "/ostersund/mal/ostersund/mal/klimat/beror/"
PLAN = "/ostersund/planer/klimatprogram/beror/"
POSITION = "/ostersund/stallningstaganden/p1/beror/"
MEASURE = "/ostersund/atgarder/m1/beror/"


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def tied(town, other_department) -> Position:
    """A position of the översiktsplan, of another unit, that all sorts of ties lead to."""
    own = {"recorded_by": town.organisation}
    comprehensive = factories.PlanFactory(
        organisation=town.organisation, key="op", title="Översiktsplan", unit=other_department
    )
    tied = factories.PositionFactory(plan=comprehensive, key="op1", statement="Plats för fjärrvärme.")
    position = Position.objects.get(key="p1")
    factories.PositionLinkFactory(source=tied, target=position, relation="implemented_by", **own)
    factories.HandOverFactory(source=position, target=tied, state="accepted", **own)
    Measure.objects.get(key="m1").implementation_rows.create(position=tied)
    factories.PlanLinkFactory(source=comprehensive, target=town.programme, relation="based_on", **own)
    conflict = factories.ConflictFactory(organisation=town.organisation, title="Värme mot utsikt")
    conflict.plan_rows.create(plan=town.programme)
    return tied


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_goal_touches_what_bears_on_it_and_how_it_is_followed_up(client, town):
    page = read(client, GOAL)
    assert "Bygg ut fjärrvärmen." in page
    assert "Samhällsbyggnad" in page
    assert "Utsläpp" in page


def test_a_goal_touches_goals_below_above_and_linked(client, town, politician):
    factories.GoalFactory(framework=town.framework, parent=town.climate, title="Delmål el")
    factories.GoalLinkFactory(source=town.buses, target=town.climate)
    other = factories.GoalFactory(framework=town.framework, title="Fler flyg")
    factories.GoalLinkFactory(source=town.climate, target=other, relation="conflicts")
    client.force_login(politician)
    page = read(client, GOAL)
    assert page.index("Goals below it") < page.index("Delmål el")
    assert "2 Buss till alla byar" in page
    assert "Fler flyg" in page


def test_a_plan_touches_what_rests_on_it_and_whose_it_is(client, planner, tied):
    client.force_login(planner)
    page = read(client, PLAN)
    assert "Klimatneutralt 2030" in page
    assert page.count("Plats för fjärrvärme.") >= 3
    assert "Based on" in page
    assert "Värme mot utsikt" in page
    assert "Barn och utbildning" in page


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        (POSITION, ["Klimatneutralt 2030", "Plats för fjärrvärme.", "Accepted", "Ny panna"]),
        (MEASURE, ["Bygg ut fjärrvärmen.", "Plats för fjärrvärme."]),
        ("/ostersund/stallningstaganden/op1/beror/", ["Bygg ut fjärrvärmen.", "Ny panna"]),
    ],
)
def test_positions_and_measures_touch_what_they_are_linked_to_at_both_ends(client, tied, address, seen):
    page = read(client, address)
    for text in seen:
        assert text in page


def test_the_public_sees_no_draft_no_conflict_and_counts_neither(client, town, politician, tied):
    hidden = town.draft.positions.get()
    factories.ContributionFactory(position=hidden, goal=town.climate, strength=-3)
    factories.PositionLinkFactory(source=Position.objects.get(key="p1"), target=hidden, relation="supports")
    for address in (GOAL, PLAN, POSITION):
        page = read(client, address)
        assert SECRET not in page
        assert "Värme mot utsikt" not in page
    client.force_login(politician)
    assert SECRET in read(client, GOAL)


def test_how_many_others_rest_on_it(client, town, neighbour):
    factories.PlanAdoptionFactory(plan=town.programme, organisation=neighbour)
    hidden = factories.OrganisationFactory(is_public=False)
    factories.PlanAdoptionFactory(plan=town.programme, organisation=hidden)
    assert "1 other organisation rests on it too." in read(client, PLAN)


def test_a_group_is_cut_and_can_be_read_whole(client, town):
    for _ in range(55):
        factories.ContributionFactory(position__plan=town.programme, goal=town.climate)
    assert "Show all 56" in read(client, GOAL)
    first = read(client, f"{GOAL}?visa=bidrag")
    assert first.count('<p class="line">') == 50
    assert "page=2" in first
    assert read(client, f"{GOAL}?visa=bidrag&page=2").count('<p class="line">') == 6
    assert client.get(f"{GOAL}?visa=nonsense&page=x").status_code == 200


def test_whom_to_ask_counts_what_is_not_listed_and_each_thing_once(client, town, other_department, tied):
    for number in range(14):
        position = factories.PositionFactory(plan=tied.plan, key=f"op1{number}")
        factories.HandOverFactory(
            source=Position.objects.get(key="p1"), target=position, recorded_by=town.organisation
        )
    page = client.get(PLAN).context["touched"]
    handed = next(group for group in page.groups if group.tie == "overlamningar")
    assert (len(handed.lines), handed.total) == (12, 15)
    assert dict(page.asked)[other_department.name] == 16  # the positions and the plan that they stand in


def test_an_offer_that_nobody_has_made_a_position_of_is_no_other_end(client, town, tied):
    for number in range(2):
        position = factories.PositionFactory(plan=town.programme, key=f"p1{number}")
        factories.HandOverFactory(
            source=position, target=None, target_plan=tied.plan, recorded_by=town.organisation
        )
    groups = {group.tie.value: group.total for group in client.get(PLAN).context["touched"].groups}
    assert groups["overlamningar"] == 1


def test_of_several_statements_on_a_goal_the_organisation_s_own_is_told_then_the_strongest(client, town):
    for strength in (1, -2):
        factories.ContributionFactory(
            position__plan=town.programme, goal=town.buses, strength=strength, recorded_by=town.organisation
        )
    groups = {group.tie.value: group for group in client.get(PLAN).context["touched"].groups}
    told = {line.named.thing.text: line.touch.strength for line in groups["mal"].lines}
    assert told == {"1 Klimatneutralt 2030": 3, "2 Buss till alla byar": -2}


def test_what_nothing_is_tied_to_says_so(client, town):
    factories.PositionFactory(plan=town.programme, key="ensam", statement="Ensamt.")
    assert "Nothing is tied to it" in read(client, "/ostersund/stallningstaganden/ensam/beror/")


@pytest.mark.parametrize("address", [GOAL, PLAN, POSITION, MEASURE])
def test_each_thing_s_page_leads_there(client, town, address):
    assert f'href="{address}"' in read(client, address.removesuffix("beror/"))


def test_what_may_not_be_seen_has_no_such_page(client, town):
    assert client.get("/ostersund/planer/utkast/beror/").status_code == 404
    assert client.get("/ostersund/stallningstaganden/p2/beror/").status_code == 404


@pytest.mark.parametrize("address", [GOAL, PLAN, POSITION, MEASURE])
def test_the_number_of_queries_does_not_grow(
    client, coordinator, tied, address, django_assert_max_num_queries
):
    position = Position.objects.get(key="p1")
    for _ in range(10):
        factories.ContributionFactory(position__plan=position.plan, goal=Goal.objects.get(key="klimat"))
        factories.PositionLinkFactory(source=position, target__plan=tied.plan)
    client.force_login(coordinator)
    with django_assert_max_num_queries(8):
        read(client, address)
