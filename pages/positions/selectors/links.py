"""Links of positions and measures to others, at both ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pages.addresses import ITEM_KINDS, item_url
from pages.guards import Viewer
from pages.naming import Names
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
#: What links are, in the order in which cards are told of them.
HAND_OVERS, POSITION_LINKS, IMPLEMENTATIONS = range(3)
NO_PLAN = Cast(Value(None), BigIntegerField())
NO_TEXT = Cast(Value(None), TextField())
Name = tuple[str, int]
Row = Sequence[Any]
Rows = QuerySet[Any, Any]


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


def links_of(viewer: Viewer, names: Names, items: Iterable[Item]) -> dict[Name, list[LinkGroup]]:
    """The links of each item by sort, in a fixed order; two queries at most, and one for owners not known.

    Only plans that the viewer is shown are named: another municipality may link to a plan that both
    follow, and its own plans are no business of ours.
    """
    ids = {
        kind: {item.pk for item in items if ITEM_KINDS[type(item)] == kind}
        for kind in ("position", "measure")
    }
    ends = list(_ends(viewer, ids["position"], ids["measure"]))
    plans = _plans(viewer, names, {_plan_id(end.other) for end in ends})
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


def _plans(viewer: Viewer, names: Names, ids: set[int]) -> dict[int, Plan]:
    """The plans at the other ends that the viewer is shown; `names` knows no others."""
    missing = ids - {plan.pk for plan in names.known_plans}
    if missing:
        shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
        names.plans(shown.filter(pk__in=missing).order_by())
    return {plan.pk: plan for plan in names.known_plans}


def _ends(viewer: Viewer, positions: set[int], measures: set[int]) -> Iterator[_End]:
    """Both ends of everything that links the positions and measures. One query."""
    if not (positions or measures):
        return
    links = _implementations(positions, measures)
    if positions:
        links = links.union(_hand_overs(viewer, positions), _position_links(viewer, positions), all=True)
    size = len(OF_POSITION)
    for row in sorted(links, key=itemgetter(slice(0, 3))):
        rank, sort, pk, plan, own, why, *ends = row
        if rank == HAND_OVERS:
            yield from _of_hand_over(ends, why, sort, plan, pk if own else 0)
            continue
        source, other = _position(ends[:size]), ends[size:]
        if rank == POSITION_LINKS:
            target = _position(other)
            yield _End(("position", source.pk), sort, target, why)
            yield _End(("position", target.pk), BACK[sort], source, why)
        else:
            measure = Measure(**dict(zip(OF_MEASURE, other, strict=True)))
            yield _End(("position", source.pk), "measures", measure, None)
            yield _End(("measure", measure.pk), "implements", source, None)


def _of_hand_over(ends: Row, why: str | None, state: str, plan: int | None, own: int) -> Iterator[_End]:
    size = len(OF_POSITION)
    said = (why, state, str(HandOver.State(state).label), own)
    source = _position(ends[:size])
    target = _position(ends[size:])
    yield _End(("position", source.pk), "carried_into", target if plan is None else Plan(pk=plan), *said)
    if plan is None:
        yield _End(("position", target.pk), "carries", source, *said)


def _hand_overs(viewer: Viewer, positions: set[int]) -> Rows:
    rows = _stated(viewer, HandOver.objects.all(), positions)
    own = Case(When(recorded_by=viewer.organisation, then=1), default=0, output_field=IntegerField())
    head = (Value(HAND_OVERS), "state", "pk", "target_plan_id", own, "rationale")
    return rows.values_list(*head, *_columns("source", OF_POSITION), *_columns("target", OF_POSITION))


def _position_links(viewer: Viewer, positions: set[int]) -> Rows:
    rows = _stated(viewer, PositionLink.objects.all(), positions)
    head = (Value(POSITION_LINKS), "relation", "pk", NO_PLAN, Value(0), "rationale")
    return rows.values_list(*head, *_columns("source", OF_POSITION), *_columns("target", OF_POSITION))


def _stated(viewer: Viewer, rows: Rows, positions: set[int]) -> Rows:
    """Links with an end among the positions, as the organisation or the source's owner states them."""
    found = rows.filter(Q(source__in=positions) | Q(target__in=positions)).order_by()
    return found.filter(Q(recorded_by=viewer.organisation) | Q(recorded_by=F("source__organisation")))


def _implementations(positions: set[int], measures: set[int]) -> Rows:
    rows: Rows = Implementation.objects.filter(Q(position__in=positions) | Q(measure__in=measures)).order_by()
    head = (Value(IMPLEMENTATIONS), Value(""), "pk", NO_PLAN, Value(0), NO_TEXT)
    return rows.values_list(*head, *_columns("position", OF_POSITION), *_columns("measure", OF_MEASURE))


def _columns(end: str, columns: tuple[str, ...]) -> Iterator[str]:
    return (f"{end}__{column}" for column in columns)


def _position(values: Row) -> Position:
    return Position(**dict(zip(OF_POSITION, values, strict=True)))
