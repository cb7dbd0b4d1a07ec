"""The latest report's rows: no reader gets what they may not see."""

from dataclasses import asdict
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from alignment.models import Finding, GoalAlignment
from alignment.selectors import latest
from alignment.services.recomputing import recompute_report
from goals.models import Framework, Goal
from organisations.models import Organisation
from planning.models import Plan
from tests.alignment.loading import load
from tests.alignment.small import NATION, load_municipalities, municipality
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    found = load_municipalities()[0]
    recompute_report(organisation_id=found.pk)
    return found


@pytest.fixture
def member(organisation: Organisation) -> latest.Reader:
    reader = latest.reader_of(organisation, MembershipFactory(organisation=organisation).user)
    assert reader is not None
    return reader


@pytest.fixture
def public(organisation: Organisation) -> latest.Reader:
    reader = latest.reader_of(organisation, AnonymousUser())
    assert reader is not None
    return reader


def everything(reader: latest.Reader) -> str:
    """All that a reader can get, as text."""
    goals = latest.goal_lines(reader)
    items = [latest.item_lines(reader, goal.goal_id) for goal in goals]
    findings = latest.finding_lines(reader, latest.findings(reader))
    plans = latest.plan_lines(reader)
    return repr((goals, items, plans, findings, latest.summary(reader), list(latest.findings(reader))))


def test_members_and_the_public_are_told_apart(member: latest.Reader, public: latest.Reader) -> None:
    assert (member.is_member, public.is_member) == (True, False)


def test_nobody_reads_of_an_organisation_that_is_not_public(organisation: Organisation) -> None:
    organisation.is_public = False

    assert latest.reader_of(organisation, AnonymousUser()) is None


def test_a_secret_draft_is_nowhere_for_the_public(member: latest.Reader, public: latest.Reader) -> None:
    secrets = ("kommun:s2", "kommun:utkast", "proposed")

    assert all(secret in everything(member) for secret in secrets)
    assert not any(secret in everything(public) for secret in secrets)


def test_numbers_if_adopted_are_for_members(member: latest.Reader, public: latest.Reader) -> None:
    goal = Goal.objects.get(key="g1").pk

    of_member, of_public = latest.goal_lines(member, [goal])[0], latest.goal_lines(public, [goal])[0]

    assert of_member.if_adopted is not None
    assert (of_member.if_adopted.opposition, of_public.if_adopted) == (4, None)
    assert of_member.current == of_public.current


def test_the_lines_behind_a_number_add_up_to_it(member: latest.Reader, public: latest.Reader) -> None:
    for reader in (member, public):
        for goal in latest.goal_lines(reader):
            lines = latest.item_lines(reader, goal.goal_id)
            counted = [line for line in lines if line.in_numbers and line.phase == "current"]
            assert sum(line.supporting for line in counted) == goal.current.support
            assert sum(line.opposing for line in counted) == goal.current.opposition


def test_a_measure_takes_from_a_draft_for_members_only(member: latest.Reader, public: latest.Reader) -> None:
    goal = Goal.objects.get(key="g1").pk

    taken = [
        {name for line in latest.item_lines(r, goal) for name in line.taken_from} for r in (member, public)
    ]

    assert taken == [{"kommun:s1", "kommun:s2"}, {"kommun:s1"}]


def test_goals_that_only_a_draft_lays_down_are_hidden_with_what_they_explain() -> None:
    found = load(NATION, municipality())["kommun"]
    draft = Plan.objects.get(key="utkast")
    draft.framework = Framework.objects.get(key="vision")
    draft.save()
    recompute_report(organisation_id=found.pk, always=True)
    reader = latest.reader_of(found, AnonymousUser())
    assert reader is not None

    assert {goal.is_own for goal in latest.goal_lines(reader)} == {False}
    assert "vision/g1" not in everything(reader)


def test_acknowledgements_are_for_members(member: latest.Reader, public: latest.Reader) -> None:
    Finding.objects.update(acknowledged_at="2026-11-01T10:00Z", acknowledged_because="Internt skäl")

    of_member = latest.finding_lines(member, latest.findings(member))
    of_public = latest.finding_lines(public, latest.findings(public))

    assert {line.acknowledgement.because for line in of_member if line.acknowledgement} == {"Internt skäl"}
    assert of_public
    assert all(line.acknowledgement is None for line in of_public)
    assert "Internt" not in repr([asdict(line) for line in of_public])


def test_a_finding_handed_over_by_mistake_is_not_shown(public: latest.Reader) -> None:
    hidden = list(Finding.objects.filter(is_public=False))

    assert hidden
    assert latest.finding_lines(public, hidden) == []


def test_cells_come_for_a_part_of_the_matrix(member: latest.Reader, public: latest.Reader) -> None:
    part: dict[str, Any] = {
        "plans": Plan.objects.values_list("pk", flat=True),
        "goals": [Goal.objects.get(key="g1").pk],
    }

    assert [cell.net for cell in latest.cells(member, **part)] == [0, -2]
    assert [cell.net for cell in latest.cells(public, **part)] == [0]


def test_the_rows_of_one_organisation_are_not_anothers(organisation: Organisation) -> None:
    other = Organisation.objects.create(
        key="annan", slug="annan", name="Annan", kind="municipality", is_public=True
    )
    reader = latest.reader_of(other, AnonymousUser())
    assert reader is not None

    assert latest.goal_lines(reader) == []
    assert latest.summary(reader) is None
    assert GoalAlignment.objects.exists()
