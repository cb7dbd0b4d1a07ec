"""What an adopted strategy sets going: the drafts that its stances ask for, each once, with their days."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.models import Plan, PlanEvent
from planning.selectors.editions import open_revision
from planning.services.editions import start_revision
from planning.services.plans import FrontPage, NewPlan, change_plan, create_plan
from strategy.clock import quarter_begins, quarter_ends
from strategy.events import plan_need_changed
from strategy.models import PlanNeed, PlanningStrategy
from strategy.policies import check_can_run_strategy
from strategy.selectors.last import waits

Stance = PlanNeed.Stance
NOT_ADOPTED = gettext_lazy("The drafts are begun when the council has adopted the strategy.")


@transaction.atomic
def begin_plan(*, organisation: Organisation, by: User, need: PlanNeed) -> Plan:
    """Begin the draft that an adopted stance asks for, and write the stance's days into its course.

    A plan to be revised gets its next edition; one to be replaced or merged a new plan that shall replace it;
    a new one begins as a draft. Where the draft is begun already, by this or otherwise, that one is the
    answer: there is never a second. Raises `NotAllowed`; `DomainError` for a strategy that is not adopted, a
    stance that asks for no draft, or a plan that is another organisation's or holds no longer. Announces
    `plan_need_changed`, beside what beginning a plan announces.
    """
    check_can_run_strategy(standing(by, organisation))
    own = PlanNeed.objects.filter(strategy__organisation=organisation).select_for_update(of=("self",))
    stored = own.select_related("strategy", "plan__type", "type", "unit", "draft").filter(pk=need.pk).first()
    if stored is None:
        raise DomainError(_("Choose a stance of the organisation."), code="not_own_need")
    if stored.draft is not None:
        return stored.draft
    _check(organisation, stored)
    draft = _found(stored) or _begun(organisation, by, stored)
    stored.draft = draft
    stored.save(update_fields=["draft"])
    _write_days(organisation, stored, draft)
    plan_need_changed.send(sender=PlanNeed, organisation=organisation, need=stored)
    return draft


@transaction.atomic
def begin_all_plans(*, organisation: Organisation, by: User, strategy: PlanningStrategy) -> list[Plan]:
    """Begin every draft that an adopted strategy asks for and that is not begun.

    Raises `NotAllowed`; `DomainError` for a strategy that is not adopted or another's, and as for one of
    them: then none is begun.
    """
    check_can_run_strategy(standing(by, organisation))
    if strategy.organisation_id != organisation.pk or not strategy.is_adopted:
        raise DomainError(str(NOT_ADOPTED), code="not_adopted")
    return [
        begin_plan(organisation=organisation, by=by, need=need)
        for need in strategy.plan_needs.select_related("plan")
        if waits(organisation, need)
    ]


def _check(organisation: Organisation, need: PlanNeed) -> None:
    if not need.strategy.is_adopted:
        raise DomainError(str(NOT_ADOPTED), code="not_adopted")
    if need.stance not in PlanNeed.BEGINS:
        raise DomainError(_("This stance asks for no draft."), code="begins_nothing")
    if need.plan is not None and need.plan.organisation_id != organisation.pk:
        raise DomainError(
            _("The plan is another organisation's, who revise it themselves."), code="not_own_plan"
        )
    if need.plan is not None and need.plan.status in Plan.PAST:
        raise DomainError(_("“%(plan)s” holds no longer.") % {"plan": need.plan}, code="plan_past")


def _found(need: PlanNeed) -> Plan | None:
    """The draft that is there already: a plan that is being drawn up is its own."""
    if need.plan is None:
        return None
    return need.plan if need.plan.status in Plan.PROPOSED else open_revision(need.plan)


def _begun(organisation: Organisation, by: User, need: PlanNeed) -> Plan:
    if need.plan is not None and need.stance == Stance.REVISE:
        return start_revision(organisation=organisation, by=by, plan=need.plan)
    old, kind = need.plan, need.plan.type if need.plan else need.type
    if kind is None:
        raise ValueError("a new plan has a type, says the table")
    new = NewPlan(title=str(need), type=kind, unit=need.unit or (old.unit if old else None))
    draft = create_plan(organisation=organisation, by=by, new=new)
    law = need.statutory_basis or (old.statutory_basis if old else None) or draft.statutory_basis
    front = FrontPage(
        title=draft.title, unit=draft.unit, statutory_basis=law, supersedes=(old,) if old else None
    )
    return change_plan(
        organisation=organisation, by=by, plan=draft, expected_version=draft.version, front=front
    )


def _write_days(organisation: Organisation, need: PlanNeed, draft: Plan) -> None:
    """The stance's quarters as days of the draft's course, in the organisation's language."""
    with translation.override(organisation.language):
        words = {"strategy": need.strategy.title}
        days: list[tuple[date, Any]] = []
        if need.start:
            days.append(
                (quarter_begins(need.start), _("The work begins at the earliest, says “%(strategy)s”"))
            )
        if need.decision:
            days.append((quarter_ends(need.decision), _("Decision at the latest, says “%(strategy)s”")))
        for on, title in days:
            PlanEvent.objects.create(plan=draft, on=on, title=(title % words)[:300])
