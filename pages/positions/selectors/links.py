"""Links of positions and measures to others, at both ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pages.addresses import ITEM_KINDS, item_url
from pages.guards import Viewer
from pages.naming import only_names
from pages.things import Thing, plan_thing
from planning.models import HandOver, Implementation, Measure, Plan, Position, PositionLink
from planning.policies import Item
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
OF_POSITION = ("pk", "key", "code", "statement", "plan_id")
OF_MEASURE = ("pk", "key", "code", "title", "plan_id")
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


class _End(NamedTuple):
    """One end of a link: at which item, of what sort, what stands at the other end (or its plan), and why."""

    at: Name
    sort: str
    other: Item
    rationale: str | None
    state: str = ""
    state_word: str = ""
    hand_over: int = 0
    """The id of the hand-over, if it is one."""


def links_of(viewer: Viewer, items: Iterable[Item], known: Mapping[int, Plan]) -> dict[Name, list[LinkGroup]]:
    """The links of each item by sort, in a fixed order; five queries at most.

    Only plans that the viewer is shown are named: another municipality may link to a plan that both
    follow, and its own plans are no business of ours. `known`: plans that are at hand already.
    """
    ids = {
        kind: {item.pk for item in items if ITEM_KINDS[type(item)] == kind}
        for kind in ("position", "measure")
    }
    ends = list(_ends(viewer, ids["position"], ids["measure"]))
    plans = _plans(viewer, {_plan_id(end.other) for end in ends}, known)
    found: dict[Name, dict[str, list[LinkLine]]] = defaultdict(lambda: defaultdict(list))
    for end in ends:
        plan = plans.get(_plan_id(end.other))
        if plan is not None and end.at[1] in ids[end.at[0]]:
            found[end.at][end.sort].append(_line(viewer, end, plan))
    return {
        name: [LinkGroup(sort, heading, tuple(sorts[sort])) for sort, heading in HEADINGS if sort in sorts]
        for name, sorts in found.items()
    }


def _line(viewer: Viewer, end: _End, plan: Plan) -> LinkLine:
    said = (plan, end.rationale, end.state, end.state_word)
    story = _story_url(viewer, end)
    if isinstance(end.other, Plan):
        thing = plan_thing(viewer.organisation, plan)
        return LinkLine(thing, *said, leads_to_plan=True, story_url=story)
    end.other.plan = plan
    text = Truncator(str(end.other)).words(WORDS_OF_OTHERS, truncate=" …")
    thing = Thing(text, item_url(viewer.organisation, end.other), plan.organisation.language)
    return LinkLine(thing, *said, story_url=story)


def _story_url(viewer: Viewer, end: _End) -> str:
    if not (end.hand_over and viewer.is_member):
        return ""
    return reverse("handovers:hand_over_detail", args=[viewer.organisation.slug, end.hand_over])


def _plan_id(item: Item) -> int:
    return item.pk if isinstance(item, Plan) else item.plan_id


def _plans(viewer: Viewer, ids: set[int], known: Mapping[int, Plan]) -> dict[int, Plan]:
    """The plans at the other ends that the viewer is shown."""
    missing = ids - known.keys()
    if not missing:
        return dict(known)
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member).filter(pk__in=missing)
    return {**known, **{plan.pk: plan for plan in only_names(shown.order_by())}}


def _ends(viewer: Viewer, positions: set[int], measures: set[int]) -> Iterator[_End]:
    if positions:
        yield from _of_hand_overs(viewer, positions)
        yield from _of_position_links(viewer, positions)
    if positions or measures:
        yield from _of_implementations(positions, measures)


def _of_hand_overs(viewer: Viewer, positions: set[int]) -> Iterator[_End]:
    rows = HandOver.objects.order_by("state", "pk")
    columns = ("state", "target_plan_id", "pk", "recorded_by_id")
    for source, target, why, state, plan, pk, recorder in _between(viewer, positions, rows, *columns):
        own = pk if recorder == viewer.organisation.pk else 0
        said = (why, state, str(HandOver.State(state).label), own)
        other = target if plan is None else Plan(pk=plan)
        yield _End(("position", source.pk), "carried_into", other, *said)
        if plan is None:
            yield _End(("position", target.pk), "carries", source, *said)


def _of_position_links(viewer: Viewer, positions: set[int]) -> Iterator[_End]:
    rows = _between(viewer, positions, PositionLink.objects.order_by("relation", "pk"), "relation")
    for source, target, why, relation in rows:
        yield _End(("position", source.pk), relation, target, why)
        yield _End(("position", target.pk), BACK[relation], source, why)


def _between(viewer: Viewer, positions: set[int], rows: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Links with an end among the positions, as the organisation or the source's owner states them."""
    found = rows.filter(Q(source__in=positions) | Q(target__in=positions))
    found = found.filter(Q(recorded_by=viewer.organisation) | Q(recorded_by=F("source__organisation")))
    ends = [f"{end}__{column}" for end in ("source", "target") for column in OF_POSITION]
    size = len(OF_POSITION)
    for row in found.values_list(*ends, "rationale", *columns):
        yield _position(row[:size]), _position(row[size : 2 * size]), *row[2 * size :]


def _of_implementations(positions: set[int], measures: set[int]) -> Iterator[_End]:
    ends = Q(position__in=positions) | Q(measure__in=measures)
    columns = [f"position__{column}" for column in OF_POSITION]
    columns += [f"measure__{column}" for column in OF_MEASURE]
    for row in Implementation.objects.filter(ends).order_by("pk").values_list(*columns):
        position = _position(row[: len(OF_POSITION)])
        measure = Measure(**dict(zip(OF_MEASURE, row[len(OF_POSITION) :], strict=True)))
        yield _End(("position", position.pk), "measures", measure, None)
        yield _End(("measure", measure.pk), "implements", position, None)


def _position(values: tuple[Any, ...]) -> Position:
    return Position(**dict(zip(OF_POSITION, values, strict=True)))
