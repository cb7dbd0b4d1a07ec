"""What differs between two reports of that which some units answer for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from alignment import engine
from alignment.selectors.comparing import Compared
from core.asking import answered, ask, beside, each_of
from goals.models import Goal
from organisations.models import Organisation, Unit
from pages.dashboard.units import UnitTree
from pages.reporting.edits import Edit
from pages.reporting.naming import ITEM, ITEMS, Name, subjects_of
from planning.models import Measure, Plan, Position
from planning.selectors.edited import Anchor
from planning.selectors.owned import answered_for

NOTHING: engine.Change[float] = engine.Change(None, None)


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit with those under it, and what they answer for: as reports name it, and by id."""

    unit: Unit
    names: frozenset[Name]
    anchors: frozenset[Anchor]

    def narrowed(self, found: Compared) -> Compared:
        """What differs of the units' goals and plans, and the findings about what is theirs."""
        differs = found.difference
        mine = engine.Difference(
            goals=tuple(each for each in differs.goals if ("goal", each.name) in self.names),
            plans=tuple(each for each in differs.plans if ("plan", each.name) in self.names),
            cells=(),
            findings_new=tuple(row for row in differs.findings_new if self.has_finding(row)),
            findings_gone=tuple(row for row in differs.findings_gone if self.has_finding(row)),
            mean_chain_score=NOTHING,
        )
        return replace(found, difference=mine)

    def has_finding(self, row: tuple[str, ...]) -> bool:
        """Whether the finding is about something of theirs first of all: it is they who put it right."""
        subjects = subjects_of(row)
        if not subjects:
            return False
        kind, name = subjects[0]
        return any((each, name) in self.names for each in (ITEMS if kind == ITEM else (kind,)))

    def edited(self, edits: Iterable[Edit]) -> list[Edit]:
        """The edits of what is theirs, and of what ties it to other things."""
        return [edit for edit in edits if edit.edited.anchors & self.anchors]


def scope_of(organisation: Organisation, key: str) -> Scope | None:
    """The scope of the unit of that key; None if there is none. Two queries."""
    tree = UnitTree(organisation)
    unit = tree.by_key.get(key)
    if unit is None:
        return None
    names: set[Name] = set()
    anchors: set[Anchor] = set()
    for kind, pk, name in _owned(organisation, {unit.pk, *(each.pk for each in tree.under(unit))}):
        names.add((kind, name))
        anchors.add((kind, pk))
    return Scope(unit, frozenset(names), frozenset(anchors))


def _owned(organisation: Organisation, units: Collection[int]) -> Iterable[tuple[str, int, str]]:
    """Kind, id and name of everything that the units answer for. One query."""
    of_goals = Goal.objects.filter(unit__in=units, framework__organisation=organisation).order_by()
    read = {
        "plan": Plan.objects.filter(unit__in=units, organisation=organisation).order_by(),
        "position": Position.objects.filter(answered_for(units), organisation=organisation).order_by(),
        "measure": Measure.objects.filter(answered_for(units), organisation=organisation).order_by(),
    }
    goals, others = answered(
        beside(
            ask(of_goals.values_list("pk", "framework__key", "key")),
            each_of(ask(rows.values_list("pk", "key")) for rows in read.values()),
        )
    )
    for pk, framework, key in goals:
        yield "goal", pk, f"{organisation.key}:{framework}/{key}"
    for kind, found in zip(read, others, strict=True):
        for pk, key in found:
            yield kind, pk, f"{organisation.key}:{key}"
