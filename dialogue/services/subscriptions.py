"""Wishing to hear of something by e-mail, changing how often, and having enough of it."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from dialogue.models import Subscription
from dialogue.policies import check_can_subscribe, check_is_member
from organisations.models import Organisation, User
from organisations.policies import standing

Rhythm = Subscription.Rhythm


@transaction.atomic
def subscribe(
    *, organisation: Organisation, by: User, subject: Model, rhythm: str, told_number: int
) -> Subscription:
    """Tell the person of a thing from now on; who is told already has the rhythm changed.

    `told_number` is the report that is there now: what it says is no news to who has just looked at it.
    Raises `NotAllowed`, and `DomainError` (`rhythm`) for a rhythm that the thing cannot have.
    """
    check_can_subscribe(standing(by, organisation), organisation, subject)
    _check_rhythm(subject, rhythm)
    stored, is_new = Subscription.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        organisation=organisation,
        user=by,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        defaults={"rhythm": rhythm, "told_number": told_number},
    )
    return stored if is_new else _changed(stored, rhythm)


@transaction.atomic
def change_rhythm(
    *, organisation: Organisation, by: User, subscription: Subscription, rhythm: str
) -> Subscription:
    """Tell the person as often as they wish. Raises `NotAllowed`, and `DomainError` as `subscribe` does."""
    check_is_member(standing(by, organisation))
    stored = _own(organisation, by).filter(pk=subscription.pk)
    found = stored.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise NotAllowed(_("This is not a subscription of yours here."))
    _check_rhythm(found.subject, rhythm)
    return _changed(found, rhythm)


@transaction.atomic
def unsubscribe(*, organisation: Organisation, by: User, subscription: Subscription) -> bool:
    """Tell the person no more; says whether they were told. Anybody may have enough, members or not."""
    removed, _by_model = _own(organisation, by).filter(pk=subscription.pk).delete()
    return bool(removed)


def _own(organisation: Organisation, by: User) -> QuerySet[Subscription]:
    return Subscription.objects.filter(organisation=organisation, user=by)


def _changed(stored: Subscription, rhythm: str) -> Subscription:
    """The rhythm, from now on: a week's letter does not come at once because there was none before."""
    if stored.rhythm != rhythm:
        stored.rhythm, stored.looked_at = rhythm, timezone.now()
        stored.save(update_fields=["rhythm", "looked_at"])
    return stored


def _check_rhythm(subject: object, rhythm: str) -> None:
    if rhythm not in Rhythm.values:
        raise DomainError(_("Choose how often."), code="rhythm")
    if isinstance(subject, Organisation) and rhythm != Rhythm.WEEKLY:
        raise DomainError(_("Of everything one is told weekly."), code="rhythm")
