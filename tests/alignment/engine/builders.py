"""Small worlds for the engine's tests.

The municipality is ``o``. It owns the framework ``o:f`` and has adopted ``n:a`` of the state ``n``;
``x`` is a stranger. A goal is written ``a`` (own), or by its whole name; any other object by its key.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from alignment import engine

TODAY = date(2026, 11, 22)

_FIELDS: dict[type, str] = {
    engine.Framework: "frameworks",
    engine.FrameworkAdoption: "framework_adoptions",
    engine.Goal: "goals",
    engine.GoalLink: "goal_links",
    engine.Indicator: "indicators",
    engine.Target: "targets",
    engine.Observation: "observations",
    engine.Plan: "plans",
    engine.PlanAdoption: "plan_adoptions",
    engine.Position: "positions",
    engine.Measure: "measures",
    engine.Contribution: "contributions",
    engine.PlanLink: "plan_links",
    engine.PositionLink: "position_links",
    engine.Conflict: "conflicts",
    engine.Finding: "provided_findings",
}
_USUAL = (
    engine.Framework("o:f", "o", 1),
    engine.Framework("n:a", "n", 1),
    engine.FrameworkAdoption("o", "n:a"),
)


def name(key: str) -> str:
    """The name of an object of ``o`` by its key; whole names stay."""
    return key if ":" in key else f"o:{key}"


def goal_name(key: str) -> str:
    """The name of a goal of ``o:f`` by its key; whole names stay."""
    return key if ":" in key else f"o:f/{key}"


def goal(key: str, parent: str | None = None, **fields: Any) -> engine.Goal:
    whole = goal_name(key)
    return engine.Goal(whole, whole.rsplit("/", 1)[0], goal_name(parent) if parent else None, **fields)


def feeds(source: str, target: str, strength: int | None = None, by: str = "o") -> engine.GoalLink:
    ends = (goal_name(source), goal_name(target))
    return engine.GoalLink(f"{by}:{source}-{target}", by, *ends, "contributes", strength)


def clashes(source: str, target: str, by: str = "o") -> engine.GoalLink:
    ends = (goal_name(source), goal_name(target))
    return engine.GoalLink(f"{by}:{source}-{target}", by, *ends, "conflicts")


def plan(key: str = "p", status: str = "in_force", family: str = "strategy", **fields: Any) -> engine.Plan:
    whole = name(key)
    fields["supersedes"] = tuple(name(old) for old in fields.get("supersedes", ()))
    return engine.Plan(whole, whole.split(":")[0], status, family, **fields)


def comprehensive(key: str = "op", status: str = "in_force", **fields: Any) -> engine.Plan:
    return plan(key, status, "comprehensive", **fields)


def position(key: str, of: str = "p", **fields: Any) -> engine.Position:
    return engine.Position(name(key), name(of), **fields)


def measure(key: str, of: str = "p", status: str = "planned", **fields: Any) -> engine.Measure:
    fields["implements"] = tuple(name(p) for p in fields.get("implements", ()))
    return engine.Measure(name(key), name(of), status, **fields)


def says(item: str, about: str, strength: int, by: str = "o", **fields: Any) -> engine.Contribution:
    """``item`` is for example ``position:s`` or ``plan:n:p``."""
    kind, _, key = item.partition(":")
    return engine.Contribution(by, engine.Reference(kind, name(key)), goal_name(about), strength, **fields)


def carried(source: str, target: str, state: str | None = "accepted", by: str = "o") -> engine.PositionLink:
    return engine.PositionLink(by, name(source), name(target), "carried_into", state)


def linked(source: str, target: str, relation: str, by: str = "o") -> engine.PositionLink:
    return engine.PositionLink(by, name(source), name(target), relation)


def plans_linked(source: str, target: str, relation: str, by: str = "o") -> engine.PlanLink:
    return engine.PlanLink(by, name(source), name(target), relation)


def indicator(key: str = "i", direction: str = "up", **fields: Any) -> engine.Indicator:
    whole = name(key)
    return engine.Indicator(whole, whole.split(":")[0], direction, **fields)


def target(
    key: str, about: str, year: int = 2030, value: Any = 100, by: str = "o", **fields: Any
) -> engine.Target:
    of = name(fields.pop("indicator", "i"))
    whole = key if ":" in key else f"{by}:{key}"
    return engine.Target(whole, by, goal_name(about), of, year, value, **fields)


def outcome(year: int, value: Any, by: str = "o", **fields: Any) -> engine.Observation:
    of = name(fields.pop("indicator", "i"))
    about = fields.pop("organisation", "o")
    return engine.Observation(by, about, of, year, value, **fields)


def conflict(key: str = "c", status: str = "identified", by: str = "o", **fields: Any) -> engine.Conflict:
    about = fields.pop("goal", None)
    fields["plans"] = tuple(name(p) for p in fields.get("plans", ()))
    fields["positions"] = tuple(name(p) for p in fields.get("positions", ()))
    return engine.Conflict(f"{by}:{key}", by, status, goal_name(about) if about else None, **fields)


def adopts(key: str, by: str = "o") -> engine.PlanAdoption:
    return engine.PlanAdoption(by, name(key))


def world(*objects: Any, on: date = TODAY) -> engine.Snapshot:
    """A snapshot of the objects, and of the usual frameworks unless the objects have their own."""
    given = {(type(o), getattr(o, "name", None) or getattr(o, "framework", None)) for o in objects}
    usual = [
        u for u in _USUAL if (type(u), getattr(u, "name", None) or getattr(u, "framework", None)) not in given
    ]
    fields: dict[str, tuple[Any, ...]] = {}
    for thing in (*usual, *objects):
        field = _FIELDS[type(thing)]
        fields[field] = (*fields.get(field, ()), thing)
    return engine.Snapshot(organisation="o", date=on, **fields)


def goal_report(about: str, *objects: Any, on: date = TODAY) -> engine.GoalReport:
    """What the report of a world says of one goal."""
    made = engine.report(world(*objects, on=on))
    return next(found for found in made.goals if found.name == goal_name(about))


def plan_report(key: str, *objects: Any, on: date = TODAY) -> engine.PlanReport:
    """What the report of a world says of one plan."""
    made = engine.report(world(*objects, on=on))
    return next(found for found in made.plans if found.name == name(key))


def goals_in_scope(*objects: Any, on: date = TODAY) -> set[str]:
    return {found.name for found in engine.report(world(*objects, on=on)).goals}


def findings(code: str, *objects: Any, on: date = TODAY) -> list[engine.Finding]:
    """The findings of one code in the report of a world."""
    return [found for found in engine.report(world(*objects, on=on)).findings if found.code == code]


def subjects(code: str, *objects: Any, on: date = TODAY) -> list[tuple[str, ...]]:
    """The names of the subjects of those findings."""
    return [tuple(s.name for s in found.subjects) for found in findings(code, *objects, on=on)]
