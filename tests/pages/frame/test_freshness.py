import pytest
from django.test import Client

from alignment.events import recompute_requested
from alignment.models import ReportState
from organisations.models import Organisation

pytestmark = pytest.mark.django_db
URL = "/ostersund/aktuell/"


def number_of(organisation: Organisation) -> int:
    return ReportState.objects.get(organisation=organisation).latest.number


def test_a_report_that_holds_is_said_to_be_up_to_date(client: Client, town) -> None:
    assert "Aktuell" in client.get(URL).content.decode()


def test_after_an_edit_the_report_is_said_to_be_recomputed(client: Client, town) -> None:
    Organisation.objects.filter(pk=town.organisation.pk).update(revision=999)
    assert "Räknas om" in client.get(URL).content.decode()


def test_a_newer_report_than_the_page_shows_is_announced_to_the_page(client: Client, town) -> None:
    number = number_of(town.organisation)
    response = client.get(URL, {"nummer": number - 1})
    assert response["HX-Trigger"] == "report-changed"
    assert 'hx-swap-oob="innerHTML"' in response.content.decode()


def test_the_report_that_the_page_shows_is_no_news(client: Client, town) -> None:
    assert "HX-Trigger" not in client.get(URL, {"nummer": number_of(town.organisation)})


def test_a_stale_report_is_asked_for_anew(client: Client, town) -> None:
    asked = []

    def listen(**announced) -> None:
        asked.append(announced["organisation_id"])

    recompute_requested.connect(listen)
    ReportState.objects.update(revision=999, checked_at="2026-01-01T00:00Z")
    client.get(URL)
    recompute_requested.disconnect(listen)
    assert asked == [town.organisation.pk]


def test_a_look_costs_few_queries(client: Client, town, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(4):
        client.get(URL)
