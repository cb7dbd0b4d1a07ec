"""Putting a slip of the pen right in a decided plan."""

from datetime import date
from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from planning.models import Contribution, Position
from planning.services.editions import Correction, correct_editorially
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEW = Correction({"statement": "Bygg tätt.", "rationale": ""}, DAY, "Stavfel.")


@pytest.fixture
def position(municipality, department) -> Position:
    return factories.PositionFactory(
        plan__organisation=municipality, plan__unit=department, statement="Bygg tät."
    )


def correct(item: Any, by: Any, correction: Correction = NEW, **changes: Any) -> Any:
    values = {"organisation": item.organisation, "expected_version": item.version} | changes
    return correct_editorially(by=by, item=item, correction=correction, **values)


def test_the_wording_is_put_right_and_the_story_keeps_the_reason(position, coordinator):
    assert correct(position, coordinator).statement == "Bygg tätt."
    event = position.plan.events.get()
    assert (event.on, event.title, event.status) == (DAY, "Redaktionell rättelse", "in_force")
    for said in ("Stavfel.", "Bygg tät.", "Bygg tätt."):
        assert said in event.text


def test_links_to_goals_still_hold_unless_the_meaning_changed(position, coordinator):
    contribution = factories.ContributionFactory(position=position)
    outdated = Contribution.objects.with_outdated().filter(pk=contribution.pk)
    corrected = correct(position, coordinator)
    assert not outdated.get().is_outdated
    other = Correction({"statement": "Bygg glest."}, DAY, "Fel ord.", meaning_changed=True)
    correct(corrected, coordinator, other)
    assert outdated.get().is_outdated


def test_what_was_outdated_before_stays_so(position, coordinator):
    contribution = factories.ContributionFactory(position=position)
    Position.objects.update(statement="Bygg  tät.")
    position.refresh_from_db()
    correct(position, coordinator)
    assert Contribution.objects.with_outdated().get(pk=contribution.pk).is_outdated


def test_plans_sections_and_measures_are_put_right_too(position, coordinator):
    plan = position.plan
    section, measure = factories.SectionFactory(plan=plan), factories.MeasureFactory(plan=plan)
    assert correct(section, coordinator, Correction({"heading": "Ny"}, DAY, "Skäl.")).heading == "Ny"
    assert correct(measure, coordinator, Correction({"title": "Ny"}, DAY, "Skäl.")).title == "Ny"
    assert correct(plan, coordinator, Correction({"title": "Ny"}, DAY, "Skäl.")).title == "Ny"


def test_reason_and_statement_are_asked_for(position, coordinator):
    with pytest.raises(DomainError) as refusal:
        correct(position, coordinator, Correction({"statement": " "}, DAY, " "))
    assert {problem.path for problem in refusal.value.problems} == {"statement", "reason"}


def test_a_draft_is_simply_changed(position, coordinator):
    position.plan.status = "drafting"
    position.plan.save()
    with pytest.raises(DomainError) as refusal:
        correct(position, coordinator)
    assert refusal.value.code == "plan_not_decided"


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_only_the_owner_s_coordinators_put_right(position, who, request):
    with pytest.raises(NotAllowed):
        correct(position, request.getfixturevalue(who))


def test_nobody_s_words_are_lost(position, coordinator):
    with pytest.raises(Changed):
        correct(position, coordinator, expected_version=7)
    assert not position.plan.events.exists()
