"""Writing down what webhooks are to be told, and sending it.

What is to be told is written in the transaction in which it happened: it is there if and only if that is,
whether the queue works or not. Sending is at least once: an attempt is written down before it begins, so that
a worker that is killed leaves something that is sent again a little later, with the same id.

A receiver that fails is left in peace for longer and longer, and holds up nobody else: one run at a time
sends to a webhook, for `RUN_SECONDS` at most.
"""

import random
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.services.telling import tell
from interchange.events import deliveries_waiting
from interchange.models import Delivery, Webhook
from interchange.webhooks import signing
from interchange.webhooks.addresses import Resolve, looked_up
from interchange.webhooks.contents import Happened
from interchange.webhooks.posting import Answer, post
from organisations.models import Membership, Organisation, User

log = structlog.get_logger()
#: Attempts and the first pause between two; each pause is twice the one before: 23 hours in all.
ATTEMPTS, FIRST_PAUSE_SECONDS = 13, 20
#: By how much a pause is longer or shorter, so that not everything comes again at the same moment.
JITTER = 0.2
#: After that many failures in a row the receiver is left in peace, for an hour at most.
PATIENCE, LONGEST_REST_SECONDS = 3, 3600
#: Less than all attempts can take: for who takes nothing at all nothing is given up, it waits.
PAUSED_AFTER = timedelta(hours=18)
KEPT_FOR = timedelta(days=30)
RUN_SECONDS = 20
#: How long a run may go on after its last attempt has begun, besides that attempt.
SLACK_SECONDS = 5


def record(organisation: Organisation, event: str, happened: Callable[[], Iterable[Happened]]) -> int:
    """Write down what has happened for each webhook that wants to be told; says how much it wrote.

    For the transaction in which it happened; asks no policy, and `happened` only where somebody listens.
    What is known by its id is written once. A thing of which a webhook has yet to be told anyway is not told
    of twice. Announces `deliveries_waiting`.
    """
    listening = list(Webhook.objects.listening(organisation.pk, event))
    news = list(happened()) if listening else []
    told = _yet_to_be_told(listening, news)
    deliveries = [
        delivery_of(webhook, organisation, each)
        for webhook in listening
        for each in news
        if (webhook.pk, each.about) not in told
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        ids = [webhook.pk for webhook in listening if webhook.is_active]
        deliveries_waiting.send(sender=Delivery, webhook_ids=ids)
    return len(deliveries)


def delivery_of(webhook: Webhook, organisation: Organisation, happened: Happened) -> Delivery:
    """An event for a webhook, not written yet."""
    return Delivery(
        webhook=webhook,
        event_id=happened.id,
        event=happened.event,
        about=happened.about,
        body=happened.body(organisation),
        next_attempt_at=timezone.now(),
    )


def _yet_to_be_told(webhooks: Iterable[Webhook], happened: Iterable[Happened]) -> set[tuple[int, str]]:
    """Webhooks and things of which something waits that has not been tried.

    It is locked until the transaction ends, so that it goes out after what happens now, and not before.
    """
    about = {each.about for each in happened} - {""}
    if not about:
        return set()
    untried = Delivery.objects.filter(webhook__in=[each.pk for each in webhooks], about__in=about, attempts=0)
    rows = untried.to_be_sent().select_for_update(skip_locked=True).order_by("pk")
    return set(rows.values_list("webhook_id", "about"))


def send_due(*, webhook_id: int, resolve: Resolve = looked_up) -> bool:
    """Send what is due for a webhook, the oldest first; says whether there is more to be sent at once.

    Does nothing while another run sends to it, while it is paused, or while the receiver is left in peace.
    """
    if not _begin(webhook_id):
        return False
    end = time.monotonic() + RUN_SECONDS
    while time.monotonic() < end:
        delivery = _claim(webhook_id)
        if delivery is None:
            break
        if not _settle(delivery, attempt(delivery, resolve)):
            break
    return _finish(webhook_id)


def attempt(delivery: Delivery, resolve: Resolve = looked_up) -> Answer:
    """Send it once, signed now."""
    webhook = delivery.webhook
    secret = signing.secret_for(webhook)
    if secret is None:
        return Answer(problem=Delivery.Problem.SECRET_LOST)
    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Samplan-Webhook/1",
        "Connection": "close",
        "Samplan-Event": delivery.event,
        "Samplan-Event-Id": str(delivery.event_id),
        signing.HEADER: signing.signature(secret, int(time.time()), body),
    }
    return post(webhook.url, body, headers, resolve=resolve)


def forget_old() -> int:
    """Remove what is older than thirty days, and webhooks that were ended before that; says how much."""
    before = timezone.now() - KEPT_FOR
    removed, _of_each = Delivery.objects.filter(created_at__lt=before).delete()
    ended, _of_each = Webhook.objects.filter(ended_at__lt=before).delete()
    return removed + ended


def pause_before(attempts: int) -> timedelta:
    """How long to wait after so many attempts have failed."""
    seconds = FIRST_PAUSE_SECONDS * 2 ** (attempts - 1)
    # Nothing that anybody could guess to their advantage.
    return timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311  # see above


def _begin(webhook_id: int) -> bool:
    """Whether this run may send to the webhook; until it is over, or has died, no other one does."""
    now = timezone.now()
    longest = timedelta(seconds=RUN_SECONDS + settings.WEBHOOK_TIMEOUT_SECONDS + SLACK_SECONDS)
    free = Webhook.objects.active().filter(Q(quiet_until=None) | Q(quiet_until__lte=now), pk=webhook_id)
    return bool(free.update(quiet_until=now + longest))


@transaction.atomic
def _claim(webhook_id: int) -> Delivery | None:
    """What is to be sent next; the attempt counts from here on, so that one that kills its worker ends."""
    now = timezone.now()
    due = Delivery.objects.to_be_sent().filter(webhook=webhook_id, next_attempt_at__lte=now)
    active = due.filter(webhook__paused_at=None, webhook__ended_at=None).select_related("webhook")
    rows = active.select_for_update(of=("self",), skip_locked=True)
    delivery = rows.order_by("next_attempt_at", "pk").first()
    if delivery is None:
        return None
    delivery.attempts += 1
    delivery.last_attempt_at = now
    delivery.next_attempt_at = now + timedelta(seconds=2 * settings.WEBHOOK_TIMEOUT_SECONDS)
    delivery.save(update_fields=["attempts", "last_attempt_at", "next_attempt_at"])
    return delivery


@transaction.atomic
def _settle(delivery: Delivery, answer: Answer) -> bool:
    """Write down what came of an attempt; says whether the run should go on."""
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=delivery.webhook_id)
    delivery.status, delivery.problem = answer.status, answer.problem
    delivery.answer, delivery.duration_ms = answer.text, answer.duration_ms
    if answer.is_taken:
        delivery.state, delivery.next_attempt_at = Delivery.State.DELIVERED, None
        webhook.failures, webhook.failing_since = 0, None
    else:
        now = timezone.now()
        webhook.failures += 1
        webhook.failing_since = webhook.failing_since or now
        _pause_if_hopeless(webhook, now)
        _try_again(delivery, webhook, now)
    webhook.save(update_fields=["version", "failures", "failing_since", "paused_at", "paused_because"])
    delivery.save(update_fields=["status", "problem", "answer", "duration_ms", "state", "next_attempt_at"])
    return webhook.is_active and webhook.failures < PATIENCE


def _try_again(delivery: Delivery, webhook: Webhook, now: datetime) -> None:
    """Later, unless that was often enough; what a paused webhook was to be told of waits for its return."""
    if delivery.attempts >= ATTEMPTS and webhook.paused_at is None:
        delivery.state, delivery.next_attempt_at = Delivery.State.GIVEN_UP, None
        return
    delivery.state = Delivery.State.FAILED
    delivery.next_attempt_at = now + pause_before(min(delivery.attempts, ATTEMPTS))


def _pause_if_hopeless(webhook: Webhook, now: datetime) -> None:
    """Stop sending to who has taken nothing for long, and tell the administrators."""
    if not webhook.is_active or webhook.failing_since is None or now - webhook.failing_since < PAUSED_AFTER:
        return
    webhook.paused_at, webhook.paused_because = now, Webhook.Pause.FAILING
    webhook.version += 1
    log.warning("a webhook is paused", organisation=webhook.organisation.key, webhook=webhook.pk)
    tell(webhook.organisation, administrators_of(webhook.organisation), webhook, partial(_paused, webhook))


def _paused(webhook: Webhook) -> str:
    return _(
        "The webhook “%(name)s” is paused: its receiver has taken nothing for %(hours)s hours. What happens "
        "meanwhile is kept for thirty days, and sent when somebody resumes it."
    ) % {"name": webhook.name, "hours": PAUSED_AFTER // timedelta(hours=1)}


def administrators_of(organisation: Organisation) -> list[User]:
    """Those who can do something about a webhook. One query."""
    there = Membership.objects.filter(
        organisation=organisation, role=Membership.Role.ADMINISTRATOR, user__is_active=True
    )
    return [membership.user for membership in there.select_related("user").order_by("pk")]


@transaction.atomic
def _finish(webhook_id: int) -> bool:
    """The run is over: whether another one should follow at once."""
    webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook_id).first()
    if webhook is None:
        return False
    now, beyond = timezone.now(), webhook.failures - PATIENCE
    rest = None
    if beyond >= 0:
        longest = timedelta(seconds=LONGEST_REST_SECONDS)
        rest = now + min(pause_before(min(beyond + 1, ATTEMPTS)), longest)
    webhook.quiet_until = rest
    webhook.save(update_fields=["quiet_until"])
    due = webhook.deliveries.to_be_sent().filter(next_attempt_at__lte=now)
    return rest is None and webhook.is_active and due.exists()
