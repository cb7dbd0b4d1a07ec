"""What a chain is drawn of: columns, nodes and rows, and the table of what a picture has no room for.

A picture draws the largest of each sort. What is left is one node, which says how many there are and leads
to a table of all of them, a page at a time; where the chain breaks among them, that is a node of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from pages.things import Thing
from planning.models import Measure
from planning.selectors.counted import is_funded

MOST_GOALS, MOST_PLANS, MOST_MEASURES = 14, 12, 16
ROWS_PER_PAGE = 50
GOAL, PLAN, COMPREHENSIVE, MEASURE, MONEY = range(5)
BROKEN, AGAINST = "broken", "against"
PAID, UNPAID, UNKNOWN = "money:paid", "money:unpaid", "money:unknown"
MONEY_WORDS: dict[str, Promise] = {
    PAID: pgettext_lazy("money", "Paid for"),
    UNPAID: gettext_lazy("Not paid for"),
    UNKNOWN: gettext_lazy("Nobody has said how it is paid for"),
}
NO_MEASURE, REST = "none:measure", "rest"


class What(TextChoices):
    """Sorts of things of which a chain may have more than a picture has room for."""

    GOALS = "mal", gettext_lazy("Goals")
    PLANS = "planer", gettext_lazy("Plans")
    MEASURES = "atgarder", gettext_lazy("Measures")

    @classmethod
    def of(cls, asked: str | None) -> "What | None":
        """The sort that an address asks for, if it asks for one."""
        return cls(asked) if asked in cls.values else None


COLUMNS_OF: dict[What, tuple[int, ...]] = {
    What.GOALS: (GOAL,),
    What.PLANS: (PLAN, COMPREHENSIVE),
    What.MEASURES: (MEASURE,),
}


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A node with its name; `tone` is `broken` where the chain ends, `note` says how it stands."""

    key: str
    column: int
    thing: Thing
    tone: str = ""
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A band as a row of the table: from, to, strength, and whether it counteracts or breaks off."""

    source: Thing
    target: Thing
    weight: int
    tone: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A page of the table of all of a sort, breaks first: how many things and breaks there are in all."""

    what: What
    things: int
    breaks: int
    rows: Page[FlowRow]


#: A band's ends, weight and tone.
Ends = tuple[FlowNode, FlowNode, int, str]


def whole_of(bands: Iterable[Ends], subject: str, what: What, number: str | None) -> Whole:
    """The bands that things of the sort have, but for the subject (its key) itself."""
    columns = COLUMNS_OF[what]
    things: set[str] = set()
    rows = []
    for source, target, weight, tone in bands:
        inside = [end for end in (source, target) if end.column in columns and end.key != subject]
        if inside:
            things |= {end.key for end in inside if end.thing.url}
            rows.append(FlowRow(source.thing, target.thing, weight, tone))
    rows.sort(key=lambda row: row.tone != BROKEN)
    breaks = sum(row.tone == BROKEN for row in rows)
    return Whole(what, len(things), breaks, Paginator(rows, ROWS_PER_PAGE).get_page(number))


def rest_node(chain: str, what: What, number: int, column: int, *, is_broken: bool = False) -> FlowNode:
    """So many more than are drawn; it leads to the table of all at the address of the chain."""
    tone = BROKEN if is_broken else ""
    thing = Thing(_further(what, is_broken, number) % {"n": number}, f"{chain}?visa={what}#table-title")
    return FlowNode(rest_key(what, column, is_broken=is_broken), column, thing, tone)


def rest_key(what: What, column: int, *, is_broken: bool) -> str:
    """The key of that node."""
    return f"{REST}:{what}:{column}:{BROKEN if is_broken else ''}"


def _further(what: What, is_broken: bool, number: int) -> str:  # noqa: FBT001 - both say which words
    if what == What.GOALS:
        return ngettext("%(n)s further goal", "%(n)s further goals", number)
    if what == What.PLANS:
        if is_broken:
            return _("%(n)s further without a measure")
        return ngettext("%(n)s further plan", "%(n)s further plans", number)
    if is_broken:
        return _("%(n)s further without funding")
    return ngettext("%(n)s further measure", "%(n)s further measures", number)


def money_of(measure: Measure) -> str:
    """Which node of money a measure leads to."""
    if is_funded(measure):
        return PAID
    return UNKNOWN if measure.funding == Measure.Funding.UNKNOWN else UNPAID
