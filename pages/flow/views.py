"""The goal chain (målkedja) of one goal as a picture and as a table."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from pages.flow.selectors import flow_page
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_kept


@require_GET
@in_organisation
def flow_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """From the goal over plans to measures and money, with the breaks marked."""

    def shown() -> dict[str, Any]:
        return {"page": flow_page(viewer, owner, framework, goal)}

    return render_kept(request, viewer, "flow/flow_detail.html", "live", shown)
