"""Whether reports are current (alignment rules, section 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from alignment.engine import RULES_VERSION
from alignment.models import ReportState
from alignment.policies import can_read_report
from alignment.snapshot.days import today_in
from organisations.models import Organisation, OrganisationQuerySet

OVERDUE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Freshness:
    """How an organisation's latest report stands.

    `number` is None as long as there is no report; `revision`, `on` and `rules_version` are what the
    report is known to hold for, `computed_at` when that was found out.
    """

    is_current: bool
    number: int | None = None
    computed_at: datetime | None = None
    revision: int | None = None
    on: date | None = None
    rules_version: int | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether it is stale, and was not computed a moment ago: time to ask again."""
        if self.is_current:
            return False
        return self.computed_at is None or (
            (timezone.now() - self.computed_at).total_seconds() > OVERDUE_SECONDS
        )


def freshness(organisation: Organisation, viewer: Any) -> Freshness | None:
    """How the organisation's report stands; None for a person who may not read it. One query or two."""
    if not can_read_report(viewer, organisation):
        return None
    found = (
        ReportState.objects.filter(pk=organisation.pk)
        .annotate(
            number=F("latest__number"),
            present=F("organisation__revision"),
            time_zone=F("organisation__time_zone"),
        )
        .values_list("number", "checked_at", "revision", "on", "rules_version", "present", "time_zone")
        .first()
    )
    if found is None:
        return Freshness(is_current=False)
    number, checked_at, revision, on, rules_version, present, time_zone = found
    current = holds((revision, on, rules_version), present, time_zone)
    return Freshness(current, number, checked_at, revision, on, rules_version)


def with_report_stamps(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """Adds `report_stamps`: what moves whenever something about the stored report does.

    Findings' acknowledgements included; None without a report. For `state_of_report`.
    """
    stamps = {name: name for name in ("latest_id", "checked_at", "acknowledged_at")}
    state = ReportState.objects.filter(pk=OuterRef("pk")).values(stamps=JSONObject(**stamps))
    return organisations.annotate(report_stamps=Subquery(state))


def state_of_report(organisation: Organisation) -> Any:
    """The same of one organisation. One query, unless it has been read with it."""
    if hasattr(organisation, "report_stamps"):
        return organisation.report_stamps
    found: Any = with_report_stamps(Organisation.objects.filter(pk=organisation.pk)).get()
    return found.report_stamps


def is_current(organisation: Organisation) -> bool:
    """Whether the organisation's stored report holds for its present revision, day and rules."""
    return organisation.pk not in {pk for pk, _ in _behind([organisation.pk])}


def organisations_behind() -> list[int]:
    """The ids of the organisations whose report is behind, longest unchecked first. One query."""
    return [pk for pk, _ in _behind(None)]


def seconds_since_checked(organisation_id: int) -> float:
    """How long ago the organisation's report was last computed or confirmed; for ever if never."""
    checked_at = ReportState.objects.filter(pk=organisation_id).values_list("checked_at", flat=True).first()
    return inf if checked_at is None else (timezone.now() - checked_at).total_seconds()


def holds(known: tuple[int | None, date | None, int | None], revision: int, time_zone: str) -> bool:
    """Whether what a report is known to hold for is what is now."""
    return known == (revision, today_in(time_zone), RULES_VERSION)


def _behind(ids: Iterable[int] | None) -> list[tuple[int, datetime | None]]:
    organisations = Organisation.objects.municipalities()
    if ids is not None:
        organisations = organisations.filter(pk__in=ids)
    state = ReportState.objects.filter(pk=OuterRef("pk"))
    rows = organisations.annotate(
        **{f"known_{name}": Subquery(state.values(name)) for name in ("revision", "on", "rules_version")},
        checked_at=Subquery(state.values("checked_at")),
    ).values_list(
        "pk", "revision", "time_zone", "known_revision", "known_on", "known_rules_version", "checked_at"
    )
    behind = [
        (pk, checked_at)
        for pk, revision, time_zone, known_revision, known_on, known_rules, checked_at in rows
        if not holds((known_revision, known_on, known_rules), revision, time_zone)
    ]
    return sorted(behind, key=lambda row: (row[1] is not None, row[1] or timezone.now(), row[0]))
