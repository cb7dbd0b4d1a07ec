"""What stands in the columns of the open data: names for programs, meanings for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Type(StrEnum):
    """What a column holds, as JSON has it; days are written as ISO 8601 (2026-09-13)."""

    TEXT = "string"
    NUMBER = "integer"
    DAY = "date"
    FLAG = "boolean"
    LIST = "array"

    @property
    def label(self) -> str | Promise:
        """The same in words."""
        return WORDS[self]


WORDS = {
    Type.TEXT: _("Text"),
    Type.NUMBER: _("Whole number"),
    Type.DAY: _("Day (2026-09-13)"),
    Type.FLAG: _("true or false"),
    Type.LIST: _("List; in CSV parted by |"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the files, what it holds, and what that means."""

    name: str
    type: Type
    meaning: str | Promise


def texts(**meanings: str | Promise) -> Iterable[Column]:
    """Columns of text."""
    return (Column(name, Type.TEXT, meaning) for name, meaning in meanings.items())


def numbers(**meanings: str | Promise) -> Iterable[Column]:
    """Columns of whole numbers."""
    return (Column(name, Type.NUMBER, meaning) for name, meaning in meanings.items())


def days(**meanings: str | Promise) -> Iterable[Column]:
    """Columns of days."""
    return (Column(name, Type.DAY, meaning) for name, meaning in meanings.items())


KEY = Column(
    "key", Type.TEXT, _("The key, which stays the same; together with the organisation it is unique")
)
URL = Column("url", Type.TEXT, _("The page about it"))
CODE = Column("code", Type.TEXT, _("The code in its document"))
UNIT = Column("unit", Type.TEXT, _("The unit that is responsible"))
PLAN = Column("plan", Type.TEXT, _("The key of the plan in which it stands"))

GOALS = (
    *texts(owner=_("The key of the organisation whose goal it is"), framework=_("The key of its framework")),
    KEY,
    CODE,
    *texts(
        title=_("The goal's title"),
        text=_("What it says"),
        level=_("Whose goals: international, national, regional or municipal"),
        parent=_("The key of the goal above it"),
    ),
    UNIT,
    *days(valid_from=_("Valid from"), valid_to=_("Valid until")),
    Column("is_tracked", Type.FLAG, _("Whether the chain is followed up for this very goal")),
    *numbers(chain_score=_("How whole the chain is, 0–100")),
    *texts(
        weakest_link=_("The first stage at which the chain breaks"),
        measurable=_("Stage 1, measurable: ok, partial, broken or na (does not apply); so the others"),
        planned=_("Stage 2: taken up in plans"),
        anchored=_("Stage 3: anchored in the comprehensive plan"),
        implemented=_("Stage 4: carried out by measures"),
        funded=_("Stage 5: paid for"),
        on_track=_("Stage 6: on the way to the target"),
    ),
    URL,
)
PLANS = (
    KEY,
    *texts(
        title=_("The plan's title"),
        type=_("What the organisation calls this sort of plan"),
        family=_("What sort of plan it is to the rules"),
        status=_("adopted, in_force, superseded or repealed"),
        summary=_("What it is about"),
    ),
    UNIT,
    *texts(decided_by=_("Who has decided it"), reference=_("The paragraph of the decision")),
    *days(
        adopted_on=_("When it was decided"),
        in_force_on=_("When it came into force"),
        valid_from=_("Valid from"),
        valid_to=_("Valid until"),
        next_check_on=_("When its currency is checked next"),
    ),
    *texts(
        statutory_basis=_("The law that asks for it"), parent=_("The key of the plan of which it is a part")
    ),
    *numbers(score=_("How well it is linked and carried out, 0–100; plans that hold now have one")),
    URL,
)
POSITIONS = (
    KEY,
    PLAN,
    CODE,
    *texts(statement=_("What it says"), rationale=_("Why")),
    Column("spatial", Type.FLAG, _("Whether it is about land and water")),
    *texts(
        aspect=_("direction, use or consideration, of what is about land and water"),
        land_use=_("The use of the land"),
    ),
    UNIT,
    *texts(status=_("active or withdrawn")),
    URL,
)
MEASURES = (
    KEY,
    PLAN,
    CODE,
    *texts(title=_("What is to be done"), text=_("More about it")),
    UNIT,
    Column("partners", Type.LIST, _("The units that take part")),
    *days(start=_("Begins"), end=_("Is done by")),
    *texts(
        status=_("planned, ongoing, done, paused or cancelled"),
        funding=_("Whether it is paid for: within_budget, decided, applied, unfunded or unknown"),
    ),
    *numbers(cost=_("The cost in all, in whole units of the country's currency")),
    Column("implements", Type.LIST, _("The keys of the positions that it carries out")),
    URL,
)
CONTRIBUTIONS = (
    *texts(
        kind=_("What bears on the goal: plan, position or measure"),
        key=_("The key of that"),
        owner=_("The key of the organisation whose goal it is"),
        framework=_("The key of its framework"),
        goal=_("The key of the goal"),
    ),
    *numbers(strength=_("How strongly: from −3 (makes it impossible) to 3 (indispensable)")),
    *texts(rationale=_("Why")),
)
