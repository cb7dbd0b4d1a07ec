"""What is touched by a change, as a page shows it: named, by sort of tie, and whom to ask.

Things that the viewer is not shown are neither named nor counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from core.asking import Asking, answered, beside
from pages.guards import Viewer
from pages.touched.naming import Named, Naming, Reference
from planning.selectors.touched import Subject, Tie, Touch, others_asked, touched_asked

MOST_SHOWN = 12
LINES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class TouchLine:
    """A touched thing, how it is tied to what is to be changed, and who answers for it."""

    named: Named
    touch: Touch
    asked: str


@dataclass(frozen=True, slots=True)
class TouchGroup:
    """Touched things with one sort of tie: some of them, and how many there are."""

    tie: Tie
    lines: tuple[TouchLine, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.total > len(self.lines)


@dataclass(frozen=True, slots=True)
class Touched:
    """All that is touched: groups, how many things each unit answers for, and other organisations.

    `page` is set where one group alone is shown, which then is the only one.
    """

    groups: tuple[TouchGroup, ...]
    asked: tuple[tuple[str, int], ...]
    total: int
    others: int
    page: Page[Touch] | None


def touched(viewer: Viewer, subject: Subject, tie: str | None, number: str | None) -> Touched:
    """What is touched if the subject is changed; `tie` asks for one group alone. Three queries."""
    return answered(_touched_asked(viewer, subject, tie, number))


def _touched_asked(viewer: Viewer, subject: Subject, tie: str | None, number: str | None) -> Asking[Touched]:
    touches, others = yield from beside(
        touched_asked(viewer.organisation, subject), others_asked(viewer.organisation, subject)
    )
    naming = Naming(viewer)
    answering = yield from naming.answering_asked(touches)
    found = _by_tie(touches, answering)
    alone = next((each for each in found if each == tie), None)
    page = Paginator(found[alone], LINES_PER_PAGE).get_page(number) if alone else None
    shown: dict[Tie, Sequence[Touch]] = {each: found[each][:MOST_SHOWN] for each in Tie if found.get(each)}
    if alone and page:
        shown = {alone: list(page)}
    named = yield from naming.named_asked(touch for touches in shown.values() for touch in touches)
    counts = Counter(answering.values())
    return Touched(
        groups=tuple(
            TouchGroup(each, tuple(_lines(touches, named, answering)), len(found[each]))
            for each, touches in shown.items()
        ),
        asked=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        total=len(answering),
        others=others,
        page=page,
    )


def _by_tie(touches: Iterable[Touch], shown: Mapping[Reference, str]) -> dict[Tie, list[Touch]]:
    found: dict[Tie, list[Touch]] = defaultdict(list)
    for touch in touches:
        if (touch.kind, touch.pk) in shown:
            found[touch.tie].append(touch)
    return found


def _lines(
    touches: Iterable[Touch], named: Mapping[Reference, Named], answering: Mapping[Reference, str]
) -> Iterable[TouchLine]:
    """The things by name; one that has gone since it was found is left out."""
    for touch in touches:
        thing = touch.kind, touch.pk
        if thing in named:
            yield TouchLine(named[thing], touch, answering[thing])
