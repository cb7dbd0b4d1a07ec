"""Creating a plan, and writing its front page in place."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Changed, DomainError, NotAllowed
from pages.addresses import item_url
from pages.guards import Request, Viewer, for_members
from pages.history.refilling import as_asked
from pages.plans.forms import FrontPageForm, NewPlanForm
from pages.positions.part_forms import put_right
from pages.positions.selectors.adding import units_of
from pages.positions.views import Ref, item_by_id, item_of, person
from pages.rendering import render_page, wants_fragment
from pages.versioned import VersionedForm
from planning.models import Plan, PlanType
from planning.policies import can_create_plans, check_can_change_item
from planning.selectors.editions import replaceable, replaced_by_choice
from planning.selectors.plans import plans_shown
from planning.services.plans import change_plan, create_plan


@require_http_methods(["GET", "POST"])
@for_members
def plan_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Begin a plan of one of the organisation's types."""
    if not can_create_plans(viewer.standing):
        raise NotAllowed(_("Editors create plans for the units they work for, coordinators for all."))
    about: dict[str, Any] = {
        "types": PlanType.objects.filter(organisation=viewer.organisation),
        "units": units_of(viewer.organisation),
        "standing": viewer.standing,
    }
    if request.method == "GET":
        return show_create(request, NewPlanForm(**about))
    form = NewPlanForm(request.POST, **about)
    if not form.is_valid():
        return show_create(request, form, status=422)
    try:
        created = create_plan(organisation=viewer.organisation, by=person(viewer), new=form.said())
    except DomainError as error:
        if error.status != 422:
            raise
        put_right(form, error)
        return show_create(request, form, status=422)
    messages.success(request, _("The plan is created. Write its first position, or a section."))
    return go_to(request, item_url(viewer.organisation, created))


def show_create(request: Request, form: NewPlanForm, *, status: int = 200) -> HttpResponse:
    """The page of a new plan."""
    form.fields["title"].widget.attrs["autofocus"] = True
    return render_page(request, "plans/plan_create.html", {"form": form}, partial="form", status=status)


@require_http_methods(["GET", "POST"])
@for_members
def plan_edit(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """A plan's front page, as a form; 409 with both versions if somebody else was faster."""
    plan = item_of(viewer, "plan", ref)
    if not isinstance(plan, Plan):
        raise TypeError(plan)
    check_can_change_item(viewer.standing, viewer.organisation, plan)
    about = front_page_choices(viewer, plan)
    if request.method == "GET":
        opened = as_asked(request, plan, partial(FrontPageForm.of, plan, **about))
        return show_front(request, viewer, plan, opened)
    form = FrontPageForm(request.POST, **about)
    if not form.is_valid():
        return show_front(request, viewer, plan, form)
    try:
        changed = change_plan(
            organisation=viewer.organisation,
            by=person(viewer),
            plan=plan,
            expected_version=form.expected_version,
            front=form.said(plan),
        )
    except Changed as error:
        if not isinstance(error.stored, Plan):
            raise
        merged = FrontPageForm.merged(request.POST, error.stored, **about)
        return show_front(request, viewer, plan, merged, warning=error.message)
    except DomainError as error:
        if error.status != 422:
            raise
        put_right(form, error)
        return show_front(request, viewer, plan, form)
    messages.success(request, saved(plan, changed))
    return go_to(request, item_url(viewer.organisation, item_by_id(viewer, "plan", changed.pk)))


def saved(before: Plan, after: Plan) -> str:
    """What is said when a front page has been saved."""
    if after.framework_id and after.framework_id != before.framework_id:
        return _("The front page is saved. Write the plan's goals under “Lays down the goals”.")
    return _("The front page is saved.")


def front_page_choices(viewer: Viewer, plan: Plan) -> dict[str, Any]:
    """What can be chosen on a plan's front page, and whether its wording is locked."""
    parents = plans_shown(viewer.organisation, to_member=True).exclude(pk=plan.pk).order_by("title", "pk")
    return {
        "units": units_of(viewer.organisation),
        "parents": parents,
        "frameworks": viewer.organisation.frameworks.order_by("title", "pk"),
        "replaceable": [*replaced_by_choice(plan), *replaceable(plan)],
        "is_locked": plan.is_decided,
        "auto_id": "front-%s",
    }


def show_front(
    request: Request,
    viewer: Viewer,
    plan: Plan,
    form: FrontPageForm,
    *,
    warning: str = "",
) -> HttpResponse:
    """The page of the form; for htmx the form alone. A warning: somebody else was faster."""
    form.focus_first()
    context = {
        "plan": plan,
        "form": form,
        "plan_url": item_url(viewer.organisation, plan),
        "warning": warning,
    }
    return render_page(
        request, "plans/plan_edit.html", context, partial="form", status=answer_status(form, warning)
    )


def answer_status(form: VersionedForm, warning: str) -> int:
    """What the answer with a form says: 409 that somebody was faster, 422 that something is wrong."""
    if warning:
        return 409
    return 422 if form.errors else 200


def go_to(request: Request, url: str) -> HttpResponse:
    """Another page; htmx opens it whole, not as a part of this one."""
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
