"""Why contributions are outdated: what the wordings that they join were when they were reviewed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q

from goals.models import Goal
from organisations.models import Organisation
from planning.models import Contribution
from planning.policies import Item
from planning.selectors.talked_about import contributions_talked_about

#: The app of each kind of thing, and the fields whose change makes what joins it outdated.
WORDING: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "plan": ("planning", ("title", "summary")),
    "position": ("planning", ("statement",)),
    "measure": ("planning", ("title", "text")),
    "goal": ("goals", ("title", "text")),
}
Reference = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A thing's wording when a contribution was reviewed, and now; `before` is empty if it is not kept."""

    kind: str
    pk: int
    before: str
    after: str


def rewordings(stated: Sequence[Contribution]) -> dict[int, tuple[Rewording, ...]]:
    """For each contribution what was reworded since its review, the item before the goal.

    Expects contributions with items and goals. A query for each kind of thing.
    """
    moments: dict[str, dict[int, Any]] = defaultdict(dict)
    for row in stated:
        for kind, thing in ends_of(row):
            if is_reworded(row, thing):
                moments[kind][thing.pk] = thing
    kept = {kind: _kept(kind, things) for kind, things in moments.items()}
    return {
        row.pk: tuple(
            _rewording(row, kind, thing, kept[kind].get(thing.pk, ()))
            for kind, thing in ends_of(row)
            if is_reworded(row, thing)
        )
        for row in stated
    }


def ends_of(row: Contribution) -> tuple[tuple[str, Item | Goal], ...]:
    """What a contribution joins, with the kind of each."""
    return (kind_of(row), row.item), ("goal", row.goal)


def kind_of(row: Contribution) -> str:
    """What sort of thing a contribution is said of."""
    if row.plan_id is not None:
        return "plan"
    return "position" if row.position_id is not None else "measure"


def is_reworded(row: Contribution, thing: Item | Goal) -> bool:
    """Whether the thing's wording changed after the contribution was reviewed."""
    changed, reviewed = thing.wording_changed_at, row.reviewed_at
    return changed is not None and reviewed is not None and reviewed < changed


def _kept(kind: str, things: Iterable[int]) -> dict[int, list[tuple[datetime, str]]]:
    """The wordings of things as their history keeps them, the oldest first."""
    app, fields = WORDING[kind]
    history: Any = apps.get_model(app, f"{kind.capitalize()}History")
    rows = history._default_manager.filter(pgh_obj_id__in=list(things)).order_by("pgh_id")
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for pk, at, *values in rows.values_list("pgh_obj_id", "pgh_created_at", *fields):
        found[pk].append((at, _text(values)))
    return found


def _rewording(
    row: Contribution, kind: str, thing: Item | Goal, kept: Sequence[tuple[datetime, str]]
) -> Rewording:
    """What was read at the review; what stood before the last change if the two were close in time."""
    after = _text(getattr(thing, field) for field in WORDING[kind][1])
    read = [text for at, text in kept if row.reviewed_at is not None and at <= row.reviewed_at]
    before = read[-1] if read else ""
    if before == after:
        before = next((text for _at, text in reversed(kept) if text != after), "")
    return Rewording(kind, thing.pk, before, after)


def _text(values: Iterable[Any]) -> str:
    return "\n".join(str(value) for value in values if value)


def said_otherwise(
    organisation: Organisation, stated: Sequence[Contribution]
) -> dict[int, list[Contribution]]:
    """For each of the organisation's contributions what others state of the same item and goal, and
    another strength. One query."""
    about = Q(pk__in=[])
    for kind in ("plan", "position", "measure"):
        ids = [getattr(row, f"{kind}_id") for row in stated if kind_of(row) == kind]
        about |= Q(**{f"{kind}__in": ids})
    others = contributions_talked_about(organisation).filter(about, goal__in={row.goal_id for row in stated})
    by_pair: dict[tuple[int | None, ...], list[Contribution]] = defaultdict(list)
    for other in others.exclude(recorded_by=organisation).select_related("recorded_by").order_by("pk"):
        by_pair[_pair(other)].append(other)
    return {
        row.pk: [other for other in by_pair.get(_pair(row), ()) if other.strength != row.strength]
        for row in stated
    }


def _pair(row: Contribution) -> tuple[int | None, ...]:
    return row.goal_id, row.plan_id, row.position_id, row.measure_id
