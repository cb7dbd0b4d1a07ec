"""Other plans that a plan has to do with: editions, parent and parts, links of all sorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, answered, ask, beside
from core.prepared import written_once
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


@dataclass(frozen=True, slots=True)
class Related:
    """The other plans that a plan has to do with, by their ids."""

    linked: Sequence[LinkedPlan]
    parts: frozenset[int]

    def ids(self, plan: Plan) -> set[int]:
        """All of them."""
        ends = {pk for each in self.linked for pk in (each.source_id, each.target_id)}
        return (ends | self.parts | {plan.parent_id or 0}) - {plan.pk, 0}


def related_asked(viewer: Viewer, plan: Plan) -> Asking[Related]:
    """Asks for them."""
    linked, parts = yield from beside(
        plans_linked_to(viewer.organisation, plan),
        ask(_parts(plan=plan.pk)),
    )
    return Related(linked, frozenset(parts))


@written_once
def _parts(*, plan: int) -> QuerySet[Plan, int]:
    return Plan.objects.filter(parent=plan).order_by().values_list("pk", flat=True)


def relatives_of(viewer: Viewer, names: Names, plan: Plan, related: Related | None = None) -> Relatives:
    """The plan's relatives. Two queries, or one where it is read which they are; one for owners not known."""
    if related is None:
        related = answered(related_asked(viewer, plan))
    editions = [_edition(plan, each) for each in related.linked if not each.is_link]
    links = [_link(plan, each) for each in related.linked if each.is_link]
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
    plans = names.plans_among(shown, related.ids(plan))
    things = {pk: plan_thing(viewer.organisation, other) for pk, other in plans.items()}
    above = [(PART_OF, plan.parent_id)] if plan.parent_id else []
    below = [(PARTS, pk) for pk in plans if pk in related.parts]
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
