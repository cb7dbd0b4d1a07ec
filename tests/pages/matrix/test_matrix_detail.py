"""The matrix of plans and goals."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from alignment.models import MatrixCell
from pages.addresses import CellAddresses
from tests import factories
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
MATRIX = "/ostersund/matris/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def rows(response) -> dict[str, list[str]]:
    """The texts of the cells by plan."""
    body = response.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    found = {}
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        plan = re.search(r"<a [^>]+>([^<]+)</a>", row)[1]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        found[plan] = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    return found


def test_a_cell_is_signed_and_worded(town, reader):
    assert rows(reader.get(MATRIX)) == {"Klimatprogram": ["+3 contributes, net 3, 1 item", ""]}


def test_opposition_is_negative_and_worded(town, reader):
    position = factories.PositionFactory(plan=town.programme)
    factories.ContributionFactory(
        position=position, goal=town.buses, strength=-2, recorded_by=town.organisation
    )
    town.recompute()
    assert rows(reader.get(MATRIX))["Klimatprogram"][1] == "−2 counteracts, net −2, 1 item"


def test_the_table_names_its_rows_columns_and_itself(town, reader):
    page = reader.get(MATRIX).content.decode()
    assert re.search(r"<caption>\s*Net of each plan for each goal, plans in effect\s*</caption>", page)
    assert len(re.findall(r'<th scope="col"\s+class="goal-head', page)) == 2
    assert page.count('<th scope="row">') == 1
    assert re.search(r'<th scope="colgroup"\s+colspan="2"', page)


def test_if_adopted_adds_proposed_plans_and_leaves_out_what_they_supersede(town, reader, politician):
    town.draft.supersession_rows.create(superseded=town.programme)
    town.recompute()
    reader.force_login(politician)
    assert list(rows(reader.get(MATRIX))) == ["Klimatprogram"]
    assert rows(reader.get(f"{MATRIX}?plans=if-adopted")) == {SECRET: ["", "+2 contributes, net 2, 1 item"]}


def test_the_difference_is_what_comes_what_leaves_and_the_sum_of_both(town, reader, politician):
    factories.PlanFactory(organisation=town.organisation, title="Står kvar", type=town.programme.type)
    town.draft.supersession_rows.create(superseded=town.programme)
    town.recompute()
    reader.force_login(politician)

    answer = reader.get(f"{MATRIX}?plans=difference")

    assert list(rows(answer)) == ["Klimatprogram", SECRET]
    page = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert re.search(r"Klimatprogram .*· leaves .*· comes", page)
    assert re.search(r"In all what comes less what leaves −3 falls by 3 \+2 rises by 2", page)


def test_where_nothing_is_proposed_the_difference_says_so(town, reader, politician):
    town.draft.delete()
    town.recompute()
    reader.force_login(politician)
    assert "nothing would change" in reader.get(f"{MATRIX}?plans=difference").content.decode()


@pytest.mark.parametrize("which", ["if-adopted", "difference"])
def test_the_public_cannot_ask_for_proposed_plans(town, reader, which):
    assert list(rows(reader.get(f"{MATRIX}?plans={which}"))) == ["Klimatprogram"]


def test_any_set_of_plans_can_be_ticked_and_all_come_back(town, reader):
    for key in ("trafik", "energi"):
        factories.PlanFactory(
            organisation=town.organisation, key=key, title=key.title(), type=town.programme.type
        )
    town.recompute()
    everything = reader.get(MATRIX).content.decode()
    assert everything.count('name="plan"') == 3

    some = reader.get(f"{MATRIX}?level=municipal&plan=trafik&plan=energi&plan=ostersund:energi&plan=%00'")

    assert list(rows(some)) == ["Energi", "Trafik"]
    assert "Show all plans again" in some.content.decode()


def adopt_goals(town: Town, goals: int) -> None:
    adoption = factories.FrameworkAdoptionFactory(
        organisation=town.organisation, framework__level="national", framework__title="Miljömålen"
    )
    factories.GoalFactory.create_batch(goals, framework=adoption.framework)
    town.recompute()


def test_goals_of_the_organisation_s_own_level_come_first_and_others_on_request(town, reader):
    adopt_goals(town, 3)
    assert len(rows(reader.get(MATRIX))["Klimatprogram"]) == 2
    assert len(rows(reader.get(f"{MATRIX}?level=national"))["Klimatprogram"]) == 3
    assert len(rows(reader.get(f"{MATRIX}?level="))["Klimatprogram"]) == 5


def test_a_page_has_at_most_sixty_goals_and_leads_to_the_rest(town, reader):
    adopt_goals(town, 70)
    first = reader.get(f"{MATRIX}?level=national")
    assert len(rows(first)["Klimatprogram"]) == 60
    assert "Goals 1–60 of 70" in first.content.decode()
    assert len(rows(reader.get(f"{MATRIX}?level=national&goal_page=2"))["Klimatprogram"]) == 10


def test_a_page_has_at_most_forty_plans(town, reader):
    kind = factories.PlanTypeFactory(organisation=town.organisation)
    factories.PlanFactory.create_batch(45, organisation=town.organisation, type=kind)
    town.recompute()
    assert len(rows(reader.get(MATRIX))) == 40
    assert len(rows(reader.get(f"{MATRIX}?page=2"))) == 6


@pytest.mark.parametrize(("query", "plans"), [("unit=sam", 1), ("origin=adopted", 0), ("family=strategy", 0)])
def test_plans_can_be_chosen_by_unit_owner_and_sort(town, reader, query, plans):
    factories.PlanFactory(organisation=town.organisation, title="Utan enhet")
    town.recompute()
    page = reader.get(f"{MATRIX}?{query}")
    assert (len(rows(page)) if plans else page.content.decode().count("<tbody>")) == plans


def test_queries_do_not_grow_with_the_matrix(town, reader, politician, django_assert_max_num_queries):
    reader.force_login(politician)
    adopt_goals(town, 40)
    factories.PlanFactory.create_batch(20, organisation=town.organisation, type=town.programme.type)
    town.recompute()
    with django_assert_max_num_queries(10):
        reader.get(f"{MATRIX}?level=")


def test_addresses_of_many_cells_are_those_of_each(town):
    cell = MatrixCell.objects.select_related("plan__organisation", "goal__framework__organisation").first()
    many = CellAddresses(town.organisation, [cell.goal]).of(cell.plan)
    framework = cell.goal.framework
    keys = (framework.organisation.key, framework.key, cell.goal.key)
    one = reverse("matrix:cell_detail", args=[town.organisation.slug, (None, cell.plan.key), *keys])
    assert many == [(cell.goal_id, one)]


def test_without_a_report_the_page_says_so(municipality, reader):
    assert "There is nothing to compare" in reader.get(MATRIX).content.decode()
