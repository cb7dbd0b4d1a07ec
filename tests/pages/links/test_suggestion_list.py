"""Goals that are suggested for a position or measure."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db
SUGGESTED = "/ostersund/stallningstaganden/p/forslag/"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    return factories.PositionFactory(plan=plan, key="p", statement="Bussarna till byarna går oftare.")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def test_a_suggestion_shows_its_words_and_opens_the_form_with_the_goal_chosen(position, desk, municipality):
    goal = factories.GoalFactory(framework__organisation=municipality, title="Buss till alla byar")
    page = desk.get(SUGGESTED).content.decode()
    assert "Buss till alla byar" in page
    assert "byarna" in page
    address = re.search(r'href="([^"]+\?mal=\d+)"', page)[1]
    assert f'<option value="{goal.pk}" selected>' in desk.get(address).content.decode()


def test_goals_that_are_linked_already_are_not_suggested(position, desk, municipality):
    goal = factories.GoalFactory(framework__organisation=municipality, title="Buss till alla byar")
    factories.ContributionFactory(position=position, goal=goal)
    assert "No goal has words in common" in desk.get(SUGGESTED).content.decode()


def test_htmx_gets_the_list_alone(position, desk):
    part = desk.get(SUGGESTED, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="links suggestions"')


def test_who_may_not_link_it_is_shown_the_goals_only(position, politician, municipality):
    factories.GoalFactory(framework__organisation=municipality, title="Buss till alla byar")
    client = Client()
    client.force_login(politician)
    page = client.get(SUGGESTED).content.decode()
    assert "Buss till alla byar" in page
    assert "?mal=" not in page


@pytest.mark.parametrize("goal", ["x", "", "0", "999999"])
def test_an_odd_goal_in_the_address_chooses_nothing(position, desk, goal):
    page = desk.get(f"/ostersund/stallningstaganden/p/bidrag/nytt/?mal={goal}")
    assert (page.status_code, " selected>" in page.content.decode()) == (200, False)


def test_queries_do_not_grow_with_the_goals(position, desk, municipality, django_assert_max_num_queries):
    framework = factories.FrameworkFactory(organisation=municipality)
    factories.GoalFactory.create_batch(40, framework=framework, title="Buss till alla byar")
    with django_assert_max_num_queries(16):
        page = desk.get(SUGGESTED, headers={"HX-Request": "true"}).content.decode()
    assert page.count("?mal=") == 10  # five, each as a link and for htmx
