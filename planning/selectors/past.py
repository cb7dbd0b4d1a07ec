"""A plan as it stood on a day, from the history that the database keeps of every row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from organisations.models import Organisation
from planning.models import Plan

DELETED = "delete"
PART = ("pgh_label", "pgh_obj_id", "order", "section_id", "code")
FIELDS = {
    "Plan": ("pgh_label", "pgh_obj_id", "status", "title", "summary"),
    "Section": ("pgh_label", "pgh_obj_id", "order", "parent_id", "heading", "body"),
    "Position": (*PART, "statement", "rationale", "status"),
    "Measure": (*PART, "title", "text", "status"),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PastSection:
    """A section as it stood, with its depth in the tree from 1; none for what stood in no section."""

    heading: str
    body: str
    depth: int
    positions: tuple[Row, ...]
    measures: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PastPlan:
    """A plan as it stood at the end of a day: its own fields by name, and its sections in their order."""

    plan: Row
    sections: tuple[PastSection, ...]

    @property
    def is_decided(self) -> bool:
        """Whether it was adopted by then: only that is public."""
        return self.plan["status"] in Plan.DECIDED


def plan_as_of(plan: Plan, day: date, organisation: Organisation) -> PastPlan | None:
    """How the plan stood at the end of a day there; None where nothing is kept of it. Four queries."""
    end = _end_of(day, organisation)
    own = _rows("Plan", end, pgh_obj_id=plan.pk)
    if not own:
        return None
    inside = {"plan_id": plan.pk}
    sections = _ordered(_rows("Section", end, **inside))
    positions = _by_section(_rows("Position", end, **inside))
    measures = _by_section(_rows("Measure", end, **inside))
    return PastPlan(own[0], tuple(_document(sections, positions, measures)))


def kept_since(plan: Plan, organisation: Organisation, *, decided: bool) -> date | None:
    """The first day of which a state of the plan is kept; `decided`: in which it was decided. One query."""
    rows = _history("Plan").filter(pgh_obj_id=plan.pk)
    if decided:
        rows = rows.filter(status__in=Plan.DECIDED)
    first: datetime | None = rows.order_by("pgh_id").values_list("pgh_created_at", flat=True).first()
    return first.astimezone(ZoneInfo(organisation.time_zone)).date() if first else None


def _end_of(day: date, organisation: Organisation) -> datetime:
    """The instant at which the day after begins."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(organisation.time_zone))


def _history(name: str) -> Any:
    return apps.get_model("planning", f"{name}History")._default_manager


def _rows(name: str, end: datetime, **which: int) -> list[Row]:
    """The last state before the instant of each row that was there then."""
    last = _history(name).filter(**which, pgh_created_at__lt=end)
    last = last.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [row for row in last.values(*FIELDS[name]) if row["pgh_label"] != DELETED]


def _ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["order"], row["pgh_obj_id"]))


def _by_section(rows: list[Row]) -> dict[int | None, tuple[Row, ...]]:
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in _ordered(rows):
        found[row["section_id"]].append(row)
    return {section: tuple(inside) for section, inside in found.items()}


def _document(
    sections: list[Row],
    positions: dict[int | None, tuple[Row, ...]],
    measures: dict[int | None, tuple[Row, ...]],
) -> Iterator[PastSection]:
    """What stands in no section first, then the tree; a part whose section is gone stands in none."""
    known = {section["pgh_obj_id"] for section in sections}
    loose = [
        tuple(row for section, rows in parts.items() if section not in known for row in rows)
        for parts in (positions, measures)
    ]
    if any(loose):
        yield PastSection("", "", 1, *loose)
    children: dict[int | None, list[Row]] = defaultdict(list)
    for section in sections:
        children[section["parent_id"] if section["parent_id"] in known else None].append(section)
    stack = [(section, 1) for section in reversed(children[None])]
    while stack:
        section, depth = stack.pop()
        pk = section["pgh_obj_id"]
        yield PastSection(
            section["heading"], section["body"] or "", depth, positions.get(pk, ()), measures.get(pk, ())
        )
        stack += [(child, depth + 1) for child in reversed(children[pk])]
