"""Webhooks: making one, pausing and resuming it, trying it, sending something again, ending it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Changed, DomainError, Problem
from interchange.events import deliveries_waiting
from interchange.models import Delivery, Webhook
from interchange.models.webhooks import Event
from interchange.services.deliveries import PATIENCE, delivery_of
from interchange.webhooks import signing
from interchange.webhooks.addresses import Allowed, is_public
from interchange.webhooks.contents import tried
from organisations.models import Organisation, User
from organisations.policies import check_administers

#: Each event is written and sent for each of them.
MOST = 20
LONGEST_URL = 500
SCHEMES = ("http", "https")
UNWANTED = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class WebhookContent:
    """What a webhook is for, where it leads, and which events it is told of.

    `is_active`: whether it is sent to, None as it is; a new one is.
    """

    name: str
    url: str
    events: Sequence[str]
    is_active: bool | None = None


class NewWebhook(NamedTuple):
    """A webhook that was made just now; `secret` is shown once."""

    webhook: Webhook
    secret: str


@transaction.atomic
def create_webhook(*, organisation: Organisation, by: User, content: WebhookContent) -> NewWebhook:
    """Make a webhook; from now on it is told of the events.

    Raises `NotAllowed`; `DomainError` whose `problems` name the fields `name`, `url` and `events`.
    """
    check_administers(by, organisation)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    problems = [*_problems(content), *_too_many(organisation)]
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)
    nonce = signing.new_nonce()
    secret = signing.secret_of(nonce)
    webhook = Webhook.objects.create(
        organisation=organisation,
        **_columns(content),
        nonce=nonce,
        digest=signing.digest_of(secret),
        made_by=by,
    )
    return NewWebhook(webhook, secret)


@transaction.atomic
def change_webhook(
    *, organisation: Organisation, by: User, webhook: Webhook, expected_version: int, content: WebhookContent
) -> Webhook:
    """Say otherwise what it is for, where it leads and what it is told of; its secret stays.

    What waits goes to the new address, at once. Raises `NotAllowed`; `Changed`; `DomainError` for one that is
    ended, and as for a new one. Announces `deliveries_waiting` if it is sent to and leads elsewhere.
    """
    check_administers(by, organisation)
    stored = _locked(organisation, webhook, expected_version)
    problems = [*_problems(content)]
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)
    changes = {name: value for name, value in _columns(content).items() if getattr(stored, name) != value}
    if changes:
        Webhook.objects.filter(pk=stored.pk).update(**changes, version=F("version") + 1)
    if content.is_active not in {None, stored.is_active}:
        turn = resume_webhook if content.is_active else pause_webhook
        turn(organisation=organisation, by=by, webhook=stored)
    stored.refresh_from_db()
    if "url" in changes and stored.is_active:
        _at_once(stored)
    return stored


def pause_webhook(*, organisation: Organisation, by: User, webhook: Webhook) -> bool:
    """Send nothing more until it is resumed; says whether it was active. What happens is kept for it.

    Raises `NotAllowed`.
    """
    check_administers(by, organisation)
    active = Webhook.objects.active().filter(pk=webhook.pk, organisation=organisation)
    paused = {"paused_at": timezone.now(), "paused_because": Webhook.Pause.BY_HAND}
    return bool(active.update(**paused, version=F("version") + 1))


@transaction.atomic
def resume_webhook(*, organisation: Organisation, by: User, webhook: Webhook) -> bool:
    """Take the pause back and send what has waited; says whether it was paused.

    Raises `NotAllowed`. Announces `deliveries_waiting`.
    """
    check_administers(by, organisation)
    paused = Webhook.objects.kept().filter(pk=webhook.pk, organisation=organisation).exclude(paused_at=None)
    fresh = {"failures": 0, "failing_since": None, "quiet_until": None, "version": F("version") + 1}
    if not paused.update(paused_at=None, paused_because="", **fresh):
        return False
    waiting = Delivery.objects.to_be_sent().filter(webhook=webhook.pk)
    waiting.update(attempts=0, next_attempt_at=timezone.now())
    deliveries_waiting.send(sender=Webhook, webhook_ids=[webhook.pk])
    return True


@transaction.atomic
def end_webhook(*, organisation: Organisation, by: User, webhook: Webhook) -> bool:
    """Send nothing to it any more, ever; what waits is given up. Says whether it was there to be ended.

    Raises `NotAllowed`.
    """
    check_administers(by, organisation)
    kept = Webhook.objects.kept().filter(pk=webhook.pk, organisation=organisation)
    if not kept.update(ended_at=timezone.now(), version=F("version") + 1):
        return False
    waiting = Delivery.objects.to_be_sent().filter(webhook=webhook.pk)
    waiting.update(state=Delivery.State.GIVEN_UP, next_attempt_at=None)
    return True


@transaction.atomic
def try_webhook(*, organisation: Organisation, by: User, webhook: Webhook) -> Delivery:
    """Send an event that says nothing, to see whether it arrives.

    Raises `NotAllowed`; `DomainError` for a webhook that is paused or ended. Announces `deliveries_waiting`.
    """
    check_administers(by, organisation)
    stored = _active(organisation, webhook)
    delivery = delivery_of(stored, organisation, tried(organisation))
    delivery.save()
    _at_once(stored)
    return delivery


@transaction.atomic
def replay_delivery(*, organisation: Organisation, by: User, delivery: Delivery) -> Delivery:
    """Send an event again, with the same id and the same words, whether it has arrived or not.

    Raises `NotAllowed`; `DomainError` for a webhook that is paused or ended. Announces `deliveries_waiting`.
    """
    check_administers(by, organisation)
    stored = _active(organisation, delivery.webhook)
    Delivery.objects.filter(pk=delivery.pk, webhook=stored).update(
        state=Delivery.State.WAITING, attempts=0, next_attempt_at=timezone.now()
    )
    _at_once(stored)
    return stored.deliveries.get(pk=delivery.pk)


def normal(url: str) -> str:
    """The address as it is kept and asked for: letters outside ASCII as machines write them."""
    parts = urlsplit(url.strip())
    host = _ascii(parts.hostname or "")
    place = f"[{host}]" if ":" in host else host
    place += f":{parts.port}" if parts.port else ""
    kept = "%/:@!$&'()*+,;=~-._?"
    return urlunsplit(SplitResult(parts.scheme, place, quote(parts.path, kept), quote(parts.query, kept), ""))


def _columns(content: WebhookContent) -> dict[str, Any]:
    return {
        "name": content.name.strip(),
        "url": normal(content.url),
        "events": [event for event in Event.values if event in content.events],
    }


def _locked(organisation: Organisation, webhook: Webhook, expected_version: int) -> Webhook:
    """The organisation's webhook until the transaction ends, as the person has read it."""
    own = Webhook.objects.filter(organisation=organisation).select_for_update(no_key=True)
    stored = own.filter(pk=webhook.pk).first()
    if stored is None:
        raise Changed(_("Somebody has removed this since you opened it."))
    if stored.version != expected_version:
        message = _("Somebody has changed this since you opened it. Nothing was overwritten.")
        raise Changed(message, stored=stored)
    if stored.ended_at is not None:
        raise DomainError(_("The webhook is ended for good. Make a new one."), code="ended")
    return stored


def _active(organisation: Organisation, webhook: Webhook) -> Webhook:
    stored = Webhook.objects.active().filter(pk=webhook.pk, organisation=organisation).first()
    if stored is None:
        raise DomainError(_("Nothing is sent to a webhook that is paused or ended."), code="not_active")
    return stored


def _at_once(webhook: Webhook) -> None:
    """A person waits for it: the receiver is not left in peace any longer, unless a run is just sending."""
    Webhook.objects.filter(pk=webhook.pk, failures__gte=PATIENCE).update(quiet_until=None)
    deliveries_waiting.send(sender=Webhook, webhook_ids=[webhook.pk])


def _too_many(organisation: Organisation) -> Iterator[Problem]:
    if organisation.webhooks.filter(ended_at=None).count() >= MOST:
        message = _("There are %(most)s webhooks already. End one that is not needed any more.")
        yield Problem("name", "too_many", message % {"most": MOST})


def _problems(content: WebhookContent) -> Iterator[Problem]:
    if not content.name.strip():
        yield Problem("name", "required", _("Say what the webhook is for."))
    if not content.events or set(content.events) - set(Event.values):
        yield Problem("events", "required", _("Choose what it is told of."))
    fault = _fault_of(content.url.strip())
    if fault:
        yield Problem("url", "address", fault)


def _fault_of(url: str) -> str:
    """What is wrong with an address, as far as can be said without looking it up."""
    try:
        parts = urlsplit(url)
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return _("This is no address. Write one such as https://example.se/samplan.")
    if parts.scheme not in SCHEMES or not host or port == 0 or UNWANTED.search(url):
        return _("This is no address. Write one such as https://example.se/samplan.")
    if parts.username is not None or parts.password is not None:
        return _("Leave out user and password: the signature shows that the message comes from here.")
    if len(normal(url)) > LONGEST_URL:
        return _("The address is too long: %(most)s characters at most.") % {"most": LONGEST_URL}
    if _leads_inside(host):
        return _(
            "Nothing is sent to this machine or into private networks. Ask who runs Samplan to allow it."
        )
    return ""


def _leads_inside(host: str) -> bool:
    """Whether an address in figures is one that is refused; names are looked up when something is sent."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" and not Allowed.by_settings().has(host, ip_address("127.0.0.1"))
    return not is_public(address) and not Allowed.by_settings().has(host, address)


def _ascii(host: str) -> str:
    """A host's name as it is looked up; raises `ValueError` (`UnicodeError` is one)."""
    return host if host.isascii() else host.encode("idna").decode()
