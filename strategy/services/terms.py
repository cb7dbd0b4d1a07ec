"""Terms of the council: entering them, their days, and removing what was entered by mistake."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, InUse, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from strategy import clock
from strategy.events import term_changed
from strategy.models import YEARS, PlanningStrategy, Term
from strategy.policies import check_can_run_strategy

REFUSALS = {
    "term_election_unique": gettext_lazy("A term that comes from this election is recorded already."),
    "term_no_overlap": gettext_lazy("The days overlap those of another term. Terms follow each other."),
    "term_key_unique": gettext_lazy("Somebody recorded a term just now. Look at the list again."),
    "term_elected_before_strategy": gettext_lazy(
        "The term's planning strategy was adopted before that day. Put its adoption right first."
    ),
    "term_around_needs": gettext_lazy(
        "The term's planning strategy plans work outside these days. Change when that is to be done first."
    ),
}

REFUSALS["term_around_capacities"] = REFUSALS["term_around_needs"]


@dataclass(frozen=True, slots=True)
class TermContent:
    """The election, whether it was an extra one, and the term's days as far as they are known."""

    elected_on: date
    is_extra: bool = False
    begins_on: date | None = None
    ends_on: date | None = None
    constituted_on: date | None = None


def create_term(*, organisation: Organisation, by: User, content: TermContent) -> Term:
    """Record a term of the council.

    Raises `NotAllowed`; `DomainError` for a day that is none of an ordinary election and not said to be an
    extra one, for days in the wrong order, or that overlap another term's. Announces `term_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.terms.values_list("key", flat=True))
        key = key_from(str(content.elected_on.year), taken, otherwise="mandatperiod")
        term = Term.objects.create(organisation=organisation, key=key, **asdict(content))
        term_changed.send(sender=Term, organisation=organisation, term=term)
    return term


def change_term(
    *, organisation: Organisation, by: User, term: Term, expected_version: int, content: TermContent
) -> Term:
    """Change a term's days, such as enter when the council was constituted.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `term_changed` if anything
    differs.
    """
    check_can_run_strategy(standing(by, organisation))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        stored = locked(organisation.terms.all(), pk=term.pk, expected_version=expected_version)
        if write(stored, asdict(content)):
            term_changed.send(sender=Term, organisation=organisation, term=stored)
    return stored


@transaction.atomic
def remove_term(*, organisation: Organisation, by: User, term: Term, expected_version: int) -> None:
    """Remove a term without a planning strategy.

    Raises `NotAllowed`, `Changed`, `InUse` with the strategy's name. Announces `term_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = locked(organisation.terms.all(), pk=term.pk, expected_version=expected_version)
    strategy = PlanningStrategy.objects.filter(term=stored).first()
    if strategy is not None:
        message = _("“%(strategy)s” belongs to the term, which therefore stays.") % {"strategy": strategy}
        raise InUse(message, code="term_has_strategy")
    stored.delete()
    term_changed.send(sender=Term, organisation=organisation, term=stored)


def _check(organisation: Organisation, content: TermContent) -> None:
    """Raises `DomainError` with every fault; its code is the field of the first."""
    problems = [*_of_the_election(organisation, content), *_of_the_days(content)]
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)


def _of_the_election(organisation: Organisation, content: TermContent) -> Iterator[Problem]:
    country, on = organisation.country or "", content.elected_on
    if content.is_extra or on.year < clock.FIRST_ELECTION.get(country, date.max.year):
        return
    ordinary = clock.election_in(country, on.year)
    if ordinary == on:
        return
    words = {"day": date_format(ordinary) if ordinary else "", "year": on.year}
    message = (
        _("The ordinary election of %(year)d is on %(day)s. If this is another election, say that it is one.")
        if ordinary
        else _(
            "%(year)d is no year of an ordinary election. If this is another election, say that it is one."
        )
    )
    yield Problem("elected_on", "term_election_is_ordinary", message % words)


def _of_the_days(content: TermContent) -> Iterator[Problem]:
    before = _("This is before the election.")
    for name in ("begins_on", "ends_on", "constituted_on"):
        day = getattr(content, name)
        if day is not None and day < content.elected_on:
            yield Problem(name, "before_election", before)
    for name in ("elected_on", "constituted_on"):
        day = getattr(content, name)
        if day is not None and not YEARS[0] <= day <= YEARS[1]:
            yield Problem(name, "term_in_known_years", _("Choose a day of a council of our times."))
    if content.begins_on and content.ends_on and content.ends_on < content.begins_on:
        yield Problem("ends_on", "term_days_ordered", _("The last day is before the first."))
