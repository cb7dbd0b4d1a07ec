"""What happens when a plan takes the place of another: the old one ends, links go on to the new one.

A link that another plan has to a position or measure goes on by itself where the next edition says
the same there; the rest is looked at one by one (`planning.selectors.editions.links_to_review`). What
another organisation has stated is moved by that organisation only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import Changed, DomainError
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import link_reviewed
from planning.models import (
    Commission,
    Contribution,
    Implementation,
    LeftLink,
    Plan,
    PlanEvent,
    PlanLink,
    Position,
)
from planning.policies import Item, check_can_move_link, plan_of
from planning.selectors.editions import End, Pointing, existing_twins, is_inside, pointing_to, twin_of
from planning.services.carrying import Carried, carry_talk_along, take_changes_along, tell

#: What is said of the old edition as a whole may be wrong of the new one, except where it is about order.
MOVING_BY_THEMSELVES = frozenset({PlanLink.Relation.DETAILS, PlanLink.Relation.COORDINATES})


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a stored link, as a person saw it: it goes to `item`."""

    end: End
    pk: int
    item: Item


def succeed(plan: Plan, *, on: date) -> None:
    """The plan holds now: what it supersedes is superseded, and links move on.

    Plans of other organisations are theirs to end. For services, inside their transaction; asks no policy.
    """
    replaced = plan.supersession_rows.values("superseded_id")
    own = Plan.objects.filter(organisation=plan.organisation_id)
    for old in (
        own.select_for_update(no_key=True).filter(pk__in=replaced, status__in=Plan.IN_EFFECT).order_by("pk")
    ):
        old.status = Plan.Status.SUPERSEDED
        old.save(update_fields=["status"])
        with translation.override(plan.organisation.language):
            title = _("Superseded by “%(plan)s”") % {"plan": plan}
        PlanEvent.objects.create(plan=old, on=on, status=old.status, title=title[:300])
        parts = own.filter(parent=old, status__in=(*Plan.PROPOSED, *Plan.IN_EFFECT)).exclude(pk=plan.pk)
        parts.update(parent=plan)
        statements, reasons = _move_on(pointing_to(old, plan), plan)
        _take_commissions_along(old, plan)
        tell(plan, Carried(statements, reasons, *carry_talk_along(old, plan)), on=on)


def _take_commissions_along(old: Plan, plan: Plan) -> None:
    """What units have been asked and not answered is asked of the next edition's positions."""
    waiting = Commission.objects.filter(position__plan=old, state=Commission.State.SENT)
    active = Position.objects.filter(plan=plan, status=Position.Status.ACTIVE)
    successors = {part.revises_id: part for part in active.filter(revises__plan=old)} if waiting else {}
    asked = set(Commission.objects.filter(position__plan=plan).values_list("position_id", "unit_id"))
    for commission in waiting:
        successor = successors.get(commission.position_id)
        if successor is not None and (successor.pk, commission.unit_id) not in asked:
            commission.position = successor
            commission.save(update_fields=["position"])


def _move_on(found: Iterable[Pointing], plan: Plan) -> tuple[list[Contribution], int]:
    """Moves what can move by itself, a statement for each sort of end; what the owner said too late for the
    copy comes back, and of how many links it gave another reason."""
    own = [one for one in found if one.recorder_id == plan.organisation_id and one.unchanged is not None]
    twins = existing_twins(own)
    carried, reasons = take_changes_along(own, twins)
    ready = [one for one in own if _moves_by_itself(one)]
    moved: dict[End, list[Any]] = defaultdict(list)
    for pointing in ready:
        successor = pointing.unchanged
        if successor is None or pointing.was_copied or twin_of(pointing, successor) in twins:
            continue
        twins[twin_of(pointing, successor)] = pointing.link
        _set(pointing, successor)
        moved[pointing.end].append(pointing.link)
        if isinstance(pointing.link, Contribution):
            carried.append(pointing.link)
    for end, links in moved.items():
        _store(end, links)
    return carried, reasons


def _store(end: End, links: list[Any]) -> None:
    """Writes links whose end is another now.

    What a measure implements is part of the measure: its version moves with rows that come and go.
    """
    if end.model is not Implementation:
        end.model.objects.bulk_update(links, [end.field, end.other] if end.other else [end.field])
        return
    Implementation.objects.filter(pk__in=[link.pk for link in links]).delete()
    Implementation.objects.bulk_create(
        [Implementation(measure_id=link.measure.pk, position_id=link.position.pk) for link in links]
    )


def _set(pointing: Pointing, successor: Item) -> None:
    """Lets the link go to the successor; not stored yet."""
    for field, item in pointing.changes(successor).items():
        setattr(pointing.link, field, item)


def _moves_by_itself(pointing: Pointing) -> bool:
    """Whether what is the owner's, and says the same at its end, goes on: not what must be looked at."""
    return not isinstance(pointing.link, PlanLink) or pointing.link.relation in MOVING_BY_THEMSELVES


@transaction.atomic
def move_link(*, organisation: Organisation, by: User, link: Link, successor: Item) -> None:
    """Let a link go to what its end became in the next edition.

    A contribution counts as reviewed: who moves it has read the new wording. Raises `NotAllowed`;
    `Changed` if the link goes elsewhere by now; `DomainError` if the successor does not come from there,
    or the link exists already. Announces `link_reviewed`.
    """
    stored = _locked(organisation, by, link)
    if not _comes_from(link.item, successor):
        raise DomainError(_("That is not what it became in the next edition."), code="no_successor")
    pointing = Pointing(link.end, stored, link.item, (successor,), others=_others(link, stored, successor))
    if twin_of(pointing, successor) in existing_twins([pointing]):
        raise DomainError(_("There is such a link to the next edition already."), code="link_exists")
    _set(pointing, successor)
    _store(link.end, [stored])
    if isinstance(stored, Contribution):
        stored.reviewed_on, stored.reviewed_by = organisation.today(), by
        stored.save(update_fields=["reviewed_on", "reviewed_by"])
    link_reviewed.send(sender=link.end.model, organisation=organisation, link=stored)


def _others(link: Link, stored: Any, successor: Item) -> tuple[Item, ...] | None:
    """What the link's other end became, where that stands in the earlier edition too."""
    other = getattr(stored, link.end.other) if link.end.other else None
    if other is None or isinstance(link.item, Plan) or not is_inside(plan_of(link.item), other):
        return None
    return tuple(Position.objects.filter(plan=plan_of(successor), revises=other).order_by("order", "pk"))


@transaction.atomic
def leave_link(*, organisation: Organisation, by: User, link: Link) -> None:
    """Leave a link at the earlier edition on purpose; it is listed for review no longer.

    Raises `NotAllowed`, or `Changed` if the link goes elsewhere by now. Announces `link_reviewed`.
    """
    stored = _locked(organisation, by, link)
    LeftLink.objects.get_or_create(recorded_by=organisation, end=link.end.name, link_id=stored.pk)
    link_reviewed.send(sender=link.end.model, organisation=organisation, link=stored)


def _locked(organisation: Organisation, by: User, link: Link) -> Any:
    """The link, locked, if it still goes where the person saw it go."""
    end = link.end
    stored = end.model.objects.select_for_update(of=("self",), no_key=True).filter(pk=link.pk).first()
    if stored is None:
        raise Changed(_("Somebody has removed this since you opened it."))
    check_can_move_link(
        standing(by, organisation), organisation, getattr(stored, end.holder), end.recorder_id(stored)
    )
    if getattr(stored, f"{end.field}_id") != link.item.pk:
        raise Changed(
            _("Somebody has changed this since you opened it. Nothing was overwritten."), stored=stored
        )
    return stored


def _comes_from(item: Item, successor: Item) -> bool:
    """Whether the successor is what the item became in an edition that holds."""
    if plan_of(successor).status not in Plan.IN_EFFECT or type(successor) is not type(item):
        return False
    if isinstance(successor, Plan):
        return successor.supersession_rows.filter(superseded_id=item.pk).exists()
    return successor.revises_id == item.pk
