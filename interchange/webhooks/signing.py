"""The secret of a webhook, and what it signs.

A receiver needs the secret as it is, so a hash is not enough; and a secret that is kept readable can be
read in every copy of the database. So it is not kept: it is made, whenever it is needed, of a random value
that is kept and the installation's own secret (`SECRET_KEY`), by HMAC-SHA256. A copy of the database alone
signs nothing, and there is no encryption to keep. After a change of `SECRET_KEY` the former one in
`SECRET_KEY_FALLBACKS` still gives the webhooks' secrets; `digest` says which of them it is.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from interchange.models import Webhook

#: What begins so is the secret of a webhook: whoever finds one in a file knows what it is.
PREFIX = "samplan_webhook_"
HEADER = "Samplan-Signature"


def new_nonce() -> str:
    """A value that no other webhook has, of 256 random bits."""
    return secrets.token_urlsafe(32)


def secret_of(nonce: str, key: str | bytes | None = None) -> str:
    """The secret that belongs to a nonce in this installation."""
    made = salted_hmac("interchange.webhooks", nonce, secret=key, algorithm="sha256").digest()
    return PREFIX + urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """By what a secret is recognised. It has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_for(webhook: Webhook) -> str | None:
    """The webhook's secret; None if no key of the installation gives it any more."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = secret_of(webhook.nonce, key)
        if constant_time_compare(digest_of(secret), webhook.digest):
            return secret
    return None


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """The header's value: when it was signed, and the HMAC-SHA256 of `timestamp.body`."""
    signed = hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={signed}"
