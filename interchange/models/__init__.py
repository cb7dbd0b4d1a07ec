"""What interchange keeps: where events are sent to, and each sending."""

from interchange.models.webhooks import Delivery, Webhook

__all__ = ["Delivery", "Webhook"]
