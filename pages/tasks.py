"""The queue's edge of the letters: those of one organisation, and whoever is due."""

from celery import shared_task
from django.db import InterfaceError, OperationalError

from alignment.services.debouncing import gate
from pages.subscriptions.sending import organisations_with_letters, send_letters_of

DATABASE_AWAY = (OperationalError, InterfaceError)
AGAIN_SECONDS = 30


@shared_task(soft_time_limit=90, time_limit=100, autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=3)
def send_letters(organisation_id: int) -> None:
    """Send an organisation's letters that are due; its twin is `manage.py send_letters ORGANISATION`."""
    gate().release(f"letters:{organisation_id}")
    send_letters_of(organisation_id)


@shared_task(expires=60, soft_time_limit=30, time_limit=40)
def send_due_letters() -> None:
    """Ask for the letters of every organisation that has some; its twin is `manage.py send_letters`."""
    for organisation in organisations_with_letters():
        ask(organisation.pk)


def ask(organisation_id: int) -> bool:
    """Queue a run unless one is queued; whether it did. Neither fails nor waits for long."""
    run = send_letters.signature((organisation_id,), retry=False)
    return gate().once(f"letters:{organisation_id}", AGAIN_SECONDS, run.apply_async)
