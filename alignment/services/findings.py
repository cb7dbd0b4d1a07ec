"""Acknowledging findings: somebody has seen it, and says why it may stand for now."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Finding, ReportState
from core.errors import DomainError, NotAllowed
from organisations.models import Organisation, User
from organisations.policies import Standing, standing

LONGEST_REASON = 2_000


def can_acknowledge(standing_there: Standing, finding: Finding) -> bool:
    """Editors of the unit that should act, and coordinators."""
    return standing_there.edits(finding.unit_id)


@transaction.atomic
def acknowledge_finding(*, organisation: Organisation, by: User, finding: Finding, because: str) -> Finding:
    """Put a finding aside with a reason; it stays in the report, but not among what is open.

    It is remembered as long as reports have the finding. Raises `NotAllowed`, or `DomainError` without
    a reason. A finding that somebody else has acknowledged already keeps their reason.
    """
    reason = because.strip()
    if not reason:
        raise DomainError(_("Say why it may stand."), code="reason_missing")
    stored = _locked(organisation, by, finding)
    if stored.acknowledged_at is None:
        stored.acknowledged_at, stored.acknowledged_by = timezone.now(), by
        stored.acknowledged_because = reason[:LONGEST_REASON]
        _save(stored)
    return stored


@transaction.atomic
def reopen_finding(*, organisation: Organisation, by: User, finding: Finding) -> Finding:
    """Take an acknowledgement back. Raises `NotAllowed`."""
    stored = _locked(organisation, by, finding)
    stored.acknowledged_at, stored.acknowledged_by, stored.acknowledged_because = None, None, ""
    _save(stored)
    return stored


def _save(finding: Finding) -> None:
    finding.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_because"])
    ReportState.objects.filter(pk=finding.organisation_id).update(acknowledged_at=timezone.now())


def _locked(organisation: Organisation, by: User, finding: Finding) -> Finding:
    """The finding, locked. Raises `NotAllowed`, or `DomainError` if the report has it no longer."""
    findings = Finding.objects.filter(pk=finding.pk, organisation=organisation)
    stored: Any = findings.select_for_update(of=("self",), no_key=True).first()
    if stored is None:
        raise DomainError(_("The latest report does not have this finding any more."), code="finding_gone")
    if not can_acknowledge(standing(by, organisation), stored):
        raise NotAllowed(
            _("Only those who work for the unit that should act, and coordinators, can do this.")
        )
    kept: Finding = stored
    return kept
