"""Writing what a run has found: lock, compare, write what differs, number, freeze."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from alignment.engine import RULES_VERSION
from alignment.models import AlignmentReport, ReportContent, ReportState
from alignment.snapshot import Reading
from alignment.store import rows
from alignment.store.contents import Content, freeze
from alignment.store.retention import forget_superfluous
from alignment.store.tables import write

#: Distinguishes these advisory locks from others in the same database.
LOCKS = "alignment report of organisation "


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was read, what the engine made of it, since when, and what led to it."""

    reading: Reading
    contents: rows.Contents
    began_at: datetime
    causes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `number` is that of the latest report; `is_stored` is false for a stale run."""

    number: int
    is_new: bool
    is_stored: bool = True


@transaction.atomic
def store(run: Run) -> Outcome:
    """Keep a run's result, or nothing at all if a newer one is there.

    Runs of the same organisation wait for each other here. Raises `IntegrityError` at the end of the
    transaction if something that the report names was deleted after it was read.
    """
    organisation_id = run.reading.organisation_id
    lock(organisation_id)
    state = ReportState.objects.filter(pk=organisation_id).select_related("latest").first()
    if state is not None and is_stale(run, state):
        return Outcome(state.latest.number, is_new=False, is_stored=False)
    write_rows(run)
    internal, public = freeze(run.contents.internal_document), freeze(run.contents.public_document)
    latest = state.latest if state else None
    is_new = latest is None or (latest.internal_id, latest.public_id) != (internal.sha256, public.sha256)
    if latest is None or is_new:
        latest = _numbered(run, 1 if latest is None else latest.number + 1, internal, public)
    ReportState.objects.update_or_create(
        organisation_id=organisation_id,
        defaults={
            "latest": latest,
            "revision": run.reading.revision,
            "on": run.reading.snapshot.date,
            "rules_version": RULES_VERSION,
            "checked_at": timezone.now(),
        },
    )
    if is_new:
        forget_superfluous(organisation_id, latest.computed_at)
    return Outcome(latest.number, is_new)


def lock(organisation_id: int) -> None:
    """Wait for the organisation's other runs; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{LOCKS}{organisation_id}"])


def is_stale(run: Run, state: ReportState) -> bool:
    """Whether what is stored was read later; rules may go back, when an upgrade is taken back."""
    return (run.reading.revision, run.reading.snapshot.date) < (state.revision, state.on)


def write_rows(run: Run) -> int:
    """Bring the rows of the latest report up to date; returns how many differed."""
    organisation_id, names = run.reading.organisation_id, run.reading.names
    return (
        write(rows.GOALS, organisation_id, rows.goal_rows(run.contents, run.reading))
        + write(rows.PLANS, organisation_id, rows.plan_rows(run.contents, names))
        + write(rows.CELLS, organisation_id, rows.cell_rows(run.contents, names))
        + write(
            rows.FINDINGS,
            organisation_id,
            rows.finding_rows(run.contents, run.reading),
            new_values=(timezone.now(), ""),
        )
    )


def _numbered(run: Run, number: int, internal: Content, public: Content) -> AlignmentReport:
    for content in (internal, public):
        if not ReportContent.objects.filter(pk=content.sha256).exists():
            ReportContent.objects.create(sha256=content.sha256, **content.columns())
    now = timezone.now()
    return AlignmentReport.objects.create(
        organisation_id=run.reading.organisation_id,
        number=number,
        revision=run.reading.revision,
        on=run.reading.snapshot.date,
        rules_version=RULES_VERSION,
        internal_id=internal.sha256,
        public_id=public.sha256,
        totals=run.contents.internal_document["totals"],
        public_totals=run.contents.public_document["totals"],
        causes=run.causes,
        duration_ms=round((now - run.began_at).total_seconds() * 1000),
        computed_at=now,
    )
