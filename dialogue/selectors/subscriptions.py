"""Who is to be told of what, and when."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from dialogue.models import Subscription
from organisations.models import Organisation, User

#: When the week's letters go out: Monday morning, before people come to work.
MORNING = time(6)
WEEK = timedelta(days=7)


def subscriptions_of(organisation: Organisation, user: User) -> QuerySet[Subscription]:
    """What a person is told of in an organisation, the newest first."""
    return Subscription.objects.filter(organisation=organisation, user=user).select_related("subject_type")


def subscription_to(organisation: Organisation, user: User, subject: Model) -> Subscription | None:
    """The person's subscription to a thing, if there is one. One query."""
    about = ContentType.objects.get_for_model(subject)
    return subscriptions_of(organisation, user).filter(subject_type=about, subject_id=subject.pk).first()


def week_began_at(organisation: Organisation, now: datetime) -> datetime:
    """The last Monday morning in the organisation's time zone."""
    zone = ZoneInfo(organisation.time_zone)
    here = now.astimezone(zone)
    monday = datetime.combine(here.date() - timedelta(days=here.weekday()), MORNING, zone)
    if monday > here:
        return datetime.combine(monday.date() - WEEK, MORNING, zone)
    return monday


def subscriptions_due(organisation: Organisation, number: int, now: datetime) -> list[int]:
    """The ids of those to whom the report of that number may be news now. One query.

    At once: who has not been told of it; weekly: who was last looked at before Monday morning.
    """
    at_once = Q(rhythm=Subscription.Rhythm.AT_ONCE, told_number__lt=number)
    weekly = Q(rhythm=Subscription.Rhythm.WEEKLY, looked_at__lt=week_began_at(organisation, now))
    found = Subscription.objects.filter(at_once | weekly, organisation=organisation).order_by("pk")
    return list(found.values_list("pk", flat=True))


def organisations_subscribed_to() -> QuerySet[Organisation]:
    """Organisations of which somebody wants to hear."""
    return Organisation.objects.filter(pk__in=Subscription.objects.order_by().values("organisation"))


def is_subscribed_to(organisation_id: int) -> bool:
    """Whether somebody wants to hear at once of something there. One query."""
    at_once = Subscription.objects.filter(rhythm=Subscription.Rhythm.AT_ONCE)
    return at_once.filter(organisation=organisation_id).exists()
