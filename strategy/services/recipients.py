"""The mailing list of a planning strategy: whom the law names, what was sent to them, and their receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from strategy.events import recipient_changed
from strategy.models import PlanningStrategy, StrategyRecipient
from strategy.policies import check_can_run_strategy
from strategy.selectors.recipients import named_by_law

REFUSALS = {
    "recipient_named_once": gettext_lazy("They are on the list already."),
    "recipient_key_unique": gettext_lazy("Somebody added a recipient just now. Look at the list again."),
}


@dataclass(frozen=True, slots=True)
class RecipientContent:
    """Who gets it, what they are, when it was sent and received."""

    name: str
    sort: str
    sent_on: date | None = None
    received_on: date | None = None
    note: str = ""


@transaction.atomic
def list_recipients(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy
) -> list[StrategyRecipient]:
    """Put everybody on the list whom the law names; who is there already stays as they are.

    Raises `NotAllowed`; `DomainError` for another's strategy. Announces `recipient_changed` for each.
    """
    check_can_run_strategy(standing(by, organisation))
    _check_strategy(organisation, strategy)
    known = set(strategy.recipients.values_list("name", flat=True))
    return [
        create_recipient(
            organisation=organisation, by=by, strategy=strategy, content=RecipientContent(name, sort)
        )
        for name, sort in named_by_law(organisation)
        if name not in known
    ]


def create_recipient(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: RecipientContent
) -> StrategyRecipient:
    """Put somebody on the list.

    Raises `NotAllowed`; `DomainError` without a name, for somebody who is there already, a receipt before the
    strategy was sent or without, a day in the future, or another's strategy. Announces `recipient_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    _check_strategy(organisation, strategy)
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(strategy.recipients.values_list("key", flat=True))
        key = key_from(content.name, taken, otherwise="mottagare")
        made = StrategyRecipient.objects.create(strategy=strategy, key=key, **_columns(content))
        recipient_changed.send(sender=StrategyRecipient, organisation=organisation, recipient=made)
    return made


def change_recipient(
    *,
    organisation: Organisation,
    by: User,
    recipient: StrategyRecipient,
    expected_version: int,
    content: RecipientContent,
) -> StrategyRecipient:
    """Record what was sent and received, or put a name right.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `recipient_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(organisation, recipient, expected_version)
        if write(stored, _columns(content)):
            recipient_changed.send(sender=StrategyRecipient, organisation=organisation, recipient=stored)
    return stored


@transaction.atomic
def remove_recipient(
    *, organisation: Organisation, by: User, recipient: StrategyRecipient, expected_version: int
) -> None:
    """Take somebody off the list. Raises `NotAllowed`, `Changed`. Announces `recipient_changed`."""
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, recipient, expected_version)
    stored.delete()
    recipient_changed.send(sender=StrategyRecipient, organisation=organisation, recipient=stored)


def _locked(
    organisation: Organisation, recipient: StrategyRecipient, expected_version: int
) -> StrategyRecipient:
    own = StrategyRecipient.objects.filter(strategy__organisation=organisation)
    return locked(own, pk=recipient.pk, expected_version=expected_version)


def _columns(content: RecipientContent) -> dict[str, Any]:
    return {
        "name": content.name.strip(),
        "sort": content.sort,
        "sent_on": content.sent_on,
        "received_on": content.received_on,
        "note": content.note.strip() or None,
    }


def _check_strategy(organisation: Organisation, strategy: PlanningStrategy) -> None:
    if strategy.organisation_id != organisation.pk:
        raise DomainError(_("Choose a strategy of the organisation."), code="not_own_strategy")


def _check(organisation: Organisation, content: RecipientContent) -> None:
    problems = list(_problems(organisation, content))
    if problems:
        raise DomainError(problems[0].message, code=problems[0].path, problems=problems)


def _problems(organisation: Organisation, content: RecipientContent) -> Iterator[Problem]:
    sent, received = content.sent_on, content.received_on
    if not content.name.strip():
        yield Problem("name", "recipient_has_name", _("Say who gets it."))
    if received is not None and sent is None:
        yield Problem("sent_on", "recipient_sent_before_received", _("Say when it was sent."))
    if sent is not None and received is not None and received < sent:
        yield Problem("received_on", "recipient_days_ordered", _("This is before it was sent."))
    for name, on in (("sent_on", sent), ("received_on", received)):
        if on is not None and on > organisation.today():
            yield Problem(name, "in_future", _("This day has not come yet."))
