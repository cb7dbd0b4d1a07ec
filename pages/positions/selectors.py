"""Cards: a position, a measure or a plan with all that is linked to it, for one page of them at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.templatetags.ui import day, money
from organisations.models import Unit
from pages.addresses import ITEM_KINDS, contribution_create_url, item_ref, item_url
from pages.guards import Viewer
from pages.things import Thing, goal_thing
from planning.models import Contribution, HandOver, Implementation, Measure, Plan, Position, PositionLink
from planning.policies import Item, can_reword, can_state, plan_of
from planning.selectors.counted import is_overdue
from planning.selectors.plans import frameworks_shown, plans_shown

KIND_WORDS = {"plan": _("Plan"), "position": _("Position"), "measure": _("Measure")}
WORDS_OF_OTHERS = 16
PARTS = ("organisation", "plan__organisation", "plan__type", "plan__unit", "unit", "section")


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """What one organisation says of an item and a goal."""

    contribution: Contribution
    goal: Thing
    url: str
    is_ours: bool
    is_overruled: bool
    can_change: bool

    @property
    def is_outdated(self) -> bool:
        """Whether a wording that it joins has changed since it was reviewed."""
        return bool(getattr(self.contribution, "is_outdated", False))


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A position or measure at the other end of a link, with the state of a hand-over and the reason."""

    other: Thing
    plan: Plan
    rationale: str | None
    state: str = ""
    state_word: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of one sort, with their heading."""

    heading: str | Promise
    lines: tuple[LinkLine, ...]


@dataclass(slots=True)
class Card:
    """A plan, position or measure as a page shows it.

    `editing` is what is open for change: "wording", "new", or the id of a contribution. `said` tells
    what has just been done, `undo` is the token that takes a withdrawal back, `warning` stands above
    the form.
    """

    item: Item
    plan: Plan
    kind: str
    ref: tuple[str | None, str]
    url: str
    plan_url: str
    create_url: str
    can_reword: bool
    can_state: bool
    is_overdue: bool
    contributions: list[ContributionLine] = field(default_factory=list)
    links: list[LinkGroup] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    editing: str | int | None = None
    form: Any = None
    said: str = ""
    undo: str = ""
    warning: str = ""

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"{self.kind}-{self.item.pk}"

    @property
    def kind_word(self) -> str:
        """What sort of thing it is."""
        return str(KIND_WORDS[self.kind])

    @property
    def name(self) -> str:
        """The thing in a few words, for those who hear a link without what stands around it."""
        return str(getattr(self.item, "code", None) or Truncator(str(self.item)).words(6, truncate=" …"))

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """Who does a measure, with whom, when, and what it costs."""
        measure = self.item
        if not isinstance(measure, Measure):
            return []
        return [
            (str(_("Responsible")), self.unit.name if self.unit else None),
            (str(_("With")), ", ".join(self.partners)),
            (str(_("Time")), period(measure.start, measure.end)),
            (
                str(_("Cost")),
                None if measure.cost is None else money(measure.cost, self.plan.organisation.country),
            ),
        ]

    @property
    def heading(self) -> str:
        """What the card's own page is called."""
        if self.kind == "plan":
            return str(_("The plan as a whole"))
        return f"{self.kind_word} {self.name}"

    @property
    def unit(self) -> Unit | None:
        """The unit that answers for the thing: its own, else the plan's."""
        unit: Unit | None = self.item.unit or self.plan.unit
        return unit

    @property
    def is_over(self) -> bool:
        """Withdrawn or cancelled."""
        return self.kind != "plan" and self.item.status in {
            Position.Status.WITHDRAWN,
            Measure.Status.CANCELLED,
        }

    @property
    def outdated(self) -> int:
        """How many of the organisation's own statements should be read again."""
        return sum(line.is_ours and line.is_outdated for line in self.contributions)


def period(start: date | None, end: date | None) -> str:
    """A time as the reader writes it: with an open end where that is not known."""
    if start is None and end is None:
        return ""
    return f"{day(start) if start else ''} – {day(end) if end else ''}".strip()


def positions_shown(viewer: Viewer) -> QuerySet[Position]:
    """Positions of the plans that the viewer is shown, with what a card needs of them."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    found: QuerySet[Position] = Position.objects.filter(plan__in=plans).select_related(*PARTS)
    return found


def measures_shown(viewer: Viewer) -> QuerySet[Measure]:
    """Measures of the plans that the viewer is shown, with what a card needs of them."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    found: QuerySet[Measure] = Measure.objects.filter(plan__in=plans).select_related(*PARTS)
    return found.prefetch_related("partners")


def cards_of(viewer: Viewer, items: Sequence[Item]) -> list[Card]:
    """The cards of some items in their order. Eight queries at most, however many items there are."""
    contributions = _contributions(viewer, items)
    links = _Links(viewer, items)
    return [_card(viewer, item, contributions[_name(item)], links.of(item)) for item in items]


def card_of(viewer: Viewer, item: Item) -> Card:
    """The card of one item."""
    return cards_of(viewer, [item])[0]


def _name(item: Item) -> tuple[str, int]:
    return ITEM_KINDS[type(item)], item.pk


def _url(viewer: Viewer, item: Item) -> str:
    """The page of the item's card."""
    if isinstance(item, Plan):
        return reverse(
            "positions:plan_contributions",
            args=[viewer.organisation.slug, item_ref(viewer.organisation, item)],
        )
    return item_url(viewer.organisation, item)


def _card(viewer: Viewer, item: Item, stated: list[Contribution], links: list[LinkGroup]) -> Card:
    organisation = viewer.organisation
    may_state = can_state(viewer.standing, organisation, item)
    return Card(
        item=item,
        plan=plan_of(item),
        kind=ITEM_KINDS[type(item)],
        ref=item_ref(organisation, item),
        url=_url(viewer, item),
        plan_url=item_url(organisation, plan_of(item)),
        create_url=contribution_create_url(organisation, item),
        can_reword=isinstance(item, Position) and can_reword(viewer.standing, organisation, item),
        can_state=may_state,
        is_overdue=isinstance(item, Measure) and is_overdue(item, viewer.today),
        contributions=_lines(viewer, stated, may_state=may_state),
        links=links,
        partners=[unit.name for unit in item.partners.all()] if isinstance(item, Measure) else [],
    )


def _contributions(viewer: Viewer, items: Iterable[Item]) -> dict[tuple[str, int], list[Contribution]]:
    """What the organisation and each plan's owner say of the items, strongest first."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    owners = {viewer.organisation.pk}
    for item in items:
        by_kind[ITEM_KINDS[type(item)]].append(item.pk)
        owners.add(plan_of(item).organisation_id)
    about = Q(pk__in=[])
    for kind, ids in by_kind.items():
        about |= Q(**{f"{kind}__in": ids})
    rows = (
        Contribution.objects.with_outdated()
        .filter(about, recorded_by__in=owners)
        .select_related("goal__framework__organisation", "recorded_by", "reviewed_by")
        .order_by("-strength", "goal__framework_id", "goal__code", "goal__title", "pk")
    )
    shown = frameworks_shown(viewer.organisation, to_member=viewer.is_member)
    found: dict[tuple[str, int], list[Contribution]] = defaultdict(list)
    for row in rows:
        if row.goal.framework_id in shown:
            found[_item_name(row)].append(row)
    return found


def _item_name(row: Contribution) -> tuple[str, int]:
    for kind in ("plan", "position"):
        pk = getattr(row, f"{kind}_id")
        if pk is not None:
            return kind, pk
    return "measure", row.measure_id or 0


def _lines(viewer: Viewer, stated: list[Contribution], *, may_state: bool) -> list[ContributionLine]:
    organisation = viewer.organisation
    ours = {row.goal_id for row in stated if row.recorded_by_id == organisation.pk}
    lines = []
    for row in stated:
        is_ours = row.recorded_by_id == organisation.pk
        lines.append(
            ContributionLine(
                contribution=row,
                goal=goal_thing(organisation, row.goal),
                url=reverse("positions:contribution_edit", args=[organisation.slug, row.pk]),
                is_ours=is_ours,
                is_overruled=not is_ours and row.goal_id in ours,
                can_change=is_ours and may_state,
            )
        )
    return lines


class _Links:
    """Links of some positions and measures to others, at both ends."""

    headings = (
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

    def __init__(self, viewer: Viewer, items: Iterable[Item]) -> None:
        self.viewer = viewer
        items = list(items)
        self.positions = {item.pk for item in items if isinstance(item, Position)}
        self.measures = {item.pk for item in items if isinstance(item, Measure)}
        # Another municipality may link to a plan that both follow: its own plans are no business of ours.
        shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
        self.plans = set(shown.values_list("pk", flat=True)) if self.positions or self.measures else set()
        self.found: dict[tuple[str, int], dict[str, list[LinkLine]]] = defaultdict(lambda: defaultdict(list))
        if self.positions:
            self._read_hand_overs()
            self._read_position_links()
        if self.positions or self.measures:
            self._read_implementations()

    def of(self, item: Item) -> list[LinkGroup]:
        """The item's links by sort, in a fixed order."""
        groups = self.found.get(_name(item), {})
        return [LinkGroup(text, tuple(groups[name])) for name, text in self.headings if groups.get(name)]

    def _read_hand_overs(self) -> None:
        for row in self._between(HandOver.objects.order_by("state", "pk")):
            state = {"state": row.state, "state_word": row.get_state_display()}
            self._add("position", row.source, "carried_into", row.target, row.rationale, **state)
            self._add("position", row.target, "carries", row.source, row.rationale, **state)

    def _read_position_links(self) -> None:
        back = {"implemented_by": "implemented_in", "supports": "supported_by", "conflicts": "conflicts"}
        for row in self._between(PositionLink.objects.order_by("relation", "pk")):
            self._add("position", row.source, row.relation, row.target, row.rationale)
            self._add("position", row.target, back[row.relation], row.source, row.rationale)

    def _between(self, rows: Any) -> Any:
        """Links with an end among the positions, as the organisation or the source's owner states them."""
        ends = Q(source__in=self.positions) | Q(target__in=self.positions)
        plans = ("source__plan__organisation", "target__plan__organisation")
        for row in rows.filter(ends).select_related(*plans):
            if row.recorded_by_id in {self.viewer.organisation.pk, row.source.plan.organisation_id}:
                yield row

    def _read_implementations(self) -> None:
        ends = Q(position__in=self.positions) | Q(measure__in=self.measures)
        plans = ("position__plan__organisation", "measure__plan__organisation")
        for row in Implementation.objects.filter(ends).select_related(*plans).order_by("pk"):
            self._add("position", row.position, "measures", row.measure, None)
            self._add("measure", row.measure, "implements", row.position, None)

    def _add(
        self,
        kind: str,
        at: Position | Measure,
        sort: str,
        other: Position | Measure,
        why: str | None,
        **state: str,
    ) -> None:
        """Notes the link at one end, if that end is among the items and the other may be shown."""
        among = self.positions if kind == "position" else self.measures
        if at.pk in among and other.plan_id in self.plans:
            text = Truncator(str(other)).words(WORDS_OF_OTHERS, truncate=" …")
            url, language = item_url(self.viewer.organisation, other), other.plan.organisation.language
            self.found[kind, at.pk][sort].append(
                LinkLine(Thing(text, url, language), other.plan, why, **state)
            )
