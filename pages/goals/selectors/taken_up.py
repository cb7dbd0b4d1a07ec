"""Whether the planning strategy takes up a goal whose chain is broken, or leaves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from alignment.models import GoalAlignment, State
from core.asking import Asking, ask, beside
from goals.models import Goal
from pages.guards import Viewer
from pages.preparing import for_viewers
from pages.things import Thing, plan_thing
from pages.words import STAGES, stage_name
from planning.models import Contribution, Plan, Position
from strategy.models import ChangedCondition, PlanNeed, PlanningStrategy
from strategy.selectors.conditions import conditions_shown
from strategy.selectors.portfolio import needs_shown


@dataclass(frozen=True, slots=True)
class By:
    """What takes a goal up: a stance on a plan that bears on it, or a changed condition that names it."""

    thing: Thing
    words: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A strategy, and by what it takes the goal up; by nothing: it leaves it."""

    strategy: Thing
    is_draft: bool
    by: tuple[By, ...]


def taken_up_asked(viewer: Viewer, goal: Goal) -> Asking[list[TakenUp]]:
    """What the latest adopted strategy does about the goal; for members also a later draft. One step.

    A stance takes the goal up if it asks for work on a plan that bears on the goal, or for a new plan whose
    draft does.
    """
    strategies, stances, changed = yield from beside(
        ask(_strategies(viewer)), ask(_stances(viewer, goal=goal.pk)), ask(_conditions(viewer, goal=goal.pk))
    )
    return [_taken_up(viewer, each, stances, changed) for each in running(strategies)]


@for_viewers
def _strategies(viewer: Viewer) -> QuerySet[PlanningStrategy]:
    own = PlanningStrategy.objects.filter(organisation=viewer.organisation)
    shown = own if viewer.is_member else own.filter(status=PlanningStrategy.Status.ADOPTED)
    return shown.order_by("-term__elected_on", "pk")


@for_viewers
def _stances(viewer: Viewer, goal: int) -> QuerySet[PlanNeed]:
    bearing = plans_bearing_on(viewer, goal)
    work = needs_shown(viewer.organisation, to_member=viewer.is_member).filter(stance__in=PlanNeed.BEGINS)
    needs = work.filter(Q(plan__in=bearing) | Q(draft__in=bearing))
    return needs.select_related("plan__organisation").order_by("pk")


@for_viewers
def _conditions(viewer: Viewer, goal: int) -> QuerySet[ChangedCondition]:
    shown = conditions_shown(viewer.organisation, to_member=viewer.is_member)
    return shown.filter(goal_rows__goal=goal).order_by("pk")


def plans_bearing_on(viewer: Viewer, goal: int) -> QuerySet[Plan]:
    """The plans of which something has an effect on the goal, as the organisation or their owner says."""
    stated = Contribution.objects.exclude(strength=0).filter(goal=goal)
    active = stated.filter(Q(position__isnull=True) | Q(position__status=Position.Status.ACTIVE))
    named = active.annotate(
        of=Coalesce("plan_id", "position__plan_id", "measure__plan_id"),
        owner=Coalesce(
            "plan__organisation_id",
            "position__plan__organisation_id",
            "measure__plan__organisation_id",
        ),
    ).filter(Q(recorded_by=viewer.organisation) | Q(recorded_by=F("owner")))
    seen = Plan.objects.all() if viewer.is_member else Plan.objects.visible_to(AnonymousUser())
    return seen.filter(pk__in=named.order_by().values("of")).order_by()


def running(strategies: Iterable[PlanningStrategy]) -> list[PlanningStrategy]:
    """Of strategies, the latest first: the latest adopted one, after the draft that is later than that."""
    found: list[PlanningStrategy] = []
    for each in strategies:
        if each.is_adopted:
            return [*found, each]
        found = found or [each]
    return found


def broken_stages(alignment: GoalAlignment | None) -> list[str]:
    """Where a chain is broken, in words."""
    if alignment is None:
        return []
    return [stage_name(stage) for stage in STAGES if getattr(alignment, stage) == State.BROKEN]


def _taken_up(
    viewer: Viewer,
    strategy: PlanningStrategy,
    stances: Iterable[PlanNeed],
    changed: Iterable[ChangedCondition],
) -> TakenUp:
    organisation = viewer.organisation
    url = reverse("strategy:workbench_detail", args=[organisation.slug, strategy.pk])
    by = [
        *(
            By(
                Thing(each.title, f"{url}#conditions", organisation.language),
                _("changed condition"),
            )
            for each in changed
            if each.strategy_id == strategy.pk
        ),
        *(
            By(_named(viewer, each, url), str(each.get_stance_display()).lower())
            for each in stances
            if each.strategy_id == strategy.pk
        ),
    ]
    return TakenUp(Thing(strategy.title, url, organisation.language), not strategy.is_adopted, tuple(by))


def _named(viewer: Viewer, need: PlanNeed, url: str) -> Thing:
    if need.plan is not None:
        return plan_thing(viewer.organisation, need.plan)
    return Thing(need.title or "", f"{url}#portfolio", viewer.organisation.language)
