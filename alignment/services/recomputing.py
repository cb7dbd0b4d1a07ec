"""Bringing an organisation's report up to date, in this process."""

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from alignment.events import report_computed, report_numbered
from alignment.selectors.freshness import is_current
from alignment.snapshot import read
from alignment.store import Outcome, Run, store
from alignment.store.rows import contents_of
from core.garbage import garbage_collected_later
from organisations.models import Organisation

log = structlog.get_logger()
ATTEMPTS = 3


def recompute_report(*, organisation_id: int, cause: str = "", always: bool = False) -> Outcome | None:
    """Read, reckon and store the organisation's report for today.

    Announces `report_numbered` within the transaction that stores a new report, `report_computed` after it.

    Returns None and writes nothing if the report is current (unless `always`), or if the organisation
    is gone or is none that has a report. Raises `EngineLimitExceeded`, and what the database raises
    while it is away.
    """
    organisation = Organisation.objects.municipalities().filter(pk=organisation_id).first()
    if organisation is None or (is_current(organisation) and not always):
        return None
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _run(organisation_id, cause)
        except Organisation.DoesNotExist:
            return None
        except IntegrityError:
            # Something that the report names was deleted after it was read: read again.
            if attempt == ATTEMPTS:
                raise
    return None


def _run(organisation_id: int, cause: str) -> Outcome:
    began_at = timezone.now()
    with garbage_collected_later():
        reading = read(organisation_id)
        run = Run(reading, contents_of(reading), began_at, [cause] if cause else [])
        outcome = _kept(organisation_id, run)
    log.info(
        "report computed",
        organisation=reading.snapshot.organisation,
        number=outcome.number,
        is_new=outcome.is_new,
        is_stored=outcome.is_stored,
        seconds=round((timezone.now() - began_at).total_seconds(), 3),
    )
    report_computed.send_robust(
        sender=Outcome, organisation_id=organisation_id, number=outcome.number, is_new=outcome.is_new
    )
    return outcome


@transaction.atomic
def _kept(organisation_id: int, run: Run) -> Outcome:
    """Store the result; who listens writes what a new report leads to along with it, or not at all."""
    outcome = store(run)
    if outcome.is_new:
        report_numbered.send(sender=Outcome, organisation_id=organisation_id, number=outcome.number)
    return outcome
