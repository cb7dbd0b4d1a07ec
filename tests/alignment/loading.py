"""Puts package documents (design/package.md) into the database, in bulk and without asking questions.

For tests of what happens after an import: what they load is valid. Several documents may refer to
each other in any order.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from goals import models as goals
from organisations.models import Organisation, Unit
from planning import models as planning

ROOT = Path(__file__).resolve().parents[2]
Document = dict[str, Any]


def read(path: str) -> Document:
    """A package of the repository, its numbers exact."""
    document: Document = json.loads((ROOT / path).read_text("utf-8"), parse_float=Decimal)
    return document


@transaction.atomic
def load(*documents: Document) -> dict[str, Organisation]:
    """Load the documents; the organisations by key."""
    loading = Loading(documents)
    loading.organisations()
    for step in (loading.load_goals, loading.plans, loading.items, loading.statements):
        step()
    return loading.known["organisation"]


class Loading:
    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self.known: dict[str, dict[str, Any]] = {}

    def rows(self, part: str) -> list[tuple[str, Document]]:
        return [(d["organisation"]["key"], row) for d in self.documents for row in d.get(part) or ()]

    def find(self, kind: str, owner: str, reference: str | None) -> Any:
        if reference is None:
            return None
        return self.known[kind][reference if ":" in reference else f"{owner}:{reference}"]

    def create(self, kind: str, model: Any, made: list[tuple[str, Any]]) -> None:
        model.objects.bulk_create([record for _, record in made], batch_size=2000)
        self.known.setdefault(kind, {}).update(made)

    def organisations(self) -> None:
        keys = [d["organisation"]["key"] for d in self.documents]
        self.known["organisation"] = {o.key: o for o in Organisation.objects.exclude(key__in=keys)}
        made = [
            Organisation(key=o["key"], slug=o["key"], name=o["name"], kind=o["kind"], is_public=True)
            for o in (d["organisation"] for d in self.documents)
        ]
        Organisation.objects.bulk_create(made)
        self.known["organisation"].update({o.key: o for o in made})
        units = [
            (
                f"{owner}:{r['key']}",
                Unit(organisation=self.organisation(owner), key=r["key"], name=r["name"], kind=r["kind"]),
            )
            for owner, r in self.rows("units")
        ]
        self.create("unit", Unit, units)

    def organisation(self, key: str) -> Organisation:
        found: Organisation = self.known["organisation"][key]
        return found

    # Goals

    def load_goals(self) -> None:
        self.create(
            "framework",
            goals.Framework,
            [
                (
                    f"{o}:{r['key']}",
                    goals.Framework(
                        organisation=self.organisation(o),
                        key=r["key"],
                        title=r["title"],
                        level=r["level"],
                        tracked_depth=r.get("tracked_depth") or 1,
                    ),
                )
                for o, r in self.rows("frameworks")
            ],
        )
        self.create(
            "goal",
            goals.Goal,
            [
                (
                    f"{o}:{r['framework']}/{r['key']}",
                    goals.Goal(
                        framework=self.find("framework", o, r["framework"]),
                        key=r["key"],
                        title=r["title"],
                        titles=r.get("titles") or {},
                        unit=self.find("unit", o, r.get("unit")),
                        valid_from=r.get("valid_from"),
                        valid_to=r.get("valid_to"),
                        scope=r.get("scope") or "society",
                    ),
                )
                for o, r in self.rows("goals")
            ],
        )
        changed = []
        for o, r in self.rows("goals"):
            goal = self.find("goal", o, f"{r['framework']}/{r['key']}")
            goal.parent = self.find("goal", o, r.get("parent") and f"{r['framework']}/{r['parent']}")
            goal.superseded_by = self.find("goal", o, r.get("superseded_by"))
            if goal.parent or goal.superseded_by:
                changed.append(goal)
        goals.Goal.objects.bulk_update(changed, ["parent", "superseded_by"], batch_size=2000)
        self.adoptions()
        self.create(
            "indicator",
            goals.Indicator,
            [
                (
                    f"{o}:{r['key']}",
                    goals.Indicator(
                        organisation=self.organisation(o),
                        key=r["key"],
                        title=r["title"],
                        direction=r.get("direction"),
                        value_type=r.get("value_type") or "number",
                        stages=r.get("stages") or [],
                        max_age_years=3 if r.get("max_age_years") is None else r["max_age_years"],
                    ),
                )
                for o, r in self.rows("indicators")
            ],
        )

    def adoptions(self) -> None:
        excluded = []
        for o, r in self.rows("adoptions"):
            framework = self.find("framework", o, r["framework"])
            adoption = goals.FrameworkAdoption.objects.create(
                organisation=self.organisation(o),
                framework=framework,
                tracked_depth=r.get("tracked_depth") or 1,
            )
            for key in dict.fromkeys(r.get("excluded") or ()):
                goal = self.known["goal"][f"{r['framework']}/{key}"]
                excluded.append(goals.AdoptionExclusion(adoption=adoption, goal=goal))
        goals.AdoptionExclusion.objects.bulk_create(excluded)

    # Plans

    def plans(self) -> None:
        self.create(
            "type",
            planning.PlanType,
            [
                (
                    f"{o}:{r['key']}",
                    planning.PlanType(
                        organisation=self.organisation(o), key=r["key"], name=r["name"], family=r["family"]
                    ),
                )
                for o, r in self.rows("plan_types")
            ],
        )
        self.create(
            "plan",
            planning.Plan,
            [
                (
                    f"{o}:{r['key']}",
                    planning.Plan(
                        organisation=self.organisation(o),
                        key=r["key"],
                        title=r["title"],
                        status=r["status"],
                        type=self.find("type", o, r["type"]),
                        unit=self.find("unit", o, r.get("unit")),
                        valid_from=r.get("valid_from"),
                        valid_to=r.get("valid_to"),
                        framework=self.find("framework", o, r.get("framework")),
                    ),
                )
                for o, r in self.rows("plans")
            ],
        )
        planning.PlanSupersession.objects.bulk_create(
            planning.PlanSupersession(
                plan=self.find("plan", o, r["key"]), superseded=self.find("plan", o, other)
            )
            for o, r in self.rows("plans")
            for other in dict.fromkeys(r.get("supersedes") or ())
        )
        planning.PlanAdoption.objects.bulk_create(
            planning.PlanAdoption(organisation=self.organisation(o), plan=self.find("plan", o, r["plan"]))
            for o, r in self.rows("plan_adoptions")
        )

    def items(self) -> None:
        self.create(
            "position",
            planning.Position,
            [
                (
                    f"{o}:{r['key']}",
                    planning.Position(
                        plan=self.find("plan", o, r["plan"]),
                        organisation=self.organisation(o),
                        key=r["key"],
                        statement=r["statement"],
                        spatial=bool(r.get("spatial")),
                        aspect=r.get("aspect"),
                        unit=self.find("unit", o, r.get("unit")),
                        status=r.get("status") or "active",
                        expects_measures=r.get("expects_measures"),
                    ),
                )
                for o, r in self.rows("positions")
            ],
        )
        self.create(
            "measure",
            planning.Measure,
            [
                (
                    f"{o}:{r['key']}",
                    planning.Measure(
                        plan=self.find("plan", o, r["plan"]),
                        organisation=self.organisation(o),
                        key=r["key"],
                        title=r["title"],
                        status=r["status"],
                        funding=r.get("funding") or "unknown",
                        end=r.get("end"),
                        statutory=bool(r.get("statutory")),
                        unit=self.find("unit", o, r.get("unit")),
                    ),
                )
                for o, r in self.rows("measures")
            ],
        )
        planning.Implementation.objects.bulk_create(
            [
                planning.Implementation(
                    measure=self.find("measure", o, r["key"]), position=self.find("position", o, p)
                )
                for o, r in self.rows("measures")
                for p in dict.fromkeys(r.get("implements") or ())
            ],
            batch_size=5000,
        )

    # Statements

    def statements(self) -> None:
        goals.GoalLink.objects.bulk_create(
            goals.GoalLink(
                recorded_by=self.organisation(o),
                key=r["key"],
                source=self.find("goal", o, r["source"]),
                target=self.find("goal", o, r["target"]),
                relation=r["relation"],
                strength=r.get("strength") or 2,
            )
            for o, r in self.rows("goal_links")
        )
        goals.Target.objects.bulk_create(self.target(o, r) for o, r in self.rows("targets"))
        goals.Observation.objects.bulk_create(
            goals.Observation(
                recorded_by=self.organisation(o),
                organisation=self.organisation(r.get("organisation") or o),
                indicator=self.find("indicator", o, r["indicator"]),
                year=r["year"],
                value=r.get("value"),
                gender=r.get("gender") or "T",
                kind=r.get("kind") or "outcome",
            )
            for o, r in self.rows("observations")
        )
        planning.Contribution.objects.bulk_create(
            [self.contribution(o, r) for o, r in self.rows("contributions")], batch_size=5000
        )
        self.links()
        for o, r in self.rows("conflicts"):
            self.conflict(o, r)

    def target(self, o: str, r: Document) -> goals.Target:
        return goals.Target(
            recorded_by=self.organisation(o),
            key=r["key"],
            goal=self.find("goal", o, r["goal"]),
            indicator=self.find("indicator", o, r["indicator"]),
            scope=r.get("scope") or "society",
            year=r["year"],
            value=r.get("value"),
            baseline_year=r.get("baseline_year"),
            baseline_value=r.get("baseline_value"),
            desired=self.band(r.get("desired")),
            accepted=self.band(r.get("accepted")),
        )

    def band(self, ends: list[Any] | None) -> Any:
        return None if ends is None else tuple(None if end is None else Decimal(str(end)) for end in ends)

    def contribution(self, o: str, r: Document) -> planning.Contribution:
        kind, _, reference = r["item"].partition(":")
        return planning.Contribution(
            recorded_by=self.organisation(o),
            goal=self.find("goal", o, r["goal"]),
            strength=r["strength"],
            **{kind: self.find(kind, o, reference)},
        )

    def links(self) -> None:
        planning.PlanLink.objects.bulk_create(
            planning.PlanLink(
                recorded_by=self.organisation(o),
                source=self.find("plan", o, r["source"]),
                target=self.find("plan", o, r["target"]),
                relation=r["relation"],
            )
            for o, r in self.rows("plan_links")
        )
        for o, r in self.rows("position_links"):
            kinds = {"source": "position", "target": "position", "target_plan": "plan"}
            ends = {end: self.find(kind, o, r[end]) for end, kind in kinds.items() if r.get(end)}
            if r["relation"] == "carried_into":
                state = r.get("state") or "accepted"
                planning.HandOver.objects.create(recorded_by=self.organisation(o), state=state, **ends)
            else:
                planning.PositionLink.objects.create(
                    recorded_by=self.organisation(o), relation=r["relation"], **ends
                )

    def conflict(self, o: str, r: Document) -> None:
        made = planning.Conflict.objects.create(
            organisation=self.organisation(o),
            key=r["key"],
            title=r["title"],
            status=r["status"],
            goal=self.find("goal", o, r.get("goal")),
            unit=self.find("unit", o, r.get("unit")),
        )
        for plan in dict.fromkeys(r.get("plans") or ()):
            made.plan_rows.create(plan=self.find("plan", o, plan))
        for position in dict.fromkeys(r.get("positions") or ()):
            made.position_rows.create(position=self.find("position", o, position))
