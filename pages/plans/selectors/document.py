"""A page of a plan's document: sections, and positions and measures as cards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from pages.addresses import item_url
from pages.guards import Viewer
from pages.naming import Names
from pages.plans.selectors.asking import Opened
from pages.positions.selectors.adding import Adding, adding_of
from pages.positions.selectors.cards import Card, cards_of
from planning.models import Plan, Section
from planning.selectors.document import Document, PartPlace, SectionPlace, document_of
from planning.services.arranging import Direction

PARTS_PER_PAGE = 10


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


class Turned:
    """A document turned to a page: one that does not exist is the nearest one that does."""

    def __init__(self, document: Document, number: str | None) -> None:
        self.document = document
        self.parts = list(document.parts())
        self.page = Paginator(self.parts, PARTS_PER_PAGE).get_page(number)
        self.begins = {
            place.section.pk: _page_at(start, len(self.parts)) for place, start in _starts(document)
        }

    @property
    def places(self) -> list[PartPlace]:
        """The parts on the page."""
        return list(self.page.object_list)

    @property
    def sections(self) -> list[int]:
        """The sections that begin on the page."""
        return [pk for pk, at in self.begins.items() if at == self.page.number]


def document_page(viewer: Viewer, names: Names, plan: Plan, turned: Turned, opened: Opened) -> DocumentPage:
    """A page of the plan's document, of what was read for it.

    Nothing is added to a document that is not whole.
    """
    document = turned.document
    for part in opened.parts.values():
        part.plan = plan
    plan_card, *found = cards_of(viewer, names, [plan, *opened.parts.values()], opened.at_hand)
    cards = dict(zip(opened.parts, found, strict=True))
    adding = adding_of(viewer, plan) if document.is_whole else None
    if adding is not None:
        adding.is_first, adding.is_sections = not turned.parts and not document.sections, True
    return DocumentPage(
        turned.page,
        plan_card,
        tuple(_blocks(document, cards, opened.bodies, adding)),
        tuple(OutlineLine(place, turned.begins[place.section.pk]) for place in document.sections),
        adding,
    )


def part_url(viewer: Viewer, plan: Plan, kind: str, pk: int, to: str = "") -> str:
    """Where a part stands in the document; after a step, the button of the next one. One query."""
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
