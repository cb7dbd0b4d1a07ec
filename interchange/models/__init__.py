"""What interchange keeps: where events are sent to and each sending, and imports in the background."""

from interchange.models.imports import ImportRun, IndicatorImport, PackageImport
from interchange.models.webhooks import Delivery, Webhook

__all__ = ["Delivery", "ImportRun", "IndicatorImport", "PackageImport", "Webhook"]
