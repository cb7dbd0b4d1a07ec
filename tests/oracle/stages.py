"""The goal chain: six stages of a goal, its score and its weakest link (section 5)."""

from collections.abc import Iterable
from fractions import Fraction

from tests.oracle.scope import Scope
from tests.oracle.strengths import Strengths
from tests.oracle.targets import counted_targets, target_status
from tests.oracle.world import Measure, Position

STAGES = ("measurable", "planned", "anchored", "implemented", "funded", "on_track")
STAGE_VALUES = ("ok", "partial", "broken", "na")
MARKS = {"ok": Fraction(1), "partial": Fraction(1, 2), "broken": Fraction(0)}


def half_up(value: Fraction) -> int:
    """Half up to an integer."""
    return (value + Fraction(1, 2)).__floor__()


def is_overdue(scope: Scope, measure: Measure) -> bool:
    """Section 5: its end is before D and it is not done."""
    return measure.end is not None and measure.end < scope.on and measure.status != "done"


def is_funded(measure: Measure) -> bool:
    """Section 5: it is done, or its funding is within budget or decided."""
    return measure.status == "done" or measure.funding in ("within_budget", "decided")


def carriage(scope: Scope, position: Position) -> str:
    """Section 5, anchored: `carried`, `half` carried, left `out` of account, or `none` of these."""
    links = [k for k in scope.position_links if k.source == position.name and k.relation == "carried_into"]
    accepted = [link.target for link in links if link.state == "accepted"]
    phases = {phase_of_comprehensive(scope, target) for target in accepted}
    states = {link.state for link in links}
    if "current" in phases:
        return "carried"
    if "proposed" in phases:
        return "half"
    return "out" if "returned" in states and "offered" not in states else "none"


def phase_of_comprehensive(scope: Scope, position_name: str) -> str | None:
    """The phase of a position's plan, if it is not withdrawn and the plan comprehensive and in scope."""
    position = scope.world.positions[position_name]
    plan = scope.world.plans[position.plan]
    if position.is_withdrawn or not plan.is_comprehensive or plan.name not in scope.plans:
        return None
    return scope.phase(plan)


class Chain:
    """Section 5 for one goal."""

    def __init__(self, strengths: Strengths, goal: str) -> None:
        self.scope = strengths.scope
        self.strengths = strengths
        self.goal = goal
        self.stages = {
            "measurable": self.measurable(),
            "planned": self.planned(),
            "anchored": self.anchored(),
            "implemented": self.implemented(),
            "funded": self.funded(),
            "on_track": self.on_track(),
        }

    def supports(self, item: str) -> bool:
        """Whether an item has a supporting strength for the goal, as in the stages."""
        bearing = self.strengths.bearing(item, self.goal, in_stages=True)
        return bearing is not None and bearing.supporting > 0

    def positions(self) -> list[Position]:
        """S: the current positions with a supporting strength."""
        current = self.scope.positions_of(self.scope.current_plans)
        return [position for position in current if self.supports(f"position:{position.name}")]

    def measures(self) -> list[Measure]:
        """M: the current measures with a supporting strength that are planned, ongoing or done."""
        current = self.scope.measures_of(self.scope.current_plans)
        active = [measure for measure in current if measure.status in ("planned", "ongoing", "done")]
        return [measure for measure in active if self.supports(f"measure:{measure.name}")]

    def target_statuses(self) -> list[str]:
        """T: the statuses of the counted targets of the goal and of those below it."""
        goals = [self.goal, *self.strengths.below[self.goal]]
        return [target_status(self.scope, t) for goal in goals for t in counted_targets(self.scope, goal)]

    def measurable(self) -> str:
        """Can it be followed up?"""
        if self.target_statuses():
            return "ok"
        return "broken" if self.scope.is_own_goal(self.goal) else "na"

    def planned(self) -> str:
        """Does a plan in force take it up?"""
        plans = self.scope.current_plans
        bearings = [b for plan in plans for b in self.strengths.bearings_of(plan, self.goal)]
        greatest = max((bearing.supporting for bearing in bearings), default=0)
        return "ok" if greatest >= 2 else "partial" if greatest == 1 else "broken"

    def anchored(self) -> str:
        """Is the spatial part in the översiktsplan?"""
        plans, positions = self.scope.world.plans, self.positions()
        spatial = [p for p in positions if p.is_spatial and not plans[p.plan].is_comprehensive]
        remaining = [c for p in spatial if (c := carriage(self.scope, p)) != "out"]
        if not remaining:
            return "ok" if any(plans[p.plan].is_comprehensive for p in positions) else "na"
        if all(state == "carried" for state in remaining):
            return "ok"
        return "broken" if all(state == "none" for state in remaining) else "partial"

    def implemented(self) -> str:
        """Is anyone doing it?"""
        measures = self.measures()
        if not measures:
            return "broken"
        if any(m.status == "ongoing" and not is_overdue(self.scope, m) for m in measures):
            return "ok"
        return "ok" if all(m.status == "done" for m in measures) else "partial"

    def funded(self) -> str:
        """Is it paid for?"""
        return share([is_funded(measure) for measure in self.measures()], empty="broken")

    def on_track(self) -> str:
        """Does it work?"""
        judged = [status for status in self.target_statuses() if status != "open"]
        return share([status in ("reached", "on_track") for status in judged], empty="na")

    @property
    def weakest_link(self) -> str | None:
        """The first stage that is broken; if none is, the first that is partial."""
        for value in ("broken", "partial"):
            for stage in STAGES:
                if self.stages[stage] == value:
                    return stage
        return None

    @property
    def score(self) -> int:
        """100 times the mean over the stages that are not `na`."""
        marks = [MARKS[value] for value in self.stages.values() if value != "na"]
        return half_up(100 * sum(marks, Fraction(0)) / len(marks))


def share(answers: Iterable[bool], *, empty: str) -> str:
    """`ok` if all, `partial` if some, `broken` if none."""
    answers = list(answers)
    if not answers:
        return empty
    if all(answers):
        return "ok"
    return "partial" if any(answers) else "broken"
