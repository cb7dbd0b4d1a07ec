"""Keys with which other systems read, and perhaps write, over the API as the person who made them."""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from organisations.models import ApiToken, Organisation, User
from organisations.policies import check_administers

#: What begins so is a key of this product: whoever finds one in a file knows what it is.
PREFIX = "samplan_"
LONGEST_DAYS = 730
#: A key that is used all the time is not written each time.
NOTED_EVERY = timedelta(minutes=1)


class NewToken(NamedTuple):
    """A key that was made just now; `secret` is kept nowhere else."""

    token: ApiToken
    secret: str


def digest_of(secret: str) -> str:
    """What is kept of a key. It has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create_token(
    *, organisation: Organisation, by: User, name: str, days: int, access: str = ApiToken.Access.READ
) -> NewToken:
    """Make a key that reads what the person may read in the organisation, for so many days.

    With the access to write it changes there what the person may change. Raises `NotAllowed`, `DomainError`.
    """
    check_administers(by, organisation)
    if not 1 <= days <= LONGEST_DAYS:
        raise DomainError(_("A key lasts for at most two years."), code="days")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        user=by,
        name=name.strip(),
        digest=digest_of(secret),
        access=ApiToken.Access(access),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return NewToken(token, secret)


def end_token(*, organisation: Organisation, by: User, token: ApiToken) -> None:
    """End a key at once, whoever made it; a key that is ended stays so. Raises `NotAllowed`."""
    check_administers(by, organisation)
    ApiToken.objects.filter(pk=token.pk, organisation=organisation, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def note_use(*, token: ApiToken) -> None:
    """Remember that the key was used, once a minute at most."""
    now = timezone.now()
    if token.last_used_at is not None and token.last_used_at > now - NOTED_EVERY:
        return
    unnoted = Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY)
    ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)
