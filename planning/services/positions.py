"""Writing positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.events import position_reworded, position_written
from planning.models import Position
from planning.policies import check_can_reword, check_can_write_in
from planning.services.arranging import (
    Place,
    changed_code,
    check_section,
    check_units,
    code_for,
    last_order,
    locked_plan,
    next_key,
    text,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a position says, and why."""

    statement: str
    rationale: str | None


@dataclass(frozen=True, slots=True)
class PositionContent:
    """All that a person writes of a position. `code` empty: the next free number for a new one."""

    statement: str
    rationale: str | None = None
    code: str | None = None
    spatial: bool = False
    aspect: str | None = None
    land_use: str | None = None
    unit: Unit | None = None
    expects_measures: bool | None = None


@transaction.atomic
def create_position(
    *, organisation: Organisation, by: User, place: Place, content: PositionContent
) -> Position:
    """Write a new position, last in its section of a plan that is not decided yet.

    Raises `NotAllowed`; `DomainError` for a decided plan, a code that is taken, a section of another
    plan. Announces `position_written`.
    """
    plan = locked_plan(place.plan.pk)
    check_can_write_in(standing(by, organisation), organisation, plan)
    check_section(plan, place.section)
    check_units(organisation, [content.unit])
    created = Position.objects.create(
        plan=plan,
        section=place.section,
        organisation_id=plan.organisation_id,
        key=next_key(Position, plan),
        order=last_order(Position.objects.filter(plan=plan, section=place.section)),
        **_values(content) | {"code": code_for(Position, plan, content.code)},
    )
    position_written.send(sender=Position, organisation=organisation, position=created)
    return created


@transaction.atomic
def change_position(
    *,
    organisation: Organisation,
    by: User,
    position: Position,
    expected_version: int,
    content: PositionContent,
) -> Position:
    """Change what a position of a plan that is not decided yet says, and all that is said of it.

    Contributions that the position joins become outdated if the statement changes. Raises
    `NotAllowed`; `DomainError` for a decided plan or a code that is taken; `Changed` if the position is
    not the expected version any more. Announces `position_written`, and `position_reworded` if the
    wording differs.
    """
    stored = _open_position(organisation, by, position, expected_version)
    check_units(organisation, [content.unit])
    changes = _values(content) | {"code": changed_code(stored, content.code)}
    _write(organisation, stored, changes)
    return stored


@transaction.atomic
def reword_position(
    *, organisation: Organisation, by: User, position: Position, expected_version: int, wording: Wording
) -> Position:
    """Change the wording of a position in a plan that is not decided yet, and nothing else of it.

    Raises and announces as `change_position`.
    """
    stored = _open_position(organisation, by, position, expected_version)
    changes = {"statement": wording.statement.strip(), "rationale": text(wording.rationale)}
    _write(organisation, stored, changes)
    return stored


@transaction.atomic
def withdraw_position(
    *, organisation: Organisation, by: User, position: Position, expected_version: int
) -> Position:
    """Say that the plan takes this stand no longer; it stays in the plan, struck out.

    Raises and announces as `change_position`. Undone by `reinstate_position`.
    """
    stored = _open_position(organisation, by, position, expected_version)
    _write(organisation, stored, {"status": Position.Status.WITHDRAWN})
    return stored


@transaction.atomic
def reinstate_position(
    *, organisation: Organisation, by: User, position: Position, expected_version: int
) -> Position:
    """Take up a withdrawn position again. Raises and announces as `change_position`."""
    stored = _open_position(organisation, by, position, expected_version)
    _write(organisation, stored, {"status": Position.Status.ACTIVE})
    return stored


def _open_position(
    organisation: Organisation, by: User, position: Position, expected_version: int
) -> Position:
    """The position, locked, once it is sure that the person may change it now."""
    # The plan first: it must not be decided while its wording changes.
    plan = locked_plan(position.plan_id)
    position.plan = plan
    check_can_reword(standing(by, organisation), organisation, position)
    stored: Position = locked(
        Position.objects.filter(plan=plan), pk=position.pk, expected_version=expected_version
    )
    stored.plan = plan
    return stored


def _write(organisation: Organisation, stored: Position, changes: Mapping[str, Any]) -> None:
    """Writes and announces what differs."""
    before = (stored.statement, stored.rationale)
    if not write(stored, changes):
        return
    position_written.send(sender=Position, organisation=organisation, position=stored)
    if (stored.statement, stored.rationale) != before:
        position_reworded.send(sender=Position, organisation=organisation, position=stored)


def _values(content: PositionContent) -> dict[str, Any]:
    return {
        "statement": content.statement.strip(),
        "rationale": text(content.rationale),
        "spatial": content.spatial,
        "aspect": content.aspect or None,
        "land_use": text(content.land_use),
        "unit_id": content.unit.pk if content.unit else None,
        "expects_measures": content.expects_measures,
    }
