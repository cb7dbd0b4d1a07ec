"""What became of a conflict of interest, and what its decision answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from organisations.models import User
from planning.models import Conflict, Contribution

ARGUMENTS = ("arguments_for", "arguments_against", "considered")
ABOUT = ("title", "goal_id", "unit_id")
FIELDS = ("status", "resolution", "decided_by", "resolved_on", *ARGUMENTS, *ABOUT)
#: The greatest strength that counteracts a goal (alignment rules, section 9).
COUNTERACTING = -2


class Happening(TextChoices):
    """What can become of a conflict."""

    REGISTERED = "registered", _("Registered")
    CHANGED = "changed", _("Changed what it is about")
    WEIGHED = "weighed", _("Weighed")
    DECIDED = "decided", _("Decided")
    REOPENED = "reopened", _("Opened again")
    FOLLOWED = "followed", _("Followed what it is about into the next edition")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something that happened to a conflict: when, by whom (empty: an import), and perhaps the decision."""

    happening: Happening
    at: datetime
    person: str
    decision: str = ""
    decided_by: str = ""


def story_of(conflict: Conflict) -> list[Chapter]:
    """All that happened to a conflict, the newest first. Four queries."""
    history = apps.get_model("planning", "ConflictHistory")
    columns = (*FIELDS, "pgh_created_at", "pgh_context__metadata")
    rows = list(history._default_manager.filter(pgh_obj_id=conflict.pk).order_by("pgh_id").values(*columns))
    followed = _followed(conflict)
    ids = {pk for row in (*rows, *followed) if (pk := _person(row)) is not None}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}
    told = [
        _chapter(happening, row, names)
        for before, row in zip([None, *rows], rows, strict=False)
        if (happening := _happening(before, row)) is not None
    ]
    told += [
        Chapter(Happening.FOLLOWED, row["pgh_created_at"], names.get(_person(row) or 0, ""))
        for row in followed
    ]
    return sorted(told, key=lambda chapter: chapter.at)[::-1]


def _followed(conflict: Conflict) -> list[dict[str, Any]]:
    """When what the conflict names was changed for what it became; one row for each adoption."""
    found: dict[datetime, dict[str, Any]] = {}
    for name in ("ConflictPlanHistory", "ConflictPositionHistory"):
        rows = apps.get_model("planning", name)._default_manager.filter(
            conflict=conflict.pk, pgh_label="update"
        )
        for row in rows.values("pgh_created_at", "pgh_context__metadata"):
            found.setdefault(row["pgh_created_at"], row)
    return list(found.values())


def named_at(conflict: Conflict, at: datetime) -> tuple[list[int], list[int]]:
    """Ids of the plans and of the positions that a conflict named at a moment. Two queries."""
    return _named_at(conflict, "plan", at), _named_at(conflict, "position", at)


def _named_at(conflict: Conflict, end: str, at: datetime) -> list[int]:
    history = apps.get_model("planning", f"Conflict{end.title()}History")._default_manager
    rows = history.filter(conflict=conflict.pk, pgh_created_at__lte=at).order_by("pgh_id")
    there: dict[int, int] = {}
    for row, label, named in rows.values_list("pgh_obj_id", "pgh_label", f"{end}_id"):
        if label == "delete":
            there.pop(row, None)
        else:
            there[row] = named
    return list(there.values())


def answered_by(conflict: Conflict) -> QuerySet[Contribution]:
    """What counteracts a goal and is quiet once the conflict is resolved: it is named there.

    Statements of −2 or less by the plans that it names, or by plans of its positions, for its goal and
    the goals below that; for any goal if it names none (alignment rules, section 9).
    """
    plans = {plan.pk for plan in conflict.plans.all()}
    plans |= {position.plan_id for position in conflict.positions.all()}
    stated = Contribution.objects.filter(strength__lte=COUNTERACTING).filter(
        Q(plan__in=plans) | Q(position__plan__in=plans) | Q(measure__plan__in=plans)
    )
    if conflict.goal_id is not None:
        stated = stated.filter(Q(goal=conflict.goal_id) | Q(goal__parent=conflict.goal_id))
    related = ("goal__framework__organisation", "plan__organisation", "recorded_by")
    parts = ("position__plan__organisation", "measure__plan__organisation")
    found: QuerySet[Contribution] = stated.select_related(*related, *parts).order_by("strength", "pk")
    return found


def _happening(before: dict[str, Any] | None, row: dict[str, Any]) -> Happening | None:
    if before is None:
        return Happening.REGISTERED
    if row["status"] != before["status"] and Conflict.Status.RESOLVED in {row["status"], before["status"]}:
        is_resolved = row["status"] == Conflict.Status.RESOLVED
        return Happening.DECIDED if is_resolved else Happening.REOPENED
    if any(row[name] != before[name] for name in (*ARGUMENTS, "status")):
        return Happening.WEIGHED
    return Happening.CHANGED if any(row[name] != before[name] for name in ABOUT) else None


def _chapter(happening: Happening, row: dict[str, Any], names: dict[int, str]) -> Chapter:
    person = names.get(_person(row) or 0, "")
    if happening != Happening.DECIDED:
        return Chapter(happening, row["pgh_created_at"], person)
    return Chapter(happening, row["pgh_created_at"], person, row["resolution"] or "", row["decided_by"] or "")


def _person(row: dict[str, Any]) -> int | None:
    context: dict[str, Any] = row["pgh_context__metadata"] or {}
    return context.get("user")
