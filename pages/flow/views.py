"""The goal chain (målkedja) of one goal, plan or measure as a picture and as a table."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from pages.flow.items import item_flow
from pages.flow.nodes import What
from pages.flow.selectors import flow_page
from pages.goals.selectors.detail import goal_seen
from pages.guards import Request, Viewer, in_organisation
from pages.positions.views import Ref, item_of
from pages.rendering import render_kept
from pages.touched.views import what_if
from planning.models import Measure, Plan


@require_GET
@in_organisation
def flow_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """From the goal over plans to measures and money, with the breaks marked."""

    def shown() -> dict[str, Any]:
        found = goal_seen(viewer, owner, framework, goal)
        return {"page": flow_page(viewer, found, *asked_of(request))}

    return render_kept(request, viewer, "flow/flow_detail.html", "live", shown)


@require_GET
@in_organisation
def item_detail(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """What a plan or a measure is for, and what carries it out and pays for it."""

    def shown() -> dict[str, Any]:
        item = item_of(viewer, kind, ref)
        if not isinstance(item, Plan | Measure):
            raise Http404
        page = item_flow(viewer, item, *asked_of(request))
        return {"page": page, "kind": kind, "what_if": what_if(viewer, item)}

    return render_kept(request, viewer, "flow/item_detail.html", "live", shown)


def asked_of(request: Request) -> tuple[What | None, str | None]:
    """The sort of which the address asks for all (`?visa=…`), and which page of them."""
    return What.of(request.GET.get("visa")), request.GET.get("page")
