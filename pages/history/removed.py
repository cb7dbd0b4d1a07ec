"""What is there no longer: named, told where it stood, and made anew as it was.

Links, and what was stated, offered or asked for, are removed; their history stays. Who may make such a thing
makes it anew: a link at once, all else by the form for a new one, filled in as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.addresses import ITEM_KINDS, contribution_create_url, item_url
from pages.guards import Viewer
from pages.history.offers import Kept, Offer, Way, reason
from pages.history.refilling import history_of_model
from pages.history.selectors import people_of, person_id
from pages.things import Reference, Thing, gone, things
from pages.undoing import LINKS
from planning.models import (
    Commission,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanLink,
    Position,
    PositionLink,
)
from planning.policies import (
    check_can_commission,
    check_can_implement,
    check_can_offer,
    check_can_state,
)
from planning.services.links import Unlinked

MOST_SHOWN, FEW = 20, 10
ITEMS: Mapping[str, type[Any]] = {name: model for model, name in ITEM_KINDS.items()}
PARENTS = {"plan": ("organisation", "type"), "position": ("plan__organisation", "plan__type")}


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of things that is removed.

    `owner` leads to the organisation that it belongs to; `ends` are what it held together, the first is the
    plan or part where it was made; no two are alike in the columns `same`; `way` makes one anew at an item.
    """

    model: type[Model]
    owner: str
    ends: Callable[[Kept], list[Reference]]
    same: tuple[str, ...]
    way: Callable[[Viewer, Any], Way]

    def kept(self, viewer: Viewer, **about: Any) -> QuerySet[Any]:
        """What the history has of the organisation's things of this sort, the last first."""
        rows = history_of_model(self.model).filter(**{self.owner: viewer.organisation}, **about)
        return rows.select_related("pgh_context").order_by("-pgh_id")

    def there(self, viewer: Viewer, **about: Any) -> QuerySet[Any]:
        """Those that there are."""
        found: QuerySet[Any] = self.model._default_manager.filter(
            **{self.owner: viewer.organisation}, **about
        )
        return found

    def likeness(self, one: Any) -> tuple[Any, ...]:
        """What no other one has alike."""
        return tuple(getattr(one, name) for name in self.same)


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """Something that was removed: how it was related to what, why, when and by whom, and the way back."""

    relation: str
    other: Thing
    words: str
    at: datetime
    who: str
    history_url: str
    offers: tuple[Offer, ...]
    why_not: str


def there_or_gone(viewer: Viewer, kind: str, pk: int) -> Any:
    """The organisation's thing of a sort that is removed; if it is gone, as it was last, never to be saved.

    None if there never was one.
    """
    sort = SORTS[kind]
    found = sort.there(viewer, pk=pk).first()
    if found is not None:
        return found
    kept = sort.kept(viewer, pgh_obj_id=pk).first()
    return None if kept is None else as_it_was(sort.model, kept)


def name_of(viewer: Viewer, kind: str, subject: Any) -> Thing:
    """What a thing is called by what it holds together, with the page of the first of them."""
    ends = SORTS[kind].ends(subject)
    found = things(viewer.organisation, ends)
    first, *others = [found.get(end) or gone() for end in ends]
    return Thing(" → ".join(map(str, (first, *others))), first.url, first.language)


def way_back(viewer: Viewer, kind: str, subject: Any) -> Way:
    """How a thing that is gone is made anew as it was, or why it cannot be."""
    sort = SORTS[kind]
    ends = sort.ends(subject)
    if set(ends) - things(viewer.organisation, ends).keys():
        return Way("", why_not=_("What it held together is no longer there."), is_back=True)
    alike = {name: getattr(subject, name) for name in sort.same}
    if sort.there(viewer, **alike).exists():
        return Way("", why_not=_("It has been made anew since then."), is_back=True)
    model, pk = ends[0]
    parents = PARENTS.get(model, PARENTS["position"])
    return sort.way(viewer, ITEMS[model].objects.select_related(*parents).get(pk=pk))


def removed_from(viewer: Viewer, kind: str, item: Any, **about: Any) -> list[RemovedLine]:
    """What of a sort was made at the item and removed, the last first; not what was made anew since.

    `about` says in the sort's own columns that it was made there. Six queries at most.
    """
    sort = SORTS[kind]
    rows: dict[tuple[Any, ...], Kept] = {}
    for row in sort.kept(viewer, pgh_label="delete", **about)[:MOST_SHOWN]:
        rows.setdefault(sort.likeness(row), row)
    if not rows:
        return []
    there = {sort.likeness(one) for one in sort.there(viewer, **about)}
    shown = [row for alike, row in rows.items() if alike not in there]
    found = things(viewer.organisation, (sort.ends(row)[-1] for row in shown))
    slug = viewer.organisation.slug
    return _lines(
        shown,
        sort.way(viewer, item),
        lambda row: found.get(sort.ends(row)[-1]),
        lambda row: reverse("history:history_detail", args=[slug, kind, row.pgh_obj_id]),
    )


def kept_removed(model: type[Model], **about: Any) -> QuerySet[Any]:
    """What the history has of a model's things that were removed, the last first."""
    kept = history_of_model(model).filter(pgh_label="delete", **about).select_related("pgh_context")
    return kept.order_by("-pgh_id")[:FEW]


def removed_of(model: type[Model], rows: Sequence[Kept], way: Way) -> list[RemovedLine]:
    """Those rows of `kept_removed`, and the way back."""
    return _lines(rows, way, partial(_named, model))


def _lines(
    rows: Sequence[Kept],
    way: Way,
    name: Callable[[Kept], Thing | None],
    url: Callable[[Kept], str] | None = None,
) -> list[RemovedLine]:
    people, lines = people_of(rows), []
    for row in rows:
        other = name(row)
        why_not = way.why_not or ("" if other else _("What it held together is no longer there."))
        lines.append(
            RemovedLine(
                relation=relation_of(row),
                other=other or gone(),
                words=getattr(row, "message", None) or getattr(row, "rationale", None) or "",
                at=row.pgh_created_at,
                who=people.get(person_id(row), ""),
                history_url=url(row) if url else "",
                offers=() if why_not else (way.offer(row),),
                why_not=why_not,
            )
        )
    return lines


def _named(model: type[Model], row: Kept) -> Thing | None:
    try:
        return Thing(str(as_it_was(model, row)))
    except ObjectDoesNotExist:
        return None


def as_it_was(model: type[Model], kept: Kept) -> Any:
    """A thing as a row of its history has it, never to be saved."""
    names = [field.attname for field in model._meta.concrete_fields if hasattr(kept, field.attname)]
    return model(**{name: getattr(kept, name) for name in names} | {"id": kept.pgh_obj_id})


def relation_of(row: Kept) -> str:
    """How a link was meant, in words."""
    if isinstance(row, history_of_model(Implementation).model):
        return _("Implements")
    return str(row.get_relation_display()) if hasattr(row, "relation") else ""


# What there is -----------------------------------------------------------------------------------


def _link_way(check: Callable[..., None], viewer: Viewer, item: Any) -> Way:
    """Links are put back at once, by what undoes a removal too."""
    kind = ITEM_KINDS[type(item)]

    def sent(kept: Kept) -> Mapping[str, str]:
        target = kept.position_id if kind == "measure" else kept.target_id
        said = (getattr(kept, "relation", ""), getattr(kept, "rationale", None))
        return {LINKS.name: LINKS.token(Unlinked(kind, item.pk, target, *said))}

    return Way(
        _("Put the link back"),
        url=reverse("links:link_restore", args=[viewer.organisation.slug]),
        why_not=reason(check, viewer.standing, viewer.organisation, item),
        sent=sent,
        is_back=True,
    )


def _form_way(check: Callable[..., None], url: str, viewer: Viewer, item: Any) -> Way:
    why_not = reason(check, viewer.standing, viewer.organisation, item)
    return Way(_("Fill in the form for a new one"), url=url, why_not=why_not, is_back=True)


def _stating(viewer: Viewer, item: Any) -> Way:
    return _form_way(check_can_state, contribution_create_url(viewer.organisation, item), viewer, item)


def _offering(viewer: Viewer, position: Position) -> Way:
    url = f"{item_url(viewer.organisation, position)}erbjud/"
    return _form_way(check_can_offer, url, viewer, position)


def _asking(viewer: Viewer, position: Position) -> Way:
    url = f"{item_url(viewer.organisation, position)}skicka/"
    return _form_way(check_can_commission, url, viewer, position)


def _linking(viewer: Viewer, item: Plan | Position) -> Way:
    return _link_way(check_can_state, viewer, item)


def _implementing(viewer: Viewer, measure: Measure) -> Way:
    return _link_way(check_can_implement, viewer, measure)


def _ends(kind: str) -> Callable[[Kept], list[Reference]]:
    return lambda link: [(kind, link.source_id), (kind, link.target_id)]


def _item(stated: Kept) -> Reference:
    found = [(kind, getattr(stated, f"{kind}_id")) for kind in ITEMS]
    return next(reference for reference in found if reference[1])


def _receiver(handed: Kept) -> Reference:
    return ("position", handed.target_id) if handed.target_id else ("plan", handed.target_plan_id)


LINK = ("source_id", "target_id", "relation")
SORTS: Mapping[str, Sort] = {
    "plan_link": Sort(PlanLink, "recorded_by", _ends("plan"), LINK, _linking),
    "position_link": Sort(PositionLink, "recorded_by", _ends("position"), LINK, _linking),
    "implementation": Sort(
        Implementation,
        "measure__organisation",
        lambda row: [("measure", row.measure_id), ("position", row.position_id)],
        ("measure_id", "position_id"),
        _implementing,
    ),
    "contribution": Sort(
        Contribution,
        "recorded_by",
        lambda stated: [_item(stated), ("goal", stated.goal_id)],
        ("goal_id", "plan_id", "position_id", "measure_id"),
        _stating,
    ),
    "hand_over": Sort(
        HandOver,
        "recorded_by",
        lambda handed: [("position", handed.source_id), _receiver(handed)],
        ("source_id", "target_id", "target_plan_id"),
        _offering,
    ),
    "commission": Sort(
        Commission,
        "organisation",
        lambda asked: [("position", asked.position_id)],
        ("position_id", "unit_id"),
        _asking,
    ),
}
