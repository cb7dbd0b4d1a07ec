"""Taking back an earlier wording: the wording alone, of drafts alone."""

from typing import Any

import pytest

from core.errors import Changed, DomainError
from organisations.models import Organisation, Unit, User
from planning.models import Measure, Plan, Section
from planning.services.restoring import restore_version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    made: Plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting")
    return made


def restore(part: Any, by: User, version: int = 2) -> Any:
    first = part.history.order_by("pgh_id").values_list("pgh_id", flat=True)[0]
    return restore_version(
        organisation=part.plan.organisation, by=by, part=part, expected_version=version, kept_id=first
    )


def test_a_measure_gets_its_wording_back_and_keeps_the_rest(plan, planner):
    measure = factories.MeasureFactory(plan=plan, title="Ny panna", text="Stor.", status="planned")
    Measure.objects.update(title="Panna", text=None, status="ongoing")
    restored = restore(measure, planner)
    restored.refresh_from_db()
    assert (restored.title, restored.text, restored.status) == ("Ny panna", "Stor.", "ongoing")


def test_a_section_gets_heading_and_text_back(plan, planner):
    section = factories.SectionFactory(plan=plan, heading="Mål", body="<p>Ett</p>")
    Section.objects.update(heading="Syfte", body="<p>Två</p>")
    restored = restore(section, planner)
    assert (restored.heading, restored.body, restored.version) == ("Mål", "<p>Ett</p>", 3)


def test_a_lost_update_restores_nothing(plan, planner):
    measure = factories.MeasureFactory(plan=plan, title="Ny panna")
    Measure.objects.update(title="Panna")
    with pytest.raises(Changed):
        restore(measure, planner, version=1)


def test_a_decided_plan_is_locked(plan, planner):
    measure = factories.MeasureFactory(plan=plan, title="Ny panna")
    Measure.objects.update(title="Panna")
    Plan.objects.update(status="adopted")
    with pytest.raises(DomainError) as refused:
        restore(measure, planner)
    assert refused.value.code == "plan_decided"


def test_another_part_s_history_is_not_a_source(plan, planner):
    mine, other = factories.MeasureFactory(plan=plan), factories.MeasureFactory(plan=plan, title="Annat")
    with pytest.raises(DomainError) as refused:
        restore_version(
            organisation=plan.organisation,
            by=planner,
            part=mine,
            expected_version=1,
            kept_id=other.history.get().pgh_id,
        )
    assert refused.value.code == "no_such_version"
