"""Finding positions and plans by words, by how words begin, and by what looks much alike."""

import pytest
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection

from organisations.models import Organisation
from planning.models import Plan, Position
from planning.selectors.searching import plans_matching, positions_matching
from tests import factories


@pytest.fixture
def stops(municipality: Organisation) -> Position:
    plan = factories.PlanFactory(organisation=municipality, title="Trafikprogram", summary="Buss och tåg.")
    statement = "Hållplatserna ligger nära bostäderna."
    return factories.PositionFactory(plan=plan, statement=statement, code="T1.2", rationale="Alla når dem.")


@pytest.fixture
def homes(municipality: Organisation) -> Position:
    plan = factories.PlanFactory(organisation=municipality, title="Bostadsprogram", summary=None)
    return factories.PositionFactory(plan=plan, statement="Bostäder byggs i byarna.", code=None)


@pytest.mark.parametrize(
    "asked",
    [
        "hå",
        "hållpl",
        "hållplatsen",
        "hallplatserna ligger",
        "T1.2",
        "t1",
        "når",
        "hållplats trafikprogrammet",
        "hållplatser och de",
        "nära tra",
    ],
)
def test_a_position_is_found_by_stems_beginnings_code_and_its_plan_s_title(stops, homes, municipality, asked):
    assert list(positions_matching(municipality, asked)) == [stops]


def test_all_words_narrow_the_search_and_one_is_enough_where_nothing_has_all(stops, homes, municipality):
    assert set(positions_matching(municipality, "bostäder")) == {stops, homes}
    assert list(positions_matching(municipality, "bostäder byggs")) == [homes]
    assert list(positions_matching(municipality, "hållplats flygplats")) == [stops]


def test_what_has_the_word_comes_before_what_has_a_word_that_begins_so(homes, municipality):
    first = factories.PositionFactory(plan=homes.plan, statement="Byggbodar ställs upp.", rationale="Bygg.")
    other = factories.PositionFactory(plan=homes.plan, statement="Bygglov ges.", rationale=None)
    assert set(positions_matching(municipality, "bygg")[:2]) == {first, homes}
    assert other in positions_matching(municipality, "bygg")


@pytest.mark.parametrize(
    "asked", ["", " ", "och", "\x00", "':*", "&|!", "%_", "' OR 1=1 --", "e", "x" * 300, "och " * 80]
)
def test_what_says_nothing_finds_nothing(stops, homes, municipality, asked):
    assert list(positions_matching(municipality, asked)) == []
    assert list(plans_matching(municipality, asked)) == []


def test_plans_are_found_by_title_and_summary(stops, homes, municipality):
    assert list(plans_matching(municipality, "traf")) == [stops.plan]
    assert list(plans_matching(municipality, "bussarna")) == [stops.plan]
    assert list(plans_matching(municipality, "trafikprogam")) == [stops.plan]


@pytest.mark.django_db
def test_norwegian_is_stemmed_as_norwegian():
    oslo = factories.OrganisationFactory(country="NO", language="nb")
    routes = factories.PositionFactory(plan__organisation=oslo, statement="Trygge skoleveier.")
    assert list(positions_matching(oslo, "skoleveiene")) == [routes]


def test_five_queries_whatever_is_found(stops, municipality, django_assert_max_num_queries):
    factories.PositionFactory.create_batch(30, plan=stops.plan, statement="Hållplats.")
    with django_assert_max_num_queries(5):
        found = list(positions_matching(municipality, "hållplats vid flygplats"))
        assert {one.plan.organisation for one in found} == {municipality}
    assert len(found) == 20


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Plan, Position])
@pytest.mark.parametrize("stems", ["swedish", "norwegian"])
def test_what_is_searched_has_an_index_of_the_same_expression(model, stems):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    vector = SearchVector(*model.SEARCHED, config=stems)
    rows = model.objects.alias(vector=vector).filter(vector=SearchQuery("hus", config=stems)).order_by()
    assert f"{model._meta.model_name}_{stems}" in rows.explain()
