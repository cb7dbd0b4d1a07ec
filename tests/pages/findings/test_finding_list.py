"""The list of findings."""

import re

import pytest
from django.test import Client

from alignment.models import Finding
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
FINDINGS = "/ostersund/brister/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def groups(response) -> dict[str, int]:
    """How many rows each group shows."""
    parts = re.split(r'<section class="section"\s+id="code-([a-z_]+)"', response.content.decode())
    return {
        code: len(re.findall(r"<li class=\"finding ", part))
        for code, part in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_findings_are_grouped_by_what_they_are_about_gravest_first(town, reader, politician):
    reader.force_login(politician)
    page = reader.get(FINDINGS)
    assert next(iter(groups(page))) == "goal_not_planned"
    assert re.search(
        r"No plan in effect takes up the goal <a [^>]+>2 Buss till alla byar</a>", page.content.decode()
    )


def test_the_public_sees_no_finding_about_a_draft(town, reader, politician):
    factories.PositionFactory(plan=town.draft, statement=f"{SECRET} 3")
    town.recompute()
    assert "position_not_linked" not in groups(reader.get(FINDINGS))
    reader.force_login(politician)
    assert groups(reader.get(FINDINGS))["position_not_linked"] == 1


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("code=goal_behind", {"goal_behind"}),
        ("severity=high", {"goal_not_planned"}),
        ("decides=politicians", {"goal_not_planned"}),
        ("unit=sam", {"funding_unknown"}),
        ("unit=-", {"goal_not_planned", "goal_not_measurable", "goal_behind"}),
        ("q=fjärrvärme", set()),
        ("q=buss", {"goal_not_planned", "goal_not_measurable"}),
        ("state=acknowledged", set()),
    ],
)
def test_filters(town, reader, politician, query, codes):
    factories.MeasureFactory(plan=town.programme, status="planned", unit=town.programme.unit)
    town.recompute()
    reader.force_login(politician)
    assert set(groups(reader.get(f"{FINDINGS}?{query}"))) == codes


def test_a_plan_s_page_leads_to_the_findings_about_it(town, reader, politician):
    reader.force_login(politician)
    factories.PositionFactory(plan=town.programme)
    town.recompute()
    page = reader.get(f"{FINDINGS}?plan={town.programme.pk}")
    assert set(groups(page)) == {"position_not_linked"}
    assert "Only findings about" in page.content.decode()


def test_the_public_cannot_filter_by_acknowledgement(town, reader):
    Finding.objects.update(acknowledged_at="2026-01-01T12:00Z", acknowledged_because="Hemligt skäl")
    page = reader.get(f"{FINDINGS}?state=open")
    assert "goal_not_planned" in groups(page)
    assert "Hemligt skäl" not in page.content.decode()
    assert "acknowledged" not in page.content.decode()


def test_members_see_where_a_finding_is_put_right(town, reader, politician):
    factories.PositionFactory(plan=town.programme, key="utan", statement="Utan mål.")
    town.recompute()
    reader.force_login(politician)
    page = reader.get(f"{FINDINGS}?code=position_not_linked").content.decode()
    assert 'href="/ostersund/stallningstaganden/utan/bidrag/nytt/"' in page


def test_an_outdated_link_leads_to_its_form(town, reader, politician):
    position = town.programme.positions.get()
    position.statement = "Ny lydelse."
    position.save()
    town.recompute()
    reader.force_login(politician)
    page = reader.get(f"{FINDINGS}?code=link_outdated").content.decode()
    assert f'href="/ostersund/bidrag/{position.contributions.get().pk}/"' in page


def test_thirty_a_page_and_few_queries(town, reader, coordinator, django_assert_max_num_queries):
    factories.PositionFactory.create_batch(60, plan=town.programme)
    town.recompute()
    reader.force_login(coordinator)
    with django_assert_max_num_queries(10):
        page = reader.get(f"{FINDINGS}?code=position_not_linked")
    assert groups(page) == {"position_not_linked": 30}
    assert "60 findings" in page.content.decode()


@pytest.mark.parametrize("query", ["code=nonsense", "unit=nonsense", "plan=x", "page=999", "state=x"])
def test_odd_filters_break_nothing(town, reader, query):
    assert reader.get(f"{FINDINGS}?{query}").status_code == 200


def test_what_can_be_asked_for_is_named_in_words(town, reader, politician):
    reader.force_login(politician)
    page = reader.get(f"{FINDINGS}?code=plan_expired").content.decode()
    asked = re.search(r'<select[^>]+name="code".+?</select>', page, re.DOTALL)
    named = dict(re.findall(r'<option value="([a-z_]*)"[^>]*>([^<]+)<', asked[0]))

    assert named["goal_not_planned"] == "Goals that no plan takes up"
    assert named["plan_expired"] == "Plans whose time has run out"
