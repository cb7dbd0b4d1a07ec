"""The shapes of webhooks and of what is sent to them."""

from typing import Any

from rest_framework import serializers

from interchange.models import Delivery, Webhook
from interchange.models.webhooks import Event
from interchange.services.webhooks import LONGEST_URL
from organisations.api.fields import RecordSerializer, Reference
from organisations.api.inputs import InputSerializer


class WebhookSerializer(RecordSerializer):
    """An address of another system that is told when something happens; its secret is not to be read."""

    organisation = Reference("organisations")
    address = serializers.CharField(source="url", help_text="Where messages are sent.")

    class Meta:
        model = Webhook
        fields = (
            *(
                "id",
                "url",
                "version",
                "organisation",
                "name",
                "address",
                "events",
                "paused_at",
                "paused_because",
            ),
            *("ended_at", "failures", "failing_since", "created_at"),
        )


class NewWebhookSerializer(WebhookSerializer):
    """A webhook that was made just now, with the secret that signs its messages: it is not told again."""

    secret = serializers.CharField()

    class Meta(WebhookSerializer.Meta):
        fields: Any = (*WebhookSerializer.Meta.fields, "secret")


class WebhookInput(InputSerializer):
    """What a webhook is for, where messages are sent, and which events it is told of."""

    address = serializers.CharField(max_length=LONGEST_URL)
    events = serializers.ListField(
        child=serializers.ChoiceField(Event.choices), min_length=1, max_length=len(Event)
    )

    class Meta(InputSerializer.Meta):
        model = Webhook
        fields = ("name", "address", "events")


class DeliverySerializer(RecordSerializer):
    """A message to a webhook, what became of it, and the beginning of the receiver's last answer."""

    webhook = Reference("webhooks")

    class Meta:
        model = Delivery
        fields = (
            *("id", "url", "webhook", "event_id", "event", "body", "state", "attempts", "next_attempt_at"),
            *("last_attempt_at", "duration_ms", "status", "problem", "answer", "created_at"),
        )
