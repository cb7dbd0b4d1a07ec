"""What interchange keeps: where events are sent to and each sending, and fetches of statistics."""

from interchange.models.imports import ImportRun, IndicatorImport
from interchange.models.webhooks import Delivery, Webhook

__all__ = ["Delivery", "ImportRun", "IndicatorImport", "Webhook"]
