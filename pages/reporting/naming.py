"""What frozen reports name by keys, as the viewer may see it today."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from goals.models import Goal
from pages.guards import Viewer
from pages.naming import only_names
from pages.things import Thing, goal_thing, part_thing, plan_thing, things
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

    `goals` are the goals (with framework and organisation) by name. At most seven queries.
    """

    def __init__(self, viewer: Viewer, names: Iterable[Name]) -> None:
        self.viewer = viewer
        self.goals: dict[str, Goal] = {}
        self._things: dict[Name, Thing] = {}
        wanted: dict[str, set[str]] = defaultdict(set)
        for kind, name in names:
            for each in ITEMS if kind == ITEM else (kind,):
                wanted[each].add(name)
        loaders: dict[str, Callable[[set[str]], None]] = {
            "goal": self._read_goals,
            "plan": self._read_plans,
            "position": self._read_parts(Position),
            "measure": self._read_parts(Measure),
            "conflict": self._read_conflicts,
        }
        for kind, of_kind in wanted.items():
            loaders[kind](of_kind)

    def thing(self, name: Name) -> Thing:
        """The thing; one that is gone is told by its key."""
        kind, key = name
        kinds = ITEMS if kind == ITEM else (kind,)
        found = next((self._things[each, key] for each in kinds if (each, key) in self._things), None)
        return found or Thing(key.rpartition(":")[2])

    def _read_goals(self, names: set[str]) -> None:
        frameworks = frameworks_shown(self.viewer.organisation, to_member=self.viewer.is_member)
        keys = {name.rpartition("/")[2] for name in names}
        for goal in only_names(Goal.objects.filter(framework__in=frameworks, key__in=keys).order_by()):
            if goal.reference in names:
                self.goals[goal.reference] = goal
                self._things["goal", goal.reference] = goal_thing(self.viewer.organisation, goal)

    def _read_plans(self, names: set[str]) -> None:
        for plan in only_names(self._plans().filter(key__in=_keys(names)).order_by()):
            name = f"{plan.organisation.key}:{plan.key}"
            if name in names:
                self._things["plan", name] = plan_thing(self.viewer.organisation, plan)

    def _read_parts(self, model: Any) -> Callable[[set[str]], None]:
        kind = model._meta.model_name

        def read(names: set[str]) -> None:
            parts = model.objects.filter(plan__in=self._plans(), key__in=_keys(names)).order_by()
            for part in only_names(parts, "key"):
                name = f"{part.plan.organisation.key}:{part.key}"
                if name in names:
                    self._things[kind, name] = part_thing(self.viewer.organisation, part)

        return read

    def _read_conflicts(self, names: set[str]) -> None:
        if not can_read_conflicts(self.viewer.standing):
            return
        own = self.viewer.organisation
        rows = Conflict.objects.filter(organisation=own, key__in=_keys(names))
        keys = {pk: f"{own.key}:{key}" for pk, key in rows.values_list("pk", "key")}
        for (kind, pk), thing in things(own, [("conflict", pk) for pk in keys]).items():
            self._things[kind, keys[pk]] = thing

    def _plans(self) -> Any:
        return plans_shown(self.viewer.organisation, to_member=self.viewer.is_member)


def subjects_of(row: Iterable[str]) -> list[Name]:
    """The subjects of a finding as a report's document has it: code, severity, who decides, names."""
    code, _severity, _decides, *names = row
    kinds = SUBJECTS.get(code, ())
    return [(kind, name) for kind, name in zip(kinds, names, strict=False)]


def _keys(names: Iterable[str]) -> set[str]:
    return {name.rpartition(":")[2] for name in names}
