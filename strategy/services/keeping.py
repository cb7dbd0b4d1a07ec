"""Keeping what a planning strategy says at the moment of a decision, so that it stays readable as it was."""

from organisations.models import Organisation
from strategy.models import KeptContents, PlanningStrategy, StrategyChange
from strategy.selectors.contents import contents_of


def keep_contents(strategy: PlanningStrategy, change: StrategyChange | None = None) -> None:
    """Keep what the strategy says now: what was adopted, or what the change made of it."""
    KeptContents.objects.create(strategy=strategy, change=change, content=contents_of(strategy).as_json())


def keep_missing(organisation: Organisation) -> None:
    """Keep what adopted strategies say whose latest decision came from elsewhere, as in a package.

    A package tells of decisions, not of what was kept of them: what it says then is what was decided.
    """
    adopted = PlanningStrategy.objects.filter(
        organisation=organisation, status=PlanningStrategy.Status.ADOPTED
    )
    for strategy in adopted.select_related("organisation", "unit"):
        change = strategy.changes.order_by("decided_on", "pk").last()
        if not strategy.kept.filter(change=change).exists():
            keep_contents(strategy, change)
