"""The flow through a plan or a measure: the goals that it is for, and what carries it out and pays for it.

To its left is what loses by it if it is changed or repealed, to its right what is done because of it. Of a
plan the goals are those of the latest report's matrix; all else is read as it is stated now. The viewer
sees the plans, measures and goals that they are shown elsewhere, and nothing of past plans.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alignment.selectors.latest import Cell, cell_rows
from core.asking import Asking, answered, ask, beside
from goals.models import Goal
from pages.flow.base import Flow, ItemFlow
from pages.flow.nodes import (
    AGAINST,
    BROKEN,
    COMPREHENSIVE,
    GOAL,
    MEASURE,
    MOST_GOALS,
    MOST_MEASURES,
    NO_MEASURE,
    PAID,
    FlowNode,
    What,
    money_of,
)
from pages.flow.reading import (
    carried,
    carried_out,
    carrying_measures,
    handed_over_by_measure,
    handed_over_by_plan,
    once_supported,
    own_measures,
)
from pages.guards import Viewer
from pages.reports import goal_alignments, reader
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Contribution, Measure, Plan
from planning.selectors.counted import Left, left_asked

#: Goal, position (none: the measure itself), strength, and who says so.
Statement = tuple[int, int | None, int, int]
NOT_CARRIED = "none:comprehensive"


def item_flow(
    viewer: Viewer, item: Plan | Measure, what: What | None = None, number: str | None = None
) -> ItemFlow:
    """The flow through an item that the viewer may see (with plan and organisation). At most four queries.

    With `what` a page of the table of all of that sort instead of the picture.
    """
    flow = (
        OfPlan(viewer, what, number, item)
        if isinstance(item, Plan)
        else OfMeasure(viewer, what, number, item)
    )
    answered(flow.asked())
    return flow.page()


@dataclass(frozen=True, slots=True)
class _Goals:
    """The goals that a plan bears on, strongest first, and those that only one plan in effect supports."""

    named: dict[int, Goal]
    ranked: list[Cell]
    alone: list[int]


class OfPlan(Flow):
    """The flow through a plan: strengths to its left, numbers of positions to its right."""

    def __init__(self, viewer: Viewer, what: What | None, number: str | None, plan: Plan) -> None:
        super().__init__(viewer, plan_thing(viewer.organisation, plan), what, number)
        self.subject = plan

    def asked(self) -> Asking[None]:
        """Goals, hand-overs, measures and money, in three steps; then all is drawn."""
        subject = self.subject
        handed, found, measures, left, _around = yield from beside(
            self.handed_over_asked(handed_over_by_plan(self.viewer, plan=subject.pk)),
            self._goals_asked(),
            self._measures_asked(),
            left_asked(subject, self.organisation),
            self.names.around_asked(),
        )
        yield from self.plans_asked({subject.pk, *self.most_handed(handed)})
        if subject.pk not in self.plans:  # a past plan has no part in any chain
            return
        self.key = self.plan(subject)
        self._goals(found)
        self.carry(handed)
        self._measures(*measures)
        self._breaks(left)

    def _goals_asked(self) -> Asking[_Goals]:
        """The goals by what the plan brings them; named are those that are drawn or told of."""
        read, supported = yield from beside(
            ask(cell_rows(reader(self.viewer), plans=[self.subject.pk])), ask(once_supported(self.viewer))
        )
        bearing = {row["goal_id"]: Cell(**row) for row in read if row["support"] or row["opposition"]}
        ranked = sorted(bearing, key=lambda pk: (-bearing[pk].support - bearing[pk].opposition, pk))
        is_in_effect = self.subject.status in Plan.IN_EFFECT
        alone = [pk for pk in supported if is_in_effect and pk in bearing and bearing[pk].net > 0]
        wanted = {*ranked[: self.most(What.GOALS, MOST_GOALS)], *alone}
        goals = yield from self.names.goals_asked(Goal.objects.filter(pk__in=wanted).order_by())
        named = {goal.pk: goal for goal in goals}
        gone = wanted - named.keys()
        return _Goals(
            named, [bearing[pk] for pk in ranked if pk not in gone], [pk for pk in alone if pk in named]
        )

    def _goals(self, found: _Goals) -> None:
        drawn_ones = found.ranked[: self.most(What.GOALS, MOST_GOALS)]
        left = len(found.ranked) - len(drawn_ones)
        for place, cell in enumerate(found.ranked):
            is_drawn = place < len(drawn_ones)
            key = self.goal(found.named[cell.goal_id]) if is_drawn else self.rest(What.GOALS, left, GOAL)
            if cell.support:
                self.weights[key, self.key, ""] += cell.support
            if cell.opposition:
                self.weights[key, self.key, AGAINST] += cell.opposition
        if not found.ranked:
            self.no_goal(self.key)
        self.goals = sum(cell.support > 0 for cell in found.ranked)
        self.alone = [goal_thing(self.organisation, found.named[pk]) for pk in found.alone]

    def _measures_asked(self) -> Asking[tuple[list[Measure], dict[int, int]]]:
        """The measures that carry out its positions, and its own that carry out none; how many each does."""
        own, others, found = yield from beside(
            ask(own_measures(self.viewer, plan=self.subject.pk)),
            ask(carrying_measures(self.viewer, plan=self.subject.pk)),
            ask(carried(self.viewer, plan=self.subject.pk)),
        )
        counts: dict[int, int] = defaultdict(int)
        for measure in found:
            counts[measure] += 1
        ranked = sorted([*own, *others], key=lambda each: _first_drawn(each, counts))
        yield from self.names.name_parts_asked(ranked[: self.most(What.MEASURES, MOST_MEASURES)])
        return ranked, counts

    def _measures(self, found: list[Measure], counts: dict[int, int]) -> None:
        self.measures = len(found)
        drawn_ones = found[: self.most(What.MEASURES, MOST_MEASURES)]
        left = sorted(found[len(drawn_ones) :], key=_is_paid)
        unpaid = Counter(not _is_paid(measure) for measure in left)
        for place, measure in enumerate([*drawn_ones, *left]):
            is_unpaid = not _is_paid(measure)
            if place < len(drawn_ones):
                key = self._measure(measure)
            else:
                key = self.rest(What.MEASURES, unpaid[is_unpaid], MEASURE, is_broken=is_unpaid)
            weight = max(1, counts[measure.pk])
            self.weights[self.key, key, ""] += weight
            self.paid(key, measure, weight)

    def _measure(self, measure: Measure) -> str:
        thing = part_thing(self.organisation, measure)
        note = str(measure.get_status_display())
        return self.add(FlowNode(f"measure:{measure.pk}", MEASURE, thing, note=note))

    def _breaks(self, left: Left) -> None:
        """Where its chain ends: positions that are not carried further, or that nobody carries out."""
        if left.uncarried:
            self.add(FlowNode(NOT_CARRIED, COMPREHENSIVE, Thing(_("Not in the comprehensive plan")), BROKEN))
            self.weights[self.key, NOT_CARRIED, BROKEN] += left.uncarried
        if left.unimplemented or (left.has_positions and not self.measures):
            self.add(FlowNode(NO_MEASURE, MEASURE, Thing(_("No measure")), BROKEN))
            self.weights[self.key, NO_MEASURE, BROKEN] += left.unimplemented or 1


def _first_drawn(measure: Measure, counts: dict[int, int]) -> tuple[int, bool, str, int]:
    """Those that carry most out; of those that do as much the ones that nobody pays for."""
    return -counts[measure.pk], _is_paid(measure), measure.title, measure.pk


def _is_paid(measure: Measure) -> bool:
    return money_of(measure) == PAID


class OfMeasure(Flow):
    """The flow through a measure: from the goals over the plans whose positions it carries out, to money."""

    def __init__(self, viewer: Viewer, what: What | None, number: str | None, measure: Measure) -> None:
        super().__init__(viewer, part_thing(viewer.organisation, measure), what, number)
        self.subject = measure

    def asked(self) -> Asking[None]:
        """Plans, goals and money, in three steps; then all is drawn."""
        positions_carried = carried_out(self.subject.pk)
        positions, handed, _around = yield from beside(
            ask(positions_carried.values_list("pk", "plan_id")),
            self.handed_over_asked(handed_over_by_measure(self.viewer, measure=self.subject.pk)),
            self.names.around_asked(),
        )
        own, plan_of = self.subject.plan_id, dict(positions)
        wanted = {own, *plan_of.values(), *self.most_handed(handed)}
        _plans, stated = yield from beside(self.plans_asked(wanted), ask(self._stated(plan_of)))
        if own not in self.plans or self.subject.status == Measure.Status.CANCELLED:
            return
        self.positions = {pk: plan for pk, plan in plan_of.items() if plan in self.plans}
        strengths = self._strengths(stated)
        rows = Goal.objects.filter(pk__in={goal for goal, _plan in strengths})
        visible = rows.filter(pk__in=goal_alignments(self.viewer).values("goal_id"))
        goals = yield from self.names.goals_asked(visible.order_by("framework", "code", "key"))
        note = str(self.subject.get_status_display())
        self.key = self.add(FlowNode(f"measure:{self.subject.pk}", MEASURE, self.named, note=note))
        self._goals(strengths, goals)
        self.carry(handed)
        self._own_plans()
        total = sum(weight for (_from, to, _tone), weight in self.weights.items() if to == self.key)
        self.paid(self.key, self.subject, total, with_cost=True)

    def _goals(self, strengths: dict[tuple[int, int], list[int]], visible: list[Goal]) -> None:
        """What it states for goals itself, and what it takes from the positions for the others."""
        helped = {goal for (goal, _plan), found in strengths.items() if max(found, default=0) > 0}
        self.goals = len(helped & {goal.pk for goal in visible})
        for goal in visible:
            for plan in [plan for about, plan in strengths if about == goal.pk]:
                for strength in strengths[goal.pk, plan]:
                    tone, weight = (AGAINST, -strength) if strength < 0 else ("", strength)
                    through = self.plan(self.plans[plan])
                    self.weights[self.goal(goal), through, tone] += weight
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
            key = self.plan(self.plans[pk])
            if key not in reached:
                self.weights[key, self.key, ""] += 1
        for plan in [key for key in self.nodes if key.startswith("plan:")]:
            coming = any(target == plan for _source, target, _tone in self.weights)
            if not coming and (plan, self.key, "") in self.weights:
                self.no_goal(plan)
