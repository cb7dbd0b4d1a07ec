"""Filters of interchange, for the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import IdFilter, WordsFilter
from interchange.models import Delivery, Webhook
from interchange.models.webhooks import TEST_EVENT, Event
from organisations.filters import OwnFilter


class WebhookFilter(OwnFilter):
    """Who wants to be told."""

    q = WordsFilter("name", "url")

    class Meta:
        model = Webhook
        fields = ("q",)


class DeliveryFilter(OwnFilter):
    """What was sent to webhooks."""

    webhook = IdFilter(field_name="webhook_id", label=_("Webhook"))
    event = django_filters.ChoiceFilter(choices=[*Event.choices, (TEST_EVENT, TEST_EVENT)], label=_("Event"))
    state = django_filters.ChoiceFilter(choices=Delivery.State, label=_("State"))

    class Meta:
        model = Delivery
        fields = ("webhook", "event", "state")
