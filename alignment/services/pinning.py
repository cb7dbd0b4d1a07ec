"""Pinning a report to a meeting: it is kept for ever, and is found again by the meeting's name."""

from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import AlignmentReport
from alignment.policies import can_pin
from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, User
from organisations.policies import standing

LONGEST_NAME = 200


@transaction.atomic
def pin_report(
    *, organisation: Organisation, by: User, number: int, name: str, expected_name: str = ""
) -> AlignmentReport:
    """Give a report the name of a meeting, or without a name let go of it.

    Raises `NotAllowed`; `Changed` if it is called something else than `expected_name` by now; and
    `DomainError` if there is no such report any more, or the name is too long.
    """
    if not can_pin(standing(by, organisation)):
        raise NotAllowed(_("Coordinators and administrators pin reports."))
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise DomainError(
            _("The name can have %(most)d characters.") % {"most": LONGEST_NAME}, code="name_too_long"
        )
    reports = AlignmentReport.objects.select_for_update(of=("self",), no_key=True)
    report = reports.filter(organisation=organisation, number=number).first()
    if report is None:
        raise DomainError(_("This report is no longer kept."), code="report_gone")
    if report.pinned_as != expected_name:
        raise Changed(_("Somebody else has named the report meanwhile."))
    report.pinned_as = name
    report.save(update_fields=["pinned_as"])
    return report
