"""A plan's course, its editions, and the plan as it stood: reading, and taking the steps.

Every form works on a page of its own; htmx gets the part of the page that changes.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import User
from pages.addresses import item_ref, item_url
from pages.editions.forms import CorrectionForm, DayForm, StepForm, add_problems
from pages.editions.selectors import compared, course_of, is_insider
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_page, wants_fragment
from planning.models import Measure, Plan, Position, Section
from planning.policies import check_can_change_status, check_can_correct, check_step_follows
from planning.selectors.comparing import comparison
from planning.selectors.editions import ENDS_BY_NAME, MODELS, predecessors
from planning.selectors.past import kept_since, plan_as_of
from planning.selectors.plans import plans_shown
from planning.services.editions import Correctable, correct_editorially, start_revision
from planning.services.successions import Link, leave_link, move_link
from planning.services.transitions import change_status

Ref = tuple[str | None, str]
COURSE = "editions/course_detail.html"
CORRECTION = "editions/correction_create.html"
CORRECTABLE_KINDS: dict[str, type[Any]] = {"section": Section, "position": Position, "measure": Measure}


# A plan's course ---------------------------------------------------------------------------------


@require_GET
@in_organisation
def course_detail(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """What has happened to a plan; for those who may, what can happen next and which links wait."""
    return show_course(request, viewer, plan_of_ref(viewer, ref))


@require_http_methods(["GET", "POST"])
@for_members
def plan_advance(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """A step in the plan's course, as a form."""
    plan = plan_of_ref(viewer, ref)
    sent = request.GET if request.method == "GET" else request.POST
    to = sent.get("to", "")
    check_can_change_status(viewer.standing, viewer.organisation, plan, to)
    if request.method == "GET":
        check_step_follows(plan, to)
        case = plan.case_number if to == Plan.Status.ADOPTED else None
        initial = {"version": plan.version, "to": to, "on": viewer.today, "case_number": case}
        return show_course(request, viewer, plan, form=StepForm(to=to, initial=initial), to=to)
    form = StepForm(request.POST, to=to)
    if not form.is_valid():
        return show_course(request, viewer, plan, form=form, to=to, status=422)
    return advance(request, viewer, plan, form)


def advance(request: Request, viewer: Viewer, plan: Plan, form: StepForm) -> HttpResponse:
    """Take the step; what the person wrote comes back if it cannot be taken."""
    step = form.step
    try:
        change_status(
            organisation=viewer.organisation,
            by=person(viewer),
            plan=plan,
            expected_version=form.expected_version,
            step=step,
        )
    except Changed as changed:
        again = StepForm(request.POST.dict() | {"version": str(plan.version)}, to=step.to)
        return show_course(request, viewer, plan, form=again, to=step.to, warning=changed.message, status=409)
    except NotAllowed:
        raise
    except DomainError as error:
        add_problems(form, error)
        return show_course(request, viewer, plan, form=form, to=step.to, status=422)
    return done(request, viewer, plan, _("The plan's status is changed."))


@require_POST
@for_members
def revision_start(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Begin the next edition, and go to it."""
    plan = plan_of_ref(viewer, ref)
    edition = start_revision(organisation=viewer.organisation, by=person(viewer), plan=plan)
    messages.success(request, _("The revision is begun. The plan in effect stays as it is meanwhile."))
    return HttpResponseRedirect(item_url(viewer.organisation, edition))


# Links to an earlier edition ---------------------------------------------------------------------


@require_POST
@for_members
def link_move(request: Request, viewer: Viewer, ref: Ref, end: str, pk: int) -> HttpResponse:
    """Let a link go to the next edition."""
    plan, link = plan_of_ref(viewer, ref), link_of(request, end, pk)
    successor = get_object_or_404(MODELS[link.end.kind], pk=number(request.POST.get("successor", "")))
    try:
        move_link(organisation=viewer.organisation, by=person(viewer), link=link, successor=successor)
    except Changed as changed:
        return show_course(request, viewer, plan, warning=changed.message, status=409)
    return done(request, viewer, plan, _("The link goes to the new edition now."))


@require_POST
@for_members
def link_leave(request: Request, viewer: Viewer, ref: Ref, end: str, pk: int) -> HttpResponse:
    """Leave a link at the earlier edition."""
    plan, link = plan_of_ref(viewer, ref), link_of(request, end, pk)
    try:
        leave_link(organisation=viewer.organisation, by=person(viewer), link=link)
    except Changed as changed:
        return show_course(request, viewer, plan, warning=changed.message, status=409)
    return done(request, viewer, plan, _("The link stays at the earlier edition."))


# Comparing and looking back ----------------------------------------------------------------------


@require_GET
@in_organisation
def comparison_detail(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Two editions side by side: the plan and one that it replaces."""
    plan = plan_of_ref(viewer, ref)
    visible = set(shown_plans(viewer).values_list("pk", flat=True))
    earlier = [other for other in predecessors(plan) if other.pk in visible]
    asked = request.GET.get("med", "")
    before = next((other for other in earlier if other.key == asked), earlier[0] if earlier else None)
    change = request.GET.get("visa", "")
    parts = compared(comparison(before, plan), change) if before else []
    context = {
        "plan": plan,
        "plan_url": item_url(viewer.organisation, plan),
        "before": before,
        "before_url": item_url(viewer.organisation, before) if before else "",
        "choices": [(other.title, f"?med={other.key}", other == before) for other in earlier],
        "parts": parts,
        "change": change,
    }
    return render_page(request, "editions/comparison_detail.html", context, partial="compared")


@require_GET
@in_organisation
def past_detail(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """The plan as it stood on a day; to the public from its adoption on."""
    plan = plan_of_ref(viewer, ref)
    form = DayForm(request.GET) if "datum" in request.GET else DayForm(initial={"datum": viewer.today})
    is_asked = form.is_bound and form.is_valid()
    past = plan_as_of(plan, form.cleaned_data["datum"], viewer.organisation) if is_asked else None
    if past and not is_insider(viewer, plan) and not past.is_decided:
        past = None
    context = {
        "plan": plan,
        "plan_url": item_url(viewer.organisation, plan),
        "ref": ref,
        "form": form,
        "asked": form.cleaned_data["datum"] if is_asked else None,
        "past": past,
        "since": kept_since(plan, viewer.organisation, decided=not is_insider(viewer, plan)),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, "editions/past_detail.html", context, partial="past", status=status)


# Putting a wording right -------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def correction_create(request: Request, viewer: Viewer, ref: Ref, kind: str, pk: int) -> HttpResponse:
    """Put a wording of a decided plan right, with a reason."""
    plan = plan_of_ref(viewer, ref)
    check_can_correct(viewer.standing, viewer.organisation, plan)
    item = correctable(plan, kind, pk)
    if request.method == "GET":
        return show_correction(request, viewer, plan, form=CorrectionForm.opened(item, viewer.today))
    form = CorrectionForm(request.POST, item=item)
    if not form.is_valid():
        return show_correction(request, viewer, plan, form=form, status=422)
    try:
        correct_editorially(
            organisation=viewer.organisation,
            by=person(viewer),
            item=item,
            expected_version=form.expected_version,
            correction=form.correction,
        )
    except Changed as changed:
        if changed.stored is None:
            raise
        again = CorrectionForm.over(request.POST, changed.stored, item)
        return show_correction(request, viewer, plan, form=again, warning=changed.message, status=409)
    return done(request, viewer, plan, _("The wording is put right."))


# Finding and answering ---------------------------------------------------------------------------


def shown_plans(viewer: Viewer) -> Any:
    """The plans that the viewer is shown."""
    return plans_shown(viewer.organisation, to_member=viewer.is_member)


def plan_of_ref(viewer: Viewer, ref: Ref) -> Plan:
    """The plan of that owner and key; raises `Http404`."""
    owner, key = ref
    plans = shown_plans(viewer).select_related("organisation", "unit", "type")
    plan: Plan = get_object_or_404(plans, organisation__key=owner or viewer.organisation.key, key=key)
    return plan


def correctable(plan: Plan, kind: str, pk: int) -> Correctable:
    """The plan itself, or a part of it; raises `Http404`."""
    if kind == "plan" and pk == plan.pk:
        return plan
    if kind not in CORRECTABLE_KINDS:
        raise Http404
    item: Correctable = get_object_or_404(CORRECTABLE_KINDS[kind], plan=plan, pk=pk)
    return item


def link_of(request: Request, name: str, pk: int) -> Link:
    """The link that an address names, as the person saw it: it goes to `item`. Raises `Http404`."""
    if name not in ENDS_BY_NAME:
        raise Http404
    end = ENDS_BY_NAME[name]
    return Link(end, pk, get_object_or_404(MODELS[end.kind], pk=number(request.POST.get("item", ""))))


def number(text: str) -> int:
    """What an id says; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


def course_url(viewer: Viewer, plan: Plan) -> str:
    """The page of the plan's course."""
    return reverse(
        "editions:course_detail", args=[viewer.organisation.slug, item_ref(viewer.organisation, plan)]
    )


def done(request: Request, viewer: Viewer, plan: Plan, message: str) -> HttpResponse:
    """The plan's course with its new state; without htmx, by going there."""
    if wants_fragment(request):
        key = (plan.organisation.key, plan.key)
        return show_course(request, viewer, plan_of_ref(viewer, key), said=message)
    messages.success(request, message)
    return HttpResponseRedirect(course_url(viewer, plan))


def show_course(
    request: Request, viewer: Viewer, plan: Plan, *, status: int = 200, **parts: Any
) -> HttpResponse:
    """The page of the plan's course; for htmx what is in it."""
    context = {
        "course": course_of(viewer, plan),
        "ref": item_ref(viewer.organisation, plan),
        **parts,
    }
    return render_page(request, COURSE, context, partial="course", status=status)


def show_correction(
    request: Request, viewer: Viewer, plan: Plan, *, status: int = 200, **parts: Any
) -> HttpResponse:
    """The form that puts a wording right."""
    context = {"plan": plan, "course_url": course_url(viewer, plan), **parts}
    return render_page(request, CORRECTION, context, status=status)
