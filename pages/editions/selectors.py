"""What the pages of a plan's course and editions show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.selectors.documents import has_documents
from organisations.models import Organisation
from pages.addresses import item_url
from pages.dialogue.selectors import discussion_url
from pages.differing import Piece, differing, differing_paragraphs
from pages.guards import Viewer
from pages.things import WORDS_IN_A_NAME, Thing, goal_thing, gone, part_thing, plan_thing, things
from planning.models import (
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanEvent,
    PlanLink,
    Position,
    PositionLink,
    Section,
)
from planning.policies import Item, can_change_status, can_correct, can_move_link, can_revise, steps_from
from planning.selectors.comparing import Comparison, Pair, section_text
from planning.selectors.editions import (
    Pointing,
    links_to_review,
    open_revision,
    predecessors,
    says_the_same,
)
from planning.selectors.plans import plans_shown
from planning.selectors.talked_about import open_comments_in
from planning.selectors.withdrawn import withdrawn_meanwhile

STEP_WORDS: dict[str, str | Promise] = {
    Plan.Status.COMMISSIONED: gettext_lazy("It is commissioned"),
    Plan.Status.DRAFTING: gettext_lazy("Begin to draft"),
    Plan.Status.CONSULTATION: gettext_lazy("Send out for consultation"),
    Plan.Status.REWORKING: gettext_lazy("Take back to be reworked"),
    Plan.Status.REVIEW: gettext_lazy("Send out for review"),
    Plan.Status.ADOPTED: gettext_lazy("Record that it is adopted"),
    Plan.Status.IN_FORCE: gettext_lazy("Record that it is in force"),
    Plan.Status.REPEALED: gettext_lazy("Record that it is repealed"),
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link to an earlier edition: who links, how, to what; what that became, and how it is answered."""

    end: str
    pk: int
    holder: Thing
    relation: str
    item: Thing
    item_pk: int
    successors: tuple[tuple[int, Thing], ...]
    pieces: tuple[Piece, ...]
    can_move: bool
    said: str = ""
    """What the link says of a goal."""
    stands: str = ""
    """What the new edition says of it instead."""
    is_gone: bool = False
    """Whether an end does not stand in the new edition."""
    is_withdrawn: bool = False
    """Whether it is the new edition's own, and was withdrawn from the earlier one meanwhile."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Open comments on something that did not go on into the new edition."""

    thing: Thing
    url: str
    number: int


@dataclass(frozen=True, slots=True)
class Correctable:
    """Something in a decided plan whose wording can be put right."""

    kind: str
    pk: int
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """A plan's story; for those who may, its next steps and the links that wait."""

    plan: Plan
    plan_url: str
    events: tuple[PlanEvent, ...]
    steps: tuple[tuple[str, str | Promise], ...] = ()
    can_revise: bool = False
    revision: Thing | None = None
    links: tuple[LinkRow, ...] = ()
    correctable: tuple[Correctable, ...] = ()
    talk: tuple[Talk, ...] = ()


def course_of(viewer: Viewer, plan: Plan) -> Course:
    """The story: to the public from the decision on, all of it to members of the plan's own organisation."""
    organisation = viewer.organisation
    told = PlanEvent.objects.filter(plan=plan).order_by("-on", "-pk")
    events = told.annotate(has_documents=has_documents(organisation, PlanEvent))
    if not is_insider(viewer, plan):
        links = _to_review(plan, organisation) if viewer.is_member else []
        return Course(plan, item_url(organisation, plan), _public(events), links=_rows(viewer, links))
    steps = [
        step for step in steps_from(plan) if can_change_status(viewer.standing, organisation, plan, step)
    ]
    revision = open_revision(plan)
    shown = plans_shown(organisation, to_member=True).select_related("organisation")
    revision = shown.filter(pk=revision.pk).first() if revision else None
    return Course(
        plan,
        item_url(organisation, plan),
        tuple(events),
        tuple((step.value, STEP_WORDS[step]) for step in steps),
        can_revise(viewer.standing, organisation, plan) and revision is None,
        plan_thing(organisation, revision) if revision else None,
        _rows(viewer, _to_review(plan, organisation)),
        tuple(_correctable(plan)) if can_correct(viewer.standing, organisation, plan) else (),
        tuple(_talk(organisation, plan)),
    )


def _to_review(plan: Plan, organisation: Organisation) -> list[Pointing]:
    """Links to the earlier edition, and what was withdrawn there while this one was written."""
    return [*links_to_review(plan, organisation), *withdrawn_meanwhile(plan, organisation)]


def _talk(organisation: Organisation, plan: Plan) -> Iterator[Talk]:
    """What is still talked about in the editions that the plan has taken the place of. Six queries."""
    past = [old for old in predecessors(plan) if old.status in Plan.PAST]
    if not past or plan.status not in Plan.IN_EFFECT:
        return
    waiting = open_comments_in(organisation, past)
    named = things(organisation, waiting)
    for (kind, pk), number in waiting.items():
        yield Talk(named.get((kind, pk)) or gone(), discussion_url(organisation, kind, pk), number)


def _correctable(plan: Plan) -> Iterator[Correctable]:
    """The plan and its parts by name, as they stand in it. Three queries."""
    yield Correctable("plan", plan.pk, plan.title)
    for kind, model in (("section", Section), ("position", Position), ("measure", Measure)):
        for part in model.objects.filter(plan=plan).order_by("order", "pk"):
            yield Correctable(kind, part.pk, Truncator(str(part)).words(WORDS_IN_A_NAME, truncate=" …"))


def is_insider(viewer: Viewer, plan: Plan) -> bool:
    """Whether the viewer may know what went on before the decision."""
    return viewer.is_member and plan.organisation_id == viewer.organisation.pk


def _rows(viewer: Viewer, found: Iterable[Pointing]) -> tuple[LinkRow, ...]:
    return tuple(_row(viewer, one) for one in found)


def _public(events: Iterable[PlanEvent]) -> tuple[PlanEvent, ...]:
    return tuple(event for event in events if event.status in Plan.DECIDED)


def _row(viewer: Viewer, one: Pointing) -> LinkRow:
    return LinkRow(
        end=one.end.name,
        pk=one.link.pk,
        holder=thing_of(viewer, one.holder),
        relation=_relation(viewer, one.link),
        item=thing_of(viewer, one.other or one.item),
        item_pk=one.item.pk,
        successors=tuple((item.pk, thing_of(viewer, item)) for item in one.successors),
        pieces=_new_wording(one),
        can_move=can_move_link(viewer.standing, viewer.organisation, one.holder, one.recorder_id),
        said=_said(one.link),
        stands=_said(one.twin) or (_("No reason is given.") if one.twin else ""),
        is_gone=not one.successors or one.others == (),
        is_withdrawn=one.is_withdrawn,
    )


def _new_wording(one: Pointing) -> tuple[Piece, ...]:
    """What the end that is not the same became, if it became one thing."""
    ends = [(one.item, one.successors)]
    if one.others is not None and one.other is not None:
        ends.append((one.other, one.others))
    changed = [
        (item, became) for item, became in ends if len(became) != 1 or not says_the_same(item, became[0])
    ]
    item, became = (changed or ends)[0]
    return differing(wording_of(item), wording_of(became[0])) if len(became) == 1 else ()


def _said(link: Any) -> str:
    """What a statement says of its goal, how strongly and why; of a link between plans or positions, why."""
    if isinstance(link, PlanLink | PositionLink):
        return link.rationale or ""
    if not isinstance(link, Contribution):
        return ""
    return ". ".join(text for text in (link.get_strength_display(), link.rationale) if text)


def thing_of(viewer: Viewer, item: Item) -> Thing:
    """A plan, position or measure by its name."""
    if isinstance(item, Plan):
        return plan_thing(viewer.organisation, item)
    return part_thing(viewer.organisation, item)


def wording_of(item: Item | Section | None) -> str:
    """All that a plan, section, position or measure says."""
    texts: tuple[str | None, ...] = ()
    if isinstance(item, Position):
        texts = (item.statement, item.rationale)
    elif isinstance(item, Measure):
        texts = (item.title, item.text)
    elif isinstance(item, Plan):
        texts = (item.title, item.summary)
    elif isinstance(item, Section):
        texts = (section_text(item),)
    return "\n\n".join(text for text in texts if text)


def _relation(viewer: Viewer, link: Any) -> str:
    if isinstance(link, Implementation):
        return _("implements")
    if isinstance(link, HandOver):
        return _("is handed over to")
    if isinstance(link, Contribution):
        return _("bears on the goal “%(goal)s”") % {"goal": goal_thing(viewer.organisation, link.goal)}
    return str(link.get_relation_display()).lower()


# Comparing ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A part of the plan in both editions, word by word: what is gone, and what has come."""

    change: str
    word: str
    code: str
    section: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """Sections, positions or measures of two editions, and how many are kept, reworded, new and dropped."""

    heading: str
    rows: tuple[ComparedRow, ...]
    counts: tuple[tuple[str, str, int], ...]


def compared(found: Comparison, change: str) -> list[ComparedPart]:
    """Sections, positions and measures side by side; `change` narrows to one sort of change."""
    parts = (
        (_("Sections"), found.sections),
        (_("Positions"), found.positions),
        (_("Measures"), found.measures),
    )
    return [
        ComparedPart(
            heading, tuple(_compared_row(p) for p in pairs if change in ("", p.change)), _counts(pairs)
        )
        for heading, pairs in parts
        if pairs
    ]


def _counts(pairs: tuple[Pair, ...]) -> tuple[tuple[str, str, int], ...]:
    changes = [pair.change for pair in pairs]
    kinds = dict.fromkeys(sorted(changes, key=list(type(changes[0])).index))
    return tuple((kind.value, str(kind.label), changes.count(kind)) for kind in kinds)


def _compared_row(pair: Pair) -> ComparedRow:
    before, after = wording_of(pair.before), wording_of(pair.after)
    part = pair.after or pair.before
    shown = None if isinstance(part, Section) else part
    return ComparedRow(
        change=pair.change.value,
        word=str(pair.change.label),
        code=(shown.code or "") if shown else "",
        section=shown.section.heading if shown and shown.section else "",
        before=differing_paragraphs(after, before) if pair.before else (),
        after=differing_paragraphs(before, after) if pair.after else (),
    )
