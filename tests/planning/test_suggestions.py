"""Goals that a text resembles."""

import pytest

from goals.models import Framework, Goal
from organisations.models import Organisation
from planning.selectors.suggestions import Suggestion, goals_resembling, words_of
from tests import factories


@pytest.fixture
def framework(municipality: Organisation) -> Framework:
    return factories.FrameworkFactory(organisation=municipality)


@pytest.fixture
def climate(framework: Framework) -> Goal:
    return factories.GoalFactory(framework=framework, title="Klimatneutral kommun 2030")


@pytest.fixture
def buses(framework: Framework) -> Goal:
    return factories.GoalFactory(
        framework=framework, title="Bussresor till alla byar", text="Kollektivtrafik."
    )


def asked(organisation: Organisation, text: str, **options: object) -> list[Suggestion]:
    among = list(Goal.objects.values_list("pk", flat=True))
    return goals_resembling(organisation, text, among=among, **options)


def test_stems_match_and_the_words_are_shown_as_they_stand_in_the_text(climate, buses, municipality):
    found = asked(municipality, "Bussresan till byar går oftare.")
    assert found[0].goal_id == buses.pk
    assert set(found[0].words) >= {"byar", "bussresan"}


def test_words_that_begin_alike_match_since_words_are_joined(climate, buses, municipality):
    found = asked(municipality, "Klimatarbetet fortsätter.")
    assert [(one.goal_id, one.words) for one in found] == [(climate.pk, ("klimatarbetet",))]


def test_a_word_that_few_goals_have_counts_more(framework, climate, municipality):
    for number in range(5):
        factories.GoalFactory(framework=framework, title=f"Trygg kommun {number}")
    rare = factories.GoalFactory(framework=framework, title="Rent vatten")
    assert asked(municipality, "Kommunen ska ha rent vatten.")[0].goal_id == rare.pk


def test_what_colleagues_have_linked_before_lends_the_goal_its_words(climate, buses, municipality):
    other = factories.PositionFactory(plan__organisation=municipality, statement="Oljepannor byts ut.")
    factories.ContributionFactory(position=other, goal=climate)
    assert [one.goal_id for one in asked(municipality, "Oljepannan på skolan tas bort.")] == [climate.pk]
    same_plan = asked(municipality, "Oljepannan på skolan tas bort.", plan_id=other.plan_id)
    assert same_plan == []


@pytest.mark.parametrize("text", ["", "  ", "1234 !!", "\x00", "%(words)s ' \\", "x" * 5000, "och att det"])
def test_a_text_that_says_nothing_suggests_nothing(climate, municipality, text):
    assert asked(municipality, text) == []


@pytest.mark.django_db
def test_norwegian_is_stemmed_as_norwegian():
    oslo = factories.OrganisationFactory(country="NO", language="nb")
    goal = factories.GoalFactory(framework__organisation=oslo, title="Trygge skoleveier")
    assert asked(oslo, "Skoleveiene sikres.")[0].goal_id == goal.pk


def test_one_query_and_at_most_as_many_as_asked_for(framework, municipality, django_assert_num_queries):
    factories.GoalFactory.create_batch(20, framework=framework, title="Bättre skola")
    among = list(Goal.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        found = goals_resembling(municipality, "Skolan blir bättre.", among=among, most=5)
    assert len(found) == 5


def test_words_are_told_once_without_figures_and_endlessly_long_ones():
    assert words_of("Skolan, skolan 2030 ab " + "x" * 100) == ["skolan"]
