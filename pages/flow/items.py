"""The flow through a plan or a measure: the goals that it is for, and what carries it out and pays for it.

To its left is what loses by it if it is changed or repealed, to its right what is done because of it. Of a
plan the goals are those of the latest report's matrix; all else is read as it is stated now. The viewer
sees the plans, measures and goals that they are shown elsewhere, and nothing of past plans.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alignment.selectors.latest import Cell, cell_rows
from core.asking import Asking, answered, ask, beside
from core.templatetags.ui import money
from goals.models import Goal
from pages.flow.drawing import Band, Node, Picture, PlacedNode, drawn
from pages.flow.selectors import (
    AGAINST,
    BROKEN,
    COMPREHENSIVE,
    GOAL,
    MEASURE,
    MONEY,
    MONEY_WORDS,
    MOST_MEASURES,
    NO_MEASURE,
    PAID,
    PLAN,
    REST,
    FlowNode,
    FlowRow,
    money_of,
)
from pages.guards import Viewer
from pages.naming import Names
from pages.reports import goal_alignments, reader
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Contribution, HandOver, Implementation, Measure, Plan, PlanType, Position
from planning.selectors.counted import Counted, counted_asked
from planning.selectors.plans import plans_shown

MOST_GOALS = 14
#: The picture is no taller than so many strengths in a column.
TALLEST = 64
COLUMNS: tuple[Promise, ...] = (
    gettext_lazy("Goals"),
    gettext_lazy("Plans"),
    gettext_lazy("The comprehensive plan"),
    gettext_lazy("Measures"),
    gettext_lazy("Money"),
)
#: Goal, position (none: the measure itself), strength, and who says so.
Statement = tuple[int, int | None, int, int]
NO_GOAL, NOT_CARRIED = "none:goal", "none:comprehensive"
WHOLE = (PlanType.Family.COMPREHENSIVE, PlanType.Family.COMPREHENSIVE_PART)


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


def item_flow(viewer: Viewer, item: Plan | Measure) -> ItemFlow:
    """The flow through an item that the viewer may see (with plan and organisation). At most four queries."""
    flow = _OfPlan(viewer, item) if isinstance(item, Plan) else _OfMeasure(viewer, item)
    answered(flow.asked())
    return flow.page(flow.thing())


@dataclass
class _Flow:
    """Nodes and bands, in the order in which they are found."""

    viewer: Viewer
    nodes: dict[str, FlowNode] = field(default_factory=dict)
    weights: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    alone: list[Thing] = field(default_factory=list)
    goals: int = 0
    measures: int = 0

    def __post_init__(self) -> None:
        self.organisation = self.viewer.organisation
        self.names = Names(self.organisation)

    def page(self, thing: Thing) -> ItemFlow:
        """What has been found of the thing, drawn."""
        nodes = sorted(self.nodes.values(), key=lambda node: node.column)
        bands = self._bands()
        picture = drawn([Node(node.key, node.column) for node in nodes], bands, len(COLUMNS))
        return ItemFlow(
            thing=thing,
            picture=picture,
            nodes=[(self.nodes[placed.key], placed) for placed in picture.nodes],
            rows=[
                FlowRow(self.nodes[source].thing, self.nodes[target].thing, weight, tone)
                for (source, target, tone), weight in self.weights.items()
            ],
            columns=tuple(zip(COLUMNS, picture.columns, strict=True)),
            alone=self.alone,
            goals=self.goals,
            measures=self.measures,
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

    def _add(self, key: str, column: int, thing: Thing, tone: str = "", note: str | Promise = "") -> str:
        self.nodes.setdefault(key, FlowNode(key, column, thing, tone, note))
        return key

    def _plan(self, plan: Plan) -> str:
        column = COMPREHENSIVE if plan.pk in self.comprehensive else PLAN
        return self._add(f"plan:{plan.pk}", column, plan_thing(self.organisation, plan))

    def _goal(self, goal: Goal) -> str:
        return self._add(f"goal:{goal.pk}", GOAL, goal_thing(self.organisation, goal))

    def _paid(self, key: str, measure: Measure, weight: int, *, with_cost: bool = False) -> None:
        kind = money_of(measure)
        words = str(MONEY_WORDS[kind])
        if with_cost and measure.cost is not None:
            words = f"{words}: {money(measure.cost, self.organisation.country)}"
        tone = "" if kind == PAID else BROKEN
        self._add(kind, MONEY, Thing(words), tone)
        self.weights[key, kind, tone] += weight

    def _no_goal(self, target: str) -> None:
        self._add(NO_GOAL, GOAL, Thing(_("No goal that you can see")), BROKEN)
        self.weights[NO_GOAL, target, BROKEN] += 1

    # What is read ------------------------------------------------------------------------------------

    def shown(self) -> QuerySet[Plan]:
        """The plans that the viewer is shown and that are not past."""
        plans = plans_shown(self.organisation, to_member=self.viewer.is_member)
        return plans.exclude(status__in=Plan.PAST)

    def plans_asked(self, wanted: Iterable[int]) -> Asking[None]:
        """Names those of the plans that the viewer is shown, and which of them are comprehensive plans."""
        rows = self.shown().filter(pk__in=set(wanted)).order_by("title", "pk")
        found = yield from self.names.plans_asked(rows, "type__family")
        self.plans = {plan.pk: plan for plan in found}
        self.comprehensive = {pk for pk, plan in self.plans.items() if plan.type.family in WHOLE}

    def handed_over_asked(self, ends: Q) -> Asking[list[tuple[int, int]]]:
        """Of accepted hand-overs the plans that they come from and lead to, once for each position."""
        counting = Q(recorded_by=self.organisation) | Q(recorded_by=F("source__organisation"))
        found = HandOver.objects.filter(ends, counting, state=HandOver.State.ACCEPTED)
        active = found.filter(
            source__status=Position.Status.ACTIVE, target__status=Position.Status.ACTIVE
        ).order_by()
        pairs = yield from ask(
            active.values_list("source_id", "source__plan_id", "target__plan_id").distinct()
        )
        return [(source, target or 0) for _position, source, target in pairs]

    def carry(self, handed: Iterable[tuple[int, int]]) -> None:
        """Draws the hand-overs between plans that the viewer is shown."""
        for source, target in handed:
            if source != target and source in self.plans and target in self.plans:
                self.weights[self._plan(self.plans[source]), self._plan(self.plans[target]), ""] += 1


@dataclass(frozen=True, slots=True)
class _Goals:
    """The goals that a plan bears on, strongest first, and those that only one plan in effect supports."""

    ranked: list[tuple[Goal, Cell]]
    alone: list[int]


class _OfPlan(_Flow):
    """The flow through a plan: strengths to its left, numbers of positions to its right."""

    def __init__(self, viewer: Viewer, plan: Plan) -> None:
        super().__init__(viewer)
        self.subject = plan

    def thing(self) -> Thing:
        """The plan."""
        return plan_thing(self.organisation, self.subject)

    def asked(self) -> Asking[None]:
        """Goals, hand-overs, measures and money, in three steps; then all is drawn."""
        subject = self.subject
        carried = Implementation.objects.filter(
            position__plan=subject, position__status=Position.Status.ACTIVE
        ).order_by()
        handed, found, measures, numbers, _around = yield from beside(
            self.handed_over_asked(Q(source__plan=subject) | Q(target__plan=subject)),
            self._goals_asked(),
            self._measures_asked(carried),
            counted_asked(subject, self.organisation),
            self.names.around_asked(),
        )
        yield from self.plans_asked({subject.pk, *(plan for pair in handed for plan in pair)})
        if subject.pk not in self.plans:  # a past plan has no part in any chain
            return
        self.key = self._plan(subject)
        self._goals(found)
        self.carry(handed)
        self._measures(*measures)
        self._breaks(numbers)

    def _goals_asked(self) -> Asking[_Goals]:
        read = yield from ask(cell_rows(reader(self.viewer), plans=[self.subject.pk]))
        bearing = {row["goal_id"]: Cell(**row) for row in read if row["support"] or row["opposition"]}
        ranked = sorted(bearing, key=lambda pk: (-bearing[pk].support - bearing[pk].opposition, pk))
        current = goal_alignments(self.viewer).filter(goal__in=ranked).order_by("goal_id")
        goals, numbers = yield from beside(
            self.names.goals_asked(Goal.objects.filter(pk__in=ranked).order_by()),
            ask(current.values_list("goal_id", "current")),
        )
        known = {goal.pk: goal for goal in goals}
        alone = [pk for pk, counts in numbers if counts["supporting_plans"] == 1]
        return _Goals([(known[pk], bearing[pk]) for pk in ranked if pk in known], alone)

    def _goals(self, found: _Goals) -> None:
        for number, (goal, cell) in enumerate(found.ranked):
            key = self._goal(goal) if number < MOST_GOALS else self._rest_of_goals()
            if cell.support:
                self.weights[key, self.key, ""] += cell.support
            if cell.opposition:
                self.weights[key, self.key, AGAINST] += cell.opposition
        if not found.ranked:
            self._no_goal(self.key)
        self.goals = sum(cell.support > 0 for _goal, cell in found.ranked)
        helped = {goal.pk: goal for goal, cell in found.ranked if cell.net > 0}
        if self.subject.status in Plan.IN_EFFECT:
            self.alone = [goal_thing(self.organisation, helped[pk]) for pk in found.alone if pk in helped]

    def _rest_of_goals(self) -> str:
        return self._add(f"{REST}:goal", GOAL, Thing(_("Other goals")))

    def _measures_asked(
        self, carried: QuerySet[Implementation]
    ) -> Asking[tuple[list[Measure], dict[int, int]]]:
        """The measures that carry out its positions, and its own that carry out none; how many each does."""
        live = Measure.objects.filter(Q(pk__in=carried.values("measure")) | Q(plan=self.subject))
        rows = live.filter(plan__in=self.shown()).exclude(status=Measure.Status.CANCELLED).order_by()
        measures, found = yield from beside(
            self.names.parts_asked(rows, "status", "funding"),
            ask(carried.values_list("measure_id", flat=True)),
        )
        counts: dict[int, int] = defaultdict(int)
        for measure in found:
            counts[measure] += 1
        return sorted(measures, key=lambda each: (-counts[each.pk], each.title, each.pk)), counts

    def _measures(self, found: list[Measure], counts: dict[int, int]) -> None:
        self.measures = len(found)
        for number, measure in enumerate(found):
            key = self._measure(measure, is_shown=number < MOST_MEASURES)
            weight = max(1, counts[measure.pk])
            self.weights[self.key, key, ""] += weight
            self._paid(key, measure, weight)

    def _measure(self, measure: Measure, *, is_shown: bool) -> str:
        if not is_shown:
            return self._add(f"{REST}:measure", MEASURE, Thing(_("Other measures")))
        thing = part_thing(self.organisation, measure)
        return self._add(f"measure:{measure.pk}", MEASURE, thing, note=str(measure.get_status_display()))

    def _breaks(self, numbers: Counted) -> None:
        """Where its chain ends: positions that are not carried further, or that nobody carries out."""
        left = len(numbers.spatial - numbers.spatial_carried)
        if left:
            self._add(NOT_CARRIED, COMPREHENSIVE, Thing(_("Not in the comprehensive plan")), BROKEN)
            self.weights[self.key, NOT_CARRIED, BROKEN] += left
        waiting = len(numbers.positions_expecting - numbers.positions_implemented)
        if waiting or (
            numbers.positions and not any(to.startswith("measure:") for _, to, _t in self.weights)
        ):
            self._add(NO_MEASURE, MEASURE, Thing(_("No measure")), BROKEN)
            self.weights[self.key, NO_MEASURE, BROKEN] += waiting or 1


class _OfMeasure(_Flow):
    """The flow through a measure: from the goals over the plans whose positions it carries out, to money."""

    def __init__(self, viewer: Viewer, measure: Measure) -> None:
        super().__init__(viewer)
        self.subject = measure

    def thing(self) -> Thing:
        """The measure."""
        return part_thing(self.organisation, self.subject)

    def asked(self) -> Asking[None]:
        """Plans, goals and money, in three steps; then all is drawn."""
        carried = Position.objects.filter(
            implementation_rows__measure=self.subject, status=Position.Status.ACTIVE
        ).order_by()
        ends = Q(source__in=carried.values("pk")) | Q(target__in=carried.values("pk"))
        positions, handed, _around = yield from beside(
            ask(carried.values_list("pk", "plan_id")), self.handed_over_asked(ends), self.names.around_asked()
        )
        own, plan_of = self.subject.plan_id, dict(positions)
        wanted = {own, *plan_of.values(), *(plan for pair in handed for plan in pair)}
        _plans, stated = yield from beside(self.plans_asked(wanted), ask(self._stated(plan_of)))
        if own not in self.plans or self.subject.status == Measure.Status.CANCELLED:
            return
        self.positions = {pk: plan for pk, plan in plan_of.items() if plan in self.plans}
        strengths = self._strengths(stated)
        rows = Goal.objects.filter(pk__in={goal for goal, _plan in strengths})
        visible = rows.filter(pk__in=goal_alignments(self.viewer).values("goal_id"))
        goals = yield from self.names.goals_asked(visible.order_by("framework", "code", "key"))
        thing, note = self.thing(), str(self.subject.get_status_display())
        self.key = self._add(f"measure:{self.subject.pk}", MEASURE, thing, note=note)
        self._goals(strengths, goals)
        self.carry(handed)
        self._own_plans()
        total = sum(weight for (_from, to, _tone), weight in self.weights.items() if to == self.key)
        self._paid(self.key, self.subject, total, with_cost=True)

    def _goals(self, strengths: dict[tuple[int, int], list[int]], visible: list[Goal]) -> None:
        """What it states for goals itself, and what it takes from the positions for the others."""
        helped = {goal for (goal, _plan), found in strengths.items() if max(found, default=0) > 0}
        self.goals = len(helped & {goal.pk for goal in visible})
        for goal in visible:
            for plan in [plan for about, plan in strengths if about == goal.pk]:
                for strength in strengths[goal.pk, plan]:
                    tone, weight = (AGAINST, -strength) if strength < 0 else ("", strength)
                    through = self._plan(self.plans[plan])
                    self.weights[self._goal(goal), through, tone] += weight
                    self.weights[through, self.key, tone] += weight

    def _stated(self, positions: Iterable[int]) -> QuerySet[Contribution, Statement]:
        """What it and the positions state for goals, and who says so."""
        found = Contribution.objects.filter(Q(measure=self.subject) | Q(position__in=list(positions)))
        return found.order_by("pk").values_list("goal_id", "position_id", "strength", "recorded_by_id")

    def _strengths(self, stated: Iterable[Statement]) -> dict[tuple[int, int], list[int]]:
        """By goal and the plan it comes through the greatest strengths for and against (rules, section 3)."""
        own, organisation = self.subject.plan_id, self.organisation.pk
        recorders = {organisation, *(plan.organisation_id for plan in self.plans.values())}
        rows = [row for row in stated if row[3] in recorders and (row[1] is None or row[1] in self.positions)]
        # The organisation's own word on an item and a goal prevails over the owner's.
        said: dict[tuple[int, int | None], int] = {}
        for goal, position, strength, _by in sorted(rows, key=lambda row: row[3] == organisation):
            said[goal, position] = strength
        direct = {goal for goal, position in said if position is None}
        through: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (goal, stating), strength in said.items():
            if stating is None or goal not in direct:
                through[goal, own if stating is None else self.positions[stating]].append(strength)
        return {place: [s for s in (max(0, *found), min(0, *found)) if s] for place, found in through.items()}

    def _own_plans(self) -> None:
        """The plans whose positions it carries out, else its own, also where they bring no goal anything."""
        reached = {source for source, target, _tone in self.weights if target == self.key}
        for pk in sorted(set(self.positions.values()) or {self.subject.plan_id}):
            key = self._plan(self.plans[pk])
            if key not in reached:
                self.weights[key, self.key, ""] += 1
        for plan in [key for key in self.nodes if key.startswith("plan:")]:
            coming = any(target == plan for _source, target, _tone in self.weights)
            if not coming and (plan, self.key, "") in self.weights:
                self._no_goal(plan)
