"""What waits for units in hand-overs and assignments: to be answered, or come back to be settled."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from organisations.models import Organisation
from planning.models import Commission, HandOver, Plan, Position
from planning.selectors.owned import Units, answered_for


def offers_to_answer(organisation: Organisation, units: Units) -> QuerySet[HandOver]:
    """What is offered to own plans of the units and waits for an answer, the oldest first."""
    own = Q(target_plan__organisation=organisation) | Q(target__plan__organisation=organisation)
    waiting = _hand_overs(organisation, HandOver.State.OFFERED).filter(own & received_by(units))
    return waiting.order_by("updated_at", "pk")


def returned_offers(organisation: Organisation, units: Units, since: datetime) -> QuerySet[HandOver]:
    """What the units offered and got back since then, and could offer again; the newest first."""
    back = _hand_overs(organisation, HandOver.State.RETURNED).filter(
        answered_for(units, "source__"),
        source__organisation=organisation,
        source__spatial=True,
        updated_at__gte=since,
    )
    over = Q(source__status=Position.Status.WITHDRAWN) | Q(source__plan__status__in=Plan.PAST)
    closed = Q(target_plan__status__in=Plan.PAST) | Q(target__plan__status__in=Plan.PAST)
    return back.exclude(over | closed).order_by("-updated_at", "pk")


def assignments_to_answer(organisation: Organisation, units: Units) -> QuerySet[Commission]:
    """What the units are asked to carry out and have not answered: by the day that an answer is wanted."""
    waiting = _commissions(organisation, Commission.State.SENT)
    if units is not None:
        waiting = waiting.filter(unit__in=units)
    return waiting.order_by(F("due").asc(nulls_last=True), "pk")


def declined_assignments(organisation: Organisation, units: Units, since: datetime) -> QuerySet[Commission]:
    """What plans of the units asked for, and was declined since then; sent again it waits no longer here."""
    declined = _commissions(organisation, Commission.State.DECLINED).filter(updated_at__gte=since)
    if units is not None:
        declined = declined.filter(position__plan__unit__in=units)
    over = Q(position__status=Position.Status.WITHDRAWN) | Q(position__plan__status__in=Plan.PAST)
    by_aspect = Q(position__expects_measures=None, position__aspect=Position.Aspect.DIRECTION)
    declined = declined.filter(Q(position__expects_measures=True) | by_aspect)
    sent = _commissions(organisation, Commission.State.SENT)
    again = sent.filter(position=OuterRef("position"), unit=OuterRef("unit"))
    return declined.exclude(over).filter(~Exists(again)).order_by("-updated_at", "pk")


def received_by(units: Units) -> Q:
    """That a hand-over goes to a plan of the units."""
    if units is None:
        return Q()
    return Q(target_plan__unit__in=units) | Q(target__plan__unit__in=units)


def _hand_overs(organisation: Organisation, state: HandOver.State) -> QuerySet[HandOver]:
    found: QuerySet[HandOver] = HandOver.objects.filter(recorded_by=organisation, state=state)
    return found


def _commissions(organisation: Organisation, state: Commission.State) -> QuerySet[Commission]:
    found: QuerySet[Commission] = Commission.objects.filter(organisation=organisation, state=state)
    return found
