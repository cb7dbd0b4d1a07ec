"""Asking units to carry out what the comprehensive plan says, and answering: with measures, or why not.

The measures that a unit answers with implement the position from then on; findings follow from that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, NotAllowed
from core.integrity import explained
from core.versions import locked, write
from dialogue.services.telling import editors_of, tell
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.events import commission_changed
from planning.models import Commission, Implementation, Measure, Position
from planning.policies import check_can_answer_commission, check_can_commission
from planning.services.arranging import Place, check_units, text
from planning.services.links import implement_position
from planning.services.measures import MeasureContent, create_measure

State = Commission.State
REFUSALS = {
    "commission_sent_once": gettext_lazy("That has been sent to the unit already, and waits for its answer.")
}
WORDS_IN_A_NAME = 12


@dataclass(frozen=True, slots=True)
class Errand:
    """Which units are asked, with which words, and until when."""

    units: tuple[Unit, ...]
    message: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is expected of a unit that is asked already, and until when."""

    message: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class WithMeasures:
    """The measures that a unit answers with."""

    measures: tuple[Measure, ...]
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class WithNewMeasure:
    """A measure that a unit writes into a draft of its own as its answer."""

    place: Place
    content: MeasureContent
    answer: str | None = None


def send_commissions(
    *, organisation: Organisation, by: User, position: Position, errand: Errand
) -> list[Commission]:
    """Ask units to carry out a position of the comprehensive plan; those who edit for them are told.

    Raises `NotAllowed` unless the person edits the plan; `DomainError` if the position expects no measures or
    is withdrawn, no unit is named or one of another organisation, or one has it waiting already.
    Announces `commission_changed` for each.
    """
    check_can_commission(standing(by, organisation), organisation, position)
    if not errand.units:
        raise DomainError(_("Choose at least one unit."), code="no_unit")
    check_units(organisation, errand.units)
    with explained(REFUSALS), transaction.atomic():
        return [_sent(organisation, by, position, unit, errand) for unit in errand.units]


@transaction.atomic
def send_commission_again(
    *,
    organisation: Organisation,
    by: User,
    commission: Commission,
    expected_version: int,
    wanted: Wanted,
) -> Commission:
    """Send anew what a unit has declined, perhaps with other words and time. What it answered stays told.

    Raises `NotAllowed`, `Changed`, `DomainError` if it was not declined. Announces `commission_changed`.
    """
    check_can_commission(standing(by, organisation), organisation, commission.position)
    stored = _locked(organisation, commission, expected_version)
    _check_state(stored, State.DECLINED)
    if Commission.objects.filter(position=stored.position, unit=stored.unit, state=State.SENT).exists():
        raise DomainError(str(REFUSALS["commission_sent_once"]), code="commission_sent_once")
    asked = {"message": text(wanted.message), "due": wanted.due}
    write(stored, {"state": State.SENT, "answer": None, **asked})
    _tell_unit(organisation, by, stored)
    _announce(organisation, stored)
    return stored


@transaction.atomic
def change_commission(
    *,
    organisation: Organisation,
    by: User,
    commission: Commission,
    expected_version: int,
    wanted: Wanted,
) -> Commission:
    """Say otherwise what is expected, or until when, while the unit has not answered; it is told.

    Raises `NotAllowed`, `Changed`, `DomainError` if it has been answered. Announces `commission_changed` if
    anything differs.
    """
    check_can_commission(standing(by, organisation), organisation, commission.position)
    stored = _locked(organisation, commission, expected_version)
    _check_state(stored, State.SENT)
    if write(stored, {"message": text(wanted.message), "due": wanted.due}):
        _tell_changed(organisation, by, stored)
        _announce(organisation, stored)
    return stored


@transaction.atomic
def withdraw_commission(
    *, organisation: Organisation, by: User, commission: Commission, expected_version: int
) -> None:
    """Take back what no unit has answered. Its history stays.

    Raises `NotAllowed`, `Changed`, `DomainError` if it has been answered. Announces `commission_changed`.
    """
    check_can_commission(standing(by, organisation), organisation, commission.position)
    stored = _locked(organisation, commission, expected_version)
    _check_state(stored, State.SENT)
    pk = stored.pk
    stored.delete()
    stored.pk = pk
    _announce(organisation, stored)


@transaction.atomic
def answer_commission(
    *,
    organisation: Organisation,
    by: User,
    commission: Commission,
    expected_version: int,
    answer: WithMeasures,
) -> Commission:
    """Answer with measures that carry the position out; they implement it from now on.

    Raises `NotAllowed` unless the person works for the unit and edits the measures; `Changed`; `DomainError`
    without a measure, or if it has been answered. Announces `link_changed` and `commission_changed`.
    """
    stored = _answerable(organisation, by, commission, expected_version)
    if not answer.measures:
        raise DomainError(_("Choose at least one measure."), code="no_measure")
    if any(measure.status == Measure.Status.CANCELLED for measure in answer.measures):
        raise DomainError(_("A cancelled measure carries nothing out."), code="measure_cancelled")
    there = Implementation.objects.filter(position=stored.position, measure__in=answer.measures)
    known = set(there.values_list("measure_id", flat=True))
    for measure in answer.measures:
        if measure.pk not in known:
            implement_position(organisation=organisation, by=by, measure=measure, position=stored.position)
    _settle(organisation, by, stored, State.ANSWERED, answer.answer)
    return stored


@transaction.atomic
def answer_with_new_measure(
    *,
    organisation: Organisation,
    by: User,
    commission: Commission,
    expected_version: int,
    answer: WithNewMeasure,
) -> Commission:
    """Answer with a measure that is written into a draft now, and implements the position.

    Raises as `create_measure` and `answer_commission`. Announces `measure_written`, `link_changed` and
    `commission_changed`.
    """
    stored = _answerable(organisation, by, commission, expected_version)
    created = create_measure(organisation=organisation, by=by, place=answer.place, content=answer.content)
    implement_position(organisation=organisation, by=by, measure=created, position=stored.position)
    _settle(organisation, by, stored, State.ANSWERED, answer.answer)
    return stored


@transaction.atomic
def decline_commission(
    *, organisation: Organisation, by: User, commission: Commission, expected_version: int, reason: str
) -> Commission:
    """Say why the unit carries it not out.

    Raises `NotAllowed` unless the person works for the unit; `Changed`; `DomainError` without a reason, or if
    it has been answered. Announces `commission_changed`.
    """
    if not reason.strip():
        raise DomainError(_("Say why not."), code="reason_missing")
    stored = _answerable(organisation, by, commission, expected_version)
    _settle(organisation, by, stored, State.DECLINED, reason)
    return stored


# What the services share ---------------------------------------------------------------------------


def _sent(organisation: Organisation, by: User, position: Position, unit: Unit, errand: Errand) -> Commission:
    commission = Commission.objects.create(
        organisation=organisation,
        position=position,
        unit=unit,
        message=text(errand.message),
        due=errand.due,
    )
    commission.refresh_from_db(fields=["version", "created_by"])
    _tell_unit(organisation, by, commission)
    _announce(organisation, commission)
    return commission


def _settle(
    organisation: Organisation, by: User, stored: Commission, state: Commission.State, answer: str | None
) -> None:
    write(stored, {"state": state, "answer": text(answer)})
    _tell_sender(organisation, by, stored)
    _announce(organisation, stored)


def _answerable(
    organisation: Organisation, by: User, commission: Commission, expected_version: int
) -> Commission:
    """The commission, locked, for those who work for the unit that is asked, while it waits."""
    _check_own(organisation, commission)
    check_can_answer_commission(standing(by, organisation), commission.unit_id)
    stored = _locked(organisation, commission, expected_version)
    _check_state(stored, State.SENT)
    return stored


def _check_own(organisation: Organisation, commission: Commission) -> None:
    if commission.organisation_id != organisation.pk:
        raise NotAllowed(_("Another organisation has stated this; only they can change it."))


def _check_state(stored: Commission, allowed: Commission.State) -> None:
    if stored.state != allowed:
        raise DomainError(
            _("That cannot be done now: it is “%(state)s”.") % {"state": stored.get_state_display().lower()},
            code="state_does_not_allow",
        )


def _locked(organisation: Organisation, commission: Commission, expected_version: int) -> Commission:
    own = Commission.objects.filter(organisation=organisation)
    return locked(own, pk=commission.pk, expected_version=expected_version)


def _announce(organisation: Organisation, commission: Commission) -> None:
    commission_changed.send(sender=Commission, organisation=organisation, commission=commission)


# Telling people ------------------------------------------------------------------------------------


def _name(commission: Commission) -> str:
    return Truncator(str(commission.position)).words(WORDS_IN_A_NAME, truncate=" …")


def _tell_unit(organisation: Organisation, by: User, commission: Commission) -> None:
    def words() -> str:
        said = _("%(unit)s is asked to carry out “%(position)s”.")
        return said % {"unit": commission.unit, "position": _name(commission)}

    tell(organisation, editors_of(organisation, commission.unit_id, but=by), commission, words)


def _tell_changed(organisation: Organisation, by: User, commission: Commission) -> None:
    def words() -> str:
        said = _("What is asked of %(unit)s has changed: “%(position)s”.")
        return said % {"unit": commission.unit, "position": _name(commission)}

    tell(organisation, editors_of(organisation, commission.unit_id, but=by), commission, words)


def _tell_sender(organisation: Organisation, by: User, commission: Commission) -> None:
    sender, position = commission.created_by, commission.position
    is_there = sender is not None and sender.memberships.filter(organisation=organisation).exists()
    people = [sender] if sender is not None and is_there else []
    if not people:
        people = editors_of(organisation, position.plan.unit_id, but=by)
    said: dict[str, Callable[[], str]] = {
        State.ANSWERED: lambda: _("%(unit)s answers with measures: “%(position)s”."),
        State.DECLINED: lambda: _("%(unit)s declines to carry out “%(position)s”."),
    }

    def words() -> str:
        return said[commission.state]() % {"unit": commission.unit, "position": _name(commission)}

    tell(organisation, [person for person in people if person != by], commission, words)
