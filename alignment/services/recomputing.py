"""Bringing an organisation's report up to date, in this process."""

import structlog
from django.db import IntegrityError
from django.utils import timezone

from alignment.events import report_computed
from alignment.selectors.freshness import is_current
from alignment.snapshot import read
from alignment.store import Outcome, Run, store
from alignment.store.rows import contents_of
from core.garbage import garbage_collected_later
from organisations.models import Organisation

log = structlog.get_logger()
ATTEMPTS = 3


def recompute_report(*, organisation_id: int, cause: str = "", always: bool = False) -> Outcome | None:
    """Read, reckon and store the organisation's report for today; announces `report_computed`.

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
        outcome = store(Run(reading, contents_of(reading), began_at, [cause] if cause else []))
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
