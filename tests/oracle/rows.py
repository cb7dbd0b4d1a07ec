"""Packages of a few lines for the tests: rows with what a rule needs and no more."""

import datetime as dt
from typing import Any, TypeAlias

from tests.oracle.reckoning import reckon

Rows: TypeAlias = list[dict[str, Any]]

ON = dt.date(2026, 6, 1)


def package(key: str, **lists: Rows) -> dict[str, Any]:
    """A package with one framework `f`."""
    frameworks = [{"key": "f", "title": "F", "level": "municipal", "tracked_depth": 1}]
    families = ("comprehensive", "strategy")
    types = [{"key": f, "name": f, "family": f, "steering": "activating"} for f in families]
    start = {"organisation": {"key": key}, "frameworks": frameworks, "plan_types": types}
    return start | lists


def report(*packages: dict[str, Any]) -> dict[str, Any]:
    """The report of `o`."""
    return reckon(list(packages), "o", ON)


def goals(*keys: str, **parents: str) -> Rows:
    """Goals of framework `f`: roots, and children with their parents."""
    roots: Rows = [{"key": key, "framework": "f", "title": key} for key in keys]
    return roots + [{"key": k, "framework": "f", "title": k, "parent": p} for k, p in parents.items()]


def plan(key: str, status: str = "in_force", family: str = "strategy", **fields: object) -> dict[str, Any]:
    """A plan."""
    return {"key": key, "title": key, "type": family, "status": status} | fields


def position(key: str, plan: str = "p", **fields: object) -> dict[str, Any]:
    """A position."""
    return {"key": key, "plan": plan, "statement": key} | fields


def measure(key: str, plan: str = "p", status: str = "ongoing", **fields: object) -> dict[str, Any]:
    """A measure."""
    return {"key": key, "plan": plan, "title": key, "status": status} | fields


def says(item: str, goal: str, strength: int) -> dict[str, Any]:
    """A contribution."""
    return {"item": item, "goal": goal, "strength": strength}


def feeds(source: str, target: str, strength: int) -> dict[str, Any]:
    """A goal link `contributes`."""
    key = f"{source}-{target}"
    return {"key": key, "source": source, "target": target, "relation": "contributes", "strength": strength}


def carried(source: str, target: str, state: str) -> dict[str, Any]:
    """A position link `carried_into`."""
    return {"source": source, "target": target, "relation": "carried_into", "state": state}


def codes(result: dict[str, Any]) -> set[str]:
    """The codes of the findings."""
    return {finding[0] for finding in result["findings"]}


def subjects(result: dict[str, Any], code: str) -> list[list[str]]:
    """Severity, who decides and subjects of the findings with a code."""
    return [finding[1:] for finding in result["findings"] if finding[0] == code]
