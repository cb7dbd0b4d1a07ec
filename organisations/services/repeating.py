"""Asking twice and doing it once: an answer is kept under the key that the caller gave it."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from organisations.models import KeptAnswer, User

KEPT = timedelta(hours=24)


class UnderWay(DomainError):
    """The same is being done right now."""

    status = 409


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: by whom (a person or one of their keys), under which key, where, and what exactly."""

    user: User
    caller: str
    key: str
    address: str
    body: bytes

    @property
    def place(self) -> str:
        """Where its answer is kept."""
        whole = "\n".join((str(self.user.pk), self.caller, self.address, self.key))
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def digest(self) -> str:
        """What is asked, in short."""
        return hashlib.sha256(self.body).hexdigest()


def kept_answer(*, asking: Asking) -> KeptAnswer | None:
    """The answer that was given already, if it was; nobody else does the same until the transaction ends.

    Raises `UnderWay` if somebody does it right now, `DomainError` if something else was asked with the key.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [asking.place])
        [has_lock] = cursor.fetchone()
    if not has_lock:
        raise _refused(UnderWay, _("The same is being done right now. Ask again in a moment."), "under_way")
    kept = KeptAnswer.objects.filter(place=asking.place, created_at__gt=timezone.now() - KEPT).first()
    if kept is not None and kept.digest != asking.digest:
        raise _refused(DomainError, _("That key was used for something else. Take a new one."), "key_used")
    return kept


def keep_answer(*, asking: Asking, status: int, headers: dict[str, str], body: bytes) -> KeptAnswer:
    """Keep an answer for a day, in the transaction that did what was asked."""
    KeptAnswer.objects.filter(place=asking.place).delete()
    return KeptAnswer.objects.create(
        user=asking.user,
        place=asking.place,
        digest=asking.digest,
        status=status,
        headers=headers,
        body=body,
    )


def forget_answers() -> int:
    """Delete the answers that are older than a day; how many there were."""
    forgotten, _by_model = KeptAnswer.objects.filter(created_at__lte=timezone.now() - KEPT).delete()
    return forgotten


def _refused(sort: type[DomainError], message: str, code: str) -> DomainError:
    return sort(message, code=code, problems=[Problem("/Idempotency-Key", code, message)])
