"""A plan as it stood on a day, on a page."""

from datetime import timedelta

import pytest
from django.test import Client

from planning.models import Plan, Position
from tests import factories
from tests.planning.test_looking_back import days_ago

pytestmark = pytest.mark.django_db
PAST = "/ostersund/planer/plan/som-den-var/"


@pytest.fixture
def plan(municipality) -> Plan:
    plan = factories.PlanFactory(organisation=municipality, key="plan")
    factories.PositionFactory(plan=plan, statement="Så stod det.")
    days_ago(10)
    Position.objects.update(statement="Så står det.")
    return plan


def read(plan: Plan, days: int, client: Client | None = None) -> str:
    day = plan.organisation.today() - timedelta(days=days)
    browser = client or Client(headers={"accept-language": "en"})
    return browser.get(f"{PAST}?datum={day}").content.decode()


def test_a_day_is_chosen_and_the_plan_stands_as_it_stood(plan):
    assert "Så stod det." in read(plan, 2)
    assert "Så står det." in read(plan, 0)


def test_a_day_before_all_that_is_kept_says_since_when(plan):
    assert "The earliest state that can be shown" in read(plan, 20)


def test_what_stood_before_the_adoption_is_for_members(plan, politician):
    Plan.objects.update(status="drafting")
    Position.objects.update(statement="Hemligt utkast.")
    days_ago(5)
    Plan.objects.update(status="adopted")
    assert "Hemligt utkast." not in read(plan, 3)
    member = Client()
    member.force_login(politician)
    assert "Hemligt utkast." in read(plan, 3, member)
    assert "Hemligt utkast." in read(plan, 0)


@pytest.mark.parametrize("day", ["", "x", "2026-02-31", "0000-00-00", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_refused_with_a_message(plan, day):
    assert Client().get(f"{PAST}?datum={day}").status_code in {200, 422}


def test_the_page_opens_with_a_choice_of_day_and_no_more(plan):
    page = Client().get(PAST).content.decode()
    assert 'type="date"' in page
    assert "Så står det." not in page
