"""A new term starts from the last: its stances become starting points of the new strategy."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from organisations.models import Organisation, User
from organisations.policies import standing
from strategy.events import strategy_changed
from strategy.models import PlanNeed, PlanningStrategy
from strategy.policies import check_can_run_strategy
from strategy.selectors.last import last_strategy, stances_to_take_over


@transaction.atomic
def take_over_stances(*, organisation: Organisation, by: User, strategy: PlanningStrategy) -> list[PlanNeed]:
    """Take the stances of the last strategy over into a draft, as proposals to be looked at anew.

    Stances on plans that hold no longer stay behind, and so do those that the draft has its own stance on: to
    ask twice changes nothing. Quarters, work and cost belong to the old term; the rest goes along. A new plan
    that was begun meanwhile is a plan like others, and is kept until somebody says otherwise. Raises
    `NotAllowed`; `DomainError` for a strategy that is adopted or has none before it. Announces
    `strategy_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    own = PlanningStrategy.objects.filter(organisation=organisation).select_for_update(of=("self",))
    stored = own.select_related("term").filter(pk=strategy.pk).first()
    last = last_strategy(stored) if stored else None
    if stored is None or stored.is_adopted or last is None:
        message = _("Only a draft with a strategy of an earlier term takes stances over.")
        raise DomainError(message, code="nothing_to_take_over")
    made = [
        PlanNeed.objects.create(strategy=stored, state=PlanNeed.State.PROPOSED, **said)
        for said in stances_to_take_over(stored, last)
    ]
    if made:
        strategy_changed.send(sender=PlanningStrategy, organisation=organisation, strategy=stored)
    return made
