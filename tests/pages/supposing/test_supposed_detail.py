"""What if: decisions in the address, and what would come of them."""

import pytest
from django.test import Client

from planning.models import Measure, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(planner):
    """A planner's browser."""
    client = Client()
    client.force_login(planner)
    return client


@pytest.fixture
def here(town):
    return f"/{town.organisation.slug}/tank-om/"


def page(client: Client, address: str, **query: object) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_at_first_nothing_is_supposed_and_proposed_plans_are_offered(town, reading, here):
    html = page(reading, here)

    assert "Inget prövas ännu" in html
    assert f'href="{here}?anta={town.draft.pk}"' in html
    assert "Vad det skulle leda till" not in html


def test_a_measure_that_is_dropped_breaks_the_chain_of_its_goal(town, reading, here):
    measure = Measure.objects.get(key="m1")

    html = page(reading, here, slopa=measure.pk)

    assert "1 kedja skulle brista" in html
    assert "Klimatneutralt 2030" in html
    assert "men ingen åtgärd" in html  # the finding that would come


def test_a_proposed_plan_that_is_adopted_mends_a_chain(town, reading, here):
    html = page(reading, here, anta=town.draft.pk)

    assert "Buss till alla byar" in html
    assert "1 kedja som är bruten skulle hålla i ett led till" in html


def test_a_plan_that_is_repealed_breaks_the_chain_that_it_carries(town, reading, here):
    html = page(reading, here, upphav=town.programme.pk)

    assert "1 kedja skulle brista" in html
    assert "Ingen gällande plan tar upp målet" in html


def test_a_measure_that_is_paid_for_mends_a_chain(town, reading, here):
    Measure.objects.filter(key="m1").update(funding="unfunded")

    html = page(reading, here, finansiera=Measure.objects.get(key="m1").pk)

    assert "1 kedja som är bruten skulle hålla i ett led till" in html


def test_nothing_is_stored(town, reading, here):
    before = list(Measure.objects.values()) + list(Plan.objects.values())

    page(reading, here, slopa=Measure.objects.get(key="m1").pk, anta=town.draft.pk)

    assert list(Measure.objects.values()) + list(Plan.objects.values()) == before


def test_a_measure_is_found_by_a_word_and_moved_to_another_day(town, reading, here):
    measure = Measure.objects.get(key="m1")
    assert "Ny panna" in page(reading, here, sok="panna")

    response = reading.get(here, {"anta": town.draft.pk, "atgard": measure.pk, "nytt_klart": "2031-06-30"})

    assert response.status_code == 302
    assert response.url == f"{here}?anta={town.draft.pk}&klart={measure.pk}_2031-06-30"
    assert "30 juni 2031" in page(reading, response.url)


def test_a_day_that_is_none_is_told_beside_the_field_and_the_rest_is_kept(town, reading, here):
    factories.MeasureFactory(plan=town.programme, key="m2", title="Laddplatser", funding="unfunded")
    measure = Measure.objects.get(key="m2")

    html = page(reading, here, anta=town.draft.pk, atgard=measure.pk, nytt_klart="31 juni")

    assert "ds-validation-message" in html
    assert f'name="anta" value="{town.draft.pk}"' in html


def test_of_two_decisions_that_exclude_each_other_one_counts(town, reading, here):
    html = page(reading, here, anta=town.draft.pk, upphav=town.draft.pk)

    assert "Buss till alla byar" in html


@pytest.mark.parametrize("query", ["slopa=x", "klart=1_igar", "dag=2026-02-31", "anta=" + "9" * 40])
def test_what_cannot_be_read_is_left_out_and_named(town, reading, here, query):
    html = page(reading, f"{here}?{query}")

    assert "Något i adressen kan inte läsas" in html


def test_what_is_no_longer_there_is_left_out_of_account(town, reading, here):
    html = page(reading, here, slopa=10**12)

    assert "finns inte kvar" in html


def test_it_is_for_members(town, client, here):
    assert client.get(here).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_what_is_supposed_starts_from_what_has_just_been_decided(town, reading, here):
    measure = Measure.objects.get(key="m1")
    assert "1 kedja skulle brista" in page(reading, here, slopa=measure.pk)

    factories.MeasureFactory(plan=town.programme, key="m2", status="ongoing", funding="decided")
    second = Measure.objects.get(key="m2")
    second.implementation_rows.create(position=town.programme.positions.get(key="p1"))

    assert "1 kedja skulle brista" not in page(reading, here, slopa=measure.pk)
    assert "1 kedja skulle brista" in page(reading, here, slopa=[measure.pk, second.pk])
