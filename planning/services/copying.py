"""Copying a plan's contents into its next edition, in bulk: as many queries for four hundred positions as
for four.

For services, inside their transaction; asks no policy.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from core.models import AUTOMATIC_FIELDS
from planning.models import (
    BudgetLine,
    Contribution,
    Implementation,
    Measure,
    MeasurePartner,
    Plan,
    PlanLink,
    Position,
    PositionLink,
    Section,
)

LONGEST_KEY = 100
Row = TypeVar("Row", bound=models.Model)
#: Of a copied row its id, to the copy.
Copies = dict[int, Any]


def next_keys(plan: Plan) -> "Keys":
    """The keys of the next edition: `klimatprogram-2`, then `klimatprogram-3`."""
    before = plan.supersession_rows.values_list("superseded__key", flat=True)
    numbered = re.fullmatch(r"(.+)-(\d{1,3})", plan.key)
    number, base = 2, plan.key
    if numbered and any(key == numbered[1] or key.startswith(f"{numbered[1]}-") for key in before):
        number, base = int(numbered[2]) + 1, numbered[1]
    plans = set(Plan.objects.filter(organisation=plan.organisation_id).values_list("key", flat=True))
    while with_number(base, number) in plans:
        number += 1
    return Keys(plan, with_number(base, number), number)


def with_number(key: str, number: int) -> str:
    """The key with a number behind it, no longer than a key may be."""
    end = f"-{number}"
    return f"{key[: LONGEST_KEY - len(end)]}{end}"


class Keys:
    """The keys of an edition: its own, and those of its parts, each free in the organisation."""

    def __init__(self, plan: Plan, key: str, number: int) -> None:
        self.plan = plan
        self.key = key
        self.number = number
        self.ends = {f"-{earlier}" for earlier in range(2, number)}

    def of(self, parts: Iterable[Any], model: type[Any]) -> dict[int, str]:
        """A free key for each part by its id. One query."""
        taken = set(
            model.objects.filter(organisation=self.plan.organisation_id).values_list("key", flat=True)
        )
        found = {}
        for part in parts:
            number, base = self.number, self._base(part)
            while with_number(base, number) in taken:
                number += 1
            found[part.pk] = with_number(base, number)
            taken.add(found[part.pk])
        return found

    def _base(self, part: Any) -> str:
        """The key without the number that an earlier revision gave it."""
        key: str = part.key
        start, mark, end = key.rpartition("-")
        is_numbered = getattr(part, "revises_id", None) is not None and mark + end in self.ends
        return start if start and is_numbered else key


def copied(row: Row, **changes: Any) -> Row:
    """A row like the other, not stored yet; what the database fills in is left to it."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in AUTOMATIC_FIELDS
    }
    return type(row)(**values | changes)


def copy_contents(plan: Plan, edition: Plan, keys: Keys) -> None:
    """Sections, positions, measures, and all that the organisation itself has linked to them."""
    sections = _copy_sections(plan, edition, keys)
    positions = _copy_parts(Position, plan, keys, edition, sections)
    measures = _copy_parts(Measure, plan, keys, edition, sections)
    _copy_below_measures(plan, measures, positions)
    _copy_links(plan, edition, positions)
    _copy_contributions(plan, edition, positions, measures)


def _copy_sections(plan: Plan, edition: Plan, keys: Keys) -> Copies:
    rows = list(Section.objects.filter(plan=plan))
    free = keys.of(rows, Section)
    copies = _stored(
        Section, rows, [copied(row, plan_id=edition.pk, parent_id=None, key=free[row.pk]) for row in rows]
    )
    inner = []
    for row in rows:
        if row.parent_id is not None:
            copies[row.pk].parent = copies[row.parent_id]
            inner.append(copies[row.pk])
    Section.objects.bulk_update(inner, ["parent"])
    return copies


def _copy_parts(model: type[Any], plan: Plan, keys: Keys, edition: Plan, sections: Copies) -> Copies:
    rows = list(model.objects.filter(plan=plan))
    free = keys.of(rows, model)
    changes = [
        {
            "plan_id": edition.pk,
            "key": free[row.pk],
            "revises_id": row.pk,
            "section_id": sections[row.section_id].pk if row.section_id else None,
        }
        for row in rows
    ]
    return _stored(model, rows, [copied(row, **change) for row, change in zip(rows, changes, strict=True)])


def _copy_below_measures(plan: Plan, measures: Copies, positions: Copies) -> None:
    """Partners, money, and what measures implement: of the same plan the copy, else the same position."""
    below: tuple[type[Any], ...] = (MeasurePartner, BudgetLine, Implementation)
    for model in below:
        rows = model.objects.filter(measure__plan=plan)
        copies = [copied(row, measure_id=measures[row.measure_id].pk) for row in rows]
        for copy in copies:
            if isinstance(copy, Implementation) and copy.position_id in positions:
                copy.position_id = positions[copy.position_id].pk
        model.objects.bulk_create(copies)


def _copy_links(plan: Plan, edition: Plan, positions: Copies) -> None:
    own = {"recorded_by": plan.organisation_id}
    links = PlanLink.objects.filter(source=plan, **own)
    PlanLink.objects.bulk_create([copied(link, source_id=edition.pk) for link in links])
    PositionLink.objects.bulk_create(
        [
            copied(
                link,
                source_id=positions[link.source_id].pk,
                target_id=positions[link.target_id].pk if link.target_id in positions else link.target_id,
            )
            for link in PositionLink.objects.filter(source__plan=plan, **own)
        ]
    )


def _copy_contributions(plan: Plan, edition: Plan, positions: Copies, measures: Copies) -> None:
    """What the organisation says of goals; what was outdated stays outdated."""
    of_plan = Q(plan=plan) | Q(position__plan=plan) | Q(measure__plan=plan)
    rows: list[Any] = list(
        Contribution.objects.with_outdated().filter(of_plan, recorded_by=plan.organisation_id).order_by("pk")
    )
    copies = [
        copied(
            row,
            plan_id=edition.pk if row.plan_id else None,
            position_id=positions[row.position_id].pk if row.position_id else None,
            measure_id=measures[row.measure_id].pk if row.measure_id else None,
        )
        for row in rows
    ]
    stored = _stored(Contribution, rows, copies)
    # A trigger has set the time of review to now.
    outdated = [row for row in rows if row.is_outdated]
    for row in outdated:
        stored[row.pk].reviewed_at = row.reviewed_at
    Contribution.objects.bulk_update([stored[row.pk] for row in outdated], ["reviewed_at"])


def _stored(model: type[Any], rows: list[Any], copies: list[Any]) -> Copies:
    created = model.objects.bulk_create(copies)
    return {row.pk: copy for row, copy in zip(rows, created, strict=True)}
