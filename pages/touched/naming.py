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
from core.functions import Among
from goals.models import Framework, Goal, Target
from pages.addresses import goal_url
from pages.guards import Viewer
from pages.naming import only_names
from pages.things import Thing, goal_thing, part_thing, plan_thing, things_asked
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
        kinds = list(_by_kind(touches).items())
        found = yield from each_of(ask(self._answering(kind, ids)) for kind, ids in kinds)
        nobody = _("No unit is named")
        return {
            (kind, pk): asked or nobody
            for (kind, _ids), rows in zip(kinds, found, strict=True)
            for pk, asked in rows
        }

    def _answering(self, kind: str, ids: Iterable[int]) -> Rows:
        rows, owner, *units = self._shown(kind)
        unit = Coalesce(*units, Value(""))
        asked = Case(When(**{owner: self.organisation.pk}, then=unit), default=F(f"{owner}__name"))
        wanted: Rows = rows.filter(Among(F("pk"), ids)).order_by().values_list("pk", asked)
        return wanted

    def _shown(self, kind: str) -> tuple[Any, ...]:
        """What the viewer is shown of a kind, and the fields of its owner and of its unit."""
        plans = plans_shown(self.organisation, to_member=self.viewer.is_member)
        shown = plans.exclude(status__in=Plan.PAST)
        frameworks = self._frameworks()
        active = Position.objects.filter(status=Position.Status.ACTIVE, plan__in=shown)
        live = Measure.objects.exclude(status=Measure.Status.CANCELLED).filter(plan__in=shown)
        conflicts = Conflict.objects.filter(organisation=self.organisation)
        of_part = ("plan__organisation", "unit__name", "plan__unit__name")
        return {
            "plan": (shown, "organisation", "unit__name"),
            "position": (active, *of_part),
            "measure": (live, *of_part),
            "goal": (
                Goal.objects.filter(framework__in=frameworks),
                "framework__organisation",
                "unit__name",
            ),
            "target": (
                Target.objects.filter(goal__framework__in=frameworks),
                "recorded_by",
                "goal__unit__name",
            ),
            "conflict": (
                conflicts if can_read_conflicts(self.viewer.standing) else conflicts.none(),
                "organisation",
                "unit__name",
            ),
        }[kind]

    def _frameworks(self) -> QuerySet[Framework]:
        return frameworks_seen(self.organisation, to_member=self.viewer.is_member)

    # Names -------------------------------------------------------------------------------------------

    def named_asked(self, touches: Iterable[Touch]) -> Asking[dict[Reference, Named]]:
        """Names of things that the viewer is known to be shown. One step."""
        kinds = list(_by_kind(touches).items())
        found = yield from each_of(self.namers[kind](sorted(ids)) for kind, ids in kinds)
        return {
            (kind, pk): named for (kind, _ids), rows in zip(kinds, found, strict=True) for pk, named in rows
        }

    def _plans(self, ids: Sequence[int]) -> Found:
        found = yield from ask(only_names(Plan.objects.filter(pk__in=ids).order_by()))
        return [(plan.pk, Named(plan_thing(self.organisation, plan))) for plan in found]

    def _positions(self, ids: Sequence[int]) -> Found:
        return self._parts(Position.objects.filter(pk__in=ids))

    def _measures(self, ids: Sequence[int]) -> Found:
        return self._parts(Measure.objects.filter(pk__in=ids))

    def _parts(self, parts: Any) -> Found:
        found = yield from ask(only_names(parts.order_by()))
        return [(part.pk, Named(part_thing(self.organisation, part), part.plan.title)) for part in found]

    def _goals(self, ids: Sequence[int]) -> Found:
        rows = Goal.objects.filter(pk__in=ids).order_by()
        found = yield from ask(only_names(rows, "framework__title"))
        return [(goal.pk, Named(goal_thing(self.organisation, goal), goal.framework.title)) for goal in found]

    def _targets(self, ids: Sequence[int]) -> Found:
        parents = ("indicator", "recorded_by", "goal__framework__organisation")
        rows = Target.objects.filter(pk__in=ids).order_by().select_related(*parents)
        found = []
        for target in (yield from ask(rows)):
            url = f"{goal_url(self.organisation, target.goal)}#works"
            thing = Thing(str(target), url, target.recorded_by.language)
            found.append((target.pk, Named(thing, target.indicator.title)))
        return found

    def _conflicts(self, ids: Sequence[int]) -> Found:
        named = yield from things_asked(self.organisation, [("conflict", pk) for pk in ids])
        return [(pk, Named(thing)) for (_kind, pk), thing in named.items()]


def _by_kind(touches: Iterable[Touch]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for touch in touches:
        ids[touch.kind].add(touch.pk)
    return ids
