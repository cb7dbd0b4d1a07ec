"""Goals that a text resembles."""

import pytest

from goals.models import Framework, Goal
from organisations.models import Organisation
from planning.models import Implementation, PlanSupersession, Position
from planning.selectors.suggestions import (
    Suggestion,
    goals_resembling,
    positions_resembling,
    positions_to_suggest,
    words_of,
)
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
    assert found[0].pk == buses.pk
    assert set(found[0].words) >= {"byar", "bussresan"}


def test_words_that_begin_alike_match_since_words_are_joined(climate, buses, municipality):
    found = asked(municipality, "Klimatarbetet fortsätter.")
    assert [(one.pk, one.words) for one in found] == [(climate.pk, ("klimatarbetet",))]


def test_a_word_that_few_goals_have_counts_more(framework, climate, municipality):
    for number in range(5):
        factories.GoalFactory(framework=framework, title=f"Trygg kommun {number}")
    rare = factories.GoalFactory(framework=framework, title="Rent vatten")
    assert asked(municipality, "Kommunen ska ha rent vatten.")[0].pk == rare.pk


def test_what_colleagues_have_linked_before_lends_the_goal_its_words(climate, buses, municipality):
    other = factories.PositionFactory(plan__organisation=municipality, statement="Oljepannor byts ut.")
    factories.ContributionFactory(position=other, goal=climate)
    assert [one.pk for one in asked(municipality, "Oljepannan på skolan tas bort.")] == [climate.pk]
    same_plan = asked(municipality, "Oljepannan på skolan tas bort.", plan_id=other.plan_id)
    assert same_plan == []


@pytest.mark.parametrize("text", ["", "  ", "1234 !!", "\x00", "%(words)s ' \\", "x" * 5000, "och att det"])
def test_a_text_that_says_nothing_suggests_nothing(climate, municipality, text):
    assert asked(municipality, text) == []


@pytest.mark.django_db
def test_norwegian_is_stemmed_as_norwegian():
    oslo = factories.OrganisationFactory(country="NO", language="nb")
    goal = factories.GoalFactory(framework__organisation=oslo, title="Trygge skoleveier")
    assert asked(oslo, "Skoleveiene sikres.")[0].pk == goal.pk


def test_one_query_and_at_most_as_many_as_asked_for(framework, municipality, django_assert_num_queries):
    factories.GoalFactory.create_batch(20, framework=framework, title="Bättre skola")
    among = list(Goal.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        found = goals_resembling(municipality, "Skolan blir bättre.", among=among, most=5)
    assert len(found) == 5


def test_words_are_told_once_without_figures_and_endlessly_long_ones():
    assert words_of("Skolan, skolan 2030 ab " + "x" * 100) == ["skolan"]


# Positions ---------------------------------------------------------------------------------------


@pytest.fixture
def position(municipality: Organisation) -> Position:
    return factories.PositionFactory(plan__organisation=municipality, statement="Cykla till skolan.")


def offered(position: Position) -> set[Position]:
    found = positions_to_suggest(position.plan.organisation, position)
    return set(Position.objects.filter(pk__in=found))


def test_a_position_of_another_plan_is_found_by_its_words_and_by_what_implements_it(position, municipality):
    school = factories.PositionFactory(plan__organisation=municipality, statement="Skolans vägar är trygga.")
    paths = factories.PositionFactory(plan__organisation=municipality, statement="Gång och hjul.")
    measure = factories.MeasureFactory(plan__organisation=municipality, title="Cykelbana längs ån")
    Implementation.objects.create(measure=measure, position=paths)
    ids = positions_to_suggest(municipality, position)
    found = positions_resembling(municipality, "Cykelbanor till skolan.", among=ids)
    assert {(one.pk, one.words) for one in found} == {(school.pk, ("skolan",)), (paths.pk, ())}


def test_own_and_adopted_plans_are_in_reach_and_nobody_else_s(position, municipality):
    own = factories.PositionFactory(plan__organisation=municipality, plan__status="drafting")
    adoption = factories.PlanAdoptionFactory(organisation=municipality)
    adopted = factories.PositionFactory(plan=adoption.plan)
    factories.PositionFactory()
    factories.PositionFactory(plan=own.plan, status="withdrawn")
    factories.PositionFactory(plan__organisation=municipality, plan__status="repealed")
    factories.PositionFactory(plan=position.plan)
    assert offered(position) == {own, adopted}


def test_other_editions_of_the_plan_itself_are_out_of_reach(position, municipality):
    draft = factories.PositionFactory(plan__organisation=municipality, plan__status="drafting")
    twin = factories.PositionFactory(plan__organisation=municipality, plan__status="drafting")
    for plan in (draft.plan, twin.plan):
        PlanSupersession.objects.create(plan=plan, superseded=position.plan)
    assert offered(position) == set()
    assert offered(draft) == set()


def test_a_draft_s_position_is_left_to_the_one_in_force_that_it_revises(position, municipality):
    old = factories.PositionFactory(plan__organisation=municipality)
    draft = factories.PlanFactory(organisation=municipality, status="drafting")
    factories.PositionFactory(plan=draft, revises=old)
    new = factories.PositionFactory(plan=draft)
    assert offered(position) == {old, new}


def test_what_is_linked_already_at_either_end_is_not_suggested(position, municipality):
    ends = [factories.PositionFactory(plan__organisation=municipality) for _ in range(4)]
    factories.PositionLinkFactory(source=position, target=ends[0], recorded_by=municipality)
    factories.PositionLinkFactory(source=ends[1], target=position, recorded_by=municipality)
    factories.HandOverFactory(source=position, target=ends[2], recorded_by=municipality)
    assert offered(position) == {ends[3]}


# Words that say nothing -------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["ska", "skall", "bör", "måste", "får", "samt", "även", "genom"])
def test_words_that_stand_in_every_plan_neither_count_nor_are_shown(framework, municipality, word):
    goal = factories.GoalFactory(framework=framework, title=f"Kommunen {word} ge alla rent vatten")
    factories.GoalFactory(framework=framework, title=f"Bussarna {word} gå oftare")
    assert asked(municipality, f"Det {word} göras.") == []
    assert [(one.pk, one.words) for one in asked(municipality, f"Vatten {word} renas.")] == [
        (goal.pk, ("vatten",))
    ]


@pytest.mark.django_db
def test_norwegian_has_its_own_words_that_say_nothing():
    oslo = factories.OrganisationFactory(country="NO", language="nb")
    factories.GoalFactory(framework__organisation=oslo, title="Kommunen skal og bør gjøre veiene trygge")
    assert asked(oslo, "Dette skal og bør gjøres gjennom samarbeid.") == []


def test_beginnings_of_words_that_say_nothing_match_nothing(framework, municipality):
    factories.GoalFactory(framework=framework, title="Genomfartstrafiken minskar")
    assert asked(municipality, "Det görs genom skolan.") == []
