"""One conflict of interest with what it is about, how it was weighed, and its story."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from pages.guards import Viewer
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Conflict, Contribution, Plan, Position
from planning.policies import can_decide, can_weigh
from planning.selectors.conflicts import Chapter, answered_by, story_of
from planning.services.conflicts import units_of

MOST_ANSWERED = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """A statement that counteracts a goal, and that the conflict answers once it is resolved."""

    item: Thing
    goal: Thing
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class Named:
    """A plan or position that the conflict names, and whether it holds no longer."""

    thing: Thing
    is_over: bool


@dataclass(slots=True)
class ConflictCard:
    """A conflict as its page shows it.

    `editing` is what is open for change: "about", "weighing" or "decision". `said` tells what has just
    been done, `warning` stands above the form.
    """

    conflict: Conflict
    url: str
    goal: Thing | None
    plans: list[Named]
    positions: list[Named]
    can_weigh: bool
    can_decide: bool
    answered: list[Answered]
    story: list[Chapter]
    editing: str = ""
    form: Any = None
    said: str = ""
    warning: str = ""
    undo: str = field(default="", init=False)

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"conflict-{self.conflict.pk}"

    @property
    def is_resolved(self) -> bool:
        """Whether it has been decided."""
        return self.conflict.status == Conflict.Status.RESOLVED

    @property
    def is_weighed(self) -> bool:
        """Whether anybody has written what speaks for and against."""
        conflict = self.conflict
        return bool(conflict.arguments_for or conflict.arguments_against or conflict.considered)

    @property
    def edit_url(self) -> str:
        """Where it is changed what the conflict is about."""
        return f"{self.url}redigera/"

    @property
    def weigh_url(self) -> str:
        """Where it is weighed."""
        return f"{self.url}vaga/"

    @property
    def decide_url(self) -> str:
        """Where a decision is recorded."""
        return f"{self.url}avgor/"

    @property
    def reopen_url(self) -> str:
        """Where it is opened again."""
        return f"{self.url}oppna/"


def conflicts_read(viewer: Viewer) -> QuerySet[Conflict]:
    """The organisation's conflicts with all that a card shows of them."""
    own = Conflict.objects.filter(organisation=viewer.organisation)
    related = own.select_related("organisation", "unit", "goal__framework__organisation")
    parts = ("plans__organisation", "positions__plan__organisation")
    found: QuerySet[Conflict] = related.prefetch_related(*parts)
    return found


def card_of(viewer: Viewer, conflict: Conflict) -> ConflictCard:
    """The card of a conflict from `conflicts_read`. Three queries."""
    organisation = viewer.organisation
    return ConflictCard(
        conflict=conflict,
        url=reverse("conflicts:conflict_detail", args=[organisation.slug, conflict.pk]),
        goal=goal_thing(organisation, conflict.goal) if conflict.goal else None,
        plans=[
            Named(plan_thing(organisation, plan), plan.status in Plan.PAST) for plan in conflict.plans.all()
        ],
        positions=[
            Named(part_thing(organisation, position), is_over(position))
            for position in conflict.positions.all()
        ],
        can_weigh=can_weigh(viewer.standing, units_of(conflict)),
        can_decide=can_decide(viewer.standing),
        answered=[_answered(viewer, row) for row in answered_by(conflict)[:MOST_ANSWERED]],
        story=story_of(conflict),
    )


def is_over(position: Position) -> bool:
    """Whether a position is withdrawn, or stands in a plan that holds no longer."""
    return position.plan.status in Plan.PAST or position.status == Position.Status.WITHDRAWN


def _answered(viewer: Viewer, row: Contribution) -> Answered:
    organisation, item = viewer.organisation, row.item
    thing = plan_thing(organisation, item) if isinstance(item, Plan) else part_thing(organisation, item)
    return Answered(thing, goal_thing(organisation, row.goal), row)
