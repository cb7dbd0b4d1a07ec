"""Webhooks: where an organisation wants to be told of what happens, and each telling."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, User


class Event(models.TextChoices):
    """What a webhook can be told of; the values are what receivers read."""

    PLAN_CHANGED = "plan.changed", _("A plan was changed")
    REPORT_COMPUTED = "report.computed", _("A new report was computed")
    FINDING_OPENED = "finding.opened", _("Something to put right was found")
    FINDING_CLOSED = "finding.closed", _("Something was put right")
    STRATEGY_ADOPTED = "strategy.adopted", _("A planning strategy was adopted")


#: What is sent when somebody tries a webhook; nobody chooses it.
TEST_EVENT = "webhook.test"


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Webhooks by what is to be done with them."""

    def kept(self) -> "WebhookQuerySet":
        """Those that nobody has ended, paused ones too: what happens is kept for them."""
        return self.filter(ended_at=None)

    def active(self) -> "WebhookQuerySet":
        """Those that are sent to."""
        return self.filter(ended_at=None, paused_at=None)

    def listening(self, organisation_id: int, event: str) -> "WebhookQuerySet":
        """Those of the organisation that want to be told of that event."""
        return self.kept().filter(organisation_id=organisation_id, events__contains=[event])


class Webhook(models.Model):
    """An address of another system that is told when something happens, with a signature.

    The secret that signs is kept nowhere: it is made of `nonce` and the installation's own secret
    (`interchange.webhooks.signing`). `failures` counts attempts in a row that failed, since `failing_since`;
    nothing is sent before `quiet_until`, be it that a run is sending or that the receiver is left in peace.
    `version` counts what is said of it, and whether it is sent to; not how sending goes.
    """

    class Pause(models.TextChoices):
        BY_HAND = "by_hand", _("Paused by hand")
        FAILING = "failing", _("Paused because nothing arrived any more")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="webhooks")
    version = models.PositiveIntegerField(default=1, editable=False)
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=40, choices=Event))
    nonce = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=10, choices=Pause, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    quiet_until = models.DateTimeField(null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(events__len__gt=0), name="webhook_is_told_of_something"
            ),
            models.CheckConstraint(
                condition=models.Q(paused_at__isnull=True, paused_because="")
                | (models.Q(paused_at__isnull=False) & ~models.Q(paused_because="")),
                name="webhook_pause_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it is sent to."""
        return self.ended_at is None and self.paused_at is None

    @property
    def event_names(self) -> list[Any]:
        """What it is told of, in words."""
        return [Event(value).label for value in self.events]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by what is to be done with them."""

    def to_be_sent(self) -> "DeliveryQuerySet":
        """Those that have neither arrived nor been given up."""
        return self.filter(state__in=Delivery.OPEN)


class Delivery(models.Model):
    """One event for one webhook: written with what happened, sent until it has arrived or is given up.

    `body` is what is sent, the same each time; `about` names what a further event of the same thing is
    told by as long as this one has not been sent. `status` is the receiver's last answer, `problem` why
    there was none, or why it does not count.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        FAILED = "failed", _("Is sent again")
        DELIVERED = "delivered", _("Delivered")
        GIVEN_UP = "given_up", _("Given up")

    class Problem(models.TextChoices):
        STATUS = "status", _("The receiver answers with an error.")
        REDIRECT = "redirect", _("The receiver sends on to another address. That is not followed.")
        TIMEOUT = "timeout", _("The receiver does not answer in time.")
        UNREACHABLE = "unreachable", _("The receiver cannot be reached.")
        UNKNOWN_HOST = "unknown_host", _("There is no such host.")
        REFUSED = "refused", _("The address leads into a network that nothing is sent to.")
        TLS = "tls", _("The receiver's certificate is not valid.")
        NONSENSE = "nonsense", _("The receiver does not speak HTTP.")
        SECRET_LOST = (
            "secret_lost",
            _("The installation's secret was changed: end the webhook and make a new one."),
        )

    OPEN = (State.WAITING, State.FAILED)

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event_id = models.UUIDField()
    event = models.CharField(max_length=40)
    about = models.CharField(max_length=100, blank=True)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    last_attempt_at = models.DateTimeField(null=True, blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=20, choices=Problem, blank=True)
    answer = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event_id"], name="delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "failed"), next_attempt_at__isnull=False)
                | models.Q(state__in=("delivered", "given_up"), next_attempt_at__isnull=True),
                name="delivery_has_a_next_attempt_while_open",
            ),
        ]
        indexes = [
            models.Index(fields=["webhook", "-created_at", "-id"], name="delivery_newest_first"),
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state__in=("waiting", "failed")),
                name="delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.event_id}"

    @property
    def has_failed(self) -> bool:
        """Whether the last attempt failed."""
        return bool(self.problem)
