"""The parts of a strategy's page: each a table whose rows are changed in place, all drawn alike.

A part says which columns its table has and which template fills the cells of a line; the row, its form and
its page are the same for all (`templates/strategy/part*.html`).
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pages.editing import Row, Thing
from pages.guards import Viewer
from pages.strategy.desks import RoundDesk
from pages.things import Thing as Named
from strategy.models import PlanningStrategy

Text = str | Promise
LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    words: Text
    is_number: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class PartTable:
    """The columns of a part: their heads, and the template of the cells of a line behind its name."""

    heads: tuple[Head, ...]
    cells: str

    @property
    def width(self) -> int:
        """How many columns there are, with that of what a member can do."""
        return len(self.heads) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A line of a part: what it is called, and addresses as the viewer's rights allow.

    `mark` is what contents call it, `remark` what is to be said of it: that it is not as was decided.
    """

    anchor: str
    name: Named
    mark: str = ""
    remark: str = ""
    sub: str = ""
    sub_language: str = ""
    url: str = ""
    edit_url: str = ""
    edit_words: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether it says something already: lines of what is to be judged are there before that."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page: its table with all lines, and what stands above and below it.

    `has_gaps`: its lines are there before they say something, so that it can be complete.
    """

    name: str
    kind: str
    title: Text
    note: Text
    table: PartTable
    lines: Sequence[PartLine]
    create_url: str = ""
    create_words: Text = ""
    above: str = ""
    below: str = ""
    nothing: Text = ""
    next_step: Text = ""
    has_gaps: bool = False

    @property
    def filled(self) -> int:
        """How many of its lines say something already."""
        return sum(line.is_filled for line in self.lines)

    @property
    def is_complete(self) -> bool:
        """Whether all of its lines do, where some might not."""
        return self.has_gaps and bool(self.lines) and self.filled == len(self.lines)


@dataclass(slots=True)
class PartRow(Row):
    """A thing of a part with the whole line that the page has of it."""

    line: PartLine | None = None


class PartDesk(RoundDesk[Thing]):
    """Things of one strategy, whose list is the part `part_name` of the strategy's page."""

    template = "strategy/part_detail.html"
    place_of_form = "tr"
    part_name: ClassVar[str]
    #: What comments call such a thing.
    talk: ClassVar[str]

    def __init__(self, viewer: Viewer, strategy: PlanningStrategy, asked: Mapping[str, str]) -> None:
        """`asked`: what a new one is to be about, as the address or the form says."""
        super().__init__(viewer)
        self.strategy, self.asked = strategy, asked

    @property
    @abstractmethod
    def table(self) -> PartTable:
        """The columns of the part; most desks have the same for every strategy."""

    @property
    def new_anchor(self) -> str:
        """Which row of the page the form for a new one takes the place of."""
        return f"new-{self.kind}"

    @property
    def leaves_a_place(self) -> bool:
        """Whether there is to be place for another new one once one is made."""
        return self.new_anchor == f"new-{self.kind}"

    def left(self, thing: Thing) -> Row:
        line = self.line_left(thing)
        return PartRow(line.anchor, str(line.name), line=line) if line else super().left(thing)

    def line_left(self, thing: Thing) -> PartLine | None:
        """The line that stays where a thing was, such as a requirement that nobody has judged then."""
        return None

    def address(self, action: str, *args: Any) -> str:
        if action == "list":
            home = [self.viewer.organisation.slug, self.strategy.pk]
            return f"{reverse('strategy:workbench_detail', args=home)}#{self.part_name}"
        return super().address(action, *args)

    def place(self) -> list[Any]:
        return [self.strategy.pk]

    def trail(self) -> list[str]:
        terms = reverse("strategy:strategy_list", args=[self.viewer.organisation.slug])
        return [_("Planning strategy"), terms, self.strategy.title, self.list_url]

    def belongs(self) -> dict[str, Any]:
        return {"strategy_id": self.strategy.pk}


def ids_asked(asked: Mapping[str, str], name: str) -> list[int]:
    """The ids that the address or the form names; what is no id is left out."""
    said = asked.getlist(name) if isinstance(asked, QueryDict) else [asked.get(name, "")]
    return [int(each) for each in said if each.isascii() and each.isdigit() and len(each) < LONGEST_ID]
