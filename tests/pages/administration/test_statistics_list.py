"""Coordinators see what is fetched, have it fetched, and choose between their value and the source's."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goals.models import Indicator, Observation
from interchange.models import ImportRun, IndicatorImport
from interchange.services.statistics import carry_on_import
from organisations.models import Organisation
from tests import factories
from tests.publishing import publishing

pytestmark = pytest.mark.django_db
HERE = "/ostersund/administration/statistik/"


@pytest.fixture
def indicator(municipality) -> Indicator:
    Organisation.objects.filter(pk=municipality.pk).update(code="2380")
    own = {"organisation": municipality, "source": "kolada"}
    unnumbered = factories.IndicatorFactory(**own, title="Utan nummer")
    IndicatorImport.objects.create(
        indicator=unnumbered, asked_at=timezone.now(), fault="unavailable", detail="HTTP 500"
    )
    return factories.IndicatorFactory(**own, title="Nöjda", external_id="N00945")


@pytest.fixture
def corrected(indicator) -> Observation:
    fetched = {"fetched_value": Decimal("31.5"), "fetched_at": timezone.now(), "source": "Enkäten"}
    return factories.ObservationFactory(indicator=indicator, year=2024, value=33, **fetched)


def shown(desk: Client) -> str:
    return desk.get(HERE).content.decode()


def test_without_a_source_the_page_says_how_an_indicator_gets_one(desk, municipality):
    page = shown(desk)

    assert "No indicator has a source" in page
    assert "Fetch now" not in page


def test_the_page_tells_of_sources_problems_and_differences_in_few_queries(desk, corrected):
    ImportRun.objects.create(
        organisation=corrected.organisation,
        state="done",
        ended_at=timezone.now(),
        problems=[{"indicator": 1, "title": "Nöjda", "fault": "busy", "detail": "HTTP 429"}],
    )
    desk.get(HERE)

    with CaptureQueriesContext(connection) as seen:
        page = shown(desk)

    assert len(seen) <= 8
    for text in (
        "Kolada N00945",
        "Never fetched",
        "The number at the source is missing.",
        "Take 31.5 for 2024",
        "The source asks us to come back later.",
    ):
        assert text in page


def test_fetching_is_queued_and_its_progress_shown_until_it_is_done(desk, indicator, settings):
    settings.KOLADA_URL = "http://127.0.0.1:9"
    settings.STATISTICS_TIMEOUT_SECONDS, settings.STATISTICS_PAUSE_MILLISECONDS = 0.1, 0
    htmx = {"headers": {"hx-request": "true", "accept-language": "en"}}

    answer = desk.post(f"{HERE}hamta/", follow=True)
    again = desk.post(f"{HERE}hamta/", follow=True)
    part = desk.get(HERE, **htmx)

    assert "are being fetched. You can leave" in answer.content.decode()
    assert "being fetched already" in again.content.decode()
    assert "waits for its turn" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "<progress" in answer.content.decode()
    carry_on_import(run_id=ImportRun.objects.get().pk)
    assert desk.get(HERE, **htmx)["HX-Refresh"] == "true"
    assert "The source does not answer." in shown(desk)


def test_the_source_s_value_is_taken_and_never_over_a_newer_one(desk, corrected):
    take = f"{HERE}{corrected.pk}/kallans-varde/"

    for version in ("", "7", "x"):
        assert (
            "Nothing was overwritten" in desk.post(take, {"version": version}, follow=True).content.decode()
        )
    answer = desk.post(take, {"version": "1"}, follow=True)

    corrected.refresh_from_db()
    assert (corrected.value, corrected.source) == (Decimal("31.5"), "Kolada N00945")
    assert "counts now" in answer.content.decode()
    assert "Take 31.5" not in answer.content.decode().partition("<main")[2]


def test_others_do_not_see_it_and_nobody_takes_another_s_value(client, planner, corrected, neighbour, desk):
    client.force_login(planner)
    assert [client.get(HERE).status_code, client.post(f"{HERE}hamta/").status_code] == [403, 403]

    theirs = factories.ObservationFactory(indicator__organisation=neighbour, fetched_at=timezone.now())

    assert desk.post(f"{HERE}{theirs.pk}/kallans-varde/", {"version": "1"}).status_code == 404


def test_numbers_are_looked_for_at_the_sources(desk, municipality, settings):
    with publishing() as published:
        settings.KOLADA_URL = f"{published.url}/v3"
        published.stage(kpis={"N00945": "Nöjda <b>medborgare</b>"})
        found = desk.get(HERE, {"source": "kolada", "q": "nöjda"}).content.decode()
        published.stage(faults=[{"at": "/v3/", "status": 500, "times": 9}])
        failed = desk.get(HERE, {"source": "kolada", "q": "nöjda"}).content.decode()
        asked = len(published.asked)
    wrong = desk.get(HERE, {"source": "nowhere", "q": "x" * 300})

    assert "Nöjda &lt;b&gt;medborgare" in found
    assert ("The source does not answer." in failed, asked) == (True, 1), "a person waits: asked once"
    assert wrong.status_code == 200


def test_an_indicator_gets_its_source_in_its_form(desk, indicator):
    address = f"/ostersund/indikatorer/{indicator.pk}/redigera/"
    content = {"title": "Nöjda", "value_type": "number", "max_age_years": 3, "version": 1, "direction": "up"}

    refused = [
        desk.post(address, content | {"source": "kolada", "external_id": " "}),
        desk.post(address, content | {"source": "manual", "external_id": "N00945"}),
    ]
    saved = desk.post(address, content | {"source": "scb", "external_id": "BE0101N1"}, follow=True)

    assert [answer.status_code for answer in refused] == [422, 422]
    assert "Say which number" in refused[0].content.decode()
    assert "SCB BE0101N1" in saved.content.decode()
