"""The content of a random package: goals, indicators, plans and what plans consist of."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import TypeVar

from tests.oracle.world import Document

Choice = TypeVar("Choice")

PROPOSED = ("idea", "commissioned", "drafting", "consultation", "reworking", "review")
OTHER_FAMILIES = ("vision", "budget", "strategy", "programme", "plan", "policy", "operational_plan")
LISTS = (
    "units", "frameworks", "adoptions", "goals", "goal_links", "indicators", "targets", "observations",
    "plan_types", "plans", "plan_adoptions", "sections", "positions", "measures", "contributions",
    "plan_links", "position_links", "conflicts",
)  # fmt: skip
#: What a front page says that no rule of the report looks at.
FRONT = {
    "case_number": "KS 2026/7", "applies_to": "Alla nämnder", "responsible_role": "Chef",
    "revision_role": "Strateg", "next_check_on": "2026-12-01",
}  # fmt: skip


class Draft:
    """One organisation's package while it is being written."""

    def __init__(self, rng: random.Random, on: dt.date, key: str, kind: str, parent: str | None) -> None:
        self.rng = rng
        self.on = on
        self.key = key
        self.adopted_frameworks: list[tuple[Draft, str]] = []
        self.adopted_plans: list[tuple[Draft, str]] = []
        organisation = {"key": key, "name": key.upper(), "kind": kind, "country": "SE", "parent": parent}
        self.package: Document = {"format": "samplan-package", "version": 1, "organisation": organisation}
        self.package |= {name: [] for name in LISTS}
        self.package["units"] = [{"key": "ks", "name": "Kommunstyrelsen", "kind": "board"}]

    # Chance

    def chance(self, probability: float) -> bool:
        """Whether it happens this time."""
        return self.rng.random() < probability

    def weighted(self, choices: dict[Choice, int]) -> Choice:
        """One of the choices by their weights."""
        return self.rng.choices(list(choices), list(choices.values()))[0]

    def day(self, *offsets: int) -> str:
        """A day so many days from D, one of those given."""
        return (self.on + dt.timedelta(days=self.rng.choice(offsets))).isoformat()

    def optional(self, **fields: object) -> Document:
        """The fields that are not None; sometimes one of the others as null, which means the same."""
        return {name: value for name, value in fields.items() if value is not None or self.chance(0.1)}

    def given(self, **fields: object) -> Document:
        """The fields that are not None: for those that have a default and no null."""
        return {name: value for name, value in fields.items() if value is not None}

    def span(self, probability: float) -> tuple[str | None, str | None]:
        """Validity around D: each end open or not, the first not after the last."""
        start = self.day(-900, -400, -1, 0, 1, 200) if self.chance(probability) else None
        end = self.day(-300, -1, 0, 1, 500) if self.chance(probability) else None
        return (None, end) if start and end and start > end else (start, end)

    # Goals and indicators

    def write_frameworks(self, frameworks: int, goals: int) -> None:
        """Frameworks with trees of goals; an international one grows deep."""
        for number in range(1, frameworks + 1):
            framework = {"key": f"f{number}", "title": f"Framework {number}", "level": self.level()}
            self.package["frameworks"].append(framework | self.given(tracked_depth=self.depth()))
        keys = [f"f{number}" for number in range(1, frameworks + 1)]
        for number in range(1, goals + 1):
            self.package["goals"].append(self.goal(f"g{number}", self.rng.choice(keys)))
        self.write_superseded()

    def level(self) -> str:
        """The level of the organisation's frameworks."""
        kind: str = self.package["organisation"]["kind"]
        return {"region": "regional", "municipality": "municipal"}.get(kind, kind)

    def depth(self) -> int | None:
        """A tracked depth; absent means 1."""
        return self.weighted({None: 2, 1: 2, 2: 3, 3: 2})

    def goal(self, key: str, framework: str) -> Document:
        """A goal, under one already there or a root."""
        if self.chance(0.1):
            key += "/x"
        above = [row["key"] for row in self.package["goals"] if row["framework"] == framework]
        has_parent = bool(above) and self.chance(0.7)
        parent = self.rng.choice(above[-3:]) if has_parent else None
        start, end = self.span(0.15)
        fields = self.optional(
            parent=parent,
            valid_from=start,
            valid_to=end,
            unit=self.weighted({None: 1, "ks": 1}),
        ) | self.given(scope=self.weighted({None: 2, "society": 2, "organisation": 1}))
        return {"key": key, "framework": framework, "title": f"Goal {key}"} | fields

    def write_superseded(self) -> None:
        """Some goals are superseded, always by a later one, so that chains arise but no loops."""
        goals = self.package["goals"]
        for place, row in enumerate(goals[:-1]):
            if self.chance(0.12):
                later = self.rng.choice(goals[place + 1 :])
                row["superseded_by"] = f"{later['framework']}/{later['key']}"

    def write_indicators(self, count: int) -> None:
        """Indicators of all directions and value types; few, so that targets meet."""
        for number in range(1, count + 1):
            value_type = self.weighted({"number": 6, "stages": 1, "boolean": 1})
            indicator: Document = {
                "key": f"i{number}",
                "title": f"Indicator {number}",
                "unit": "procent",
                "direction": self.weighted({"up": 3, "down": 2, "level": 1}),
                "value_type": value_type,
                "source": "manual",
            }
            if value_type == "stages":
                indicator["stages"] = ["ingen utredning", "utredning klar", "genomfört"]
            age = self.weighted({None: 4, 1: 1, 2: 1, 5: 1})
            self.package["indicators"].append(indicator | self.given(max_age_years=age))

    # Plans

    def write_plans(self, count: int) -> None:
        """Plans of all phases; the first is comprehensive, the second often a part of it."""
        for number in range(1, count + 1):
            family = self.family(number)
            if family not in [row["key"] for row in self.package["plan_types"]]:
                row = {"key": family, "name": family, "family": family, "steering": "activating"}
                self.package["plan_types"].append(row)
            status = self.weighted(
                {"in_force": 6, "adopted": 4, self.rng.choice(PROPOSED): 6, "superseded": 1, "repealed": 1}
            )
            start, end = self.span(0.3)
            plan = {"key": f"p{number}", "title": f"Plan {number}", "type": family, "status": status}
            front = FRONT if number % 2 else {}
            self.package["plans"].append(plan | front | self.optional(valid_from=start, valid_to=end))
            if self.chance(0.3):
                self.write_section(f"p{number}")

    def family(self, number: int) -> str:
        """The family of the plan with this number."""
        if number == 1 or self.chance(0.08):
            return "comprehensive"
        if self.chance(0.6 if number == 2 else 0.08):
            return "comprehensive_part"
        return self.rng.choice(OTHER_FAMILIES)

    def write_section(self, plan: str) -> None:
        """A section of a plan."""
        number = len(self.package["sections"]) + 1
        self.package["sections"].append({"key": f"a{number}", "plan": plan, "heading": f"Section {number}"})

    def section(self, plan: str) -> str | None:
        """A section of the plan, if it has any."""
        keys: list[str] = [row["key"] for row in self.package["sections"] if row["plan"] == plan]
        return self.rng.choice(keys) if keys else None

    def write_positions(self, count: int) -> None:
        """Positions, active and withdrawn, of the organisation's plans."""
        plans = self.keys("plans")
        for number in range(1, count + 1):
            plan = self.rng.choice(plans)
            position = {"key": f"q{number}", "plan": plan, "statement": f"Position {number}"}
            fields = self.optional(
                section=self.section(plan),
                aspect=self.weighted({None: 2, "direction": 3, "use": 1, "consideration": 1}),
                expects_measures=self.weighted({None: 4, True: 1, False: 1}),
            ) | self.given(
                spatial=self.weighted({None: 2, True: 4, False: 1}),
                status=self.weighted({None: 3, "active": 3, "withdrawn": 1}),
            )
            self.package["positions"].append(position | fields)

    def write_measures(self, count: int) -> None:
        """Measures of every status and funding, with ends around D and around a year before it."""
        plans = self.keys("plans")
        for number in range(1, count + 1):
            plan = self.rng.choice(plans)
            measure = {"key": f"m{number}", "plan": plan, "title": f"Measure {number}"}
            measure["status"] = self.weighted(
                {"planned": 3, "ongoing": 4, "done": 3, "paused": 1, "cancelled": 1}
            )
            fields = self.optional(
                section=self.section(plan),
                unit=self.weighted({None: 1, "ks": 1}),
                start="2020-01-01" if self.chance(0.5) else None,
                end=self.end(),
            ) | self.given(
                funding=self.weighted(
                    {None: 1, "within_budget": 2, "decided": 2, "applied": 1, "unfunded": 1, "unknown": 1}
                ),
                statutory=self.weighted({None: 3, True: 1, False: 1}),
            )
            self.package["measures"].append(measure | fields)

    def end(self) -> str | None:
        """The end of a measure: open, around D, or around a year before D."""
        if self.chance(0.2):
            return None
        if self.chance(0.3):
            year_before = self.on.replace(year=self.on.year - 1)
            return (year_before + dt.timedelta(days=self.rng.choice((-1, 0, 1)))).isoformat()
        return self.day(-700, -30, -1, 0, 1, 30, 400)

    # Adoptions

    def adopt(self, other: "Draft", *, goals: float, plans: float) -> None:
        """Adopt frameworks, with exclusions, and plans of another with these probabilities."""
        for framework in other.keys("frameworks"):
            if self.chance(goals):
                self.adopted_frameworks.append((other, framework))
                self.package["adoptions"].append(self.adoption(other, framework))
        for plan in other.keys("plans"):
            if self.chance(plans):
                self.adopted_plans.append((other, plan))
                row = {"plan": f"{other.key}:{plan}"}
                adopted_on = self.day(-500, 0, 1) if self.chance(0.5) else None
                self.package["plan_adoptions"].append(row | self.optional(adopted_on=adopted_on))

    def adoption(self, other: "Draft", framework: str) -> Document:
        """An adoption of another's framework."""
        keys = [row["key"] for row in other.package["goals"] if row["framework"] == framework]
        row: Document = {"framework": f"{other.key}:{framework}"}
        if keys and self.chance(0.4):
            row["excluded"] = self.rng.sample(keys, self.rng.randint(1, min(2, len(keys))))
        depth = self.depth()
        return row if depth is None else row | {"tracked_depth": depth}

    # What is there to refer to

    def keys(self, kind: str) -> list[str]:
        """The keys of a list of the package."""
        return [row["key"] for row in self.package[kind]]

    def sources(self) -> list["Draft"]:
        """Those from whom anything is adopted: statements may be on all that is theirs, adopted or not."""
        adopted = [*self.adopted_frameworks, *self.adopted_plans]
        return list({other.key: other for other, _ in adopted}.values())

    def goal_references(self) -> list[str]:
        """The goals of the organisation and of its sources."""
        references = [f"{row['framework']}/{row['key']}" for row in self.package["goals"]]
        for other in self.sources():
            references += [f"{other.key}:{row['framework']}/{row['key']}" for row in other.package["goals"]]
        return references

    def plan_references(self) -> list[str]:
        """The plans of the organisation and of its sources."""
        return self.keys("plans") + self.plans_of_others()

    def plans_of_others(self) -> list[str]:
        """The plans of the sources."""
        return [f"{other.key}:{plan}" for other in self.sources() for plan in other.keys("plans")]

    def references(self, kind: str) -> list[tuple[str, Document, Document]]:
        """The positions or measures of those plans: reference, object and its plan."""
        found = [(row["key"], row, self.plan(row["plan"])) for row in self.package[kind]]
        for other in self.sources():
            rows = other.package[kind]
            found += [(f"{other.key}:{row['key']}", row, other.plan(row["plan"])) for row in rows]
        return found

    def plan(self, key: str) -> Document:
        """A plan of the package."""
        return next(row for row in self.package["plans"] if row["key"] == key)

    def some(self, choices: Sequence[Choice], most: int) -> list[Choice]:
        """From none to so many different ones of the choices."""
        return self.rng.sample(list(choices), self.rng.randint(0, min(most, len(choices))))
