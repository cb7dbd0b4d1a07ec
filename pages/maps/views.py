"""Positions on a map, with the same list beside it; and what the map draws."""

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET

from pages.conflicts.forms import numbers
from pages.guards import Request, Viewer, in_organisation
from pages.keeping import kept_file
from pages.maps.selectors import collection, numbered, place_page, places_listed, places_named
from pages.positions.selectors.cards import positions_shown
from pages.rendering import render_kept, uncached


@require_GET
@in_organisation
def map_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """The map and the list; the list alone says everything where there is no JavaScript."""

    def shown() -> dict[str, Any]:
        found = place_page(viewer, request.GET)
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return {
            "filterset": found.filterset,
            "page": found.page,
            "any_places": found.any_places,
            "places": places_listed(viewer, found.page),
            "places_url": reverse("maps:place_list", args=[viewer.organisation.slug]) + asked,
        }

    return render_kept(request, viewer, "maps/map_detail.html", "results", shown)


@require_GET
@in_organisation
def place_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The positions of the list's page as features, at most eighty; `next` is where the others are.

    Or the positions that the address names, for lists of other pages.
    """

    def made() -> dict[str, Any]:
        if "id" in request.GET:
            named = places_named(viewer, numbers(request.GET.getlist("id")))
            return collection(viewer, named, count=len(named), next=None)
        page = place_page(viewer, request.GET).page
        following = None
        if page.has_next():
            asked = request.GET.copy()
            asked["page"] = str(page.next_page_number())
            following = f"{request.path}?{asked.urlencode()}"
        return collection(viewer, numbered(page), count=page.paginator.count, next=following)

    return answer(request, viewer, made)


@require_GET
@in_organisation
def place_detail(request: Request, viewer: Viewer, ref: tuple[str | None, str]) -> HttpResponse:
    """One position, withdrawn ones and those of past plans too; 404 for one without a place."""

    def made() -> dict[str, Any]:
        owner, key = ref
        owned = {"organisation__key": owner or viewer.organisation.key, "key": key}
        position = positions_shown(viewer).filter(geometry__isnull=False, **owned).first()
        if position is None:
            raise Http404
        return collection(viewer, [(1, position)], count=1, next=None)

    return answer(request, viewer, made)


def answer(request: Request, viewer: Viewer, make: Callable[[], dict[str, Any]]) -> HttpResponse:
    """What the map draws, kept or made now; 304 for the browser that has it."""
    content = kept_file(request, viewer, "places", lambda: orjson.dumps(make()))
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = uncached(HttpResponse(content, content_type="application/json", headers={"ETag": etag}))
    return get_conditional_response(request, etag=etag, response=response) or response
