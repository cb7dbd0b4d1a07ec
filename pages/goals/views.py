"""Goals: the trees of all frameworks, and each goal's own page."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goals.models import Goal
from pages.goals.filters import GoalPageFilter
from pages.goals.selectors.detail import IF_ADOPTED, goal_page
from pages.goals.selectors.listing import goal_listing
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_page


@require_GET
@in_organisation
def goal_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The goals that the organisation has and follows, with their chains."""
    filterset = GoalPageFilter(request.GET, queryset=Goal.objects.all(), viewer=viewer)
    is_filtered = any(request.GET.get(name) for name in filterset.filters)
    listing = goal_listing(viewer, filterset.qs if is_filtered else None, request.GET.get("page"))
    context = {"filterset": filterset, "is_filtered": is_filtered, "listing": listing}
    return render_page(request, "goals/goal_list.html", context, partial="results")


@require_GET
@in_organisation
def goal_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """A goal: what is done for it, does it work, what does it cost."""
    page = goal_page(viewer, owner, framework, goal, request.GET.dict())
    here = reverse("goals:goal_detail", args=[viewer.organisation.slug, owner, framework, goal])
    views = [
        (_("Plans in effect"), f"{here}#done", not page.if_adopted),
        (_("If the proposed plans are adopted"), f"{here}?visa={IF_ADOPTED}#done", page.if_adopted),
    ]
    return render_page(request, "goals/goal_detail.html", {"page": page, "views": views}, partial="live")
