"""One hand-over to the comprehensive plan with its story, and what the viewer may do with it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from organisations.models import Organisation, Unit
from pages.guards import Viewer
from pages.naming import with_names
from pages.things import Thing, part_thing, plan_thing
from planning.models import HandOver, Plan, Position
from planning.policies import can_answer_offers, can_state
from planning.selectors.handing_over import story_of
from planning.selectors.stories import Chapter

State = HandOver.State
#: What a row or a card has to know beside the names: who answers, and what holds.
MORE = (
    *("source__unit__name", "source__spatial", "source__status", "source__rationale"),
    *("source__plan__unit__name", "source__plan__status", "source__plan__type__family"),
    *("target__plan__unit__name", "target__plan__status", "target__plan__type__family"),
    *("target_plan__unit__name", "target_plan__status", "target_plan__type__family"),
)


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """A hand-over in a list: what is handed over, by whom, where to, and how it stands."""

    hand_over: HandOver
    url: str
    source: Thing
    plan: Thing
    unit: Unit | None
    receiver: Thing
    target: Thing | None
    can_answer: bool
    owns: bool

    @property
    def is_offered(self) -> bool:
        """Whether it waits for an answer."""
        return self.hand_over.state == State.OFFERED

    @property
    def is_returned(self) -> bool:
        """Whether it came back."""
        return self.hand_over.state == State.RETURNED

    @property
    def is_accepted(self) -> bool:
        """Whether it has been taken in."""
        return self.hand_over.state == State.ACCEPTED

    @property
    def accept_url(self) -> str:
        """Where a new position is made of it."""
        return f"{self.url}ta-in/"

    @property
    def merge_url(self) -> str:
        """Where it becomes part of a position that is there."""
        return f"{self.url}ta-in-i/"

    @property
    def return_url(self) -> str:
        """Where it is returned."""
        return f"{self.url}aterlamna/"

    @property
    def again_url(self) -> str:
        """Where it is offered again."""
        return f"{self.url}erbjud-igen/"

    @property
    def withdraw_url(self) -> str:
        """Where an offer is taken back."""
        return f"{self.url}ta-tillbaka/"


@dataclass(slots=True)
class HandOverCard:
    """A hand-over on its own page.

    `editing` is what is open: "accept", "merge", "return" or "again". `said` tells what has just been done,
    `warning` stands above the form.
    """

    line: HandOverLine
    story: list[Chapter]
    editing: str = ""
    form: Any = None
    said: str = ""
    warning: str = ""

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"hand-over-{self.line.hand_over.pk}"

    @property
    def url(self) -> str:
        """The page of the hand-over."""
        return self.line.url

    @property
    def action(self) -> str:
        """Where the open form goes."""
        line = self.line
        urls = {
            "accept": line.accept_url,
            "merge": line.merge_url,
            "return": line.return_url,
            "again": line.again_url,
        }
        return urls.get(self.editing, "")


def hand_overs_of(organisation: Organisation) -> QuerySet[HandOver]:
    """The organisation's hand-overs with what rows and cards show of them."""
    return with_names_of_hand_over(HandOver.objects.filter(recorded_by=organisation))


def with_names_of_hand_over(rows: QuerySet[HandOver]) -> QuerySet[HandOver]:
    """Hand-overs with what rows and cards show of them."""
    return with_names(rows, *MORE, source=Position, target=Position, target_plan=Plan)


def line_of(viewer: Viewer, hand_over: HandOver) -> HandOverLine:
    """A hand-over from `hand_overs_of` as a list shows it. No query."""
    organisation, source, target = viewer.organisation, hand_over.source, hand_over.target
    return HandOverLine(
        hand_over=hand_over,
        url=reverse("handovers:hand_over_detail", args=[organisation.slug, hand_over.pk]),
        source=part_thing(organisation, source),
        plan=plan_thing(organisation, source.plan),
        unit=source.unit or source.plan.unit,
        receiver=plan_thing(organisation, hand_over.receiver),
        target=part_thing(organisation, target) if target else None,
        can_answer=can_answer_offers(viewer.standing, organisation, hand_over.receiver),
        owns=can_state(viewer.standing, organisation, source),
    )


def card_of(viewer: Viewer, hand_over: HandOver) -> HandOverCard:
    """The card of a hand-over from `hand_overs_of`. Two queries."""
    return HandOverCard(line_of(viewer, hand_over), story_of(hand_over))
