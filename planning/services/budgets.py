"""Money for measures, year by year."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, Problem
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import measure_written
from planning.models import BudgetLine, Measure
from planning.policies import check_can_change_item

REFUSALS = {
    "budget_line_once": gettext_lazy("The measure has a line of that kind for the year. Change that one.")
}
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Money:
    """An amount for a year, in whole currency units; what is saved is below nothing."""

    year: int
    amount: int
    kind: str = BudgetLine.Kind.OPERATING
    status: str = BudgetLine.Status.PROPOSED


def create_budget_line(*, organisation: Organisation, by: User, measure: Measure, money: Money) -> BudgetLine:
    """Set money aside for a measure.

    Raises `NotAllowed` unless the person may change the measure; `DomainError` for a year without sense or
    a second line of the kind for a year. Announces `measure_written`.
    """
    check_can_change_item(standing(by, organisation), organisation, measure)
    _check(money)
    with explained(REFUSALS), transaction.atomic():
        made = BudgetLine.objects.create(measure=measure, **asdict(money))
        measure_written.send(sender=BudgetLine, organisation=organisation, measure=measure)
    return made


def change_budget_line(
    *, organisation: Organisation, by: User, line: BudgetLine, expected_version: int, money: Money
) -> BudgetLine:
    """Set another amount, year or kind, or say that it is decided.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `measure_written` if anything
    differs.
    """
    check_can_change_item(standing(by, organisation), organisation, line.measure)
    _check(money)
    with explained(REFUSALS), transaction.atomic():
        stored = locked(_own(organisation), pk=line.pk, expected_version=expected_version)
        if write(stored, asdict(money)):
            measure_written.send(sender=BudgetLine, organisation=organisation, measure=stored.measure)
    return stored


@transaction.atomic
def remove_budget_line(
    *, organisation: Organisation, by: User, line: BudgetLine, expected_version: int
) -> None:
    """Take the line away.

    Raises `NotAllowed`, `Changed`. Announces `measure_written`.
    """
    check_can_change_item(standing(by, organisation), organisation, line.measure)
    stored = locked(_own(organisation), pk=line.pk, expected_version=expected_version)
    stored.delete()
    measure_written.send(sender=BudgetLine, organisation=organisation, measure=stored.measure)


def _own(organisation: Organisation) -> QuerySet[BudgetLine]:
    return BudgetLine.objects.filter(measure__organisation=organisation).select_related("measure__plan")


def _check(money: Money) -> None:
    if not FIRST_YEAR <= money.year <= LAST_YEAR:
        message = _("Choose a year between %(first)s and %(last)s.")
        said = message % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise DomainError(said, code="year", problems=[Problem("year", "year", said)])
