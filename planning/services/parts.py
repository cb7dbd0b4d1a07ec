"""Moving positions and measures in their plan, and removing what never went out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ForeignKey
from django.dispatch import Signal
from django.utils.translation import gettext as _

from core.errors import Changed, DomainError, InUse
from core.models import AUTOMATIC_FIELDS
from core.versions import locked, write
from goals.models import Goal
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import measure_written, position_written, section_written
from planning.models import Contribution, Implementation, Measure, MeasurePartner, Plan, Position, Section
from planning.policies import check_can_remove_from, check_can_write_in
from planning.selectors.references import references_to
from planning.services.arranging import (
    AnyPart,
    Beside,
    Direction,
    check_section,
    last_order,
    locked_plan,
    next_key,
    put_beside,
    step,
)
from planning.services.contributions import Withdrawn, restore_contribution

MODELS: Mapping[str, type[AnyPart]] = {"position": Position, "measure": Measure, "section": Section}
SIGNALS: Mapping[str, Signal] = {
    "position": position_written,
    "measure": measure_written,
    "section": section_written,
}
#: What the database sets by itself in a row that is restored.
SET_ANEW = {*AUTOMATIC_FIELDS, "id", "organisation", "wording_changed_at"}


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of a plan that was removed, so that it can be put back as it was, links to goals included."""

    kind: str
    pk: int
    plan_id: int
    values: dict[str, Any]
    contributions: list[dict[str, Any]]
    partners: list[int]
    implements: list[int]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a signed token."""
        return asdict(self)


@transaction.atomic
def move_part(
    *,
    organisation: Organisation,
    by: User,
    part: Position | Measure,
    expected_version: int,
    to: Direction | Beside | Section | None,
) -> Position | Measure:
    """Move a position or measure past its neighbour of the same sort, beside another, or last into a section.

    `to` None: into no section.

    Its code stays: others may refer to it. Raises `NotAllowed`, `Changed`, `DomainError` for a decided
    plan. Announces `position_written` or `measure_written` if it moved.
    """
    stored: Position | Measure = _open_part(organisation, by, part, expected_version)
    if _place(stored, to):
        _announce(organisation, stored)
    return stored


@transaction.atomic
def remove_part(*, organisation: Organisation, by: User, part: AnyPart, expected_version: int) -> Removed:
    """Delete a section, position or measure of a draft that never went out; what comes back restores it.

    The organisation's own links to goals go with it. Raises `NotAllowed`; `Changed`; `DomainError` if
    the plan has gone out; `InUse`, naming what refers to the part. Announces as `move_part`.
    """
    stored = _open_part(organisation, by, part, expected_version)
    check_can_remove_from(stored.plan)
    found = references_to(stored)
    if found:
        raise InUse(
            _("This cannot be removed, because something refers to it or stands in it: %(names)s.")
            % {"names": ", ".join(found)},
            code="in_use",
        )
    removed = _as_removed(stored)
    pk = stored.pk
    stored.delete()
    stored.pk = pk
    _announce(organisation, stored)
    return removed


@transaction.atomic
def restore_part(*, organisation: Organisation, by: User, removed: Removed) -> AnyPart:
    """Undo a removal: the part stands where it stood, with its links to goals and its own address.

    Raises `NotAllowed`; `DomainError` if the plan is decided meanwhile; `Changed` if it is back already.
    """
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=removed.plan_id).first()
    if plan is None:
        raise DomainError(_("The plan that it stood in is gone."), code="plan_gone")
    check_can_write_in(standing(by, organisation), organisation, plan)
    model = MODELS[removed.kind]
    if model.objects.filter(pk=removed.pk).exists():
        raise Changed(_("This has already been put back."))
    restored = model.objects.create(
        pk=removed.pk, organisation_id=plan.organisation_id, **_whole(model, plan, removed.values)
    )
    restored.refresh_from_db()
    restored.plan = plan
    _restore_rows(organisation, by, restored, removed)
    _announce(organisation, restored)
    return restored


def _open_part(organisation: Organisation, by: User, part: AnyPart, expected_version: int) -> Any:
    """The part, locked, once it is sure that the person may arrange its plan now."""
    plan = locked_plan(part.plan_id)
    check_can_write_in(standing(by, organisation), organisation, plan)
    stored = locked(type(part).objects.filter(plan=plan), pk=part.pk, expected_version=expected_version)
    stored.plan = plan
    return stored


def _place(part: Position | Measure, to: Direction | Beside | Section | None) -> bool:
    parts = type(part).objects.filter(plan=part.plan_id).order_by("order", "pk")
    if isinstance(to, Direction):
        return step(part, list(parts.filter(section=part.section_id)), to)
    if isinstance(to, Beside):
        return put_beside(part, to)
    check_section(part.plan, to)
    if part.section_id == (to.pk if to else None):
        return False
    order = last_order(parts.filter(section=to))
    return write(part, {"section_id": to.pk if to else None, "order": order})


def _as_removed(part: AnyPart) -> Removed:
    kind = part._meta.model_name or ""
    is_item = not isinstance(part, Section)
    stated = Contribution.objects.filter(**{kind: part}) if is_item else Contribution.objects.none()
    is_measure = isinstance(part, Measure)
    partners = MeasurePartner.objects.filter(measure=part.pk) if is_measure else None
    implements = Implementation.objects.filter(measure=part.pk) if is_measure else None
    return Removed(
        kind=kind,
        pk=part.pk,
        plan_id=part.plan_id,
        values={
            field.attname: _plain(getattr(part, field.attname))
            for field in part._meta.concrete_fields
            if field.name not in SET_ANEW
        },
        contributions=[Withdrawn.of(row).as_dict() for row in stated],
        partners=list(partners.values_list("unit_id", flat=True)) if partners is not None else [],
        implements=list(implements.values_list("position_id", flat=True)) if implements is not None else [],
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _whole(model: type[AnyPart], plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without what is gone meanwhile, and with a key that is free."""
    found = dict(values)
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and found.get(field.attname) is not None:
            target: Any = field.related_model
            if not target._default_manager.filter(pk=found[field.attname]).exists():
                found[field.attname] = None
    if model.objects.filter(organisation=plan.organisation_id, key=found["key"]).exists():
        found["key"] = next_key(model, plan)
    return found


def _restore_rows(organisation: Organisation, by: User, part: AnyPart, removed: Removed) -> None:
    """What belonged to the part: links to goals that still exist, partners, positions it carries out."""
    if isinstance(part, Section):
        return
    stated = [Withdrawn(**each) for each in removed.contributions]
    goals = set(Goal.objects.filter(pk__in=[each.goal_id for each in stated]).values_list("pk", flat=True))
    for each in stated:
        if each.goal_id in goals:
            restore_contribution(organisation=organisation, by=by, item=part, withdrawn=each)
    if isinstance(part, Measure):
        _restore_links(part, removed)


def _restore_links(measure: Measure, removed: Removed) -> None:
    units = measure.plan.organisation.units.filter(pk__in=removed.partners)
    MeasurePartner.objects.bulk_create(MeasurePartner(measure=measure, unit=unit) for unit in units)
    positions = Position.objects.filter(pk__in=removed.implements)
    Implementation.objects.bulk_create(
        Implementation(measure=measure, position=position) for position in positions
    )
    measure.refresh_from_db(fields=["version"])


def _announce(organisation: Organisation, part: AnyPart) -> None:
    kind = part._meta.model_name or ""
    SIGNALS[kind].send(sender=type(part), organisation=organisation, **{kind: part})
