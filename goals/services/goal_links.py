"""Links between goals: how one that an organisation has or follows helps another, or is at odds with it."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from goals.models import Framework, Goal, GoalLink
from goals.policies import can_state_of_goal, check_allowed
from organisations.models import Organisation, User
from organisations.policies import standing

REFUSALS = {
    "goal_link_key_unique": gettext_lazy("Somebody made such a link just now. Look at the list again."),
    "goal_link_between_two": gettext_lazy("A goal cannot be linked to itself."),
    "goal_link_strength_in_range": gettext_lazy("A strength is a number from 1 to 3."),
    "goal_link_adopted": gettext_lazy("The organisation does not follow that goal."),
}


@dataclass(frozen=True, slots=True)
class LinkContent:
    """The goal that another is linked to, how, how strongly (1 to 3), and why.

    The strength says nothing where goals conflict.
    """

    target_id: int
    relation: str
    strength: int
    rationale: str | None

    def as_stored(self) -> Mapping[str, Any]:
        """The fields of the row; an empty reason is none."""
        return {
            "target_id": self.target_id,
            "relation": self.relation,
            "strength": self.strength,
            "rationale": (self.rationale or "").strip() or None,
        }


def create_goal_link(*, organisation: Organisation, by: User, source: Goal, content: LinkContent) -> GoalLink:
    """Link a goal that the organisation has or follows to another.

    Raises `NotAllowed`; `DomainError` for a goal that is not followed, is the same, or is linked so
    already. Announces `goals_changed`.
    """
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, source))
    _check(organisation, source, content)
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.goal_links.values_list("key", flat=True))
        key = key_from(f"{source.key}-{content.relation}", taken, otherwise="malkoppling")
        link = GoalLink.objects.create(
            recorded_by=organisation, source=source, key=key, **content.as_stored()
        )
        goals_changed.send(sender=GoalLink, organisation=organisation)
    return link


def change_goal_link(
    *, organisation: Organisation, by: User, link: GoalLink, expected_version: int, content: LinkContent
) -> GoalLink:
    """Change what a goal is linked to, how, how strongly or why.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `goals_changed` if anything
    differs.
    """
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, link.source))
    _check(organisation, link.source, content, link)
    with explained(REFUSALS), transaction.atomic():
        stored = locked(_own(organisation), pk=link.pk, expected_version=expected_version)
        if write(stored, content.as_stored()):
            goals_changed.send(sender=GoalLink, organisation=organisation)
    return stored


@transaction.atomic
def remove_goal_link(*, organisation: Organisation, by: User, link: GoalLink, expected_version: int) -> None:
    """Take a link back. Raises `NotAllowed`, `Changed`. Announces `goals_changed`."""
    check_allowed(can_state_of_goal(standing(by, organisation), organisation, link.source))
    locked(_own(organisation), pk=link.pk, expected_version=expected_version).delete()
    goals_changed.send(sender=GoalLink, organisation=organisation)


def _own(organisation: Organisation) -> QuerySet[GoalLink]:
    return GoalLink.objects.filter(recorded_by=organisation)


def _check(
    organisation: Organisation, source: Goal, content: LinkContent, link: GoalLink | None = None
) -> None:
    """Links between goals may form rings (package format); only a goal and itself are not linked."""
    if content.target_id == source.pk:
        raise DomainError(str(REFUSALS["goal_link_between_two"]), code="goal_link_between_two")
    followed = Framework.objects.followed_by(organisation)
    if not Goal.objects.filter(pk=content.target_id, framework__in=followed).exists():
        raise DomainError(_("The organisation does not follow that goal."), code="target_id")
    same = _own(organisation).filter(source=source, target=content.target_id, relation=content.relation)
    if same.exclude(pk=link.pk if link else 0).exists():
        raise DomainError(_("The goals are linked in that way already."), code="target_id")
