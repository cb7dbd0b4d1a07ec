"""Indicators, values and targets, changed in the browser."""

import re

import pytest
from django.test import Client

from alignment.models import GoalAlignment
from alignment.services.recomputing import recompute_report
from goals.models import Goal, Indicator, Observation, Target
from organisations.models import User
from tests import factories

pytestmark = pytest.mark.django_db
INDICATORS = "/ostersund/indikatorer/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def goal(municipality, department) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, unit=department)


@pytest.fixture
def measured(goal, municipality) -> Indicator:
    return factories.TargetFactory(
        goal=goal, indicator__organisation=municipality, indicator__title="Cykelresor"
    ).indicator


@pytest.fixture
def desk(planner: User) -> Client:
    """The planner's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_planner_makes_an_indicator_without_javascript(desk, municipality):
    sent = {"title": "Läge", "value_type": "stages", "stages": "Inte börjat\r\nKlart", "max_age_years": 3}

    answer = desk.post(f"{INDICATORS}nytt/", sent, follow=True)

    assert "The indicator is made." in text(answer)
    assert municipality.indicators.get().stages == ["Inte börjat", "Klart"]


def test_stages_without_names_are_refused_beside_the_field(desk, municipality):
    sent = {"title": "Läge", "value_type": "stages", "stages": "Klart", "max_age_years": 3}

    answer = desk.post(f"{INDICATORS}nytt/", sent, headers=HTMX)

    assert answer.status_code == 422
    assert 'id="id_stages_error"' in text(answer)


def test_the_number_of_queries_does_not_grow_with_indicators(
    desk, measured, goal, django_assert_max_num_queries
):
    for target in factories.TargetFactory.create_batch(20, goal=goal):
        assert target.indicator.organisation == measured.organisation

    with django_assert_max_num_queries(10):
        page = text(desk.get(INDICATORS))

    assert page.count("redigera/") >= 21


def test_a_value_is_written_with_a_comma_and_shown_in_place(desk, measured):
    sent = {"year": 2026, "kind": "outcome", "value": "1 234,50", "source": "SCB"}

    row = text(desk.post(f"{INDICATORS}{measured.pk}/varden/nytt/", sent, headers=HTMX))

    assert "2026: 1,234.5" in row
    assert "Outcome · SCB" in row


@pytest.mark.parametrize("value", ["tolv", "NaN", "1e999", "9" * 25, "0,1234567"])
def test_what_is_no_number_is_refused_beside_the_field(desk, measured, value):
    sent = {"year": 2026, "kind": "outcome", "value": value}

    answer = desk.post(f"{INDICATORS}{measured.pk}/varden/nytt/", sent)

    assert answer.status_code == 422
    assert 'id="id_value_error"' in text(answer)
    assert not Observation.objects.exists()


def test_a_year_has_one_value(desk, measured):
    factories.ObservationFactory(indicator=measured, year=2026)

    answer = desk.post(f"{INDICATORS}{measured.pk}/varden/nytt/", {"year": 2026, "kind": "outcome"})

    assert answer.status_code == 422
    assert re.search(r'id="id_year_error">[^<]*already', text(answer))


def test_who_was_slower_sees_both_values(desk, measured):
    value = factories.ObservationFactory(indicator=measured, year=2026, value=5)
    Observation.objects.update(value=6)
    sent = {"year": 2026, "kind": "outcome", "value": "7", "initial-value": "5", "version": 1}

    answer = desk.post(f"{INDICATORS}{measured.pk}/varden/{value.pk}/redigera/", sent, headers=HTMX)

    assert answer.status_code == 409
    assert "<mark>6</mark>" in text(answer)


def test_the_form_opens_with_what_is_stored(desk, measured):
    value = factories.ObservationFactory(indicator=measured, year=2026, value="5.50")

    page = text(desk.get(f"{INDICATORS}{measured.pk}/varden/{value.pk}/redigera/"))

    assert re.search(r'name="value" value="5\.5"', page)


def test_a_target_that_is_set_counts_in_the_next_report(desk, goal, municipality):
    indicator = factories.IndicatorFactory(organisation=municipality)
    sent = {"indicator_id": indicator.pk, "scope": "society", "year": 2030, "value": "12,5"}

    row = text(desk.post(f"/ostersund/malvarden/{goal.pk}/nytt/", sent, headers=HTMX))
    recompute_report(organisation_id=municipality.pk)

    assert "to reach 12.5" in row
    assert GoalAlignment.objects.get(goal=goal).measurable == "ok"


def test_half_a_baseline_is_refused_beside_the_missing_half(desk, goal, measured):
    sent = {"indicator_id": measured.pk, "scope": "society", "year": 2030, "value": 1, "baseline_year": 2020}

    answer = desk.post(f"/ostersund/malvarden/{goal.pk}/nytt/", sent)

    assert answer.status_code == 422
    assert 'id="id_baseline_value_error"' in text(answer)


def test_a_target_opens_with_its_bands_and_is_changed(desk, goal, measured):
    target = measured.targets.get()
    address = f"/ostersund/malvarden/{goal.pk}/{target.pk}/redigera/"
    sent = {"indicator_id": measured.pk, "scope": "society", "year": 2031, "desired_from": "3", "version": 1}

    desk.post(address, sent)

    assert re.search(r'name="desired_from" value="3"', text(desk.get(address)))
    assert Target.objects.get().value is None


def test_another_unit_s_goal_gets_no_target_from_us(desk, goal, measured, other_department):
    Goal.objects.update(unit=other_department)

    assert desk.get(f"/ostersund/malvarden/{goal.pk}/nytt/").status_code == 403


def test_what_is_another_municipality_s_does_not_exist_here(desk, neighbour):
    away = factories.TargetFactory(goal__framework__organisation=neighbour)

    assert desk.get(f"/ostersund/malvarden/{away.goal_id}/").status_code == 404
    assert desk.get(f"{INDICATORS}{away.indicator_id}/varden/").status_code == 404
