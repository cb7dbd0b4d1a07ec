"""The flow of a goal: from the goal over plans and the comprehensive plan to measures and money.

What flows is strength: what the items of a plan, in effect and as the latest report has them, bring the
goal. Where it ends before measures or money, the chain is broken, and that is drawn too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment.models import GoalAlignment
from core.asking import Asking, answered, ask, ask_first, beside
from core.functions import AmongRows
from core.prepared import written_once
from goals.models import Goal
from pages.flow.drawing import Band, Node, Picture, PlacedNode, drawn
from pages.flow.nodes import (
    AGAINST,
    BROKEN,
    COMPREHENSIVE,
    GOAL,
    MEASURE,
    MONEY,
    MONEY_WORDS,
    MOST_MEASURES,
    MOST_PLANS,
    NO_MEASURE,
    PAID,
    PLAN,
    REST,
    Ends,
    FlowNode,
    FlowRow,
    What,
    Whole,
    money_of,
    rest_node,
    whole_of,
)
from pages.goals.selectors.items import Line, lines_asked
from pages.goals.selectors.taken_up import TakenUp, broken_stages, taken_up_asked
from pages.guards import Viewer
from pages.naming import Names, parts_alone, plans_alone
from pages.references import keys_of, reference_of
from pages.reports import goal_alignments
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Measure, Plan, PlanType, Position

COLUMNS: tuple[Promise, ...] = (
    _("The goal"),
    _("Plans"),
    _("The comprehensive plan"),
    _("Measures"),
    _("Money"),
)
NO_PLAN = "none:plan"


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A goal's flow as a picture and as a table; `alignment` is None outside the report.

    `breaks`: where its chain is broken; `taken_up`: what the planning strategies do about it.
    """

    goal: Goal
    thing: Thing
    alignment: GoalAlignment | None
    picture: Picture
    nodes: list[tuple[FlowNode, PlacedNode]]
    rows: list[FlowRow]
    columns: tuple[tuple[Promise, float], ...]
    breaks: list[str]
    taken_up: list[TakenUp]
    whole: Whole | None


def flow_page(viewer: Viewer, goal: Goal, what: What | None = None, number: str | None = None) -> FlowPage:
    """The page of a goal as `goal_seen` has it. At most five queries.

    With `what` a page of the table of all of that sort instead of the picture.
    """
    return answered(flow_page_asked(viewer, goal, what, number))


def flow_page_asked(
    viewer: Viewer, goal: Goal, what: What | None = None, number: str | None = None
) -> Asking[FlowPage]:
    """The same, asked for."""
    (alignment, flow), taken_up = yield from beside(
        flow_asked(viewer, Names(viewer.organisation), goal, is_whole=what is not None),
        taken_up_asked(viewer, goal),
    )
    nodes = sorted(flow.nodes.values(), key=lambda node: (node.column, flow.order[node.key]))
    picture = drawn([Node(node.key, node.column) for node in nodes], flow.bands, len(COLUMNS))
    return FlowPage(
        goal=goal,
        thing=goal_thing(viewer.organisation, goal),
        alignment=alignment,
        picture=picture,
        nodes=[(flow.nodes[placed.key], placed) for placed in picture.nodes],
        rows=[
            FlowRow(flow.nodes[b.source].thing, flow.nodes[b.target].thing, b.weight, b.tone)
            for b in flow.bands
        ],
        columns=tuple(zip(COLUMNS, picture.columns, strict=True)),
        breaks=broken_stages(alignment),
        taken_up=taken_up,
        whole=whole_of(flow.ends, "goal", what, number) if what else None,
    )


def flow_asked(
    viewer: Viewer, names: Names, goal: Goal, *, is_whole: bool
) -> Asking[tuple[GoalAlignment | None, "_Flow"]]:
    """The goal's place in the report, and what flows from it. Three steps."""
    rows = goal_alignments(viewer).filter(goal=goal).order_by("pk").defer("origins")
    alignment, _around = yield from beside(ask_first(rows), names.around_asked())
    lines = yield from lines_asked(alignment, viewer)
    flow = _Flow(viewer, names, goal, [line for line in lines if line.supporting or line.opposing], is_whole)
    yield from flow.read_asked()
    flow.draw()
    return alignment, flow


@written_once
def _positions(*, owners: list[int], keys: list[str]) -> QuerySet[Position]:
    return parts_alone(Position.objects.filter(AmongRows(organisation=owners, key=keys)).order_by())


@written_once
def _measures(*, owners: list[int], keys: list[str]) -> QuerySet[Measure]:
    rows = Measure.objects.filter(AmongRows(organisation=owners, key=keys)).order_by()
    return parts_alone(rows, "status", "funding")


@written_once
def _plans(*, owners: list[int], keys: list[str], carried: list[str], by: list[int]) -> QuerySet[Plan]:
    """The plans, and those of the positions that are carried out."""
    positions = Position.objects.filter(AmongRows(organisation=by, key=carried)).order_by()
    plans = Q(AmongRows(organisation=owners, key=keys)) | Q(pk__in=positions.values("plan"))
    return plans_alone(Plan.objects.filter(plans).order_by(), "type__family")


@dataclass
class _Flow:
    """Nodes and bands, in the order in which they are found: the strongest first; `is_whole`: all of them."""

    viewer: Viewer
    names: Names
    goal: Goal
    lines: Sequence[Line]
    is_whole: bool
    nodes: dict[str, FlowNode] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    weights: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))

    def draw(self) -> None:
        """Everything that runs from the goal to money, and where it ends before."""
        thing = goal_thing(self.viewer.organisation, self.goal)
        self.chain = f"{thing.url}kedja/"
        self._add(FlowNode("goal", GOAL, thing))
        self._plan_bands()
        self._measure_bands()
        self._breaks()

    @property
    def bands(self) -> list[Band]:
        """The bands, those of the same ends and tone together."""
        return [Band(source, target, weight, tone) for (source, target, tone), weight in self.weights.items()]

    @property
    def ends(self) -> Iterable[Ends]:
        """The same by their nodes."""
        for band in self.bands:
            yield self.nodes[band.source], self.nodes[band.target], band.weight, band.tone

    # What is read ------------------------------------------------------------------------------------

    def read_asked(self) -> Asking[None]:
        """The measures, the positions that they carry out, and the plans of both."""
        of_measures = [line for line in self.lines if line.kind == "measure"]
        carried = keys_of(self.names, {name for line in of_measures for name in line.taken_from})
        measuring = keys_of(self.names, {line.name for line in of_measures})
        plans = keys_of(self.names, {line.plan for line in self.lines})
        positions, measures, found = yield from beside(
            ask(_positions(owners=carried.owners, keys=carried.keys)),
            ask(_measures(owners=measuring.owners, keys=measuring.keys)),
            self.names.plans_asked(
                _plans(owners=plans.owners, keys=plans.keys, carried=carried.keys, by=carried.owners)
            ),
        )
        yield from self.names.name_parts_asked([*positions, *measures])
        self.positions = {reference_of(each): each for each in positions}
        self.measures = {reference_of(each): each for each in measures}
        self.plans = {reference_of(each): each for each in found}
        self.comprehensive = {
            name for name, plan in self.plans.items() if plan.type.family == PlanType.Family.COMPREHENSIVE
        }

    # What is drawn -----------------------------------------------------------------------------------

    def _add(self, node: FlowNode) -> str:
        if node.key not in self.nodes:
            self.order[node.key] = len(self.order)
            self.nodes[node.key] = node
        return node.key

    def _plan_bands(self) -> None:
        """From the goal to the plans that take it up, the strongest first; the weak ones are one node."""
        supporting, opposing = _sums(self.lines)
        ranked = sorted(
            supporting.keys() | opposing.keys(), key=lambda name: (-supporting[name] - opposing[name], name)
        )
        most = None if self.is_whole else MOST_PLANS
        self.shown = {name for name in ranked[:most] if name in self.plans}
        carried = self._carried()
        self.left = {
            name: bool(supporting[name]) and name not in carried
            for name in {*ranked, *(line.plan for line in self.lines)} - self.shown
        }
        for name in sorted(ranked, key=lambda name: (name not in self.shown, not self.left.get(name))):
            key = self._plan(name)
            if supporting[name]:
                self.weights["goal", key, ""] += supporting[name]
            if opposing[name]:
                self.weights["goal", key, AGAINST] += opposing[name]

    def _carried(self) -> set[str]:
        """The plans that a measure carries anything of out, also those that are not drawn."""
        found = set()
        for line in self._measure_lines():
            names = self._names_behind(line)
            found |= names if names & self.shown else names | {line.plan}
        return found

    def _plan(self, name: str) -> str:
        if name not in self.shown:
            is_broken = self.left[name]
            number = sum(each is is_broken for each in self.left.values())
            return self._add(rest_node(self.chain, What.PLANS, number, PLAN, is_broken=is_broken))
        column = COMPREHENSIVE if name in self.comprehensive else PLAN
        thing = plan_thing(self.viewer.organisation, self.plans[name])
        return self._add(FlowNode(f"plan:{name}", column, thing))

    def _measure_lines(self) -> Iterable[Line]:
        for line in self.lines:
            if line.kind == "measure" and line.supporting and line.name in self.measures:
                yield line

    def _measure_bands(self) -> None:
        """From plans to the measures that carry them out, and on to how these are paid for.

        What a measure takes from positions of its own plan and of others stands in lines apart.
        """
        of_measure: dict[str, list[Line]] = defaultdict(list)
        for line in self._measure_lines():
            of_measure[line.name].append(line)
        strength = {name: max(line.supporting for line in lines) for name, lines in of_measure.items()}
        # Of those that do as much, the ones that nobody pays for come first.
        paid = {name: money_of(self.measures[name]) == PAID for name in of_measure}
        ranked = sorted(of_measure, key=lambda name: (-strength[name], paid[name], name))
        most = len(ranked) if self.is_whole else MOST_MEASURES
        left = sorted(ranked[most:], key=paid.__getitem__)
        numbers = Counter(paid[name] for name in left)
        self.carried: set[str] = set()
        for place, name in enumerate([*ranked[:most], *left]):
            measure, is_paid = self.measures[name], paid[name]
            key = self._add(
                self._measure(name, measure)
                if place < most
                else rest_node(self.chain, What.MEASURES, numbers[is_paid], MEASURE, is_broken=not is_paid)
            )
            coming: dict[str, int] = defaultdict(int)
            for line in of_measure[name]:
                for plan in self._plans_behind(line):
                    coming[plan] = max(coming[plan], line.supporting)
            self.carried |= coming.keys()
            for plan, weight in coming.items():
                self.weights[plan, key, ""] += weight
            self._paid(key, self.measures[name], strength[name])

    def _plans_behind(self, line: Line) -> list[str]:
        """The plans whose positions the measure carries out, of those that are drawn; else its own."""
        drawn_ones = sorted(self._plan(name) for name in self._names_behind(line) & self.shown)
        return drawn_ones or [self._plan(line.plan)]

    def _names_behind(self, line: Line) -> set[str]:
        return {reference_of(self.positions[name].plan) for name in line.taken_from if name in self.positions}

    def _measure(self, name: str, measure: Measure) -> FlowNode:
        thing = part_thing(self.viewer.organisation, measure)
        return FlowNode(f"measure:{name}", MEASURE, thing, note=str(measure.get_status_display()))

    def _paid(self, key: str, measure: Measure, weight: int) -> None:
        money = money_of(measure)
        tone = "" if money == PAID else BROKEN
        self._add(FlowNode(money, MONEY, Thing(str(MONEY_WORDS[money])), tone))
        self.weights[key, money, tone] += weight

    def _breaks(self) -> None:
        """Where the chain ends too early: no plan at all, or plans that no measure carries out."""
        if not any(line.supporting for line in self.lines):
            self._add(FlowNode(NO_PLAN, PLAN, Thing(str(_("No plan in effect takes it up"))), BROKEN))
            self.weights["goal", NO_PLAN, BROKEN] += 1
        supported = {
            target: weight
            for (source, target, tone), weight in self.weights.items()
            if source == "goal" and not tone
        }
        whole = {key for key, node in self.nodes.items() if key.startswith(REST) and node.tone != BROKEN}
        for key, weight in supported.items():
            if key not in self.carried | whole | {NO_PLAN}:
                self._add(FlowNode(NO_MEASURE, MEASURE, Thing(str(_("No measure"))), BROKEN))
                self.weights[key, NO_MEASURE, BROKEN] += weight


def _sums(lines: Iterable[Line]) -> tuple[dict[str, int], dict[str, int]]:
    """Supporting and opposing strength by plan, as the numbers count it."""
    supporting: dict[str, int] = defaultdict(int)
    opposing: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.in_numbers:
            supporting[line.plan] += line.supporting
            opposing[line.plan] += line.opposing
    return supporting, opposing
