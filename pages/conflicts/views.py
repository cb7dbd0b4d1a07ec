"""Conflicts of interest (målkonflikter): registering, weighing, deciding, and opening them again.

They are for members only (`planning.policies.can_read_conflicts`). Every form works on a page of its own;
htmx gets the card of the conflict, in which the form stands open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import User
from organisations.policies import EDITING
from pages.conflicts.forms import ConflictForm, DecisionForm, ViewedForm, WeighingForm
from pages.conflicts.selectors.detail import ConflictCard, card_of, conflicts_read
from pages.conflicts.selectors.detected import OPENING, opening_of
from pages.conflicts.selectors.listing import (
    CONFLICTS_PER_PAGE,
    conflicts_of,
    detected,
    listed,
)
from pages.findings.selectors import findings_shown
from pages.guards import Request, Viewer, for_members
from pages.history.refilling import as_asked
from pages.rendering import render_kept, render_page, wants_fragment
from pages.versioned import VersionedForm
from planning.filters import ConflictFilter
from planning.models import Conflict
from planning.policies import check_can_decide, check_can_weigh
from planning.services.conflicts import (
    change_conflict,
    decide_conflict,
    register_conflict,
    reopen_conflict,
    units_of,
    weigh_conflict,
)

DETAIL = "conflicts/conflict_detail.html"
CREATE = "conflicts/conflict_create.html"


# Reading -----------------------------------------------------------------------------------------


@require_GET
@for_members
def conflict_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The registered conflicts, and below them what findings say should be one."""

    def shown() -> dict[str, Any]:
        own = conflicts_of(viewer)
        filterset = ConflictFilter(request.GET, queryset=own, organisation=viewer.organisation)
        page = Paginator(filterset.qs, CONFLICTS_PER_PAGE).get_page(request.GET.get("page"))
        found = detected(viewer, filterset.form.cleaned_data.get("unit"))
        registered, speaking = listed(viewer, page.object_list, found)
        return {
            "filterset": filterset,
            "page": page,
            "rows": registered,
            "detected": speaking,
            "detected_total": found.count(),
            "can_register": viewer.standing.role in EDITING,
        }

    return render_kept(request, viewer, "conflicts/conflict_list.html", "results", shown)


@require_GET
@for_members
def conflict_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A conflict with what it is about, how it was weighed, what was decided, and its story."""
    return show(request, card_of(viewer, conflict_of(viewer, pk)))


# Registering and changing ------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def conflict_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Register a conflict, by hand or from a finding (`?brist=…`)."""
    if viewer.standing.role not in EDITING:
        raise NotAllowed(_("Only those who edit can register a conflict."))
    if request.method == "GET":
        return show_new(request, ConflictForm(initial=initial_of(request, viewer), viewer=viewer))
    if "search" in request.POST:
        return show_new(request, ConflictForm.searched(request.POST, viewer))
    form = ConflictForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show_new(request, form, status=422)
    try:
        conflict = register_conflict(organisation=viewer.organisation, by=person(viewer), clash=form.clash)
    except DomainError as error:
        form.add_error(None, error.message)
        return show_new(request, form, status=error.status)
    messages.success(request, _("The conflict is registered. Weigh what speaks for and against."))
    return HttpResponseRedirect(address_of(viewer, conflict))


@require_http_methods(["GET", "POST"])
@for_members
def conflict_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change what a conflict is about."""
    conflict = weighable(viewer, pk)
    if request.method == "GET":
        about = as_asked(request, conflict, partial(ConflictForm.of, conflict, viewer))
        return show(request, opened(viewer, conflict, "about", about))
    if "search" in request.POST:
        return show(request, opened(viewer, conflict, "about", ConflictForm.searched(request.POST, viewer)))
    form = ConflictForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show(request, opened(viewer, conflict, "about", form), status=422)
    act = partial(change_conflict, clash=form.clash)
    return save(request, Attempt(conflict, "about", form, act, _("The conflict is saved.")))


@require_http_methods(["GET", "POST"])
@for_members
def conflict_weigh(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Write what speaks for and against, and what else was considered."""
    conflict = weighable(viewer, pk)
    if request.method == "GET":
        weighing = as_asked(request, conflict, partial(WeighingForm.of, conflict, viewer))
        return show(request, opened(viewer, conflict, "weighing", weighing))
    form = WeighingForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show(request, opened(viewer, conflict, "weighing", form), status=422)
    act = partial(weigh_conflict, weighing=form.weighing)
    return save(request, Attempt(conflict, "weighing", form, act, _("The weighing is saved.")))


# Deciding ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def conflict_decide(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Record how the conflict was resolved, who decided, and when."""
    check_can_decide(viewer.standing)
    conflict = conflict_of(viewer, pk)
    if request.method == "GET":
        decision = as_asked(request, conflict, partial(DecisionForm.of, conflict, viewer))
        return show(request, opened(viewer, conflict, "decision", decision))
    form = DecisionForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show(request, opened(viewer, conflict, "decision", form), status=422)
    act = partial(decide_conflict, decision=form.decision)
    said = _("The decision is recorded. The findings that it answers go quiet.")
    return save(request, Attempt(conflict, "decision", form, act, said))


@require_POST
@for_members
def conflict_reopen(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take the conflict up again; the former decision stays in its story."""
    check_can_decide(viewer.standing)
    conflict, form = conflict_of(viewer, pk), VersionedForm(request.POST)
    form.is_valid()
    try:
        reopen_conflict(**doing(viewer, conflict, form))
    except Changed as changed:
        card = card_of(viewer, conflict_of(viewer, pk))
        card.warning = changed.message
        return show(request, card, status=409)
    return done(request, viewer, conflict, _("The conflict is open again."))


# Finding what is meant ---------------------------------------------------------------------------


def conflict_of(viewer: Viewer, pk: int) -> Conflict:
    """The organisation's conflict of that id; raises `Http404`."""
    found: Conflict | None = conflicts_read(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def weighable(viewer: Viewer, pk: int) -> Conflict:
    """The conflict, if the viewer may weigh it. Raises `Http404`, `NotAllowed`."""
    conflict = conflict_of(viewer, pk)
    check_can_weigh(viewer.standing, units_of(conflict))
    return conflict


def initial_of(request: Request, viewer: Viewer) -> dict[str, Any]:
    """What a new conflict's form holds: what a finding says, else the person's own unit."""
    number = request.GET.get("brist", "")
    if number.isascii() and number.isdigit() and len(number) < 16:
        finding = findings_shown(viewer).filter(pk=number, code__in=OPENING).first()
        if finding is not None:
            return opening_of(viewer, finding)
    units = sorted(viewer.standing.unit_ids)
    return {"unit": units[0] if len(units) == 1 else None}


def doing(viewer: Viewer, conflict: Conflict, form: VersionedForm) -> dict[str, Any]:
    """What every service on a conflict wants to know."""
    return {
        "organisation": viewer.organisation,
        "by": person(viewer),
        "conflict": conflict,
        "expected_version": form.expected_version,
    }


def address_of(viewer: Viewer, conflict: Conflict) -> str:
    """The conflict's page."""
    return reverse("conflicts:conflict_detail", args=[viewer.organisation.slug, conflict.pk])


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


def stored_of(changed: Changed) -> Conflict:
    """What is stored now; raises the error again if it is gone."""
    if not isinstance(changed.stored, Conflict):
        raise changed
    return changed.stored


# Answering ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person does to a conflict with a form: a service that lacks who and which, and what to say."""

    conflict: Conflict
    editing: str
    form: ViewedForm
    act: Callable[..., Conflict]
    said: str


def save(request: Request, attempt: Attempt) -> HttpResponse:
    """Do it; what the person wrote comes back if it cannot be done, 409 with both versions if it is late."""
    viewer, conflict, form = request.viewer, attempt.conflict, attempt.form
    try:
        attempt.act(**doing(viewer, conflict, form))
    except NotAllowed:
        raise
    except Changed as changed:
        merged = type(form).merged(request.POST, stored_of(changed), viewer=viewer)
        return show(request, opened(viewer, conflict, attempt.editing, merged, changed.message), status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, opened(viewer, conflict, attempt.editing, form), status=error.status)
    return done(request, viewer, conflict, attempt.said)


def opened(
    viewer: Viewer, conflict: Conflict, editing: str, form: VersionedForm, warning: str = ""
) -> ConflictCard:
    """The conflict's card with a form open in it, and perhaps a warning above the form."""
    card = card_of(viewer, conflict_of(viewer, conflict.pk))
    card.editing, card.form, card.warning = editing, form, warning
    form.focus_first()
    return card


def told(viewer: Viewer, conflict: Conflict, message: str) -> ConflictCard:
    """The conflict's card as it is stored now, with what has happened."""
    card = card_of(viewer, conflict_of(viewer, conflict.pk))
    card.said = message
    return card


def done(request: Request, viewer: Viewer, conflict: Conflict, message: str) -> HttpResponse:
    """The card with the new state; without htmx, back to the conflict's page."""
    if wants_fragment(request):
        return show(request, told(viewer, conflict, message))
    messages.success(request, message)
    return HttpResponseRedirect(address_of(viewer, conflict))


def show(request: Request, card: ConflictCard, *, status: int = 200) -> HttpResponse:
    """The conflict's page; for htmx its card."""
    return render_page(request, DETAIL, {"card": card}, partial="card", status=status)


def show_new(request: Request, form: ConflictForm, *, status: int = 200) -> HttpResponse:
    """The page on which a conflict is registered; for htmx its form."""
    form.focus_first()
    return render_page(request, CREATE, {"form": form}, partial="form", status=status)
