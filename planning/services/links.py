"""Linking plans to plans, positions to positions, and measures to the positions that they implement.

A link is a statement of the organisation that records it, made at its source; another organisation's links
are never touched. Links move freely also in plans that are decided.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Changed, DomainError, NotAllowed
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import link_changed
from planning.models import Implementation, Measure, Plan, PlanLink, Position, PositionLink
from planning.policies import check_can_implement, check_can_state

Link = PlanLink | PositionLink
ALREADY = gettext_lazy("They are linked in that way already.")
NOT_FOLLOWED = gettext_lazy("Your organisation does not follow both plans, so it can link nothing of them.")
ITSELF = gettext_lazy("Nothing is linked to itself.")
REFUSALS = {
    "plan_link_once": ALREADY,
    "position_link_once": ALREADY,
    "implementation_once": ALREADY,
    "plan_link_adopted": NOT_FOLLOWED,
    "position_link_adopted": NOT_FOLLOWED,
    "plan_link_between_two": ITSELF,
    "position_link_between_two": ITSELF,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What a link says: how source and target are related, and the reason."""

    relation: str
    rationale: str | None


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A link that was removed, so that it can be made anew as it was; `kind` is that of its source."""

    kind: str
    source_id: int
    target_id: int
    relation: str = ""
    rationale: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a signed token."""
        return asdict(self)


def link_positions(
    *, organisation: Organisation, by: User, source: Position, target: Position, tie: Tie
) -> PositionLink:
    """Say that one position is implemented by, supports or conflicts with another.

    Raises `NotAllowed` unless the person may state things of the source; `DomainError` if they are linked
    in that way already, or the organisation does not follow both plans. Announces `link_changed`.
    """
    check_can_state(standing(by, organisation), organisation, source)
    with explained(REFUSALS), transaction.atomic():
        link = PositionLink.objects.create(
            recorded_by=organisation,
            source=source,
            target=target,
            relation=PositionLink.Relation(tie.relation),
            rationale=_text(tie.rationale),
        )
        link_changed.send(sender=PositionLink, organisation=organisation, link=link)
    return link


def link_plans(*, organisation: Organisation, by: User, source: Plan, target: Plan, tie: Tie) -> PlanLink:
    """Say that one plan is based on, details, is coordinated with or conflicts with another.

    Raises and announces as `link_positions`.
    """
    check_can_state(standing(by, organisation), organisation, source)
    with explained(REFUSALS), transaction.atomic():
        link = PlanLink.objects.create(
            recorded_by=organisation,
            source=source,
            target=target,
            relation=PlanLink.Relation(tie.relation),
            rationale=_text(tie.rationale),
        )
        link_changed.send(sender=PlanLink, organisation=organisation, link=link)
    return link


def change_link(*, organisation: Organisation, by: User, link: Link, expected_version: int, tie: Tie) -> Link:
    """Change how two are related, or why.

    Raises `NotAllowed`, `Changed`, or `DomainError` if they are linked in that way already. Announces
    `link_changed` if anything differs.
    """
    _check_own(organisation, by, link)
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(link, expected_version)
        if write(stored, {"relation": tie.relation, "rationale": _text(tie.rationale)}):
            link_changed.send(sender=type(stored), organisation=organisation, link=stored)
    return stored


@transaction.atomic
def remove_link(*, organisation: Organisation, by: User, link: Link, expected_version: int) -> Unlinked:
    """Take a link back; what comes back says how it was, to link the two again.

    Raises `NotAllowed` or `Changed`. Announces `link_changed`.
    """
    _check_own(organisation, by, link)
    stored = _locked(link, expected_version)
    kind = "plan" if isinstance(stored, PlanLink) else "position"
    unlinked = Unlinked(kind, stored.source_id, stored.target_id, stored.relation, stored.rationale)
    stored.delete()
    link_changed.send(sender=type(stored), organisation=organisation, link=stored)
    return unlinked


def implement_position(
    *, organisation: Organisation, by: User, measure: Measure, position: Position
) -> Implementation:
    """Say that a measure implements a position, of its own plan or of another that the organisation follows.

    Raises `NotAllowed` unless the person edits the measure, `DomainError` if it is said already or the
    position's plan is not followed. Announces `link_changed`.
    """
    check_can_implement(standing(by, organisation), organisation, measure)
    if not Plan.objects.followed_by(organisation).filter(pk=position.plan_id).exists():
        raise DomainError(str(NOT_FOLLOWED), code="implementation_not_followed")
    with explained(REFUSALS), transaction.atomic():
        row = Implementation.objects.create(measure=measure, position=position)
        link_changed.send(sender=Implementation, organisation=organisation, link=row)
    return row


@transaction.atomic
def stop_implementing(
    *, organisation: Organisation, by: User, measure: Measure, position: Position
) -> Unlinked:
    """Say that a measure does not implement a position after all; what comes back names the two.

    Raises `NotAllowed`; `Changed` if it is not said any more. Announces `link_changed`.
    """
    check_can_implement(standing(by, organisation), organisation, measure)
    row = Implementation.objects.filter(measure=measure, position=position).first()
    if row is None:
        raise Changed(_("Somebody has removed this since you opened it."))
    row.delete()
    link_changed.send(sender=Implementation, organisation=organisation, link=row)
    return Unlinked("measure", measure.pk, position.pk)


def _check_own(organisation: Organisation, by: User, link: Link) -> None:
    if link.recorded_by_id != organisation.pk:
        raise NotAllowed(_("Another organisation has stated this; only they can change it."))
    check_can_state(standing(by, organisation), organisation, link.source)


def _locked(link: Link, expected_version: int) -> Link:
    if isinstance(link, PlanLink):
        return locked(PlanLink.objects.all(), pk=link.pk, expected_version=expected_version)
    return locked(PositionLink.objects.all(), pk=link.pk, expected_version=expected_version)


def _text(rationale: str | None) -> str | None:
    return (rationale or "").strip() or None
