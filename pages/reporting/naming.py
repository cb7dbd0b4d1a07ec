"""What frozen reports name by keys, as the viewer may see it today."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from core.asking import Asking, ask, each_of
from goals.models import Goal, GoalLink, Target
from pages.guards import Viewer
from pages.naming import Names
from pages.references import goals_named, named, reference_of
from pages.things import Thing, goal_thing, part_thing, plan_thing, things_asked
from planning.models import Conflict, Measure, Position
from planning.policies import can_read_conflicts
from planning.selectors.plans import frameworks_seen, plans_shown

Name = tuple[str, str]
#: What a code's subjects are, in their order (alignment rules, section 9). ITEM: a position, measure or plan,
#: or what the name itself tells.
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


def report_names_asked(viewer: Viewer, known: Names, names: Iterable[Name]) -> "Asking[ReportNames]":
    """Things by the names that reports call them. Two steps, and one for organisations that are not known."""
    found = ReportNames(viewer, known)
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, name in names:
        for each in ITEMS if kind == ITEM else (kind,):
            wanted[each].add(name)
    owners = {name.partition(":")[0] for of_kind in wanted.values() for name in of_kind}
    yield from known.organisations_asked(owners)
    loaders = found.loaders()
    kinds = [kind for kind in wanted if kind in loaders]
    yield from each_of(loaders[kind](wanted[kind]) for kind in kinds)
    return found


class ReportNames:
    """Things by the names that reports call them; what is gone, or not for the viewer, has none.

    `goals` are the goals (with framework and organisation) by name.
    """

    def __init__(self, viewer: Viewer, names: Names) -> None:
        self.viewer, self.names = viewer, names
        self.goals: dict[str, Goal] = {}
        self._things: dict[Name, Thing] = {}

    def loaders(self) -> dict[str, Callable[[set[str]], Asking[None]]]:
        """What reads the things of each kind; the organisations that they are named after are known."""
        return {
            "goal": self._read_goals,
            "plan": self._read_plans,
            "position": self._read_parts(Position),
            "measure": self._read_parts(Measure),
            "conflict": self._read_conflicts,
            "goal_link": self._read_stated("goal_link", GoalLink, "source", "target"),
            "target": self._read_stated("target", Target, "goal"),
        }

    def thing(self, name: Name) -> Thing:
        """The thing; one that is gone is told by its key."""
        kind, key = name
        kinds = ITEMS if kind == ITEM else (kind,)
        found = next((self._things[each, key] for each in kinds if (each, key) in self._things), None)
        return found or Thing(key.rpartition(":")[2])

    def _read_goals(self, wanted: set[str]) -> Asking[None]:
        condition = goals_named(self.names, wanted)
        rows = (
            Goal.objects.filter(condition, framework__in=self._frameworks())
            if condition
            else Goal.objects.none()
        )
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
        yield from self._read_keyed("conflict", rows.values_list("pk", "organisation__key", "key"))

    def _read_stated(self, kind: str, model: Any, *goals: str) -> Callable[[set[str]], Asking[None]]:
        """What is named after who has recorded it, of goals in frameworks that are shown."""

        def read(wanted: set[str]) -> Asking[None]:
            rows = model.objects.filter(**{f"{goal}__framework__in": self._frameworks() for goal in goals})
            condition = named(self.names, wanted, owner="recorded_by")
            if condition:
                found = rows.filter(condition).order_by().values_list("pk", "recorded_by__key", "key")
                yield from self._read_keyed(kind, found)

        return read

    def _read_keyed(self, kind: str, rows: Any) -> Asking[None]:
        """Things of which `rows` tell id, owner and key."""
        names = {pk: f"{owner}:{key}" for pk, owner, key in (yield from ask(rows))}
        found = yield from things_asked(self.viewer.organisation, [(kind, pk) for pk in names])
        for (_kind, pk), thing in found.items():
            self._things[kind, names[pk]] = thing

    def _frameworks(self) -> Any:
        return frameworks_seen(self.viewer.organisation, to_member=self.viewer.is_member)

    def _plans(self) -> Any:
        return plans_shown(self.viewer.organisation, to_member=self.viewer.is_member)


def subjects_of(row: Iterable[str]) -> list[Name]:
    """The subjects of a finding as a report's document has it: code, severity, who decides, names."""
    code, _severity, _decides, *names = row
    kinds = SUBJECTS.get(code, ())
    return [_subject(kind, name) for kind, name in zip(kinds, names, strict=False)]


def _subject(kind: str, name: str) -> Name:
    """The subject's kind and name: some are shown with their kind, and goals are named after a framework."""
    if kind != ITEM:
        return kind, name
    shown, _colon, rest = name.partition(":")
    if ":" in rest:
        return shown, rest
    return ("goal" if "/" in rest else ITEM), name
