"""Asking units to carry out what the comprehensive plan says, and their answers. For members only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from pages.guards import Request, Viewer, for_members
from pages.handovers.commission_forms import (
    CommissionAnswerForm,
    CommissionForm,
    DeclineForm,
    MeasuresForm,
    NewMeasureForm,
    SendAgainForm,
)
from pages.handovers.selectors.commissions import CommissionCard, card_of, commissions_of
from pages.positions.forms import VersionedForm
from pages.positions.views import Ref, item_of, person
from pages.rendering import render_page, wants_fragment
from pages.things import part_thing, plan_thing
from planning.models import Commission, Position
from planning.policies import (
    check_can_answer_commission,
    check_can_commission,
    check_can_manage_commissions,
)
from planning.services.commissioning import (
    answer_commission,
    answer_with_new_measure,
    decline_commission,
    send_commission_again,
    send_commissions,
    withdraw_commission,
)

DETAIL = "handovers/commission_detail.html"
CREATE = "handovers/commission_create.html"


@require_GET
@for_members
def commission_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """An assignment with its story, and what can be done with it."""
    return show(request, card_of(viewer, commission_of(viewer, pk)))


# Sending -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def commission_create(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Send a position of the comprehensive plan to the units that shall carry it out."""
    position = cast("Position", item_of(viewer, "position", ref))
    check_can_commission(viewer.standing, viewer.organisation, position)
    if request.method == "GET":
        return show_new(request, position, CommissionForm(viewer=viewer))
    form = CommissionForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show_new(request, position, form, status=422)
    try:
        send_commissions(
            organisation=viewer.organisation, by=person(viewer), position=position, errand=form.errand
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return show_new(request, position, form, status=error.status)
    messages.success(request, _("The units are asked. You see here how it goes."))
    return HttpResponseRedirect(
        f"{reverse('handovers:hand_over_list', args=[viewer.organisation.slug])}?visa=skickat"
    )


@require_http_methods(["GET", "POST"])
@for_members
def commission_send_again(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send anew what a unit has declined."""
    commission = commission_of(viewer, pk)
    check_can_manage_commissions(viewer.standing, viewer.organisation, commission.position)
    if request.method == "GET":
        return show(request, opened(viewer, commission, "again", SendAgainForm.of(commission, viewer=viewer)))
    form = SendAgainForm(request.POST, viewer=viewer, commission=commission)
    if not form.is_valid():
        return show(request, opened(viewer, commission, "again", form), status=422)
    act = partial(send_commission_again, message=form.cleaned_data["message"])
    return save(request, Attempt(commission, "again", form, act, _("It is sent again.")))


@require_POST
@for_members
def commission_withdraw(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take back what no unit has answered."""
    commission, form = commission_of(viewer, pk), VersionedForm(request.POST)
    form.is_valid()
    try:
        withdraw_commission(**doing(viewer, commission, form))
    except Changed as changed:
        if changed.stored is None:
            raise
        card = card_of(viewer, commission_of(viewer, pk))
        card.warning = changed.message
        return show(request, card, status=409)
    messages.success(request, _("The assignment is taken back."))
    return HttpResponseRedirect(part_thing(viewer.organisation, commission.position).url)


# Answering ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def commission_answer(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Answer with measures that are there."""
    commission = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, commission, "answer", MeasuresForm.of(commission, viewer=viewer)))
    form = MeasuresForm(request.POST, viewer=viewer, commission=commission)
    if not form.is_valid():
        return show(request, opened(viewer, commission, "answer", form), status=422)
    act = partial(answer_commission, answer=form.with_measures)
    said = _("It is answered. The measures carry out the position from now on.")
    return save(request, Attempt(commission, "answer", form, act, said))


@require_http_methods(["GET", "POST"])
@for_members
def commission_new_measure(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Answer with a measure that is written into a draft."""
    commission = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, commission, "new", NewMeasureForm.of(commission, viewer=viewer)))
    form = NewMeasureForm(request.POST, viewer=viewer, commission=commission)
    if not form.is_valid():
        return show(request, opened(viewer, commission, "new", form), status=422)
    act = partial(answer_with_new_measure, answer=form.new)
    said = _("The measure is written, and carries out the position.")
    return save(request, Attempt(commission, "new", form, act, said))


@require_http_methods(["GET", "POST"])
@for_members
def commission_decline(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say why the unit does not carry it out."""
    commission = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, commission, "decline", DeclineForm.of(commission, viewer=viewer)))
    form = DeclineForm(request.POST, viewer=viewer, commission=commission)
    if not form.is_valid():
        return show(request, opened(viewer, commission, "decline", form), status=422)
    act = partial(decline_commission, reason=form.cleaned_data["answer"])
    said = _("It is declined. Those who asked are told why.")
    return save(request, Attempt(commission, "decline", form, act, said))


# Finding what is meant ---------------------------------------------------------------------------


def commission_of(viewer: Viewer, pk: int) -> Commission:
    """The organisation's assignment of that id; raises `Http404`."""
    found: Commission | None = commissions_of(viewer.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def answerable(viewer: Viewer, pk: int) -> Commission:
    """The assignment, if the viewer works for the unit that is asked. Raises `Http404`, `NotAllowed`."""
    commission = commission_of(viewer, pk)
    check_can_answer_commission(viewer.standing, commission.unit_id)
    return commission


def doing(viewer: Viewer, commission: Commission, form: VersionedForm) -> dict[str, Any]:
    """What every service on an assignment wants to know."""
    return {
        "organisation": viewer.organisation,
        "by": person(viewer),
        "commission": commission,
        "expected_version": form.expected_version,
    }


# Showing -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person does to an assignment with a form: a service that lacks who and which."""

    commission: Commission
    editing: str
    form: CommissionAnswerForm
    act: Callable[..., Commission]
    said: str


def save(request: Request, attempt: Attempt) -> HttpResponse:
    """Do it; what the person wrote comes back if it cannot be done, 409 with what is stored if it is late."""
    viewer, commission, form = request.viewer, attempt.commission, attempt.form
    try:
        attempt.act(**doing(viewer, commission, form))
    except NotAllowed:
        raise
    except Changed as changed:
        if not isinstance(changed.stored, Commission):
            raise
        stored = commission_of(viewer, commission.pk)
        merged = type(form).merged(request.POST, stored, viewer=viewer, commission=stored)
        return show(request, opened(viewer, stored, attempt.editing, merged, changed.message), status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, opened(viewer, commission, attempt.editing, form), status=error.status)
    card = card_of(viewer, commission_of(viewer, commission.pk))
    if wants_fragment(request):
        card.said = attempt.said
        return show(request, card)
    messages.success(request, attempt.said)
    return HttpResponseRedirect(card.url)


def opened(
    viewer: Viewer, commission: Commission, editing: str, form: VersionedForm, warning: str = ""
) -> CommissionCard:
    """The assignment's card with a form open in it, and perhaps a warning above the form."""
    card = card_of(viewer, commission_of(viewer, commission.pk))
    card.editing, card.form, card.warning = editing, form, warning
    form.focus_first()
    return card


def show(request: Request, card: CommissionCard, *, status: int = 200) -> HttpResponse:
    """The assignment's page; for htmx its card."""
    return render_page(request, DETAIL, {"card": card}, partial="card", status=status)


def show_new(
    request: Request, position: Position, form: CommissionForm, *, status: int = 200
) -> HttpResponse:
    """The page on which a position is sent to units; for htmx its form."""
    organisation = request.viewer.organisation
    context = {
        "form": form,
        "position": part_thing(organisation, position),
        "plan": plan_thing(organisation, position.plan),
        "item": position,
    }
    return render_page(request, CREATE, context, partial="form", status=status)
