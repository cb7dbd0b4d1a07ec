"""What frozen reports name by keys, as the viewer may see it today."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from core.asking import Asking, ask, each_of
from core.functions import AmongRows
from goals.models import Framework, Goal, GoalLink, Target
from pages.guards import Viewer
from pages.naming import Names, goals_alone, parts_alone, plans_alone
from pages.preparing import for_viewers
from pages.references import goal_keys_of, keys_of, reference_of
from pages.things import Thing, goal_thing, part_thing, plan_thing, things_asked
from planning.models import Conflict, Measure, Plan, Position
from planning.policies import can_read_conflicts
from planning.selectors.plans import frameworks_seen, plans_shown

Name = tuple[str, str]
#: Id, owner and key of things.
Keyed = QuerySet[Any, tuple[int, str, str]]
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
        owners, frameworks, keys = goal_keys_of(self.names, wanted)
        rows = _goals(self.viewer, owners=owners, frameworks=frameworks, keys=keys)
        for goal in (yield from self.names.goals_asked(rows)):
            self.goals[goal.reference] = goal
            self._things["goal", goal.reference] = goal_thing(self.viewer.organisation, goal)

    def _read_plans(self, wanted: set[str]) -> Asking[None]:
        owners, keys = keys_of(self.names, wanted)
        for plan in (yield from self.names.plans_asked(_plans(self.viewer, owners=owners, keys=keys))):
            self._things["plan", reference_of(plan)] = plan_thing(self.viewer.organisation, plan)

    def _read_parts(self, model: Any) -> Callable[[set[str]], Asking[None]]:
        def read(wanted: set[str]) -> Asking[None]:
            owners, keys = keys_of(self.names, wanted)
            rows = _parts(self.viewer, model, owners=owners, keys=keys)
            for part in (yield from self.names.parts_asked(rows)):
                name = model._meta.model_name, reference_of(part)
                self._things[name] = part_thing(self.viewer.organisation, part)

        return read

    def _read_conflicts(self, wanted: set[str]) -> Asking[None]:
        if can_read_conflicts(self.viewer.standing):
            keys = {name.rpartition(":")[2] for name in wanted}
            yield from self._read_keyed("conflict", _conflicts(self.viewer, keys=keys))

    def _read_stated(self, kind: str, model: Any, *goals: str) -> Callable[[set[str]], Asking[None]]:
        """What is named after who has recorded it, of goals in frameworks that are shown."""

        def read(wanted: set[str]) -> Asking[None]:
            owners, keys = keys_of(self.names, wanted)
            yield from self._read_keyed(kind, _stated(self.viewer, model, *goals, owners=owners, keys=keys))

        return read

    def _read_keyed(self, kind: str, rows: Any) -> Asking[None]:
        """Things of which `rows` tell id, owner and key."""
        names = {pk: f"{owner}:{key}" for pk, owner, key in (yield from ask(rows))}
        found = yield from things_asked(self.viewer.organisation, [(kind, pk) for pk in names])
        for (_kind, pk), thing in found.items():
            self._things[kind, names[pk]] = thing


@for_viewers
def _goals(viewer: Viewer, owners: list[int], frameworks: list[str], keys: list[str]) -> QuerySet[Goal]:
    named = AmongRows(framework__organisation=owners, framework__key=frameworks, key=keys)
    return goals_alone(Goal.objects.filter(named, framework__in=_frameworks_seen(viewer)).order_by())


@for_viewers
def _plans(viewer: Viewer, owners: list[int], keys: list[str]) -> QuerySet[Plan]:
    return plans_alone(_plans_seen(viewer).filter(AmongRows(organisation=owners, key=keys)).order_by())


@for_viewers
def _parts(
    viewer: Viewer, model: type[Position | Measure], owners: list[int], keys: list[str]
) -> QuerySet[Any]:
    rows: Any = model._default_manager.filter(AmongRows(organisation=owners, key=keys))
    return parts_alone(rows.filter(plan__in=_plans_seen(viewer)).order_by())


@for_viewers
def _conflicts(viewer: Viewer, keys: Iterable[str]) -> Keyed:
    rows = Conflict.objects.filter(AmongRows(key=keys), organisation=viewer.organisation).order_by()
    return rows.values_list("pk", "organisation__key", "key")


@for_viewers
def _stated(viewer: Viewer, model: Any, *goals: str, owners: list[int], keys: list[str]) -> Keyed:
    seen = {f"{goal}__framework__in": _frameworks_seen(viewer) for goal in goals}
    rows = model.objects.filter(AmongRows(recorded_by=owners, key=keys), **seen).order_by()
    found: Keyed = rows.values_list("pk", "recorded_by__key", "key")
    return found


def _frameworks_seen(viewer: Viewer) -> QuerySet[Framework]:
    return frameworks_seen(viewer.organisation, to_member=viewer.is_member)


def _plans_seen(viewer: Viewer) -> QuerySet[Plan]:
    return plans_shown(viewer.organisation, to_member=viewer.is_member)


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
