"""Saying how plans, positions and measures bear on goals.

An organisation states for itself: about its own plans, and about plans that it has adopted. What
another organisation states is never touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, Func, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Changed, DomainError, NotAllowed, Problem
from core.integrity import explained, violated
from core.versions import locked, write
from goals.models import Goal
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import contribution_changed, contributions_stated
from planning.models import Contribution, Measure, Plan, Position
from planning.policies import Item, check_can_change, check_can_state

REFUSALS = {
    "contribution_adopted": gettext_lazy(
        "Your organisation follows either the plan or the goal no longer, so it can say nothing about them."
    ),
    "contribution_strength_in_range": gettext_lazy("A strength is a number from −3 to +3."),
}
STATED = gettext_lazy("Somebody has already stated something for this goal. Nothing was overwritten.")
ONCE = {"contribution_of_plan_once", "contribution_of_position_once", "contribution_of_measure_once"}
KINDS: Mapping[type, str] = {Plan: "plan", Position: "position", Measure: "measure"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an item bears on a goal: a strength from -3 to 3, and the reason for it."""

    item: Item
    goal: Goal
    strength: int
    rationale: str | None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A contribution that was withdrawn, so that it can be restated as it was, its review included."""

    kind: str
    item_id: int
    goal_id: int
    strength: int
    rationale: str | None
    reviewed_on: str | None
    reviewed_by_id: int | None
    reviewed_at: str | None

    @classmethod
    def of(cls, stated: Contribution) -> "Withdrawn":
        """What a contribution says now."""
        return cls(
            kind=KINDS[type(stated.item)],
            item_id=stated.item.pk,
            goal_id=stated.goal_id,
            strength=stated.strength,
            rationale=stated.rationale,
            reviewed_on=stated.reviewed_on.isoformat() if stated.reviewed_on else None,
            reviewed_by_id=stated.reviewed_by_id,
            reviewed_at=stated.reviewed_at.isoformat() if stated.reviewed_at else None,
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a signed token."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class AsRead:
    """A contribution, and the version of it that somebody has read."""

    contribution: Contribution
    version: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of many contributions: those confirmed, and those left since somebody else was there."""

    confirmed: tuple[Contribution, ...]
    left: tuple[Contribution, ...]


class ClockTimestamp(Func):
    """The time of the clock, not of the transaction's begin: a wording changed just before is older."""

    template = "clock_timestamp()"
    output_field = DateTimeField()


def state_contribution(
    *, organisation: Organisation, by: User, judgement: Judgement, expected_version: int | None
) -> Contribution:
    """State how an item bears on a goal, or change what the organisation has stated.

    `expected_version` is None for a first statement. Raises `NotAllowed`; `Changed` if the statement
    is not the expected version, or if somebody was first; `DomainError` if the organisation follows
    plan or goal no longer. Counts as a review. Announces `contribution_changed` if anything differs.
    """
    check_can_state(standing(by, organisation), organisation, judgement.item)
    with explained(REFUSALS):
        if expected_version is None:
            return _state_first(organisation, by, judgement)
        return _restate(organisation, by, judgement, expected_version)


def state_contributions(
    *, organisation: Organisation, by: User, judgements: Sequence[Judgement]
) -> list[Contribution]:
    """State for the first time how many items bear on goals: all of them or none, with a few queries.

    Items come with their plans. `problems` have as path the place in the list. Raises `NotAllowed` if the
    person may not state one of them; `Changed` if something is stated of one already, or twice here;
    `DomainError` if the organisation follows a plan or goal no longer. Each counts as a review. Announces
    `contributions_stated`.
    """
    may = standing(by, organisation)
    for place, judgement in enumerate(judgements):
        try:
            check_can_state(may, organisation, judgement.item)
        except NotAllowed as error:
            error.problems = (Problem(str(place), "not_allowed", error.message),)
            raise
    review = {"reviewed_on": organisation.today(), "reviewed_by": by}
    with explained(REFUSALS | dict.fromkeys(ONCE, STATED)), transaction.atomic():
        _check_first(organisation, judgements)
        # The database sets the times anew; unsaid, each row would cost an expression of its own.
        now = timezone.now()
        rows = (_new(organisation, each, review) for each in judgements)
        stated = Contribution.objects.bulk_create(_at(now, row) for row in rows)
        contributions_stated.send(sender=Contribution, organisation=organisation, contributions=stated)
    return stated


@transaction.atomic
def confirm_contribution(
    *, organisation: Organisation, by: User, contribution: Contribution, expected_version: int
) -> Contribution:
    """Say that a contribution still holds as it is: the wordings it joins have been read again.

    It is outdated no longer. Raises `NotAllowed` or `Changed`. Announces `contribution_changed`.
    """
    check_can_change(standing(by, organisation), organisation, contribution)
    return _confirm(organisation, by, AsRead(contribution, expected_version))


@transaction.atomic
def confirm_contributions(*, organisation: Organisation, by: User, chosen: Sequence[AsRead]) -> Confirmation:
    """Say of many contributions at once that they still hold as they are.

    Those that somebody has changed or withdrawn since they were read are left as they are, and come
    back named. Raises `NotAllowed`, and confirms none, if the person may not confirm one of them.
    Announces `contribution_changed` for each that is confirmed.
    """
    may = standing(by, organisation)
    for each in chosen:
        check_can_change(may, organisation, each.contribution)
    confirmed, left = [], []
    # Always in the same order: two who confirm the same wait for each other, and for nothing else.
    for each in sorted(chosen, key=lambda one: one.contribution.pk):
        try:
            confirmed.append(_confirm(organisation, by, each))
        except Changed:
            left.append(each.contribution)
    return Confirmation(tuple(confirmed), tuple(left))


@transaction.atomic
def withdraw_contribution(
    *, organisation: Organisation, by: User, contribution: Contribution, expected_version: int
) -> Withdrawn:
    """Take a contribution back; what comes back restates it (`restore_contribution`).

    Raises `NotAllowed` or `Changed`. Announces `contribution_changed`.
    """
    check_can_change(standing(by, organisation), organisation, contribution)
    stored = locked(Contribution.objects.all(), pk=contribution.pk, expected_version=expected_version)
    withdrawn = Withdrawn.of(stored)
    stored.delete()
    contribution_changed.send(sender=Contribution, organisation=organisation, contribution=stored)
    return withdrawn


def restore_contribution(
    *, organisation: Organisation, by: User, item: Item, withdrawn: Withdrawn
) -> Contribution:
    """Undo a withdrawal: strength, reason and review are as they were, outdated if it was outdated.

    `item` is what `withdrawn` names. Raises `NotAllowed`, `DomainError`, or `Changed` if somebody has
    stated something for the same goal meanwhile. Announces `contribution_changed`.
    """
    check_can_state(standing(by, organisation), organisation, item)
    if (KINDS[type(item)], item.pk) != (withdrawn.kind, withdrawn.item_id):
        raise DomainError(_("This was withdrawn from something else."), code="other_item")
    review = {
        "reviewed_on": date.fromisoformat(withdrawn.reviewed_on) if withdrawn.reviewed_on else None,
        "reviewed_by": User.objects.filter(pk=withdrawn.reviewed_by_id or 0).first(),
    }
    goal = Goal.objects.get(pk=withdrawn.goal_id)
    judgement = Judgement(item, goal, withdrawn.strength, withdrawn.rationale)
    with explained(REFUSALS), transaction.atomic():
        restored = _insert(organisation, judgement, review)
        if withdrawn.reviewed_at:
            # A trigger has set the time to now, as for a new statement.
            restored.reviewed_at = datetime.fromisoformat(withdrawn.reviewed_at)
            restored.save(update_fields=["reviewed_at"])
            restored.refresh_from_db(fields=["version"])
        contribution_changed.send(sender=Contribution, organisation=organisation, contribution=restored)
    return restored


def _confirm(organisation: Organisation, by: User, read: AsRead) -> Contribution:
    stored = locked(Contribution.objects.all(), pk=read.contribution.pk, expected_version=read.version)
    stored.reviewed_on, stored.reviewed_by = organisation.today(), by
    stored.reviewed_at = ClockTimestamp()
    stored.save(update_fields=["reviewed_on", "reviewed_by", "reviewed_at"])
    stored.refresh_from_db(fields=["version", "reviewed_at"])
    contribution_changed.send(sender=Contribution, organisation=organisation, contribution=stored)
    return stored


@transaction.atomic
def _state_first(organisation: Organisation, by: User, judgement: Judgement) -> Contribution:
    stated = _insert(organisation, judgement, {"reviewed_on": organisation.today(), "reviewed_by": by})
    contribution_changed.send(sender=Contribution, organisation=organisation, contribution=stated)
    return stated


@transaction.atomic
def _restate(
    organisation: Organisation, by: User, judgement: Judgement, expected_version: int
) -> Contribution:
    existing = Contribution.objects.filter(_same(organisation, judgement)).first()
    stored = locked(
        Contribution.objects.select_related("goal"),
        pk=existing.pk if existing else 0,
        expected_version=expected_version,
    )
    changes = {"strength": judgement.strength, "rationale": _text(judgement.rationale)}
    if any(getattr(stored, name) != value for name, value in changes.items()):
        write(stored, {**changes, "reviewed_on": organisation.today(), "reviewed_by_id": by.pk})
        contribution_changed.send(sender=Contribution, organisation=organisation, contribution=stored)
    return stored


def _insert(organisation: Organisation, judgement: Judgement, review: Mapping[str, Any]) -> Contribution:
    """A new row; raises `Changed` with the organisation's statement if there is one already."""
    try:
        with transaction.atomic():
            stated = _new(organisation, judgement, review)
            stated.save(force_insert=True)
            return stated
    except IntegrityError as error:
        if violated(error) not in ONCE:
            raise
        stored = Contribution.objects.select_related("goal").filter(_same(organisation, judgement)).first()
        raise Changed(str(STATED), stored=stored) from error


def _new(organisation: Organisation, judgement: Judgement, review: Mapping[str, Any]) -> Contribution:
    return Contribution(
        recorded_by=organisation,
        goal=judgement.goal,
        strength=judgement.strength,
        rationale=_text(judgement.rationale),
        **{KINDS[type(judgement.item)]: judgement.item},
        **review,
    )


def _at(now: datetime, row: Contribution) -> Contribution:
    row.created_at = row.updated_at = now
    return row


def _check_first(organisation: Organisation, judgements: Sequence[Judgement]) -> None:
    """Raises `Changed` if one of them is stated already, or is there twice."""
    goals = {each.goal.pk for each in judgements}
    own = Contribution.objects.filter(recorded_by=organisation, goal__in=goals)
    known: dict[tuple[Any, ...], Contribution | None] = {}
    for name in {KINDS[type(each.item)] for each in judgements}:
        items = {each.item.pk for each in judgements if KINDS[type(each.item)] == name}
        rows = own.filter(**{f"{name}__in": items})
        known |= {(name, getattr(row, f"{name}_id"), row.goal_id): row for row in rows}
    for place, each in enumerate(judgements):
        said = (KINDS[type(each.item)], each.item.pk, each.goal.pk)
        if said in known:
            error = Changed(str(STATED), stored=known[said])
            error.problems = (Problem(f"{place}/goal", "stated_already", str(STATED)),)
            raise error
        known[said] = None


def _same(organisation: Organisation, judgement: Judgement) -> Q:
    return Q(recorded_by=organisation, goal=judgement.goal, **{KINDS[type(judgement.item)]: judgement.item})


def _text(rationale: str | None) -> str | None:
    return (rationale or "").strip() or None
