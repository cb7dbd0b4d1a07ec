"""Packages of several organisations read into one world, with the defaults of package.md applied.

Objects are named `<organisation>:<key>`, goals `<organisation>:<framework>/<goal>`, items
`position:`, `measure:` or `plan:` and the object.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
Band: TypeAlias = tuple[Fraction | None, Fraction | None]

COMPREHENSIVE_FAMILIES = ("comprehensive", "comprehensive_part")


@dataclass(frozen=True)
class Adoption:
    """An organisation's adoption of another's framework (section 1)."""

    organisation: str
    framework: str
    excluded: tuple[str, ...]
    tracked_depth: int


@dataclass(frozen=True)
class Framework:
    """A set of goals of one organisation."""

    name: str
    organisation: str
    tracked_depth: int


@dataclass(frozen=True)
class Goal:
    """A goal in a framework's tree."""

    name: str
    organisation: str
    framework: str
    parent: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    is_superseded: bool


@dataclass(frozen=True)
class Indicator:
    """What targets and observations measure."""

    name: str
    organisation: str
    direction: str
    max_age_years: int


@dataclass(frozen=True)
class Target:
    """A value, or bands, of an indicator that a goal is to have in a year (section 6)."""

    name: str
    key: str
    recorder: str
    goal: str
    indicator: str
    scope: str
    year: int
    value: Fraction | None
    baseline_year: int | None
    baseline_value: Fraction | None
    desired: Band | None
    accepted: Band | None


@dataclass(frozen=True)
class Observation:
    """An indicator's value for an organisation in a year."""

    recorder: str
    indicator: str
    organisation: str
    year: int
    gender: str
    kind: str
    value: Fraction | None


@dataclass(frozen=True)
class Plan:
    """A plan of an organisation."""

    name: str
    organisation: str
    family: str
    status: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    supersedes: tuple[str, ...]

    @property
    def is_comprehensive(self) -> bool:
        """Section 1, comprehensive plans."""
        return self.family in COMPREHENSIVE_FAMILIES


@dataclass(frozen=True)
class Position:
    """A position (ställningstagande) of a plan."""

    name: str
    plan: str
    is_spatial: bool
    is_withdrawn: bool
    expects_measures: bool


@dataclass(frozen=True)
class Measure:
    """A measure (åtgärd) of a plan."""

    name: str
    plan: str
    status: str
    funding: str
    end: dt.date | None
    is_statutory: bool
    implements: tuple[str, ...]


@dataclass(frozen=True)
class Contribution:
    """How an item affects a goal, as an organisation has recorded it (section 3)."""

    recorder: str
    item: str
    goal: str
    strength: int


@dataclass(frozen=True)
class Link:
    """A goal, plan or position link; only goal links have a name and a strength."""

    recorder: str
    source: str
    target: str
    relation: str
    name: str = ""
    strength: int = 0
    state: str | None = None


@dataclass(frozen=True)
class Conflict:
    """A conflict that an organisation has registered."""

    name: str
    recorder: str
    goal: str | None
    plans: tuple[str, ...]
    positions: tuple[str, ...]
    status: str


@dataclass
class World:
    """Everything that the packages hold, by name where it has one."""

    frameworks: dict[str, Framework] = field(default_factory=dict)
    adoptions: list[Adoption] = field(default_factory=list)
    goals: dict[str, Goal] = field(default_factory=dict)
    goal_links: list[Link] = field(default_factory=list)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    plans: dict[str, Plan] = field(default_factory=dict)
    plan_adoptions: list[tuple[str, str]] = field(default_factory=list)
    positions: dict[str, Position] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    contributions: list[Contribution] = field(default_factory=list)
    plan_links: list[Link] = field(default_factory=list)
    position_links: list[Link] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def read_world(packages: list[Document]) -> World:
    """Read the packages; references become names."""
    world = World()
    for package in packages:
        reader = Reader(package)
        reader.read_goals(world)
        reader.read_follow_up(world)
        reader.read_plans(world)
        reader.read_statements(world)
    return world


class Reader:
    """Reads one package into the world."""

    def __init__(self, package: Document) -> None:
        self.package = package
        self.organisation: str = package["organisation"]["key"]

    def rows(self, kind: str) -> Iterator[Document]:
        """A list of the package, without the fields that are null: absent and null mean the same."""
        for row in self.package.get(kind) or []:
            yield {name: value for name, value in row.items() if value is not None}

    def name(self, reference: str) -> str:
        """The name of what a reference of this package leads to."""
        return reference if ":" in reference else f"{self.organisation}:{reference}"

    def names(self, row: Document, key: str) -> tuple[str, ...]:
        """The names of a list of references; an absent list is empty."""
        return tuple(self.name(reference) for reference in row.get(key, []))

    def item(self, reference: str) -> str:
        """The name of an item: its kind, then the object's name."""
        kind, _, rest = reference.partition(":")
        return f"{kind}:{self.name(rest)}"

    def read_goals(self, world: World) -> None:
        """Frameworks, adoptions and goals."""
        for row in self.rows("frameworks"):
            name = self.name(row["key"])
            world.frameworks[name] = Framework(name, self.organisation, row.get("tracked_depth", 1))
        for row in self.rows("adoptions"):
            framework = self.name(row["framework"])
            excluded = tuple(f"{framework}/{key}" for key in row.get("excluded", []))
            depth = row.get("tracked_depth", 1)
            world.adoptions.append(Adoption(self.organisation, framework, excluded, depth))
        for row in self.rows("goals"):
            framework = self.name(row["framework"])
            goal = Goal(
                name=f"{framework}/{row['key']}",
                organisation=self.organisation,
                framework=framework,
                parent=f"{framework}/{row['parent']}" if "parent" in row else None,
                valid_from=day(row.get("valid_from")),
                valid_to=day(row.get("valid_to")),
                is_superseded="superseded_by" in row,
            )
            world.goals[goal.name] = goal

    def read_follow_up(self, world: World) -> None:
        """Indicators, observations and targets."""
        for row in self.rows("indicators"):
            name = self.name(row["key"])
            age = row.get("max_age_years", 3)
            world.indicators[name] = Indicator(name, self.organisation, row.get("direction", "up"), age)
        for row in self.rows("observations"):
            observation = Observation(
                recorder=self.organisation,
                indicator=self.name(row["indicator"]),
                organisation=row.get("organisation", self.organisation),
                year=row["year"],
                gender=row.get("gender", "T"),
                kind=row.get("kind", "outcome"),
                value=number(row.get("value")),
            )
            world.observations.append(observation)
        for row in self.rows("targets"):
            world.targets.append(self.target(row))

    def target(self, row: Document) -> Target:
        """A target of the package."""
        return Target(
            name=self.name(row["key"]),
            key=row["key"],
            recorder=self.organisation,
            goal=self.name(row["goal"]),
            indicator=self.name(row["indicator"]),
            scope=row.get("scope", "society"),
            year=row["year"],
            value=number(row.get("value")),
            baseline_year=row.get("baseline_year"),
            baseline_value=number(row.get("baseline_value")),
            desired=band(row.get("desired")),
            accepted=band(row.get("accepted")),
        )

    def read_plans(self, world: World) -> None:
        """Plans, what they consist of, and adoptions of others' plans."""
        families = {row["key"]: row["family"] for row in self.rows("plan_types")}
        for row in self.rows("plans"):
            plan = Plan(
                name=self.name(row["key"]),
                organisation=self.organisation,
                family=families[row["type"]],
                status=row["status"],
                valid_from=day(row.get("valid_from")),
                valid_to=day(row.get("valid_to")),
                supersedes=self.names(row, "supersedes"),
            )
            world.plans[plan.name] = plan
        for row in self.rows("plan_adoptions"):
            world.plan_adoptions.append((self.organisation, self.name(row["plan"])))
        for row in self.rows("positions"):
            position = Position(
                name=self.name(row["key"]),
                plan=self.name(row["plan"]),
                is_spatial=row.get("spatial", False),
                is_withdrawn=row.get("status", "active") == "withdrawn",
                expects_measures=row.get("expects_measures", row.get("aspect") == "direction"),
            )
            world.positions[position.name] = position
        for row in self.rows("measures"):
            measure = self.measure(row)
            world.measures[measure.name] = measure

    def measure(self, row: Document) -> Measure:
        """A measure of the package."""
        return Measure(
            name=self.name(row["key"]),
            plan=self.name(row["plan"]),
            status=row["status"],
            funding=row.get("funding", "unknown"),
            end=day(row.get("end")),
            is_statutory=row.get("statutory", False),
            implements=self.names(row, "implements"),
        )

    def read_statements(self, world: World) -> None:
        """Contributions, links and conflicts; the package's organisation has recorded them."""
        for row in self.rows("contributions"):
            item, goal = self.item(row["item"]), self.name(row["goal"])
            world.contributions.append(Contribution(self.organisation, item, goal, row["strength"]))
        for row in self.rows("goal_links"):
            name, strength = self.name(row["key"]), row.get("strength", 2)
            world.goal_links.append(self.link(row, name=name, strength=strength))
        world.plan_links.extend(self.link(row) for row in self.rows("plan_links"))
        for row in self.rows("position_links"):
            default = "accepted" if row["relation"] == "carried_into" else None
            world.position_links.append(self.link(row, state=row.get("state", default)))
        for row in self.rows("conflicts"):
            conflict = Conflict(
                name=self.name(row["key"]),
                recorder=self.organisation,
                goal=self.name(row["goal"]) if "goal" in row else None,
                plans=self.names(row, "plans"),
                positions=self.names(row, "positions"),
                status=row["status"],
            )
            world.conflicts.append(conflict)

    def link(self, row: Document, *, name: str = "", strength: int = 0, state: str | None = None) -> Link:
        """A link of the package."""
        source, target = self.name(row["source"]), self.name(row.get("target") or row["target_plan"])
        return Link(self.organisation, source, target, row["relation"], name, strength, state)


def day(text: str | None) -> dt.date | None:
    """A date of the package."""
    return dt.date.fromisoformat(text) if text else None


def number(value: object) -> Fraction | None:
    """A number of the package, exactly as it is written."""
    return None if value is None else Fraction(str(value))


def band(ends: list[Any] | None) -> Band | None:
    """A band of a target; an end that is null is open."""
    return None if ends is None else (number(ends[0]), number(ends[1]))
