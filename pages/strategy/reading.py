"""Which planning strategy a viewer reads, and what it says to them."""

from dataclasses import dataclass, replace

from django.http import Http404

from pages.guards import Request, Viewer
from strategy.models import PlanningStrategy
from strategy.policies import can_read_strategy
from strategy.selectors.contents import Contents, contents_of, seen_by_everybody, within
from strategy.selectors.decisions import Decision, Difference, decisions_of, differences


@dataclass(frozen=True, slots=True)
class Reading:
    """A strategy, and what it says to the viewer: a draft what it says now, an adopted one what was decided.

    `decisions`: the adoption and the changes up to the one that is read. `later`: how many came after it.
    `undecided`: what has been written into an adopted strategy since the last decision.
    """

    strategy: PlanningStrategy
    said: Contents
    decisions: tuple[Decision, ...]
    later: int
    undecided: tuple[Difference, ...]

    @property
    def asked(self) -> str:
        """The decision that is read as addresses name it; nothing for the latest."""
        return f"beslut={self.decisions[-1].number}" if self.later else ""


def reading_asked(request: Request, viewer: Viewer, pk: int) -> Reading:
    """The strategy as of the decision that the address asks for (`?beslut=`), else of the latest."""
    return reading_of(viewer, strategy_of(viewer, pk), request.GET.get("beslut", ""))


def reading_of(viewer: Viewer, strategy: PlanningStrategy, asked: str = "") -> Reading:
    """The strategy as the viewer may read it; raises `Http404` for a decision that is not there.

    Four queries at most.
    """
    now, decisions = contents_of(strategy), decisions_of(strategy)
    if not viewer.is_member:
        kept = [each.contents for each in decisions if each.contents]
        shown = seen_by_everybody(viewer.organisation, now, *kept)
        now = within(now, shown)
        decisions = [
            replace(each, contents=each.contents and within(each.contents, shown)) for each in decisions
        ]
    latest = decisions[-1].contents if decisions else None
    read = _up_to(decisions, asked)
    return Reading(
        strategy=strategy,
        said=(read[-1].contents if read else None) or now,
        decisions=tuple(read),
        later=len(decisions) - len(read),
        undecided=tuple(differences(latest, now)) if latest else (),
    )


def _up_to(decisions: list[Decision], asked: str) -> list[Decision]:
    if not asked:
        return decisions
    numbers = [str(each.number) for each in decisions]
    if asked not in numbers:
        raise Http404
    return decisions[: numbers.index(asked) + 1]


def strategy_of(viewer: Viewer, pk: int) -> PlanningStrategy:
    """The strategy with its term, if the viewer may read it; raises `Http404`."""
    own = PlanningStrategy.objects.filter(organisation=viewer.organisation)
    found = own.select_related("term", "unit").filter(pk=pk).first()
    if found is None or not can_read_strategy(viewer.standing, is_adopted=found.is_adopted):
        raise Http404
    found.organisation = viewer.organisation
    return found
