"""Handing positions over to the comprehensive plan: the inboxes, a hand-over's own page, and answering.

For members only. Every form works on a page of its own; htmx gets the card, in which the form stands open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from pages.guards import Request, Viewer, for_members
from pages.handovers.forms import AcceptForm, AnswerForm, MergeForm, OfferAgainForm, OfferForm, ReturnForm
from pages.handovers.selectors.cards import HandOverCard, card_of, hand_overs_of
from pages.handovers.selectors.commissions import commissions_in, commissions_out, waiting_commissions
from pages.handovers.selectors.inbox import offers_in, offers_out, waiting_offers
from pages.positions.forms import VersionedForm
from pages.positions.views import Ref, item_of, person
from pages.rendering import render_page, wants_fragment
from pages.things import part_thing, plan_thing
from planning.models import HandOver, Position
from planning.policies import (
    check_can_answer_offers,
    check_can_offer,
    check_can_state,
)
from planning.services.handing_over import (
    accept_as_position,
    accept_into_position,
    offer_again,
    offer_position,
    return_offer,
    withdraw_offer,
)

LIST = "handovers/hand_over_list.html"
DETAIL = "handovers/hand_over_detail.html"
CREATE = "handovers/hand_over_create.html"
BOXES: Mapping[str, tuple[str | Promise, Callable[[Viewer, str | None], object]]] = {
    "in": (gettext_lazy("Offered to the comprehensive plan"), offers_in),
    "uppdrag": (gettext_lazy("Assignments to implement"), commissions_in),
    "ut": (gettext_lazy("What we have offered"), offers_out),
    "skickat": (gettext_lazy("What we have sent out"), commissions_out),
}


# Reading -----------------------------------------------------------------------------------------


@require_GET
@for_members
def hand_over_list(request: Request, viewer: Viewer) -> HttpResponse:
    """Two inboxes and two outboxes: offers and assignments, to one's units and from them."""
    asked = request.GET.get("visa", "")
    name = asked if asked in BOXES else "in"
    address = reverse("handovers:hand_over_list", args=[viewer.organisation.slug])
    waiting = {"in": waiting_offers(viewer), "uppdrag": waiting_commissions(viewer)}
    choices = []
    for key, (title, _box) in BOXES.items():
        text = f"{title} ({waiting[key]})" if waiting.get(key) else str(title)
        choices.append((text, f"{address}?visa={key}", key == name))
    title, box = BOXES[name]
    context = {
        "shown": name,
        "title": title,
        "choices": choices,
        "box": box(viewer, request.GET.get("page")),
    }
    return render_page(request, LIST, context, partial="results")


@require_GET
@for_members
def hand_over_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A hand-over with its story, and what can be done with it."""
    return show(request, card_of(viewer, hand_over_of(viewer, pk)))


# Offering ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_create(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Offer a spatial position to the comprehensive plan."""
    position = cast("Position", item_of(viewer, "position", ref))
    check_can_offer(viewer.standing, viewer.organisation, position)
    if request.method == "GET":
        return show_new(request, position, OfferForm(viewer=viewer))
    form = OfferForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return show_new(request, position, form, status=422)
    try:
        hand_over = offer_position(
            organisation=viewer.organisation, by=person(viewer), position=position, offer=form.offer
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return show_new(request, position, form, status=error.status)
    messages.success(request, _("The position is offered. You see here how it goes."))
    return HttpResponseRedirect(address_of(viewer, hand_over))


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_offer_again(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Offer anew what was returned."""
    hand_over = hand_over_of(viewer, pk)
    check_can_state(viewer.standing, viewer.organisation, hand_over.source)
    if request.method == "GET":
        return show(request, opened(viewer, hand_over, "again", OfferAgainForm.of(hand_over, viewer=viewer)))
    form = OfferAgainForm(request.POST, viewer=viewer, hand_over=hand_over)
    if not form.is_valid():
        return show(request, opened(viewer, hand_over, "again", form), status=422)
    act = partial(offer_again, rationale=form.cleaned_data["rationale"])
    return save(request, Attempt(hand_over, "again", form, act, _("The position is offered again.")))


@require_POST
@for_members
def hand_over_withdraw(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take an offer back that nobody has answered."""
    hand_over, form = hand_over_of(viewer, pk), VersionedForm(request.POST)
    form.is_valid()
    try:
        withdraw_offer(**doing(viewer, hand_over, form))
    except Changed as changed:
        if changed.stored is None:
            raise
        card = card_of(viewer, hand_over_of(viewer, pk))
        card.warning = changed.message
        return show(request, card, status=409)
    messages.success(request, _("The offer is taken back."))
    return HttpResponseRedirect(part_thing(viewer.organisation, hand_over.source).url)


# Answering ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_accept(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Make a new position of the draft of what is offered."""
    hand_over = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, hand_over, "accept", AcceptForm.of(hand_over, viewer=viewer)))
    form = AcceptForm(request.POST, viewer=viewer, hand_over=hand_over)
    if not form.is_valid():
        return show(request, opened(viewer, hand_over, "accept", form), status=422)
    act = partial(accept_as_position, new=form.new)
    said = _("It is taken in as a new position.")
    return save(request, Attempt(hand_over, "accept", form, act, said))


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_merge(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take what is offered into a position that is there."""
    hand_over = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, hand_over, "merge", MergeForm.of(hand_over, viewer=viewer)))
    form = MergeForm(request.POST, viewer=viewer, hand_over=hand_over)
    if not form.is_valid():
        return show(request, opened(viewer, hand_over, "merge", form), status=422)
    act = partial(accept_into_position, into=form.into)
    return save(request, Attempt(hand_over, "merge", form, act, _("It is taken into the position.")))


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_return(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Return what is offered, with a reason."""
    hand_over = answerable(viewer, pk)
    if request.method == "GET":
        return show(request, opened(viewer, hand_over, "return", ReturnForm.of(hand_over, viewer=viewer)))
    form = ReturnForm(request.POST, viewer=viewer, hand_over=hand_over)
    if not form.is_valid():
        return show(request, opened(viewer, hand_over, "return", form), status=422)
    act = partial(return_offer, reason=form.cleaned_data["answer"])
    said = _("It is returned. Those who offered it are told why.")
    return save(request, Attempt(hand_over, "return", form, act, said))


# Finding what is meant ---------------------------------------------------------------------------


def hand_over_of(viewer: Viewer, pk: int) -> HandOver:
    """The organisation's hand-over of that id; raises `Http404`."""
    found: HandOver | None = hand_overs_of(viewer.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def answerable(viewer: Viewer, pk: int) -> HandOver:
    """The hand-over, if the viewer answers for the plan that it goes to. Raises `Http404`, `NotAllowed`."""
    hand_over = hand_over_of(viewer, pk)
    check_can_answer_offers(viewer.standing, viewer.organisation, hand_over.receiver)
    return hand_over


def doing(viewer: Viewer, hand_over: HandOver, form: VersionedForm) -> dict[str, Any]:
    """What every service on a hand-over wants to know."""
    return {
        "organisation": viewer.organisation,
        "by": person(viewer),
        "hand_over": hand_over,
        "expected_version": form.expected_version,
    }


def address_of(viewer: Viewer, hand_over: HandOver) -> str:
    """The hand-over's page."""
    return reverse("handovers:hand_over_detail", args=[viewer.organisation.slug, hand_over.pk])


# Showing -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person does to a hand-over with a form: a service that lacks who and which, and what to say."""

    hand_over: HandOver
    editing: str
    form: AnswerForm
    act: Callable[..., HandOver]
    said: str


def save(request: Request, attempt: Attempt) -> HttpResponse:
    """Do it; what the person wrote comes back if it cannot be done, 409 with what is stored if it is late."""
    viewer, hand_over, form = request.viewer, attempt.hand_over, attempt.form
    try:
        attempt.act(**doing(viewer, hand_over, form))
    except NotAllowed:
        raise
    except Changed as changed:
        if not isinstance(changed.stored, HandOver):
            raise
        stored = hand_over_of(viewer, hand_over.pk)
        merged = type(form).merged(request.POST, stored, viewer=viewer, hand_over=stored)
        return show(request, opened(viewer, stored, attempt.editing, merged, changed.message), status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, opened(viewer, hand_over, attempt.editing, form), status=error.status)
    card = card_of(viewer, hand_over_of(viewer, hand_over.pk))
    if wants_fragment(request):
        card.said = attempt.said
        return show(request, card)
    messages.success(request, attempt.said)
    return HttpResponseRedirect(card.url)


def opened(
    viewer: Viewer, hand_over: HandOver, editing: str, form: VersionedForm, warning: str = ""
) -> HandOverCard:
    """The hand-over's card with a form open in it, and perhaps a warning above the form."""
    card = card_of(viewer, hand_over_of(viewer, hand_over.pk))
    card.editing, card.form, card.warning = editing, form, warning
    form.focus_first()
    return card


def show(request: Request, card: HandOverCard, *, status: int = 200) -> HttpResponse:
    """The hand-over's page; for htmx its card."""
    return render_page(request, DETAIL, {"card": card}, partial="card", status=status)


def show_new(request: Request, position: Position, form: OfferForm, *, status: int = 200) -> HttpResponse:
    """The page on which a position is offered; for htmx its form."""
    organisation = request.viewer.organisation
    form.focus_first()
    context = {
        "form": form,
        "position": part_thing(organisation, position),
        "plan": plan_thing(organisation, position.plan),
        "item": position,
    }
    return render_page(request, CREATE, context, partial="form", status=status)
