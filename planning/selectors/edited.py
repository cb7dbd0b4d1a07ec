"""What people changed between two moments of what an organisation's report depends on.

Each thing comes once, with how it stood before and how it stands after: what was put back is no change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

from django.db.models import CharField, QuerySet, Value

from core.asking import Asking, answered, ask, ask_rows, beside, each_of
from core.prepared import Given, Prepared, written_once
from goals.models import Framework, FrameworkAdoption, Goal, GoalLink, Indicator, Observation, Target
from organisations.models import Organisation
from planning.models import (
    BudgetLine,
    Conflict,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanLink,
    Position,
    PositionLink,
)

Kept: TypeAlias = Any
Anchor = tuple[str, int]
MOST = 1_000
ANCHORS: dict[type[Any], str] = {
    Goal: "goal",
    Plan: "plan",
    Position: "position",
    Measure: "measure",
    Indicator: "indicator",
}
#: What is followed, by kind, and the field that tells whose it is.
FOLLOWED: dict[str, tuple[type[Any], str]] = {
    "plan": (Plan, "organisation"),
    "position": (Position, "organisation"),
    "measure": (Measure, "organisation"),
    "implementation": (Implementation, "measure__organisation"),
    "budget_line": (BudgetLine, "measure__organisation"),
    "contribution": (Contribution, "recorded_by"),
    "plan_link": (PlanLink, "recorded_by"),
    "position_link": (PositionLink, "recorded_by"),
    "hand_over": (HandOver, "recorded_by"),
    "conflict": (Conflict, "organisation"),
    "framework": (Framework, "organisation"),
    "framework_adoption": (FrameworkAdoption, "organisation"),
    "goal": (Goal, "framework__organisation"),
    "goal_link": (GoalLink, "recorded_by"),
    "indicator": (Indicator, "organisation"),
    "target": (Target, "recorded_by"),
    "observation": (Observation, "recorded_by"),
}


@dataclass(frozen=True, slots=True)
class Edited:
    """A thing that was changed: how it stood before (None: it was not there) and after (None: removed).

    `rows` are all states between, the oldest first; `anchors` the goals, plans, positions, measures and
    indicators that it is or ties together.
    """

    kind: str
    pk: int
    before: Kept | None
    after: Kept | None
    rows: tuple[Kept, ...]
    anchors: frozenset[Anchor]

    @property
    def at(self) -> datetime:
        """When it was changed last."""
        at: datetime = self.rows[-1].pgh_created_at
        return at


@dataclass(frozen=True, slots=True)
class Edits:
    """The things that were changed, the latest first; `is_cut`: there were more than are read."""

    things: tuple[Edited, ...]
    is_cut: bool


def edits_between(organisation: Organisation, after: datetime, until: datetime) -> Edits:
    """What was changed of the organisation's own after a moment and until another.

    Three queries. The latest thousand changes are read.
    """
    return answered(edits_asked(organisation, after, until))


def edits_asked(organisation: Organisation, after: datetime, until: datetime) -> Asking[Edits]:
    """The same, asked for."""
    found = yield from ask_rows(MOMENTS.given(organisation=organisation.pk, after=after, until=until))
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in found[:MOST]:
        by_kind[row["sort"]].append(row["pgh_id"])
    read = yield from each_of(_things(kind, numbers, after) for kind, numbers in by_kind.items())
    things = sorted(chain.from_iterable(read), key=lambda thing: thing.at, reverse=True)
    return Edits(tuple(things), len(found) > MOST)


def goals_of_asked(edits: Iterable[Edited]) -> Asking[dict[Anchor, set[int]]]:
    """The ids of the goals that each anchor bears on by itself, or is. One step.

    A measure bears on what the positions that it carries out bear on; a plan on what its parts do.
    """
    anchors = {anchor for edited in edits for anchor in edited.anchors}
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, pk in anchors:
        ids[kind].add(pk)
    found: dict[tuple[str, int | None], set[int]] = defaultdict(set)
    for pk in ids["goal"]:
        found["goal", pk].add(pk)
    carried, bearing, targets = yield from beside(
        ask(_carried(measures=ids["measure"])),
        each_of(ask(_bearing(where, ids=ids[kind])) for kind, where in BEARING if ids[kind]),
        ask(_followed(indicators=ids["indicator"])),
    )
    for goal, *items in chain.from_iterable(bearing):
        for kind, pk in zip(("plan", "position", "measure", "plan", "plan"), items, strict=True):
            found[kind, pk].add(goal)
    for goal, indicator in targets:
        found["indicator", indicator].add(goal)
    for measure, position in carried:
        found["measure", measure] |= found["position", position]
    return {anchor: found[anchor] for anchor in anchors}


@written_once
def _carried(*, measures: Collection[int]) -> QuerySet[Implementation, tuple[int, int]]:
    rows = Implementation.objects.filter(measure__among=measures).order_by()
    return rows.values_list("measure_id", "position_id")


#: What bears on goals by something of a kind: asked apart, each has its index.
BEARING = (
    ("plan", "plan"),
    ("plan", "position__plan"),
    ("plan", "measure__plan"),
    ("position", "position"),
    ("measure", "measure"),
    ("measure", "position__implementation_rows__measure"),
)


@written_once
def _bearing(where: str, *, ids: Collection[int]) -> QuerySet[Contribution, tuple[Any, ...]]:
    """Goals with what bears on them and the plans that it stands in."""
    columns = ("goal_id", "plan_id", "position_id", "measure_id", "position__plan_id", "measure__plan_id")
    rows = Contribution.objects.filter(**{f"{where}__among": ids})
    return rows.order_by().values_list(*columns)


@written_once
def _followed(*, indicators: Collection[int]) -> QuerySet[Target, tuple[int, int]]:
    rows = Target.objects.filter(indicator__among=indicators).order_by()
    return rows.values_list("goal_id", "indicator_id")


def _moments() -> QuerySet[Kept, Kept]:
    """When, number and kind of each state that was kept meanwhile, latest first; one more than is read."""
    queries = []
    for kind, (model, owner) in FOLLOWED.items():
        rows: QuerySet[Kept] = _history(model).filter(
            **{owner: Given("organisation")},
            pgh_created_at__gt=Given("after"),
            pgh_created_at__lte=Given("until"),
        )
        named = rows.order_by().annotate(sort=Value(kind, output_field=CharField()))
        queries.append(named.values_list("pgh_created_at", "pgh_id", "sort"))
    found: QuerySet[Kept, Kept] = queries[0].union(*queries[1:], all=True)
    return found.order_by("-pgh_created_at", "-pgh_id")[: MOST + 1]


MOMENTS = Prepared(_moments)


def _things(kind: str, numbers: Iterable[int], after: datetime) -> Asking[list[Edited]]:
    model, _owner = FOLLOWED[kind]
    rows: dict[int, list[Kept]] = defaultdict(list)
    for row in (yield from ask(_states(model, numbers=list(numbers)))):
        rows[row.id].append(row)
    before = {row.id: row for row in (yield from ask(_last_states(model, things=list(rows), until=after)))}
    found = []
    for pk, states in rows.items():
        old = None if states[0].pgh_label == "insert" else before.get(pk)
        new = None if states[-1].pgh_label == "delete" else states[-1]
        if old is not None or new is not None:
            found.append(Edited(kind, pk, old, new, tuple(states), _anchors(model, states)))
    return found


@written_once
def _states(model: type[Any], *, numbers: list[int]) -> QuerySet[Kept]:
    """Kept states by their numbers, with who made them."""
    states = _history(model).filter(pgh_id__among=numbers)
    return states.select_related("pgh_context").order_by("pgh_id")


@written_once
def _last_states(model: type[Any], *, things: list[int], until: datetime) -> QuerySet[Kept]:
    """How each of the things stood at a moment."""
    states = _history(model).filter(pgh_obj__among=things, pgh_created_at__lte=until)
    return states.order_by("id", "-pgh_id").distinct("id")


def _anchors(model: type[Any], states: Iterable[Kept]) -> frozenset[Anchor]:
    """What the thing itself is; else what it ties together, in any of its states."""
    own = ANCHORS.get(model)
    if own is not None:
        return frozenset((own, state.id) for state in states)
    tied = [
        (field.attname, ANCHORS[field.related_model])
        for field in model._meta.concrete_fields
        if field.related_model in ANCHORS
    ]
    named = ((kind, getattr(state, name, None)) for state in states for name, kind in tied)
    return frozenset((kind, pk) for kind, pk in named if pk is not None)


def _history(model: type[Any]) -> QuerySet[Kept]:
    history: Any = model._meta.get_field("history").related_model
    rows: QuerySet[Kept] = history.objects.all()
    return rows
