"""What is in scope of one organisation's report on one day (section 1)."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import TypeAlias

from tests.oracle.world import Adoption, Goal, Link, Measure, Plan, Position, Target, World

PROPOSED_STATUSES = ("idea", "commissioned", "drafting", "consultation", "reworking", "review")
DECIDED_STATUSES = ("adopted", "in_force")

Statements: TypeAlias = dict[str, dict[str, int]]


class Scope:
    """Organisation O's part of the world on day D."""

    def __init__(self, world: World, organisation: str, on: dt.date) -> None:
        self.world = world
        self.organisation = organisation
        self.on = on

    # Goals

    @cached_property
    def tracked_depths(self) -> dict[str, int]:
        """Section 1, frameworks: those in scope, with the depth to which O tracks them."""
        depths = {
            framework.name: framework.tracked_depth
            for framework in self.world.frameworks.values()
            if framework.organisation == self.organisation
        }
        return depths | {adoption.framework: adoption.tracked_depth for adoption in self.adoptions}

    @cached_property
    def adoptions(self) -> list[Adoption]:
        """Section 1, frameworks: what O has adopted, from others only."""
        frameworks, own = self.world.frameworks, self.organisation
        adoptions = [a for a in self.world.adoptions if a.organisation == own]
        return [a for a in adoptions if frameworks[a.framework].organisation != own]

    @cached_property
    def adopted_frameworks(self) -> list[str]:
        """Section 1: the frameworks that O has adopted from others."""
        frameworks = self.world.frameworks
        return sorted(n for n in self.tracked_depths if frameworks[n].organisation != self.organisation)

    @cached_property
    def excluded_goals(self) -> set[str]:
        """Section 1: the goals that O's adoptions exclude, without their subtrees."""
        return {goal for adoption in self.adoptions for goal in adoption.excluded}

    def line(self, goal: str) -> list[str]:
        """The goal, its parent, and so on up to the root."""
        line = [goal]
        while (parent := self.world.goals[line[-1]].parent) is not None:
            line.append(parent)
        return line

    def is_in_scope(self, goal: Goal) -> bool:
        """Section 1, goals."""
        if goal.framework not in self.tracked_depths or goal.is_superseded:
            return False
        if any(ancestor in self.excluded_goals for ancestor in self.line(goal.name)):
            return False
        started = goal.valid_from is None or goal.valid_from <= self.on
        ended = goal.valid_to is not None and self.on > goal.valid_to
        return started and not ended

    @cached_property
    def goals(self) -> list[str]:
        """Section 1: the goals in scope."""
        return sorted(goal.name for goal in self.world.goals.values() if self.is_in_scope(goal))

    @cached_property
    def tracked_goals(self) -> list[str]:
        """Section 1: goals in scope whose depth in their whole tree is at most the tracked depth."""
        goals = self.world.goals
        return [n for n in self.goals if len(self.line(n)) <= self.tracked_depths[goals[n].framework]]

    def is_own_goal(self, goal: str) -> bool:
        """Section 1: a goal is O's own if its framework is."""
        framework = self.world.goals[goal].framework
        return self.world.frameworks[framework].organisation == self.organisation

    # Plans and their items

    @cached_property
    def plans(self) -> list[str]:
        """Section 1, plans: O's own and those that it has adopted from others."""
        own = {plan.name for plan in self.world.plans.values() if plan.organisation == self.organisation}
        adopted = {
            plan for organisation, plan in self.world.plan_adoptions if organisation == self.organisation
        }
        return sorted(own | adopted)

    def is_own_plan(self, plan: str) -> bool:
        """Whether O is the plan's owner."""
        return self.world.plans[plan].organisation == self.organisation

    def phase(self, plan: Plan) -> str:
        """Section 1, phase of a plan, in scope or not."""
        if plan.status in PROPOSED_STATUSES:
            return "proposed"
        if plan.status in DECIDED_STATUSES:
            is_later = plan.valid_from is not None and plan.valid_from > self.on
            return "proposed" if is_later else "current"
        return "past"

    def plans_in(self, *phases: str) -> list[str]:
        """The plans in scope that are in one of the phases."""
        return [name for name in self.plans if self.phase(self.world.plans[name]) in phases]

    @cached_property
    def current_plans(self) -> list[str]:
        """The current plans in scope."""
        return self.plans_in("current")

    @cached_property
    def proposed_plans(self) -> list[str]:
        """The proposed plans in scope."""
        return self.plans_in("proposed")

    @cached_property
    def live_plans(self) -> list[str]:
        """The plans in scope that are not past."""
        return self.plans_in("current", "proposed")

    def positions_of(self, plans: Iterable[str]) -> list[Position]:
        """Section 1, items: the positions of the plans that are not withdrawn."""
        names = set(plans)
        return [p for p in self.world.positions.values() if p.plan in names and not p.is_withdrawn]

    def measures_of(self, plans: Iterable[str]) -> list[Measure]:
        """Section 1, items: the measures of the plans that are not cancelled."""
        names = set(plans)
        return [m for m in self.world.measures.values() if m.plan in names and m.status != "cancelled"]

    # Statements

    def item_plan(self, item: str) -> str:
        """The plan of an item."""
        kind, _, name = item.partition(":")
        if kind == "position":
            return self.world.positions[name].plan
        return self.world.measures[name].plan if kind == "measure" else name

    def counts(self, recorder: str, owner: str) -> bool:
        """Section 1, statements: recorded by O or by the owner of what they start from."""
        return recorder in (self.organisation, owner)

    @cached_property
    def stated(self) -> Statements:
        """Sections 1 and 3: per item and goal the strength of the contribution that counts."""
        stated: Statements = {}
        own_first = sorted(self.world.contributions, key=lambda c: c.recorder != self.organisation)
        for contribution in own_first:
            owner = self.world.plans[self.item_plan(contribution.item)].organisation
            if self.counts(contribution.recorder, owner):
                stated.setdefault(contribution.item, {}).setdefault(contribution.goal, contribution.strength)
        return stated

    @cached_property
    def goal_links(self) -> list[Link]:
        """Section 1: the goal links that count."""
        goals = self.world.goals
        return [k for k in self.world.goal_links if self.counts(k.recorder, goals[k.source].organisation)]

    @cached_property
    def plan_links(self) -> list[Link]:
        """Section 1: the plan links that count."""
        plans = self.world.plans
        return [k for k in self.world.plan_links if self.counts(k.recorder, plans[k.source].organisation)]

    @cached_property
    def position_links(self) -> list[Link]:
        """Section 1: the position links that count."""
        plans, positions = self.world.plans, self.world.positions
        return [
            link
            for link in self.world.position_links
            if self.counts(link.recorder, plans[positions[link.source].plan].organisation)
        ]

    def targets_of(self, goal: str) -> list[Target]:
        """Section 1: the targets of a goal that O or the owner of its framework has recorded."""
        owner = self.world.goals[goal].organisation
        return [t for t in self.world.targets if t.goal == goal and self.counts(t.recorder, owner)]
