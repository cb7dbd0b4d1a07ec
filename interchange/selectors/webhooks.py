"""Webhooks to be sent to, and how theirs goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from dialogue.providers import Kind
from interchange.models import Delivery, Webhook
from interchange.models.webhooks import WebhookQuerySet
from organisations.models import Organisation


def webhooks_due() -> list[int]:
    """Ids of webhooks that something is to be sent to now. One query."""
    now = timezone.now()
    due = Delivery.objects.to_be_sent().filter(webhook=OuterRef("pk"), next_attempt_at__lte=now)
    found = Webhook.objects.active().filter(Q(quiet_until=None) | Q(quiet_until__lte=now))
    return [*found.filter(Exists(due)).order_by("pk").values_list("pk", flat=True)]


@dataclass(frozen=True, slots=True)
class State:
    """How many events wait, how many were given up, and when one arrived last."""

    waiting: int = 0
    given_up: int = 0
    arrived_at: datetime | None = None


def states_of(webhooks: Iterable[Webhook]) -> dict[int, State]:
    """The state of each of the webhooks. One query."""
    rows: Any = Delivery.objects.filter(webhook__in=[webhook.pk for webhook in webhooks]).order_by()
    counted = rows.values_list("webhook_id").annotate(
        waiting=Count("pk", filter=Q(state__in=Delivery.OPEN)),
        given_up=Count("pk", filter=Q(state=Delivery.State.GIVEN_UP)),
        arrived_at=Max("last_attempt_at", filter=Q(state=Delivery.State.DELIVERED)),
    )
    return {pk: State(waiting, given_up, arrived_at) for pk, waiting, given_up, arrived_at in counted}


def webhooks_of(organisation: Organisation) -> WebhookQuerySet:
    """The organisation's webhooks, ended ones last, else the newest first."""
    found: WebhookQuerySet = organisation.webhooks.select_related("made_by").order_by(
        "ended_at", "-created_at", "-pk"
    )
    return found


def _told_of(organisation: Organisation) -> WebhookQuerySet:
    return Webhook.objects.filter(organisation=organisation)


#: Administrators are told of a webhook that is paused; nobody talks about one.
TOLD_OF = Kind("webhook", Webhook, _told_of, lambda _webhook: None, is_discussed=False)
