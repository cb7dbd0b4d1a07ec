"""The catalogue of plans."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation
from planning.models import Plan
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
PLANS = "/ostersund/planer/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def titles(response) -> list[str]:
    rows = re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', response.content.decode())
    return [row for row in rows if row]


def test_the_public_sees_plans_in_effect_and_past_ones_but_no_drafts(town, reader):
    factories.PlanFactory(organisation=town.organisation, title="Gammal plan", status="repealed")
    shown = reader.get(PLANS)
    assert titles(shown) == ["Klimatprogram", "Gammal plan"]
    assert SECRET not in shown.content.decode()


def test_members_see_proposed_plans_between_those_in_effect_and_those_past(town, reader, politician):
    factories.PlanFactory(organisation=town.organisation, title="Gammal plan", status="superseded")
    reader.force_login(politician)
    assert titles(reader.get(PLANS)) == ["Klimatprogram", SECRET, "Gammal plan"]


def test_titles_are_sorted_as_the_organisation_s_language_sorts_them(municipality, reader):
    for title in ("Ängsplan", "Zonplan", "Åplan", "Översiktsplan"):
        factories.PlanFactory(organisation=municipality, title=title)
    assert titles(reader.get(PLANS)) == ["Zonplan", "Åplan", "Ängsplan", "Översiktsplan"]


def test_a_plan_whose_time_is_over_is_marked_but_stays_in_effect(municipality, reader):
    factories.PlanFactory(organisation=municipality, title="Utgången", valid_to="2020-12-31")
    page = reader.get(PLANS).content.decode()
    assert page.index('id="current"') < page.index("Utgången")
    assert "Expired" in page


def test_a_plan_in_effect_whose_check_is_due_says_so(municipality, reader):
    for title, day, status in (
        ("Försenad", "2025-01-31", "in_force"), ("I tid", "2999-01-31", "in_force"),
        ("Förra", "2025-02-28", "superseded"),
    ):  # fmt: skip
        factories.PlanFactory(organisation=municipality, title=title, next_check_on=day, status=status)
    page = reader.get(PLANS).content.decode()
    assert page.count("To be checked ") == page.count("To be checked now") + 1
    assert re.search(r"Försenad.*To be checked 31 January 2025.*I tid", page, re.DOTALL)


def test_a_row_tells_score_parts_and_findings(town, reader, politician):
    reader.force_login(politician)
    row = re.search(
        r"<tr>\s*<th scope=\"row\"><a [^>]+>Klimatprogram.*?</tr>",
        reader.get(PLANS).content.decode(),
        re.DOTALL,
    )
    text = re.sub(r"<[^>]+>|\s+", " ", row[0])
    assert re.search(r"Klimatprogram .* 100 +of 100 .* 1 +1 +0 *$", text), text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=klimat", ["Klimatprogram"]),
        ("q=klimat%20bostad", []),
        ("phase=past", ["Bostadsplan"]),
        ("unit=sam", ["Klimatprogram"]),
        ("family=strategy", ["Bostadsplan"]),
        ("origin=adopted", ["Regional plan"]),
        ("origin=own", ["Klimatprogram", "Bostadsplan"]),
        ("q=2026/17", ["Klimatprogram"]),
        ("check=due", ["Klimatprogram"]),
        ("check=unplanned", ["Regional plan"]),
        ("phase=nonsense", []),
    ],
)
def test_filters_narrow_the_catalogue(town, reader, query, found):
    own = town.organisation
    Plan.objects.filter(pk=town.programme.pk).update(next_check_on="2026-01-15", case_number="KS 2026/17")
    strategy = factories.PlanTypeFactory(organisation=own, family="strategy")
    factories.PlanFactory(organisation=own, title="Bostadsplan", type=strategy, status="superseded")
    factories.PlanAdoptionFactory(
        organisation=own, plan__title="Regional plan", plan__organisation__is_public=True
    )
    response = reader.get(f"{PLANS}?{query}")
    if query == "phase=nonsense":
        assert response.status_code == 200
    else:
        assert titles(response) == found


def test_adopted_plans_of_an_organisation_that_is_not_public_are_for_members(town, reader, politician):
    factories.PlanAdoptionFactory(organisation=town.organisation, plan__title="Sluten regionplan")
    assert "Sluten regionplan" not in reader.get(PLANS).content.decode()
    reader.force_login(politician)
    assert "Sluten regionplan" in titles(reader.get(PLANS))


def test_forty_plans_a_page_and_the_whole_count_above(municipality, reader):
    kind = factories.PlanTypeFactory(organisation=municipality)
    factories.PlanFactory.create_batch(60, organisation=municipality, type=kind)
    first, second = reader.get(PLANS), reader.get(f"{PLANS}?page=2")
    assert (len(titles(first)), len(titles(second))) == (40, 20)
    assert "60 plans" in first.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_plans(
    municipality, reader, politician, django_assert_max_num_queries
):
    reader.force_login(politician)
    kind = factories.PlanTypeFactory(organisation=municipality)
    unit = factories.UnitFactory(organisation=municipality)
    for plan in factories.PlanFactory.create_batch(30, organisation=municipality, type=kind, unit=unit):
        factories.PositionFactory(plan=plan)
    with django_assert_max_num_queries(10):
        reader.get(PLANS)


def test_a_municipality_that_does_not_exist_or_is_closed_is_not_found(municipality: Organisation, reader):
    assert reader.get("/finns-inte/planer/").status_code == 404
    Organisation.objects.update(is_public=False)
    assert reader.get(PLANS).status_code == 404
