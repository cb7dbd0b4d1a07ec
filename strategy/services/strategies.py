"""Planning strategies: beginning one, changing what it is called, and recording that it was adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, InUse, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.events import strategy_changed
from strategy.models import PlanningStrategy, Term
from strategy.policies import check_can_run_strategy
from strategy.services.keeping import keep_contents

REFUSALS = {
    "strategy_once_a_term": gettext_lazy("The term has a planning strategy already."),
    "strategy_key_unique": gettext_lazy("Somebody began a strategy just now. Look at the list again."),
}


@dataclass(frozen=True, slots=True)
class StrategyContent:
    """What the strategy is called, who draws it up, and days beside the decision.

    When the county board's basis came and when the adoption was announced (Sweden); when the proposal became
    public (Norway).
    """

    title: str
    unit: Unit | None = None
    county_basis_on: date | None = None
    published_on: date | None = None
    announced_on: date | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """The council's decision: the day, who decided, the paragraph, the case.

    `judgement` is its verdict on the whole comprehensive plan (Sweden), None while it has not judged.
    """

    adopted_on: date
    decided_by: str
    reference: str
    case_number: str = ""
    judgement: str | None = None


def start_strategy(
    *, organisation: Organisation, by: User, term: Term, content: StrategyContent
) -> PlanningStrategy:
    """Begin the planning strategy of a term; members see it, the public once it is adopted.

    Raises `NotAllowed`; `DomainError` if it has no name, the term has one already, or term or unit are
    another organisation's. Announces `strategy_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    _check_content(organisation, content)
    if term.organisation_id != organisation.pk:
        raise DomainError(_("Choose a term of the organisation."), code="not_own_term")
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.planning_strategies.values_list("key", flat=True))
        key = key_from(f"strategi-{term.elected_on.year}", taken, otherwise="strategi")
        strategy = PlanningStrategy.objects.create(
            organisation=organisation,
            term=term,
            key=key,
            title=content.title.strip(),
            unit=content.unit,
            county_basis_on=content.county_basis_on,
            published_on=content.published_on,
        )
        strategy_changed.send(sender=PlanningStrategy, organisation=organisation, strategy=strategy)
    return strategy


@transaction.atomic
def change_strategy(
    *,
    organisation: Organisation,
    by: User,
    strategy: PlanningStrategy,
    expected_version: int,
    content: StrategyContent,
) -> PlanningStrategy:
    """Change what a strategy is called and whose it is.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `strategy_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    _check_content(organisation, content)
    stored = _locked(organisation, strategy, expected_version)
    _check_announcement(stored, content.announced_on)
    unit_id = content.unit.pk if content.unit else None
    said = {
        "title": content.title.strip(),
        "unit_id": unit_id,
        "county_basis_on": content.county_basis_on,
        "published_on": content.published_on,
        "announced_on": content.announced_on,
    }
    if write(stored, said):
        strategy_changed.send(sender=PlanningStrategy, organisation=organisation, strategy=stored)
    return stored


@transaction.atomic
def adopt_strategy(
    *,
    organisation: Organisation,
    by: User,
    strategy: PlanningStrategy,
    expected_version: int,
    adoption: Adoption,
) -> PlanningStrategy:
    """Record that the council has adopted the strategy, or put right what is recorded of its decision.

    What the strategy says when its adoption is recorded is kept as what was adopted.

    Raises `NotAllowed`; `Changed`; `DomainError` for an adoption before the election, before the proposal was
    public for 30 days (Norway), or in the future,
    without who decided or the paragraph, or with a verdict on a comprehensive plan outside Sweden.
    Announces `strategy_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, strategy, expected_version)
    problems = list(_of_adoption(organisation, stored, adoption))
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)
    decision = {
        "status": PlanningStrategy.Status.ADOPTED,
        "adopted_on": adoption.adopted_on,
        "decided_by": adoption.decided_by.strip(),
        "reference": adoption.reference.strip(),
        "case_number": adoption.case_number.strip() or None,
        "comprehensive_plan_judgement": adoption.judgement,
    }
    is_new = not stored.is_adopted
    if write(stored, decision):
        if is_new:
            keep_contents(stored)
        strategy_changed.send(sender=PlanningStrategy, organisation=organisation, strategy=stored)
    return stored


@transaction.atomic
def remove_strategy(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, expected_version: int
) -> None:
    """Remove a strategy that is not adopted.

    Raises `NotAllowed`, `Changed`, `InUse` if the council has decided on it. Announces `strategy_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, strategy, expected_version)
    if stored.is_adopted:
        raise InUse(_("The council has adopted this strategy: it stays on record."), code="strategy_adopted")
    stored.delete()
    strategy_changed.send(sender=PlanningStrategy, organisation=organisation, strategy=stored)


def _locked(
    organisation: Organisation, strategy: PlanningStrategy, expected_version: int
) -> PlanningStrategy:
    own = PlanningStrategy.objects.filter(organisation=organisation).select_related("term")
    return locked(own, pk=strategy.pk, expected_version=expected_version)


def _check_content(organisation: Organisation, content: StrategyContent) -> None:
    if not content.title.strip():
        raise DomainError(_("Give the strategy a name."), code="title")
    if content.unit is not None and content.unit.organisation_id != organisation.pk:
        raise DomainError(_("Choose a unit of the organisation."), code="unit_id")
    for name in ("county_basis_on", "announced_on"):
        day = getattr(content, name)
        if day is not None and day > organisation.today():
            raise DomainError(_("This day has not come yet."), code=name)


def _check_announcement(strategy: PlanningStrategy, on: date | None) -> None:
    if on is not None and (strategy.adopted_on is None or on < strategy.adopted_on):
        raise DomainError(_("The adoption is announced after the decision."), code="announced_on")


def _of_adoption(
    organisation: Organisation, strategy: PlanningStrategy, adoption: Adoption
) -> Iterator[Problem]:
    yield from _of_publicity(organisation, strategy, adoption)
    if adoption.adopted_on < strategy.term.elected_on:
        message = _("This is before the election of the council that the strategy is for.")
        yield Problem("adopted_on", "strategy_after_election", message)
    if adoption.adopted_on > organisation.today():
        yield Problem("adopted_on", "in_future", _("The day of the decision has not come yet."))
    if not adoption.decided_by.strip():
        yield Problem("decided_by", "decision_missing", _("Say who decided."))
    if not adoption.reference.strip():
        yield Problem("reference", "decision_missing", _("Name the paragraph of the decision."))
    if adoption.judgement is not None and organisation.country != SWEDEN:
        message = _("Only Swedish councils judge the comprehensive plan in the strategy.")
        yield Problem("judgement", "judgement_swedish", message)


def _of_publicity(
    organisation: Organisation, strategy: PlanningStrategy, adoption: Adoption
) -> Iterator[Problem]:
    """Norway: the proposal was public for 30 days, as far as that is recorded (pbl. § 10-1)."""
    if organisation.country == NORWAY and strategy.published_on is not None:
        first = clock.publicity_ends(strategy.published_on)
        if adoption.adopted_on < first:
            message = _("The proposal is public for 30 days before: the council decides from %(day)s on.")
            yield Problem("adopted_on", "strategy_public", message % {"day": date_format(first)})
    if strategy.announced_on is not None and strategy.announced_on < adoption.adopted_on:
        message = _("The adoption was announced before this day.")
        yield Problem("adopted_on", "strategy_announced_after_adoption", message)
