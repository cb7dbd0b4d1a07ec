"""Two editions of a plan beside each other: what was kept, reworded, added and dropped."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from planning.models import Measure, Plan, Position
from planning.selectors.editions import says_the_same

Part = Position | Measure


class Change(TextChoices):
    """What became of a part from one edition to the next."""

    KEPT = "kept", pgettext_lazy("from one edition to the next", "Kept")
    REWORDED = "reworded", pgettext_lazy("from one edition to the next", "Reworded")
    NEW = "new", pgettext_lazy("from one edition to the next", "New")
    DROPPED = "dropped", pgettext_lazy("from one edition to the next", "Dropped")


@dataclass(frozen=True, slots=True)
class Pair:
    """A part in the earlier edition and what it became; one of them is missing if it is new or dropped."""

    before: Part | None
    after: Part | None
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions: pairs in the order of the later one, what was dropped where it stood before."""

    before: Plan
    after: Plan
    positions: tuple[Pair, ...]
    measures: tuple[Pair, ...]


def comparison(before: Plan, after: Plan) -> Comparison:
    """What became of each position and measure. Four queries."""
    live = Position.Status.ACTIVE
    positions = [
        Position.objects.filter(plan=plan, status=live).select_related("section").defer("geometry")
        for plan in (before, after)
    ]
    measures = [Measure.objects.filter(plan=plan).select_related("section") for plan in (before, after)]
    return Comparison(before, after, tuple(_pairs(*positions)), tuple(_pairs(*measures)))


def _pairs(before: Iterable[Part], after: Iterable[Part]) -> list[Pair]:
    """A part that was split stands beside each that it became."""
    earlier = {part.pk: part for part in before}
    later = list(after)
    kept: set[int | None] = {part.revises_id for part in later if part.revises_id in earlier}
    dropped = _dropped_after(list(earlier.values()), kept)
    pairs = [Pair(part, None, Change.DROPPED) for part in dropped.pop(None, [])]
    for part in later:
        origin = earlier.get(part.revises_id or 0)
        pairs.append(Pair(origin, part, _change(origin, part)))
        if origin is not None:
            pairs += [Pair(gone, None, Change.DROPPED) for gone in dropped.pop(origin.pk, [])]
    return pairs


def _dropped_after(parts: list[Part], kept: set[int | None]) -> dict[int | None, list[Part]]:
    """The parts that are gone, each under the last one before it that is not."""
    found: dict[int | None, list[Part]] = defaultdict(list)
    last: int | None = None
    for part in parts:
        if part.pk in kept:
            last = part.pk
        else:
            found[last].append(part)
    return found


def _change(before: Part | None, after: Part) -> Change:
    if before is None:
        return Change.NEW
    same_reason = not isinstance(before, Position) or before.rationale == getattr(after, "rationale", None)
    return Change.KEPT if says_the_same(before, after) and same_reason else Change.REWORDED
