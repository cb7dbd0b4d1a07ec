"""The queue's edge of what goes in and out: sending to webhooks, and fetching statistics.

The queue `deliveries` has workers of its own, so that a receiver who is slow to answer delays no report.
Statistics are fetched a piece at a time, for others' reports wait in the same queue.
"""

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from alignment.services.debouncing import gate
from core.errors import DomainError
from interchange.selectors.package_runs import package_imports_waiting
from interchange.selectors.statistics import organisations_due, runs_left
from interchange.selectors.webhooks import webhooks_due
from interchange.services.deliveries import forget_old, send_due
from interchange.services.import_runs import ask_nightly_import
from interchange.services.package_runs import carry_out_package_import, stop_package_import
from interchange.services.statistics import carry_on_import
from organisations.models import Organisation

DELIVERIES = "deliveries"
DATABASE_AWAY = (OperationalError, InterfaceError)
DELIVERY_AGAIN_SECONDS = 30
FAN_OUT = "fan_out"
#: After so long the worker is given to others, and the rest queued: others' reports wait in the same queue.
PIECE_SECONDS = 20
IMPORT_AGAIN_SECONDS = 60
PACKAGE_AGAIN_SECONDS = 60


@shared_task(soft_time_limit=90, time_limit=100, autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=3)
def deliver(webhook_id: int) -> None:
    """Send what is due for a webhook; its twin is `manage.py deliver_webhooks`."""
    gate().release(f"webhook:{webhook_id}")
    if send_due(webhook_id=webhook_id):
        ask_delivery(webhook_id)


@shared_task(expires=60, soft_time_limit=30, time_limit=40)
def deliver_due() -> None:
    """Ask for all webhooks that something is due for; its twin is `manage.py deliver_webhooks`."""
    for webhook_id in webhooks_due():
        ask_delivery(webhook_id)


@shared_task(expires=3600, soft_time_limit=300, time_limit=310)
def forget_deliveries() -> None:
    """Remove what is older than thirty days; its twin is `manage.py deliver_webhooks --forget`."""
    forget_old()


def ask_delivery(webhook_id: int) -> bool:
    """Queue a run unless one is queued; whether it did. Neither fails nor waits for long."""
    run = deliver.signature((webhook_id,), queue=DELIVERIES, retry=False)
    return gate().once(f"webhook:{webhook_id}", DELIVERY_AGAIN_SECONDS, run.apply_async)


@shared_task(soft_time_limit=110, time_limit=118, autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=6)
def import_statistics(run_id: int) -> None:
    """Carry a run on; its twin is `manage.py import_statistics ORGANISATION`."""
    gate().release(f"import:{run_id}")
    if not carry_on_import(run_id=run_id, seconds=PIECE_SECONDS):
        ask_import(run_id)


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
        ask_import(run_id)


def ask_import(run_id: int) -> bool:
    """Queue a run unless it is queued; whether it did. Neither fails nor waits for long."""
    run = import_statistics.signature((run_id,), queue=FAN_OUT, retry=False)
    return gate().once(f"import:{run_id}", IMPORT_AGAIN_SECONDS, run.apply_async)


@shared_task(soft_time_limit=110, time_limit=118)
def import_package(run_id: int) -> None:
    """Import a large package that somebody has sent; its twin is `manage.py import_package FILE`."""
    gate().release(f"package:{run_id}")
    try:
        carry_out_package_import(run_id=run_id)
    except SoftTimeLimitExceeded:
        stop_package_import(run_id=run_id)


@shared_task(expires=60, soft_time_limit=30, time_limit=40)
def import_packages_that_wait() -> None:
    """Ask for packages that nobody has begun: the queue was away when they came."""
    for run_id in package_imports_waiting():
        ask_package_import(run_id)


def ask_package_import(run_id: int) -> bool:
    """Queue a run unless it is queued; whether it did. Neither fails nor waits for long."""
    run = import_package.signature((run_id,), queue=FAN_OUT, retry=False)
    return gate().once(f"package:{run_id}", PACKAGE_AGAIN_SECONDS, run.apply_async)
