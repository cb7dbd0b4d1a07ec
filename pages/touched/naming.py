"""Touched things that the viewer is shown: who answers for each, and names of those that a page lists.

Whom to ask is found for all of them, since it is counted, by ids alone; names are read of a page's worth.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.asking import Asking, ask, each_of
from core.prepared import Filled, written_once
from goals.models import Goal, Target
from pages.addresses import goal_url
from pages.guards import Viewer
from pages.naming import only_names
from pages.preparing import for_viewers
from pages.things import NAMED, Thing, goal_thing, part_thing, plan_thing, things_asked
from planning.models import Conflict, Measure, Plan, Position
from planning.policies import can_read_conflicts
from planning.selectors.plans import frameworks_seen, plans_shown
from planning.selectors.touched import Touch

Reference = tuple[str, int]
Rows = QuerySet[Any, Any]


class Named(NamedTuple):
    """A thing with where it stands."""

    thing: Thing
    where: str = ""


Found = Asking[list[tuple[int, Named]]]


class Naming:
    """Touched things by kind, of those only that the viewer is shown."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.organisation = viewer.organisation
        self.namers: dict[str, Callable[[Sequence[int]], Found]] = {
            "plan": self._plans,
            "position": self._positions,
            "measure": self._measures,
            "goal": self._goals,
            "target": self._targets,
            "conflict": self._conflicts,
        }

    # Whom to ask -------------------------------------------------------------------------------------

    def answering_asked(self, touches: Iterable[Touch]) -> Asking[dict[Reference, str]]:
        """Who can be asked about each of the things: the unit, or the organisation whose it is. One step."""
        ids = _by_kind(touches)
        kinds = [kind for kind in ids if kind != "conflict" or can_read_conflicts(self.viewer.standing)]
        found = yield from each_of(ask(_answering(self.viewer, kind, ids=ids[kind])) for kind in kinds)
        nobody = _("No unit is named")
        return {
            (kind, pk): asked or nobody for kind, rows in zip(kinds, found, strict=True) for pk, asked in rows
        }

    # Names -------------------------------------------------------------------------------------------

    def named_asked(self, touches: Iterable[Touch]) -> Asking[dict[Reference, Named]]:
        """Names of things that the viewer is known to be shown. One step."""
        kinds = list(_by_kind(touches).items())
        found = yield from each_of(self.namers[kind](sorted(ids)) for kind, ids in kinds)
        return {
            (kind, pk): named for (kind, _ids), rows in zip(kinds, found, strict=True) for pk, named in rows
        }

    def _plans(self, ids: Sequence[int]) -> Found:
        found = yield from ask(NAMED[Plan].given(ids=ids))
        return [(plan.pk, Named(plan_thing(self.organisation, plan))) for plan in found]

    def _positions(self, ids: Sequence[int]) -> Found:
        return self._parts(NAMED[Position].given(ids=ids))

    def _measures(self, ids: Sequence[int]) -> Found:
        return self._parts(NAMED[Measure].given(ids=ids))

    def _parts(self, parts: Filled[Any]) -> Found:
        found = yield from ask(parts)
        return [(part.pk, Named(part_thing(self.organisation, part), part.plan.title)) for part in found]

    def _goals(self, ids: Sequence[int]) -> Found:
        found = yield from ask(_goals_with_frameworks(ids=ids))
        return [(goal.pk, Named(goal_thing(self.organisation, goal), goal.framework.title)) for goal in found]

    def _targets(self, ids: Sequence[int]) -> Found:
        found = []
        for target in (yield from ask(_targets_with_goals(ids=ids))):
            url = f"{goal_url(self.organisation, target.goal)}#works"
            thing = Thing(str(target), url, target.recorded_by.language)
            found.append((target.pk, Named(thing, target.indicator.title)))
        return found

    def _conflicts(self, ids: Sequence[int]) -> Found:
        named = yield from things_asked(self.organisation, [("conflict", pk) for pk in ids])
        return [(pk, Named(thing)) for (_kind, pk), thing in named.items()]


@for_viewers
def _answering(viewer: Viewer, kind: str, ids: Iterable[int]) -> Rows:
    """Of those of a kind that the viewer is shown, the unit's name, or that of another owner."""
    rows, owner, *units = _shown(viewer)[kind]
    unit = Coalesce(*units, Value(""))
    asked = Case(When(**{owner: viewer.organisation}, then=unit), default=F(f"{owner}__name"))
    wanted: Rows = rows.filter(pk__among=ids).order_by().values_list("pk", asked)
    return wanted


def _shown(viewer: Viewer) -> dict[str, tuple[Any, ...]]:
    """What the viewer is shown of each kind, and the fields of its owner and of its unit."""
    organisation, to_member = viewer.organisation, viewer.is_member
    shown = plans_shown(organisation, to_member=to_member).exclude(status__in=Plan.PAST)
    frameworks = frameworks_seen(organisation, to_member=to_member)
    active = Position.objects.filter(status=Position.Status.ACTIVE, plan__in=shown)
    live = Measure.objects.exclude(status=Measure.Status.CANCELLED).filter(plan__in=shown)
    goals = Goal.objects.filter(framework__in=frameworks)
    targets = Target.objects.filter(goal__framework__in=frameworks)
    conflicts = Conflict.objects.filter(organisation=organisation)
    of_part = ("plan__organisation", "unit__name", "plan__unit__name")
    return {
        "plan": (shown, "organisation", "unit__name"),
        "position": (active, *of_part),
        "measure": (live, *of_part),
        "goal": (goals, "framework__organisation", "unit__name"),
        "target": (targets, "recorded_by", "goal__unit__name"),
        "conflict": (conflicts, "organisation", "unit__name"),
    }


@written_once
def _goals_with_frameworks(*, ids: Iterable[int]) -> "QuerySet[Goal]":
    return only_names(Goal.objects.filter(pk__among=ids).order_by(), "framework__title")


@written_once
def _targets_with_goals(*, ids: Iterable[int]) -> "QuerySet[Target]":
    parents = ("indicator", "recorded_by", "goal__framework__organisation")
    return Target.objects.filter(pk__among=ids).order_by().select_related(*parents)


def _by_kind(touches: Iterable[Touch]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for touch in touches:
        ids[touch.kind].add(touch.pk)
    return ids
