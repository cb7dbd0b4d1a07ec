"""Goals that a search finds, as a choice of goals asks for them."""

import re

import pytest
from django.test import Client

from goals.models import Framework, Goal
from organisations.models import Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db
SEARCH = "/ostersund/malsok/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def framework(municipality: Organisation) -> Framework:
    return factories.FrameworkFactory(organisation=municipality, title="Fullmäktiges mål")


@pytest.fixture
def climate(framework: Framework) -> Goal:
    return factories.GoalFactory(
        framework=framework, title="Klimatneutral kommun", text="Resorna med buss ökar.", code="K1"
    )


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "sv"})
    client.force_login(planner)
    return client


def options(desk: Client, asked: str) -> str:
    return desk.get(SEARCH, {"sok": asked}, headers=HTMX).content.decode()


def test_options_stand_below_their_framework_and_say_why_they_match(climate, desk):
    part = options(desk, "bussresa")
    assert "optgroup" not in part
    part = options(desk, "bussar")
    assert '<optgroup label="Fullmäktiges mål">' in part
    assert f'<option value="{climate.pk}">K1 Klimatneutral kommun (buss)</option>' in part
    assert "K1 Klimatneutral kommun</option>" in options(desk, "kommunens")


@pytest.mark.parametrize("asked", ["klima", "neutral", "k1", "kommunerna", "fullmäktige resa", "RESOR buss"])
def test_it_knows_stems_beginnings_parts_of_titles_codes_and_frameworks(climate, framework, desk, asked):
    factories.GoalFactory(framework__title="Ett annat", title="Rent vatten")
    factories.GoalFactory(framework=framework, title="Rent vatten", text=None)
    assert re.findall(r'value="(\d+)"', options(desk, asked)) == [str(climate.pk)]


def test_titles_in_the_reader_s_language_are_found_and_shown(desk, framework):
    factories.GoalFactory(framework=framework, title="Clean water", titles={"sv": "Rent vatten"})
    assert "Rent vatten</option>" in options(desk, "vatten")
    assert "Rent vatten</option>" in options(desk, "clean")


def test_goals_of_frameworks_that_nobody_here_follows_are_not_found(desk):
    factories.GoalFactory(title="Klimat i en annan kommun")
    adopted = factories.FrameworkFactory(title="Agenda")
    desk_s = Organisation.objects.get(slug="ostersund")
    factories.FrameworkAdoptionFactory(organisation=desk_s, framework=adopted)
    goal = factories.GoalFactory(framework=adopted, title="Klimat för alla")
    assert re.findall(r'value="(\d+)"', options(desk, "klimat")) == [str(goal.pk)]


def test_without_htmx_it_is_a_page_with_a_form(climate, desk):
    page = desk.get(SEARCH, {"sok": "bussar"}).content.decode()
    assert 'name="sok"' in page
    assert "K1 Klimatneutral kommun</a>" in page
    assert "<optgroup" not in page
    assert "Inga mål" in desk.get(SEARCH, {"sok": "fjäll"}).content.decode()


@pytest.mark.parametrize("asked", ["", " ", "och", "\x00", "':*", "<b>", "%", "x" * 3000])
def test_what_says_nothing_finds_nothing(climate, desk, asked):
    answer = desk.get(SEARCH, {"sok": asked}, headers=HTMX)
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_queries_do_not_grow_with_what_is_found(framework, desk, django_assert_max_num_queries):
    factories.GoalFactory.create_batch(70, framework=framework, title="Bättre skola")
    with django_assert_max_num_queries(8):
        assert options(desk, "skolor").count("<option") == 50
