"""Frozen reports, as each reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Q, When

from alignment.models import AlignmentReport, ReportContent, ReportState
from alignment.selectors.freshness import holds
from alignment.selectors.latest import Reader, reader_of
from alignment.store.contents import MATRIX, Parts, document_of, json_of, thaw, thaw_scores
from core.asking import Asking, answered, ask, ask_first
from organisations.models import Organisation

#: Of the state of the latest report and of a report itself: what it is known to hold for.
HELD = ("revision", "on", "rules_version")
LATEST = Q(pk=F("organisation__report_state__latest"))


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A report in the form that one reader may see: internal for members, public for everybody else.

    `revision`, `on` and `rules_version` are what it is known to hold for, `computed_at` when that was
    found out last. `sha256` tells the content; `body` is it, compressed, without date and matrix.
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
    pinned_as: str

    def parts(self) -> Parts:
        """The content in lines; its matrix is empty."""
        return {**thaw(self.body), MATRIX: b""}

    def document(self) -> dict[str, Any]:
        """The content; its matrix is empty."""
        return document_of(self.parts())


@dataclass(frozen=True, slots=True)
class WholeReport(FrozenReport):
    """The same with its `matrix`; None where `body` has that too."""

    matrix: bytes | None

    def parts(self) -> Parts:
        """The content in lines."""
        return thaw(self.body, self.matrix)

    def json(self) -> bytes:
        """The content as JSON, in the shape of the worked example but for the date."""
        return json_of(self.parts())


@dataclass(frozen=True, slots=True)
class EarlierScores:
    """What an earlier report is compared by: its day, its totals, and its goals' chain scores by name."""

    on: date
    totals: Mapping[str, Any]
    of_goals: Mapping[str, int]


def latest_report(organisation: Organisation, viewer: Any) -> WholeReport | None:
    """The organisation's latest report; None if there is none that the person may read."""
    return _one(organisation, viewer, LATEST)


def numbered_report(organisation: Organisation, number: int, viewer: Any) -> WholeReport | None:
    """One of the organisation's reports, as it was found; None if there is none that the person may read."""
    return _one(organisation, viewer, Q(number=number))


def _one(organisation: Organisation, viewer: Any, which: Q) -> WholeReport | None:
    reader = reader_of(organisation, viewer)
    found = answered(whole_asked(reader, which)) if reader else []
    return found[0] if found else None


def frozen_asked(reader: Reader, which: Q) -> Asking[list[FrozenReport]]:
    """Those of the organisation's reports, as they were found, by their number; without their matrices."""
    found = yield from _reports_asked(reader, which, "body")
    return [FrozenReport(**_facts(report, reader)) for report in found]


def whole_asked(reader: Reader, which: Q) -> Asking[list[WholeReport]]:
    """The same with their matrices."""
    found = yield from _reports_asked(reader, which, "body", "matrix")
    return [
        WholeReport(**_facts(report, reader), matrix=_bytes(_content(report, reader).matrix))
        for report in found
    ]


def scores_asked(reader: Reader, number: int) -> Asking[EarlierScores | None]:
    """The scores of the organisation's report of that number; None if it is not kept."""
    content = _side(reader)
    totals = "totals" if reader.is_member else "public_totals"
    undivided = Case(When(**{f"{content}__scores": None}, then=F(f"{content}__body")))
    rows = AlignmentReport.objects.filter(organisation=reader.organisation, number=number).order_by("pk")
    found = yield from ask_first(rows.values_list("on", totals, f"{content}__scores", undivided))
    if found is None:
        return None
    on, said, scores, body = found
    return EarlierScores(on, said, thaw_scores(scores, body))


def _reports_asked(reader: Reader, which: Q, *columns: str) -> Asking[list[AlignmentReport]]:
    content = _side(reader)
    state = [f"organisation__report_state__{name}" for name in ("latest_id", "checked_at", *HELD)]
    rows = AlignmentReport.objects.filter(which, organisation=reader.organisation).order_by("number")
    own = ("number", "computed_at", "pinned_as", *HELD)
    return (
        yield from ask(
            rows.select_related(content, "organisation__report_state").only(
                *own, *(f"{content}__{column}" for column in columns), *state
            )
        )
    )


def _side(reader: Reader) -> str:
    return "internal" if reader.is_member else "public"


def _content(report: AlignmentReport, reader: Reader) -> ReportContent:
    return report.internal if reader.is_member else report.public


def _bytes(column: Any) -> bytes | None:
    return None if column is None else bytes(column)


def _facts(report: AlignmentReport, reader: Reader) -> dict[str, Any]:
    state: ReportState = report.organisation.report_state
    is_latest = state.latest_id == report.pk
    known: AlignmentReport | ReportState = state if is_latest else report
    held = (known.revision, known.on, known.rules_version)
    owner, content = reader.organisation, _content(report, reader)
    return {
        "number": report.number,
        "revision": known.revision,
        "rules_version": known.rules_version,
        "on": known.on,
        "computed_at": state.checked_at if is_latest else report.computed_at,
        "is_current": is_latest and holds(held, owner.revision, owner.time_zone),
        "is_internal": reader.is_member,
        "sha256": content.sha256,
        "body": bytes(content.body),
        "pinned_as": report.pinned_as,
    }
