"""Conflicts of interest: registering, weighing, deciding and opening them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write, write_rows
from goals.models import Framework, Goal
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.events import conflict_changed
from planning.models import Conflict, Plan, Position
from planning.policies import Item, check_can_decide, check_can_weigh, concerned_units

REFUSALS = {
    "conflict_key_unique": gettext_lazy(
        "Somebody has registered a conflict with the same name just now. Look at theirs first."
    )
}


@dataclass(frozen=True, slots=True)
class Clash:
    """What a conflict is about: its name, the goal at stake, who collide, and who answers for it."""

    title: str
    goal: Goal | None = None
    plans: tuple[Plan, ...] = ()
    positions: tuple[Position, ...] = ()
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """What speaks for and against, and what else was considered."""

    arguments_for: str | None
    arguments_against: str | None
    considered: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """How a conflict was resolved, by whom and on which day."""

    resolution: str
    decided_by: str
    resolved_on: date


def register_conflict(*, organisation: Organisation, by: User, clash: Clash) -> Conflict:
    """Register a conflict of interest.

    Raises `NotAllowed` unless it concerns a unit that the person works for; `DomainError` if it names
    nothing, or what the organisation does not follow. Announces `conflict_changed`.
    """
    units = concerned_units(organisation, clash.unit, clash.goal, (*clash.plans, *clash.positions))
    check_can_weigh(standing(by, organisation), units)
    _check_clash(organisation, clash)
    taken = set(organisation.conflicts.values_list("key", flat=True))
    with explained(REFUSALS), transaction.atomic():
        conflict = Conflict.objects.create(
            organisation=organisation,
            key=key_from(clash.title, taken, otherwise="konflikt"),
            title=clash.title.strip(),
            goal=clash.goal,
            unit=clash.unit,
            status=Conflict.Status.IDENTIFIED,
        )
        _name(conflict, clash)
        conflict_changed.send(sender=Conflict, organisation=organisation, conflict=conflict)
    return conflict


@transaction.atomic
def change_conflict(
    *, organisation: Organisation, by: User, conflict: Conflict, expected_version: int, clash: Clash
) -> Conflict:
    """Change what an undecided conflict is about.

    Raises `NotAllowed`, `Changed`, or `DomainError` as for a new one or if it is decided. Announces
    `conflict_changed` if anything differs.
    """
    check_can_weigh(standing(by, organisation), units_of(conflict))
    _check_clash(organisation, clash)
    stored = _undecided(organisation, conflict, expected_version)
    changes = {
        "title": clash.title.strip(),
        "goal_id": clash.goal.pk if clash.goal else None,
        "unit_id": clash.unit.pk if clash.unit else None,
    }
    has_moved = write(stored, changes)
    if _name(stored, clash) or has_moved:
        conflict_changed.send(sender=Conflict, organisation=organisation, conflict=stored)
    return stored


@transaction.atomic
def weigh_conflict(
    *, organisation: Organisation, by: User, conflict: Conflict, expected_version: int, weighing: Weighing
) -> Conflict:
    """Write down what speaks for and against; from then on the conflict is under discussion.

    Raises `NotAllowed`, `Changed`, or `DomainError` if it is decided. Announces `conflict_changed` if
    anything differs.
    """
    check_can_weigh(standing(by, organisation), units_of(conflict))
    stored = _undecided(organisation, conflict, expected_version)
    texts = {
        "arguments_for": _text(weighing.arguments_for),
        "arguments_against": _text(weighing.arguments_against),
        "considered": _text(weighing.considered),
    }
    status = Conflict.Status.DISCUSSED if any(texts.values()) else Conflict.Status.IDENTIFIED
    _write(organisation, stored, {**texts, "status": status})
    return stored


@transaction.atomic
def decide_conflict(
    *, organisation: Organisation, by: User, conflict: Conflict, expected_version: int, decision: Decision
) -> Conflict:
    """Record how a conflict was resolved; the findings that it answers are raised no longer.

    Raises `NotAllowed`; `Changed`; `DomainError` if it is decided already, if it is not said how or by
    whom, or if the day has not come yet. Announces `conflict_changed`.
    """
    check_can_decide(standing(by, organisation))
    resolution, decided_by = decision.resolution.strip(), decision.decided_by.strip()
    if not resolution or not decided_by:
        raise DomainError(_("Say how the conflict was resolved, and who decided."), code="decision_missing")
    if decision.resolved_on > organisation.today():
        raise DomainError(_("The day of the decision has not come yet."), code="decision_in_future")
    stored = _undecided(organisation, conflict, expected_version)
    changes = {"resolution": resolution, "decided_by": decided_by, "resolved_on": decision.resolved_on}
    _write(organisation, stored, {**changes, "status": Conflict.Status.RESOLVED})
    return stored


@transaction.atomic
def reopen_conflict(
    *, organisation: Organisation, by: User, conflict: Conflict, expected_version: int
) -> Conflict:
    """Take a conflict up again: it is under discussion, and its findings come back.

    The former decision stays in its history. Raises `NotAllowed`; `Changed`; `DomainError` if it is not
    decided. Announces `conflict_changed`.
    """
    check_can_decide(standing(by, organisation))
    stored = locked(
        Conflict.objects.filter(organisation=organisation),
        pk=conflict.pk,
        expected_version=expected_version,
    )
    if stored.status != Conflict.Status.RESOLVED:
        raise DomainError(_("The conflict is open already."), code="conflict_open")
    cleared = {"resolution": None, "decided_by": None, "resolved_on": None}
    _write(organisation, stored, {**cleared, "status": Conflict.Status.DISCUSSED})
    return stored


def units_of(conflict: Conflict) -> frozenset[int]:
    """Ids of the units that a stored conflict concerns; two queries unless they are prefetched."""
    items: list[Item] = [*conflict.plans.all(), *conflict.positions.all()]
    return concerned_units(conflict.organisation, conflict.unit, conflict.goal, items)


def _undecided(organisation: Organisation, conflict: Conflict, expected_version: int) -> Conflict:
    """The organisation's conflict, locked. Raises `Changed`, or `DomainError` if it is decided."""
    stored = locked(
        Conflict.objects.filter(organisation=organisation),
        pk=conflict.pk,
        expected_version=expected_version,
    )
    if stored.status == Conflict.Status.RESOLVED:
        raise DomainError(_("The conflict is decided. Open it again to change it."), code="conflict_decided")
    return stored


def _write(organisation: Organisation, stored: Conflict, changes: Mapping[str, Any]) -> None:
    if write(stored, changes):
        conflict_changed.send(sender=Conflict, organisation=organisation, conflict=stored)


def _check_clash(organisation: Organisation, clash: Clash) -> None:
    """Raises `DomainError` if it has no name, names nothing, or what the organisation does not follow."""
    if not clash.title.strip():
        raise DomainError(_("Give the conflict a name."), code="title_missing")
    if not (clash.goal or clash.plans or clash.positions):
        raise DomainError(
            _("Name a goal, a plan or a position that the conflict is about."), code="no_subject"
        )
    plans = {plan.pk for plan in clash.plans} | {position.plan_id for position in clash.positions}
    followed = Plan.objects.followed_by(organisation).filter(pk__in=plans).count() == len(plans)
    frameworks = Framework.objects.followed_by(organisation)
    aims = clash.goal is None or frameworks.filter(pk=clash.goal.framework_id).exists()
    answers = clash.unit is None or clash.unit.organisation_id == organisation.pk
    if not (followed and aims and answers):
        raise DomainError(
            _("A conflict is about goals and plans that the organisation follows."), code="not_followed"
        )


def _name(conflict: Conflict, clash: Clash) -> bool:
    """Makes the conflict name exactly those plans and positions; says whether anything differed."""
    rows = (
        (conflict.plan_rows, "plan_id", {plan.pk for plan in clash.plans}),
        (conflict.position_rows, "position_id", {position.pk for position in clash.positions}),
    )
    differs = [write_rows(manager, column, wanted) for manager, column, wanted in rows]
    conflict.refresh_from_db(fields=["version"])
    return any(differs)


def _text(text: str | None) -> str | None:
    return (text or "").strip() or None
