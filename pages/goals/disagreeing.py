"""Targets of own goals that contradict each other: the list of such pairs, and one pair side by side."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from pages.goals.selectors.disagreeing import disagreement_listing, disagreement_page
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_kept


@require_GET
@in_organisation
def disagreement_list(request: Request, viewer: Viewer) -> HttpResponse:
    """All pairs of own goals whose targets contradict each other."""

    def shown() -> dict[str, Any]:
        return {"listing": disagreement_listing(viewer, request.GET.get("page"))}

    return render_kept(request, viewer, "goals/disagreement_list.html", "results", shown)


@require_GET
@in_organisation
def disagreement_detail(request: Request, viewer: Viewer, /, **names: str) -> HttpResponse:
    """The targets of two own goals beside each other, and where each comes from."""

    def shown() -> dict[str, Any]:
        first = names["framework"], names["goal"]
        other = names["other_framework"], names["other_goal"]
        return {"page": disagreement_page(viewer, first, other)}

    return render_kept(request, viewer, "goals/disagreement_detail.html", "live", shown)
