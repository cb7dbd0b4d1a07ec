"""The goals of the organisation's own frameworks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from goals.events import goals_changed
from goals.models import Framework, Goal
from goals.policies import can_change_goal, check_allowed
from organisations.models import Organisation, User
from organisations.policies import standing
from organisations.services.references import check_unused

REFUSALS = {
    "goal_key_unique": gettext_lazy("Somebody made a goal of that name just now. Look at the list again."),
    "goal_parent_no_loop": gettext_lazy("A goal cannot stand below itself or below a goal of its own."),
    "goal_parent_in_framework": gettext_lazy("The goal above is in another framework."),
    "goal_validity_ordered": gettext_lazy("It ends before it begins."),
    "goal_not_superseded_by_itself": gettext_lazy("A goal cannot be superseded by itself."),
}


@dataclass(frozen=True, slots=True)
class GoalContent:
    """What a goal says, who answers for it, where it stands, how long it holds and what supersedes it."""

    code: str | None
    title: str
    text: str | None
    scope: str
    parent_id: int | None
    unit_id: int | None
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by_id: int | None = None

    def as_stored(self) -> Mapping[str, Any]:
        """The fields of the row; empty texts are none."""
        return asdict(self) | {
            "title": self.title.strip(),
            "code": (self.code or "").strip() or None,
            "text": (self.text or "").strip() or None,
        }


def create_goal(*, organisation: Organisation, by: User, framework: Framework, content: GoalContent) -> Goal:
    """Make a goal in an own framework.

    Raises `NotAllowed` unless the person edits what the unit is responsible for; `DomainError`.
    Announces `goals_changed`.
    """
    there = standing(by, organisation)
    check_allowed(framework.organisation_id == organisation.pk and there.edits(content.unit_id))
    _check(organisation, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(Goal.objects.filter(framework=framework).values_list("key", flat=True))
        key = key_from(content.code or content.title, taken, otherwise="mal")
        goal = Goal.objects.create(framework=framework, key=key, **content.as_stored())
        goals_changed.send(sender=Goal, organisation=organisation)
    return goal


def change_goal(
    *, organisation: Organisation, by: User, goal: Goal, expected_version: int, content: GoalContent
) -> Goal:
    """Reword a goal, move it with everything below it, end it, or let another goal supersede it.

    Contributions to it become outdated if its wording changes. Raises `NotAllowed` unless the person
    edits what the present and the new unit are responsible for; `Changed`; `DomainError`. Announces
    `goals_changed` if anything differs.
    """
    there = standing(by, organisation)
    with explained(REFUSALS), transaction.atomic():
        stored = _own(organisation).filter(pk=goal.pk).first()
        may = stored is not None and can_change_goal(there, organisation, stored)
        check_allowed(may and there.edits(content.unit_id))
        _check(organisation, content, goal)
        stored = locked(_own(organisation), pk=goal.pk, expected_version=expected_version)
        if write(stored, content.as_stored()):
            goals_changed.send(sender=Goal, organisation=organisation)
    return stored


@transaction.atomic
def remove_goal(*, organisation: Organisation, by: User, goal: Goal, expected_version: int) -> None:
    """Remove a goal that nothing refers to; one that was in use is ended instead.

    Raises `NotAllowed`, `Changed`, or `InUse` with what refers to it. Announces `goals_changed`.
    """
    check_allowed(can_change_goal(standing(by, organisation), organisation, goal))
    stored = locked(_own(organisation), pk=goal.pk, expected_version=expected_version)
    check_unused(stored)
    stored.delete()
    goals_changed.send(sender=Goal, organisation=organisation)


def _own(organisation: Organisation) -> QuerySet[Goal]:
    return Goal.objects.filter(framework__organisation=organisation).select_related("framework")


def _check(organisation: Organisation, content: GoalContent, goal: Goal | None = None) -> None:
    if not content.title.strip():
        raise DomainError(_("A goal has a title."), code="title")
    if content.unit_id and not organisation.units.filter(pk=content.unit_id).exists():
        raise DomainError(_("That unit is not the organisation's."), code="unit_id")
    if content.parent_id and not _own(organisation).filter(pk=content.parent_id).exists():
        raise DomainError(_("That goal is not the organisation's."), code="parent_id")
    _check_superseding(organisation, content.superseded_by_id, goal)


def _check_superseding(organisation: Organisation, by_id: int | None, goal: Goal | None) -> None:
    followed = Goal.objects.filter(framework__in=Framework.objects.followed_by(organisation))
    if by_id and not followed.filter(pk=by_id).exists():
        raise DomainError(_("The organisation does not follow that goal."), code="superseded_by_id")
    at, seen = by_id, {goal.pk} if goal else set()
    while at is not None:
        if at in seen:
            raise DomainError(
                _("That goal is itself superseded by this one."), code="goal_superseded_in_a_ring"
            )
        seen.add(at)
        at = followed.filter(pk=at).values_list("superseded_by_id", flat=True).first()
