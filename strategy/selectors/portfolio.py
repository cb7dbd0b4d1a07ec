"""Which parts of planning strategies a person is shown, and what of them can be talked about."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy, RequirementVerdict


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
    """What the organisation's strategies say of a plan, or that they want it; latest first. One query."""
    found = needs_shown(organisation, to_member=to_member).filter(Q(plan=plan) | Q(draft=plan))
    return list(found.select_related("strategy").order_by("-strategy__term__elected_on", "pk"))


def needs_talked_about(organisation: Organisation) -> QuerySet[PlanNeed]:
    """The stances of the organisation's strategies, drafts too."""
    return needs_shown(organisation, to_member=True).select_related("strategy", "plan")


def verdicts_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[RequirementVerdict]:
    """The verdicts of the strategies: members see all, everybody else those of adopted ones."""
    own: QuerySet[RequirementVerdict] = RequirementVerdict.objects.filter(strategy__organisation=organisation)
    return own if to_member else own.filter(strategy__status=PlanningStrategy.Status.ADOPTED)


def verdicts_talked_about(organisation: Organisation) -> QuerySet[RequirementVerdict]:
    """The verdicts of the organisation's strategies, drafts too."""
    return verdicts_shown(organisation, to_member=True).select_related("strategy")


KINDS = (
    Kind("plan_need", PlanNeed, needs_talked_about, lambda need: need.unit_id),
    Kind("verdict", RequirementVerdict, verdicts_talked_about, lambda verdict: verdict.unit_id),
)
