"""The links of one plan, position or measure at both ends, with what the viewer may change."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.addresses import ITEM_KINDS, item_ref, item_url
from pages.guards import Viewer
from pages.things import Thing, part_thing, plan_thing
from planning.models import Implementation, Measure, Plan, PlanLink, Position, PositionLink
from planning.policies import Item, can_implement, can_state, plan_of
from planning.selectors.plans import plans_shown

BACKWARDS: dict[str, str | Promise] = {
    "implemented_by": _("Implements"),
    "supports": _("Supported by"),
    "conflicts": _("Conflicts with"),
    "based_on": _("Basis of"),
    "details": _("Detailed by"),
    "coordinates": _("Coordinated with"),
}
IMPLEMENTS = _("Implements")
IMPLEMENTED = _("Measure that implements it")


@dataclass(frozen=True, slots=True)
class Line:
    """A link as seen from one of its ends: how, to what, in which plan, and why."""

    relation: str
    other: Thing
    plan: Thing | None
    rationale: str | None = None
    recorder: str = ""
    """Another organisation that states it; empty for one's own."""
    edit_url: str = ""
    remove_url: str = ""
    version: int = 0


@dataclass(slots=True)
class LinkCard:
    """A thing with its links, and a form that is open: for a new one (`editing` is 0) or to change one.

    `undo` is the token that makes the link anew that has just been removed.
    """

    item: Item
    thing: Thing
    plan: Thing
    kind: str
    url: str
    item_url: str
    can_link: bool
    lines: list[Line]
    form: Any = None
    editing: int = 0
    said: str = ""
    warning: str = ""
    undo: str = ""
    edit_url: str = field(default="", init=False)

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"links-of-{self.kind}-{self.item.pk}"


def can_link(viewer: Viewer, item: Item) -> bool:
    """Whether the viewer may link the thing to others."""
    if isinstance(item, Measure):
        return can_implement(viewer.standing, viewer.organisation, item)
    return can_state(viewer.standing, viewer.organisation, item)


def link_card(viewer: Viewer, item: Item) -> LinkCard:
    """The thing with its links at both ends. Three queries at most."""
    organisation = viewer.organisation
    return LinkCard(
        item=item,
        thing=_thing(viewer, item),
        plan=plan_thing(organisation, plan_of(item)),
        kind=ITEM_KINDS[type(item)],
        url=links_url(viewer, item),
        item_url=item_url(organisation, item),
        can_link=can_link(viewer, item),
        lines=[*_stated(viewer, item), *_implementing(viewer, item)],
    )


def links_url(viewer: Viewer, item: Item) -> str:
    """The page of the thing's links."""
    kwargs = {
        "slug": viewer.organisation.slug,
        "kind": ITEM_KINDS[type(item)],
        "ref": item_ref(viewer.organisation, item),
    }
    return reverse("links:link_create", kwargs=kwargs)


def _stated(viewer: Viewer, item: Item) -> list[Line]:
    """Links between plans or positions with this one at an end, between plans that the viewer is shown."""
    if isinstance(item, Measure):
        return []
    is_plan = isinstance(item, Plan)
    rows: Any = PlanLink.objects if is_plan else PositionLink.objects
    through = "" if is_plan else "plan__"
    ends = [f"{end}__{through}organisation" for end in ("source", "target")]
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    column = "pk" if is_plan else "plan"
    shown = Q(**{f"source__{column}__in": plans}, **{f"target__{column}__in": plans})
    found = rows.filter(Q(source=item) | Q(target=item)).filter(shown)
    owner = {viewer.organisation.pk}
    return [
        _line(viewer, item, row)
        for row in found.select_related("recorded_by", *ends).order_by("relation", "pk")
        if row.recorded_by_id in owner | {plan_of(row.source).organisation_id}
    ]


def _line(viewer: Viewer, item: Item, row: Any) -> Line:
    organisation = viewer.organisation
    is_source = row.source_id == item.pk
    other = row.target if is_source else row.source
    is_ours = row.recorded_by_id == organisation.pk
    may = is_ours and can_state(viewer.standing, organisation, row.source)
    kwargs = {"slug": organisation.slug, "kind": ITEM_KINDS[type(item)], "pk": row.pk}
    return Line(
        relation=row.get_relation_display() if is_source else str(BACKWARDS[row.relation]),
        other=_thing(viewer, other),
        plan=None if isinstance(other, Plan) else plan_thing(organisation, other.plan),
        rationale=row.rationale,
        recorder="" if is_ours else row.recorded_by.name,
        edit_url=reverse("links:link_edit", kwargs=kwargs) if may else "",
        remove_url=reverse("links:link_remove", kwargs=kwargs) if may else "",
        version=row.version,
    )


def _implementing(viewer: Viewer, item: Item) -> list[Line]:
    """What a measure implements, or which measures implement a position."""
    if isinstance(item, Plan):
        return []
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    rows = Implementation.objects.filter(measure__plan__in=plans, position__plan__in=plans)
    rows = rows.filter(measure=item) if isinstance(item, Measure) else rows.filter(position=item)
    related = ("measure__plan__organisation", "position__plan__organisation")
    return [_implementation(viewer, item, row) for row in rows.select_related(*related).order_by("pk")]


def _implementation(viewer: Viewer, item: Item, row: Implementation) -> Line:
    is_source = isinstance(item, Measure)
    other: Position | Measure = row.position if is_source else row.measure
    may = can_implement(viewer.standing, viewer.organisation, row.measure)
    kwargs = {"slug": viewer.organisation.slug, "kind": "measure", "pk": row.pk}
    return Line(
        relation=str(IMPLEMENTS if is_source else IMPLEMENTED),
        other=_thing(viewer, other),
        plan=plan_thing(viewer.organisation, other.plan),
        remove_url=reverse("links:link_remove", kwargs=kwargs) if may else "",
    )


def _thing(viewer: Viewer, item: Item) -> Thing:
    if isinstance(item, Plan):
        return plan_thing(viewer.organisation, item)
    return part_thing(viewer.organisation, item)
