"""What differs between two reports of that which some units answer for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from alignment import engine
from alignment.selectors.comparing import Compared
from core.asking import Asking, ask, ask_rows, beside, each_of
from goals.models import Goal
from organisations.models import Organisation, Unit
from pages.dashboard.units import UnitTree, unit_rows
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


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The key of the unit that a comparison is of; `tree` where the units are at hand."""

    key: str
    tree: UnitTree | None = None


def scope_asked(organisation: Organisation, of: OfUnit) -> Asking[Scope | None]:
    """The scope of that unit; None if there is none. Two steps, one where the units are at hand."""
    tree = of.tree or UnitTree(organisation, (yield from ask_rows(unit_rows(organisation))))
    unit = tree.by_key.get(of.key)
    if unit is None:
        return None
    owned = yield from _owned_asked(organisation, {unit.pk, *(each.pk for each in tree.under(unit))})
    return Scope(
        unit,
        frozenset((kind, name) for kind, _pk, name in owned),
        frozenset((kind, pk) for kind, pk, _name in owned),
    )


def _owned_asked(organisation: Organisation, units: Collection[int]) -> Asking[list[tuple[str, int, str]]]:
    """Kind, id and name of everything that the units answer for."""
    of_goals = Goal.objects.filter(unit__in=units, framework__organisation=organisation).order_by()
    read = {
        "plan": Plan.objects.filter(unit__in=units, organisation=organisation).order_by(),
        "position": Position.objects.filter(answered_for(units), organisation=organisation).order_by(),
        "measure": Measure.objects.filter(answered_for(units), organisation=organisation).order_by(),
    }
    goals, others = yield from beside(
        ask(of_goals.values_list("pk", "framework__key", "key")),
        each_of(ask(rows.values_list("pk", "key")) for rows in read.values()),
    )
    owner = organisation.key
    named = [("goal", pk, f"{owner}:{framework}/{key}") for pk, framework, key in goals]
    for kind, found in zip(read, others, strict=True):
        named += [(kind, pk, f"{owner}:{key}") for pk, key in found]
    return named
