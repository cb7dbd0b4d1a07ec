"""Scenarios, how goals and directions fare under them, numbers of inhabitants: which a person is shown."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import Plan, PlanType, Position
from planning.selectors.plans import frameworks_seen
from strategy.models import PlanningStrategy, PopulationFigure, Robustness, Scenario

ADOPTED = PlanningStrategy.Status.ADOPTED


def scenarios_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Scenario]:
    """The scenarios of the strategies: members see all, everybody else those of adopted ones."""
    own: QuerySet[Scenario] = Scenario.objects.filter(organisation=organisation)
    return own if to_member else own.filter(strategy__status=ADOPTED)


def robustness_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Robustness]:
    """How goals and directions fare: members see all.

    Everybody else sees what adopted strategies say of goals and plans that they may see.
    """
    own: QuerySet[Robustness] = Robustness.objects.filter(scenario__organisation=organisation)
    if to_member:
        return own
    frameworks = frameworks_seen(organisation, to_member=False).values("pk")
    plans = Plan.objects.visible_to(AnonymousUser()).order_by().values("pk")
    return own.filter(
        Q(goal__framework__in=frameworks) | Q(position__plan__in=plans), scenario__strategy__status=ADOPTED
    )


def figures_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[PopulationFigure]:
    """The numbers of inhabitants of the strategies: members see all, everybody else those of adopted ones."""
    own: QuerySet[PopulationFigure] = PopulationFigure.objects.filter(strategy__organisation=organisation)
    return own if to_member else own.filter(strategy__status=ADOPTED)


def directions_of(organisation: Organisation) -> QuerySet[Position]:
    """The directions of development in the organisation's comprehensive plans that hold or are to come."""
    found: QuerySet[Position] = Position.objects.filter(
        organisation=organisation,
        aspect=Position.Aspect.DIRECTION,
        status=Position.Status.ACTIVE,
        plan__type__family=PlanType.Family.COMPREHENSIVE,
    )
    return found.exclude(plan__status__in=Plan.PAST)


def scenarios_talked_about(organisation: Organisation) -> QuerySet[Scenario]:
    """The scenarios of the organisation's strategies, drafts too."""
    return scenarios_shown(organisation, to_member=True).select_related("strategy")


def robustness_talked_about(organisation: Organisation) -> QuerySet[Robustness]:
    """How goals and directions fare in the organisation's strategies, drafts too."""
    shown = robustness_shown(organisation, to_member=True)
    return shown.select_related("scenario__strategy", "goal", "position")


def figures_talked_about(organisation: Organisation) -> QuerySet[PopulationFigure]:
    """The numbers of inhabitants in the organisation's strategies, drafts too."""
    return figures_shown(organisation, to_member=True).select_related("strategy")


KINDS = (
    Kind("scenario", Scenario, scenarios_talked_about, lambda scenario: scenario.unit_id),
    Kind("robustness", Robustness, robustness_talked_about, lambda said: said.scenario.unit_id),
    Kind("population", PopulationFigure, figures_talked_about, lambda figure: figure.strategy.unit_id),
)
