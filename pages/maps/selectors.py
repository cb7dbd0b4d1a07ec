"""What the map and its list show: positions that have a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from core.ordering import sort_key
from organisations.models import Organisation
from pages.addresses import item_ref, item_url
from pages.guards import Viewer
from pages.maps.filters import PlaceFilter
from pages.maps.geometry import Shape, drawn
from pages.naming import Names, only_names
from pages.paging import page_of
from pages.positions.selectors.cards import positions_shown
from pages.positions.selectors.statements import Bearing, bearings_of
from pages.things import WORDS_IN_A_NAME, Thing, plan_thing
from planning.models import PlanType, Position
from planning.selectors.placed import PLACED
from planning.selectors.plans import Phase, phase_of, plans_shown

#: The map shows the same positions as the page of the list beside it.
PLACES_PER_PAGE = 80
MOST_GOALS = 3
COMPREHENSIVE = {PlanType.Family.COMPREHENSIVE, PlanType.Family.COMPREHENSIVE_PART}
#: What the list shows beside names, and tells plans in effect from proposed ones by.
SHOWN = ("aspect", "plan__status", "plan__valid_from")
#: By what positions are put in order.
ORDER = ("plan__type__family", "plan__title", "plan_id", "order")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the list: its number is the one that it has on the map."""

    number: int
    position: Position
    thing: Thing
    plan: Thing
    is_proposed: bool
    bears_on: tuple[Bearing, ...]
    more: int
    """How many further goals it bears on."""


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A page of positions on the map and in the list; `any_places`: without the filters there are some."""

    filterset: PlaceFilter
    page: Page[Position]
    any_places: bool


def positions_placed(viewer: Viewer) -> QuerySet[Position]:
    """Positions with a place that hold or are proposed, of plans that the viewer is shown."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    return only_names(Position.objects.filter(PLACED, plan__in=plans), *SHOWN)


def place_page(viewer: Viewer, asked: Mapping[str, Any]) -> PlacePage:
    """The page that the address asks for: the comprehensive plan's positions first, then plan by plan."""
    placed = positions_placed(viewer)
    rows = list(placed.order_by().values_list("pk", *ORDER))
    filterset = PlaceFilter(asked, queryset=placed, viewer=viewer, places=[pk for pk, *_order in rows])
    language = viewer.organisation.language

    def place(row: tuple[Any, ...]) -> tuple[Any, ...]:
        pk, family, title, plan, order = row
        return family not in COMPREHENSIVE, sort_key(title, language), plan, order, pk

    chosen = filterset.chosen()
    ids = [row[0] for row in sorted(rows, key=place) if chosen is None or row[0] in chosen]
    return PlacePage(filterset, page_of(placed, ids, asked.get("page"), PLACES_PER_PAGE), bool(rows))


def places_listed(viewer: Viewer, page: Page[Position]) -> list[Place]:
    """The positions of a page with what they bear on. Three queries, however many positions."""
    positions = list(page.object_list)
    names = Names(viewer.organisation)
    names.know(*{each.plan_id: each.plan for each in positions}.values())
    said = bearings_of(viewer, names, positions, MOST_GOALS) if positions else {}
    return [
        Place(
            number=number,
            position=position,
            thing=named(viewer, position),
            plan=plan_thing(viewer.organisation, position.plan),
            is_proposed=is_proposed(viewer, position),
            bears_on=tuple(strongest),
            more=total - len(strongest),
        )
        for number, position in numbered(page)
        for strongest, total in (said.get(("position", position.pk), ([], 0)),)
    ]


def places_named(viewer: Viewer, ids: Iterable[int]) -> list[tuple[int, Position]]:
    """Those of some positions that have a place, the past ones too, numbered as they are named. One query.

    Of the first eighty.
    """
    wanted = list(dict.fromkeys(ids))[:PLACES_PER_PAGE]
    known = positions_shown(viewer).filter(geometry__isnull=False).in_bulk(wanted)
    return list(enumerate((known[pk] for pk in wanted if pk in known), 1))


def numbered(page: Page[Position]) -> Iterable[tuple[int, Position]]:
    """The positions of a page with their numbers, which go on from page to page."""
    return enumerate(page.object_list, max(1, page.start_index()))


def named(viewer: Viewer, position: Position) -> Thing:
    """A position by its wording: beside its number on the map its code would be a second number."""
    text = Truncator(position.statement).words(WORDS_IN_A_NAME, truncate=" …")
    return Thing(text, item_url(viewer.organisation, position), position.plan.organisation.language)


def is_proposed(viewer: Viewer, position: Position) -> bool:
    """Whether the plan does not hold yet."""
    return phase_of(position.plan, viewer.today) == Phase.PROPOSED


# For the map -------------------------------------------------------------------------------------


def collection(viewer: Viewer, numbers: Iterable[tuple[int, Position]], **more: Any) -> dict[str, Any]:
    """The positions as features, in the map's projection: like GeoJSON, which is WGS 84 however. One query.

    A position whose geometry cannot be drawn has none.
    """
    known = list(numbers)
    ids = [position.pk for _number, position in known]
    shapes = dict(Position.objects.filter(pk__in=ids).order_by().values_list("pk", "geometry"))
    return {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": projection_of(viewer.organisation)}},
        **more,
        "features": [_feature(viewer, number, each, shapes.get(each.pk)) for number, each in known],
    }


def _feature(viewer: Viewer, number: int, position: Position, shape: Shape | None) -> dict[str, Any]:
    thing = named(viewer, position)
    return {
        "type": "Feature",
        "id": position.pk,
        "geometry": drawn(shape) if shape else None,
        "properties": {
            "number": number,
            "key": position.key,
            "code": position.code,
            "name": thing.text,
            "plan": position.plan.title,
            "url": thing.url,
            "is_proposed": is_proposed(viewer, position),
        },
    }


def projection_of(organisation: Organisation) -> str:
    """How the map's projection is named in the organisation's country (`pages.maps.geometry`)."""
    return "EPSG:25833" if organisation.country == "NO" else "EPSG:3006"


def place_url(organisation: Organisation, position: Position) -> str:
    """Where the map of one position gets it."""
    return reverse("maps:place_detail", args=[organisation.slug, item_ref(organisation, position)])
