"""Editions beside each other, and a plan as it stood on a day."""

from datetime import timedelta

import pgtrigger
import pytest
from django.apps import apps
from django.utils import timezone

from planning.models import Measure, Plan, Position, Section
from planning.selectors.comparing import comparison
from planning.selectors.past import kept_since, plan_as_of
from tests import factories

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> None:
    """Lets all that history has kept so far have happened some days ago."""
    then = timezone.now() - timedelta(days=days)
    for name in ("Plan", "Section", "Position", "Measure"):
        model = apps.get_model("planning", f"{name}History")
        with pgtrigger.ignore(f"planning.{name}History:append_only"):
            model._default_manager.filter(pgh_created_at__gt=then).update(pgh_created_at=then)


@pytest.fixture
def plan(municipality) -> Plan:
    return factories.PlanFactory(organisation=municipality, title="Då")


def test_a_plan_stands_as_it_stood_with_what_is_gone_or_reworded_now(plan, municipality):
    chapter = factories.SectionFactory(plan=plan, heading="Kapitel", order=2)
    inner = factories.SectionFactory(plan=plan, heading="Inre", parent=chapter, order=1)
    factories.PositionFactory(plan=plan, section=inner, statement="Då gällde detta.")
    factories.MeasureFactory(plan=plan, title="Gjordes då")
    days_ago(10)
    Plan.objects.update(title="Nu")
    Position.objects.update(statement="Nu gäller detta.")
    Measure.objects.all().delete()
    factories.SectionFactory(plan=plan, heading="Nytt kapitel")
    past = plan_as_of(plan, municipality.today() - timedelta(days=3), municipality)
    assert past is not None
    assert past.plan["title"] == "Då"
    assert [(s.heading, s.depth) for s in past.sections] == [("", 1), ("Kapitel", 1), ("Inre", 2)]
    assert past.sections[2].positions[0]["statement"] == "Då gällde detta."
    assert past.sections[0].measures[0]["title"] == "Gjordes då"


def test_today_is_what_stands_now(plan, municipality):
    factories.PositionFactory(plan=plan, statement="Förr.")
    Position.objects.update(statement="Nu.")
    past = plan_as_of(plan, municipality.today(), municipality)
    assert past is not None
    assert past.sections[0].positions[0]["statement"] == "Nu."


def test_nothing_is_kept_of_the_time_before(plan, municipality):
    days_ago(10)
    assert plan_as_of(plan, municipality.today() - timedelta(days=11), municipality) is None
    assert kept_since(plan, municipality, decided=True) == municipality.today() - timedelta(days=10)


def test_a_part_of_a_section_that_was_gone_stands_in_none(plan, municipality):
    section = factories.SectionFactory(plan=plan)
    factories.PositionFactory(plan=plan, section=section)
    Section.objects.all().delete()
    past = plan_as_of(plan, municipality.today(), municipality)
    assert past is not None
    assert [len(s.positions) for s in past.sections] == [1]


def test_a_long_plan_is_read_back_in_four_queries(plan, municipality, django_assert_num_queries):
    factories.PositionFactory.create_batch(20, plan=plan)
    with django_assert_num_queries(4):
        assert plan_as_of(plan, municipality.today(), municipality) is not None


def test_positions_are_kept_reworded_new_and_dropped(plan, municipality, django_assert_num_queries):
    kept, gone, reworded = (
        factories.PositionFactory(plan=plan, order=number, statement=f"S{number}") for number in range(3)
    )
    after = factories.PlanFactory(organisation=municipality)
    factories.PositionFactory(plan=after, order=1, revises=kept, statement="S0")
    factories.PositionFactory(plan=after, order=2, revises=reworded, statement="Annat")
    factories.PositionFactory(plan=after, order=3)
    with django_assert_num_queries(6):
        found = comparison(plan, after).positions
    assert [pair.change for pair in found] == ["kept", "dropped", "reworded", "new"]
    assert found[1].before == gone


def test_a_new_reason_is_a_new_wording_and_a_withdrawn_position_is_dropped(plan, municipality):
    one, two = factories.PositionFactory.create_batch(2, plan=plan, statement="Samma")
    after = factories.PlanFactory(organisation=municipality)
    factories.PositionFactory(plan=after, revises=one, statement="Samma", rationale="Nytt skäl")
    factories.PositionFactory(plan=after, revises=two, statement="Samma", status="withdrawn")
    assert [pair.change for pair in comparison(plan, after).positions] == ["reworded", "dropped"]


def test_a_position_that_was_split_stands_beside_both(plan, municipality):
    origin = factories.PositionFactory(plan=plan)
    after = factories.PlanFactory(organisation=municipality)
    factories.PositionFactory.create_batch(2, plan=after, revises=origin)
    assert [pair.before for pair in comparison(plan, after).positions] == [origin, origin]
