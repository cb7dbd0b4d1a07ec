"""What is touched by a change, as a page shows it: named, by sort of tie, and whom to ask.

Things that the viewer is not shown are neither named nor counted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.asking import Asking, answered, ask, beside, each_of
from goals.models import Framework, Goal, Target
from organisations.models import Organisation, Unit
from pages.addresses import goal_url
from pages.guards import Viewer
from pages.naming import only_names
from pages.things import Thing, goal_thing, part_thing, plan_thing, things_asked
from planning.models import Conflict, Measure, Plan, Position
from planning.policies import can_read_conflicts
from planning.selectors.plans import frameworks_seen, plans_shown
from planning.selectors.touched import Subject, Tie, Touch, others_asked, touched_asked

MOST_SHOWN = 12
LINES_PER_PAGE = 50
Reference = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with where it stands and who answers for it."""

    thing: Thing
    where: str
    asked: str


@dataclass(frozen=True, slots=True)
class TouchLine:
    """A touched thing and how it is tied to what is to be changed."""

    named: Named
    touch: Touch


@dataclass(frozen=True, slots=True)
class TouchGroup:
    """Touched things with one sort of tie: the first of them, and how many there are."""

    tie: Tie
    lines: tuple[TouchLine, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.total > len(self.lines)


@dataclass(frozen=True, slots=True)
class Touched:
    """All that is touched: groups, how many things each unit answers for, and other organisations.

    `page` is set where one group alone is shown.
    """

    groups: tuple[TouchGroup, ...]
    asked: tuple[tuple[str, int], ...]
    total: int
    others: int
    page: Page[TouchLine] | None


def touched(viewer: Viewer, subject: Subject, tie: str | None, number: str | None) -> Touched:
    """What is touched if the subject is changed; `tie` asks for one group alone. Three queries."""
    return answered(_touched_asked(viewer, subject, tie, number))


def _touched_asked(viewer: Viewer, subject: Subject, tie: str | None, number: str | None) -> Asking[Touched]:
    touches, others = yield from beside(
        touched_asked(viewer.organisation, subject), others_asked(viewer.organisation, subject)
    )
    named = yield from _Naming(viewer).named_asked(touches)
    found: dict[Tie, list[TouchLine]] = defaultdict(list)
    for touch in touches:
        name = named.get((touch.kind, touch.pk))
        if name is not None:
            found[touch.tie].append(TouchLine(name, touch))
    things_named = {
        (line.touch.kind, line.touch.pk): line.named for lines in found.values() for line in lines
    }
    counts = Counter(each.asked for each in things_named.values())
    alone = next((lines for each, lines in found.items() if each == tie), None)
    return Touched(
        groups=tuple(
            TouchGroup(each, tuple(found[each][:MOST_SHOWN]), len(found[each])) for each in Tie if found[each]
        ),
        asked=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        total=len(things_named),
        others=others,
        page=Paginator(alone, LINES_PER_PAGE).get_page(number) if alone else None,
    )


Found = Asking[list[tuple[int, Named]]]


class _Naming:
    """Names of touched things, read by kind, of those only that the viewer is shown."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.organisation = viewer.organisation
        self.loaders: dict[str, Callable[[Sequence[int]], Found]] = {
            "plan": self._plans,
            "position": self._positions,
            "measure": self._measures,
            "goal": self._goals,
            "target": self._targets,
            "conflict": self._conflicts,
        }

    def named_asked(self, touches: Iterable[Touch]) -> Asking[dict[Reference, Named]]:
        """Those of the things that the viewer is shown. One step, two where there are conflicts."""
        ids: dict[str, set[int]] = defaultdict(set)
        for touch in touches:
            ids[touch.kind].add(touch.pk)
        found = yield from each_of(self.loaders[kind](sorted(wanted)) for kind, wanted in ids.items())
        return {(kind, pk): named for kind, of_kind in zip(ids, found, strict=True) for pk, named in of_kind}

    def _shown(self) -> QuerySet[Plan]:
        plans = plans_shown(self.organisation, to_member=self.viewer.is_member)
        return plans.exclude(status__in=Plan.PAST)

    def _frameworks(self) -> QuerySet[Framework]:
        return frameworks_seen(self.organisation, to_member=self.viewer.is_member)

    def _plans(self, ids: Sequence[int]) -> Found:
        rows = self._shown().filter(pk__in=ids).order_by()
        return [
            (
                plan.pk,
                Named(plan_thing(self.organisation, plan), "", self._asked(plan.organisation, plan.unit)),
            )
            for plan in (yield from ask(only_names(rows, "unit__name", "organisation__name")))
        ]

    def _positions(self, ids: Sequence[int]) -> Found:
        active = Position.objects.filter(status=Position.Status.ACTIVE)
        return self._parts(active.filter(pk__in=ids))

    def _measures(self, ids: Sequence[int]) -> Found:
        live = Measure.objects.exclude(status=Measure.Status.CANCELLED)
        return self._parts(live.filter(pk__in=ids))

    def _parts(self, parts: Any) -> Found:
        rows = parts.filter(plan__in=self._shown()).order_by()
        more = ("unit__name", "plan__unit__name", "plan__organisation__name")
        found = []
        for part in (yield from ask(only_names(rows, *more))):
            asked = self._asked(part.plan.organisation, part.unit or part.plan.unit)
            found.append((part.pk, Named(part_thing(self.organisation, part), part.plan.title, asked)))
        return found

    def _goals(self, ids: Sequence[int]) -> Found:
        rows = Goal.objects.filter(pk__in=ids, framework__in=self._frameworks()).order_by()
        more = ("unit__name", "framework__title", "framework__organisation__name")
        found = []
        for goal in (yield from ask(only_names(rows, *more))):
            asked = self._asked(goal.framework.organisation, goal.unit)
            found.append((goal.pk, Named(goal_thing(self.organisation, goal), goal.framework.title, asked)))
        return found

    def _targets(self, ids: Sequence[int]) -> Found:
        rows = Target.objects.filter(pk__in=ids, goal__framework__in=self._frameworks()).order_by()
        parents = ("indicator", "recorded_by", "goal__unit", "goal__framework__organisation")
        found = []
        for target in (yield from ask(rows.select_related(*parents))):
            url = f"{goal_url(self.organisation, target.goal)}#works"
            thing = Thing(str(target), url, target.recorded_by.language)
            unit = target.goal.unit if target.recorded_by_id == self.organisation.pk else None
            asked = self._asked(target.recorded_by, unit)
            found.append((target.pk, Named(thing, target.indicator.title, asked)))
        return found

    def _conflicts(self, ids: Sequence[int]) -> Found:
        if not can_read_conflicts(self.viewer.standing):
            return []
        rows = Conflict.objects.filter(pk__in=ids, organisation=self.organisation).select_related("unit")
        found = {conflict.pk: conflict for conflict in (yield from ask(rows.order_by()))}
        named = yield from things_asked(self.organisation, [("conflict", pk) for pk in found])
        return [
            (pk, Named(thing, "", self._asked(self.organisation, found[pk].unit)))
            for (_kind, pk), thing in named.items()
        ]

    def _asked(self, owner: Organisation, unit: Unit | None) -> str:
        """Who can be asked: the unit, or the organisation whose it is."""
        if owner.pk != self.organisation.pk:
            return owner.name
        return unit.name if unit else _("No unit is named")
