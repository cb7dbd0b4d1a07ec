"""Which statistics there are to fetch, of whom, and when."""

import zlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from goals.models import Indicator
from interchange.models import ImportRun
from organisations.models import Organisation

FETCHED_FROM = (Indicator.Source.KOLADA, Indicator.Source.SCB, Indicator.Source.SSB)
#: The night begins at this hour; everybody has a minute of their own, so that nobody asks all at once.
NIGHT_BEGINS_AT_HOUR, NIGHT_MINUTES = 1, 180
#: A night that was missed is not made up for in the middle of the day.
WITHIN = timedelta(hours=3)
#: So long after it last moved a run is asked for again: its message, or its worker, was lost.
LEFT_AFTER = timedelta(minutes=3)


def fetched_indicators(organisation: Organisation, source: str = "") -> QuerySet[Indicator]:
    """The organisation's own indicators that have a number at a source; of one alone if it is named."""
    sources = [source] if source else list(FETCHED_FROM)
    own = Indicator.objects.filter(organisation=organisation, source__in=sources, external_id__gt="")
    return own.select_related("organisation", "fetching").order_by("source", "pk")


def places_of(organisation: Organisation) -> list[Organisation]:
    """Of whom values are fetched: the organisation, and the region and country that it lies in. One query."""
    near = Q(pk=organisation.pk) | Q(children=organisation.pk) | Q(children__children=organisation.pk)
    return list(Organisation.objects.filter(near).distinct().order_by("pk"))


def organisations_due(now: datetime) -> list[int]:
    """Whose minute of the night has come, and who have not been fetched for since. One query.

    Nobody where the installation fetches only when somebody asks (`STATISTICS_AT_NIGHT`).
    """
    if not settings.STATISTICS_AT_NIGHT:
        return []
    measured = Q(indicators__source__in=FETCHED_FROM, indicators__external_id__gt="")
    nightly = Max("import_runs__asked_at", filter=Q(import_runs__asked_by__isnull=True))
    found = Organisation.objects.filter(measured).annotate(last=nightly).order_by("pk")
    due = []
    for organisation_id, last in found.values_list("pk", "last"):
        begins = minute_of_night(organisation_id, now)
        if begins <= now < begins + WITHIN and (last is None or last < begins):
            due.append(organisation_id)
    return due


def minute_of_night(organisation_id: int, now: datetime) -> datetime:
    """When an organisation's statistics are fetched that day; other installations have other minutes."""
    scattered = zlib.crc32(f"{settings.PUBLIC_URL}:{organisation_id}".encode()) % NIGHT_MINUTES
    begins = timezone.localtime(now).replace(hour=NIGHT_BEGINS_AT_HOUR, minute=0, second=0, microsecond=0)
    return begins + timedelta(minutes=scattered)


def runs_left(now: datetime) -> list[int]:
    """Runs that nobody is at any more, though they have not ended."""
    still = ImportRun.objects.open().filter(moved_at__lt=now - LEFT_AFTER)
    return list(still.order_by("pk").values_list("pk", flat=True))


def latest_runs(organisation: Organisation, number: int) -> list[ImportRun]:
    """The last fetches, the latest first. One query."""
    return list(organisation.import_runs.select_related("asked_by").order_by("-asked_at", "-pk")[:number])
