"""What frozen reports name by keys, as the viewer may see it today."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from core.asking import Asking, answered, ask, each_of
from goals.models import Goal
from pages.guards import Viewer
from pages.naming import Names
from pages.references import goals_named, named, reference_of
from pages.things import Thing, goal_thing, part_thing, plan_thing, things_asked
from planning.models import Conflict, Measure, Position
from planning.policies import can_read_conflicts
from planning.selectors.plans import frameworks_shown, plans_shown

Name = tuple[str, str]
#: What a code's subjects are, in their order (alignment rules, section 9). ITEM: a position, measure or plan.
ITEM = "item"
SUBJECTS: dict[str, tuple[str, ...]] = {
    "goal_not_planned": ("goal",),
    "goal_not_implemented": ("goal",),
    "goal_not_measurable": ("goal",),
    "goal_behind": ("goal",),
    "goal_counteracted": ("goal", "plan"),
    "targets_disagree": ("goal", "goal"),
    "target_below_higher_level": ("goal", "goal"),
    "plan_without_goals": ("plan",),
    "plan_expired": ("plan",),
    "plan_based_on_past": ("plan", "plan"),
    "comprehensive_plan_not_current": ("plan",),
    "position_not_linked": ("position",),
    "position_not_in_comprehensive_plan": ("position",),
    "position_not_implemented": ("position",),
    "measure_overdue": ("measure",),
    "measure_not_funded": ("measure",),
    "funding_unknown": ("measure",),
    "conflict_open": ("conflict",),
    "link_conflict": (ITEM, ITEM),
    "link_outdated": (ITEM, "goal"),
    "link_to_superseded_goal": (ITEM, "goal"),
}
ITEMS = ("position", "measure", "plan")


class ReportNames:
    """Things by the names that reports call them; what is gone, or not for the viewer, has none.

    `goals` are the goals (with framework and organisation) by name. At most four queries.
    """

    def __init__(self, viewer: Viewer, names: Iterable[Name]) -> None:
        self.viewer = viewer
        self.names = Names(viewer.organisation)
        self.goals: dict[str, Goal] = {}
        self._things: dict[Name, Thing] = {}
        wanted: dict[str, set[str]] = defaultdict(set)
        for kind, name in names:
            for each in ITEMS if kind == ITEM else (kind,):
                wanted[each].add(name)
        loaders: dict[str, Callable[[set[str]], Asking[None]]] = {
            "goal": self._read_goals,
            "plan": self._read_plans,
            "position": self._read_parts(Position),
            "measure": self._read_parts(Measure),
            "conflict": self._read_conflicts,
        }
        if wanted:
            answered(self.names.around_asked())
            answered(each_of(loaders[kind](of_kind) for kind, of_kind in wanted.items()))

    def thing(self, name: Name) -> Thing:
        """The thing; one that is gone is told by its key."""
        kind, key = name
        kinds = ITEMS if kind == ITEM else (kind,)
        found = next((self._things[each, key] for each in kinds if (each, key) in self._things), None)
        return found or Thing(key.rpartition(":")[2])

    def _read_goals(self, wanted: set[str]) -> Asking[None]:
        frameworks = frameworks_shown(self.viewer.organisation, to_member=self.viewer.is_member)
        condition = goals_named(self.names, wanted)
        rows = Goal.objects.filter(condition, framework__in=frameworks) if condition else Goal.objects.none()
        for goal in (yield from self.names.goals_asked(rows.order_by())):
            self.goals[goal.reference] = goal
            self._things["goal", goal.reference] = goal_thing(self.viewer.organisation, goal)

    def _read_plans(self, wanted: set[str]) -> Asking[None]:
        condition = named(self.names, wanted)
        if condition:
            for plan in (yield from self.names.plans_asked(self._plans().filter(condition).order_by())):
                self._things["plan", reference_of(plan)] = plan_thing(self.viewer.organisation, plan)

    def _read_parts(self, model: Any) -> Callable[[set[str]], Asking[None]]:
        def read(wanted: set[str]) -> Asking[None]:
            condition = named(self.names, wanted)
            if condition:
                rows = model.objects.filter(condition, plan__in=self._plans()).order_by()
                for part in (yield from self.names.parts_asked(rows)):
                    name = model._meta.model_name, reference_of(part)
                    self._things[name] = part_thing(self.viewer.organisation, part)

        return read

    def _read_conflicts(self, names: set[str]) -> Asking[None]:
        if not can_read_conflicts(self.viewer.standing):
            return
        own = self.viewer.organisation
        wanted = {name.rpartition(":")[2] for name in names}
        rows = Conflict.objects.filter(organisation=own, key__in=wanted).order_by()
        found = yield from ask(rows.values_list("pk", "key"))
        keys = {pk: f"{own.key}:{key}" for pk, key in found}
        named = yield from things_asked(own, [("conflict", pk) for pk in keys])
        for (kind, pk), thing in named.items():
            self._things[kind, keys[pk]] = thing

    def _plans(self) -> Any:
        return plans_shown(self.viewer.organisation, to_member=self.viewer.is_member)


def subjects_of(row: Iterable[str]) -> list[Name]:
    """The subjects of a finding as a report's document has it: code, severity, who decides, names."""
    code, _severity, _decides, *names = row
    kinds = SUBJECTS.get(code, ())
    return [(kind, name) for kind, name in zip(kinds, names, strict=False)]
