"""Handing a sector's spatial positions over to the comprehensive plan: offering, taking in, returning.

An offer leads to a plan until its editors make it a position of theirs (docs/decisions/0006). It is one row
with one story: offered, answered, perhaps offered anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Changed, DomainError, NotAllowed
from core.integrity import explained
from core.versions import locked, write
from dialogue.services.telling import editors_of, tell
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import hand_over_changed
from planning.models import HandOver, Plan, Position
from planning.policies import check_can_answer_offers, check_can_offer, check_can_state
from planning.selectors.handing_over import receiving_plans
from planning.services.arranging import Place, locked_plan, text
from planning.services.positions import PositionContent, create_position

State = HandOver.State
REFUSALS: Mapping[str, str | Promise] = {
    "hand_over_offered_once": gettext_lazy("The position has been handed over to that plan already."),
    "hand_over_once": gettext_lazy("The position has been handed over to that position already."),
}
WORDS_IN_A_NAME = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """Which comprehensive plan a position is offered to, and why."""

    plan: Plan
    rationale: str | None = None


@dataclass(frozen=True, slots=True)
class IntoPosition:
    """What was offered is taken into a position that stands there already."""

    target: Position
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class AsPosition:
    """What was offered becomes a new position of a draft, last in a section or in none."""

    place: Place
    answer: str | None = None


def offer_position(*, organisation: Organisation, by: User, position: Position, offer: Offer) -> HandOver:
    """Offer a spatial position to the comprehensive plan; those who edit that plan are told.

    Raises `NotAllowed` unless the person answers for the position; `DomainError` if it is not spatial, is
    withdrawn or past, or was handed over to that plan already, or if that plan is not a comprehensive
    one of the organisation's that holds or is proposed. Announces `hand_over_changed`.
    """
    check_can_offer(standing(by, organisation), organisation, position)
    _check_receives(organisation, offer.plan)
    with explained(REFUSALS), transaction.atomic():
        _check_not_there(organisation, position, offer.plan)
        hand_over = HandOver.objects.create(
            recorded_by=organisation, source=position, target_plan=offer.plan, rationale=text(offer.rationale)
        )
        hand_over.refresh_from_db(fields=["version", "created_by"])
        _tell_receivers(organisation, by, hand_over)
        _announce(organisation, hand_over)
    return hand_over


@transaction.atomic
def withdraw_offer(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int
) -> None:
    """Take an offer back that nobody has answered. Its history stays.

    Raises `NotAllowed` unless the person answers for the position; `Changed`; `DomainError` if it has been
    answered. Announces `hand_over_changed`.
    """
    stored = _own(organisation, by, hand_over, expected_version)
    _check_state(stored, State.OFFERED)
    pk = stored.pk
    stored.delete()
    stored.pk = pk
    _announce(organisation, stored)


@transaction.atomic
def offer_again(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int, rationale: str | None
) -> HandOver:
    """Offer anew what was returned, perhaps for another reason; what was answered stays in the story.

    Raises `NotAllowed`, `Changed`, `DomainError` if it was not returned or cannot be offered any more.
    Announces `hand_over_changed`.
    """
    check_can_offer(standing(by, organisation), organisation, hand_over.source)
    stored = _own(organisation, by, hand_over, expected_version)
    _check_state(stored, State.RETURNED)
    _check_receives(organisation, stored.receiver)
    write(stored, {"state": State.OFFERED, "rationale": text(rationale), "answer": None})
    _tell_receivers(organisation, by, stored)
    _announce(organisation, stored)
    return stored


def change_offer(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int, offer: Offer
) -> HandOver:
    """Say otherwise why a position is offered, or offer it to another plan, while nobody has answered.

    Raises `NotAllowed`, `Changed`; `DomainError` if it has been answered, cannot be offered any more, was
    handed over to that plan already, or that plan receives nothing. Announces `hand_over_changed` if anything
    differs. Of another plan its editors are told, and those who had it before.
    """
    check_can_offer(standing(by, organisation), organisation, hand_over.source)
    with explained(REFUSALS), transaction.atomic():
        stored = _own(organisation, by, hand_over, expected_version)
        _check_state(stored, State.OFFERED)
        before = stored.receiver
        changes: dict[str, Any] = {"rationale": text(offer.rationale)}
        if offer.plan != before:
            _check_receives(organisation, offer.plan)
            _check_not_there(organisation, stored.source, offer.plan)
            changes |= {"target_id": None, "target_plan_id": offer.plan.pk}
        if not write(stored, changes):
            return stored
        if offer.plan != before:
            _tell_receivers(organisation, by, stored)
            _tell_left(organisation, by, stored, before)
        _announce(organisation, stored)
    return stored


def accept_into_position(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int, into: IntoPosition
) -> HandOver:
    """Take what is offered into a position that the comprehensive plan, or its revision, has already.

    Raises `NotAllowed` unless the person edits the plan; `Changed`; `DomainError` if it has been answered,
    or the position is withdrawn, stands in another plan or carries it already. Announces
    `hand_over_changed`; who offered it is told.
    """
    with explained(REFUSALS), transaction.atomic():
        stored = _offered(organisation, by, hand_over, expected_version)
        target = into.target
        if target.status == Position.Status.WITHDRAWN or target.plan not in receiving_plans(stored.receiver):
            raise DomainError(
                _("Choose a position of the plan that it is offered to, one that is not withdrawn."),
                code="not_a_target",
            )
        _accept(organisation, by, stored, target, into.answer)
    return stored


def accept_as_position(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int, new: AsPosition
) -> HandOver:
    """Take what is offered in as a new position of the plan's draft, which says where it comes from.

    Raises `NotAllowed` unless the person edits the plan; `Changed`; `DomainError` if it has been answered,
    or the plan is decided and nobody revises it. Announces `position_written` and `hand_over_changed`; who
    offered it is told.
    """
    with explained(REFUSALS), transaction.atomic():
        # The plan first: whoever adopts it takes locks in that order too.
        plan = locked_plan(new.place.plan.pk)
        stored = _offered(organisation, by, hand_over, expected_version)
        if plan not in receiving_plans(stored.receiver):
            raise DomainError(_("It is offered to another plan."), code="not_a_target")
        created = create_position(
            organisation=organisation, by=by, place=new.place, content=_content(stored.source)
        )
        if stored.source.geometry is not None:
            write(created, {"geometry": stored.source.geometry})
        _accept(organisation, by, stored, created, new.answer)
    return stored


@transaction.atomic
def return_offer(
    *, organisation: Organisation, by: User, hand_over: HandOver, expected_version: int, reason: str
) -> HandOver:
    """Return what was offered, with a reason; also what was taken in and shall not stay.

    Raises `NotAllowed` unless the person edits the plan; `Changed`; `DomainError` without a reason, or if it
    is returned already. Announces `hand_over_changed`; who offered it is told.
    """
    if not reason.strip():
        raise DomainError(_("Say why it is returned."), code="reason_missing")
    stored = _answerable(organisation, by, hand_over, expected_version)
    _check_state(stored, State.OFFERED, State.ACCEPTED)
    write(stored, {"state": State.RETURNED, "answer": reason.strip()})
    _tell_offerer(organisation, by, stored)
    _announce(organisation, stored)
    return stored


# What the services share ---------------------------------------------------------------------------


def _accept(
    organisation: Organisation, by: User, stored: HandOver, target: Position, answer: str | None
) -> None:
    changes: dict[str, Any] = {"target_id": target.pk, "target_plan_id": None}
    write(stored, changes | {"state": State.ACCEPTED, "answer": text(answer)})
    _tell_offerer(organisation, by, stored)
    _announce(organisation, stored)


def _content(source: Position) -> PositionContent:
    """What the new position says: the sector's words, and where they come from."""
    with translation.override(source.plan.organisation.language):
        name = f"{source.plan.title}, {source.code}" if source.code else source.plan.title
        origin = _("Taken in from “%(name)s”.") % {"name": name}
    return PositionContent(
        statement=source.statement,
        rationale="\n\n".join(part for part in (source.rationale, origin) if part),
        spatial=True,
        aspect=source.aspect,
        land_use=source.land_use,
    )


def _check_receives(organisation: Organisation, plan: Plan) -> None:
    is_own = plan.organisation_id == organisation.pk
    if not (is_own and plan.type.is_comprehensive and plan.status not in Plan.PAST):
        raise DomainError(
            _("Offer it to a comprehensive plan of your own that holds or is being drawn up."),
            code="receives_nothing",
        )


def _check_not_there(organisation: Organisation, position: Position, plan: Plan) -> None:
    """Nothing of the position stands in that plan yet; that it waits there, a named constraint refuses."""
    own = HandOver.objects.filter(recorded_by=organisation, source=position)
    if own.filter(target__plan=plan).exists():
        raise DomainError(str(REFUSALS["hand_over_offered_once"]), code="hand_over_offered_once")


def _check_state(stored: HandOver, *allowed: HandOver.State) -> None:
    if stored.state not in allowed:
        raise DomainError(
            _("That cannot be done now: it is “%(state)s”.") % {"state": stored.get_state_display().lower()},
            code="state_does_not_allow",
        )


def _own(organisation: Organisation, by: User, hand_over: HandOver, expected_version: int) -> HandOver:
    """The organisation's hand-over, locked, for those who answer for the position that it is about."""
    _check_recorder(organisation, hand_over)
    check_can_state(standing(by, organisation), organisation, hand_over.source)
    return _locked(hand_over, expected_version)


def _offered(organisation: Organisation, by: User, hand_over: HandOver, expected_version: int) -> HandOver:
    stored = _answerable(organisation, by, hand_over, expected_version)
    _check_state(stored, State.OFFERED)
    return stored


def _answerable(organisation: Organisation, by: User, hand_over: HandOver, expected_version: int) -> HandOver:
    """The organisation's hand-over, locked, for those who edit the plan that it is offered to."""
    _check_recorder(organisation, hand_over)
    check_can_answer_offers(standing(by, organisation), organisation, hand_over.receiver)
    stored = _locked(hand_over, expected_version)
    if stored.receiver != hand_over.receiver:
        raise Changed(
            _("Somebody has changed this since you opened it. Nothing was overwritten."), stored=stored
        )
    return stored


def _check_recorder(organisation: Organisation, hand_over: HandOver) -> None:
    if hand_over.recorded_by_id != organisation.pk:
        raise NotAllowed(_("Another organisation has stated this; only they can change it."))


def _locked(hand_over: HandOver, expected_version: int) -> HandOver:
    return locked(HandOver.objects.all(), pk=hand_over.pk, expected_version=expected_version)


def _announce(organisation: Organisation, hand_over: HandOver) -> None:
    hand_over_changed.send(sender=HandOver, organisation=organisation, hand_over=hand_over)


# Telling people ------------------------------------------------------------------------------------


def _name(hand_over: HandOver) -> str:
    return Truncator(str(hand_over.source)).words(WORDS_IN_A_NAME, truncate=" …")


def _tell_receivers(organisation: Organisation, by: User, hand_over: HandOver) -> None:
    plan = hand_over.receiver

    def words() -> str:
        return _("“%(position)s” is offered to “%(plan)s”.") % {"position": _name(hand_over), "plan": plan}

    tell(organisation, editors_of(organisation, plan.unit_id, but=by), hand_over, words)


def _tell_left(organisation: Organisation, by: User, hand_over: HandOver, before: Plan) -> None:
    """Tells those who had the offer before it went to another plan, unless they have it now too."""
    here = {person.pk for person in editors_of(organisation, hand_over.receiver.unit_id, but=by)}
    left = [person for person in editors_of(organisation, before.unit_id, but=by) if person.pk not in here]

    def words() -> str:
        said = _("“%(position)s” is offered to “%(plan)s” instead of “%(before)s”.")
        return said % {"position": _name(hand_over), "plan": hand_over.receiver, "before": before}

    tell(organisation, left, hand_over, words)


def _tell_offerer(organisation: Organisation, by: User, hand_over: HandOver) -> None:
    """Tells who offered it, else those who answer for the position."""
    source, offerer = hand_over.source, hand_over.created_by
    is_there = offerer is not None and offerer.memberships.filter(organisation=organisation).exists()
    people = [offerer] if offerer is not None and is_there else []
    if not people:
        people = editors_of(organisation, source.unit_id or source.plan.unit_id, but=by)

    def words() -> str:
        answers = {
            State.ACCEPTED: _("“%(position)s” is taken into “%(plan)s”."),
            State.RETURNED: _("“%(position)s” is returned by “%(plan)s”."),
        }
        said = answers[State(hand_over.state)]
        return said % {"position": _name(hand_over), "plan": hand_over.receiver}

    tell(organisation, [person for person in people if person != by], hand_over, words)
