"""What day it is where an organisation is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone


def today_in(time_zone: str) -> date:
    """The present day in a time zone; the product's own for a name that is none."""
    return _now_in(time_zone).date()


def _now_in(time_zone: str) -> datetime:
    try:
        return timezone.now().astimezone(ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE))
