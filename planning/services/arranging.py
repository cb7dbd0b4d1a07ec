"""What parts of a plan are called and where they stand: keys, codes, order. For the services beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from core.models import Record
from core.versions import write
from organisations.models import Organisation, Unit
from planning.models import Measure, Plan, Position, Section
from planning.policies import check_is_open

AnyPart = Position | Measure | Section
LETTERS: dict[type, str] = {Position: "p", Measure: "m", Section: "s"}
#: Room in a key of 100 characters for what tells the parts of a plan apart.
LONGEST_START = 80


class Direction(StrEnum):
    """Past the neighbour before, or the one after."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Beside:
    """Right before another part of the same sort, in its section, or right after it."""

    neighbour_id: int
    is_after: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something new shall stand: last in a section of a plan, or in none."""

    plan: Plan
    section: Section | None = None


def locked_plan(pk: int) -> Plan:
    """The plan, locked: it is not decided, and nothing else in it moves, until the transaction ends."""
    return Plan.objects.select_for_update(no_key=True).get(pk=pk)


def check_section(plan: Plan, section: Section | None) -> None:
    """Raises `DomainError` if the section stands in another plan, or nowhere any more."""
    if section is not None and not Section.objects.filter(pk=section.pk, plan=plan).exists():
        raise DomainError(_("That section is no longer in the plan."), code="section_not_in_plan")


def check_units(organisation: Organisation, units: Iterable[Unit | None]) -> None:
    """Raises `DomainError` for a unit of another organisation."""
    if any(unit is not None and unit.organisation_id != organisation.pk for unit in units):
        raise DomainError(_("That unit belongs to another organisation."), code="unit_of_another")


def next_key(model: type[AnyPart], plan: Plan) -> str:
    """A key that nothing of the sort has in the organisation: the plan's key, a letter, a number."""
    start = f"{plan.key[:LONGEST_START]}-{LETTERS[model]}"
    rows = model.objects.filter(organisation=plan.organisation_id, key__startswith=start)
    ends = (key.removeprefix(start) for key in rows.values_list("key", flat=True))
    return f"{start}{max((int(end) for end in ends if end.isdecimal()), default=0) + 1}"


def next_code(taken: Iterable[str | None]) -> str:
    """The next free number, with what stands before most numbers already: 8 after 7, Å3 after Å2."""
    found = [match for code in taken if (match := re.fullmatch(r"(.*?)(\d{1,9})", code or ""))]
    if not found:
        return "1"
    start = Counter(match[1] for match in found).most_common(1)[0][0]
    return f"{start}{max(int(match[2]) for match in found if match[1] == start) + 1}"


def code_for(model: type[Position] | type[Measure], plan: Plan, typed: str | None) -> str:
    """The code of something new: as typed, else the next free number in the plan.

    Raises `DomainError` if something of the sort in the plan has that code.
    """
    taken = list(model.objects.filter(plan=plan).values_list("code", flat=True))
    code = (typed or "").strip()
    if not code:
        return next_code(taken)
    if code in taken:
        raise _taken(code)
    return code


def changed_code(part: Position | Measure, typed: str | None) -> str | None:
    """The code of something that is changed; raises `DomainError` if another in the plan has it."""
    code = (typed or "").strip() or None
    others = type(part).objects.filter(plan=part.plan_id).exclude(pk=part.pk)
    if code is not None and code != part.code and others.filter(code=code).exists():
        raise _taken(code)
    return code


def unlocked(plan: Plan, stored: Record, changes: Mapping[str, Any], locked: Iterable[str]) -> dict[str, Any]:
    """The changes that may be written now: of a decided plan those that move freely.

    Raises `DomainError` if a locked field of a decided plan would say something else.
    """
    if not plan.is_decided:
        return dict(changes)
    if any(_plain(getattr(stored, name)) != _plain(changes[name]) for name in locked):
        check_is_open(plan)
    return {name: value for name, value in changes.items() if name not in locked}


def last_order(siblings: QuerySet[Any]) -> int:
    """The place after all of them."""
    last: int | None = siblings.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def step(part: AnyPart, siblings: Sequence[AnyPart], direction: Direction) -> bool:
    """Moves a part past its neighbour; says whether there was one. Touches as few rows as it can."""
    sequence = list(siblings)
    at = next(place for place, sibling in enumerate(sequence) if sibling.pk == part.pk)
    other = at + (1 if direction == Direction.DOWN else -1)
    if not 0 <= other < len(sequence):
        return False
    sequence[at], sequence[other] = sequence[other], part
    for sibling, order in zip(sequence, _rising(sibling.order for sibling in siblings), strict=True):
        write(sibling, {"order": order})
    return True


def put_beside(part: Position | Measure, to: Beside) -> bool:
    """Moves a part next to another of its plan; says whether it stood elsewhere. Touches as few as it can.

    Raises `DomainError` if the other one is no longer there.
    """
    parts = type(part).objects.filter(plan=part.plan_id).exclude(pk=part.pk)
    neighbour = parts.filter(pk=to.neighbour_id).first()
    if neighbour is None:
        raise DomainError(_("What you would put it beside is no longer in the plan."), code="neighbour_gone")
    others = list(parts.filter(section=neighbour.section_id).order_by("order", "pk"))
    at = others.index(neighbour) + to.is_after
    orders = [other.order for other in others]
    orders.insert(at, neighbour.order + to.is_after)
    others.insert(at, part)
    section = {"section_id": neighbour.section_id}
    # Each of them is written: `any` would stop at the first that moved.
    moved = [
        write(each, {"order": order} | (section if each is part else {}))
        for each, order in zip(others, _rising(orders), strict=True)
    ]
    return any(moved)


def text(value: str | None) -> str | None:
    """A text as it is kept: without blanks around it; None for an empty one."""
    return (value or "").strip() or None


def _rising(orders: Iterable[int]) -> list[int]:
    """The same numbers, each made greater than the one before where it is not."""
    risen: list[int] = []
    for order in orders:
        risen.append(max(order, risen[-1] + 1 if risen else 0))
    return risen


def _plain(value: Any) -> Any:
    return text(value) if isinstance(value, str) else value or None


def _taken(code: str) -> DomainError:
    message = _("“%(code)s” is taken in this plan. Choose another, or leave it empty.") % {"code": code}
    return DomainError(message, code="code_taken", problems=[Problem("code", "code_taken", message)])
