"""The inboxes and outboxes of hand-overs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from organisations.policies import EDITING
from pages.guards import Viewer
from pages.handovers.selectors.cards import HandOverLine, hand_overs_of, line_of
from pages.handovers.selectors.places import with_places
from pages.things import Thing
from planning.models import HandOver
from planning.selectors.owned import answered_for
from planning.selectors.waiting import received_by

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class OffersToPlan:
    """What is offered to one plan, and whether the viewer answers there."""

    plan: Thing
    lines: tuple[HandOverLine, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A page of hand-overs, grouped by the plan that they are offered to."""

    page: object
    total: int
    groups: tuple[OffersToPlan, ...]
    places_url: str
    """Where the map gets what is handed over."""


def offers_in(viewer: Viewer, number: str | None) -> Box:
    """What waits for an answer: of the plans that the viewer edits; readers see all. Two queries."""
    waiting = Q(state=HandOver.State.OFFERED)
    return _box(viewer, waiting & _received(viewer), number)


def offers_out(viewer: Viewer, number: str | None) -> Box:
    """What the viewer's units have handed over, answered or not; coordinators and readers see all."""
    return _box(viewer, _sent(viewer), number)


def waiting_offers(viewer: Viewer) -> int:
    """How many offers wait for an answer from the viewer. One query."""
    own = HandOver.objects.filter(recorded_by=viewer.organisation, state=HandOver.State.OFFERED)
    return own.filter(_received(viewer)).count()


def _received(viewer: Viewer) -> Q:
    standing = viewer.standing
    if standing.is_coordinator or standing.role not in EDITING:
        return Q()
    return received_by(standing.unit_ids)


def _sent(viewer: Viewer) -> Q:
    standing = viewer.standing
    if standing.is_coordinator or standing.role not in EDITING:
        return Q()
    return answered_for(standing.unit_ids, "source__")


def _box(viewer: Viewer, condition: Q, number: str | None) -> Box:
    rows = hand_overs_of(viewer.organisation).filter(condition)
    rows = rows.annotate(receiver_id=Coalesce(F("target_plan_id"), F("target__plan_id")))
    page = Paginator(rows.order_by("receiver_id", "state", "-pk"), PER_PAGE).get_page(number)
    lines, places_url = with_places(viewer, [line_of(viewer, row) for row in page.object_list])
    return Box(page, page.paginator.count, tuple(_groups(lines)), places_url)


def _groups(lines: Iterable[HandOverLine]) -> Iterable[OffersToPlan]:
    for _pk, same in groupby(lines, key=lambda line: line.sent.receiver.pk):
        found = tuple(same)
        yield OffersToPlan(found[0].receiver, found)
