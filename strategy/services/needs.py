"""The plan portfolio: what the council means to do with its plans, and which new ones it wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.models import Plan, PlanType
from strategy.events import plan_need_changed
from strategy.models import Cooperation, PlanNeed, PlanningStrategy
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first

REFUSALS = {
    "need_once_a_plan": gettext_lazy("The strategy has a stance on this plan already. Change that one."),
    "need_once_a_cooperation": gettext_lazy("This has become a plan need already. Change that one."),
    "need_key_unique": gettext_lazy("Somebody took a stance just now. Look at the list again."),
}
#: What the database cannot hold of a number.
MOST_MONTHS, MOST_MONEY = 2**31 - 1, 2**63 - 1


@dataclass(frozen=True, slots=True)
class NeedContent:
    """What the council means to do, with which plan; a new one has a title and a type instead.

    `start` and `decision` are quarters (2027-Q1) of the term. `cooperation`: what two units would do
    together, where it comes from that. Empty texts are nothing.
    """

    stance: str
    plan: Plan | None = None
    title: str = ""
    type: PlanType | None = None
    statutory_basis: str = ""
    state: str = PlanNeed.State.PROPOSED
    reason: str = ""
    priority: str = ""
    unit: Unit | None = None
    start: str = ""
    decision: str = ""
    person_months: int | None = None
    cost: int | None = None
    actors: str = ""
    others: str = ""
    cooperation: Cooperation | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is about a plan that is to come."""
        return self.stance == PlanNeed.Stance.NEW


def create_plan_need(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: NeedContent
) -> PlanNeed:
    """Take a stance on a plan, or say that a new one is needed.

    Raises `NotAllowed`; `DomainError` for a plan that is repealed, superseded or has a stance already, a
    decision before the start, quarters outside the term, other actors that are not named, or what is
    another organisation's. Announces `plan_need_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    _check(organisation, strategy, content, None)
    with explained(REFUSALS), transaction.atomic():
        taken = set(strategy.plan_needs.values_list("key", flat=True))
        name = content.plan.key if content.plan else content.title
        key = key_from(name, taken, otherwise="planbehov")
        need = PlanNeed.objects.create(strategy=strategy, key=key, **_columns(content))
        plan_need_changed.send(sender=PlanNeed, organisation=organisation, need=need)
    return need


def change_plan_need(
    *, organisation: Organisation, by: User, need: PlanNeed, expected_version: int, content: NeedContent
) -> PlanNeed:
    """Change a stance, whatever of it.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one, but that its plan may have been repealed
    meanwhile. Announces `plan_need_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(organisation, need, expected_version)
        _check(organisation, stored.strategy, content, stored.plan_id)
        if write(stored, _columns(content)):
            plan_need_changed.send(sender=PlanNeed, organisation=organisation, need=stored)
    return stored


@transaction.atomic
def remove_plan_need(*, organisation: Organisation, by: User, need: PlanNeed, expected_version: int) -> None:
    """Take a stance back: the plan has none then.

    Raises `NotAllowed`, `Changed`. Announces `plan_need_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, need, expected_version)
    stored.delete()
    plan_need_changed.send(sender=PlanNeed, organisation=organisation, need=stored)


def _locked(organisation: Organisation, need: PlanNeed, expected_version: int) -> PlanNeed:
    own = PlanNeed.objects.filter(strategy__organisation=organisation).select_related("strategy__term")
    return locked(own, pk=need.pk, expected_version=expected_version)


def _columns(content: NeedContent) -> dict[str, Any]:
    is_shared = content.actors == PlanNeed.Actors.SEVERAL
    return {
        "stance": content.stance,
        "plan_id": None if content.plan is None else content.plan.pk,
        "title": (content.title.strip() or None) if content.is_new else None,
        "type_id": content.type.pk if content.is_new and content.type else None,
        "statutory_basis": (content.statutory_basis.strip() or None) if content.is_new else None,
        "state": content.state,
        "reason": content.reason.strip() or None,
        "priority": content.priority or None,
        "unit_id": content.unit.pk if content.unit else None,
        "start": content.start or None,
        "decision": content.decision or None,
        "person_months": content.person_months,
        "cost": content.cost,
        "actors": content.actors or None,
        "others": content.others.strip() or None if is_shared else None,
        "cooperation_id": content.cooperation.pk if content.cooperation else None,
    }


def _check(
    organisation: Organisation, strategy: PlanningStrategy, content: NeedContent, had: int | None
) -> None:
    """Raises `DomainError` with every fault; its code is the field of the first. `had`: its plan before."""
    raise_first(
        [
            *_of_the_plan(organisation, content, had),
            *_of_the_time(strategy, content),
            *_of_the_work(organisation, content),
        ]
    )


def _of_the_plan(organisation: Organisation, content: NeedContent, had: int | None) -> Iterator[Problem]:
    plan = content.plan
    if content.is_new:
        if plan is not None:
            yield Problem("stance", "need_has_plan_or_is_new", _("The plan is there: it is not a new one."))
        if not content.title.strip():
            yield Problem("title", "title", _("Say what the new plan is to be called."))
        if content.type is None or content.type.organisation_id != organisation.pk:
            yield Problem("type_id", "type", _("Choose one of the organisation's types of plans."))
        return
    if plan is None or not Plan.objects.followed_by(organisation).filter(pk=plan.pk).exists():
        message = _("Choose one of the organisation's plans, or say that a new one is needed.")
        yield Problem("stance", "need_has_plan_or_is_new", message)
    elif plan.pk != had and plan.status in Plan.PAST:
        message = _("“%(plan)s” holds no longer (%(status)s): there is nothing to take a stance on.")
        words = {"plan": plan.title, "status": plan.get_status_display().lower()}
        yield Problem("plan", "plan_past", message % words)


def _of_the_time(strategy: PlanningStrategy, content: NeedContent) -> Iterator[Problem]:
    term = strategy.term
    for name in ("start", "decision"):
        quarter = getattr(content, name)
        if quarter and quarter not in term.quarters:
            message = _("This is not a quarter of the term %(years)s.") % {"years": term}
            yield Problem(name, "need_in_term", message)
    if content.start and content.decision and content.decision < content.start:
        yield Problem("decision", "need_decided_after_start", _("The decision is before the start."))


def _of_the_work(organisation: Organisation, content: NeedContent) -> Iterator[Problem]:
    if content.unit is not None and content.unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "unit", _("Choose a unit of the organisation."))
    if content.cooperation is not None and content.cooperation.organisation_id != organisation.pk:
        message = _("Choose what the organisation's own units would do together.")
        yield Problem("cooperation", "need_of_own_cooperation", message)
    elif content.cooperation is not None and content.cooperation.measure_id is not None:
        message = _("It has become a measure. Remove that first.")
        yield Problem("cooperation", "cooperation_taken_up", message)
    for name, most in (("person_months", MOST_MONTHS), ("cost", MOST_MONEY)):
        amount = getattr(content, name)
        if amount is not None and not 0 <= amount <= most:
            yield Problem(name, "need_cost_not_negative", _("Write a number from 0 on."))
    if content.actors == PlanNeed.Actors.SEVERAL and not content.others.strip():
        yield Problem("others", "need_names_other_actors", _("Say who the other actors are."))
