"""A plan's editions: what each part became, and which links still go to the edition before.

`revises` leads from a position or measure to what it comes from. A link to an earlier edition is one
that somebody else made: another plan's, or another organisation's. How it came to be so is in
docs/decisions/0004-editions.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from organisations.models import Organisation
from planning.models import (
    Contribution,
    HandOver,
    Implementation,
    LeftLink,
    Measure,
    Plan,
    PlanEvent,
    PlanLink,
    PlanSupersession,
    Position,
    PositionLink,
)
from planning.policies import Item

MODELS: Mapping[str, type[Any]] = {"plan": Plan, "position": Position, "measure": Measure}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a sort of link: the model, the field that names a part of a plan, and that part's kind.

    `holder` is the field of the thing whose owner answers for the link. Where that is this end, `other` is
    the field of what is linked to.
    """

    model: type[Any]
    field: str
    kind: str
    holder: str
    other: str = ""

    @property
    def name(self) -> str:
        """What an address calls it: `handover-target`."""
        return f"{self.model._meta.model_name}-{self.field}"

    @property
    def is_outward(self) -> bool:
        """Whether it is the end that says something: the edition's own are copied into the next one."""
        return self.field == self.holder

    def recorder_id(self, link: Any) -> int:
        """The organisation that has stated the link."""
        found: int = (
            link.measure.plan.organisation_id if self.model is Implementation else link.recorded_by_id
        )
        return found


ENDS = (
    End(PositionLink, "target", "position", "source"),
    End(PositionLink, "source", "position", "source", "target"),
    End(HandOver, "target", "position", "source"),
    End(HandOver, "target_plan", "plan", "source"),
    End(HandOver, "source", "position", "source"),
    End(Implementation, "position", "position", "measure"),
    End(Implementation, "measure", "measure", "measure", "position"),
    End(PlanLink, "target", "plan", "source"),
    End(PlanLink, "source", "plan", "source", "target"),
    End(Contribution, "plan", "plan", "plan"),
    End(Contribution, "position", "position", "position"),
    End(Contribution, "measure", "measure", "measure"),
)
#: What may be said otherwise where the ends and the relation are the same.
SAID: Mapping[type[Any], tuple[str, ...]] = {
    Contribution: ("strength", "rationale"),
    PlanLink: ("rationale",),
    PositionLink: ("rationale",),
}
ENDS_BY_NAME = {end.name: end for end in ENDS}


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The time in which an edition was still in force while its copy, the revision, was written.

    Copying lasted from `began` to `copied`. What the owner said of the edition between `began` and
    `ended` is in no copy.
    """

    began: datetime
    copied: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Pointing:
    """A link that goes to a part of an earlier edition, and what that part became in the next one.

    Of what the owner said after the revision had been begun, `meanwhile` is that time; `twin` is what
    the next edition says of the same goal, or its like of a link with another reason. If what is linked to
    stands in the earlier edition too, `others` is what that became, and the link goes on with both its ends.
    """

    end: End
    link: Any
    item: Item
    successors: tuple[Item, ...]
    meanwhile: Meanwhile | None = None
    twin: Contribution | PlanLink | PositionLink | None = None
    others: tuple[Item, ...] | None = None
    #: A copy in the next edition of what was withdrawn from the earlier one meanwhile.
    is_withdrawn: bool = False

    @property
    def other(self) -> Item | None:
        """What the holder is linked to, if this is the holder's end of a link between two."""
        return getattr(self.link, self.end.other) if self.end.other else None

    @property
    def holder(self) -> Item:
        """The thing whose owner answers for the link."""
        found: Item = getattr(self.link, self.end.holder)
        return found

    @property
    def recorder_id(self) -> int:
        """The organisation that has stated it."""
        return self.end.recorder_id(self.link)

    @property
    def was_copied(self) -> bool:
        """Whether it was there when the revision was begun, and has been changed since."""
        return self.meanwhile is not None and self.link.created_at <= self.meanwhile.began

    @property
    def unchanged(self) -> Item | None:
        """The one successor that says the same as before, if there is; both ends have one."""
        ends = [(self.item, self.successors)]
        if self.others is not None and self.other is not None:
            ends.append((self.other, self.others))
        if any(len(became) != 1 or not says_the_same(item, became[0]) for item, became in ends):
            return None
        return self.successors[0]

    def changes(self, successor: Item) -> dict[str, Item]:
        """The fields of the link if it goes on to a successor: what became two cannot be chosen between."""
        found = {self.end.field: successor}
        if self.others is not None and len(self.others) == 1:
            found[self.end.other] = self.others[0]
        return found


def says_the_same(item: Item, successor: Item) -> bool:
    """Whether an item's wording is the same in the next edition, and it still counts."""
    if isinstance(item, Position) and isinstance(successor, Position):
        return item.statement == successor.statement and successor.status == Position.Status.ACTIVE
    if isinstance(item, Measure) and isinstance(successor, Measure):
        return (item.title, item.text) == (successor.title, successor.text)
    return isinstance(item, Plan) and isinstance(successor, Plan)


def predecessors(plan: Plan) -> list[Plan]:
    """The plans that this one replaces, the latest first. One query."""
    rows = PlanSupersession.objects.filter(plan=plan).select_related("superseded__organisation")
    return [row.superseded for row in rows.order_by("-superseded__adopted_on", "pk")]


def replaced_by_choice(plan: Plan) -> QuerySet[Plan]:
    """The plans that this one replaces, but for the one that it was begun as a revision of, by title."""
    rows = plan.supersession_rows.filter(copied_at__isnull=True)
    return Plan.objects.filter(pk__in=rows.values("superseded_id")).order_by("title", "pk")


def replaceable(plan: Plan) -> QuerySet[Plan]:
    """The plans that this one may replace too: own ones in effect that no proposal replaces, by title."""
    replaced = PlanSupersession.objects.filter(Q(plan=plan) | Q(plan__status__in=Plan.PROPOSED))
    own = Plan.objects.filter(organisation=plan.organisation_id, status__in=Plan.IN_EFFECT)
    free = own.exclude(pk=plan.pk).exclude(pk__in=replaced.values("superseded_id"))
    return free.order_by("title", "pk")


def open_revision(plan: Plan) -> Plan | None:
    """A proposal that shall replace the plan. One query."""
    row = PlanSupersession.objects.filter(superseded=plan, plan__status__in=Plan.PROPOSED).first()
    return row.plan if row else None


def pointing_to(old: Plan, new: Plan) -> Iterator[Pointing]:
    """Links that go to parts of `old` which `new` did not take over as its own. At most 25 queries."""
    successors, time = _successors(old, new), meanwhile(old, new)
    for end in ENDS:
        links = _links(end, old, new, time)
        if end.is_outward and end.model is Implementation:
            links = uncopied(list(links), old, new) if time else ()
        for link in links:
            item = getattr(link, end.field)
            is_own = end.is_outward and end.recorder_id(link) == old.organisation_id
            late = time if is_own and end.model not in (HandOver, Implementation) else None
            other = getattr(link, end.other) if end.other else None
            others = tuple(successors["position", other.pk]) if other and is_inside(old, other) else None
            yield Pointing(end, link, item, tuple(successors[end.kind, item.pk]), late, others=others)


def is_inside(plan: Plan, other: Item) -> bool:
    """Whether what is linked to is a position of the plan."""
    return isinstance(other, Position) and other.plan_id == plan.pk


def meanwhile(old: Plan, new: Plan) -> Meanwhile | None:
    """From when `new` was begun as a revision of `old` until it took its place; else None. Two queries."""
    row = PlanSupersession.objects.filter(plan=new, superseded=old, copied_at__isnull=False).first()
    told = PlanEvent.objects.filter(plan=old, status=Plan.Status.SUPERSEDED).order_by("pk").last()
    if row is None or row.copied_at is None or told is None:
        return None
    return Meanwhile(new.created_at, row.copied_at, told.created_at)


def links_to_review(plan: Plan, organisation: Organisation) -> list[Pointing]:
    """Links that an organisation has stated and that still go to an earlier edition.

    `plan` is the edition that holds, or the earlier one. Links that were left on purpose, and links
    whose like goes to the next edition already, are none of them; but one of the owner's that came
    too late to be copied is, if the next edition has said something else of the same goal, or given another
    reason for the same link, and nobody has touched that since it holds. At most 25 queries for each pair.
    """
    left = set(LeftLink.objects.filter(recorded_by=organisation).values_list("end", "link_id"))
    found = [
        pointing
        for old, new in pairs(plan)
        for pointing in pointing_to(old, new)
        if pointing.recorder_id == organisation.pk and (pointing.end.name, pointing.link.pk) not in left
    ]
    twins = existing_twins(found)
    listed = []
    for one in found:
        twin = next((twins[key] for item in one.successors if (key := twin_of(one, item)) in twins), None)
        if twin is None:
            listed.append(one)
        elif one.meanwhile and differs(one.link, twin) and twin.updated_at <= one.meanwhile.ended:
            listed.append(replace(one, twin=twin))
    return listed


def differs(link: Any, twin: Any) -> bool:
    """Whether two statements of the same goal, or the reasons of two links that are alike, differ."""
    return any(getattr(link, name) != getattr(twin, name) for name in SAID.get(type(link), ()))


def pairs(plan: Plan) -> list[tuple[Plan, Plan]]:
    """The plan and each edition that it took the place of, or that took its place. One query."""
    rows = PlanSupersession.objects.filter(Q(plan=plan) | Q(superseded=plan), plan__status__in=Plan.IN_EFFECT)
    past = rows.filter(superseded__status__in=Plan.PAST).select_related("plan", "superseded").order_by("pk")
    return [(row.superseded, row.plan) for row in past]


def twin_of(pointing: Pointing, successor: Item) -> tuple[Any, ...]:
    """What the link would be if it went to the successor: two that are equal cannot both be stored."""
    changes = {f"{field}_id": item.pk for field, item in pointing.changes(successor).items()}
    return _identity(pointing.end.model, pointing.link, changes)


def existing_twins(found: Iterable[Pointing]) -> dict[tuple[Any, ...], Any]:
    """The stored links that go to successors, by what they are. A query for each sort of end there is."""
    wanted: dict[End, set[int]] = defaultdict(set)
    for pointing in found:
        wanted[pointing.end].update(item.pk for item in pointing.successors)
    return {
        _identity(end.model, link, {}): link
        for end, ids in wanted.items()
        for link in end.model.objects.filter(**{f"{end.field}__in": ids})
    }


UNIQUE: Mapping[type[Any], tuple[str, ...]] = {
    PositionLink: ("recorded_by_id", "source_id", "target_id", "relation"),
    HandOver: ("recorded_by_id", "source_id", "target_id", "target_plan_id"),
    Implementation: ("measure_id", "position_id"),
    PlanLink: ("recorded_by_id", "source_id", "target_id", "relation"),
    Contribution: ("recorded_by_id", "goal_id", "plan_id", "position_id", "measure_id"),
}


def _identity(model: type[Any], link: Any, changes: Mapping[str, int]) -> tuple[Any, ...]:
    values = (changes.get(name, getattr(link, name)) for name in UNIQUE[model])
    return (model._meta.model_name, *values)


def _successors(old: Plan, new: Plan) -> dict[tuple[str, int], list[Item]]:
    """What each part of the old edition became, by kind and id."""
    found: dict[tuple[str, int], list[Item]] = defaultdict(list)
    found["plan", old.pk].append(new)
    for kind in ("position", "measure"):
        for part in MODELS[kind].objects.filter(plan=new, revises__plan=old).order_by("order", "pk"):
            part.plan = new
            found[kind, part.revises_id].append(part)
    return found


def _links(end: End, old: Plan, new: Plan, time: Meanwhile | None) -> Iterable[Any]:
    """The links whose that end is in the old edition, without those that were copied into the new one.

    A link inside the old edition is told of at the end that says something. What measures implement has no
    times: `uncopied` tells what came too late.
    """
    inside = end.field if end.kind == "plan" else f"{end.field}__plan"
    rows: Any = end.model.objects.filter(**{inside: old}).select_related(*_read_with(end)).order_by("pk")
    holder = end.holder if end.kind == "plan" else f"{end.holder}__plan"
    if end.model is HandOver or (end.model is Implementation and end.is_outward):
        links: Iterable[Any] = rows
    elif end.is_outward:
        late = Q(updated_at__gt=time.began, updated_at__lte=time.ended) if time else Q(pk=None)
        links = rows.filter(~Q(recorded_by=old.organisation_id) | late)
    else:
        links = rows.exclude(**{f"{holder}__in": (old, new)})
    return links


def uncopied(rows: list[Any], old: Plan, new: Plan) -> list[Any]:
    """What the old edition's measures implement, without what was copied, or was said in `new` by itself.

    The rows have no times, but history knows all that `new` has ever said: a row whose like is not there came
    after the copying. What the revision took back is not said again. Three queries.
    """
    if not rows:
        return []
    became = {
        (kind, pk): origin
        for kind in ("Position", "Measure")
        for pk, origin in _history(kind).filter(plan_id=new.pk).values_list("pgh_obj_id", "revises_id")
    }
    ids = [pk for kind, pk in became if kind == "Measure"]
    said = _history("Implementation").filter(measure_id__in=ids).values_list("measure_id", "position_id")
    known = {
        (became["Measure", measure], became.get(("Position", position)) or position)
        for measure, position in said
    }
    return [row for row in rows if (row.measure_id, row.position_id) not in known]


def _history(name: str) -> Any:
    return apps.get_model("planning", f"{name}History")._default_manager


def _read_with(end: End) -> tuple[str, ...]:
    fields = dict.fromkeys(field for field in (end.field, end.holder, end.other) if field)
    plans = {"target_plan"} if end.model is HandOver else set(fields) if end.kind == "plan" else set()
    paths = [field if field in plans else f"{field}__plan" for field in fields]
    goal = ("goal__framework__organisation",) if end.model is Contribution else ()
    return (*(f"{path}__organisation" for path in paths), *goal)
