"""Writing positions."""

from dataclasses import dataclass

from django.db import transaction

from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import position_reworded
from planning.models import Plan, Position
from planning.policies import check_can_reword


@dataclass(frozen=True, slots=True)
class Wording:
    """What a position says, and why."""

    statement: str
    rationale: str | None


@transaction.atomic
def reword_position(
    *, organisation: Organisation, by: User, position: Position, expected_version: int, wording: Wording
) -> Position:
    """Change the wording of a position in a plan that is not decided yet.

    Contributions that the position joins become outdated if the statement changes. Raises
    `NotAllowed`, `DomainError` for a decided plan, `Changed` if the position is not the expected
    version any more. Announces `position_reworded` if anything differs.
    """
    # The plan first: it must not be decided while its wording changes.
    plan = Plan.objects.select_for_update(no_key=True).get(pk=position.plan_id)
    position.plan = plan
    check_can_reword(standing(by, organisation), organisation, position)
    stored: Position = locked(
        Position.objects.filter(plan=plan), pk=position.pk, expected_version=expected_version
    )
    stored.plan = plan
    changes = {"statement": wording.statement.strip(), "rationale": (wording.rationale or "").strip() or None}
    if write(stored, changes):
        position_reworded.send(sender=Position, organisation=organisation, position=stored)
    return stored
