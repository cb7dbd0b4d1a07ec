"""A cell of the matrix opened into its items and reasons."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
CELL = "/ostersund/matris/klimatprogram/ostersund/mal/klimat/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_items_stand_with_strength_and_reason(town, reader):
    text = text_of(reader.get(CELL))
    assert re.search(r"Net \+3 .* Items 1", text)
    assert re.search(r"Bygg ut fjärrvärmen\. \+3 Indispensable for the goal Ersätter olja\.", text)


def test_what_comes_through_a_goal_below_says_so(town, reader):
    below = factories.GoalFactory(
        framework=town.framework, parent=town.climate, key="under", title="Delmålet"
    )
    position = factories.PositionFactory(plan=town.programme, statement="Via delmålet.")
    factories.ContributionFactory(position=position, goal=below, strength=2, rationale="Delskäl.")
    town.recompute()
    assert re.search(
        r"Via delmålet\. \+2 .*Through the goal Delmålet \(\+2\).*Delskäl\.", text_of(reader.get(CELL))
    )


def test_what_a_measure_takes_from_another_plan_s_position_names_it(town, reader):
    other = factories.PlanFactory(organisation=town.organisation, key="trafik")
    measure = factories.MeasureFactory(plan=other, title="Gräv i gatan")
    measure.implementation_rows.create(position=town.programme.positions.get())
    town.recompute()
    text = text_of(reader.get(CELL.replace("klimatprogram", "trafik")))
    assert re.search(r"Gräv i gatan \+3 .*From the position that it implements: Bygg ut fjärrvärmen\.", text)
    assert "Ersätter olja." in text


def test_a_plan_without_anything_for_the_goal_says_what_to_do(town, reader):
    text = text_of(reader.get("/ostersund/matris/klimatprogram/ostersund/mal/buss/"))
    assert "Nothing in the plan bears on the goal" in text


def test_members_open_cells_of_drafts_and_the_public_does_not_find_them(town, reader, politician):
    cell = "/ostersund/matris/utkast/ostersund/mal/buss/"
    assert reader.get(cell).status_code == 404
    reader.force_login(politician)
    assert f"{SECRET}: skäl" in text_of(reader.get(cell))


@pytest.mark.parametrize(
    "cell",
    ["nej/ostersund/mal/klimat/", "klimatprogram/ostersund/mal/nej/", "klimatprogram/falun/mal/klimat/"],
)
def test_what_does_not_exist_is_not_found(town, reader, cell):
    assert reader.get(f"/ostersund/matris/{cell}").status_code == 404


def test_queries_do_not_grow_with_the_items(town, reader, django_assert_max_num_queries):
    for _ in range(20):
        position = factories.PositionFactory(plan=town.programme)
        factories.ContributionFactory(position=position, goal=town.climate, recorded_by=town.organisation)
    town.recompute()
    with django_assert_max_num_queries(8):
        assert len(re.findall(r'<th scope="row" role="rowheader">', reader.get(CELL).content.decode())) == 21
