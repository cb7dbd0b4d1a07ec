"""Webhooks and what was sent to them over the API: for those who may read the administration."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.errors import NotAllowed
from interchange.api.serializers import DeliverySerializer, WebhookSerializer
from interchange.filters import DeliveryFilter
from interchange.models import Delivery, Webhook
from organisations.api.reader import Reader
from organisations.api.resources import Resource
from organisations.policies import can_read_administration


class OfAdministration(Resource):
    """What coordinators and administrators read: an address may hold what opens another system."""

    is_for_members = True

    def reader(self, request: Request) -> Reader:
        """Who reads; raises `NotAllowed` for everybody else."""
        reader = super().reader(request)
        if not can_read_administration(reader.standing):
            raise NotAllowed(_("The administration is for the organisation's administrators."))
        return reader


class Webhooks(OfAdministration):
    """Where the organisation wants others to be told of what happens: for coordinators and administrators."""

    kind = "webhooks"
    serializer_class = WebhookSerializer
    orderings = ("id", "name", "created_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, ended ones too."""
        return Webhook.objects.filter(organisation=reader.organisation)


class Deliveries(OfAdministration):
    """What was sent to webhooks in the last thirty days: for coordinators and administrators."""

    kind = "deliveries"
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter
    orderings = ("id", "created_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of the organisation's webhooks."""
        return Delivery.objects.filter(webhook__organisation=reader.organisation)
