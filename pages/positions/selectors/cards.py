"""Cards: a position, a measure or a plan with all that is linked to it, for one page of them at a time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, answered, ask, beside
from core.prepared import written_once
from core.templatetags.ui import day, money
from organisations.models import Unit
from pages.addresses import ITEM_KINDS, contribution_create_url, item_ref, item_url
from pages.guards import Viewer
from pages.naming import Names
from pages.positions.selectors.links import LinkGroup, ids_of, link_groups
from pages.positions.selectors.statements import ContributionLine, lines_of
from planning.models import Measure, MeasurePartner, Plan, Position
from planning.policies import (
    Item,
    can_change,
    can_manage_commissions,
    can_offer,
    can_remove_from,
    can_reword,
    can_state,
    can_write_in,
    is_commissionable,
    plan_of,
)
from planning.selectors.counted import is_overdue
from planning.selectors.linked import Linked, links_at
from planning.selectors.plans import plans_shown

KIND_WORDS = {"plan": _("Plan"), "position": _("Position"), "measure": _("Measure")}
PARTS = ("plan__organisation", "plan__type", "plan__unit", "unit")


@dataclass(slots=True)
class Card:
    """A plan, position or measure as a page shows it.

    `editing` is what is open for change: "wording", "new", or the id of a contribution. `said` tells
    what has just been done, `undo` is the token that takes a withdrawal back, `warning` stands above
    the form. `can_arrange`: may move and remove it in its plan. `count`: how many parts its plan has, where
    that has just changed.
    """

    item: Item
    plan: Plan
    kind: str
    url: str
    plan_url: str
    create_url: str
    can_reword: bool
    can_change: bool
    can_arrange: bool
    can_state: bool
    is_overdue: bool
    can_offer: bool = False
    can_send: bool = False
    contributions: list[ContributionLine] = field(default_factory=list)
    links: list[LinkGroup] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    editing: str | int | None = None
    form: Any = None
    said: str = ""
    undo: str = ""
    warning: str = ""
    count: int | None = None
    commissions: Any = ()
    """What has been sent out of a position, on its own page."""
    place_url: str = ""
    """Where the map of a position's own page gets its place, if it has one."""

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"{self.kind}-{self.item.pk}"

    @property
    def edit_url(self) -> str:
        """Where a position or measure is changed."""
        return f"{self.url}redigera/"

    @property
    def offer_url(self) -> str:
        """Where a spatial position is offered to the comprehensive plan; nothing for what is not one."""
        return f"{self.url}erbjud/" if self.can_offer else ""

    @property
    def send_url(self) -> str:
        """Where a position is sent to those who shall implement it; nothing where that cannot be."""
        return f"{self.url}skicka/" if self.can_send else ""

    @property
    def move_url(self) -> str:
        """Where it is moved in its plan."""
        return f"{self.url}flytta/"

    @property
    def remove_url(self) -> str:
        """Where it is removed; nothing where that cannot be done."""
        return f"{self.url}ta-bort/" if self.can_arrange and can_remove_from(self.plan) else ""

    @property
    def withdraw_url(self) -> str:
        """Where a position is withdrawn; nothing for what is not one, or cannot be."""
        is_active = self.kind == "position" and not self.is_over
        return f"{self.url}dra-tillbaka/" if is_active and self.can_reword else ""

    @property
    def reinstate_url(self) -> str:
        """Where a withdrawn position is taken up again; nothing for what is not one."""
        is_withdrawn = self.kind == "position" and self.is_over
        return f"{self.url}ta-upp/" if is_withdrawn and self.can_reword else ""

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
    """Positions of the plans that the viewer is shown, with what a card needs of them; `has_place` or not."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    found: QuerySet[Position] = Position.objects.filter(plan__in=plans).select_related(*PARTS)
    return found.defer("geometry").annotate(has_place=Q(geometry__isnull=False))


def measures_shown(viewer: Viewer) -> QuerySet[Measure]:
    """Measures of the plans that the viewer is shown, with what a card needs of them."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    found: QuerySet[Measure] = Measure.objects.filter(plan__in=plans).select_related(*PARTS)
    return found


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read of cards' items beside themselves: their links, and the names of measures' partners."""

    links: Sequence[Linked]
    partners: Mapping[int, Sequence[str]]

    @property
    def plans(self) -> set[int]:
        """The plans of what the links lead to."""
        ends = {end.plan_id for link in self.links for end in (link.source, link.target) if end.plan_id}
        return ends | {link.plan_id for link in self.links if link.plan_id is not None}


def beside_asked(viewer: Viewer, positions: Collection[int], measures: Collection[int]) -> Asking[Beside]:
    """Asks for it, for positions and measures of those ids."""
    links, rows = yield from beside(
        links_at(viewer.organisation, positions, measures),
        ask(_partners(measures=list(measures))),
    )
    names: dict[int, list[str]] = defaultdict(list)
    for measure, name in rows:
        names[measure].append(name)
    return Beside(links, names)


@written_once
def _partners(*, measures: list[int]) -> QuerySet[MeasurePartner, tuple[int, str]]:
    rows = MeasurePartner.objects.filter(measure__among=measures).order_by("unit__name", "unit_id")
    return rows.values_list("measure_id", "unit__name")


def cards_of(
    viewer: Viewer, names: Names, items: Sequence[Item], at_hand: Beside | None = None
) -> list[Card]:
    """The cards of some items in their order. Six queries at most, however many items there are.

    `at_hand` is for a page that has read it together with other things.
    """
    names.know(*{plan_of(item).pk: plan_of(item) for item in items}.values())
    if at_hand is None:
        ids = ids_of(items)
        at_hand = answered(beside_asked(viewer, ids["position"], ids["measure"]))
    statements = lines_of(viewer, names, items)
    links = link_groups(viewer, names, items, at_hand.links)
    return [_card(viewer, item, statements, links, at_hand.partners) for item in items]


def card_of(viewer: Viewer, item: Item) -> Card:
    """The card of one item."""
    return cards_of(viewer, Names(viewer.organisation), [item])[0]


def _card(
    viewer: Viewer,
    item: Item,
    statements: dict[tuple[str, int], list[ContributionLine]],
    links: dict[tuple[str, int], list[LinkGroup]],
    partners: Mapping[int, Sequence[str]],
) -> Card:
    organisation = viewer.organisation
    name = (ITEM_KINDS[type(item)], item.pk)
    return Card(
        item=item,
        plan=plan_of(item),
        kind=name[0],
        url=_url(viewer, item),
        plan_url=item_url(organisation, plan_of(item)),
        create_url=contribution_create_url(organisation, item),
        can_reword=not isinstance(item, Plan) and can_reword(viewer.standing, organisation, item),
        can_change=_can_change(viewer, item),
        can_arrange=can_write_in(viewer.standing, organisation, plan_of(item)),
        can_state=can_state(viewer.standing, organisation, item),
        is_overdue=isinstance(item, Measure) and is_overdue(item, viewer.today),
        can_offer=isinstance(item, Position) and can_offer(viewer.standing, organisation, item),
        can_send=_can_send(viewer, item),
        contributions=statements.get(name, []),
        links=links.get(name, []),
        partners=[*partners.get(item.pk, ())] if isinstance(item, Measure) else [],
    )


def _can_send(viewer: Viewer, item: Item) -> bool:
    """Whether units can be asked to carry it out, and by the viewer."""
    if not isinstance(item, Position) or not is_commissionable(item):
        return False
    return can_manage_commissions(viewer.standing, viewer.organisation, item)


def _can_change(viewer: Viewer, item: Item) -> bool:
    """Whether the form of a position or measure opens: of a decided plan's measure what moves freely."""
    if isinstance(item, Measure):
        return can_change(viewer.standing, viewer.organisation, item)
    return isinstance(item, Position) and can_reword(viewer.standing, viewer.organisation, item)


def _url(viewer: Viewer, item: Item) -> str:
    """The page of the item's card."""
    if isinstance(item, Plan):
        ref = item_ref(viewer.organisation, item)
        return reverse("positions:plan_contributions", args=[viewer.organisation.slug, ref])
    return item_url(viewer.organisation, item)
