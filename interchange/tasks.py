"""The queue's edge of fetching statistics: a run, a piece at a time, and the night's runs."""

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from alignment.services.debouncing import gate
from core.errors import DomainError
from interchange.selectors.statistics import organisations_due, runs_left
from interchange.services.import_runs import ask_nightly_import
from interchange.services.statistics import carry_on_import
from organisations.models import Organisation

DATABASE_AWAY = (OperationalError, InterfaceError)
FAN_OUT = "fan_out"
#: After so long the worker is given to others, and the rest queued: others' reports wait in the same queue.
PIECE_SECONDS = 20
AGAIN_SECONDS = 60


@shared_task(soft_time_limit=110, time_limit=118, autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=6)
def import_statistics(run_id: int) -> None:
    """Carry a run on; its twin is `manage.py import_statistics ORGANISATION`."""
    gate().release(f"import:{run_id}")
    if not carry_on_import(run_id=run_id, seconds=PIECE_SECONDS):
        ask(run_id)


@shared_task(expires=240, soft_time_limit=30, time_limit=40)
def import_statistics_that_are_due() -> None:
    """Ask for runs of those whose minute of the night has come, and again for runs that were left."""
    now = timezone.now()
    for organisation in Organisation.objects.in_bulk(organisations_due(now)).values():
        try:
            ask_nightly_import(organisation=organisation)
        except DomainError:
            continue  # somebody has it fetched just now
    for run_id in runs_left(now):
        ask(run_id)


def ask(run_id: int) -> bool:
    """Queue a run unless it is queued; whether it did. Neither fails nor waits for long."""
    run = import_statistics.signature((run_id,), queue=FAN_OUT, retry=False)
    return gate().once(f"import:{run_id}", AGAIN_SECONDS, run.apply_async)
