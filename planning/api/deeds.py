"""What is done over the API to plans, positions and contributions, with the services of the pages."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.errors import DomainError, Problem
from organisations.api.deeds import Deed
from organisations.api.inputs import LONGEST_TEXT, ClosedSerializer, Named, NothingInput
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from planning.models import Conflict, Contribution, HandOver, Plan, Position
from planning.services.arranging import Place
from planning.services.conflicts import Decision, decide_conflict, reopen_conflict
from planning.services.contributions import confirm_contribution
from planning.services.handing_over import (
    AsPosition,
    IntoPosition,
    Offer,
    accept_as_position,
    accept_into_position,
    offer_again,
    offer_position,
    return_offer,
)
from planning.services.transitions import Step, change_status


class StepInput(ClosedSerializer):
    """A step in a plan's course; one that rests on a decision says whose, and where it is found."""

    to = serializers.ChoiceField(Plan.Status.choices)
    on = serializers.DateField()
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)
    text = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    decided_by = serializers.CharField(required=False, allow_blank=True, max_length=200)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=200)
    case_number = serializers.CharField(required=False, allow_blank=True, max_length=100)


class AcceptInput(ClosedSerializer):
    """Into which position it is taken, or into which draft as a new position; perhaps what is answered."""

    position = Named("positions", required=False)
    plan = Named("plans", required=False)
    section = Named("sections", required=False)
    answer = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=LONGEST_TEXT)


class ReturnInput(ClosedSerializer):
    """Why it is returned."""

    reason = serializers.CharField(max_length=LONGEST_TEXT)


class AgainInput(ClosedSerializer):
    """Why it is offered anew."""

    rationale = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=LONGEST_TEXT
    )


class DecisionInput(ClosedSerializer):
    """How a conflict was resolved, by whom and on which day."""

    resolution = serializers.CharField(max_length=LONGEST_TEXT)
    decided_by = serializers.CharField(max_length=200)
    resolved_on = serializers.DateField()


class OfferInput(ClosedSerializer):
    """The comprehensive plan that a position is offered to, and why."""

    plan = Named("plans")
    rationale = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=LONGEST_TEXT
    )


def take_step(writer: Writer, row: Plan, version: int, given: Values) -> Plan:
    """One step further."""
    return change_status(**writer.by, plan=row, expected_version=version, step=Step(**given))


def review(writer: Writer, row: Contribution, version: int, given: Values) -> Contribution:
    """It still holds as it is."""
    return confirm_contribution(**writer.by, contribution=row, expected_version=version)


def carry(writer: Writer, row: Position, version: int, given: Values) -> HandOver:
    """Offered to the comprehensive plan, which answers."""
    offer = Offer(given["plan"], given.get("rationale"))
    return offer_position(**writer.by, position=row, offer=offer)


def accept(writer: Writer, row: HandOver, version: int, given: Values) -> HandOver:
    """Taken into a position of the comprehensive plan, or into its draft as a new one."""
    position, plan, answer = (given.get(name) for name in ("position", "plan", "answer"))
    on: dict[str, Any] = {**writer.by, "hand_over": row, "expected_version": version}
    if position is not None and plan is None:
        return accept_into_position(**on, into=IntoPosition(position, answer))
    if plan is not None and position is None:
        return accept_as_position(**on, new=AsPosition(Place(plan, given.get("section")), answer))
    message = _("Name one of position and plan.")
    raise DomainError(message, code="one_target", problems=[Problem("position", "one_target", message)])


def give_back(writer: Writer, row: HandOver, version: int, given: Values) -> HandOver:
    """Returned with a reason."""
    return return_offer(**writer.by, hand_over=row, expected_version=version, reason=given["reason"])


def offer_anew(writer: Writer, row: HandOver, version: int, given: Values) -> HandOver:
    """Offered once more."""
    rationale = given.get("rationale")
    return offer_again(**writer.by, hand_over=row, expected_version=version, rationale=rationale)


def decide(writer: Writer, row: Conflict, version: int, given: Values) -> Conflict:
    """How it was resolved."""
    return decide_conflict(**writer.by, conflict=row, expected_version=version, decision=Decision(**given))


def reopen(writer: Writer, row: Conflict, version: int, given: Values) -> Conflict:
    """Taken up again."""
    return reopen_conflict(**writer.by, conflict=row, expected_version=version)


PLAN_DEEDS: dict[str, Any] = {
    "transitions": Deed(StepInput, take_step, "plans", "Takes the plan one step further in its course.")
}
CONTRIBUTION_DEEDS: dict[str, Any] = {
    "review": Deed(NothingInput, review, "contributions", "Says that the contribution still holds as it is.")
}
POSITION_DEEDS: dict[str, Any] = {
    "carry": Deed(
        OfferInput,
        carry,
        "hand-overs",
        "Offers the position to a comprehensive plan; the hand-over is answered.",
        makes=True,
    )
}
HAND_OVER_DEEDS: dict[str, Any] = {
    "accept": Deed(
        AcceptInput,
        accept,
        "hand-overs",
        "Takes what is offered into a position of the comprehensive plan, or into its draft as a new one.",
    ),
    "return": Deed(ReturnInput, give_back, "hand-overs", "Returns what was offered, with a reason."),
    "offer-again": Deed(AgainInput, offer_anew, "hand-overs", "Offers anew what was returned."),
}
CONFLICT_DEEDS: dict[str, Any] = {
    "decide": Deed(DecisionInput, decide, "conflicts", "Records how the conflict was resolved, and by whom."),
    "reopen": Deed(NothingInput, reopen, "conflicts", "Takes a resolved conflict up again."),
}
