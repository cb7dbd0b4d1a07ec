"""Frozen reports, as each reader may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alignment.models import AlignmentReport, ReportState
from alignment.policies import can_read_report
from alignment.selectors.freshness import holds
from alignment.store import thaw
from organisations.models import Organisation
from organisations.policies import can_see_internal


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A report in the form that one reader may see: internal for members, public for everybody else.

    `revision`, `on` and `rules_version` are what it is known to hold for, `computed_at` when that was
    found out last. `sha256` tells the content; `body` is it, compressed JSON without the date.
    """

    number: int
    revision: int
    rules_version: int
    on: date
    computed_at: datetime
    is_current: bool
    is_internal: bool
    sha256: str
    body: bytes

    def json(self) -> bytes:
        """The content as JSON, in the shape of the worked example but for the date."""
        return thaw(self.body)


def latest_report(organisation: Organisation, viewer: Any) -> FrozenReport | None:
    """The organisation's latest report; None if there is none that the person may read."""
    if not can_read_report(viewer, organisation):
        return None
    state = ReportState.objects.filter(pk=organisation.pk).select_related("latest").first()
    if state is None:
        return None
    current = holds(
        (state.revision, state.on, state.rules_version), organisation.revision, organisation.time_zone
    )
    return _frozen(state.latest, state, viewer, is_current=current)


def numbered_report(organisation: Organisation, number: int, viewer: Any) -> FrozenReport | None:
    """One of the organisation's reports, as it was found; None if there is none that the person may read."""
    if not can_read_report(viewer, organisation):
        return None
    latest = latest_report(organisation, viewer)
    if latest is not None and latest.number == number:
        return latest
    report = AlignmentReport.objects.filter(organisation=organisation, number=number).first()
    return _frozen(report, report, viewer, is_current=False) if report else None


def _frozen(
    report: AlignmentReport, known: AlignmentReport | ReportState, viewer: Any, *, is_current: bool
) -> FrozenReport:
    is_internal = can_see_internal(viewer, report.organisation)
    content = report.internal if is_internal else report.public
    return FrozenReport(
        number=report.number,
        revision=known.revision,
        rules_version=known.rules_version,
        on=known.on,
        computed_at=known.checked_at if isinstance(known, ReportState) else known.computed_at,
        is_current=is_current,
        is_internal=is_internal,
        sha256=content.sha256,
        body=bytes(content.body),
    )
