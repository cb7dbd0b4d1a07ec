"""Other plans that a plan has to do with: editions, parent and parts, links of all sorts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.guards import Viewer
from pages.naming import Names
from pages.things import Thing, plan_thing
from planning.models import Plan, PlanLink, PlanSupersession
from planning.selectors.plans import plans_shown

BACK = {
    PlanLink.Relation.BASED_ON: _("Base of"),
    PlanLink.Relation.DETAILS: _("Detailed by"),
    PlanLink.Relation.COORDINATES: _("Coordinated with"),
    PlanLink.Relation.CONFLICTS: _("Conflicts with"),
}
SUPERSEDES, SUPERSEDED_BY, PART_OF, PARTS = (
    _("Supersedes"),
    _("Superseded by"),
    _("Part of"),
    _("Parts"),
)
Heading = str | Promise


@dataclass(frozen=True, slots=True)
class PlanLinkLine:
    """How the plan relates to another."""

    relation: PlanLink.Relation
    heading: Heading
    other: Thing
    status: str
    rationale: str | None


@dataclass(frozen=True, slots=True)
class Relatives:
    """Editions and family by heading, and links at both ends; only plans that the viewer is shown."""

    family: dict[Heading, list[Thing]]
    links: list[PlanLinkLine]


def relatives_of(viewer: Viewer, names: Names, plan: Plan) -> Relatives:
    """The plan's relatives. Three queries."""
    editions, links = list(_editions(plan)), list(_links(viewer, plan))
    ids = {pk for _heading, pk in editions} | {pk for *_how, pk, _why in links} | {plan.parent_id or 0}
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member).filter(
        Q(pk__in=ids) | Q(parent=plan)
    )
    plans = {each.pk: each for each in names.plans(shown.order_by("title", "pk"), "status", "parent_id")}
    things = {pk: plan_thing(viewer.organisation, other) for pk, other in plans.items()}
    above = [(PART_OF, plan.parent_id)] if plan.parent_id else []
    below = [(PARTS, pk) for pk, each in plans.items() if each.parent_id == plan.pk]
    named: dict[Heading, list[Thing]] = {}
    for heading, pk in (*editions, *above, *below):
        if pk in things:
            named.setdefault(heading, []).append(things[pk])
    lines = [
        PlanLinkLine(relation, heading, things[pk], plans[pk].get_status_display(), why)
        for relation, heading, pk, why in links
        if pk in things
    ]
    return Relatives(named, lines)


def _editions(plan: Plan) -> Iterator[tuple[Heading, int]]:
    rows = PlanSupersession.objects.filter(Q(plan=plan) | Q(superseded=plan)).order_by("pk")
    for newer, older in rows.values_list("plan_id", "superseded_id"):
        yield (SUPERSEDES, older) if newer == plan.pk else (SUPERSEDED_BY, newer)


def _links(viewer: Viewer, plan: Plan) -> Iterator[tuple[PlanLink.Relation, Heading, int, str | None]]:
    rows = PlanLink.objects.filter(Q(source=plan) | Q(target=plan)).order_by("relation", "pk")
    rows = rows.filter(Q(recorded_by=viewer.organisation) | Q(recorded_by=F("source__organisation")))
    for source, target, named, why in rows.values_list("source_id", "target_id", "relation", "rationale"):
        relation = PlanLink.Relation(named)
        heading, other = (relation.label, target) if source == plan.pk else (BACK[relation], source)
        yield relation, heading, other, why
