"""Which parts of planning strategies a person is shown, and what of them can be talked about."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import Plan
from strategy.models import PlanNeed, RequirementVerdict
from strategy.selectors.decided import decided, text

#: What contents keep of a stance, of one on a plan that is to come besides, and of a verdict.
_STANCE = {
    **{name: F(name) for name in ("key", "plan", "stance", "person_months", "cost")},
    **{name: text(name) for name in ("reason", "priority", "start", "decision", "actors", "others")},
}
_NEW = {"name": F("title"), "sort": F("type__name"), "law": text("statutory_basis")}
_STANCES = ((Q(plan__isnull=False), _STANCE), (Q(plan__isnull=True), _STANCE | _NEW))
_VERDICT = {name: F(name) for name in ("requirement", "verdict", "reason")}


def needs_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[PlanNeed]:
    """The stances of the organisation's strategies: members see all.

    Everybody else sees those that are decided, but for stances on plans that they may not see.
    """
    own = PlanNeed.objects.filter(strategy__organisation=organisation)
    if to_member:
        return own
    plans = Plan.objects.visible_to(AnonymousUser()).values("pk")
    shown: QuerySet[PlanNeed] = decided(own, "stances", *_STANCES)
    return shown.filter(Q(plan__isnull=True) | Q(plan__in=plans))


def stances_on(organisation: Organisation, plan: Plan, *, to_member: bool) -> list[PlanNeed]:
    """What the organisation's strategies say of a plan, or that they want it; latest first. One query."""
    found = needs_shown(organisation, to_member=to_member).filter(Q(plan=plan) | Q(draft=plan))
    return list(found.select_related("strategy").order_by("-strategy__term__elected_on", "pk"))


def needs_talked_about(organisation: Organisation) -> QuerySet[PlanNeed]:
    """The stances of the organisation's strategies, drafts too."""
    return needs_shown(organisation, to_member=True).select_related("strategy", "plan")


def verdicts_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[RequirementVerdict]:
    """The verdicts of the strategies: members see all, everybody else those that are decided."""
    own: QuerySet[RequirementVerdict] = RequirementVerdict.objects.filter(strategy__organisation=organisation)
    shown: QuerySet[RequirementVerdict] = own if to_member else decided(own, "verdicts", (Q(), _VERDICT))
    return shown


def verdicts_talked_about(organisation: Organisation) -> QuerySet[RequirementVerdict]:
    """The verdicts of the organisation's strategies, drafts too."""
    return verdicts_shown(organisation, to_member=True).select_related("strategy")


KINDS = (
    Kind("plan_need", PlanNeed, needs_talked_about, lambda need: need.unit_id),
    Kind("verdict", RequirementVerdict, verdicts_talked_about, lambda verdict: verdict.unit_id),
)
