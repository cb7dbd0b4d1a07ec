"""The shapes of webhooks and of what is sent to them."""

from rest_framework import serializers

from interchange.models import Delivery, Webhook
from organisations.api.fields import RecordSerializer, Reference


class WebhookSerializer(RecordSerializer):
    """An address of another system that is told when something happens; its secret is not to be read."""

    organisation = Reference("organisations")
    address = serializers.CharField(source="url", help_text="Where messages are sent.")

    class Meta:
        model = Webhook
        fields = (
            *("id", "url", "organisation", "name", "address", "events", "paused_at", "paused_because"),
            *("ended_at", "failures", "failing_since", "created_at"),
        )


class DeliverySerializer(RecordSerializer):
    """A message to a webhook, what became of it, and the beginning of the receiver's last answer."""

    webhook = Reference("webhooks")

    class Meta:
        model = Delivery
        fields = (
            *("id", "url", "webhook", "event_id", "event", "body", "state", "attempts", "next_attempt_at"),
            *("last_attempt_at", "duration_ms", "status", "problem", "answer", "created_at"),
        )
