"""What people outside say of the pages, and that somebody has seen to it."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from dialogue.models import Feedback
from dialogue.policies import check_can_settle_feedback
from organisations.models import Organisation, User
from organisations.policies import can_see, standing

#: Nobody has to log in to say something: more than so many an hour are no people.
MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: of which page, and where they can be answered (both may be empty)."""

    text: str
    page: str = ""
    email: str = ""


@transaction.atomic
def send_feedback(*, organisation: Organisation, by: User | None, said: Said) -> Feedback:
    """Keep what somebody says of the organisation's pages; whoever reads them may.

    Raises `NotAllowed` for pages that they may not read, `DomainError` with the field's name as its code
    (`text`, `email`), or `too_many` when more came within an hour than people write.
    """
    there = standing(by, organisation) if by else None
    if not (organisation.is_public if there is None else can_see(there, organisation)):
        raise NotAllowed(_("These pages are not open to you."))
    text = said.text.strip()
    if not text:
        raise DomainError(_("Write what you want to say."), code="text")
    if len(text) > Feedback.LONGEST:
        raise DomainError(_("Write at most 4,000 letters."), code="text")
    if said.email:
        _check_email(said.email)
    lately = Feedback.objects.filter(organisation=organisation, created_at__gte=timezone.now() - HOUR)
    if lately.count() >= MOST_AN_HOUR:
        raise DomainError(
            _("So much was sent just now that no more is taken. Try again in an hour."), code="too_many"
        )
    longest = Feedback._meta.get_field("page").max_length
    return Feedback.objects.create(
        organisation=organisation, text=text, page=said.page[:longest], email=said.email
    )


@transaction.atomic
def settle_feedback(*, organisation: Organisation, by: User, feedback: Feedback) -> bool:
    """Say that somebody has seen to it; says whether nobody had.

    Raises `NotAllowed`, and `DomainError` for what was written to others.
    """
    check_can_settle_feedback(standing(by, organisation))
    _check_is_there(organisation, feedback)
    open_ = Feedback.objects.filter(organisation=organisation, pk=feedback.pk, settled_at=None)
    return bool(open_.update(settled_at=timezone.now(), settled_by=by))


@transaction.atomic
def remove_feedback(*, organisation: Organisation, by: User, feedback: Feedback) -> bool:
    """Remove it for good, with what the person wrote of themselves.

    Raises `NotAllowed`, and `DomainError` for what was written to others.
    """
    check_can_settle_feedback(standing(by, organisation))
    _check_is_there(organisation, feedback)
    removed, _by_model = Feedback.objects.filter(organisation=organisation, pk=feedback.pk).delete()
    return bool(removed)


def _check_is_there(organisation: Organisation, feedback: Feedback) -> None:
    if feedback.organisation_id != organisation.pk:
        raise DomainError(_("This was not written to the organisation."), code="elsewhere")


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), code="email") from error
