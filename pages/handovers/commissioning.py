"""Asking units to carry out what the comprehensive plan says, and their answers. For members only."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from pages.guards import Request, Viewer, for_members
from pages.handovers.commission_forms import (
    CommissionForm,
    DeclineForm,
    MeasuresForm,
    NewMeasureForm,
    WantedForm,
)
from pages.handovers.selectors.commissions import card_of, commissions_of
from pages.handovers.steps import Kind, Step, detail_view, step_view, withdraw_view
from pages.history.refilling import gone_as_asked
from pages.history.removed import removed_from
from pages.positions.views import Ref, item_of, person
from pages.rendering import render_page
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
    change_commission,
    decline_commission,
    send_commission_again,
    send_commissions,
    withdraw_commission,
)

CREATE = "handovers/commission_create.html"


# Sending -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def commission_create(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Send a position of the comprehensive plan to the units that shall carry it out."""
    position = cast("Position", item_of(viewer, "position", ref))
    check_can_commission(viewer.standing, viewer.organisation, position)
    if request.method == "GET":
        kept = gone_as_asked(request, Commission, position=position, organisation=viewer.organisation)
        return show_new(request, position, CommissionForm.of(kept, viewer=viewer))
    if "search" in request.POST:
        return show_new(request, position, CommissionForm.searched(request.POST, viewer=viewer))
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
        "removed": removed_from(request.viewer, "commission", position, position=position),
    }
    return render_page(request, CREATE, context, partial="form", status=status)


# What can be done with an assignment ---------------------------------------------------------------


def check_manages(viewer: Viewer, commission: Commission) -> None:
    """Raises `NotAllowed` unless the viewer edits the plan that asks."""
    check_can_manage_commissions(viewer.standing, viewer.organisation, commission.position)


def check_answers(viewer: Viewer, commission: Commission) -> None:
    """Raises `NotAllowed` unless the viewer works for the unit that is asked."""
    check_can_answer_commission(viewer.standing, commission.unit_id)


ASSIGNMENTS = Kind("commission", "handovers/commission_detail.html", commissions_of, card_of)
commission_detail = detail_view(ASSIGNMENTS)
commission_withdraw = withdraw_view(
    ASSIGNMENTS,
    withdraw_commission,
    gettext_lazy("The assignment is taken back."),
    lambda viewer, commission: part_thing(viewer.organisation, commission.position).url,
)
commission_send_again = step_view(
    ASSIGNMENTS,
    Step(
        "again",
        "skicka-igen",
        WantedForm,
        check_manages,
        lambda form: partial(send_commission_again, wanted=form.wanted),
        gettext_lazy("Send again"),
        gettext_lazy("It is sent again."),
    ),
)
commission_edit = step_view(
    ASSIGNMENTS,
    Step(
        "change",
        "andra",
        WantedForm,
        check_manages,
        lambda form: partial(change_commission, wanted=form.wanted),
        gettext_lazy("Save"),
        gettext_lazy("What is asked is changed. The unit is told."),
    ),
)
commission_answer = step_view(
    ASSIGNMENTS,
    Step(
        "answer",
        "svara",
        MeasuresForm,
        check_answers,
        lambda form: partial(answer_commission, answer=form.with_measures),
        gettext_lazy("Answer"),
        gettext_lazy("It is answered. The measures carry out the position from now on."),
    ),
)
commission_new_measure = step_view(
    ASSIGNMENTS,
    Step(
        "new",
        "ny-atgard",
        NewMeasureForm,
        check_answers,
        lambda form: partial(answer_with_new_measure, answer=form.new),
        gettext_lazy("Write the measure"),
        gettext_lazy("The measure is written, and carries out the position."),
    ),
)
commission_decline = step_view(
    ASSIGNMENTS,
    Step(
        "decline",
        "avboj",
        DeclineForm,
        check_answers,
        lambda form: partial(decline_commission, reason=form.cleaned_data["answer"]),
        pgettext_lazy("an assignment", "Decline"),
        gettext_lazy("It is declined. Those who asked are told why."),
    ),
)
