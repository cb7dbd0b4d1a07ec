"""What flows through plans and through measures have in common: nodes, bands, and what plans hand over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.asking import Asking, ask
from core.prepared import Filled
from core.templatetags.ui import money
from goals.models import Goal
from pages.flow.drawing import Band, Node, Picture, PlacedNode, drawn
from pages.flow.nodes import (
    BROKEN,
    COMPREHENSIVE,
    GOAL,
    MONEY,
    MONEY_WORDS,
    MOST_PLANS,
    PAID,
    PLAN,
    FlowNode,
    FlowRow,
    What,
    Whole,
    money_of,
    rest_key,
    rest_node,
    whole_of,
)
from pages.flow.reading import named_plans
from pages.guards import Viewer
from pages.naming import Names
from pages.things import Thing, goal_thing, plan_thing
from planning.models import Measure, Plan, PlanType

#: The picture is no taller than so many strengths in a column.
TALLEST = 64
COLUMNS: tuple[Promise, ...] = (
    gettext_lazy("Goals"),
    gettext_lazy("Plans"),
    gettext_lazy("The comprehensive plan"),
    gettext_lazy("Measures"),
    gettext_lazy("Money"),
)
NO_GOAL = "none:goal"
FAMILIES = (PlanType.Family.COMPREHENSIVE, PlanType.Family.COMPREHENSIVE_PART)
#: Between two plans the number of positions that one hands over to the other.
Handed = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class ItemFlow:
    """The flow through a plan or a measure, as a picture and as a table.

    `goals` are supported by it, and `alone` those that no other plan in effect pulls the way of; `measures`
    are tied to it.
    """

    thing: Thing
    picture: Picture
    nodes: list[tuple[FlowNode, PlacedNode]]
    rows: list[FlowRow]
    columns: tuple[tuple[Promise, float], ...]
    alone: list[Thing]
    goals: int
    measures: int
    whole: Whole | None


@dataclass
class Flow:
    """Nodes and bands of the chain of a thing (`named`), in the order in which they are found.

    `what` asks for all of that sort, a page (`number`) of a table; else the largest of each are drawn.
    """

    viewer: Viewer
    named: Thing
    what: What | None
    number: str | None
    key: str = ""
    nodes: dict[str, FlowNode] = field(default_factory=dict)
    weights: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    alone: list[Thing] = field(default_factory=list)
    goals: int = 0
    measures: int = 0

    def __post_init__(self) -> None:
        self.organisation = self.viewer.organisation
        self.names = Names(self.organisation)

    def page(self) -> ItemFlow:
        """What has been found, drawn."""
        nodes = sorted(self.nodes.values(), key=lambda node: node.column)
        bands = self._bands()
        picture = drawn([Node(node.key, node.column) for node in nodes], bands, len(COLUMNS))
        ends = [
            (self.nodes[source], self.nodes[target], weight, tone)
            for (source, target, tone), weight in self.weights.items()
        ]
        return ItemFlow(
            thing=self.named,
            picture=picture,
            nodes=[(self.nodes[placed.key], placed) for placed in picture.nodes],
            rows=[FlowRow(source.thing, target.thing, weight, tone) for source, target, weight, tone in ends],
            columns=tuple(zip(COLUMNS, picture.columns, strict=True)),
            alone=self.alone,
            goals=self.goals,
            measures=self.measures,
            whole=whole_of(ends, self.key, self.what, self.number) if self.what else None,
        )

    def _bands(self) -> list[Band]:
        """The bands, thinner by the same measure where the picture would be too tall."""
        sums: dict[tuple[int, bool], int] = defaultdict(int)
        for (source, target, _tone), weight in self.weights.items():
            sums[self.nodes[source].column, True] += weight
            sums[self.nodes[target].column, False] += weight
        share = min(1.0, TALLEST / max(sums.values(), default=1))
        return [
            Band(source, target, max(1, ceil(weight * share)), tone)
            for (source, target, tone), weight in self.weights.items()
        ]

    # What is drawn -----------------------------------------------------------------------------------

    def add(self, node: FlowNode) -> str:
        """The key of a node that is in the picture now, if it was not before."""
        self.nodes.setdefault(node.key, node)
        return node.key

    def rest(self, what: What, number: int, column: int, *, is_broken: bool = False) -> str:
        """The node of so many more than are drawn."""
        if (key := rest_key(what, column, is_broken=is_broken)) in self.nodes:
            return key
        return self.add(rest_node(f"{self.named.url}kedja/", what, number, column, is_broken=is_broken))

    def most(self, what: What, most: int) -> int | None:
        """How many of a sort are drawn; None for all."""
        return None if self.what == what else most

    def plan(self, plan: Plan) -> str:
        """The node of a plan."""
        if (key := f"plan:{plan.pk}") in self.nodes:
            return key
        column = COMPREHENSIVE if plan.pk in self.comprehensive else PLAN
        return self.add(FlowNode(key, column, plan_thing(self.organisation, plan)))

    def goal(self, goal: Goal) -> str:
        """The node of a goal."""
        return self.add(FlowNode(f"goal:{goal.pk}", GOAL, goal_thing(self.organisation, goal)))

    def paid(self, key: str, measure: Measure, weight: int, *, with_cost: bool = False) -> None:
        """From a measure to how it is paid for."""
        kind = money_of(measure)
        words = str(MONEY_WORDS[kind])
        if with_cost and measure.cost is not None:
            words = f"{words}: {money(measure.cost, self.organisation.country)}"
        tone = "" if kind == PAID else BROKEN
        self.add(FlowNode(kind, MONEY, Thing(words), tone))
        self.weights[key, kind, tone] += weight

    def no_goal(self, target: str) -> None:
        """What is for no goal breaks off to its left."""
        self.add(FlowNode(NO_GOAL, GOAL, Thing(_("No goal that you can see")), BROKEN))
        self.weights[NO_GOAL, target, BROKEN] += 1

    # What is read ------------------------------------------------------------------------------------

    def plans_asked(self, wanted: Iterable[int]) -> Asking[None]:
        """Names those of the plans that the viewer is shown, and which of them are comprehensive plans."""
        found = yield from ask(named_plans(self.viewer, wanted=set(wanted)))
        self.names.know(*found)
        self.plans = {plan.pk: plan for plan in found}
        self.comprehensive = {pk for pk, plan in self.plans.items() if plan.type.family in FAMILIES}

    def handed_over_asked(self, handed: Filled[tuple[int, int, int]]) -> Asking[Handed]:
        """Between which plans how many positions are handed over, of what is asked for."""
        return {(source, target): number for source, target, number in (yield from ask(handed))}

    def most_handed(self, handed: Handed) -> set[int]:
        """The plans between which most is handed over."""
        ranked = sorted(handed, key=lambda pair: (-handed[pair], pair))
        return {plan for pair in ranked[: self.most(What.PLANS, MOST_PLANS)] for plan in pair}

    def carry(self, handed: Handed) -> None:
        """Draws the hand-overs between the plans that are named; those from and to others together."""
        sources = {source for source, _target in handed} - self.plans.keys()
        targets = {target for _source, target in handed} - self.plans.keys()
        for (source, target), number in handed.items():
            leaves = self.plan(self.plans[source]) if source in self.plans else ""
            arrives = self.plan(self.plans[target]) if target in self.plans else ""
            if leaves or arrives:
                leaves = leaves or self.rest(What.PLANS, len(sources), PLAN)
                arrives = arrives or self.rest(What.PLANS, len(targets), COMPREHENSIVE)
                self.weights[leaves, arrives, ""] += number
