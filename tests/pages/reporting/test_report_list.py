"""Reports for the record: their list, each as it was frozen, and pinning one to a meeting."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from alignment.models import AlignmentReport
from organisations.policies import standing
from pages.documents.selectors.report import ALL
from pages.guards import Viewer
from pages.reporting.selectors import Pages, report_shown
from planning.models import Measure
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
REPORTS = "/ostersund/rapporter/"
MEETING = "Kommunfullmäktige 15 december"


@pytest.fixture
def two(town):
    """The town with a second report, in which the measure is no longer paid for."""
    Measure.objects.filter(key="m1").update(funding="unfunded")
    town.recompute()
    return town


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_report_is_listed_with_what_it_found(two, client):
    html = read(client, REPORTS)

    assert "Rapport 2" in html
    assert "Rapport 1" in html
    assert html.index("Rapport 2") < html.index("Rapport 1")


def test_without_a_report_the_list_says_when_there_will_be_one(municipality, client):
    assert "Det finns ingen rapport ännu" in read(client, REPORTS)


def test_a_report_stays_as_it_was_frozen(two, client):
    before = read(client, f"{REPORTS}1/")
    Measure.objects.filter(key="m1").update(status="paused")
    two.recompute()

    broken = before.count("tone-broken")
    assert broken > 0
    assert read(client, f"{REPORTS}1/").count("tone-broken") == broken
    assert read(client, f"{REPORTS}3/").count("tone-broken") > broken


def test_the_plans_of_a_report_come_in_pages_of_their_own(two, client):
    """A municipality has hundreds; its documents list all."""
    factories.PlanFactory(
        organisation=two.organisation, key="alfa", title="Äldreplan", valid_from="2024-01-01"
    )
    two.recompute()
    viewer = Viewer(
        two.organisation,
        AnonymousUser(),
        standing(AnonymousUser(), two.organisation),
        two.organisation.today(),
    )

    first = report_shown(viewer, 3, Pages(per_page=1))
    second = report_shown(viewer, 3, Pages(plans="2", per_page=1))
    everything = report_shown(viewer, 3, ALL)

    assert [plan.text for plan, _said in first.plans] == ["Äldreplan"]
    assert [plan.text for plan, _said in second.plans] == ["Klimatprogram"]
    assert len(everything.plans) == second.plan_page.paginator.count == 2
    assert "Klimatprogram" in read(client, f"{REPORTS}3/?planer=9")


def test_a_report_that_is_not_there_is_not_found(town, client):
    for number in ("7", "0", "9" * 30):
        assert client.get(f"{REPORTS}{number}/").status_code == 404


def test_the_public_reads_its_own_content_and_members_theirs(two, client, log_in, politician):
    public = client.get(f"{REPORTS}2/innehall.json")
    internal = log_in(politician).get(f"{REPORTS}2/innehall.json")

    assert public["Content-Disposition"].startswith("attachment")
    assert "ostersund:utkast" not in json.loads(public.content)["plans"]
    assert "ostersund:utkast" in json.loads(internal.content)["plans"]


def test_a_coordinator_pins_a_report_to_a_meeting_and_lets_go_of_it(two, log_in, coordinator):
    client = log_in(coordinator)

    response = client.post(f"{REPORTS}1/fast/", {"name": MEETING, "expected_name": ""})

    assert response.status_code == 302
    assert MEETING in read(client, REPORTS)
    client.post(f"{REPORTS}1/fast/", {"name": "", "expected_name": MEETING})
    assert AlignmentReport.objects.get(number=1).pinned_as == ""


def test_who_pins_second_learns_of_the_first_and_loses_nothing(two, log_in, coordinator):
    AlignmentReport.objects.filter(number=1).update(pinned_as=MEETING)

    response = log_in(coordinator).post(f"{REPORTS}1/fast/", {"name": "KS", "expected_name": ""})

    assert response.status_code == 412
    assert 'value="KS"' in response.content.decode()
    assert AlignmentReport.objects.get(number=1).pinned_as == MEETING


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_others_pin_nothing(two, log_in, request, who):
    response = log_in(request.getfixturevalue(who)).post(f"{REPORTS}1/fast/", {"name": MEETING})

    assert response.status_code == 403
    assert AlignmentReport.objects.get(number=1).pinned_as == ""


def test_a_name_that_is_too_long_is_told_beside_the_field(two, log_in, coordinator):
    response = log_in(coordinator).post(f"{REPORTS}1/fast/", {"name": "x" * 201})

    assert response.status_code == 422
    assert "ds-validation-message" in response.content.decode()


def test_nothing_of_a_secret_draft_stands_in_what_the_public_reads(two, client):
    for address in (REPORTS, f"{REPORTS}2/", f"{REPORTS}2/innehall.json", f"{REPORTS}jamfor/?fran=1&till=2"):
        assert SECRET not in read(client, address)


def test_few_queries_however_many_reports(two, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        read(client, REPORTS)
    with django_assert_max_num_queries(14):
        read(client, f"{REPORTS}2/")
