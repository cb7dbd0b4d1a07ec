"""Which reports are kept (architecture, section 2), from the first day on.

The last 50; of a day the last of each hour; of a month the last of each day; the last of each month
and what somebody has pinned, for ever.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from alignment.models import AlignmentReport

LAST = 50
HOURLY_FOR = timedelta(days=1)
DAILY_FOR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Kept:
    """What retention looks at."""

    id: int
    computed_at: datetime
    is_pinned: bool


def superfluous(newest_first: Iterable[Kept], now: datetime) -> list[int]:
    """The ids of the reports that need not be kept; they come newest first."""
    reports = list(newest_first)
    keep = {report.id for report in reports[:LAST]}
    keep |= {report.id for report in reports if report.is_pinned}
    hours = [report for report in reports if now - report.computed_at <= HOURLY_FOR]
    days = [report for report in reports if now - report.computed_at <= DAILY_FOR]
    keep |= _last_of_each(hours, lambda at: (at.date(), at.hour))
    keep |= _last_of_each(days, lambda at: at.date())
    keep |= _last_of_each(reports, lambda at: (at.year, at.month))
    return [report.id for report in reports if report.id not in keep]


def _last_of_each(newest_first: Iterable[Kept], period: Callable[[datetime], Hashable]) -> set[int]:
    last: dict[Hashable, int] = {}
    for report in newest_first:
        last.setdefault(period(report.computed_at), report.id)
    return set(last.values())


def forget_superfluous(organisation_id: int, now: datetime) -> None:
    """Delete the organisation's reports that need not be kept, and contents that none has any more.

    Under the organisation's lock: a content names its organisation, so no other one's report comes to
    use it meanwhile.
    """
    reports = AlignmentReport.objects.filter(organisation_id=organisation_id).order_by("-number")
    known = reports.values_list("id", "computed_at", "pinned_as")
    old = superfluous([Kept(pk, at, bool(pinned)) for pk, at, pinned in known], now)
    if not old:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH gone AS (
                DELETE FROM alignment_alignmentreport WHERE id = ANY(%s) RETURNING internal_id, public_id
            )
            SELECT internal_id FROM gone UNION SELECT public_id FROM gone
            """,
            [old],
        )
        contents = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            """
            DELETE FROM alignment_reportcontent c WHERE sha256 = ANY(%s) AND NOT EXISTS (
                SELECT 1 FROM alignment_alignmentreport r WHERE c.sha256 IN (r.internal_id, r.public_id)
            )
            """,
            [contents],
        )
