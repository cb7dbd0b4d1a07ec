"""The latest report as a page may show it: the public never gets what is internal."""

from typing import Any, cast

from django.db.models import QuerySet

from alignment.models import AlignmentReport, Finding, GoalAlignment, ReportState

from pages.guards import Viewer


def latest_report(viewer: Viewer) -> AlignmentReport | None:
    """The latest report of the viewer's organisation, without its content; None if there is none yet."""
    state = ReportState.objects.filter(organisation=viewer.organisation).select_related("latest").first()
    return state.latest if state else None


def totals_of(report: AlignmentReport, viewer: Viewer) -> dict[str, Any]:
    """The report's totals as the viewer may see them."""
    totals: dict[str, Any] = report.totals if viewer.is_member else report.public_totals
    return totals


def goal_alignments(viewer: Viewer) -> QuerySet[GoalAlignment]:
    """The goals of the latest report that the viewer may see."""
    rows = cast("QuerySet[GoalAlignment]", GoalAlignment.objects.filter(organisation=viewer.organisation))
    return rows if viewer.is_member else rows.filter(is_public=True)


def open_findings(viewer: Viewer) -> QuerySet[Finding]:
    """Findings to put right: for members those that nobody has acknowledged, for others the public ones."""
    rows = cast("QuerySet[Finding]", Finding.objects.filter(organisation=viewer.organisation))
    return rows.filter(acknowledged_at__isnull=True) if viewer.is_member else rows.filter(is_public=True)
