"""Writing measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.events import measure_written
from planning.models import Measure, MeasurePartner
from planning.policies import check_can_change_item, check_can_write_in
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
    unlocked,
)

#: Of a decided plan these are locked; all else of a measure moves freely.
LOCKED = ("title", "text", "code", "statutory")
REFUSALS = {
    "measure_time_ordered": _("A measure ends after it has begun."),
    "measure_cost_not_negative": _("A cost is not negative."),
}


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """All that a person writes of a measure. `code` empty: the next free number for a new one."""

    title: str
    text: str | None = None
    code: str | None = None
    statutory: bool = False
    unit: Unit | None = None
    partners: Sequence[Unit] = ()
    start: date | None = None
    end: date | None = None
    status: str = Measure.Status.PLANNED
    funding: str = Measure.Funding.UNKNOWN
    cost: int | None = None


def create_measure(*, organisation: Organisation, by: User, place: Place, content: MeasureContent) -> Measure:
    """Write a new measure, last in its section of a plan that is not decided yet.

    Raises `NotAllowed`; `DomainError` for a decided plan, a code that is taken, a section of another
    plan, an end before the start, a negative cost. Announces `measure_written`.
    """
    with explained(REFUSALS), transaction.atomic():
        plan = locked_plan(place.plan.pk)
        check_can_write_in(standing(by, organisation), organisation, plan)
        check_section(plan, place.section)
        check_units(organisation, [content.unit, *content.partners])
        created = Measure.objects.create(
            plan=plan,
            section=place.section,
            organisation_id=plan.organisation_id,
            key=next_key(Measure, plan),
            order=last_order(Measure.objects.filter(plan=plan, section=place.section)),
            **_values(content) | {"code": code_for(Measure, plan, content.code)},
        )
        _set_partners(created, content.partners)
        measure_written.send(sender=Measure, organisation=organisation, measure=created)
    return created


def change_measure(
    *,
    organisation: Organisation,
    by: User,
    measure: Measure,
    expected_version: int,
    content: MeasureContent,
) -> Measure:
    """Change what a measure says and how it stands.

    In a decided plan who does it, when, its status, funding and cost move freely; its wording does not.
    Contributions that the measure joins become outdated if title or text change. Raises `NotAllowed`;
    `DomainError` for a locked wording and as `create_measure`; `Changed` if the measure is not the
    expected version any more. Announces `measure_written` if anything differs.
    """
    with explained(REFUSALS), transaction.atomic():
        # The plan first: it must not be decided while its wording changes.
        plan = locked_plan(measure.plan_id)
        measure.plan = plan
        check_can_change_item(standing(by, organisation), organisation, measure)
        stored: Measure = locked(
            Measure.objects.filter(plan=plan), pk=measure.pk, expected_version=expected_version
        )
        stored.plan = plan
        check_units(organisation, [content.unit, *content.partners])
        changes = _values(content) | {"code": changed_code(stored, content.code)}
        if write(stored, unlocked(plan, stored, changes, LOCKED)) | _set_partners(stored, content.partners):
            measure_written.send(sender=Measure, organisation=organisation, measure=stored)
    return stored


def _set_partners(measure: Measure, partners: Sequence[Unit]) -> bool:
    """Writes which units take part; says whether that differs from what was. The version moves too."""
    rows = MeasurePartner.objects.filter(measure=measure)
    before, after = set(rows.values_list("unit_id", flat=True)), {unit.pk for unit in partners}
    if before == after:
        return False
    rows.exclude(unit__in=after).delete()
    MeasurePartner.objects.bulk_create(
        MeasurePartner(measure=measure, unit_id=pk) for pk in sorted(after - before)
    )
    measure.refresh_from_db(fields=["version"])
    return True


def _values(content: MeasureContent) -> dict[str, Any]:
    return {
        "title": content.title.strip(),
        "text": text(content.text),
        "statutory": content.statutory,
        "unit_id": content.unit.pk if content.unit else None,
        "start": content.start,
        "end": content.end,
        "status": content.status,
        "funding": content.funding,
        "cost": content.cost,
    }
