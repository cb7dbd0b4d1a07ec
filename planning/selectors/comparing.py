"""Two editions of a plan beside each other: what was kept, reworded, added and dropped."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from core.rich_text import plain
from planning.models import Measure, Plan, Position, Section
from planning.selectors.document import walked
from planning.selectors.editions import says_the_same

Part = Position | Measure | Section
#: Of a section's key, as the database says.
LONGEST_KEY = 100


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
    sections: tuple[Pair, ...]
    positions: tuple[Pair, ...]
    measures: tuple[Pair, ...]


def comparison(before: Plan, after: Plan) -> Comparison:
    """What became of each section, position and measure. Six queries."""
    live = Position.Status.ACTIVE
    positions = [
        Position.objects.filter(plan=plan, status=live).select_related("section").defer("geometry")
        for plan in (before, after)
    ]
    measures = [Measure.objects.filter(plan=plan).select_related("section") for plan in (before, after)]
    old, new = (
        [section for section, _depth in walked(list(Section.objects.filter(plan=plan)))]
        for plan in (before, after)
    )
    return Comparison(
        before,
        after,
        tuple(_pairs(old, new, origins_of_sections(old, new))),
        tuple(_revised_pairs(*positions)),
        tuple(_revised_pairs(*measures)),
    )


def section_text(section: Section) -> str:
    """What a section says, without its parts and without markup."""
    body = plain(section.body or "")
    return f"{section.heading}\n\n{body}" if body else section.heading


def origins_of_sections(before: Iterable[Section], after: Iterable[Section]) -> dict[int, int]:
    """The section that each of the later ones comes from, by their ids.

    A copy has the key of what it was copied from, cut to the length of a key, with a number behind it.
    What was not begun as a revision has keys of its own: there, what has the same heading is the same.
    """
    before = list(before)
    earlier = {section.key: section for section in before}
    found: dict[int, int] = {}
    rest = []
    for section in after:
        numbered = re.fullmatch(r"(.+)-\d{1,3}", section.key)
        origin = _keyed(earlier, numbered[1], len(section.key)) if numbered else None
        if origin is None:
            rest.append(section)
        else:
            found[section.pk] = origin.pk
    taken = set(found.values())
    headings: dict[str, list[int]] = defaultdict(list)
    for section in before:
        if section.pk not in taken:
            headings[section.heading.casefold()].append(section.pk)
    for section in rest:
        alike = headings[section.heading.casefold()]
        if alike:
            found[section.pk] = alike.pop(0)
    return found


def _keyed(earlier: Mapping[str, Section], base: str, length: int) -> Section | None:
    if base in earlier or length < LONGEST_KEY:
        return earlier.get(base)
    return next((section for key, section in earlier.items() if key.startswith(base)), None)


def _revised_pairs(before: Iterable[Position | Measure], after: Iterable[Position | Measure]) -> list[Pair]:
    later = list(after)
    return _pairs(before, later, {part.pk: part.revises_id for part in later if part.revises_id})


def _pairs(before: Iterable[Part], after: Iterable[Part], origins: Mapping[int, int]) -> list[Pair]:
    """A part that was split stands beside each that it became."""
    earlier = {part.pk: part for part in before}
    later = list(after)
    kept: set[int | None] = {origin for origin in origins.values() if origin in earlier}
    dropped = _dropped_after(list(earlier.values()), kept)
    pairs = [Pair(part, None, Change.DROPPED) for part in dropped.pop(None, [])]
    for part in later:
        origin = earlier.get(origins.get(part.pk, 0))
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
    return Change.KEPT if _is_kept(before, after) else Change.REWORDED


def _is_kept(before: Part, after: Part) -> bool:
    if isinstance(before, Section):
        return isinstance(after, Section) and section_text(before) == section_text(after)
    if isinstance(after, Section):
        return False
    same_reason = not isinstance(before, Position) or before.rationale == getattr(after, "rationale", None)
    return says_the_same(before, after) and same_reason
