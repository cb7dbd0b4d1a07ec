"""What is touched if a goal, plan, position or measure is changed or repealed, before the change."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pages.goals.selectors.detail import goal_seen
from pages.guards import Request, Viewer, in_organisation
from pages.positions.views import Ref, item_of
from pages.rendering import render_page
from pages.supposing.forms import DROP, REPEAL
from pages.things import Thing, goal_thing, part_thing, plan_thing
from pages.touched.selectors import touched
from planning.models import Measure, Plan, Position
from planning.selectors.touched import Subject


@require_GET
@in_organisation
def goal_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    """What is touched if a goal is changed or repealed."""
    found = goal_seen(viewer, owner, framework, goal)
    return show(request, viewer, found, goal_thing(viewer.organisation, found))


@require_GET
@in_organisation
def item_detail(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """What is touched if a plan, position or measure is changed, withdrawn or repealed."""
    item = item_of(viewer, kind, ref)
    thing = (
        plan_thing(viewer.organisation, item)
        if isinstance(item, Plan)
        else part_thing(viewer.organisation, item)
    )
    return show(request, viewer, item, thing)


def show(request: Request, viewer: Viewer, subject: Subject, thing: Thing) -> HttpResponse:
    """The page, or one group of it (`?visa=…`)."""
    found = touched(viewer, subject, request.GET.get("visa"), request.GET.get("page"))
    chain = "" if isinstance(subject, Position) else f"{thing.url}kedja/"
    context = {"thing": thing, "touched": found, "what_if": what_if(viewer, subject), "chain": chain}
    return render_page(request, "touched/touched_detail.html", context)


def what_if(viewer: Viewer, subject: Subject) -> str:
    """Where members see the report as it would be without the plan or measure; nothing for other things."""
    name = {Plan: REPEAL, Measure: DROP}.get(type(subject))
    if name is None or not viewer.is_member:
        return ""
    here = reverse("supposing:supposed_detail", args=[viewer.organisation.slug])
    return f"{here}?{name}={subject.pk}"
