"""A page of a plan's document: sections, and positions and measures as cards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from pages.guards import Viewer
from pages.positions.selectors.cards import Card, cards_of
from planning.models import Measure, Plan, Position, Section
from planning.policies import Item
from planning.selectors.document import Document, PartPlace, SectionPlace

PARTS_PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document: perhaps a section's heading and text, and the parts under it.

    `goes_on` says that the section began on an earlier page.
    """

    section: SectionPlace | None
    goes_on: bool
    body: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section in the table of contents, and the page on which it begins."""

    section: SectionPlace
    page: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a plan's document; `plan_card` is what the plan as a whole is linked to."""

    page: Page[PartPlace]
    plan_card: Card
    blocks: tuple[Block, ...]
    outline: tuple[OutlineLine, ...]


def document_page(viewer: Viewer, plan: Plan, document: Document, number: str | None) -> DocumentPage:
    """A page of the plan's document; one that does not exist is the nearest one that does."""
    parts = list(document.parts())
    page = Paginator(parts, PARTS_PER_PAGE).get_page(number)
    plan_card, cards = _cards(viewer, plan, page.object_list)
    begins = {place.section.pk: _page_at(start, len(parts)) for place, start in _starts(document)}
    here = [pk for pk, at in begins.items() if at == page.number]
    bodies = dict(Section.objects.filter(pk__in=here).values_list("pk", "body"))
    return DocumentPage(
        page,
        plan_card,
        tuple(_blocks(document, cards, bodies)),
        tuple(OutlineLine(place, begins[place.section.pk]) for place in document.sections),
    )


def _blocks(
    document: Document, cards: dict[PartPlace, Card], bodies: dict[int, str | None]
) -> Iterator[Block]:
    """What stands on the page; `bodies` has the sections that begin on it."""
    loose = tuple(cards[place] for place in document.loose if place in cards)
    if loose:
        yield Block(None, False, "", loose)  # noqa: FBT003  # named by the class
    for place in document.sections:
        pk = place.section.pk
        inside = tuple(cards[part] for part in place.parts if part in cards)
        if inside or pk in bodies:
            yield Block(place, pk not in bodies, bodies.get(pk) or "", inside)


def _starts(document: Document) -> Iterator[tuple[SectionPlace, int]]:
    """Each section with the number of parts that stand before it."""
    before = len(document.loose)
    for place in document.sections:
        yield place, before
        before += len(place.parts)


def _page_at(start: int, parts: int) -> int:
    """The page on which the part after `start` others stands; empty sections at the end are on the last."""
    return min(start, max(parts - 1, 0)) // PARTS_PER_PAGE + 1


def _cards(viewer: Viewer, plan: Plan, places: Iterable[PartPlace]) -> tuple[Card, dict[PartPlace, Card]]:
    """The cards of the plan and of the parts on a page."""
    ids = {kind: [place.pk for place in places if place.kind == kind] for kind in ("position", "measure")}
    parts: dict[str, dict[int, Any]] = {
        "position": Position.objects.select_related("unit").defer("geometry").in_bulk(ids["position"]),
        "measure": Measure.objects.select_related("unit")
        .prefetch_related("partners")
        .in_bulk(ids["measure"]),
    }
    found: dict[PartPlace, Item] = {}
    for place in places:
        item = parts[place.kind].get(place.pk)
        if item is not None:
            item.plan = plan
            found[place] = item
    plan_card, *cards = cards_of(viewer, [plan, *found.values()])
    return plan_card, dict(zip(found, cards, strict=True))
