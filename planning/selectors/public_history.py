"""What everybody may know of how a plan and its parts came to read as they do: from the adoption on.

What was drafted before is nobody's business but the organisation's. Of each thing the state in which it
was adopted counts, and what became of it since; nothing says who did it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from planning.models import Measure, Plan, Position, Section

Part = Section | Position | Measure
Kept = Any
#: Of a thing's history, what is read in the plan; the rest is the organisation's own business.
FIELDS: dict[type[Any], tuple[str, ...]] = {
    Plan: (
        "title", "summary", "version_label", "status", "adopted_on", "in_force_on", "valid_from", "valid_to",
        "applies_to", "next_check_on",
    ),
    Section: ("heading", "body"),
    Position: ("code", "statement", "rationale", "status"),
    Measure: ("code", "title", "text", "status", "start", "end"),
}  # fmt: skip
#: Where an editorial correction's reason ends in the text of its event, and the two wordings begin.
WORDINGS = "\n– "


@dataclass(frozen=True, slots=True)
class PublicHistory:
    """States of a thing, the oldest first: that of the adoption, and each that followed.

    `reasons` are those of editorial corrections, by the transaction's time; `plan_states` the plan's own
    states of a part.
    """

    since: datetime
    states: tuple[Kept, ...]
    plan_states: tuple[Kept, ...]
    reasons: dict[datetime, str]


def public_history(subject: Plan | Part) -> PublicHistory | None:
    """The history of a decided plan or of a part of one, from the adoption on. At most five queries."""
    plan = subject if isinstance(subject, Plan) else subject.plan
    since = decided_since(plan)
    if since is None:
        return None
    states = _states(subject, since)
    plan_states = () if isinstance(subject, Plan) else _states(plan, since)
    return PublicHistory(since, states, plan_states, _reasons(plan, since))


def decided_since(plan: Plan) -> datetime | None:
    """When the plan was decided the last time; None if it is not. One query."""
    rows = _history("Plan").filter(pgh_obj_id=plan.pk).order_by("pgh_id")
    since: datetime | None = None
    for status, at in rows.values_list("status", "pgh_created_at"):
        if status not in Plan.DECIDED:
            since = None
        elif since is None:
            since = at
    return since


def earlier_editions(subject: Plan | Part, plans: Iterable[Plan]) -> list[Plan | Part]:
    """What a thing was in earlier editions, the latest first, as far as they are among those plans.

    A section is not followed: it is compared with its plan.
    """
    shown = {plan.pk: plan for plan in plans}
    found: list[Plan | Part] = []
    at: Any = subject
    while len(found) < len(shown):
        at = _before(at, shown)
        if at is None:
            break
        found.append(at)
    return found


def _before(thing: Any, shown: dict[int, Plan]) -> Any:
    if isinstance(thing, Plan):
        rows = thing.supersession_rows.filter(superseded__in=list(shown))
        row = rows.order_by("-superseded__adopted_on", "pk").first()
        return shown[row.superseded_id] if row else None
    origin = getattr(thing, "revises", None)
    if origin is None or origin.plan_id not in shown:
        return None
    origin.plan = shown[origin.plan_id]
    return origin


def _states(subject: Plan | Part, since: datetime) -> tuple[Kept, ...]:
    """The last state until then, and all that followed."""
    rows = _history(type(subject).__name__).filter(pgh_obj_id=subject.pk)
    first = rows.filter(pgh_created_at__lte=since).order_by("-pgh_id").first()
    later = rows.filter(pgh_created_at__gt=since).order_by("pgh_id")
    return (*((first,) if first else ()), *later)


def _reasons(plan: Plan, since: datetime) -> dict[datetime, str]:
    """The reasons of corrections: their events are written in the same transaction as the wording."""
    rows = _history("PlanEvent").filter(plan=plan.pk, pgh_label="insert", pgh_created_at__gt=since)
    told = rows.filter(text__contains=WORDINGS, status__in=Plan.DECIDED)
    return {at: text.partition(WORDINGS)[0] for at, text in told.values_list("pgh_created_at", "text")}


def _history(name: str) -> Any:
    return apps.get_model("planning", f"{name}History")._default_manager
