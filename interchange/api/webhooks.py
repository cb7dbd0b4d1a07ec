"""Webhooks and what was sent to them over the API: for those who may read the administration."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.errors import DomainError, NotAllowed
from interchange.api.serializers import (
    DeliverySerializer,
    NewWebhookSerializer,
    WebhookInput,
    WebhookSerializer,
)
from interchange.filters import DeliveryFilter, WebhookFilter
from interchange.models import Delivery, Webhook
from interchange.services.webhooks import (
    WebhookContent,
    change_webhook,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_delivery,
    resume_webhook,
    try_webhook,
)
from interchange.webhooks.signing import secret_for
from organisations.api.deeds import Deed, Doing
from organisations.api.inputs import NothingInput
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Resource
from organisations.api.writer import Writer
from organisations.policies import can_read_administration


def _pause(writer: Writer, row: Webhook, version: int, given: Values) -> Webhook:
    pause_webhook(**writer.by, webhook=row)
    return row


def _resume(writer: Writer, row: Webhook, version: int, given: Values) -> Webhook:
    resume_webhook(**writer.by, webhook=row)
    return row


def _try(writer: Writer, row: Webhook, version: int, given: Values) -> Delivery:
    return try_webhook(**writer.by, webhook=row)


def _replay(writer: Writer, row: Delivery, version: int, given: Values) -> Delivery:
    return replay_delivery(**writer.by, delivery=row)


WEBHOOK_DEEDS: dict[str, Any] = {
    "pause": Deed(NothingInput, _pause, "webhooks", "Sends nothing more until it is resumed."),
    "resume": Deed(NothingInput, _resume, "webhooks", "Sends again, first what has waited."),
    "try": Deed(NothingInput, _try, "deliveries", "Sends an event that says nothing.", makes=True),
}
DELIVERY_DEEDS: dict[str, Any] = {
    "replay": Deed(
        NothingInput,
        _replay,
        "deliveries",
        "Sends an event again, with the same id and the same words.",
        is_versioned=False,
    )
}


class OfAdministration(Resource):
    """What coordinators and administrators read: an address may hold what opens another system."""

    is_for_members = True

    def reader(self, request: Request) -> Reader:
        """Who reads; raises `NotAllowed` for everybody else."""
        reader = super().reader(request)
        if not can_read_administration(reader.standing):
            raise NotAllowed(_("The administration is for the organisation's administrators."))
        return reader


class Webhooks(OfAdministration, Doing):
    """Where the organisation wants others to be told of what happens: for coordinators and administrators.

    Administrators make and change them. The secret is told when one is made, and never again; one that is
    removed is ended for good, and stays in the list.
    """

    kind = "webhooks"
    serializer_class = WebhookSerializer
    made_class = NewWebhookSerializer
    input_class = WebhookInput
    deeds = WEBHOOK_DEEDS
    filterset_class = WebhookFilter
    orderings = ("id", "name", "created_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, ended ones too."""
        return Webhook.objects.filter(organisation=reader.organisation)

    def said(self, row: Webhook) -> Values:
        """What was said when it was made."""
        return {"name": row.name, "address": row.url, "events": row.events}

    def create(self, request: Request) -> HttpResponseBase:
        """A new thing, or several by a list: all or none of them."""
        answered: Any = super().create(request)
        made = orjson.loads(answered.content)
        ids = [one["id"] for one in (made if isinstance(made, list) else [made])]
        secrets = {row.pk: secret_for(row) for row in Webhook.objects.filter(pk__in=ids)}
        if isinstance(made, list):
            told: Any = [one | {"secret": secrets[one["id"]]} for one in made]
        else:
            told = made | {"secret": secrets[made["id"]]}
        # What is kept for whoever asks again with the same key has no secret: it is kept nowhere.
        answered.content = orjson.dumps(told)
        answered.headers["Cache-Control"] = "no-store"
        told_once: HttpResponseBase = answered
        return told_once

    def make(self, writer: Writer, given: Values) -> Webhook:
        """By administrators."""
        with as_sent_here():
            return create_webhook(**writer.by, content=_content(given)).webhook

    def change(self, writer: Writer, row: Webhook, version: int, given: Values) -> None:
        """What it is for, where it leads and what it is told of; the secret stays."""
        with as_sent_here():
            change_webhook(**writer.by, webhook=row, expected_version=version, content=_content(given))

    def remove(self, writer: Writer, row: Webhook, version: int) -> None:
        """Ended for good."""
        end_webhook(**writer.by, webhook=row)


class Deliveries(OfAdministration, Doing):
    """What was sent to webhooks in the last thirty days: for coordinators and administrators."""

    kind = "deliveries"
    serializer_class = DeliverySerializer
    input_class = NothingInput
    deeds = DELIVERY_DEEDS
    related = ("webhook",)
    owner = "webhook.organisation_id"
    filterset_class = DeliveryFilter
    orderings = ("id", "created_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of the organisation's webhooks."""
        return Delivery.objects.filter(webhook__organisation=reader.organisation)


@contextmanager
def as_sent_here() -> Iterator[None]:
    """What is wrong with where it leads is told of `address`: `url` is where the thing itself is."""
    try:
        yield
    except DomainError as error:
        error.problems = tuple(
            replace(each, path="address") if each.path == "url" else each for each in error.problems
        )
        raise


def _content(given: Values) -> WebhookContent:
    return WebhookContent(given["name"], given["address"], given["events"])
