"""Which stances on plans a person is shown, and what of them can be talked about."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy


def needs_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[PlanNeed]:
    """The stances of the organisation's strategies: members see all.

    Everybody else sees those of adopted strategies, but for stances on plans that they may not see.
    """
    own = PlanNeed.objects.filter(strategy__organisation=organisation)
    if to_member:
        return own
    plans = Plan.objects.visible_to(AnonymousUser()).values("pk")
    return own.filter(
        Q(plan__isnull=True) | Q(plan__in=plans), strategy__status=PlanningStrategy.Status.ADOPTED
    )


def stances_on(organisation: Organisation, plan: Plan, *, to_member: bool) -> list[PlanNeed]:
    """What the organisation's strategies say of a plan, the latest term's first. One query."""
    found = needs_shown(organisation, to_member=to_member).filter(plan=plan)
    return list(found.select_related("strategy").order_by("-strategy__term__elected_on", "pk"))


def needs_talked_about(organisation: Organisation) -> QuerySet[PlanNeed]:
    """The stances of the organisation's strategies, drafts too."""
    return needs_shown(organisation, to_member=True).select_related("strategy", "plan")


KINDS = (Kind("plan_need", PlanNeed, needs_talked_about, lambda need: need.unit_id),)
