"""One hand-over to the comprehensive plan with its story, and what the viewer may do with it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Organisation, Unit
from pages.guards import Viewer
from pages.handovers.selectors.sent import Action, Card, Line
from pages.naming import with_names
from pages.things import Thing, part_thing, plan_thing
from planning.models import HandOver, Plan, Position
from planning.policies import can_answer_offers, can_state
from planning.selectors.handing_over import story_of

State = HandOver.State
#: What a row or a card has to know beside the names: who answers, and what holds.
MORE = (
    *("source__unit__name", "source__spatial", "source__status", "source__rationale"),
    *("source__plan__unit__name", "source__plan__status", "source__plan__type__family"),
    *("target__plan__unit__name", "target__plan__status", "target__plan__type__family"),
    *("target_plan__unit__name", "target_plan__status", "target_plan__type__family"),
)


@dataclass(frozen=True, slots=True)
class HandOverLine(Line):
    """A hand-over in a list: what is handed over, by whom, where to, and how it stands."""

    kind = "hand_over"
    words_head = gettext_lazy("Why it is handed over")
    about = "source_id"
    unit: Unit | None
    receiver: Thing
    target: Thing | None

    @property
    def is_offered(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self.sent.state == State.OFFERED)

    @property
    def is_returned(self) -> bool:
        """Whether it came back."""
        return bool(self.sent.state == State.RETURNED)

    @property
    def actions(self) -> list[Action]:
        """Taking it in or returning it for those who answer; changing or renewing it for who sent it."""
        found = []
        if self.can_answer and self.is_offered:
            found.append(Action(_("Take in as a new position"), f"{self.url}ta-in/"))
            found.append(Action(_("Take into a position that is there"), f"{self.url}ta-in-i/"))
        if self.can_answer and not self.is_returned:
            found.append(Action(_("Return with a reason"), f"{self.url}aterlamna/"))
        if self.can_manage and self.is_offered:
            found.append(Action(_("Change the offer"), f"{self.url}andra/"))
        if self.can_manage and self.is_returned:
            found.append(Action(_("Offer again"), f"{self.url}erbjud-igen/"))
        return found

    @property
    def withdraw(self) -> Action | None:
        """Taking an offer back that nobody has answered."""
        can = self.can_manage and self.is_offered
        return Action(_("Take the offer back"), f"{self.url}ta-tillbaka/") if can else None


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
        sent=hand_over,
        url=reverse("handovers:hand_over_detail", args=[organisation.slug, hand_over.pk]),
        item=part_thing(organisation, source),
        plan=plan_thing(organisation, source.plan),
        reasons=source.rationale,
        words=hand_over.rationale,
        can_answer=can_answer_offers(viewer.standing, organisation, hand_over.receiver),
        can_manage=can_state(viewer.standing, organisation, source),
        unit=source.unit or source.plan.unit,
        receiver=plan_thing(organisation, hand_over.receiver),
        target=part_thing(organisation, target) if target else None,
    )


def card_of(viewer: Viewer, hand_over: HandOver) -> Card:
    """The card of a hand-over from `hand_overs_of`. Two queries."""
    return Card(line_of(viewer, hand_over), story_of(hand_over))
