"""What is touched if a goal, plan, position or measure is changed or repealed, before the change."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pages.goals.selectors.detail import goal_seen
from pages.guards import Request, Viewer, in_organisation
from pages.positions.views import Ref, item_of
from pages.rendering import render_kept
from pages.supposing.forms import DROP, REPEAL
from pages.things import Thing, goal_thing, part_thing, plan_thing
from pages.touched.selectors import touched
from planning.models import Measure, Plan, Position
from planning.selectors.touched import Subject


@require_GET
@in_organisation
def goal_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """What is touched if a goal is changed or repealed."""

    def shown() -> dict[str, Any]:
        found = goal_seen(viewer, owner, framework, goal)
        return touched_shown(request, viewer, found, goal_thing(viewer.organisation, found))

    return render_kept(request, viewer, "touched/touched_detail.html", "content", shown)


@require_GET
@in_organisation
def item_detail(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """What is touched if a plan, position or measure is changed, withdrawn or repealed."""

    def shown() -> dict[str, Any]:
        item = item_of(viewer, kind, ref)
        organisation = viewer.organisation
        named = plan_thing(organisation, item) if isinstance(item, Plan) else part_thing(organisation, item)
        return touched_shown(request, viewer, item, named)

    return render_kept(request, viewer, "touched/touched_detail.html", "content", shown)


def touched_shown(request: Request, viewer: Viewer, subject: Subject, thing: Thing) -> dict[str, Any]:
    """What the page shows, or one group of it (`?visa=…`)."""
    return {
        "thing": thing,
        "touched": touched(viewer, subject, request.GET.get("visa"), request.GET.get("page")),
        "what_if": what_if(viewer, subject),
        "chain": "" if isinstance(subject, Position) else f"{thing.url}kedja/",
    }


def what_if(viewer: Viewer, subject: Subject) -> str:
    """Where members see the report as it would be without the plan or measure; nothing for other things."""
    name = {Plan: REPEAL, Measure: DROP}.get(type(subject))
    if name is None or not viewer.is_member:
        return ""
    here = reverse("supposing:supposed_detail", args=[viewer.organisation.slug])
    return f"{here}?{name}={subject.pk}"
