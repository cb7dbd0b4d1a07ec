"""Following measures up: what was said of them, dated. How a measure stands is said on the measure."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import measure_written
from planning.models import Measure, StatusUpdate
from planning.policies import check_can_change_item


@dataclass(frozen=True, slots=True)
class Account:
    """How a measure stood on a day, and what was said of it."""

    on: date
    status: str
    text: str = ""


def report_status(
    *, organisation: Organisation, by: User, measure: Measure, account: Account
) -> StatusUpdate:
    """Say how a measure stood at a follow-up.

    Raises `NotAllowed` unless the person may change the measure; `DomainError` for a day to come. Announces
    `measure_written`.
    """
    check_can_change_item(standing(by, organisation), organisation, measure)
    _check(organisation, account)
    with transaction.atomic():
        made = StatusUpdate.objects.create(measure=measure, **_columns(account))
        measure_written.send(sender=StatusUpdate, organisation=organisation, measure=measure)
    return made


@transaction.atomic
def change_status_report(
    *, organisation: Organisation, by: User, report: StatusUpdate, expected_version: int, account: Account
) -> StatusUpdate:
    """Put right what was said.

    Raises `NotAllowed`, `Changed`; `DomainError` for a day to come. Announces `measure_written` if anything
    differs.
    """
    check_can_change_item(standing(by, organisation), organisation, report.measure)
    _check(organisation, account)
    stored = locked(_own(organisation), pk=report.pk, expected_version=expected_version)
    if write(stored, _columns(account)):
        measure_written.send(sender=StatusUpdate, organisation=organisation, measure=stored.measure)
    return stored


@transaction.atomic
def remove_status_report(
    *, organisation: Organisation, by: User, report: StatusUpdate, expected_version: int
) -> None:
    """Take back what was said.

    Raises `NotAllowed`, `Changed`. Announces `measure_written`.
    """
    check_can_change_item(standing(by, organisation), organisation, report.measure)
    stored = locked(_own(organisation), pk=report.pk, expected_version=expected_version)
    stored.delete()
    measure_written.send(sender=StatusUpdate, organisation=organisation, measure=stored.measure)


def _own(organisation: Organisation) -> QuerySet[StatusUpdate]:
    return StatusUpdate.objects.filter(measure__organisation=organisation).select_related("measure__plan")


def _columns(account: Account) -> dict[str, object]:
    return asdict(account) | {"text": account.text.strip()}


def _check(organisation: Organisation, account: Account) -> None:
    if account.on > organisation.today():
        message = _("This day has not come yet.")
        raise DomainError(message, code="in_future", problems=[Problem("on", "in_future", message)])
