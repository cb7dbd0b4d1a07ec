"""Builds a snapshot straight from package documents (design/package.md): no database in between."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from alignment import engine

Document = dict[str, Any]

ROOT = Path(__file__).resolve().parents[3]


def read(path: str) -> Document:
    """A package of the repository, its numbers exact."""
    document: Document = json.loads((ROOT / path).read_text(encoding="utf-8"), parse_float=Decimal)
    return document


def snapshot_of(organisation: str, on: str, packages: Iterable[Document]) -> engine.Snapshot:
    """Everything that the packages hold, for one organisation's report of one day."""
    parts: dict[str, list[Any]] = {}
    for package in packages:
        for name, objects in _Package(package).parts().items():
            parts.setdefault(name, []).extend(objects)
    fields = {name: tuple(objects) for name, objects in parts.items()}
    return engine.Snapshot(organisation=organisation, date=date.fromisoformat(on), **fields)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


class _Package:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.organisation: str = document["organisation"]["key"]
        self.families = {t["key"]: t["family"] for t in document.get("plan_types", ())}

    def rows(self, name: str) -> list[Document]:
        return list(self.document.get(name, ()))

    def name(self, reference: str) -> str:
        return reference if ":" in reference else f"{self.organisation}:{reference}"

    def names(self, references: Iterable[str] | None) -> tuple[str, ...]:
        return tuple(self.name(reference) for reference in references or ())

    def optional(self, reference: str | None) -> str | None:
        return None if reference is None else self.name(reference)

    def parts(self) -> dict[str, list[Any]]:
        return {
            "frameworks": [self.framework(r) for r in self.rows("frameworks")],
            "framework_adoptions": [self.adoption(r) for r in self.rows("adoptions")],
            "goals": [self.goal(r) for r in self.rows("goals")],
            "goal_links": [self.goal_link(r) for r in self.rows("goal_links")],
            "indicators": [self.indicator(r) for r in self.rows("indicators")],
            "targets": [self.target(r) for r in self.rows("targets")],
            "observations": [self.observation(r) for r in self.rows("observations")],
            "plans": [self.plan(r) for r in self.rows("plans")],
            "plan_adoptions": [
                engine.PlanAdoption(self.organisation, self.name(r["plan"]))
                for r in self.rows("plan_adoptions")
            ],
            "positions": [self.position(r) for r in self.rows("positions")],
            "measures": [self.measure(r) for r in self.rows("measures")],
            "contributions": [self.contribution(r) for r in self.rows("contributions")],
            "plan_links": [self.plan_link(r) for r in self.rows("plan_links")],
            "position_links": [self.position_link(r) for r in self.rows("position_links")],
            "conflicts": [self.conflict(r) for r in self.rows("conflicts")],
        }

    def framework(self, row: Document) -> engine.Framework:
        depth = _or(row.get("tracked_depth"), 1)
        return engine.Framework(self.name(row["key"]), self.organisation, depth)

    def adoption(self, row: Document) -> engine.FrameworkAdoption:
        framework = self.name(row["framework"])
        excluded = frozenset(f"{framework}/{key}" for key in row.get("excluded") or ())
        depth = _or(row.get("tracked_depth"), 1)
        return engine.FrameworkAdoption(self.organisation, framework, excluded, depth)

    def goal(self, row: Document) -> engine.Goal:
        framework = self.name(row["framework"])
        return engine.Goal(
            name=f"{framework}/{row['key']}",
            framework=framework,
            parent=f"{framework}/{row['parent']}" if row.get("parent") else None,
            unit=row.get("unit"),
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
            superseded_by=self.optional(row.get("superseded_by")),
        )

    def goal_link(self, row: Document) -> engine.GoalLink:
        ends = (self.name(row["source"]), self.name(row["target"]))
        name = self.name(row["key"])
        return engine.GoalLink(name, self.organisation, *ends, row["relation"], row.get("strength"))

    def indicator(self, row: Document) -> engine.Indicator:
        name = self.name(row["key"])
        return engine.Indicator(name, self.organisation, row["direction"], row.get("max_age_years"))

    def target(self, row: Document) -> engine.Target:
        return engine.Target(
            name=self.name(row["key"]),
            recorded_by=self.organisation,
            goal=self.name(row["goal"]),
            indicator=self.name(row["indicator"]),
            year=row["year"],
            value=row.get("value"),
            scope=row.get("scope") or "society",
            baseline_year=row.get("baseline_year"),
            baseline_value=row.get("baseline_value"),
            desired=tuple(row["desired"]) if row.get("desired") else None,
            accepted=tuple(row["accepted"]) if row.get("accepted") else None,
        )

    def observation(self, row: Document) -> engine.Observation:
        return engine.Observation(
            recorded_by=self.organisation,
            organisation=row.get("organisation") or self.organisation,
            indicator=self.name(row["indicator"]),
            year=row["year"],
            value=row.get("value"),
            gender=row.get("gender") or "T",
            kind=row.get("kind") or "outcome",
        )

    def plan(self, row: Document) -> engine.Plan:
        return engine.Plan(
            name=self.name(row["key"]),
            owner=self.organisation,
            status=row["status"],
            family=self.families[row["type"]],
            unit=row.get("unit"),
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
            supersedes=self.names(row.get("supersedes")),
            framework=self.optional(row.get("framework")),
        )

    def position(self, row: Document) -> engine.Position:
        return engine.Position(
            name=self.name(row["key"]),
            plan=self.name(row["plan"]),
            spatial=bool(row.get("spatial")),
            aspect=row.get("aspect"),
            expects_measures=row.get("expects_measures"),
            status=row.get("status") or "active",
            unit=row.get("unit"),
        )

    def measure(self, row: Document) -> engine.Measure:
        return engine.Measure(
            name=self.name(row["key"]),
            plan=self.name(row["plan"]),
            status=row["status"],
            funding=row.get("funding") or "unknown",
            end=_day(row.get("end")),
            statutory=bool(row.get("statutory")),
            unit=row.get("unit"),
            implements=self.names(row.get("implements")),
        )

    def contribution(self, row: Document) -> engine.Contribution:
        kind, _, reference = row["item"].partition(":")
        item = engine.Reference(kind, self.name(reference))
        return engine.Contribution(self.organisation, item, self.name(row["goal"]), row["strength"])

    def plan_link(self, row: Document) -> engine.PlanLink:
        ends = (self.name(row["source"]), self.name(row["target"]))
        return engine.PlanLink(self.organisation, *ends, row["relation"])

    def position_link(self, row: Document) -> engine.PositionLink:
        target = row.get("target")
        ends = (self.name(row["source"]), self.name(target) if target else "")
        return engine.PositionLink(self.organisation, *ends, row["relation"], row.get("state"))

    def conflict(self, row: Document) -> engine.Conflict:
        return engine.Conflict(
            name=self.name(row["key"]),
            recorded_by=self.organisation,
            status=row["status"],
            goal=self.optional(row.get("goal")),
            plans=self.names(row.get("plans")),
            positions=self.names(row.get("positions")),
            unit=row.get("unit"),
        )
