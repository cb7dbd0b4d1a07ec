"""Findings that speak of a conflict of interest, and the registered conflicts that answer them."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact
from django.urls import reverse

from alignment.models import Finding
from core.asking import Asking, ask, each_of
from pages.guards import Viewer
from pages.sentences import references
from pages.things import things
from planning.models import Conflict, Position

COUNTERACTED = "goal_counteracted"
DETECTED = (COUNTERACTED, "link_conflict")
#: A conflict can be registered from these, the form half filled in.
OPENING = (*DETECTED, "targets_disagree")
#: How a conflict names a plan: itself, or through a position of it.
NAMING = ("plan_rows__plan", "position_rows__position__plan")
MOST_POSITIONS = 10
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Way:
    """Where a finding leads: to the conflict that was registered, or to registering one."""

    url: str
    is_registered: bool


def without_conflict(viewer: Viewer, found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Of the findings those that speak of a conflict that nobody has registered yet.

    Links that conflict are no finding once one is registered; a goal that is counteracted is one until
    the conflict is resolved.
    """
    own = Conflict.objects.filter(Q(goal=OuterRef("goal")) | Q(goal=None), organisation=viewer.organisation)
    answering = own.filter(Exact(OuterRef("code"), Value(COUNTERACTED)))
    # Apart, and nothing beside them: so PostgreSQL reads the conflicts once, not for each finding.
    for way in NAMING:
        found = found.filter(~Exists(answering.filter(**{way: OuterRef("plan")})))
    return found.filter(code__in=DETECTED)


def ways_asked(viewer: Viewer, found: Iterable[Finding]) -> Asking[dict[int, Way]]:
    """For each finding that speaks of a conflict where it leads, by the finding's id. One step."""
    about = [finding for finding in found if finding.code in DETECTED]
    if not about or not viewer.is_member:
        return {}
    plans = [finding.plan_id for finding in about if finding.code == COUNTERACTED]
    named = yield from _naming_asked(viewer, plans)
    registered = {(goal, plan): pk for pk, goal, plan in sorted(named, key=itemgetter(0), reverse=True)}
    return {finding.pk: _way(viewer, finding, registered) for finding in about}


def _naming_asked(viewer: Viewer, plans: list[int | None]) -> Asking[list[tuple[int, int | None, int]]]:
    """Conflicts that name one of the plans or a position of it; asked apart, each finds its index."""
    own: Any = Conflict.objects.filter(organisation=viewer.organisation).order_by()
    found = yield from each_of(
        ask(own.filter(**{f"{way}__in": plans}).values_list("pk", "goal_id", way)) for way in NAMING
    )
    return [row for rows in found for row in rows]


def _way(viewer: Viewer, finding: Finding, registered: dict[tuple[int | None, int], int]) -> Way:
    slug = viewer.organisation.slug
    if finding.code == COUNTERACTED and finding.plan_id is not None:
        at = finding.plan_id
        pk = registered.get((finding.goal_id, at)) or registered.get((None, at))
        if pk is not None:
            return Way(reverse("conflicts:conflict_detail", args=[slug, pk]), is_registered=True)
    address = reverse("conflicts:conflict_create", args=[slug])
    return Way(f"{address}?brist={finding.pk}", is_registered=False)


def opening_of(viewer: Viewer, finding: Finding) -> dict[str, Any]:
    """What the form for a conflict holds when it opens for a finding: name, goal, plans, positions, unit.

    For a goal that is counteracted, the positions of the plan that state so too.
    """
    named = references(finding)
    values = {
        "title": _title(viewer, finding),
        "goal": next((pk for kind, pk in named if kind == "goal"), None),
        "plans": [pk for kind, pk in named if kind == "plan"],
        "positions": [pk for kind, pk in named if kind == "position"],
        "unit": finding.unit_id,
    }
    if finding.code == COUNTERACTED:
        values["positions"] = _counteracting(finding)
    return values


def _title(viewer: Viewer, finding: Finding) -> str:
    known = things(viewer.organisation, references(finding))
    words = [str(known[name]) for name in references(finding) if name in known]
    return " – ".join(words)[:LONGEST_TITLE]


def _counteracting(finding: Finding) -> list[int]:
    stated = Position.objects.filter(
        plan=finding.plan_id,
        status=Position.Status.ACTIVE,
        contributions__goal=finding.goal_id,
        contributions__strength__lte=-2,
    )
    return list(stated.order_by("order", "pk").values_list("pk", flat=True).distinct()[:MOST_POSITIONS])
