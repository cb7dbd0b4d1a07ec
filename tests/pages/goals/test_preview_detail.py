"""A target or a value drawn while it is written."""

from typing import Any

import pytest
from django.test import Client

from goals.models import Indicator, Observation, Target
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(town, coordinator) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


def indicator() -> Indicator:
    return Indicator.objects.get(key="utslapp")


def drawn(client: Client, of: str, **sent: Any) -> str:
    answer = client.get(f"/ostersund/{of}/bild/", sent, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def target(client: Client, town: Any, **sent: Any) -> str:
    values = {"indicator_id": indicator().pk, "scope": "society", "year": 2040, "value": "7"}
    return drawn(client, f"malvarden/{town.climate.pk}", **values | sent)


def value(client: Client, **sent: Any) -> str:
    return drawn(client, f"indikatorer/{indicator().pk}/varden", **{"kind": "outcome", "year": 2026} | sent)


def test_a_target_that_is_written_is_drawn_and_not_saved(client, town):
    stored = Target.objects.get()
    page = target(client, town, thing=stored.pk, baseline_year=2021, baseline_value="90,5")
    assert "<svg" in page
    assert "<html" not in page
    assert "2040" in page
    assert "90.5" in page
    assert Target.objects.count() == 1


def test_a_stored_target_gives_way_to_what_is_written_of_it(client, town):
    stored = Target.objects.get()
    assert "2035" in target(client, town)
    assert '<th scope="row" class="year">2035</th>' not in target(client, town, thing=stored.pk)


def test_a_value_that_is_written_is_drawn_and_not_saved(client):
    page = value(client, value="97,5")
    assert "97.5" in page
    assert '<th scope="row" class="year">2026</th>' in page
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"value": "tolv"}, "Write a number"),
        ({"year": ""}, "Year"),
        ({"year": "99999"}, "Year"),
        ({"value": ""}, "Give a value, or from and to."),
        ({"baseline_year": "2040", "baseline_value": "1"}, "The baseline is a year before"),
        ({"baseline_year": "2020"}, "A baseline is a year and a value."),
        ({"desired_from": "5", "desired_to": "1"}, "It ends below where it begins."),
    ],
)
def test_what_is_wrong_is_said_and_what_is_stored_is_drawn(client, town, sent, fault):
    page = target(client, town, **sent)
    assert fault in page
    assert "<svg" in page


@pytest.mark.parametrize("sent", [{"indicator_id": "x"}, {"indicator_id": "999999"}, {"thing": "٣"}])
def test_odd_input_breaks_nothing(client, town, sent):
    target(client, town, **sent)
    value(client, thing="x", year="٣", value="1e999")


def test_stages_have_a_table_without_a_picture(client, town):
    stages = factories.IndicatorFactory(
        organisation=town.organisation, value_type="stages", stages=["Inte alls", "Helt"]
    )
    page = target(client, town, indicator_id=stages.pk, value="1")
    assert "<svg" not in page
    assert "Helt" in page


def test_an_indicator_of_others_that_is_not_offered_is_not_drawn(client, town, neighbour):
    theirs = factories.IndicatorFactory(organisation=neighbour, title="Faluns hemlighet")
    assert "Faluns hemlighet" not in target(client, town, indicator_id=theirs.pk)


def test_the_forms_ask_for_the_picture(client, town):
    page = client.get(f"/ostersund/malvarden/{town.climate.pk}/nytt/").content.decode()
    assert f'hx-get="/ostersund/malvarden/{town.climate.pk}/bild/"' in page


def test_it_is_for_members_only(stranger, town):
    outside = Client()
    outside.force_login(stranger)
    assert outside.get(f"/ostersund/malvarden/{town.climate.pk}/bild/").status_code == 403


def test_few_queries(client, town, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        target(client, town)
