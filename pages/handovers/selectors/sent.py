"""What offers and assignments have in common on the screen: a line in a list, and a card of their own."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise

from pages.things import Thing
from planning.selectors.stories import Chapter


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done, and where."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was sent, in a list: its row, its page, the position that it is about, and its plan.

    `reasons` are those of the position, `words` what was said when it was sent. `can_answer` says whether the
    viewer answers it, `can_manage` whether it is theirs who sent it.
    """

    sent: Any
    url: str
    item: Thing
    plan: Thing
    reasons: str | None
    words: str | None
    can_answer: bool
    can_manage: bool
    number: int = field(default=0, kw_only=True)
    """The number of its position on the map, if that is shown and the position has a place."""

    #: Begins the ids of its elements, and the names of the templates that show how it stands.
    kind: ClassVar[str]
    words_head: ClassVar[Promise]
    #: What of it names the position.
    about: ClassVar[str]

    @property
    def id(self) -> str:
        """The id of its element on a page."""
        return f"{self.kind.replace('_', '-')}-{self.sent.pk}"

    @property
    def title(self) -> str:
        """What tells it from others in a list."""
        return self.item.text

    @property
    def position_id(self) -> int:
        """The position that it is about."""
        pk: int = getattr(self.sent, self.about)
        return pk

    @property
    def meta_template(self) -> str:
        """What shows how it stands."""
        return f"handovers/{self.kind}_meta.html"

    @property
    def outcome_template(self) -> str:
        """What shows what became of it."""
        return f"handovers/{self.kind}_outcome.html"

    @property
    def actions(self) -> list[Action]:
        """What the viewer can do with it now, each with a form."""
        return []

    @property
    def withdraw(self) -> Action | None:
        """Taking it back, if the viewer can."""
        return None


@dataclass(slots=True)
class Card:
    """Something that was sent, on its own page.

    `editing` names the step whose form stands open, if one does; `button` sends it to `action`. `said` tells
    what has just been done, `warning` stands above the form.
    """

    line: Line
    story: list[Chapter]
    measures: list[Thing] = field(default_factory=list)
    editing: str = ""
    form: Any = None
    action: str = ""
    button: str | Promise = ""
    said: str = ""
    warning: str = ""

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return self.line.id

    @property
    def url(self) -> str:
        """The page of what was sent."""
        return self.line.url
