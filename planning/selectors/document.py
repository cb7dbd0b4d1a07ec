"""A plan as a document: its sections in the order of the tree, positions and measures inside."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from core.asking import Asking, answered, ask, ask_sql, beside
from core.prepared import written_once
from core.together import Written
from planning.models import Measure, Plan, Position, Section

PartKind = Literal["position", "measure"]
#: Positions stand before measures.
KINDS: tuple[PartKind, ...] = ("position", "measure")
#: Rank of the kind, id and section of each part, in their order; in SQL as in `linked`, for the same reason.
PLACES = """
    SELECT rank, id, section_id
    FROM (
        SELECT 0 AS rank, "order" AS place, id, section_id FROM planning_position WHERE plan_id = %(plan)s
        UNION ALL
        SELECT 1, "order", id, section_id FROM planning_measure WHERE plan_id = %(plan)s
    ) parts
    ORDER BY rank, place, id
"""


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A position or measure by its id, under a section of the tree (None: under none)."""

    kind: PartKind
    pk: int
    section_id: int | None


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section with its depth in the tree, from 1, and how many parts stand directly in it."""

    section: Section
    depth: int
    parts: tuple[PartPlace, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What stands where in a plan. `loose`: parts in no section, which come first.

    `is_whole` is not said of one that has been narrowed to some of the parts.
    """

    loose: tuple[PartPlace, ...]
    sections: tuple[SectionPlace, ...]
    is_whole: bool = True

    def parts(self) -> Iterator[PartPlace]:
        """All positions and measures from the first page to the last."""
        yield from self.loose
        for place in self.sections:
            yield from place.parts


def document_of(plan: Plan) -> Document:
    """The plan's outline with ids only, however long it is. One query."""
    return answered(document_asked(plan))


def document_asked(plan: Plan) -> Asking[Document]:
    """The same, asked for."""
    sections, places = yield from beside(
        ask(_sections(plan=plan.pk)),
        ask_sql(Written(PLACES, {"plan": plan.pk})),
    )
    inside: dict[int | None, list[PartPlace]] = defaultdict(list)
    for row in places:
        inside[row["section_id"]].append(PartPlace(KINDS[row["rank"]], row["id"], row["section_id"]))
    found = tuple(
        SectionPlace(section, depth, tuple(inside[section.pk])) for section, depth in walked(sections)
    )
    return Document(tuple(inside[None]), found)


@written_once
def _sections(*, plan: int) -> QuerySet[Section]:
    return Section.objects.filter(plan=plan).defer("body").order_by("order", "pk")


def number_of_parts(plan: Plan) -> int:
    """How many positions and measures stand in the plan. Two queries."""
    return sum(model.objects.filter(plan=plan).count() for model in (Position, Measure))


def narrowed(document: Document, kept: Collection[tuple[PartKind, int]]) -> Document:
    """The document with these parts only; sections that hold none of them are left out."""

    def keep(parts: Iterable[PartPlace]) -> tuple[PartPlace, ...]:
        return tuple(part for part in parts if (part.kind, part.pk) in kept)

    places = (SectionPlace(place.section, place.depth, keep(place.parts)) for place in document.sections)
    whole = tuple(place for place in places if place.parts)
    return Document(keep(document.loose), whole, is_whole=False)


def walked(sections: list[Section]) -> Iterator[tuple[Section, int]]:
    """Sections parent before child, each with its depth."""
    children: dict[int | None, list[Section]] = defaultdict(list)
    for section in sections:
        children[section.parent_id].append(section)
    stack = [(section, 1) for section in reversed(children[None])]
    while stack:
        section, depth = stack.pop()
        yield section, depth
        stack += [(child, depth + 1) for child in reversed(children[section.pk])]
