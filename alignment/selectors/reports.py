"""Frozen reports, as each reader may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from alignment.models import AlignmentReport, ReportState
from alignment.selectors.freshness import holds
from alignment.selectors.latest import Reader, reader_of
from alignment.store import thaw
from core.asking import Asking, answered, ask
from organisations.models import Organisation

#: Of the state of the latest report and of a report itself: what it is known to hold for.
HELD = ("revision", "on", "rules_version")
LATEST = Q(pk=F("organisation__report_state__latest"))


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
    pinned_as: str = ""

    def json(self) -> bytes:
        """The content as JSON, in the shape of the worked example but for the date."""
        return thaw(self.body)


def latest_report(organisation: Organisation, viewer: Any) -> FrozenReport | None:
    """The organisation's latest report; None if there is none that the person may read."""
    return _one(organisation, viewer, LATEST)


def numbered_report(organisation: Organisation, number: int, viewer: Any) -> FrozenReport | None:
    """One of the organisation's reports, as it was found; None if there is none that the person may read."""
    return _one(organisation, viewer, Q(number=number))


def _one(organisation: Organisation, viewer: Any, which: Q) -> FrozenReport | None:
    reader = reader_of(organisation, viewer)
    found = answered(frozen_asked(reader, which)) if reader else []
    return found[0] if found else None


def frozen_asked(reader: Reader, which: Q) -> Asking[list[FrozenReport]]:
    """Those of the organisation's reports, as they were found, by their number."""
    content = "internal" if reader.is_member else "public"
    state = [f"organisation__report_state__{name}" for name in ("latest_id", "checked_at", *HELD)]
    rows = AlignmentReport.objects.filter(which, organisation=reader.organisation).order_by("number")
    found = yield from ask(
        rows.select_related(content, "organisation__report_state").only(
            *("number", "computed_at", "pinned_as", *HELD, f"{content}__body"), *state
        )
    )
    return [_frozen(report, reader) for report in found]


def _frozen(report: AlignmentReport, reader: Reader) -> FrozenReport:
    state: ReportState = report.organisation.report_state
    is_latest = state.latest_id == report.pk
    known: AlignmentReport | ReportState = state if is_latest else report
    held = (known.revision, known.on, known.rules_version)
    owner = reader.organisation
    content = report.internal if reader.is_member else report.public
    return FrozenReport(
        number=report.number,
        revision=known.revision,
        rules_version=known.rules_version,
        on=known.on,
        computed_at=state.checked_at if is_latest else report.computed_at,
        is_current=is_latest and holds(held, owner.revision, owner.time_zone),
        is_internal=reader.is_member,
        sha256=content.sha256,
        body=bytes(content.body),
        pinned_as=report.pinned_as,
    )
