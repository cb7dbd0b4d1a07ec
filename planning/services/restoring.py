"""Taking back an earlier wording of a part of a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import position_reworded, wording_restored
from planning.models import Measure, Plan, Position, Section
from planning.policies import WordedPart, check_can_restore

#: What a part's wording is.
WORDING: Mapping[type[WordedPart], tuple[str, ...]] = {
    Position: ("statement", "rationale"),
    Measure: ("title", "text"),
    Section: ("heading", "body"),
}


@transaction.atomic
def restore_version(
    *, organisation: Organisation, by: User, part: WordedPart, expected_version: int, kept_id: int
) -> WordedPart:
    """Give a position, measure or section the wording that its history has at `kept_id`.

    Everything else of it stays: where it stands, who answers for it, how it is paid for. Raises
    `NotAllowed`, `DomainError` for a decided plan or a moment that is not of this part's history,
    `Changed` if the part is not the expected version any more. Announces `position_reworded` for a
    position, `wording_restored` for the others, if anything differs.
    """
    # The plan first: it must not be decided while its wording changes.
    part.plan = Plan.objects.select_for_update(no_key=True).get(pk=part.plan_id)
    check_can_restore(standing(by, organisation), organisation, part)
    model: Any = type(part)
    stored: WordedPart = locked(
        model.objects.filter(plan=part.plan), pk=part.pk, expected_version=expected_version
    )
    stored.plan = part.plan
    history: Any = stored
    kept = history.history.filter(pgh_id=kept_id).values(*WORDING[model]).first()
    if kept is None:
        raise DomainError(_("The history has no such moment."), code="no_such_version")
    if write(stored, kept):
        if isinstance(stored, Position):
            position_reworded.send(sender=Position, organisation=organisation, position=stored)
        else:
            wording_restored.send(sender=model, organisation=organisation, part=stored)
    return stored
