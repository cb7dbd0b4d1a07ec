"""Findings about goals and links between them (section 9), and the list of all findings."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeAlias

from tests.oracle.plan_findings import Finding, PlanFindings
from tests.oracle.stages import Chain
from tests.oracle.strengths import Strengths
from tests.oracle.targets import counted_targets, target_status
from tests.oracle.world import Target

Chains: TypeAlias = dict[str, Chain]


def all_findings(strengths: Strengths, chains: Chains) -> list[Finding]:
    """Section 9 but `link_outdated`, sorted; the same finding is there once."""
    found = {*GoalFindings(strengths, chains).found(), *PlanFindings(strengths).found()}
    return sorted(found)


class GoalFindings:
    """The findings whose first subject is a goal, a target or a link to a goal."""

    def __init__(self, strengths: Strengths, chains: Chains) -> None:
        self.scope = strengths.scope
        self.strengths = strengths
        self.chains = chains

    def found(self) -> Iterator[Finding]:
        """Every one of them."""
        yield from self.goal_chain()
        yield from self.goal_behind()
        yield from self.goal_counteracted()
        yield from self.targets_disagree()
        yield from self.target_below_higher_level()
        yield from self.link_conflict()
        yield from self.link_to_superseded_goal()

    def goal_chain(self) -> Iterator[Finding]:
        """`goal_not_planned`, `goal_not_implemented`, `goal_not_measurable`."""
        for goal in self.scope.tracked_goals:
            is_own, stages = self.scope.is_own_goal(goal), self.chains[goal].stages
            severity = "high" if is_own else "medium"
            if stages["planned"] == "broken":
                yield "goal_not_planned", severity, "politicians", goal
            elif stages["implemented"] == "broken":
                yield "goal_not_implemented", severity, "politicians", goal
            if is_own and stages["measurable"] == "broken":
                yield "goal_not_measurable", "low", "officers", goal

    def goal_behind(self) -> Iterator[Finding]:
        """A counted target of a goal in scope is `behind` or `missed`."""
        for goal in self.scope.goals:
            statuses = {target_status(self.scope, t) for t in counted_targets(self.scope, goal)}
            if statuses & {"behind", "missed"}:
                yield "goal_behind", "medium", "officers", goal

    def goal_counteracted(self) -> Iterator[Finding]:
        """An item of a plan states -2 or -3 for the goal or for what it answers for."""
        for plan in self.scope.live_plans:
            worst = self.worst_stated(plan)
            is_current = plan in self.scope.current_plans
            for goal, strength in worst.items():
                is_own = self.scope.is_own_goal(goal)
                if not (is_own or self.scope.is_own_plan(plan)) or self.is_settled(goal, plan):
                    continue
                is_high = is_current and (is_own or strength == -3)
                severity, decides = ("high", "politicians") if is_high else ("medium", "officers")
                yield "goal_counteracted", severity, decides, goal, plan

    def worst_stated(self, plan: str) -> dict[str, int]:
        """Per tracked goal the strongest -2 or -3 that the plan or an item of it states."""
        worst: dict[str, int] = {}
        for item in (*self.strengths.items_within(plan), f"plan:{plan}"):
            for stated_for, strength in self.scope.stated.get(item, {}).items():
                goal = self.answering_goal(stated_for)
                if goal is not None and strength <= -2:
                    worst[goal] = min(strength, worst.get(goal, 0))
        return worst

    def answering_goal(self, goal: str) -> str | None:
        """The goal itself if tracked, else its nearest tracked ancestor with none out of scope between."""
        if goal not in self.scope.goals:
            return None
        for ancestor in self.scope.line(goal):
            if ancestor not in self.scope.goals:
                return None
            if ancestor in self.scope.tracked_goals:
                return ancestor
        return None

    def is_settled(self, goal: str, plan: str) -> bool:
        """A resolved conflict of O names the plan, or a position of it, and this goal or none."""
        positions = self.scope.world.positions
        return any(
            plan in (*conflict.plans, *(positions[name].plan for name in conflict.positions))
            and conflict.goal in (goal, None)
            for conflict in self.scope.world.conflicts
            if conflict.recorder == self.scope.organisation and conflict.status == "resolved"
        )

    def valued_targets(self, *, own: bool) -> list[Target]:
        """The targets with a value of the own goals in scope, or of the others."""
        goals = [goal for goal in self.scope.goals if self.scope.is_own_goal(goal) == own]
        return [t for goal in goals for t in self.scope.targets_of(goal) if t.value is not None]

    def targets_disagree(self) -> Iterator[Finding]:
        """Of two own goals' targets for the same thing only one of year and value is the same."""
        for one, other in combinations(self.valued_targets(own=True), 2):
            if one.goal == other.goal or not are_comparable(one, other):
                continue
            if (one.year == other.year) != (one.value == other.value):
                first, second = sorted((one.goal, other.goal))
                yield "targets_disagree", "high", "politicians", first, second

    def target_below_higher_level(self) -> Iterator[Finding]:
        """An own target is no better and no earlier than another organisation's goal's."""
        for own in self.valued_targets(own=True):
            for other in self.valued_targets(own=False):
                if are_comparable(own, other) and self.is_below(own, other):
                    yield "target_below_higher_level", "medium", "politicians", own.goal, other.goal

    def is_below(self, own: Target, other: Target) -> bool:
        """In the direction `up` or `down` not better, not earlier, and not both equal."""
        if own.value is None or other.value is None:
            return False
        direction = self.scope.world.indicators[own.indicator].direction
        is_better = {"up": own.value > other.value, "down": own.value < other.value}
        if direction not in is_better or is_better[direction] or own.year < other.year:
            return False
        return (own.value, own.year) != (other.value, other.year)

    def link_conflict(self) -> Iterator[Finding]:
        """A link `conflicts` between two goals in scope, neither of which a conflict of O names."""
        named = {c.goal for c in self.scope.world.conflicts if c.recorder == self.scope.organisation}
        for link in self.scope.goal_links:
            pair = sorted((link.source, link.target))
            if link.relation == "conflicts" and all(g in self.scope.goals and g not in named for g in pair):
                yield "link_conflict", "medium", "officers", *pair

    def link_to_superseded_goal(self) -> Iterator[Finding]:
        """O's contribution, goal link or target is to a goal that is superseded."""
        world, own = self.scope.world, self.scope.organisation
        items = set(self.strengths.all_items)
        objects = [(c.item, c.goal) for c in world.contributions if c.recorder == own and c.item in items]
        for link in world.goal_links:
            if link.recorder == own:
                objects += [(f"goal_link:{link.name}", goal) for goal in (link.source, link.target)]
        objects += [(f"target:{t.name}", t.goal) for t in world.targets if t.recorder == own]
        for name, goal in objects:
            if world.goals[goal].is_superseded:
                yield "link_to_superseded_goal", "medium", "officers", name, goal


def are_comparable(one: Target, other: Target) -> bool:
    """The same indicator and scope."""
    return (one.indicator, one.scope) == (other.indicator, other.scope)
