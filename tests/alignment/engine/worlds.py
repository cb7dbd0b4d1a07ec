"""Random worlds for properties: small ones, in which everything can happen to everything."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from alignment import engine
from tests.alignment.engine.builders import TODAY

ORGANISATIONS = ("o", "n", "x")
FRAMEWORKS = {"o": ("o:f", "o:laid"), "n": ("n:a",), "x": ("x:b",)}
STATUSES = ("in_force", "in_force", "adopted", "drafting", "review", "superseded")
DAYS = (None, date(2020, 1, 1), TODAY, date(2026, 11, 21), date(2030, 1, 1))


class Maker:
    """Makes a snapshot out of one source of randomness; ``secret`` marks what is proposed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.goals: list[engine.Goal] = []
        self.plans: list[engine.Plan] = []
        self.positions: list[engine.Position] = []
        self.measures: list[engine.Measure] = []

    def some(self, most: int) -> range:
        return range(self.random.randint(0, most))

    def one(self, choices: Any) -> Any:
        return self.random.choice(list(choices))

    def who(self) -> str:
        return str(self.one(("o", "o", "o", "n", "x")))

    def make(self) -> engine.Snapshot:
        frameworks = tuple(
            engine.Framework(framework, owner, self.random.randint(1, 3))
            for owner, owned in FRAMEWORKS.items()
            for framework in owned
        )
        for framework in frameworks:
            self.make_goals(framework.name)
        for owner in ORGANISATIONS:
            self.make_plans(owner)
        excluded = frozenset(
            g.name for g in self.goals if g.framework == "n:a" and self.random.random() < 0.2
        )
        return engine.Snapshot(
            organisation="o",
            date=TODAY,
            frameworks=frameworks,
            framework_adoptions=(engine.FrameworkAdoption("o", "n:a", excluded, self.random.randint(1, 2)),),
            goals=tuple(self.goals),
            goal_links=self.make_goal_links(),
            indicators=tuple(
                engine.Indicator(f"{o}:i", o, self.one(("up", "down", "level"))) for o in ORGANISATIONS
            ),
            targets=tuple(self.make_target(number) for number in self.some(8)),
            observations=tuple(
                {(o.recorded_by, o.indicator, o.year): o for o in self.make_outcomes()}.values()
            ),
            plans=tuple(self.plans),
            plan_adoptions=(engine.PlanAdoption("o", "n:p0"),),
            positions=tuple(self.positions),
            measures=tuple(self.measures),
            contributions=self.make_contributions(),
            plan_links=self.make_plan_links(),
            position_links=self.make_position_links(),
            conflicts=tuple(self.make_conflict(number) for number in self.some(2)),
        )

    def make_goals(self, framework: str) -> None:
        names: list[str] = []
        for number in self.some(5):
            parent = self.one([None, *names])
            names.append(f"{framework}/{number}")
            old = f"{framework}/0" if self.random.random() < 0.1 else None
            last = self.one(DAYS) if self.random.random() < 0.2 else None
            self.goals.append(engine.Goal(names[-1], framework, parent, superseded_by=old, valid_to=last))

    def make_goal_links(self) -> tuple[engine.GoalLink, ...]:
        links = []
        for number in self.some(8) if self.goals else ():
            by, relation = self.who(), self.one(("contributes", "contributes", "conflicts"))
            ends = (self.one(self.goals).name, self.one(self.goals).name)
            links.append(engine.GoalLink(f"{by}:l{number}", by, *ends, relation, self.one((None, 1, 2, 3))))
        return tuple(links)

    def make_plans(self, owner: str) -> None:
        for number in self.some(4):
            status = self.one(STATUSES)
            key = f"{owner}:secret{number}" if status in ("drafting", "review") else f"{owner}:p{number}"
            family = self.one(("strategy", "strategy", "comprehensive"))
            lays_down = self.one((None, "o:laid")) if owner == "o" else None
            old = tuple(plan.name for plan in self.plans if self.random.random() < 0.2)
            plan = engine.Plan(key, owner, status, family, None, None, self.one(DAYS), old, lays_down)
            self.plans.append(plan)
            self.make_items(plan)

    def make_items(self, plan: engine.Plan) -> None:
        flag = self.random.random
        for number in self.some(3):
            status = "withdrawn" if flag() < 0.1 else "active"
            aspect, expects = self.one((None, "direction")), self.one((None, True, False))
            key = f"{plan.name}-s{number}"
            self.positions.append(engine.Position(key, plan.name, flag() < 0.5, aspect, expects, status))
        for number in self.some(3):
            status = self.one(("planned", "ongoing", "done", "paused", "cancelled"))
            funding = self.one(("decided", "applied", "unknown"))
            taken = tuple(position.name for position in self.positions if flag() < 0.25)
            key = f"{plan.name}-m{number}"
            made = engine.Measure(key, plan.name, status, funding, self.one(DAYS), flag() < 0.3, None, taken)
            self.measures.append(made)

    def items(self) -> list[engine.Reference]:
        kinds: dict[str, Any] = {"plan": self.plans, "position": self.positions, "measure": self.measures}
        return [engine.Reference(kind, thing.name) for kind, things in kinds.items() for thing in things]

    def make_contributions(self) -> tuple[engine.Contribution, ...]:
        made: dict[Any, engine.Contribution] = {}
        items = self.items()
        for _ in self.some(24) if items and self.goals else ():
            by, item, goal = self.who(), self.one(items), self.one(self.goals).name
            strength = self.random.randint(-3, 3)
            made[by, item, goal] = engine.Contribution(by, item, goal, strength, self.random.random() < 0.1)
        return tuple(made.values())

    def make_target(self, number: int) -> engine.Target:
        by, goal = self.who(), self.one([g.name for g in self.goals] or ["o:f/none"])
        start = self.one((None, 2020, 2025))
        bands = (self.one((None, None, (1, 3))), self.one((None, None, (None, 5))))
        numbers = (self.random.randint(2024, 2029), self.random.randint(0, 5))
        indicator = self.one(("o:i", "n:i"))
        return engine.Target(f"{by}:t{number}", by, goal, indicator, *numbers, "society", start, 2, *bands)

    def make_outcomes(self) -> list[engine.Observation]:
        return [
            engine.Observation(
                self.who(), "o", f"{self.one(ORGANISATIONS)}:i", year, self.random.randint(0, 6)
            )
            for year in range(2021, 2028)
            for _ in self.some(2)
        ]

    def make_plan_links(self) -> tuple[engine.PlanLink, ...]:
        relations = ("based_on", "conflicts", "details")
        return tuple(
            engine.PlanLink(
                self.who(), self.one(self.plans).name, self.one(self.plans).name, self.one(relations)
            )
            for _ in (self.some(4) if self.plans else ())
        )

    def make_position_links(self) -> tuple[engine.PositionLink, ...]:
        relations = ("carried_into", "carried_into", "implemented_by", "conflicts")
        states = (None, "accepted", "offered", "returned")
        links = []
        for _ in self.some(8) if self.positions else ():
            ends = (self.one(self.positions).name, self.one(self.positions).name)
            links.append(engine.PositionLink(self.who(), *ends, self.one(relations), self.one(states)))
        return tuple(links)

    def make_conflict(self, number: int) -> engine.Conflict:
        by, status = self.who(), self.one(("identified", "resolved"))
        goal = self.one([None, *(g.name for g in self.goals)])
        plans = tuple(p.name for p in self.plans if self.random.random() < 0.3)
        positions = tuple(p.name for p in self.positions if self.random.random() < 0.2)
        return engine.Conflict(f"{by}:c{number}", by, status, goal, plans, positions)


def snapshots() -> st.SearchStrategy[engine.Snapshot]:
    """Random snapshots of the municipality ``o``."""
    # A seed for each instead of hypothesis' own randomness: twenty times as many in the same time.
    return st.integers(min_value=0, max_value=10**9).map(lambda seed: Maker(Random(seed)).make())


def shuffled(snapshot: engine.Snapshot, seed: int) -> engine.Snapshot:
    """The same snapshot with its parts in another order."""
    random = Random(seed)
    changed: dict[str, Any] = {}
    for field in fields(snapshot):
        value = getattr(snapshot, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(random.sample(value, len(value)))
    return replace(snapshot, **changed)


def without_strangers(snapshot: engine.Snapshot) -> engine.Snapshot:
    """The snapshot without anything that ``x``, whom ``o`` has not adopted from, owns or has recorded."""
    changed: dict[str, Any] = {}
    for field in fields(snapshot):
        value = getattr(snapshot, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(thing for thing in value if not is_of_stranger(thing))
    return replace(snapshot, **changed)


def is_of_stranger(thing: Any) -> bool:
    """Whether ``x`` owns or has recorded a thing; positions and measures are their plan's owner's."""
    owner = getattr(thing, "recorded_by", None) or getattr(thing, "owner", None)
    owner = owner or getattr(thing, "organisation", None)
    of = getattr(thing, "plan", None) or getattr(thing, "framework", None) or ""
    return bool(owner == "x") if owner else str(of).startswith("x:")
