"""Links of positions and measures to others, at both ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pages.addresses import ITEM_KINDS, item_url
from pages.guards import Viewer
from pages.naming import Names
from pages.things import Thing, plan_thing
from planning.models import HandOver, Measure, Plan, Position
from planning.policies import Item
from planning.selectors.linked import End, Linked, Sort
from planning.selectors.plans import plans_shown

WORDS_OF_OTHERS = 16
HEADINGS = (
    ("carried_into", _("Carried into the comprehensive plan")),
    ("carries", _("Carries from sectors")),
    ("implements", _("Implements")),
    ("measures", _("Measures that implement it")),
    ("implemented_by", _("Implemented by")),
    ("implemented_in", _("Implements")),
    ("supports", _("Supports")),
    ("supported_by", _("Supported by")),
    ("conflicts", _("Conflicts with")),
)
BACK = {"implemented_by": "implemented_in", "supports": "supported_by", "conflicts": "conflicts"}
Name = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A position or measure at the other end of a link, with the state of a hand-over and the reason.

    What is offered to a plan that has not made it a position has the plan itself at the other end.
    """

    other: Thing
    plan: Plan
    rationale: str | None
    state: str = ""
    state_word: str = ""
    leads_to_plan: bool = False
    story_url: str = ""
    """Where members read how a hand-over went."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of one sort, with their heading."""

    name: str
    heading: str | Promise
    lines: tuple[LinkLine, ...]


class _Seen(NamedTuple):
    """A link as one of its ends has it: at which item, of what sort, what stands at the other end, and why.

    `kind` is what the other end is: a position, a measure, or (`other` is None) the plan alone.
    """

    at: Name
    sort: str
    kind: str
    other: End | None
    plan_id: int
    rationale: str | None
    state: str = ""
    state_word: str = ""
    hand_over: int = 0
    """The id of the hand-over, if it is one."""


def link_groups(
    viewer: Viewer, names: Names, items: Iterable[Item], links: Iterable[Linked]
) -> dict[Name, list[LinkGroup]]:
    """The links of each item by sort, in a fixed order; one query for plans not known, one for their owners.

    Only plans that the viewer is shown are named: another municipality may link to a plan that both
    follow, and its own plans are no business of ours.
    """
    ids = ids_of(items)
    seen = [each for link in links for each in _seen(link) if each.at[1] in ids[each.at[0]]]
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
    plans = names.plans_among(shown, {each.plan_id for each in seen})
    found: dict[Name, dict[str, list[LinkLine]]] = defaultdict(lambda: defaultdict(list))
    for each in seen:
        plan = plans.get(each.plan_id)
        if plan is not None:
            found[each.at][each.sort].append(_line(viewer, each, plan))
    return {
        name: [LinkGroup(sort, heading, tuple(sorts[sort])) for sort, heading in HEADINGS if sort in sorts]
        for name, sorts in found.items()
    }


def ids_of(items: Iterable[Item]) -> dict[str, set[int]]:
    """The ids of the positions and of the measures among the items."""
    ids: dict[str, set[int]] = {"position": set(), "measure": set(), "plan": set()}
    for item in items:
        ids[ITEM_KINDS[type(item)]].add(item.pk)
    return ids


def _line(viewer: Viewer, seen: _Seen, plan: Plan) -> LinkLine:
    said = (plan, seen.rationale, seen.state, seen.state_word)
    story = _story_url(viewer, seen)
    if seen.other is None:
        thing = plan_thing(viewer.organisation, plan)
        return LinkLine(thing, *said, leads_to_plan=True, story_url=story)
    other = _item(seen.kind, seen.other)
    other.plan = plan
    text = Truncator(str(other)).words(WORDS_OF_OTHERS, truncate=" …")
    thing = Thing(text, item_url(viewer.organisation, other), plan.organisation.language)
    return LinkLine(thing, *said, story_url=story)


def _item(kind: str, end: End) -> Position | Measure:
    if kind == "measure":
        return Measure(pk=end.pk, key=end.key, code=end.code, title=end.words)
    return Position(pk=end.pk, key=end.key, code=end.code, statement=end.words)


def _story_url(viewer: Viewer, seen: _Seen) -> str:
    if not (seen.hand_over and viewer.is_member):
        return ""
    return reverse("handovers:hand_over_detail", args=[viewer.organisation.slug, seen.hand_over])


def _seen(link: Linked) -> Iterator[_Seen]:
    """A link as each of its ends has it."""
    source, target = link.source, link.target
    if link.sort == Sort.HAND_OVER:
        yield from _seen_hand_over(link)
    elif link.sort == Sort.POSITIONS:
        yield _Seen(("position", source.pk), link.word, "position", target, target.plan_id, link.rationale)
        back = BACK[link.word]
        yield _Seen(("position", target.pk), back, "position", source, source.plan_id, link.rationale)
    else:
        yield _Seen(("position", source.pk), "measures", "measure", target, target.plan_id, None)
        yield _Seen(("measure", target.pk), "implements", "position", source, source.plan_id, None)


def _seen_hand_over(link: Linked) -> Iterator[_Seen]:
    source, target = link.source, link.target
    said = (link.rationale, link.word, str(HandOver.State(link.word).label), link.pk if link.is_own else 0)
    if link.plan_id is not None:
        yield _Seen(("position", source.pk), "carried_into", "plan", None, link.plan_id, *said)
        return
    yield _Seen(("position", source.pk), "carried_into", "position", target, target.plan_id, *said)
    yield _Seen(("position", target.pk), "carries", "position", source, source.plan_id, *said)
