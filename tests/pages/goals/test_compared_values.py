"""An indicator on a goal's page beside what was measured in the region and the country."""

import re

import pytest

from goals.models import Indicator
from organisations.models import Organisation
from tests import factories
from tests.pages.goals.test_goal_detail import CLIMATE, text_of
from tests.pages.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(town: Town) -> Organisation:
    """The town lies in a region, which lies in a country; both have values of the town's indicator."""
    country = factories.OrganisationFactory(key="sverige", kind="national", name="Sverige", is_public=True)
    region = factories.OrganisationFactory(key="lanet", kind="region", name="Länet", parent=country)
    Organisation.objects.filter(pk=town.organisation.pk).update(parent=region)
    shared = {"indicator": Indicator.objects.get(key="utslapp"), "recorded_by": town.organisation}
    for organisation, year, value in ((region, 2018, 98), (region, 2025, 95), (country, 2025, 92)):
        factories.ObservationFactory(**shared, organisation=organisation, year=year, value=value)
    return country


def test_the_latest_values_stand_beside_each_other_in_words(client, country):
    assert "Jämfört: 2025: Östersunds kommun 98 · Länet 95 · Sverige 92." in text_of(client.get(CLIMATE))


def test_each_has_a_line_with_a_mark_of_its_own_and_a_column_of_the_table(client, country):
    html = client.get(CLIMATE).content.decode()

    picture = html.split('<svg role="img"')[1].split("</figure>")[0]
    assert 'class="chart-mark chart-region"' in picture
    assert 'class="chart-mark chart-country"' in picture
    assert re.search(r'class="year">2025</th>.*?95</td><td class="num">92</td></tr>', html, re.DOTALL)
    assert 'class="year">2018' not in html  # before there are values of the town's own


def test_its_own_word_about_itself_prevails_where_it_is_public(client, country, town):
    said = {"indicator": Indicator.objects.get(key="utslapp"), "year": 2025}
    region = Organisation.objects.get(key="lanet")
    for organisation, value in ((country, 90), (region, 1)):
        factories.ObservationFactory(**said, organisation=organisation, recorded_by=organisation, value=value)

    assert "Länet 95 · Sverige 90." in text_of(client.get(CLIMATE))


def test_what_is_said_of_the_values_is_told(client, country):
    country.observations.update(note="Ungefärlig serie.")

    assert "Sverige 92. Sverige: Ungefärlig serie." in text_of(client.get(CLIMATE))


def test_values_of_another_size_are_told_but_not_drawn(client, country):
    country.observations.update(value=10_000_000)

    page = client.get(CLIMATE)
    assert "Visas inte i diagrammet, eftersom värdena är av en annan storlek: Sverige" in text_of(page)
    assert "chart-country" not in page.content.decode()
    assert "Sverige 10 000 000." in text_of(page)


def test_without_a_common_year_each_value_has_its_year(client, country, town):
    town.organisation.observations.filter(year=2025).update(year=2023)

    assert "Östersunds kommun 98 (2023) · Länet 95 (2025) · Sverige 92 (2025)" in text_of(client.get(CLIMATE))


def test_forecasts_and_half_of_the_people_are_no_outcome(client, country):
    country.observations.update(kind="forecast")
    Organisation.objects.get(key="lanet").observations.update(gender="K")

    assert "Jämfört:" not in text_of(client.get(CLIMATE))


def test_the_goal_s_page_takes_no_query_more(client, country, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(CLIMATE)
