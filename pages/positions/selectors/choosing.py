"""Choosing a goal to link to: those that the person linked last, and the tree of each framework."""

from dataclasses import dataclass

from organisations.models import User
from pages.addresses import contribution_create_url
from pages.goals.tree import Node, in_tree_order
from pages.guards import Viewer
from pages.things import Thing, goal_thing
from planning.models import Contribution
from planning.policies import Item, can_state
from planning.selectors.goals import GoalGroup, goals_in_scope, recently_linked

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """A goal; `choose_url` opens the form with it chosen. Empty for whoever may not link, or is linked."""

    goal: Thing
    choose_url: str
    level: int = 1
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A framework; the goals of one at a time are shown."""

    pk: int
    title: str
    language: str
    count: int
    goals: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """What a goal can be chosen from; `address` is the page's own."""

    recent: tuple[Choice, ...]
    branches: tuple[Branch, ...]
    address: str


def tree_of(viewer: Viewer, item: Item, opened: str | None) -> Tree:
    """The goals that an item can be linked to; `opened` is the id of the framework that is open.

    Six queries at most.
    """
    organisation, start = viewer.organisation, contribution_create_url(viewer.organisation, item)
    groups = goals_in_scope(organisation)
    choose = _Chooser(viewer, item, start)
    known = {goal.pk: (group, goal) for group in groups for goal in group.goals}
    last = recently_linked(organisation, viewer.user) if isinstance(viewer.user, User) else []
    recent = []
    for pk in last:
        if pk in known:
            group, goal = known[pk]
            goal.framework = group.framework
            recent.append(choose.choice(pk, goal_thing(organisation, goal)))
    branches = tuple(choose.branch(group, is_open=str(group.framework.pk) == opened) for group in groups)
    return Tree(tuple(recent), branches, f"{start}mal/")


class _Chooser:
    """Choices for one item."""

    def __init__(self, viewer: Viewer, item: Item, start: str) -> None:
        self.viewer, self.start = viewer, start
        self.may_link = can_state(viewer.standing, viewer.organisation, item)
        own = Contribution.objects.filter(recorded_by=viewer.organisation)
        about = item.contributions.values("pk")
        self.linked = set(own.filter(pk__in=about).values_list("goal_id", flat=True))

    def choice(self, pk: int, goal: Thing, level: int = 1) -> Choice:
        """One goal."""
        is_linked = pk in self.linked
        url = f"{self.start}?mal={pk}" if self.may_link and not is_linked else ""
        return Choice(goal, url, level, is_linked)

    def branch(self, group: GoalGroup, *, is_open: bool) -> Branch:
        """A framework, with its goals in the order of the tree if it is open."""
        framework = group.framework
        choices = tuple(self._choices(group)) if is_open else ()
        language = framework.organisation.language
        return Branch(framework.pk, framework.title, language, len(group.goals), choices)

    def _choices(self, group: GoalGroup) -> list[Choice]:
        goals = {goal.pk: goal for goal in group.goals}
        framework = group.framework
        nodes = [
            Node(pk, goal.parent_id, framework.pk, goal.code or "", goal.title) for pk, goal in goals.items()
        ]
        found = []
        for placed in in_tree_order(nodes, [framework.pk]):
            goal = goals[placed.pk]
            goal.framework = framework
            thing = goal_thing(self.viewer.organisation, goal)
            found.append(self.choice(placed.pk, thing, min(placed.level, DEEPEST)))
        return found
