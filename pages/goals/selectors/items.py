"""What is done for a goal: the items behind its numbers, each with its strength, its way and its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from alignment.engine import ItemReport
from alignment.models import GoalAlignment, PlanAlignment
from alignment.selectors.latest import lines_behind_asked
from core.asking import Asking, ask, beside, known
from core.functions import AmongRows
from core.prepared import Filled, Given, Prepared, written_once
from goals.models import Goal
from organisations.models import Organisation
from pages.guards import Viewer
from pages.naming import Names, parts_alone, plans_alone
from pages.references import keys_of, reference_of
from pages.reports import reader
from pages.things import Thing, goal_thing, gone, part_thing, plan_thing
from planning.models import Contribution, Measure, Plan, PlanSupersession, Position

Line = ItemReport
#: What is shown of measures beside their names: how far they are and what they cost.
OF_MEASURES = ("status", "funding", "start", "end", "cost", "unit__name")


#: Why items bear on goals.
STATED: Prepared[tuple[Any, ...]] = Prepared(
    lambda: (
        Contribution.objects.filter(
            Q(position__among=Given("positions"))
            | Q(measure__among=Given("measures"))
            | Q(plan__among=Given("plans")),
            goal__among=Given("goals"),
            recorded_by__among=Given("recorders"),
        )
        .exclude(rationale=None)
        .order_by()
        .values_list("position_id", "measure_id", "plan_id", "goal_id", "rationale", "recorded_by_id")
    )
)


@written_once
def _positions(*, owners: list[int], keys: list[str]) -> QuerySet[Position]:
    return parts_alone(Position.objects.filter(AmongRows(organisation=owners, key=keys)).order_by())


@written_once
def _measures(*, owners: list[int], keys: list[str]) -> QuerySet[Measure]:
    rows = Measure.objects.filter(AmongRows(organisation=owners, key=keys)).order_by("title", "pk")
    return parts_alone(rows, *OF_MEASURES)


@written_once
def _plans_of(*, owners: list[int], keys: list[str]) -> QuerySet[Plan]:
    return plans_alone(Plan.objects.filter(AmongRows(organisation=owners, key=keys)).order_by())


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as the page shows it. `strengths`: one, or a supporting and an opposing one."""

    kind: str
    item: Thing
    strengths: tuple[int, ...]
    is_direct: bool
    through: tuple[tuple[Thing, int], ...]
    taken_from: tuple[Thing, ...]
    reason: str
    language: str
    is_for_stages_only: bool


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A plan's items for the goal; `net` over all of them, also those on other pages."""

    plan: Thing
    phase: str
    net: int
    count: int
    rows: list[ItemRow]


def lines_asked(
    alignment: GoalAlignment | None, viewer: Viewer, *, if_adopted: bool = False
) -> Asking[list[Line]]:
    """The lines that the viewer may see, of the plans in effect or of those if the proposed were adopted."""
    if alignment is None:
        return []
    lines, leaving = yield from beside(
        lines_behind_asked(reader(viewer), alignment),
        superseded_by_proposals_asked(viewer.organisation) if if_adopted else known(set[str]()),
    )
    if if_adopted:
        chosen = [line for line in lines if line.plan not in leaving]
    else:
        chosen = [line for line in lines if line.phase == PlanAlignment.Phase.CURRENT]
    return sorted(chosen, key=lambda line: (line.plan, not line.in_numbers, line.kind, -net(line), line.name))


def net(line: Line) -> int:
    """Supporting strength less opposing strength."""
    return line.supporting - line.opposing


def superseded_by_proposals_asked(organisation: Organisation) -> Asking[set[str]]:
    """Names of the plans that go when the proposed ones are adopted (alignment rules, section 4)."""
    proposed = PlanAlignment.objects.filter(organisation=organisation, phase="proposed").values("plan_id")
    found = yield from ask(
        PlanSupersession.objects.filter(plan__in=proposed).values_list(
            "superseded__organisation__key", "superseded__key"
        )
    )
    return {f"{owner}:{key}" for owner, key in found}


def plan_parts(items: "Items", lines: Sequence[Line], shown: Sequence[Line]) -> list[PlanPart]:
    """The lines that are shown, by plan, with the plans' figures over all lines."""
    organisation = items.organisation
    nets: dict[str, list[int]] = {}
    for line in lines:
        if line.in_numbers:
            nets.setdefault(line.plan, []).append(net(line))
    here: dict[str, list[Line]] = {}
    for line in shown:
        here.setdefault(line.plan, []).append(line)
    return [
        PlanPart(
            plan=plan_thing(organisation, items.plans[name]) if name in items.plans else gone(),
            phase=inside[0].phase,
            net=sum(nets.get(name, ())),
            count=len(nets.get(name, ())),
            rows=[items.row(line) for line in inside],
        )
        for name, inside in here.items()
    ]


class Items:
    """What lines refer to.

    `measures` are those of `shown`, and of `lines` all that support the goal, in the order of their titles;
    `goals` are those that strengths come through, and are told when they are known. Read in two steps.
    """

    def __init__(self, names: Names, goal: Goal, lines: Sequence[Line], shown: Sequence[Line]) -> None:
        self.organisation, self.goal, self.names = names.home, goal, names
        self.lines, self.shown = lines, shown
        self.goals: dict[str, Goal] = {}
        self.read: list[Position] = []
        self.positions: dict[str, Position] = {}
        self.measures: dict[str, Measure] = {}
        self.plans: dict[str, Plan] = {}
        self.reasons: dict[tuple[str, int, int], tuple[str, str]] = {}

    def parts_asked(self) -> Asking[None]:
        """Positions, measures and plans; the plans of some positions are not named yet."""
        inside = {
            kind: {line.name for line in self.shown if line.kind == kind} for kind in ("position", "measure")
        }
        inside["position"] |= {name for line in self.shown for name in line.taken_from}
        inside["measure"] |= supporting_measures(self.lines)
        standing = keys_of(self.names, inside["position"])
        acting = keys_of(self.names, inside["measure"])
        plans = keys_of(self.names, {line.plan for line in self.lines})
        positions, measures, _plans = yield from beside(
            ask(_positions(owners=standing.owners, keys=standing.keys)),
            ask(_measures(owners=acting.owners, keys=acting.keys)),
            self.names.plans_asked(_plans_of(owners=plans.owners, keys=plans.keys)),
        )
        # Plans of measures stand in the lines; those of positions that others take strength from may not.
        yield from self.names.name_parts_asked(measures)
        self.measures = {reference_of(each): each for each in measures}
        self.read = positions

    def reasons_asked(self, goals: dict[str, Goal]) -> Asking[None]:
        """The plans that are missing, and why items bear on the goal and those they come through."""
        self.goals = goals
        _named, stated = yield from beside(self.names.name_parts_asked(self.read), ask(self.stated()))
        self.positions = {reference_of(each): each for each in self.read}
        wanted = {line.plan for line in self.shown}
        known_plans = {reference_of(each): each for each in self.names.known_plans}
        self.plans = {name: plan for name, plan in known_plans.items() if name in wanted}
        for position, measure, plan, goal, why, by in sorted(
            stated, key=lambda row: row[-1] == self.organisation.pk
        ):
            kind = "position" if position else "measure" if measure else "plan"
            item = position or measure or plan or 0
            self.reasons[kind, item, goal] = (why or "", self.names.organisation(by).language)

    def stated(self) -> Filled[tuple[Any, ...]]:
        """What the organisation and the owners of the plans state; the organisation's own word prevails."""
        owners = self.names.organisations(line.plan.partition(":")[0] for line in self.shown)
        return STATED.given(
            goals=[self.goal.pk, *(goal.pk for goal in self.goals.values())],
            recorders=[self.organisation.pk, *(owner.pk for owner in owners.values())],
            positions=[part.pk for part in self.read],
            measures=[part.pk for part in self.measures.values()],
            plans=[plan.pk for plan in self.names.known_plans],
        )

    def supporting(self) -> list[Measure]:
        """The measures that support the goal, in the order of their titles."""
        wanted = supporting_measures(self.lines)
        return [measure for name, measure in self.measures.items() if name in wanted]

    def row(self, line: Line) -> ItemRow:
        """A line with its names filled in."""
        kinds: dict[str, Mapping[str, Plan | Position | Measure]] = {
            "position": self.positions,
            "measure": self.measures,
            "plan": self.plans,
        }
        found = kinds[line.kind].get(line.name)
        through = self.through(line)
        reason, language = self.reason(line, found)
        return ItemRow(
            kind=line.kind,
            item=self.thing(found),
            strengths=strengths_of(line),
            is_direct=line.is_direct,
            through=through,
            taken_from=tuple(self.thing(self.positions.get(name)) for name in line.taken_from),
            reason=reason,
            language=language,
            is_for_stages_only=not line.in_numbers,
        )

    def thing(self, found: Plan | Position | Measure | None) -> Thing:
        """What an item is called."""
        if found is None:
            return gone()
        if isinstance(found, Plan):
            return plan_thing(self.organisation, found)
        return part_thing(self.organisation, found)

    def through(self, line: Line) -> tuple[tuple[Thing, int], ...]:
        """The goals that an inherited strength comes through, with their reach."""
        ways = {line.supporting_through: line.supporting_reach, line.opposing_through: line.opposing_reach}
        return tuple(
            (goal_thing(self.organisation, self.goals[name]), reach)
            for name, reach in ways.items()
            if name and name in self.goals and not line.is_direct
        )

    def reason(self, line: Line, found: Plan | Position | Measure | None) -> tuple[str, str]:
        """Why the item bears on the goal, or on the goal it comes through."""
        if found is None:
            return "", ""
        names = [line.supporting_through, line.opposing_through]
        goals = [self.goal.pk, *(self.goals[name].pk for name in names if name and name in self.goals)]
        reasons = (self.reasons.get((line.kind, found.pk, goal)) for goal in goals)
        return next((reason for reason in reasons if reason), ("", ""))


def strengths_of(line: Line) -> tuple[int, ...]:
    """Supporting above zero, opposing below; zero where the item was assessed as neutral."""
    both = (line.supporting, -line.opposing)
    return tuple(strength for strength in both if strength) or (0,)


def supporting_measures(lines: Iterable[Line]) -> set[str]:
    """Names of the measures that support the goal."""
    return {line.name for line in lines if line.kind == "measure" and line.supporting}


def ways_of(lines: Iterable[Line]) -> set[str]:
    """Names of the goals that strengths come through."""
    return {name for line in lines for name in (line.supporting_through, line.opposing_through) if name}
