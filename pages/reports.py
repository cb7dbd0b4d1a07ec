"""The latest report for a page's viewer, over `alignment.selectors.latest`."""

from typing import Any, cast

from django.db.models import QuerySet

from alignment.models import AlignmentReport, Finding, GoalAlignment, ReportState
from alignment.selectors.latest import Reader, findings
from core.asking import Asking, answered, ask
from pages.guards import Viewer
from pages.preparing import for_viewers


def reader(viewer: Viewer) -> Reader:
    """The viewer as a reader of reports: the guard has asked who may see the organisation."""
    return Reader(viewer.organisation, viewer.is_member)


def latest_report(viewer: Viewer) -> AlignmentReport | None:
    """The latest report of the viewer's organisation, without its content; None if there is none yet."""
    return answered(latest_report_asked(viewer))


def latest_report_asked(viewer: Viewer) -> Asking[AlignmentReport | None]:
    """The same, asked for."""
    states = yield from ask(_states(viewer))
    return states[0].latest if states else None


@for_viewers
def _states(viewer: Viewer) -> QuerySet[ReportState]:
    return (
        ReportState.objects.filter(organisation=viewer.organisation).select_related("latest").order_by("pk")
    )


def totals_of(report: AlignmentReport, viewer: Viewer) -> dict[str, Any]:
    """The report's totals as the viewer may see them."""
    totals: dict[str, Any] = report.totals if viewer.is_member else report.public_totals
    return totals


def goal_alignments(viewer: Viewer) -> QuerySet[GoalAlignment]:
    """The goals of the latest report that the viewer may see, to be ordered and cut into pages.

    Only `HEAVY` fields hold what the public may not read, and lists leave them out.
    """
    rows = cast("QuerySet[GoalAlignment]", GoalAlignment.objects.filter(organisation=viewer.organisation))
    return rows if viewer.is_member else rows.filter(is_public=True)


def open_findings(viewer: Viewer) -> QuerySet[Finding]:
    """Findings to put right: for members those that nobody has acknowledged, for others the public ones."""
    rows = findings(reader(viewer))
    return rows.filter(acknowledged_at__isnull=True) if viewer.is_member else rows
