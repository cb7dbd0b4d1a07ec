"""What a random package states: implementations, targets, observations, contributions, links, conflicts."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from tests.oracle.drafting import Draft
from tests.oracle.world import COMPREHENSIVE_FAMILIES, Document

Pair: TypeAlias = tuple[str, str]

STRENGTHS = {3: 3, 2: 5, 1: 4, 0: 3, -1: 2, -2: 2, -3: 2}


class Statements:
    """Writes what one organisation records about its own objects and what is its sources'."""

    def __init__(self, draft: Draft, drafts: Sequence[Draft]) -> None:
        self.draft = draft
        self.rng = draft.rng
        self.package = draft.package
        self.year = draft.on.year
        self.drafts = list(drafts)
        self.goals = draft.goal_references()
        self.plans = draft.plan_references()
        self.positions = draft.references("positions")
        self.measures = draft.references("measures")

    # Between plans

    def write_supersessions(self) -> None:
        """Plans supersede others' plans and own ones written before them."""
        others = self.draft.plans_of_others()
        for place, row in enumerate(self.package["plans"]):
            earlier = [plan["key"] for plan in self.package["plans"][:place]]
            if self.draft.chance(0.35):
                row["supersedes"] = self.draft.some(earlier + others, 2)

    def write_implementations(self) -> None:
        """Measures implement positions of their own plan, of other own plans and of others' plans."""
        for row in self.package["measures"]:
            near = [name for name, position, _ in self.positions if position["plan"] == row["plan"]]
            everything = [name for name, _, _ in self.positions]
            chosen = self.draft.some(near, 2) if self.draft.chance(0.5) else []
            chosen += self.draft.some(everything, 2) if self.draft.chance(0.5) else []
            if chosen:
                row["implements"] = sorted(set(chosen))

    # Follow-up

    def indicators(self) -> list[tuple[str, Document]]:
        """The indicators that targets and observations are about: own ones and those of the sources."""
        found = [(row["key"], row) for row in self.package["indicators"]]
        for other in self.draft.sources():
            found += [(f"{other.key}:{row['key']}", row) for row in other.package["indicators"]]
        return found

    def value(self, indicator: Document) -> float:
        """A value of the indicator's type; halves, so that decimals are exact."""
        if indicator["value_type"] == "stages":
            return self.rng.randint(0, 2)
        if indicator["value_type"] == "boolean":
            return self.rng.randint(0, 1)
        return self.rng.choice([0, 5, 10, 20, self.rng.randint(0, 20), self.rng.randint(0, 40) / 2])

    def write_targets(self, count: int) -> None:
        """Targets of every kind, several for the same goal and indicator."""
        indicators = self.indicators()
        pairs = [(self.rng.choice(self.goals), self.rng.choice(indicators)) for _ in range(count // 2 + 1)]
        for number in range(1, count + 1):
            goal, (reference, indicator) = self.rng.choice(pairs)
            year = self.year + self.rng.choice([0, 0, -1, -1, self.rng.randint(-3, 4)])
            key = self.rng.choice(["t", "t", "t-", "t.", "t_"])
            target: Document = {"key": f"{key}{number}", "goal": goal, "indicator": reference, "year": year}
            target |= self.aim(indicator, year)
            scope = self.draft.weighted({None: 3, "society": 1, "organisation": 1})
            self.package["targets"].append(target if scope is None else target | {"scope": scope})

    def aim(self, indicator: Document, year: int) -> Document:
        """What a target aims at: a value, a path, a level to hold, half a baseline, or bands."""
        value = self.value(indicator)
        before = year - self.rng.choice([1, 1, 2, 4, 5, 10])
        kinds: dict[str, Callable[[], Document]] = {
            "plain": lambda: {"value": value},
            "path": lambda: {
                "value": value,
                "baseline_year": before,
                "baseline_value": self.value(indicator),
            },
            "level": lambda: {"value": value, "baseline_year": before, "baseline_value": value},
            "half_year": lambda: {"value": value, "baseline_year": before},
            "half_value": lambda: {"value": value, "baseline_value": self.value(indicator)},
            "bands": lambda: self.bands(indicator),
            "bands_and_path": lambda: {
                "value": value,
                "baseline_year": before,
                "baseline_value": self.value(indicator),
                **self.bands(indicator),
            },
        }
        weights = {"plain": 3, "path": 6, "level": 1, "half_year": 1, "half_value": 1}
        return kinds[self.draft.weighted(weights | {"bands": 2, "bands_and_path": 1})]()

    def bands(self, indicator: Document) -> Document:
        """Bands `desired`, `accepted` or both."""
        names = self.rng.choice([("desired",), ("accepted",), ("desired", "accepted")])
        return {name: self.band(indicator) for name in names}

    def band(self, indicator: Document) -> list[float | None]:
        """A closed band, or one with an open end."""
        lower, upper = sorted((self.value(indicator), self.value(indicator)))
        return self.rng.choice([[lower, upper], [lower, upper], [None, upper], [lower, None]])

    def write_observations(self) -> None:
        """Observations of the organisation, and of own indicators of the others."""
        for reference, indicator in self.indicators():
            is_own = ":" not in reference
            subjects = [self.draft.key]
            subjects += [other.key for other in self.drafts if is_own and other is not self.draft]
            for subject in subjects:
                if self.draft.chance(0.7):
                    self.write_series(reference, indicator, subject)

    def write_series(self, reference: str, indicator: Document, subject: str) -> None:
        """An indicator's observations for an organisation, from too old to after D."""
        density = self.rng.choice([0.1, 0.3, 0.5])
        years = range(self.year - 6, self.year + 2)
        for year, gender, kind in product(years, ("T", "K", "M"), ("outcome", "forecast")):
            if not self.draft.chance(density if (gender, kind) == ("T", "outcome") else 0.06):
                continue
            value = None if self.draft.chance(0.15) else self.observed(reference, indicator, year)
            row: Document = {"indicator": reference, "year": year, "value": value}
            if subject != self.draft.key or self.draft.chance(0.2):
                row["organisation"] = subject
            if gender != "T" or self.draft.chance(0.2):
                row["gender"] = gender
            if kind != "outcome" or self.draft.chance(0.2):
                row["kind"] = kind
            self.package["observations"].append(row)

    def observed(self, reference: str, indicator: Document, year: int) -> float:
        """What is observed: any value, or one at the edge of what a target's path allows in that year."""
        paths = [
            target
            for target in self.package["targets"]
            if target["indicator"] == reference
            and {"value", "baseline_year", "baseline_value"} <= target.keys()
        ]
        if indicator["value_type"] == "number" and paths and self.draft.chance(0.5):
            edge = self.edge(self.rng.choice(paths), year)
            if edge >= 0 and (edge * 4).denominator == 1:
                return float(edge)
        return self.value(indicator)

    def edge(self, target: Document, year: int) -> Fraction:
        """The expected value of the year less the tolerance, or somewhat beside it."""
        start, aim = Fraction(target["baseline_value"]), Fraction(target["value"])
        first, last = target["baseline_year"], target["year"]
        slack = Fraction(5, 100) * ((aim - start) or self.rng.choice([-aim, aim]))
        share = Fraction(year - first, last - first)
        part = self.rng.choice([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2)])
        return start + share * (aim - start) - slack * part

    # Contributions and links

    def write_contributions(self) -> None:
        """Contributions of own and others' items, one for an item and a goal; some plans get none."""
        silent = [plan for plan in self.plans if self.draft.chance(0.12)]
        for item, plan in self.items():
            is_said = plan not in silent and self.draft.chance(0.3 if item.startswith("plan:") else 0.6)
            for goal in self.draft.some(self.goals, 3) if is_said else []:
                strength = self.draft.weighted(STRENGTHS)
                row = {"item": item, "goal": goal, "strength": strength, "rationale": "Därför."}
                self.package["contributions"].append(row)

    def items(self) -> list[Pair]:
        """The items of own and others' plans, with a reference to their plan."""
        items = [(f"plan:{plan}", plan) for plan in self.plans]
        for kind, rows in (("position", self.positions), ("measure", self.measures)):
            for reference, row, _ in rows:
                owner = f"{reference.partition(':')[0]}:" if ":" in reference else ""
                items.append((f"{kind}:{reference}", f"{owner}{row['plan']}"))
        return items

    def pairs(self, sources: Iterable[str], targets: Iterable[str], count: int) -> list[Pair]:
        """Different pairs, at most so many, of two different objects."""
        pairs = [(a, b) for a, b in product(sources, targets) if a != b]
        return self.rng.sample(pairs, min(count, len(pairs)))

    def write_goal_links(self, count: int) -> None:
        """Goal links in all directions, loops and conflicts too."""
        for number, (source, target) in enumerate(self.pairs(self.goals, self.goals, count), 1):
            row: Document = {"key": f"l{number}", "source": source, "target": target, "rationale": "Därför."}
            row["relation"] = self.draft.weighted({"contributes": 5, "conflicts": 1})
            strength = self.draft.weighted({None: 1, 1: 1, 2: 1, 3: 1})
            self.package["goal_links"].append(row if strength is None else row | {"strength": strength})

    def write_plan_links(self, count: int) -> None:
        """Plan links of all relations, at times two between the same plans."""
        relations = ("based_on", "based_on", "details", "coordinates", "conflicts", "conflicts")
        for source, target in self.pairs(self.plans, self.plans, count):
            for relation in sorted(set(self.rng.choices(relations, k=self.rng.randint(1, 2)))):
                row = {"source": source, "target": target, "relation": relation, "rationale": "Därför."}
                self.package["plan_links"].append(row)

    def write_position_links(self, count: int) -> None:
        """Position links of all relations and states, several for a position."""
        everything = [name for name, _, _ in self.positions]
        comprehensive = [name for name, _, plan in self.positions if plan["type"] in COMPREHENSIVE_FAMILIES]
        spatial = [
            name for name, row, plan in self.positions if row.get("spatial") and name not in comprehensive
        ]
        sensible = self.pairs(spatial, comprehensive, count)
        others = self.pairs(everything, everything, count)
        backward = self.pairs(comprehensive, everything, count // 3)
        links = [(*pair, "carried_into") for pair in sensible]
        links += [(*pair, "implemented_by") for pair in backward]
        kinds = {"carried_into": 1, "implemented_by": 2, "supports": 1, "conflicts": 2}
        links += [(*pair, self.draft.weighted(kinds)) for pair in others]
        plan_of = {name: "".join(name.rpartition(":")[:2]) + plan["key"] for name, _, plan in self.positions}
        to_plans: set[Pair] = set()
        for source, target, relation in dict.fromkeys(links):
            row = {"source": source, "target": target, "relation": relation, "rationale": "Därför."}
            state = self.draft.weighted({None: 1, "accepted": 1, "offered": 1, "returned": 2})
            if relation == "carried_into" and state is not None:
                row["state"] = state
            is_open = relation == "carried_into" and state in {"offered", "returned"}
            if is_open and self.draft.chance(0.4):
                row["target_plan"] = plan_of[row.pop("target")]
                if (source, row["target_plan"]) in to_plans:
                    continue
                to_plans.add((source, row["target_plan"]))
            self.package["position_links"].append(row)

    def write_conflicts(self, count: int) -> None:
        """Conflicts in all statuses, many about what links say is in conflict."""
        names = [name for name, _, _ in self.positions]
        for number in range(1, count + 1):
            goal = self.rng.choice(self.goals) if self.draft.chance(0.5) else None
            plans = self.linked_pair("plan_links") or self.draft.some(self.plans, 2)
            positions = self.linked_pair("position_links") or self.draft.some(names, 2)
            status = self.draft.weighted({"identified": 1, "discussed": 1, "resolved": 2})
            row: Document = {"key": f"c{number}", "title": f"Conflict {number}", "status": status}
            row |= {"plans": plans, "positions": positions} | self.draft.optional(goal=goal)
            if not (goal or plans or positions):
                row["plans"] = [self.plans[0]]
            if status == "resolved":
                row |= {"resolution": "Avvägt.", "resolved_on": self.draft.day(-100, -1)}
                row |= {"decided_by": "Kommunfullmäktige", "considered": "Två andra lägen."}
            if status != "identified":
                row |= {"arguments_for": "Fler bostäder.", "arguments_against": "Mer trafik."}
            self.package["conflicts"].append(row)

    def linked_pair(self, kind: str) -> list[str]:
        """Now and then the two ends of a link `conflicts`."""
        links = [row for row in self.package[kind] if row["relation"] == "conflicts"]
        if not links or self.draft.chance(0.7):
            return []
        link = self.rng.choice(links)
        return [link["source"], link["target"]]
