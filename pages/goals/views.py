"""Goals: the trees of all frameworks, and each goal's own page."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goals.models import Goal
from pages.goals.filters import GoalPageFilter
from pages.goals.selectors.detail import IF_ADOPTED, GoalPage, goal_page
from pages.goals.selectors.listing import goal_listing
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_kept


@require_GET
@in_organisation
def goal_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The goals that the organisation has and follows, with their chains."""

    def shown() -> dict[str, Any]:
        filterset = GoalPageFilter(request.GET, queryset=Goal.objects.all(), viewer=viewer)
        is_filtered = any(request.GET.get(name) for name in filterset.filters)
        listing = goal_listing(viewer, filterset.qs if is_filtered else None, request.GET.get("page"))
        return {"filterset": filterset, "is_filtered": is_filtered, "listing": listing}

    return render_kept(request, viewer, "goals/goal_list.html", "results", shown)


@require_GET
@in_organisation
def goal_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """A goal: what is done for it, does it work, what does it cost."""

    def shown() -> dict[str, Any]:
        page = goal_page(viewer, owner, framework, goal, request.GET.dict())
        return {"page": page, "views": views_of(page, here)}

    here = reverse("goals:goal_detail", args=[viewer.organisation.slug, owner, framework, goal])
    return render_kept(request, viewer, "goals/goal_detail.html", "live", shown)


def views_of(page: GoalPage, here: str) -> list[tuple[str, str, bool]]:
    """Which plans the page can look at: words, address, whether it does."""
    return [
        (_("Plans in effect"), f"{here}#done", not page.if_adopted),
        (_("If the proposed plans are adopted"), f"{here}?visa={IF_ADOPTED}#done", page.if_adopted),
    ]
