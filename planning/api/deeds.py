"""What is done over the API to plans, positions and contributions, with the services of the pages."""

from typing import Any

from rest_framework import serializers

from organisations.api.deeds import Deed
from organisations.api.inputs import LONGEST_TEXT, ClosedSerializer, Named
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from planning.models import Contribution, HandOver, Plan, Position
from planning.services.contributions import confirm_contribution
from planning.services.handing_over import Offer, offer_position
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


class ReviewInput(ClosedSerializer):
    """That a contribution still holds: there is nothing to say but which version was read."""


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


PLAN_DEEDS: dict[str, Any] = {
    "transitions": Deed(StepInput, take_step, "plans", "Takes the plan one step further in its course.")
}
CONTRIBUTION_DEEDS: dict[str, Any] = {
    "review": Deed(ReviewInput, review, "contributions", "Says that the contribution still holds as it is.")
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
