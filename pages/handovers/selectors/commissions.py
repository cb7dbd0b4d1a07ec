"""Assignments to implement, in lists and on their own pages."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Organisation
from organisations.policies import EDITING
from pages.guards import Viewer
from pages.handovers.selectors.places import with_places
from pages.handovers.selectors.sent import Action, Card, Line
from pages.naming import only_names, with_names
from pages.things import part_thing, plan_thing
from planning.models import Commission, Measure, Position
from planning.policies import can_manage_commissions
from planning.selectors.commissions import answering_measures, story_of

PER_PAGE = 50
State = Commission.State
MORE = ("unit__name", "position__rationale", "position__unit__name", "position__plan__unit__name")


@dataclass(frozen=True, slots=True)
class CommissionLine(Line):
    """An assignment in a list: what, to whom, until when, and how it stands."""

    kind = "commission"
    words_head = gettext_lazy("What is expected")
    about = "position_id"
    is_late: bool

    @property
    def title(self) -> str:
        """What tells it from others in a list: one position is sent to several units."""
        return f"{self.item}, {self.sent.unit.name}"

    @property
    def waits(self) -> bool:
        """Whether the unit has not answered."""
        return bool(self.sent.state == State.SENT)

    @property
    def is_declined(self) -> bool:
        """Whether the unit does not carry it out."""
        return bool(self.sent.state == State.DECLINED)

    @property
    def actions(self) -> list[Action]:
        """Answering for the unit that is asked; changing it, or sending it again, for those who asked."""
        found = []
        if self.can_answer and self.waits:
            found.append(Action(_("Answer with measures"), f"{self.url}svara/"))
            found.append(Action(_("Write a new measure"), f"{self.url}ny-atgard/"))
            found.append(Action(_("Say why not"), f"{self.url}avboj/"))
        if self.can_manage and self.waits:
            found.append(Action(_("Change what is asked"), f"{self.url}andra/"))
        if self.can_manage and self.is_declined:
            found.append(Action(_("Send again"), f"{self.url}skicka-igen/"))
        return found

    @property
    def withdraw(self) -> Action | None:
        """Taking an assignment back that no unit has answered."""
        can = self.can_manage and self.waits
        return Action(_("Take the assignment back"), f"{self.url}ta-tillbaka/") if can else None


@dataclass(frozen=True, slots=True)
class CommissionBox:
    """A page of assignments."""

    page: object
    total: int
    lines: tuple[CommissionLine, ...]
    places_url: str
    """Where the map gets what they are about."""


def commissions_of(organisation: Organisation) -> QuerySet[Commission]:
    """The organisation's assignments with what rows and cards show of them."""
    return with_names_of_commission(Commission.objects.filter(organisation=organisation))


def with_names_of_commission(rows: QuerySet[Commission]) -> QuerySet[Commission]:
    """Assignments with what rows and cards show of them."""
    return with_names(rows, *MORE, position=Position)


def commissions_in(viewer: Viewer, number: str | None) -> CommissionBox:
    """What the viewer's units are asked to carry out: what waits first; coordinators and readers see all."""
    standing = viewer.standing
    sees_all = standing.is_coordinator or standing.role not in EDITING
    return _box(viewer, Q() if sees_all else Q(unit__in=standing.unit_ids), number)


def waiting_commissions(viewer: Viewer) -> int:
    """How many assignments wait for an answer of the viewer's units. One query."""
    waiting = Commission.objects.filter(organisation=viewer.organisation, state=State.SENT)
    standing = viewer.standing
    sees_all = standing.is_coordinator or standing.role not in EDITING
    return waiting.filter(Q() if sees_all else Q(unit__in=standing.unit_ids)).count()


def commissions_out(viewer: Viewer, number: str | None) -> CommissionBox:
    """What the viewer's plans have sent out, and what was answered; coordinators and readers see all."""
    standing = viewer.standing
    if standing.is_coordinator or standing.role not in EDITING:
        return _box(viewer, Q(), number)
    units = standing.unit_ids
    own = Q(position__unit__in=units) | Q(position__plan__unit__in=units)
    return _box(viewer, own, number)


def commissions_on(viewer: Viewer, position: Position) -> list[CommissionLine]:
    """What has been sent out of one position, for its page. One query."""
    rows = commissions_of(viewer.organisation).filter(position=position)
    return [line_of(viewer, row) for row in rows.order_by("pk")]


def line_of(viewer: Viewer, commission: Commission) -> CommissionLine:
    """An assignment from `commissions_of` as a list shows it. No query."""
    organisation, position, due = viewer.organisation, commission.position, commission.due
    waits = commission.state == State.SENT
    return CommissionLine(
        sent=commission,
        url=reverse("handovers:commission_detail", args=[organisation.slug, commission.pk]),
        item=part_thing(organisation, position),
        plan=plan_thing(organisation, position.plan),
        reasons=position.rationale,
        words=commission.message,
        can_answer=viewer.standing.edits(commission.unit_id),
        can_manage=can_manage_commissions(viewer.standing, organisation, position),
        is_late=waits and due is not None and due < viewer.today,
    )


def card_of(viewer: Viewer, commission: Commission) -> Card:
    """The card of an assignment from `commissions_of`. Three queries."""
    found: QuerySet[Measure] = only_names(answering_measures(commission))
    measures = [part_thing(viewer.organisation, measure) for measure in found]
    return Card(line_of(viewer, commission), story_of(commission), measures)


def _box(viewer: Viewer, condition: Q, number: str | None) -> CommissionBox:
    rows = commissions_of(viewer.organisation).filter(condition).order_by("-state", "due", "pk")
    page = Paginator(rows, PER_PAGE).get_page(number)
    lines, places_url = with_places(viewer, [line_of(viewer, row) for row in page.object_list])
    return CommissionBox(page, page.paginator.count, tuple(lines), places_url)
