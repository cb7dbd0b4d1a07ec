"""Acknowledging a finding, and opening it again."""

import pytest
from django.test import Client

from alignment.models import Finding
from organisations.models import User
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def finding(town: Town) -> Finding:
    """A finding that the planner's department should act on."""
    factories.PositionFactory(plan=town.programme, statement="Utan mål.", unit=town.programme.unit)
    town.recompute()
    return Finding.objects.get(code="position_not_linked")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def address(finding: Finding, verb: str = "kvittera") -> str:
    return f"/ostersund/brister/{finding.pk}/{verb}/"


def test_with_a_reason_it_leaves_the_open_ones_and_is_remembered_over_reports(finding, desk, town, planner):
    desk.post(address(finding), {"because": "Tas med i nästa revidering."})
    town.recompute()
    finding.refresh_from_db()
    assert (finding.acknowledged_by, finding.acknowledged_because) == (planner, "Tas med i nästa revidering.")
    assert "Utan mål." not in desk.get("/ostersund/brister/").content.decode()
    assert (
        "Tas med i nästa revidering." in desk.get("/ostersund/brister/?state=acknowledged").content.decode()
    )


def test_htmx_gets_the_row_with_form_fault_and_outcome(finding, desk):
    assert "<textarea" in desk.get(address(finding), headers=HTMX).content.decode()
    refused = desk.post(address(finding), {"because": " "}, headers=HTMX)
    assert refused.status_code == 422
    row = desk.post(address(finding), {"because": "Det får stå."}, headers=HTMX).content.decode()
    assert row.strip().startswith("<li")
    assert "Det får stå." in row


def test_it_can_be_opened_again(finding, desk):
    desk.post(address(finding), {"because": "Det får stå."})
    desk.post(address(finding, "oppna"))
    finding.refresh_from_db()
    assert (finding.acknowledged_at, finding.acknowledged_because) == (None, "")


def test_who_comes_second_does_not_overwrite_the_first_reason(finding, desk, coordinator):
    desk.post(address(finding), {"because": "Först."})
    desk.force_login(coordinator)
    desk.post(address(finding), {"because": "Sedan."})
    finding.refresh_from_db()
    assert finding.acknowledged_because == "Först."


def test_a_finding_that_the_report_has_no_longer_is_not_found(finding, desk):
    Finding.objects.all().delete()
    assert desk.post(address(finding), {"because": "x"}).status_code == 404


def test_others_acknowledge_and_reopen_nothing(finding, outsider):
    client, status = outsider
    for verb in ("kvittera", "oppna"):
        assert client.post(address(finding, verb), {"because": "x"}).status_code == status
    finding.refresh_from_db()
    assert finding.acknowledged_at is None
