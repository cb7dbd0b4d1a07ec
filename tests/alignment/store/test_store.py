"""Storing: numbered, frozen, only what changed, never older over newer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from alignment.models import (
    AlignmentReport,
    Finding,
    GoalAlignment,
    MatrixCell,
    PlanAlignment,
    ReportContent,
    ReportState,
)
from alignment.services.recomputing import recompute_report
from alignment.snapshot import read
from alignment.store import Run, store
from alignment.store.contents import document_of as document_in
from alignment.store.contents import thaw
from alignment.store.origins import unpacked
from alignment.store.rows import contents_of
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Measure, Position
from tests.alignment.small import (
    assert_stored_report_is_right,
    contribution_of,
    document_of,
    load_municipalities,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return load_municipalities()[0]


def run_of(organisation: Organisation) -> Run:
    """A run that has read and reckoned, and is about to store."""
    reading = read(organisation.pk)
    return Run(reading, contents_of(reading), timezone.now(), ["test"])


def state(organisation: Organisation) -> ReportState:
    return ReportState.objects.get(pk=organisation.pk)


def edit(organisation: Organisation, strength: int) -> None:
    contribution = contribution_of(organisation)
    contribution.strength = strength
    contribution.save()
    settle(organisation)


def settle(organisation: Organisation) -> None:
    """What happens at commit, in a test whose transaction never does."""
    organisation.revision += 1
    Organisation.objects.filter(pk=organisation.pk).update(revision=organisation.revision)


def all_rows() -> list[Any]:
    tables = (GoalAlignment, PlanAlignment, MatrixCell, Finding)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_the_first_report_has_number_1_and_holds_what_is_computed(organisation: Organisation) -> None:
    outcome = store(run_of(organisation))

    assert (outcome.number, outcome.is_new) == (1, True)
    assert_stored_report_is_right(organisation)
    content = AlignmentReport.objects.get().internal
    stored = document_in(thaw(content.body, content.matrix))
    assert stored | {"date": state(organisation).on.isoformat()} == document_of(organisation)


def test_an_unchanged_result_gets_no_new_number_and_moves_the_state_only(organisation: Organisation) -> None:
    store(run_of(organisation))
    before = all_rows()
    settle(organisation)

    outcome = store(run_of(organisation))

    assert (outcome.number, outcome.is_new) == (1, False)
    assert state(organisation).revision == organisation.revision
    assert all_rows() == before


def test_another_day_with_the_same_result_is_no_new_report(organisation: Organisation) -> None:
    store(run_of(organisation))
    tomorrow = timezone.localdate() + timedelta(days=1)
    reading = read(organisation.pk, tomorrow)

    outcome = store(Run(reading, contents_of(reading), timezone.now()))

    assert not outcome.is_new
    assert state(organisation).on == tomorrow


def test_a_change_gets_the_next_number_and_leaves_the_old_report_as_it_was(
    organisation: Organisation,
) -> None:
    store(run_of(organisation))
    first = AlignmentReport.objects.values().get()
    edit(organisation, -3)

    outcome = store(run_of(organisation))

    assert outcome.number == 2
    assert AlignmentReport.objects.values().get(number=1) == first
    assert_stored_report_is_right(organisation)


@pytest.mark.parametrize(
    "change",
    ["UPDATE alignment_alignmentreport SET totals = '{}'", "UPDATE alignment_reportcontent SET body = ''"],
)
def test_what_is_frozen_cannot_be_changed_by_anybody(organisation: Organisation, change: str) -> None:
    store(run_of(organisation))

    with pytest.raises(ProgrammingError, match="Cannot update"), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_report_can_be_pinned_afterwards(organisation: Organisation) -> None:
    store(run_of(organisation))

    assert AlignmentReport.objects.update(pinned_as="Kommunfullmäktige 15 december") == 1


def test_a_result_that_comes_back_is_kept_once(organisation: Organisation) -> None:
    for strength in (2, 3, 2):
        edit(organisation, strength)
        store(run_of(organisation))

    first, _, third = AlignmentReport.objects.order_by("number")
    assert third.number == 3
    assert (third.internal_id, third.public_id) == (first.internal_id, first.public_id)
    assert ReportContent.objects.count() == 4


def test_a_stale_run_never_overwrites_a_newer_result(organisation: Organisation) -> None:
    stale = run_of(organisation)
    edit(organisation, -3)
    store(run_of(organisation))
    rows, known = all_rows(), ReportState.objects.values().get()

    outcome = store(stale)

    assert not outcome.is_stored
    assert (all_rows(), ReportState.objects.values().get()) == (rows, known)


def test_yesterdays_run_of_the_same_revision_is_stale(organisation: Organisation) -> None:
    store(run_of(organisation))
    run = run_of(organisation)
    yesterday = replace(run.reading.snapshot, date=run.reading.snapshot.date - timedelta(days=1))

    assert not store(replace(run, reading=replace(run.reading, snapshot=yesterday))).is_stored


def test_only_the_rows_that_differ_are_written(organisation: Organisation) -> None:
    store(run_of(organisation))
    before = {goal["id"]: goal for goal in all_rows()[0]}
    edit(organisation, 3)

    store(run_of(organisation))

    after = {goal["id"]: goal for goal in all_rows()[0]}
    written = {pk for pk in after if after[pk] != before[pk]}
    names = set(GoalAlignment.objects.filter(pk__in=written).values_list("goal__key", flat=True))
    assert (after.keys(), names) == (before.keys(), {"g1"})


def test_items_behind_the_same_numbers_are_brought_up_to_date_without_a_new_number(
    organisation: Organisation,
) -> None:
    store(run_of(organisation))
    Position.objects.filter(key="s1").update(key="s9")
    settle(organisation)

    outcome = store(run_of(organisation))

    row = GoalAlignment.objects.get(goal__key="g1")
    assert not outcome.is_new
    assert "kommun:s9" in {name for _kind, name, *_rest in unpacked(row.origins)}


def test_a_finding_keeps_when_it_was_first_seen_and_its_acknowledgement(organisation: Organisation) -> None:
    store(run_of(organisation))
    earlier = timezone.now() - timedelta(days=9)
    Finding.objects.filter(code="goal_counteracted").update(
        first_seen_at=earlier, acknowledged_at=earlier, acknowledged_because="Vi vet."
    )
    contribution = organisation.contributions.get(position__key="s2")
    contribution.strength = -3
    contribution.save()
    settle(organisation)

    store(run_of(organisation))

    finding = Finding.objects.get(code="goal_counteracted")
    assert finding.details["strength"] == -3
    assert (finding.first_seen_at, finding.acknowledged_because) == (earlier, "Vi vet.")


def test_a_finding_that_is_mended_goes(organisation: Organisation) -> None:
    Measure.objects.update(end=timezone.localdate() - timedelta(days=1))
    store(run_of(organisation))
    assert Finding.objects.filter(code="measure_overdue").exists()
    Measure.objects.update(status="done")
    settle(organisation)

    store(run_of(organisation))

    assert not Finding.objects.filter(code="measure_overdue").exists()


def test_old_reports_and_contents_that_none_has_any_more_are_deleted(organisation: Organisation) -> None:
    store(run_of(organisation))
    old = AlignmentReport.objects.values().get()
    for number in range(2, 60):
        at = timezone.now() - timedelta(days=400, minutes=-number)
        AlignmentReport.objects.create(**old | {"id": None, "number": number, "computed_at": at})
    with pgtrigger.ignore("alignment.AlignmentReport:frozen"):
        AlignmentReport.objects.filter(number=1).update(computed_at=timezone.now() - timedelta(days=400))
    ReportState.objects.update(latest=AlignmentReport.objects.get(number=59))
    edit(organisation, -1)

    store(run_of(organisation))

    numbers = list(AlignmentReport.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(11, 61))
    used = set(AlignmentReport.objects.values_list("internal_id", "public_id"))
    assert set(ReportContent.objects.values_list("pk", flat=True)) == {pk for pair in used for pk in pair}


def test_a_current_report_is_not_computed_again(organisation: Organisation) -> None:
    recompute_report(organisation_id=organisation.pk)

    assert recompute_report(organisation_id=organisation.pk) is None


def test_who_has_no_report_gets_none(organisation: Organisation) -> None:
    nation = Organisation.objects.get(key="nation")

    assert recompute_report(organisation_id=nation.pk) is None
    assert recompute_report(organisation_id=0) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_a_run_computes_makes_it_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = load_municipalities()[0]
    runs: list[int] = []

    def contents_after_a_deletion(reading: Any) -> Any:
        runs.append(reading.revision)
        Goal.objects.filter(key="g1", contributions__isnull=True).delete()
        return contents_of(reading)

    organisation.contributions.filter(goal__key="g1").delete()
    organisation.goal_links.all().delete()
    monkeypatch.setattr("alignment.services.recomputing.contents_of", contents_after_a_deletion)

    recompute_report(organisation_id=organisation.pk)

    assert len(runs) == 2
    assert_stored_report_is_right(organisation)
