"""The queue's edge of the webhooks: the queue `deliveries` has workers of its own, so that a receiver who
is slow to answer delays no report."""

from celery import shared_task
from django.db import InterfaceError, OperationalError

from alignment.services.debouncing import gate
from interchange.selectors.webhooks import webhooks_due
from interchange.services.deliveries import forget_old, send_due

DELIVERIES = "deliveries"
DATABASE_AWAY = (OperationalError, InterfaceError)
AGAIN_SECONDS = 30


@shared_task(soft_time_limit=90, time_limit=100, autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=3)
def deliver(webhook_id: int) -> None:
    """Send what is due for a webhook; its twin is `manage.py deliver_webhooks`."""
    gate().release(f"webhook:{webhook_id}")
    if send_due(webhook_id=webhook_id):
        ask(webhook_id)


@shared_task(expires=60, soft_time_limit=30, time_limit=40)
def deliver_due() -> None:
    """Ask for all webhooks that something is due for; its twin is `manage.py deliver_webhooks`."""
    for webhook_id in webhooks_due():
        ask(webhook_id)


@shared_task(expires=3600, soft_time_limit=300, time_limit=310)
def forget_deliveries() -> None:
    """Remove what is older than thirty days; its twin is `manage.py deliver_webhooks --forget`."""
    forget_old()


def ask(webhook_id: int) -> bool:
    """Queue a run unless one is queued; whether it did. Neither fails nor waits for long."""
    run = deliver.signature((webhook_id,), queue=DELIVERIES, retry=False)
    return gate().once(f"webhook:{webhook_id}", AGAIN_SECONDS, run.apply_async)
