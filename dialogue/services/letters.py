"""Sending what a subscription has to tell: recorded and handed over in one transaction.

The worker may be killed at any point. Before the mail server has taken the letter nothing is recorded,
and the next run sends it; afterwards the record is there, and no run sends it again. One moment is left:
the server has taken the letter, and the worker or the database dies before the record is committed. Then
it goes out once more. Both copies carry the same Message-ID, by which mail programs show one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from dialogue.models import Letter, Subscription
from dialogue.policies import can_be_told
from organisations.policies import standing

log = structlog.get_logger()
#: From here on a mail server's answer is final.
FOR_GOOD = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription, locked, and the report that it may have to tell of."""

    subscription: Subscription
    number: int


#: What there is to tell, as a message to the person; None if there is nothing.
Compose = Callable[[Due], EmailMessage | None]


@transaction.atomic
def send_letter(*, subscription_id: int, number: int, compose: Compose) -> bool:
    """Tell a subscriber what the report of that number says anew; says whether a letter went out.

    Nothing goes to who may not see the thing any more, or whom another worker is telling just now. Raises
    `OSError` (SMTP errors are) while the mail server does not take letters: nothing is recorded then.
    An address that it refuses for good is not tried again for this report.
    """
    locked = Subscription.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    stored = locked.select_related("user", "organisation").filter(pk=subscription_id).first()
    if stored is None:
        return False
    since = stored.told_number
    is_news = since < number and may_be_told(stored)
    message = compose(Due(stored, number)) if is_news else None
    stored.told_number, stored.looked_at = max(since, number), timezone.now()
    stored.save(update_fields=["told_number", "looked_at"])
    if message is None:
        return False
    letter = Letter.objects.create(subscription=stored, number=number, since_number=since)
    if _is_taken(message):
        return True
    letter.delete()
    return False


def may_be_told(subscription: Subscription) -> bool:
    """Whether the person still may see what they are told of. Three queries at most."""
    user, organisation = subscription.user, subscription.organisation
    if not user.is_active or (user.is_demo and not settings.DEMO):
        return False
    subject = subscription.subject
    return subject is not None and can_be_told(standing(user, organisation), organisation, subject)


def _is_taken(message: EmailMessage) -> bool:
    """Whether the mail server took it; raises `OSError` unless it has refused it for good."""
    try:
        message.send()
    except SMTPException as error:
        if not _is_final(error):
            raise
        log.warning("a mail server refuses a letter", error=type(error).__name__)
        return False
    return True


def _is_final(error: SMTPException) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _said in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= FOR_GOOD
