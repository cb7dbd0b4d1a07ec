"""Changes of an adopted planning strategy: each with the council's decision, and what it made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, InUse, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from strategy import clock
from strategy.events import strategy_change_changed
from strategy.models import PlanningStrategy, StrategyChange
from strategy.policies import check_can_run_strategy
from strategy.selectors.contents import contents_of
from strategy.selectors.decisions import decided_contents, differences
from strategy.services.keeping import keep_contents

REFUSALS = {
    "strategy_change_key_unique": gettext_lazy(
        "Somebody recorded a change just now. Look at the list again."
    ),
}


@dataclass(frozen=True, slots=True)
class ChangeContent:
    """What the change is, and the decision on it: the day, who decided, the paragraph, the case."""

    decided_on: date
    decided_by: str
    reference: str
    summary: str
    case_number: str = ""


def record_change(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: ChangeContent
) -> StrategyChange:
    """Record that the council has changed its strategy into what it says now, which is kept.

    Raises `NotAllowed`; `DomainError` for a strategy that is not adopted or says what it said at the last
    decision, a day before that, in the future or after the next ordinary election (PBL 3 kap. 23 §), or a
    decision without a paragraph. Announces `strategy_change_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    with explained(REFUSALS), transaction.atomic():
        # Nobody changes what it says between looking and keeping.
        own = PlanningStrategy.objects.filter(organisation=organisation).select_for_update(of=("self",))
        stored = own.select_related("term", "unit", "organisation").filter(pk=strategy.pk).first()
        if stored is None or not stored.is_adopted:
            message = _("Choose a strategy of the organisation that is adopted.")
            raise DomainError(message, code="strategy_not_adopted")
        latest = stored.changes.order_by("decided_on", "pk").last()
        _check(stored, content, latest.decided_on if latest else stored.adopted_on)
        before = decided_contents(stored)
        if before is not None and not differences(before, contents_of(stored)):
            message = _(
                "The strategy says what it said at the last decision. Change it first, then record this."
            )
            raise DomainError(message, code="nothing_changed")
        taken = set(stored.changes.values_list("key", flat=True))
        key = key_from(f"{content.decided_on:%Y-%m-%d}", taken, otherwise="andring")
        made = StrategyChange.objects.create(strategy=stored, key=key, **_columns(content))
        keep_contents(stored, made)
        strategy_change_changed.send(sender=StrategyChange, organisation=organisation, change=made)
    return made


@transaction.atomic
def correct_change(
    *,
    organisation: Organisation,
    by: User,
    change: StrategyChange,
    expected_version: int,
    content: ChangeContent,
) -> StrategyChange:
    """Put right what is recorded of a decision; what it made of the strategy stays as it was kept.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `strategy_change_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, change, expected_version)
    _check(stored.strategy, content, stored.strategy.adopted_on)
    if write(stored, _columns(content)):
        strategy_change_changed.send(sender=StrategyChange, organisation=organisation, change=stored)
    return stored


@transaction.atomic
def remove_change(
    *, organisation: Organisation, by: User, change: StrategyChange, expected_version: int
) -> None:
    """Remove the latest change: what it made of the strategy is not decided then.

    Raises `NotAllowed`, `Changed`, `InUse` if a later one was decided. Announces `strategy_change_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, change, expected_version)
    if stored != stored.strategy.changes.order_by("decided_on", "pk").last():
        raise InUse(_("A later decision builds on this one: it stays on record."), code="change_built_on")
    stored.delete()
    strategy_change_changed.send(sender=StrategyChange, organisation=organisation, change=stored)


def _locked(organisation: Organisation, change: StrategyChange, expected_version: int) -> StrategyChange:
    own = StrategyChange.objects.filter(strategy__organisation=organisation)
    own = own.select_related("strategy__term", "strategy__organisation")
    return locked(own, pk=change.pk, expected_version=expected_version)


def _columns(content: ChangeContent) -> dict[str, Any]:
    return {
        "decided_on": content.decided_on,
        "decided_by": content.decided_by.strip(),
        "reference": content.reference.strip(),
        "case_number": content.case_number.strip() or None,
        "summary": content.summary.strip(),
    }


def _check(strategy: PlanningStrategy, content: ChangeContent, since: date | None) -> None:
    problems = list(_problems(strategy, content, since))
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)


def _problems(strategy: PlanningStrategy, content: ChangeContent, since: date | None) -> Iterator[Problem]:
    organisation, on = strategy.organisation, content.decided_on
    until = clock.next_election(organisation.country or "", strategy.adopted_on or on)
    if since is not None and on < since:
        message = _("This is before the decision that is changed.")
        yield Problem("decided_on", "strategy_change_of_adopted", message)
    if on > organisation.today():
        yield Problem("decided_on", "in_future", _("The day of the decision has not come yet."))
    if until is not None and on >= until:
        message = _("The strategy could be changed until the next election: then a new one is due.")
        yield Problem("decided_on", "after_next_election", message)
    if not content.decided_by.strip():
        yield Problem("decided_by", "decision_missing", _("Say who decided."))
    if not content.reference.strip():
        yield Problem("reference", "decision_missing", _("Name the paragraph of the decision."))
    if not content.summary.strip():
        yield Problem("summary", "decision_missing", _("Say what is changed."))
