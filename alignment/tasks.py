"""The queue's edge: `now` for an organisation's own edits, `fan_out` for others that they concern."""

import time

from celery import shared_task
from django.db import InterfaceError, OperationalError

from alignment.selectors.freshness import organisations_behind, seconds_since_checked
from alignment.services.debouncing import gate
from alignment.services.recomputing import recompute_report

NOW, FAN_OUT, BEHIND = "now", "fan_out", "behind"
BURST_SECONDS = 0.3  # between two runs; no countdown: busy workers hoard such messages while others idle
AGAIN_SECONDS = {NOW: 10, FAN_OUT: 60, BEHIND: 10}
FAILED_SECONDS = 300
MOST_WAITING = 30  # in `fan_out`; what does not fit is asked for when it does
DATABASE_AWAY = (OperationalError, InterfaceError)


@shared_task(
    soft_time_limit=90, time_limit=100, reject_on_worker_lost=False,
    autoretry_for=DATABASE_AWAY, retry_backoff=1, max_retries=6,
)  # fmt: skip
def recompute(organisation_id: int, cause: str = "") -> None:
    """Bring one report up to date; its twin is `manage.py recompute ORGANISATION`."""
    time.sleep(BURST_SECONDS - min(BURST_SECONDS, max(0.0, seconds_since_checked(organisation_id))))
    for queue in (NOW, FAN_OUT):
        gate().release(f"{queue}:{organisation_id}")
    try:
        recompute_report(organisation_id=organisation_id, cause=cause)
    except Exception as error:
        if not isinstance(error, DATABASE_AWAY):
            gate().hold(f"{FAN_OUT}:{organisation_id}", FAILED_SECONDS)
        raise


@shared_task(expires=60, soft_time_limit=30, time_limit=40)
def recompute_behind() -> None:
    """Ask for all reports that are behind, oldest first; its twin is `manage.py recompute`."""
    room = MOST_WAITING - gate().waiting(FAN_OUT)
    if room <= 0:
        return
    gate().release(BEHIND)
    for organisation_id in organisations_behind():
        if not room:
            ask_for_those_behind()
            break
        room -= ask(organisation_id, cause="behind", queue=FAN_OUT)


def ask(organisation_id: int, *, cause: str, queue: str = NOW) -> bool:
    """Queue a run unless one is queued; whether it did. Neither fails nor waits for long."""
    run = recompute.signature((organisation_id, cause), queue=queue, retry=False)
    return gate().once(f"{queue}:{organisation_id}", AGAIN_SECONDS[queue], run.apply_async)


def ask_for_those_behind() -> bool:
    """Queue `recompute_behind` behind what `fan_out` has, unless it is queued; whether it did."""
    run = recompute_behind.signature(queue=FAN_OUT, retry=False)
    return gate().once(BEHIND, AGAIN_SECONDS[BEHIND], run.apply_async)
