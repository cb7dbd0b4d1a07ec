"""Sections of two editions beside each other."""

import pytest

from planning.models import Plan, Section
from planning.selectors.comparing import comparison, section_text
from planning.services.editions import start_revision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality, department) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, key="plan")


def changes(before: Plan, after: Plan) -> list[tuple[str, str]]:
    """Each section by its heading, with what became of it, in the order of the comparison."""
    pairs = comparison(before, after).sections
    return [((pair.after or pair.before).heading, pair.change.value) for pair in pairs]


def test_sections_are_kept_reworded_new_and_dropped_in_the_order_of_the_document(plan, planner):
    first = factories.SectionFactory(plan=plan, key="a", heading="Läget", order=1)
    factories.SectionFactory(plan=plan, key="b", heading="Inne i läget", parent=first, body="Förr.")
    factories.SectionFactory(plan=plan, key="c", heading="Utgår", order=2)
    edition = start_revision(organisation=plan.organisation, by=planner, plan=plan)
    Section.objects.filter(plan=edition, key="b-2").update(body="Nu.")
    Section.objects.filter(plan=edition, key="c-2").delete()
    factories.SectionFactory(plan=edition, key="plan-2-s1", heading="Nytt", order=0)
    assert changes(plan, edition) == [
        ("Nytt", "new"),
        ("Läget", "kept"),
        ("Inne i läget", "reworded"),
        ("Utgår", "dropped"),
    ]


def test_a_new_heading_is_a_new_wording(plan, planner):
    factories.SectionFactory(plan=plan, key="a", heading="Trafik")
    edition = start_revision(organisation=plan.organisation, by=planner, plan=plan)
    Section.objects.filter(plan=edition).update(heading="Resor")
    assert changes(plan, edition) == [("Resor", "reworded")]


def test_sections_are_followed_over_several_editions(plan, planner):
    factories.SectionFactory(plan=plan, key="a", heading="Trafik")
    second = start_revision(organisation=plan.organisation, by=planner, plan=plan)
    Plan.objects.filter(pk=second.pk).update(status="in_force")
    second.refresh_from_db()
    third = start_revision(organisation=plan.organisation, by=planner, plan=second)
    Section.objects.filter(plan=third).update(heading="Resor")
    assert changes(second, third) == [("Resor", "reworded")]


def test_a_key_that_was_cut_to_its_length_is_known_again(plan, planner):
    factories.SectionFactory(plan=plan, key="k" * 100, heading="Lång")
    edition = start_revision(organisation=plan.organisation, by=planner, plan=plan)
    Section.objects.filter(plan=edition).update(heading="Kort")
    assert changes(plan, edition) == [("Kort", "reworded")]


def test_where_keys_say_nothing_the_same_heading_is_the_same_section(plan, municipality):
    after = factories.PlanFactory(organisation=municipality)
    for edition, body in ((plan, "Förr."), (after, "Nu.")):
        factories.SectionFactory(plan=edition, heading="Mål", body=body)
        factories.SectionFactory(plan=edition, heading="Mål", body="Samma.", order=1)
    assert changes(plan, after) == [("Mål", "reworded"), ("Mål", "kept")]


def test_markup_is_no_wording(plan):
    section = factories.SectionFactory(plan=plan, heading="Mål", body="<p>Bygg <em>tätt</em> &amp; högt.</p>")
    assert section_text(section) == "Mål\n\nBygg tätt & högt."
