"""Handing positions over to the comprehensive plan: the inboxes, offering, and what is done with an offer.

For members only.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import DomainError
from pages.guards import Request, Viewer, for_members
from pages.handovers.forms import (
    AcceptForm,
    ChangeOfferForm,
    MergeForm,
    OfferAgainForm,
    OfferForm,
    ReturnForm,
)
from pages.handovers.selectors.cards import card_of, hand_overs_of
from pages.handovers.selectors.commissions import commissions_in, commissions_out, waiting_commissions
from pages.handovers.selectors.inbox import offers_in, offers_out, waiting_offers
from pages.handovers.steps import Kind, Step, detail_view, step_view, withdraw_view
from pages.history.refilling import gone_as_asked
from pages.history.removed import removed_from
from pages.positions.views import Ref, item_of, person
from pages.rendering import render_page
from pages.things import part_thing, plan_thing
from planning.models import HandOver, Position
from planning.policies import check_can_answer_offers, check_can_offer, check_can_state
from planning.services.handing_over import (
    accept_as_position,
    accept_into_position,
    change_offer,
    offer_again,
    offer_position,
    return_offer,
    withdraw_offer,
)

LIST = "handovers/hand_over_list.html"
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


# Offering ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def hand_over_create(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Offer a spatial position to the comprehensive plan."""
    position = cast("Position", item_of(viewer, "position", ref))
    check_can_offer(viewer.standing, viewer.organisation, position)
    if request.method == "GET":
        kept = gone_as_asked(request, HandOver, source=position, recorded_by=viewer.organisation)
        return show_new(request, position, OfferForm.of(kept, viewer=viewer))
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
    address = reverse("handovers:hand_over_detail", args=[viewer.organisation.slug, hand_over.pk])
    return HttpResponseRedirect(address)


# What can be done with an offer --------------------------------------------------------------------


def check_owns(viewer: Viewer, hand_over: HandOver) -> None:
    """Raises `NotAllowed` unless the viewer answers for the position."""
    check_can_state(viewer.standing, viewer.organisation, hand_over.source)


def check_answers(viewer: Viewer, hand_over: HandOver) -> None:
    """Raises `NotAllowed` unless the viewer answers for the plan that it goes to."""
    check_can_answer_offers(viewer.standing, viewer.organisation, hand_over.receiver)


OFFERS = Kind("hand_over", "handovers/hand_over_detail.html", hand_overs_of, card_of)
hand_over_detail = detail_view(OFFERS)
hand_over_withdraw = withdraw_view(
    OFFERS,
    withdraw_offer,
    gettext_lazy("The offer is taken back."),
    lambda viewer, hand_over: part_thing(viewer.organisation, hand_over.source).url,
)
hand_over_offer_again = step_view(
    OFFERS,
    Step(
        "again",
        "erbjud-igen",
        OfferAgainForm,
        check_owns,
        lambda form: partial(offer_again, rationale=form.cleaned_data["rationale"]),
        gettext_lazy("Offer again"),
        gettext_lazy("The position is offered again."),
    ),
)
hand_over_edit = step_view(
    OFFERS,
    Step(
        "change",
        "andra",
        ChangeOfferForm,
        check_owns,
        lambda form: partial(change_offer, offer=form.offer),
        gettext_lazy("Save"),
        gettext_lazy("The offer is changed."),
    ),
)
hand_over_accept = step_view(
    OFFERS,
    Step(
        "accept",
        "ta-in",
        AcceptForm,
        check_answers,
        lambda form: partial(accept_as_position, new=form.new),
        gettext_lazy("Take in"),
        gettext_lazy("It is taken in as a new position."),
    ),
)
hand_over_merge = step_view(
    OFFERS,
    Step(
        "merge",
        "ta-in-i",
        MergeForm,
        check_answers,
        lambda form: partial(accept_into_position, into=form.into),
        gettext_lazy("Take into the position"),
        gettext_lazy("It is taken into the position."),
    ),
)
hand_over_return = step_view(
    OFFERS,
    Step(
        "return",
        "aterlamna",
        ReturnForm,
        check_answers,
        lambda form: partial(return_offer, reason=form.cleaned_data["answer"]),
        pgettext_lazy("a position", "Return"),
        gettext_lazy("It is returned. Those who offered it are told why."),
    ),
)


# Showing -----------------------------------------------------------------------------------------


def show_new(request: Request, position: Position, form: OfferForm, *, status: int = 200) -> HttpResponse:
    """The page on which a position is offered; for htmx its form."""
    organisation = request.viewer.organisation
    form.focus_first()
    context = {
        "form": form,
        "position": part_thing(organisation, position),
        "plan": plan_thing(organisation, position.plan),
        "item": position,
        "removed": removed_from(request.viewer, "hand_over", position, source=position),
    }
    return render_page(request, CREATE, context, partial="form", status=status)
