"""Scenarios, how goals and directions fare under them, numbers of inhabitants: which a person is shown."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet, Value

from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import Plan, PlanType, Position
from planning.selectors.plans import frameworks_seen
from strategy.models import PopulationFigure, Robustness, Scenario
from strategy.selectors.decided import decided, text

#: What contents keep of each. What an indicator says is its own: its name is that of the day of the decision.
_SCENARIO = {
    **{name: F(name) for name in ("key", "title", "population", "year")},
    **{name: text(name) for name in ("drivers", "nearness", "mobility", "digital")},
}
_ROBUSTNESS = {
    "scenario": F("scenario__key"),
    **{name: F(name) for name in ("goal", "position", "verdict", "reason")},
}
_FIGURE = {"sort": F("sort"), "source": text("source")}
_FIGURES = (
    (
        Q(indicator__isnull=True),
        {**_FIGURE, "number": F("number"), "year": F("year"), "indicator": Value("")},
    ),
    (Q(indicator__isnull=False), {**_FIGURE, "indicator": F("indicator__title")}),
)


def scenarios_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Scenario]:
    """The scenarios of the strategies: members see all, everybody else those that are decided."""
    own: QuerySet[Scenario] = Scenario.objects.filter(organisation=organisation)
    shown: QuerySet[Scenario] = own if to_member else decided(own, "futures.scenarios", (Q(), _SCENARIO))
    return shown


def robustness_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Robustness]:
    """How goals and directions fare: members see all.

    Everybody else sees what is decided, of goals and plans that they may see.
    """
    own: QuerySet[Robustness] = Robustness.objects.filter(scenario__organisation=organisation)
    if to_member:
        return own
    frameworks = frameworks_seen(organisation, to_member=False).values("pk")
    plans = Plan.objects.visible_to(AnonymousUser()).order_by().values("pk")
    shown: QuerySet[Robustness] = decided(
        own, "futures.robustness", (Q(), _ROBUSTNESS), of="scenario__strategy"
    )
    return shown.filter(Q(goal__framework__in=frameworks) | Q(position__plan__in=plans))


def figures_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[PopulationFigure]:
    """The numbers of inhabitants of the strategies: members see all, everybody else what is decided."""
    own: QuerySet[PopulationFigure] = PopulationFigure.objects.filter(strategy__organisation=organisation)
    shown: QuerySet[PopulationFigure] = own if to_member else decided(own, "futures.population", *_FIGURES)
    return shown


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
