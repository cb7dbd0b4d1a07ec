"""Other plans that a plan has to do with: editions, parent and parts, links of all sorts."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.guards import Viewer
from pages.naming import Names
from pages.things import Thing, plan_thing
from planning.models import Plan, PlanLink
from planning.selectors.linked import LinkedPlan, plans_linked_to
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
    """The plan's relatives. Two queries."""
    linked = plans_linked_to(viewer.organisation, plan)
    editions = [_edition(plan, each) for each in linked if not each.is_link]
    links = [_link(plan, each) for each in linked if each.is_link]
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


def _edition(plan: Plan, found: LinkedPlan) -> tuple[Heading, int]:
    is_newer = found.source_id == plan.pk
    return (SUPERSEDES, found.target_id) if is_newer else (SUPERSEDED_BY, found.source_id)


def _link(plan: Plan, found: LinkedPlan) -> tuple[PlanLink.Relation, Heading, int, str | None]:
    relation = PlanLink.Relation(found.relation)
    if found.source_id == plan.pk:
        return relation, relation.label, found.target_id, found.rationale
    return relation, BACK[relation], found.source_id, found.rationale
