"""A page of a plan's document: sections, and positions and measures as cards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from organisations.models import Unit
from pages.addresses import item_url
from pages.guards import Viewer
from pages.naming import Names, with_names
from pages.positions.selectors.adding import Adding, adding_of
from pages.positions.selectors.cards import Card, cards_of
from planning.models import Measure, Plan, Position, Section
from planning.policies import Item
from planning.selectors.document import Document, PartPlace, SectionPlace, document_of
from planning.services.arranging import Direction

PARTS_PER_PAGE = 10
PARTNERS = Prefetch("partners", Unit.objects.only("name"))


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document: perhaps a section's heading and text, and the parts under it.

    `goes_on` says that the section began on an earlier page; `adding` is there where it ends, for those
    who may write something new.
    """

    section: SectionPlace | None
    goes_on: bool
    body: str
    cards: tuple[Card, ...]
    adding: Adding | None = None


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
    adding: Adding | None = None
    """Where a section is added, for those who may; the first position of an empty plan too."""


def document_page(
    viewer: Viewer, names: Names, plan: Plan, document: Document, number: str | None
) -> DocumentPage:
    """A page of the plan's document; one that does not exist is the nearest one that does.

    Nothing is added to a document that is not whole.
    """
    parts = list(document.parts())
    page = Paginator(parts, PARTS_PER_PAGE).get_page(number)
    plan_card, cards = _cards(viewer, names, plan, page.object_list)
    begins = {place.section.pk: _page_at(start, len(parts)) for place, start in _starts(document)}
    here = [pk for pk, at in begins.items() if at == page.number]
    bodies = dict(Section.objects.filter(pk__in=here).order_by().values_list("pk", "body"))
    adding = adding_of(viewer, plan) if document.is_whole else None
    if adding is not None:
        adding.is_first, adding.is_sections = not parts and not document.sections, True
    return DocumentPage(
        page,
        plan_card,
        tuple(_blocks(document, cards, bodies, adding)),
        tuple(OutlineLine(place, begins[place.section.pk]) for place in document.sections),
        adding,
    )


def part_url(viewer: Viewer, plan: Plan, kind: str, pk: int, to: str = "") -> str:
    """Where a part stands in the document; after a step, the button of the next one. Two queries."""
    document = document_of(plan)
    places = [(place.kind, place.pk) for place in document.parts()]
    start = {place.section.pk: before for place, before in _starts(document)}
    name = (kind, pk)
    before = places.index(name) if name in places else start.get(pk, 0) if kind == "section" else 0
    anchor = f"{kind}-{pk}{f'-{to}' if to in set(Direction) else ''}"
    return f"{item_url(viewer.organisation, plan)}?page={_page_at(before, len(places))}#{anchor}"


def _blocks(
    document: Document,
    cards: dict[PartPlace, Card],
    bodies: dict[int, str | None],
    adding: Adding | None,
) -> Iterator[Block]:
    """What stands on the page; `bodies` has the sections that begin on it."""
    loose = tuple(cards[place] for place in document.loose if place in cards)
    if loose:
        ends = document.loose[-1] in cards
        yield Block(None, False, "", loose, _at(adding, None) if ends else None)  # noqa: FBT003  # named by the class
    for place in document.sections:
        pk = place.section.pk
        inside = tuple(cards[part] for part in place.parts if part in cards)
        if inside or pk in bodies:
            ends = not place.parts or place.parts[-1] in cards
            at = _at(adding, place.section) if ends else None
            yield Block(place, pk not in bodies, bodies.get(pk) or "", inside, at)


def _at(adding: Adding | None, section: Section | None) -> Adding | None:
    """The same at the end of a section."""
    return adding and replace(adding, section=section, is_first=False, is_sections=False)


def _starts(document: Document) -> Iterator[tuple[SectionPlace, int]]:
    """Each section with the number of parts that stand before it."""
    before = len(document.loose)
    for place in document.sections:
        yield place, before
        before += len(place.parts)


def _page_at(start: int, parts: int) -> int:
    """The page on which the part after `start` others stands; empty sections at the end are on the last."""
    return min(start, max(parts - 1, 0)) // PARTS_PER_PAGE + 1


def _cards(
    viewer: Viewer, names: Names, plan: Plan, places: Iterable[PartPlace]
) -> tuple[Card, dict[PartPlace, Card]]:
    """The cards of the plan and of the parts on a page."""
    ids = {kind: [place.pk for place in places if place.kind == kind] for kind in ("position", "measure")}
    positions = with_names(Position.objects.order_by(), "unit__name").defer("geometry")
    measures = with_names(Measure.objects.order_by(), "unit__name").prefetch_related(PARTNERS)
    parts: dict[str, dict[int, Any]] = {
        "position": positions.in_bulk(ids["position"]),
        "measure": measures.in_bulk(ids["measure"]),
    }
    found: dict[PartPlace, Item] = {}
    for place in places:
        item = parts[place.kind].get(place.pk)
        if item is not None:
            item.plan = plan
            found[place] = item
    plan_card, *cards = cards_of(viewer, names, [plan, *found.values()])
    return plan_card, dict(zip(found, cards, strict=True))
