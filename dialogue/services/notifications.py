"""Reading what one was told."""

from django.db import transaction
from django.utils import timezone

from dialogue.models import Notification
from dialogue.policies import check_is_member
from organisations.models import Organisation, User
from organisations.policies import standing


@transaction.atomic
def read_notifications(*, organisation: Organisation, by: User, up_to: int) -> int:
    """Mark as read what the person has been told in an organisation, up to a notification (its id).

    What came after the list was shown stays unread. Raises `NotAllowed` for who does not work there.
    Gives how many became read.
    """
    check_is_member(standing(by, organisation))
    unread = Notification.objects.filter(organisation=organisation, user=by, read_at=None, pk__lte=up_to)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def read_notification(*, organisation: Organisation, by: User, notification: Notification) -> bool:
    """Mark one thing as read that the person was told; says whether it was unread. Raises `NotAllowed`."""
    check_is_member(standing(by, organisation))
    own = Notification.objects.filter(organisation=organisation, user=by, read_at=None)
    return bool(own.filter(pk=notification.pk).update(read_at=timezone.now()))
