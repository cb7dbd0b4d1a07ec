"""What is done for a goal: the items behind its numbers, each with its strength, its way and its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alignment.engine import ItemReport
from alignment.models import GoalAlignment, PlanAlignment
from alignment.selectors.latest import lines_behind
from goals.models import Goal
from organisations.models import Organisation
from pages.guards import Viewer
from pages.naming import Names, Part
from pages.references import named, reference_of
from pages.reports import reader
from pages.things import Thing, goal_thing, gone, part_thing, plan_thing
from planning.models import Contribution, Measure, Plan, PlanSupersession, Position

Line = ItemReport
#: What is shown of measures beside their names: how far they are and what they cost.
OF_MEASURES = ("status", "funding", "start", "end", "cost", "unit__name")


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


def lines_of(alignment: GoalAlignment, viewer: Viewer, *, if_adopted: bool) -> list[Line]:
    """The lines that the viewer may see, of the plans in effect or of those if the proposed were adopted."""
    lines = lines_behind(reader(viewer), alignment)
    if if_adopted:
        leaving = superseded_by_proposals(viewer.organisation)
        chosen = [line for line in lines if line.plan not in leaving]
    else:
        chosen = [line for line in lines if line.phase == PlanAlignment.Phase.CURRENT]
    return sorted(chosen, key=lambda line: (line.plan, not line.in_numbers, line.kind, -net(line), line.name))


def net(line: Line) -> int:
    """Supporting strength less opposing strength."""
    return line.supporting - line.opposing


def superseded_by_proposals(organisation: Organisation) -> set[str]:
    """Names of the plans that go when the proposed ones are adopted (alignment rules, section 4)."""
    proposed = PlanAlignment.objects.filter(organisation=organisation, phase="proposed").values("plan_id")
    found = PlanSupersession.objects.filter(plan__in=proposed).values_list(
        "superseded__organisation__key", "superseded__key"
    )
    return {f"{owner}:{key}" for owner, key in found}


def plan_parts(known: "Known", lines: Sequence[Line], shown: Sequence[Line]) -> list[PlanPart]:
    """The lines that are shown, by plan, with the plans' figures over all lines."""
    organisation = known.organisation
    nets: dict[str, list[int]] = {}
    for line in lines:
        if line.in_numbers:
            nets.setdefault(line.plan, []).append(net(line))
    here: dict[str, list[Line]] = {}
    for line in shown:
        here.setdefault(line.plan, []).append(line)
    return [
        PlanPart(
            plan=plan_thing(organisation, known.plans[name]) if name in known.plans else gone(),
            phase=inside[0].phase,
            net=sum(nets.get(name, ())),
            count=len(nets.get(name, ())),
            rows=[known.row(line) for line in inside],
        )
        for name, inside in here.items()
    ]


class Known:
    """What lines refer to, read in one query a kind.

    `measures` are those of `shown`, and of `lines` all that support the goal, in the order of their titles;
    `goals` are those that strengths come through.
    """

    def __init__(
        self, names: Names, goal: Goal, lines: Sequence[Line], shown: Sequence[Line], through: dict[str, Goal]
    ) -> None:
        self.organisation, self.goal, self.goals, self.names = names.home, goal, through, names
        taken = {name for line in shown for name in line.taken_from}
        inside = {
            kind: {line.name for line in shown if line.kind == kind} for kind in ("position", "measure")
        }
        positions = self.parts(Position.objects.order_by(), inside["position"] | taken)
        measures = self.parts(
            Measure.objects.order_by("title", "pk"),
            inside["measure"] | supporting_measures(lines),
            *OF_MEASURES,
        )
        names.name_parts([*positions, *measures])
        self.positions = {reference_of(each): each for each in positions}
        self.measures = {reference_of(each): each for each in measures}
        self.plans = self.read_plans({line.plan for line in shown})
        self.reasons = self.read_reasons()

    def parts(self, rows: QuerySet[Part], wanted: Iterable[str], *more: str) -> list[Part]:
        """Positions or measures by `owner:key`, without their plans."""
        condition = named(self.names, wanted)
        return self.names.parts_alone(rows.filter(condition), *more) if condition else []

    def read_plans(self, wanted: set[str]) -> dict[str, Plan]:
        """The plans of the lines; most of them are known by their parts."""
        missing = wanted - {reference_of(each) for each in self.names.known_plans}
        condition = named(self.names, missing)
        if condition:
            self.names.plans(Plan.objects.filter(condition).order_by())
        found = {reference_of(each): each for each in self.names.known_plans}
        return {name: plan for name, plan in found.items() if name in wanted}

    def read_reasons(self) -> dict[tuple[str, int, int], tuple[str, str]]:
        """Why items bear on goals, with language: the organisation's own word prevails."""
        goals = [self.goal.pk, *(goal.pk for goal in self.goals.values())]
        recorders = {self.organisation.pk, *(plan.organisation_id for plan in self.plans.values())}
        found = (
            Contribution.objects.filter(goal__in=goals, recorded_by__in=recorders)
            .filter(
                Q(position__in=[part.pk for part in self.positions.values()])
                | Q(measure__in=[part.pk for part in self.measures.values()])
                | Q(plan__in=[plan.pk for plan in self.plans.values()])
            )
            .exclude(rationale=None)
            .order_by()
            .values_list("position_id", "measure_id", "plan_id", "goal_id", "rationale", "recorded_by_id")
        )
        reasons: dict[tuple[str, int, int], tuple[str, str]] = {}
        for position, measure, plan, goal, why, by in sorted(
            found, key=lambda row: row[-1] == self.organisation.pk
        ):
            kind = "position" if position else "measure" if measure else "plan"
            item = position or measure or plan or 0
            reasons[kind, item, goal] = (why or "", self.names.organisation(by).language)
        return reasons

    def supporting(self, lines: Iterable[Line]) -> list[Measure]:
        """The measures that support the goal, in the order of their titles."""
        wanted = supporting_measures(lines)
        return [measure for name, measure in self.measures.items() if name in wanted]

    def row(self, line: Line) -> ItemRow:
        """A line with its names filled in."""
        found = {"position": self.positions, "measure": self.measures, "plan": self.plans}[line.kind].get(
            line.name
        )
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
