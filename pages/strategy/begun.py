"""The drafts that an adopted strategy asks for: which are begun, which wait, and the buttons for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pages.guards import Viewer
from pages.things import Thing, plan_thing
from strategy.models import PlanNeed, PlanningStrategy
from strategy.policies import can_run_strategy
from strategy.selectors.last import last_strategy, stances_to_take_over, waits


@dataclass(frozen=True, slots=True)
class BegunLine:
    """A stance that asks for a draft, with the draft or the address that begins it."""

    name: str
    stance: str
    draft: Thing | None
    url: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What waits to be begun, what is begun, and the address that begins all."""

    waiting: tuple[BegunLine, ...]
    begun: tuple[BegunLine, ...]
    all_url: str


@dataclass(frozen=True, slots=True)
class Last:
    """The strategy of the term before, how many of its stances can be taken over, and where."""

    title: str
    url: str
    waiting: int
    take_url: str


def begun_of(viewer: Viewer, strategy: PlanningStrategy, needs: Sequence[PlanNeed]) -> Begun | None:
    """For members the drafts of an adopted strategy (`needs_with_plans`); what waits for coordinators."""
    if not viewer.is_member or not strategy.is_adopted:
        return None
    at = [viewer.organisation.slug, strategy.pk]
    may_begin = can_run_strategy(viewer.standing)
    waiting = [
        _line(need, url=reverse("strategy:need_begin", args=[*at, need.pk]))
        for need in needs
        if may_begin and waits(viewer.organisation, need)
    ]
    begun = [_line(need, draft=plan_thing(viewer.organisation, need.draft)) for need in needs if need.draft]
    found = Begun(tuple(waiting), tuple(begun), reverse("strategy:plans_begin", args=at))
    return found if waiting or begun else None


def _line(need: PlanNeed, *, draft: Thing | None = None, url: str = "") -> BegunLine:
    return BegunLine(str(need), str(need.get_stance_display()), draft, url)


def last_of(viewer: Viewer, strategy: PlanningStrategy) -> Last | None:
    """The last strategy, for members who draw up a new one. Three queries."""
    if strategy.is_adopted or not viewer.is_member:
        return None
    last = last_strategy(strategy)
    if last is None:
        return None
    at = [viewer.organisation.slug]
    waiting = len(list(stances_to_take_over(strategy, last)))
    may_take = waiting and can_run_strategy(viewer.standing)
    return Last(
        title=last.title,
        url=reverse("strategy:promise_list", args=[*at, last.pk]),
        waiting=waiting,
        take_url=reverse("strategy:stances_take_over", args=[*at, strategy.pk]) if may_take else "",
    )
